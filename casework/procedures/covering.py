"""Whom a pack covers, and what about it must be said and asked before anybody rests on it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

import msgspec

from casework.procedures.pack import Deadline, ExternalRoute, Pack, PendingChange
from casework.procedures.rule import Rule, Source
from casework.procedures.terms import Binding, Door, Gender

GENERIC, NOWHERE = "generic-c190", "ZZ"
"""Id and country of the generic pack."""
OF_THE_COUNTRY = ("majority", "must_report_adults", "must_report_children", "retention")
"""What a country's law says of everybody, whomever its rules on harassment cover."""
EVERYBODYS = frozenset({Door.LABOUR, Door.COURT, Door.POLICE, Door.SUPPORT})
"""Doors that are open to whoever works there. The others belong to the law that leaves him out."""
R = TypeVar("R", bound=Rule)

OF_AGE = 18
"""Under it everybody is a child here, whatever a law says; and where none is known, this counts."""


def of_age_at(pack: Pack) -> int:
    """The age from which somebody is treated as an adult: later only where the pack says so."""
    return max(OF_AGE, pack.majority.age or OF_AGE)


def covers(pack: Pack, gender: Gender) -> bool | None:
    """Whether the law of a pack covers somebody. None: she leaves it open and it depends on it."""
    if not pack.scope.women_only or gender is Gender.WOMAN:
        return True
    return None if gender is Gender.UNSAID else False


def pack_for(pack: Pack, gender: Gender, generic: Pack) -> Pack:
    """The pack a case runs under. Whom a law does not cover gets the generic one.

    Who leaves it open keeps the country's. Say which it is before she sends. What holds in the
    country for everybody stays: its days off, what must be reported, from which age somebody is an
    adult, and its doors, with the warning of the generic door where they carry none. So does what
    the factory entered itself, and the name of its body.
    """
    return _beside_the_law(pack, generic) if covers(pack, gender) is False else pack


def warned(doors: Iterable[ExternalRoute], generic: Pack) -> tuple[ExternalRoute, ...]:
    """Doors with what somebody should know before: the generic pack's words where one has none."""
    warnings = {each.door: each.warning for each in generic.external_routes if each.warning}
    return tuple(
        msgspec.structs.replace(each, warning=each.warning or warnings.get(each.door, ""))
        for each in doors
    )


def is_beside_the_law(pack: Pack) -> bool:
    """Whether a case runs under the generic pack in a country whose law leaves somebody out."""
    return pack.id == GENERIC and pack.country != NOWHERE


def _beside_the_law(pack: Pack, generic: Pack) -> Pack:
    doors = warned((each for each in pack.external_routes if each.door in EVERYBODYS), generic)
    body = {name: getattr(pack.committee, name) for name in ("name", "local_name", "own")}
    return msgspec.structs.replace(
        generic,
        country=pack.country,
        calendar=pack.calendar,
        committee=msgspec.structs.replace(generic.committee, **body),
        deadlines=_with_own(pack, generic),
        external_routes=tuple(_brought(each, pack) for each in doors),
        sources=(*generic.sources, *(_named(each, pack) for each in pack.sources)),
        **{name: _brought(getattr(pack, name), pack) for name in OF_THE_COUNTRY},
    )


def _with_own(pack: Pack, generic: Pack) -> tuple[Deadline, ...]:
    """The generic deadlines, in the factory's own number where it entered one."""
    own = {each.id: each for each in pack.deadlines if each.binding is Binding.FACTORY}
    return tuple(
        _brought(own[each.id], pack) if each.id in own else each for each in generic.deadlines
    )


def _brought(rule: R, pack: Pack) -> R:
    """A rule of a country in the generic pack: it cites that country's source."""
    return msgspec.structs.replace(rule, source=f"{pack.id}:{rule.source}")


def _named(source: Source, pack: Pack) -> Source:
    return msgspec.structs.replace(source, id=f"{pack.id}:{source.id}")


class Banner(msgspec.Struct, frozen=True):
    """What stands above every page that rests on a pack."""

    is_reviewed: bool
    counsel: str
    reviewed_on: date | None
    written_on: date
    warnings: tuple[str, ...]
    unknowns: tuple[str, ...]
    pending: tuple[PendingChange, ...]


def banner(pack: Pack) -> Banner:
    """The facts for it. Without counsel it is a draft, and says so wherever it is used."""
    counsel = pack.counsel
    return Banner(
        is_reviewed=counsel is not None,
        counsel=counsel.name if counsel else "",
        reviewed_on=counsel.on if counsel else None,
        written_on=pack.written_on,
        warnings=pack.warnings,
        unknowns=pack.unknowns,
        pending=pack.pending_changes,
    )


def is_law(rule: Rule) -> bool:
    """Whether a rule may be shown as law: it is, and it is in force as far as the pack knows."""
    return rule.binding is Binding.LAW and rule.enabled


class Open(StrEnum):
    """What a pack does not know and somebody must."""

    REPORTING_CHILDREN = "reporting_children"
    REPORTING_ADULTS = "reporting_adults"
    MAJORITY = "majority"
    RETENTION = "retention"
    OWN_DAYS = "own_days"


class Question(msgspec.Struct, frozen=True):
    """Something to ask of the factory or the programme."""

    open: Open
    blocks: bool
    """Her safety rests on the answer: a factory puts no pack in force before it is given."""
    deadline: Deadline | None = None


def open_questions(pack: Pack) -> tuple[Question, ...]:
    """What must be answered, those that block first. The answers are a factory's own rules."""
    asked = (
        (pack.must_report_children.required, Open.REPORTING_CHILDREN, True),
        (pack.must_report_adults.required, Open.REPORTING_ADULTS, True),
        (pack.majority.age, Open.MAJORITY, False),
        (pack.retention.months, Open.RETENTION, False),
    )
    unknown = [Question(what, blocks) for known, what, blocks in asked if known is None]
    own = [
        Question(Open.OWN_DAYS, blocks=False, deadline=each)
        for each in pack.deadlines
        if each.enabled and each.asks_factory
    ]
    return (*unknown, *own)
