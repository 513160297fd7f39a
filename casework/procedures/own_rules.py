"""A factory's own rules on top of a pack: its days, its committee, its answers, dated, why."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import TypeVar

import msgspec

from casework.procedures import committee_checks
from casework.procedures.committee import Numbers
from casework.procedures.pack import Deadline, Pack
from casework.procedures.rule import Rule, Source
from casework.procedures.terms import (
    Binding,
    Confidence,
    DeadlineKind,
    Evidence,
    Period,
    SourceKind,
    Unit,
)

SOURCE = "FACTORY"
VERSION_LENGTH = 32
R = TypeVar("R", bound=Rule)
ANSWERS = {
    "majority": "age",
    "must_report_adults": "required",
    "must_report_children": "required",
    "retention": "months",
}
"""The rules of a pack that a factory can answer for, and what of each the answer is."""


class OwnDays(msgspec.Struct, frozen=True):
    """So much time for a deadline of the pack, or of the generic one where the pack has none."""

    deadline: str
    amount: int
    period: Period = Period.DAY
    unit: Unit = Unit.CALENDAR


class OwnRules(msgspec.Struct, frozen=True, kw_only=True):
    """What a factory enters. Everything is left as it is in the pack where it says nothing."""

    in_force_on: date
    reason: str
    title: str
    """Of the regulations they stand in."""
    days: tuple[OwnDays, ...] = ()
    committee: Numbers = Numbers()
    committee_name: str = ""
    age_of_majority: int | None = None
    report_adults: bool | None = None
    report_children: bool | None = None
    retention_months: int | None = None


class Why(StrEnum):
    """Why a rule of a factory is refused."""

    NO_REASON = "no_reason"
    NO_SUCH_DEADLINE = "no_such_deadline"
    TWICE = "twice"
    NOT_POSITIVE = "not_positive"
    WORKING_IN_DAYS = "working_in_days"
    LAW_COUNTS_OTHERWISE = "law_counts_otherwise"
    """The law's deadline is counted in another unit: days cannot be compared."""
    LONGER_THAN_LAW = "longer_than_law"
    SHORTER_THAN_LAW = "shorter_than_law"
    BAR_OF_LAW = "bar_of_law"
    """A time bar is the law's alone."""
    CANNOT_BE_MET = "cannot_be_met"
    """No committee can be made up so."""
    LAW_ANSWERS = "law_answers"
    """The pack's law has an answer already, and another one."""


class OwnRulesRefused(ValueError):
    """A factory's rules do not go with the pack. `why`: every reason, with what it is about."""

    def __init__(self, why: tuple[tuple[str, Why], ...]) -> None:
        super().__init__(len(why))
        self.why = why


def effective(pack: Pack, own: OwnRules | None, generic: Pack) -> Pack:
    """The pack as it holds in a factory. Raises OwnRulesRefused with every reason.

    The factory may be stricter than the law and never looser: sooner where somebody must act,
    later where a party may. What it entered is shown as its own rule, not as law.
    """
    if own is None:
        return pack
    refused = (*_unfit(pack, own, generic),)
    if refused:
        raise OwnRulesRefused(refused)
    committee = msgspec.structs.replace(
        pack.committee,
        name=own.committee_name or pack.committee.name,
        own=own.committee,
    )
    return msgspec.structs.replace(
        pack,
        committee=committee,
        deadlines=_deadlines(pack, own, generic),
        sources=(*pack.sources, _source(own)),
        **_answered(pack, own),
    )


def version(pack: Pack) -> str:
    """32 hexadecimal digits of a pack as it holds: any change of any word changes them."""
    return sha256(keep(pack)).hexdigest()[:VERSION_LENGTH]


def version_read(pack: Pack) -> str:
    """The version of what counsel reads: the pack without anybody standing for it."""
    return version(msgspec.structs.replace(pack, counsel=None))


def keep(pack: Pack) -> bytes:
    """A pack as it holds, for a case that goes on under it whatever the factory enters later."""
    return msgspec.json.encode(pack)


def kept(raw: bytes) -> Pack:
    """A pack that was kept. Raises msgspec.DecodeError for anything else."""
    return msgspec.json.decode(raw, type=Pack)


def _source(own: OwnRules) -> Source:
    return Source(
        id=SOURCE,
        title=own.title,
        kind=SourceKind.FACTORY,
        confidence=Confidence.HIGH,
        evidence=Evidence.EXCERPT,
        note=own.reason,
        on=own.in_force_on,
    )


def _unfit(pack: Pack, own: OwnRules, generic: Pack) -> Iterator[tuple[str, Why]]:
    if not (own.reason.strip() and own.title.strip()):
        yield "reason", Why.NO_REASON
    ids = [each.deadline for each in own.days]
    for at, days in enumerate(own.days):
        if days.deadline in ids[:at]:
            yield days.deadline, Why.TWICE
        why = _why_not(_find(days.deadline, pack, generic), days)
        if why:
            yield days.deadline, why
    for slip in committee_checks.numbers((), own.committee):
        yield str(slip.path[-1]), Why.CANNOT_BE_MET
    yield from _contradicted(pack, own)


def _why_not(rule: Deadline | None, days: OwnDays) -> Why | None:
    if rule is None or not rule.enabled:
        return Why.NO_SUCH_DEADLINE
    if days.amount < 1:
        return Why.NOT_POSITIVE
    if days.unit is Unit.WORKING and days.period is not Period.DAY:
        return Why.WORKING_IN_DAYS
    if rule.binding is not Binding.LAW or rule.asks_factory or rule.amount is None:
        return None
    return _against_law(rule, rule.amount, days)


def _against_law(rule: Deadline, legal: int, days: OwnDays) -> Why | None:
    if rule.kind is DeadlineKind.BAR:
        return Why.BAR_OF_LAW
    if (rule.period, rule.unit) != (days.period, days.unit):
        return Why.LAW_COUNTS_OTHERWISE
    if rule.kind is DeadlineKind.DUE:
        return Why.LONGER_THAN_LAW if days.amount > legal else None
    return Why.SHORTER_THAN_LAW if days.amount < legal else None


def _contradicted(pack: Pack, own: OwnRules) -> Iterator[tuple[str, Why]]:
    """Answers that are none, or go against what the law of the pack says."""
    for name, answer in _answers(own):
        rule: Rule = getattr(pack, name)
        said = getattr(rule, ANSWERS[name])
        if not isinstance(answer, bool) and answer < 1:
            yield name, Why.NOT_POSITIVE
        if rule.binding is Binding.LAW and said is not None and answer != said:
            yield name, Why.LAW_ANSWERS


def _answers(own: OwnRules) -> Iterator[tuple[str, bool | int]]:
    """What the factory answers, by the name of the rule in the pack."""
    given = {
        "majority": own.age_of_majority,
        "must_report_adults": own.report_adults,
        "must_report_children": own.report_children,
        "retention": own.retention_months,
    }
    return ((name, answer) for name, answer in given.items() if answer is not None)


def _find(name: str, pack: Pack, generic: Pack) -> Deadline | None:
    rules = (*pack.deadlines, *generic.deadlines)
    return next((each for each in rules if each.id == name), None)


def _deadlines(pack: Pack, own: OwnRules, generic: Pack) -> tuple[Deadline, ...]:
    """The pack's, those the factory entered in its own number, and those it added."""
    given = {each.deadline: each for each in own.days}
    mine = tuple(
        _entered(each, given[each.id], own) if each.id in given else each for each in pack.deadlines
    )
    there = {each.id for each in pack.deadlines}
    added = (each for each in generic.deadlines if each.id in given and each.id not in there)
    return (*mine, *(_entered(each, given[each.id], own) for each in added))


def _entered(rule: Deadline, days: OwnDays, own: OwnRules) -> Deadline:
    return msgspec.structs.replace(
        _as_own(rule, own),
        amount=days.amount,
        period=days.period,
        unit=days.unit,
        unit_stated=True,
        asks_factory=False,
        extension=None,
    )


def _as_own(rule: R, own: OwnRules) -> R:
    return msgspec.structs.replace(
        rule,
        source=SOURCE,
        section="",
        binding=Binding.FACTORY,
        confidence=Confidence.HIGH,
        note=own.reason,
    )


def _answered(pack: Pack, own: OwnRules) -> dict[str, Rule]:
    """The rules the factory answers for. What the law says already stays the law's."""
    rules = ((name, getattr(pack, name), answer) for name, answer in _answers(own))
    return {
        name: msgspec.structs.replace(_as_own(rule, own), **{ANSWERS[name]: answer})
        for name, rule, answer in rules
        if getattr(rule, ANSWERS[name]) != answer
    }
