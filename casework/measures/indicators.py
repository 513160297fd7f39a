"""The indicators of the partnership, I1 to I15: each says what it counts and how it sorts.

The list and its sources: docs/measures.md, "What is counted". What is no fact of a case
(headcounts, trainings, surveys, the make-up of committees) is counted by none of them.
"""

from collections.abc import Callable, Iterator
from types import MappingProxyType

from casework.clocks.routes import Route
from casework.facts.fact import Answer, Channel, Fact, FactKind, Result, Step
from casework.measures.indicator import (
    UNKNOWN,
    Direction,
    Figure,
    Indicator,
    answered,
    within,
)
from casework.procedures.terms import Gender, OutcomeKind, StageId
from casework.telling.choices import CONDUCT
from referrals.models.terms import Category

YES_NO = (Answer.YES.value, Answer.NO.value, UNKNOWN)
DELAYS = (("0-3", 3), ("4-5", 5), ("6-14", 14), ("15-30", 30), ("31-90", 90))
"""GBVIMS+ 3, without the overlap at day 4: the first two end with 72 and 120 hours."""
DURATIONS = (("0-30", 30), ("31-90", 90), ("91-180", 180))
NOT_NAMED, BOTH = "not-named", "disciplinary-remedy"
RECEIVED, CLOSED, DECIDED = "received", "closed", "decided"


def _named(form: str) -> Callable[[Fact], str]:
    """Of whom nobody read what she marked, the form is not named: were it told apart, it would
    be the same number in the table of every form."""
    return lambda fact: Answer.YES.value if form in (fact.forms or ()) else NOT_NAMED


def _by_form() -> Iterator[Indicator]:
    for form in CONDUCT:
        yield Indicator(
            id=f"I2-{form.replace('_', '-')}",
            kind=FactKind.RECEIVED,
            buckets=(Answer.YES.value, NOT_NAMED),
            sort=_named(form),
            family=RECEIVED,
        )


def _of(stage: StageId) -> Callable[[Fact], bool]:
    return lambda fact: fact.stage is stage


def _by_stage() -> Iterator[Indicator]:
    for stage in StageId:
        yield Indicator(
            id=f"I5-{stage.value}",
            kind=FactKind.STAGE_ENDED,
            buckets=YES_NO,
            sort=lambda fact: answered(fact.kept),
            figure=Figure.SHARE,
            direction=Direction.BETTER,
            takes=_of(stage),
        )


def _one_day(fact: Fact) -> str:
    if fact.days is None or fact.days < 0:
        return UNKNOWN
    return Answer.YES.value if fact.days <= 1 else Answer.NO.value


def _words(values: type[Route | Channel | Result | Step]) -> tuple[str, ...]:
    return (*(each.value for each in values if each.value != UNKNOWN), UNKNOWN)


def _value(name: str) -> Callable[[Fact], str]:
    def sort(fact: Fact) -> str:
        found = getattr(fact, name)
        return UNKNOWN if found is None else str(found)

    return sort


def _sex(fact: Fact) -> str:
    """Who has not said is with those whom nobody asked, as in the tables of forms."""
    return UNKNOWN if fact.sex in (None, Gender.UNSAID) else str(fact.sex)


def _class(fact: Fact) -> str:
    """The gravest thing decided; a sanction with something for her beside it is a class too."""
    if fact.outcome is OutcomeKind.DISCIPLINARY and fact.remedy is not None:
        return BOTH
    return UNKNOWN if fact.outcome is None else fact.outcome.value


def _one(name: str) -> Callable[[Fact], str]:
    return lambda _fact: name


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        id="I1",
        kind=FactKind.RECEIVED,
        buckets=_words(Channel),
        sort=_value("channel"),
        direction=Direction.TRUST,
        family=RECEIVED,
    ),
    *_by_form(),
    Indicator(
        id="I2-sex",
        kind=FactKind.RECEIVED,
        buckets=(Gender.WOMAN, Gender.MAN, Gender.ANOTHER, UNKNOWN),
        sort=_sex,
        family=RECEIVED,
    ),
    Indicator(
        id="I3",
        kind=FactKind.RECEIVED,
        buckets=(*(name for name, _last in DELAYS), "91-", UNKNOWN),
        sort=lambda fact: within(fact.delay, DELAYS, "91-"),
        has_middle=True,
        family=RECEIVED,
    ),
    Indicator(
        id="I4",
        kind=FactKind.ACKNOWLEDGED,
        buckets=YES_NO,
        sort=_one_day,
        figure=Figure.SHARE,
        direction=Direction.BETTER,
        family="acknowledged",
    ),
    *_by_stage(),
    Indicator(
        id="I6",
        kind=FactKind.CLOSED,
        buckets=(*(name for name, _last in DURATIONS), "181-", UNKNOWN),
        sort=lambda fact: within(fact.days, DURATIONS, "181-"),
        has_middle=True,
        family=CLOSED,
    ),
    Indicator(
        id="I7",
        kind=FactKind.RECEIVED,
        buckets=("over-90", UNKNOWN),
        sort=lambda _fact: UNKNOWN,
        direction=Direction.WORSE,
        is_stock=True,
    ),
    Indicator(
        id="I8",
        kind=FactKind.CLOSED,
        buckets=_words(Result),
        sort=_value("result"),
        family=CLOSED,
    ),
    Indicator(
        id="I9",
        kind=FactKind.SAFETY,
        buckets=YES_NO,
        sort=lambda fact: answered(fact.done),
        figure=Figure.SHARE,
        direction=Direction.BETTER,
        takes=lambda fact: fact.needed is Answer.YES,
    ),
    Indicator(
        id="I11",
        kind=FactKind.REFERRAL,
        buckets=(*(each.value for each in Step if each is not Step.OFFERED), UNKNOWN),
        sort=_value("step"),
        takes=lambda fact: fact.step is not Step.OFFERED,
    ),
    Indicator(
        id="I11-need",
        kind=FactKind.REFERRAL,
        buckets=(*Category, UNKNOWN),
        sort=_value("need"),
        direction=Direction.TRUST,
        takes=lambda fact: fact.step is Step.OFFERED,
    ),
    Indicator(id="I12", kind=FactKind.FOLLOW_UP, buckets=("asked", UNKNOWN), sort=_one("asked")),
    Indicator(
        id="I13",
        kind=FactKind.FEEDBACK,
        buckets=YES_NO,
        sort=lambda fact: answered(fact.satisfied),
        figure=Figure.SHARE,
        direction=Direction.BETTER,
        takes=lambda fact: fact.by_another is Answer.YES,
    ),
    Indicator(
        id="I14",
        kind=FactKind.RETALIATION,
        buckets=YES_NO,
        sort=lambda fact: answered(fact.within),
        direction=Direction.TRUST,
    ),
    Indicator(
        id="I15",
        kind=FactKind.CONSENT_REFUSED,
        buckets=("refused", UNKNOWN),
        sort=_one("refused"),
    ),
    Indicator(
        id="not-counted",
        kind=FactKind.NOT_COUNTED,
        buckets=("refused", UNKNOWN),
        sort=_one("refused"),
    ),
    Indicator(
        id="concerns", kind=FactKind.CONCERN_RECEIVED, buckets=("told", UNKNOWN), sort=_one("told")
    ),
    Indicator(id="route", kind=FactKind.ROUTE, buckets=_words(Route), sort=_value("route")),
    Indicator(
        id="decided",
        kind=FactKind.DECIDED,
        buckets=_words(Result),
        sort=_value("result"),
        family=DECIDED,
    ),
    Indicator(
        id="decided-class",
        kind=FactKind.DECIDED,
        buckets=(
            OutcomeKind.DISCIPLINARY,
            BOTH,
            OutcomeKind.REMEDY,
            OutcomeKind.NO_FINDING,
            UNKNOWN,
        ),
        sort=_class,
        family=DECIDED,
    ),
    Indicator(
        id="decided-days",
        kind=FactKind.DECIDED,
        buckets=(*(name for name, _last in DURATIONS), "181-", UNKNOWN),
        sort=lambda fact: within(fact.days, DURATIONS, "181-"),
        has_middle=True,
        family=DECIDED,
    ),
    Indicator(
        id="applied",
        kind=FactKind.APPLIED,
        buckets=YES_NO,
        sort=lambda fact: answered(fact.done),
        figure=Figure.SHARE,
        direction=Direction.BETTER,
    ),
    Indicator(
        id="remedy",
        kind=FactKind.REMEDY,
        buckets=YES_NO,
        sort=lambda fact: answered(fact.done),
        figure=Figure.SHARE,
        direction=Direction.BETTER,
    ),
    Indicator(
        id="reopened", kind=FactKind.REOPENED, buckets=("reopened", UNKNOWN), sort=_one("reopened")
    ),
)
BY_ID = MappingProxyType({each.id: each for each in INDICATORS})
APPLIED = "applied"
FUNNEL = ("I1", "I4", "decided", APPLIED)
"""Told, acknowledged, decided, applied: what happened in the quarter, stage by stage."""
NOT_TOLD = ("I10", "I12-mean", "I16", "I17", "I18", "I19")
"""Of the practice list, what no fact of a case can tell; why, casework.words.measuring_outcomes."""
