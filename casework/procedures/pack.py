"""A procedure pack: what one country's law, guidelines and our own advice say of a procedure.

None in a number or a yes-or-no means *unknown*, never "no" and never nought.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from casework.procedures.committee import Committee
from casework.procedures.rule import Rule, Source
from casework.procedures.terms import (
    ChildAge,
    Confidence,
    DeadlineKind,
    Door,
    Event,
    OutcomeKind,
    Owner,
    Period,
    StageId,
    Unit,
    Weekday,
)

WARNS_BEFORE = 3
"""Working days before a due day on which whoever must act is told, where a pack says nothing."""


class Extension(msgspec.Struct, frozen=True, kw_only=True):
    """By how much longer a deadline may be made, in the deadline's own unit, and on what terms."""

    amount: int
    period: Period
    condition: str


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """A reason for which a deadline stands still: only where a source of the pack says so."""

    when: str
    source: str
    section: str


class Deadline(Rule, frozen=True, kw_only=True):
    """So much time from one event to another."""

    id: str
    stage: StageId
    kind: DeadlineKind
    owner: Owner
    from_event: Event
    to_event: Event
    from_words: str
    """As the source says it, near enough to its words; so with `to_words` and `owner_words`."""
    to_words: str
    owner_words: str = ""
    amount: int | None = None
    period: Period = Period.DAY
    unit: Unit = Unit.CALENDAR
    unit_stated: bool = False
    """Whether the source says which days count. If not, calendar days are the careful reading."""
    or_end_of: str = ""
    """The id of a deadline whose last day is the beginning, where its event did not come."""
    extension: Extension | None = None
    pauses: tuple[Pause, ...] = ()
    warns_before: int = WARNS_BEFORE
    """Working days before the due day."""
    asks_factory: bool = False
    """The law leaves the number to the factory: ours counts until the factory enters its own."""


class StageRule(Rule, frozen=True, kw_only=True):
    """What this country says of a stage, beside what the stage is everywhere."""

    stage: StageId
    rule: str


class Outcome(Rule, frozen=True, kw_only=True):
    """What can come of a case."""

    id: str
    label: str
    kind: OutcomeKind


class InterimMeasure(Rule, frozen=True, kw_only=True):
    """What can protect her meanwhile."""

    id: str
    label: str
    survivor_consent_required: bool
    moves_her: bool | None = None
    """Whether it changes her own place, shift or time. Never without her consent on record."""


class Appeal(Rule, frozen=True, kw_only=True):
    """Whom a party can turn to against a decision, and for how long."""

    body: str
    available: bool | None = None
    amount: int | None = None
    period: Period = Period.DAY
    unit: Unit = Unit.CALENDAR


class ExternalRoute(Rule, frozen=True, kw_only=True):
    """A way outside: shown and recorded, never taken for her."""

    id: str
    door: Door
    body: str
    when: str
    time_limit: str = ""
    """Not known where empty."""
    warning: str = ""
    """What she should know before she goes through this door."""


class Notice(Rule, frozen=True, kw_only=True):
    """What the law makes us send to the respondent. She is told before she chooses a route."""

    rule: str
    copy_of_complaint: bool | None = None


class Conciliation(Rule, frozen=True, kw_only=True):
    """When a settlement may be sought. It opens at her own request only, whatever a source says."""

    rule: str
    allowed: bool | None = None
    money: bool | None = None
    before_inquiry_only: bool | None = None


class Confidentiality(Rule, frozen=True, kw_only=True):
    """What must not be told, to whom it may be, and what follows if it is."""

    rule: str
    allowed: tuple[str, ...] = ()
    penalty: str = ""


class Retaliation(Rule, frozen=True, kw_only=True):
    """What protects her and witnesses from being punished for speaking."""

    rule: str
    named_in_source: bool | None = None


class Reporting(Rule, frozen=True, kw_only=True):
    """What the employer must report of its cases, as counts."""

    required: bool | None = None
    rule: str = ""
    frequency: str = ""
    recipient: str = ""
    contents: tuple[str, ...] = ()
    board_contents: tuple[str, ...] = ()
    penalty: str = ""


class FalseComplaint(Rule, frozen=True, kw_only=True):
    """What a source says of complaints that are not true."""

    rule: str


class Majority(Rule, frozen=True, kw_only=True):
    """The age from which somebody is an adult. Under 18 is a child here, whatever it says."""

    age: int | None = None


class MustReport(Rule, frozen=True, kw_only=True):
    """Whether what was told must be reported to the state, whether she wants it or not."""

    required: bool | None = None
    rule: str = ""


class ChildConsent(Rule, frozen=True, kw_only=True):
    """Who agrees for somebody under age, when something about the child is passed on."""

    ages: ChildAge
    herself: bool
    """Whether the child's own yes is needed."""
    caregiver: bool
    """Whether the yes of whoever looks after the child is needed as well."""
    rule: str = ""


class Retention(Rule, frozen=True, kw_only=True):
    """How long a case is kept after the last that was done in it."""

    months: int | None = None
    rule: str = ""


class Scope(Rule, frozen=True, kw_only=True):
    """Whom and where the rules protect."""

    protected: str
    places: str
    women_only: bool
    employees: int | None = None
    """From so many on, the body is one of the factory's own."""


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which nobody works, to begin with. A factory confirms and edits them."""

    rest_days: tuple[Weekday, ...]
    holidays: str
    """Where its public holidays come from."""
    timezone: str | None = None
    """An IANA name; the factory says it where the pack is of no one country."""


class PendingChange(msgspec.Struct, frozen=True, kw_only=True):
    """A law that may have changed since the pack was written, and where to look."""

    id: str
    title: str
    status: str
    effect: str
    check: str


class Counsel(msgspec.Struct, frozen=True, kw_only=True):
    """A lawyer of the country read the pack and stands for it."""

    name: str
    on: date
    version: str
    """Of the text that was read, as `casework procedures check` says it."""


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """One country's procedure. Everything in it is a text or a number; nothing runs."""

    schema: int
    id: str
    country: str
    """ISO 3166-1, two letters; ZZ for the generic pack."""
    title: str
    written_on: date
    legal_status: str
    confidence: Confidence
    summary: str
    scope: Scope
    calendar: Calendar
    committee: Committee
    appeal: Appeal
    notice: Notice
    conciliation: Conciliation
    confidentiality: Confidentiality
    retaliation: Retaliation
    reporting: Reporting
    false_complaint: FalseComplaint
    majority: Majority
    must_report_children: MustReport
    must_report_adults: MustReport
    retention: Retention
    sources: tuple[Source, ...]
    deadlines: tuple[Deadline, ...]
    outcomes: tuple[Outcome, ...]
    interim_measures: tuple[InterimMeasure, ...]
    external_routes: tuple[ExternalRoute, ...]
    stages: tuple[StageRule, ...] = ()
    child_consent: tuple[ChildConsent, ...] = ()
    """Without a rule for an age nobody knows who agrees: it is found out before anything leaves."""
    pending_changes: tuple[PendingChange, ...] = ()
    warnings: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()
    counsel: Counsel | None = None
    """None: no counsel has reviewed it, and every page that rests on it says so."""

    def running(self) -> Iterator[Deadline]:
        """The deadlines that are in force and have a number, in the pack's order."""
        return (each for each in self.deadlines if each.enabled and each.amount is not None)

    def the_source(self, rule: Rule) -> Source:
        """The source a rule of this pack cites. Raises KeyError for a rule of another pack."""
        for source in self.sources:
            if source.id == rule.source:
                return source
        raise KeyError(rule.source)
