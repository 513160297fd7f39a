"""How safe she is, what she does to be safe, and going through it with her again."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import Reply
from casework.case.covers import change
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.clocks.days import day_in
from casework.course.promised import PLAN, REVIEWS, with_day
from casework.course.recording import note_days, note_events, the_course
from casework.course.reminding import at_once
from casework.models.entry import Kind, Said
from casework.procedures.terms import Event
from casework.protection.places import zone_of
from casework.protection.reading import Facts, day, iso, several, text
from crypto.compartments import Compartment

C = Compartment
FRESH = timedelta(days=7)
"""How long a plan counts as gone through this week."""
ASSESSED, PLANNED, REVIEWED = "assessed", "planned", "reviewed"
DANGERS = ("danger", "threats", "weapons", "home", "retaliation", "self_harm")
"""What is asked with yes, no or not known, in the order of the form."""


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """What she says of her safety; nothing of it is a condition for anything."""

    danger: str = ""
    """In danger now: yes, no, unknown; empty where it was not asked. The next five likewise."""
    threats: str = ""
    weapons: str = ""
    home: str = ""
    retaliation: str = ""
    self_harm: str = ""
    access: tuple[str, ...] = ()
    """Where the respondent can come near her: line, dormitory, transport, phone, home."""
    care: str = ""
    """Whether care with its hours is needed: no, or yes, or unknown, which count alike."""
    event_on: date | None = None
    """The last day on which it happened, in the factory's days."""
    event_hour: int | None = None
    """The hour of that day, where she knows it."""
    safe_way: str = field(default="", repr=False)
    safe_when: str = field(default="", repr=False)
    safe_words: str = field(default="", repr=False)
    words: str = field(default="", repr=False)

    @property
    def needs_care(self) -> bool:
        """Whether the hours for care count: also where she does not know."""
        return self.care in (Reply.YES, Reply.UNKNOWN)

    def event(self, zone: ZoneInfo) -> date | datetime | None:
        """When it happened last, as near as she knows it."""
        if self.event_on is None or self.event_hour is None:
            return self.event_on
        return datetime.combine(self.event_on, time(self.event_hour), zone)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What she does to be safe, in her own words."""

    places: str = field(default="", repr=False)
    ways: str = field(default="", repr=False)
    allies: str = field(default="", repr=False)
    code_words: str = field(default="", repr=False)
    papers: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    changes: str = field(default="", repr=False)
    home: str = field(default="", repr=False)
    review_on: date | None = None


@dataclass(frozen=True)
class Safety:
    """Where it stands: the newest of each."""

    assessment: Assessment | None = None
    assessed_at: datetime | None = None
    plan: Plan | None = None
    planned_at: datetime | None = None
    gone_through_at: datetime | None = None
    """When the plan was made, or last gone through with her."""
    review_on: date | None = None

    def is_fresh(self, now: datetime) -> bool:
        """Whether the plan was gone through with her this week."""
        return self.gone_through_at is not None and now - self.gone_through_at <= FRESH


def assess(db: Session, turn: Turn, assessment: Assessment) -> None:
    """Write down how safe she is, and note that it was asked: the procedure counts from it.

    In danger, or where care has its hours, those who read first are told at once.

    Raises as `casework.case.turns.begin`, like every verb here.
    """
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    facts = {
        name: iso(value) if isinstance(value, date) else _plain(value)
        for name, value in asdict(assessment).items()
        if name != "words"
    }
    said = Said(
        kind=Kind.SAFETY, at=turn.now, text=assessment.words, facts={**facts, "step": ASSESSED}
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    happened: dict[Event, date | datetime] = {Event.SAFETY_CHECKED: turn.now}
    if assessment.event_on is not None:
        happened[Event.INCIDENT] = assessment.event_on
    note_events(db, cover, turn, happened)
    change(db, cover, safety_at=turn.now)
    if assessment.danger == Reply.YES or assessment.needs_care:
        at_once(db, turn.keys, cover.text, day_in(zone_of(db, turn.case), turn.now))
    act(db, turn.case, "case:safety:assess", turn.author.person, turn.now)


def make_plan(db: Session, turn: Turn, plan: Plan) -> None:
    """Write down what she does to be safe, made with her."""
    facts = {name: iso(each) if isinstance(each, date) else _plain(each)
             for name, each in asdict(plan).items()}  # fmt: skip
    said = Said(kind=Kind.SAFETY, at=turn.now, facts={**facts, "step": PLANNED})
    _put(db, turn, said, plan.review_on)
    act(db, turn.case, "case:safety:plan", turn.author.person, turn.now)


def review(db: Session, turn: Turn, words: str, review_on: date) -> None:
    """The plan was gone through with her, and stands; `review_on` is the next time."""
    facts: dict[str, str | list[str]] = {"step": REVIEWED, "review_on": iso(review_on)}
    said = Said(kind=Kind.SAFETY, at=turn.now, text=words, facts=facts)
    _put(db, turn, said, review_on)
    act(db, turn.case, "case:safety:review", turn.author.person, turn.now)


def safety(lines: Iterable[Line]) -> Safety:
    """Where it stands by the entries of a timeline that verify."""
    found = Safety()
    for line in lines:
        if line.kind is Kind.SAFETY and line.is_verified:
            found = _after(found, line)
    return found


def _after(before: Safety, line: Line) -> Safety:
    step, facts = text(line.facts, "step"), line.facts
    if step == ASSESSED:
        known = {"assessment": _assessment(facts, line.text), "assessed_at": line.at}
        return Safety(**{**before.__dict__, **known})
    new: dict[str, object] = {"gone_through_at": line.at, "review_on": day(facts, "review_on")}
    if step == PLANNED:
        new |= {"plan": _plan(facts), "planned_at": line.at}
    return Safety(**{**before.__dict__, **new})


def _assessment(facts: Facts, words: str) -> Assessment:
    hour = text(facts, "event_hour")
    return Assessment(
        **{name: text(facts, name) for name in DANGERS},
        access=several(facts, "access"),
        care=text(facts, "care"),
        event_on=day(facts, "event_on"),
        event_hour=int(hour) if hour else None,
        safe_way=text(facts, "safe_way"),
        safe_when=text(facts, "safe_when"),
        safe_words=text(facts, "safe_words"),
        words=words,
    )


def _plan(facts: Facts) -> Plan:
    names = [name for name in Plan.__dataclass_fields__ if name != "review_on"]
    return Plan(**{name: text(facts, name) for name in names}, review_on=day(facts, "review_on"))


def _put(db: Session, turn: Turn, said: Said, review_on: date | None) -> None:
    cover = begin(db, turn, C.ACCOUNT, C.OUTCOME)
    put(db, cover, C.ACCOUNT, said, turn.author)
    reviews = with_day(the_course(db, turn.case).text, REVIEWS, PLAN, review_on)
    note_days(db, cover, turn, REVIEWS, reviews)
    change(db, cover, safety_at=turn.now)


def _plain(value: object) -> str | list[str]:
    if isinstance(value, tuple | list):
        return [str(each) for each in value]
    return "" if value is None else str(value)
