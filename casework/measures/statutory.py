"""What a law asks of one factory and one year: exact counts, for the authority it names alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.clocks.routes import Route
from casework.facts.fact import Answer, Fact, FactKind, Facts, month_of
from casework.facts.keeping import facts_of
from casework.facts.keys import Analyst
from casework.facts.programmes import counting_at
from casework.measures.counting import pending
from casework.measures.laws import Asked, Period
from casework.measures.quarters import Quarter, last_day_of, quarter_of
from casework.measures.reading import published_quarters
from casework.measures.storing import require_whole, since_when

ACTS = ("rape", "sexual_assault", "physical_assault", "denial", "psychological", "not_known")
"""GBVIMS incident types, the gravest first."""
NOT_ASKED = frozenset({"rape", "physical_assault"})
"""Types of which no form of ours can tell: they are not 0."""
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
ELSEWHERE = frozenset({Route.SUPPORT_ONLY, Route.OUTSIDE})
"""Who asks for help alone, or goes to a court, makes no complaint to the committee."""


class NotCounted(Exception):
    """Another programme counts this factory, or none: every line of ours would be a 0."""


class Beside(msgspec.Struct, frozen=True):
    """What no case knows and somebody enters; None where nobody did."""

    workshops: int | None = None
    women: int | None = None
    men: int | None = None
    transgender: int | None = None


class Annual(msgspec.Struct, frozen=True, kw_only=True):
    """One factory and one year. It is exact: it goes to the named authority only."""

    counts: Mapping[str, int | None]
    """By `Asked`. None is not known, and never 0."""
    actions: Mapping[str, int]
    """Sanctions seen applied, by the pack's own id."""
    since: date | None = None
    """Since which day the programme counts, where that is after the year began."""

    def __repr__(self) -> str:
        return "<Annual>"


def annual_of(db: Session, her: Analyst, factory: UUID, period: Period, beside: Beside) -> Annual:
    """`annual` of what an analyst's keys open, which has to be all that there is.

    Raises NotCounted, DaysWait, FactsWait, KeyMissing, PackBroken.
    """
    if counting_at(db, factory, lambda: her.register) != her.programme:
        raise NotCounted
    require_whole(db, her)
    facts = facts_of(db, her).staying(counted_already(_out_on(db, her.programme)))
    made = annual(facts, factory, period, beside)
    since = since_when(db, her, min(period.months))
    return msgspec.structs.replace(made, since=since)


def counted_already(out: Mapping[Quarter, date]) -> Callable[[Fact, Fact], bool]:
    """Whether a quarter was published with something at the factory that it left since.

    The year counts it as its quarter did: one case fewer would tell whoever it is kept from that
    there is such a case. `out`: each published quarter, and the day on which it was. A fact knows
    no day: what left in the month of that day counts as having left after it.
    """

    def stays(fact: Fact, left: Fact) -> bool:
        made_on = out.get(quarter_of(last_day_of(fact.month)))
        return made_on is not None and left.month >= month_of(made_on)

    return stays


def _out_on(db: Session, programme: UUID) -> dict[Quarter, date]:
    return {each: on for its, each, on in published_quarters(db) if its == programme}


def annual(facts: Facts, factory: UUID, period: Period, beside: Beside) -> Annual:
    """Count one factory's year: what happened in it, and what was open when it ended."""
    mine = Facts(each for each in facts if each.factory == factory)
    applied = [each for each in _of(mine, FactKind.APPLIED, period) if each.done is Answer.YES]
    standing = Facts(_with_an_end(each) for each in mine)
    late = pending(standing, period.quarters[-1])
    counts: dict[str, int | None] = {
        Asked.RECEIVED: _received(mine, period),
        Asked.DISPOSED: _disposed(mine, period),
        Asked.PENDING: late.total(),
        Asked.OPEN: _open(standing, max(period.months)),
        Asked.ACTION: len(applied),
        Asked.WORKSHOPS: beside.workshops,
        Asked.WOMEN: beside.women,
        Asked.MEN: beside.men,
        Asked.TRANSGENDER: beside.transgender,
    }
    return Annual(counts=counts, actions=Counter(each.sanction or "" for each in applied))


def type_of(forms: Sequence[str] | None) -> str:
    """The GBVIMS type of one incident: by the act, the gravest of several, never the context."""
    found = {TYPE_OF[each] for each in forms or () if each in TYPE_OF}
    return next((each for each in ACTS if each in found), ACTS[-1])


def _of(facts: Facts, kind: FactKind, period: Period) -> list[Fact]:
    return [each for each in facts.of(kind) if each.month in period.months]


def _received(facts: Facts, period: Period) -> int:
    """Complaints to the committee: without those whose survivor wants help alone, or a court."""
    came = Counter(each.month for each in _of(facts, FactKind.RECEIVED, period))
    gone = (each for each in facts.of(FactKind.ROUTE) if each.route in ELSEWHERE)
    came.subtract(each.received for each in gone if each.received in period.months)
    return (+came).total()


def _disposed(facts: Facts, period: Period) -> int:
    """Cases closed in a year, each once: what was opened again is not disposed of."""
    ended = (each for each in _of(facts, FactKind.CLOSED, period) if each.route not in ELSEWHERE)
    found = Counter(each.received for each in ended)
    found.subtract(each.received for each in _of(facts, FactKind.REOPENED, period))
    return (+found).total()


def _with_an_end(fact: Fact) -> Fact:
    """For what is open: whoever asks for help alone has nothing pending at the committee."""
    if fact.kind is FactKind.ROUTE and fact.route in ELSEWHERE:
        return msgspec.structs.replace(fact, kind=FactKind.CLOSED)
    if fact.kind is FactKind.CLOSED and fact.route in ELSEWHERE:
        # Its choice of a route has taken it off.
        return msgspec.structs.replace(fact, kind=FactKind.RETRACTED)
    return fact


def _open(facts: Facts, last: str) -> int:
    found = _by_received(facts.of(FactKind.RECEIVED), last)
    found.update(_by_received(facts.of(FactKind.REOPENED), last))
    found.subtract(_by_received(facts.of(FactKind.CLOSED), last))
    return (+found).total()


def _by_received(facts: Iterable[Fact], last: str) -> Counter[str]:
    return Counter(each.received or each.month for each in facts if each.month <= last)
