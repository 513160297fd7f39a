"""The course of a new case: its pack, its first day, its first clocks."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.clocks.days import day_in
from casework.course.grounds import first_grounds, keep_version
from casework.course.recording import counted, sign
from casework.course.reminding import Reminding, at_once, replaced
from casework.models.course import Course, CourseText
from casework.models.cover import Cover, CoverText
from casework.models.entry import Entry, Kind, Said
from casework.procedures.terms import Event, Gender
from crypto.compartments import Compartment
from crypto.instance import InstanceKeys
from crypto.sealing import the_ring


def begin_course(
    db: Session,
    keys: InstanceKeys,
    cover: Cover,
    author: Author,
    now: datetime,
    gender: Gender = Gender.UNSAID,
    *,
    is_urgent: bool = False,
) -> Entry | None:
    """Let the course of a case begin: it was told today, in the factory's days.

    Nothing where nobody holds `outcome`. A concern has the same row and no clock: the survivor
    has agreed to nothing, and nobody can tell the two apart by their rows.

    `gender`: whom the law of the place leaves out begins under the generic pack.
    `is_urgent`: she is in danger, or needs care within hours; who reads first is told at once.
    """
    if not the_ring(db).holds(cover.case_id, Compartment.OUTCOME):
        return None
    grounds = first_grounds(db, cover.text, now, gender)
    _keep_others(db, cover.text, now)
    today = day_in(grounds.calendar.timezone, now)
    told: dict[Event, tuple[date, ...]] = {Event.COMPLAINT: (today,)}
    begun = CourseText(
        pack=grounds.pack.id,
        version=keep_version(db, grounds.pack),
        events={} if cover.text.is_concern else told,
    )
    text = counted(begun, grounds, now)
    given = Reminding(keys, cover.text, grounds.calendar, today)
    db.add(Course(case_id=cover.case_id, text=replaced(db, given, CourseText(), text)))
    if is_urgent:
        at_once(db, keys, cover.text, today)
    said = Said(kind=Kind.STAGE, at=now, facts={"stage": text.stage.value})
    return sign(db, cover, author, text, said)


def _keep_others(db: Session, cover: CoverText, now: datetime) -> None:
    """Keep every pack that somebody could begin under there, so that no row tells who did."""
    for each in (Gender.WOMAN, Gender.MAN):
        keep_version(db, first_grounds(db, cover, now, each).pack)
