"""What a law asks of one factory and one year: exact counts, for the authority it names alone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from casework.facts.fact import Answer, Fact, FactKind, Facts, Result
from casework.facts.keeping import facts_of
from casework.facts.keys import Analyst
from casework.measures.counting import pending
from casework.measures.quarters import Quarter

ACTS = ("rape", "sexual_assault", "physical_assault", "denial", "psychological", "not_known")
"""GBVIMS incident types that our forms can be, the gravest first."""
TYPE_OF: Mapping[str, str] = MappingProxyType(
    {
        # Forced, or somebody tried to: which of the two no form of ours says.
        "forced": "sexual_assault",
        "touching": "sexual_assault",
        "punished": "denial",
        "verbal": "psychological",
        "non_verbal": "psychological",
        "digital": "psychological",
        "demands": "psychological",
    }
)


class Asked(StrEnum):
    """One line that a law or a standard asks for."""

    RECEIVED = "received"
    DISPOSED = "disposed"
    PENDING = "pending"
    """For more than 90 days, at the end of the year."""
    UPHELD = "upheld"
    ACTION = "action"
    WORKSHOPS = "workshops"
    WOMEN = "women"
    MEN = "men"
    TRANSGENDER = "transgender"
    SHARE_OF_WOMEN = "share_of_women"
    REVIEWED = "reviewed"
    REMEDY = "remedy"
    NO_LONGER = "no_longer"
    KEPT = "kept"
    RETALIATION = "retaliation"
    TYPES = "types"


class Law(StrEnum):
    """A report that a law or a standard asks for."""

    POSH = "posh"
    BOARD = "board"
    BANGLADESH = "bangladesh"
    BETTER_WORK = "better_work"
    GRI = "gri"
    BRSR = "brsr"
    GBVIMS = "gbvims"


ASKS: Mapping[Law, tuple[Asked, ...]] = MappingProxyType(
    {
        Law.POSH: (
            Asked.RECEIVED,
            Asked.DISPOSED,
            Asked.PENDING,
            Asked.WORKSHOPS,
            Asked.ACTION,
        ),
        Law.BOARD: (
            Asked.RECEIVED,
            Asked.DISPOSED,
            Asked.PENDING,
            Asked.WOMEN,
            Asked.MEN,
            Asked.TRANSGENDER,
        ),
        Law.BANGLADESH: (Asked.RECEIVED, Asked.DISPOSED, Asked.ACTION),
        Law.BETTER_WORK: (
            Asked.RECEIVED,
            Asked.DISPOSED,
            Asked.KEPT,
            Asked.ACTION,
            Asked.RETALIATION,
        ),
        Law.GRI: (Asked.RECEIVED, Asked.REVIEWED, Asked.REMEDY, Asked.NO_LONGER),
        Law.BRSR: (Asked.RECEIVED, Asked.PENDING, Asked.UPHELD, Asked.SHARE_OF_WOMEN),
        Law.GBVIMS: (Asked.TYPES,),
    }
)


@dataclass(frozen=True)
class Beside:
    """What no case knows and somebody enters; None where nobody did."""

    workshops: int | None = None
    women: int | None = None
    men: int | None = None
    transgender: int | None = None


@dataclass(frozen=True)
class Annual:
    """One factory and one calendar year. It is exact: it goes to the named authority only."""

    year: int
    counts: Mapping[Asked, int | None]
    """None is not known, and never 0."""
    actions: Mapping[str, int]
    """Sanctions seen applied, by the pack's own id."""
    types: Mapping[str, int]
    """GBVIMS type of each complaint, by its gravest act."""


def annual_of(db: Session, her: Analyst, factory: UUID, year: int, beside: Beside) -> Annual:
    """`annual` of what an analyst's keys open. Raises KeyMissing, PackBroken."""
    return annual(facts_of(db, her), factory, year, beside)


def annual(facts: Facts, factory: UUID, year: int, beside: Beside) -> Annual:
    """Count one factory's year: what happened in it, and what was open when it ended."""
    received = _complaints(_of(facts, FactKind.RECEIVED, factory, year))
    closed = _complaints(_of(facts, FactKind.CLOSED, factory, year))
    applied = _seen_done(_of(facts, FactKind.APPLIED, factory, year))
    late = pending(Facts(_complaints(facts)), Quarter(year, 4))
    counts: dict[Asked, int | None] = {
        Asked.RECEIVED: len(received),
        Asked.DISPOSED: len(closed),
        Asked.PENDING: sum(count for (at, _bucket), count in late.items() if at == factory),
        Asked.UPHELD: sum(each.result is Result.SUBSTANTIATED for each in closed),
        Asked.ACTION: len(applied),
        Asked.WORKSHOPS: beside.workshops,
        Asked.WOMEN: beside.women,
        Asked.MEN: beside.men,
        Asked.TRANSGENDER: beside.transgender,
        Asked.SHARE_OF_WOMEN: _per_thousand(len(received), beside.women),
        Asked.REVIEWED: len(_of(facts, FactKind.DECIDED, factory, year)),
        Asked.REMEDY: len(_seen_done(_of(facts, FactKind.REMEDY, factory, year))),
        Asked.NO_LONGER: len(closed),
        Asked.KEPT: _kept(_of(facts, FactKind.STAGE_ENDED, factory, year)),
        Asked.RETALIATION: len(_of(facts, FactKind.RETALIATION, factory, year)),
    }
    actions = Counter(each.sanction or "" for each in applied)
    return Annual(year, counts, actions, Counter(type_of(each.forms) for each in received))


def type_of(forms: Sequence[str] | None) -> str:
    """The GBVIMS type of one incident: by the act, the gravest of several, never the context."""
    found = {TYPE_OF[each] for each in forms or () if each in TYPE_OF}
    return next((each for each in ACTS if each in found), ACTS[-1])


def _of(facts: Facts, kind: FactKind, factory: UUID, year: int) -> list[Fact]:
    named = f"{year:04}-"
    return [
        each for each in facts.of(kind) if each.factory == factory and each.month.startswith(named)
    ]


def _complaints(facts: Iterable[Fact]) -> list[Fact]:
    """Without what somebody else told: no law calls that a complaint before she agrees."""
    return [each for each in facts if not each.is_concern]


def _seen_done(facts: Iterable[Fact]) -> list[Fact]:
    return [each for each in facts if each.done is Answer.YES]


def _per_thousand(count: int, people: int | None) -> int | None:
    """Of a thousand, rounded; None without a headcount."""
    return (2000 * count + people) // (2 * people) if people else None


def _kept(ended: Sequence[Fact]) -> int | None:
    """Per cent of the clocks that are known; None where none is."""
    known = [each.kept.value for each in ended if each.kept is not None]
    yes, no = known.count("yes"), known.count("no")
    return 100 * yes // (yes + no) if yes + no else None
