"""What of a case must be reported to the state without her: by its pack, its factory, or asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from auth.models import Organization
from casework.case.acts import act
from casework.case.turns import Turn, begin
from casework.clocks.stages import Need
from casework.committee.rules import pack_of
from casework.course.grounds import grounds_of
from casework.course.recording import note_events, the_course
from casework.models.course import CourseText
from casework.models.cover import CoverText
from casework.models.entry import Entry, Kind, Said
from casework.procedures.pack import MustReport, Pack
from crypto.compartments import Compartment

YES, NO = "yes", "no"


class Whose(StrEnum):
    """Whose case must be reported or not: the value names the rule of a pack, and the fact."""

    CHILDS = "must_report_children"
    ADULTS = "must_report_adults"


@dataclass(frozen=True)
class Duty:
    """Whether a case of this sort must be reported, and what says so."""

    whose: Whose
    rule: MustReport
    pack: Pack
    """The one whose sources the rule cites."""
    noted: bool | None
    """What somebody of the case found out and noted, where neither pack nor factory knew."""
    is_hers: bool
    """Whether it is this duty that counts in this case."""

    @property
    def required(self) -> bool | None:
        """Yes, no, or not known."""
        return self.noted if self.rule.required is None else self.rule.required

    @property
    def is_noted(self) -> bool:
        """Whether the answer is what somebody of the case noted."""
        return self.rule.required is None and self.noted is not None


def duties(db: Session, cover: CoverText, course: CourseText, now: datetime) -> tuple[Duty, ...]:
    """Both duties as they hold in a case, the one that counts in it first.

    The pack it began under comes first; where that does not know, the factory's own answer of
    today counts, and then what somebody of the case found out.
    """
    began = grounds_of(db, cover, course, now).pack
    place = db.get(Organization, cover.home) if cover.home else None
    today = pack_of(db, place, now.date())
    hers = Whose.CHILDS if may_be_child(cover, course) else Whose.ADULTS
    order = (hers, *(each for each in Whose if each is not hers))
    return tuple(_duty(each, (began, today), course, is_hers=each is hers) for each in order)


def unanswered(found: Iterable[Duty]) -> tuple[Duty, ...]:
    """What counts in a case and nobody knows: nothing that he can notice is done before."""
    return tuple(each for each in found if each.is_hers and each.required is None)


def answer(db: Session, turn: Turn, whose: Whose, words: str, *, required: bool) -> Entry:
    """Note what was found out, and from whom, for this case. Raises as `casework.case.turns.begin`.

    What a pack or a factory says already stays what counts.
    """
    cover = begin(db, turn, Compartment.OUTCOME)
    fact = YES if required else NO
    facts: dict[str, str | list[str]] = {whose.value: fact}
    said = Said(kind=Kind.HAPPENED, at=turn.now, text=words, facts=facts)
    kept: dict[str, Any] = {whose.value: fact}
    entry = note_events(db, cover, turn, said=said, **kept)
    act(db, turn.case, "case:duty:answer", turn.author.person, turn.now)
    return entry


def waits_for_answer(db: Session, turn: Turn, cover: CoverText) -> bool:
    """Whether the duty that counts in a case is not known. Raises KeyMissing."""
    course = the_course(db, turn.case).text
    return bool(unanswered(duties(db, cover, course, turn.now)))


def may_be_child(cover: CoverText, course: CourseText) -> bool:
    """Whether she is treated as somebody under age."""
    return cover.is_for_child_protection or Need.MAY_BE_CHILD in course.on_record


def _duty(whose: Whose, packs: tuple[Pack, Pack], course: CourseText, *, is_hers: bool) -> Duty:
    rules: list[tuple[MustReport, Pack]] = [(getattr(each, whose.value), each) for each in packs]
    known = (each for each in rules if each[0].required is not None)
    rule, pack = next(known, rules[0])
    fact = course.facts.get(whose.value)
    return Duty(whose, rule, pack, None if fact is None else fact == YES, is_hers)
