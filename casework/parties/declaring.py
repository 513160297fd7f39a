"""Before a case opens to a member: whether she is close to somebody of it. A yes ends her keys."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import Named
from casework.case.covers import change
from casework.case.entries import put
from casework.case.rekey import LastHolder
from casework.case.roster import roster
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.course.leaving import leave
from casework.models.case import Case
from casework.models.cover import Capacity, CoverText
from casework.models.entry import Kind, Said
from casework.parties.people import Part, of_part
from casework.readers.kept_away import described, fitting, named_in
from crypto.compartments import Compartment
from crypto.errors import KeyMissing

C = Compartment
ASKED = (Capacity.RECEIVER, Capacity.EXTERNAL_MEMBER, Capacity.PANEL)
"""In which capacity somebody is asked: those who sit for the committee."""


class NotDeclared(Exception):
    """Somebody who acts in it has not said whether she is close to somebody of it."""

    def __init__(self, people: Iterable[UUID] = ()) -> None:
        super().__init__()
        self.people = tuple(people)
        """Who; empty where nobody can be asked, because it is not known whom it is about."""


class Outcome(StrEnum):
    """What became of an answer."""

    FREE = "free"
    """She is close to nobody: the case opens."""
    LEFT = "left"
    """She is, and her keys are gone."""
    LAST = "last"
    """She is, and nobody else could open something: she hands her keys over first."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What she answers, each with yes or no."""

    is_related: bool
    is_over: bool
    """Above or below one of them at work."""
    is_named: bool
    words: str = field(default="", repr=False)

    @property
    def is_close(self) -> bool:
        """Whether any of it is so."""
        return self.is_related or self.is_over or self.is_named


def is_due(cover: CoverText, person: UUID | None) -> bool:
    """Whether somebody has to answer before the case opens to her; pure.

    From when anybody said whom it is about, the survivor first, and again for everybody who is
    written down later.
    """
    held = cover.holder(person) if person is not None else None
    if held is None or cover.is_concern:
        return False
    is_asked = held.capacity in ASKED and C.ACCOUNT in held.compartments
    return is_asked and cover.declared.get(held.holder, 0) < cover.named


def require_declared(cover: CoverText, people: Iterable[UUID]) -> None:
    """Let nothing leave before those who act have answered, and can: it is known whom it is about.

    Raises NotDeclared with everybody of them who has not; pure.
    """
    owing = tuple(dict.fromkeys(each for each in people if is_due(cover, each)))
    if owing or not cover.named:
        raise NotDeclared(owing)


def declare(db: Session, turn: Turn, said: Answers) -> Outcome:
    """Answer for oneself, signed. Whoever is close to somebody of it loses her keys at once.

    Raises KeyMissing for somebody who is not asked; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT, exclusively=said.is_close)
    person = turn.author.person
    if person is None or not is_due(cover.text, person):
        raise KeyMissing
    put(db, cover, C.ACCOUNT, _entry(turn, said, cover.text.named), turn.author)
    act(db, turn.case, "case:declaration:make", person, turn.now)
    if not said.is_close:
        declared = {**cover.text.declared, person: cover.text.named}
        rest = [each for each in cover.text.conflicted if each != person]
        change(db, cover, declared=declared, conflicted=rest)
        return Outcome.FREE
    try:
        leave(db, replace(turn, seen=None), said.words)
    except LastHolder:
        change(db, cover, conflicted=list(dict.fromkeys([*cover.text.conflicted, person])))
        return Outcome.LAST
    return Outcome.LEFT


def whom(lines: Iterable[Line]) -> list[Named]:
    """Whom it is about: all that stands on the page before a case opens; pure.

    As the committee wrote it down, or as she told it while nobody has.
    """
    read = list(lines)
    known = [each.sketch.named for each in of_part(read, Part.RESPONDENT)]
    told = (named_in(each.facts) for each in read if each.kind is Kind.INTAKE)
    return known or [each for each in told if each.is_anybody]


def fits(db: Session, turn: Turn) -> bool:
    """Whether what is written down of one of them may fit whoever is asked."""
    place, on = db.get_one(Case, turn.case).factory_id, turn.now.date()
    readers = roster(db, turn.register, place, on)
    return turn.author.person in fitting(db, turn.keys, described(db, turn.case), readers)


def _entry(turn: Turn, said: Answers, of: int) -> Said:
    facts: dict[str, str | list[str]] = {
        "related": _word(is_so=said.is_related),
        "over": _word(is_so=said.is_over),
        "is_named": _word(is_so=said.is_named),
        # Whoever answers signs by it that she keeps secret what she reads.
        "secret": "yes",
        "of": str(of),
    }
    return Said(kind=Kind.DECLARATION, at=turn.now, text=said.words, facts=facts)


def _word(*, is_so: bool) -> str:
    return "yes" if is_so else "no"
