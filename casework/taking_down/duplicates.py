"""The same told twice: before saving, the cases like it that the writer can open anyway."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from auth.permissions import Permission
from auth.policy import may, visible_cases
from casework.case import one_pass
from casework.case.answers import Age, Answers, Named
from casework.desk.held import Look
from casework.models.case import Case
from casework.models.cover import CoverText
from casework.models.entry import Kind, Said
from casework.parties.declaring import is_due
from casework.readers.conflict import BAR, same_person
from casework.readers.kept_away import named_in
from casework.taking_down.complaint import TakenDown
from crypto.compartments import Compartment

WEEK = timedelta(days=7)
SHOWN = 3
"""How many cases are shown beside what was typed, at the most."""
FIRST_WORDS = 200


@dataclass(frozen=True)
class Possible:
    """A case that may be the same, as its reader is shown it beside what she typed."""

    case: UUID
    code: str
    on: date
    """When it happened; where nobody knows, the day it was told."""
    named: Named = field(repr=False)
    words: str = field(repr=False)
    """The first of the words that were told."""
    score: int


def alike(db: Session, look: Look, taken: TakenDown) -> list[Possible]:
    """Cases of that place about the same respondent and week, the likeliest first.

    Among those alone whose `told` this person's ring opens, by policy too: whoever logs and
    cannot read is offered none. A concern is neither compared nor offered: until the survivor
    agrees it is matched with nothing but the roster, and what one reporter told is not laid
    beside what another did. A child's is compared with children's alone. One pass over the
    entries, however many cases there are.
    """
    if taken.answers.for_somebody_else:
        return []
    covers = _comparable(db, look, taken)
    told = one_pass.said(db, covers, Compartment.TOLD)
    on = day_of(taken, look.now.date())
    found = (_possible(case, covers[case], said) for case, said in told.items())
    scored = [each for each in found if each is not None and abs(each.on - on) <= WEEK]
    near = [_scored(each, taken.answers.respondent) for each in scored]
    likely = [each for each in near if each.score >= BAR]
    return sorted(likely, key=lambda each: (-each.score, abs(each.on - on), each.code))[:SHOWN]


def day_of(taken: TakenDown, today: date) -> date:
    """When it happened, or else when it was told."""
    return taken.event_on or taken.told_on or today


def is_childs(answers: Answers) -> bool:
    """Whether it goes to the child-protection officers alone."""
    return answers.age in (Age.UNDER_18, Age.NOT_SURE)


def _comparable(db: Session, look: Look, taken: TakenDown) -> dict[UUID, CoverText]:
    actor, answers = look.actor, taken.answers
    held = one_pass.holding(actor.ring, actor.ring.cases, Compartment.TOLD)
    if not held or not may(actor, Permission.Case.LIST):
        return {}
    cases = db.scalars(select(Case).where(Case.id.in_(held), _of_place(answers))).all()
    ids = [each.id for each in visible_cases(actor, cases)]
    covers = one_pass.covers(db, ids)
    return {case: cover for case, cover in covers.items() if _counts(cover, look, answers)}


def _of_place(answers: Answers) -> ColumnElement[bool]:
    if answers.workplace is None or is_childs(answers):
        return Case.programme_id.is_not(None)
    return Case.factory_id == answers.workplace


def _counts(cover: CoverText, look: Look, answers: Answers) -> bool:
    person = look.actor.person
    is_hers = person is not None and cover.reads(person, look.now.date())
    is_told = not (cover.is_concern or cover.is_kept or is_due(cover, person))
    return is_hers and is_told and cover.is_for_child_protection == is_childs(answers)


def _possible(case: UUID, cover: CoverText, said: Iterable[Said]) -> Possible | None:
    by_kind: Mapping[Kind, Said] = {each.kind: each for each in sorted(said, key=_newest_first)}
    intake = by_kind.get(Kind.INTAKE)
    if intake is None:
        return None
    statement = by_kind.get(Kind.STATEMENT)
    return Possible(
        case=case,
        code=cover.code,
        on=_happened(by_kind.get(Kind.TAKEN_DOWN)) or intake.at.date(),
        named=named_in(intake.facts),
        words=statement.text[:FIRST_WORDS] if statement else "",
        score=0,
    )


def _newest_first(said: Said) -> float:
    # The first of a kind is kept, since the last put into a dictionary counts.
    return -said.at.timestamp()


def _happened(taken_down: Said | None) -> date | None:
    facts = taken_down.facts if taken_down is not None else {}
    for name in ("event_on", "told_on"):
        day = facts.get(name)
        if isinstance(day, str) and day:
            return date.fromisoformat(day)
    return None


def _scored(possible: Possible, named: Named) -> Possible:
    return replace(possible, score=same_person(named, possible.named))
