"""What of a case has to be read again to count what happens in it now."""

from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.course import Course, CourseText
from casework.models.entry import Entry, Kind, Said
from crypto.compartments import Compartment
from crypto.sealing import the_ring


def holds(db: Session, case: UUID, part: Compartment) -> bool:
    """Whether this session opens a compartment of a case."""
    return the_ring(db).holds(case, part)


def course_of(db: Session, case: UUID) -> CourseText | None:
    """The course of a case as it stands in this transaction; None without it or its key."""
    if not holds(db, case, Compartment.OUTCOME):
        return None
    row = db.scalar(select(Course).where(Course.case_id == case))
    return row.text if row is not None else None


def said_in(db: Session, case: UUID, part: Compartment, *kinds: Kind) -> list[Said]:
    """The entries of some kinds in one compartment, in their order; none without its key."""
    if not holds(db, case, part):
        return []
    rows = db.scalars(select(Entry).where(Entry.case_id == case, Entry.compartment == part)).all()
    bodies = sorted((each.body for each in rows), key=lambda body: body.signed.number)
    every = (msgspec.msgpack.decode(each.said, type=Said) for each in bodies)
    return [each for each in every if each.kind in kinds]


def text(said: Said, name: str) -> str:
    """A fact that is one text; empty where there is none."""
    value = said.facts.get(name, "")
    return value if isinstance(value, str) else ""


def several(said: Said, name: str) -> tuple[str, ...]:
    """A fact that is several texts."""
    value = said.facts.get(name, ())
    return (value,) if isinstance(value, str) else tuple(value)
