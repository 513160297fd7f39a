"""One measured fact: coarse by design, with no case, no person, no words and no day in it."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

import msgspec

from casework.clocks.routes import Route
from casework.procedures.terms import Gender, OutcomeKind, StageId

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class NotAMonth(ValueError):
    """A fact says YYYY-MM and nothing finer."""


class FactKind(StrEnum):
    """What happened. One fact says one thing."""

    RECEIVED = "received"
    """A complaint came in."""
    ACKNOWLEDGED = "acknowledged"
    ROUTE = "route"
    STAGE_ENDED = "stage_ended"
    SAFETY = "safety"
    """Her safety was gone through with her: whether a plan was needed, and is made."""
    REFERRAL = "referral"
    FOLLOW_UP = "follow_up"
    """Somebody asked her whether anything had changed since the complaint."""
    DECIDED = "decided"
    APPLIED = "applied"
    """A sanction was seen applied by somebody else than whoever applied it."""
    REMEDY = "remedy"
    """What was decided for her was given, as somebody else saw."""
    CLOSED = "closed"
    REOPENED = "reopened"
    CONCERN_RECEIVED = "concern_received"
    """Somebody else than the person affected told of it, and she has not agreed: no complaint.
    Says what RECEIVED says."""
    CONCERN_CLOSED = "concern_closed"
    """Nothing more is done with a concern: taken over by a complaint of hers, or not."""
    RETALIATION = "retaliation"
    FEEDBACK = "feedback"
    CONSENT_REFUSED = "consent_refused"
    """She was asked to let something be passed on, and said no."""
    NOT_COUNTED = "not_counted"
    """A case whose survivor does not want it in statistics: factory and month, nothing else."""
    RETRACTED = "retracted"
    """Takes back the fact that it replaces, and counts as nothing."""
    ELSEWHERE = "elsewhere"
    """The fact that it names as replaced counts at no factory from now on; itself as nothing."""


class Answer(StrEnum):
    """Yes, no, or known to be unknown. None in a fact is: nobody wrote it down."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """How a complaint came in: on a page of ours, or by one of casework.taking_down's ways."""

    ONLINE = "online"
    IN_PERSON = "in_person"
    PHONE = "phone"
    LETTER = "letter"
    BOX = "box"
    MESSENGER = "messenger"
    UNION = "union"
    SAVINGS_GROUP = "savings_group"
    RESOURCE_CENTRE = "resource_centre"


class Step(StrEnum):
    """How far a referral came."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    """Nobody came. Whoever did not may still come."""
    ENDED = "ended"
    """It came to nothing: nobody answered, or it was taken back."""


class Result(StrEnum):
    """How a case came out."""

    SUBSTANTIATED = "substantiated"
    PARTLY = "partly"
    NOT_ENOUGH_EVIDENCE = "not_enough_evidence"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    INFORMAL = "informal"
    """The steps that she agreed to were done, without an inquiry."""
    HELPED = "helped"
    """Closed after help, with no complaint to decide."""
    OUTSIDE = "outside"
    """It belongs elsewhere, or was taken there."""
    OTHER = "other"


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is counted. Every value that is missing is None, a bucket of its own, and never 0."""

    id: UUID
    """Random. Only the sealed outcome of the case knows it."""
    replaces: UUID | None = None
    """The fact that this one corrects: then only this one counts."""
    programme: UUID
    factory: UUID | None = None
    """None for a place that is no factory, and where its number would point at the case."""
    month: str
    """YYYY-MM in which it happened."""
    kind: FactKind
    received: str | None = None
    """YYYY-MM in which its complaint was received: what is pending is counted without any link."""
    country: str | None = None
    """Two letters, of the factory or programme. Of what stands at no factory in every fact."""

    forms: tuple[str, ...] | None = None
    """RECEIVED: keys of casework.telling.choices.CONDUCT, sorted. Empty: asked, nothing marked."""
    sex: Gender | None = None
    """RECEIVED: of the person affected."""
    is_child: Answer | None = None
    """RECEIVED: whether she is under age."""
    channel: Channel | None = None
    delay: int | None = None
    """RECEIVED: days from what happened last to telling it."""
    route: Route | None = None
    """ROUTE, CLOSED."""
    stage: StageId | None = None
    """STAGE_ENDED."""
    days: int | None = None
    """How long it took, in calendar days: to ACKNOWLEDGED from RECEIVED, of the stage that
    ended, from DECIDED to APPLIED or REMEDY, from RECEIVED to CLOSED."""
    kept: Answer | None = None
    """Whether the clock was kept. UNKNOWN: no deadline is known for it."""
    needed: Answer | None = None
    """SAFETY."""
    done: Answer | None = None
    """SAFETY: a plan is made. APPLIED, REMEDY: whoever went to look saw it done, or not done."""
    step: Step | None = None
    """REFERRAL."""
    need: str | None = None
    """REFERRAL: of which kind of help, a value of referrals.models.terms.Category."""
    result: Result | None = None
    """DECIDED, CLOSED."""
    outcome: OutcomeKind | None = None
    """DECIDED: of what was decided the gravest; DISCIPLINARY before REMEDY before NO_FINDING.
    A case is decided once: a later decision replaces the earlier one."""
    sanction: str | None = None
    """DECIDED: id of the pack's outcome, the first where several were chosen. APPLIED: that one."""
    remedy: str | None = None
    """The same of what was decided for her, also an id of casework.inquiry.choosing.Remedy."""
    within: Answer | None = None
    """RETALIATION: reported within 90 days of the complaint."""
    satisfied: Answer | None = None
    """FEEDBACK. None: asked, and she did not answer."""
    by_another: Answer | None = None
    """FEEDBACK: asked by somebody who did not handle the case."""

    def __post_init__(self) -> None:
        months = (self.month, self.received or self.month)
        if not all(MONTH.fullmatch(each) for each in months):
            raise NotAMonth(self.month)


NO_COUNT = frozenset({FactKind.RETRACTED, FactKind.ELSEWHERE})
"""Facts that say something of another one."""


class Facts:
    """Every fact somebody may count, with corrections applied: what was replaced is not in it,
    and what left its factory stands at none."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        every = self._every = {each.id: each for each in facts}
        moved = {each.replaces: each for each in every.values() if each.kind is FactKind.ELSEWHERE}
        replaced = {
            each.replaces
            for each in every.values()
            if each.replaces is not None and each.kind is not FactKind.ELSEWHERE
        }
        self._facts = tuple(
            _at_no_factory(each, moved[each.id].country) if each.id in moved else each
            for each in every.values()
            if each.id not in replaced and each.kind not in NO_COUNT
        )

    def __len__(self) -> int:
        return len(self._facts)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts)

    def __repr__(self) -> str:
        return f"<Facts {len(self)}>"

    def of(self, kind: FactKind) -> tuple[Fact, ...]:
        """Those of one kind, in no order."""
        return self._by_kind.get(kind, ())

    def staying(self, stays: Callable[[Fact, Fact], bool]) -> "Facts":
        """The same, where something counts at the factory that it left, if `stays` says so of it
        and of the fact that says that it left.
        """
        found = self._every
        return Facts(
            each
            for each in found.values()
            if each.kind is not FactKind.ELSEWHERE
            or each.replaces not in found
            or not stays(found[each.replaces], each)
        )

    def only_at(self, factories: Collection[UUID]) -> "Facts":
        """The same, where what happened at any other factory stands at none."""
        return Facts(
            each
            if each.factory is None or each.factory in factories
            else _at_no_factory(each, each.country)
            for each in self
        )

    @cached_property
    def _by_kind(self) -> dict[FactKind, tuple[Fact, ...]]:
        found: dict[FactKind, list[Fact]] = {}
        for each in self._facts:
            found.setdefault(each.kind, []).append(each)
        return {kind: tuple(rows) for kind, rows in found.items()}


def _at_no_factory(fact: Fact, country: str | None) -> Fact:
    return msgspec.structs.replace(fact, factory=None, country=country)


def month_of(day: date) -> str:
    """The month a fact says, YYYY-MM."""
    return f"{day.year:04}-{day.month:02}"
