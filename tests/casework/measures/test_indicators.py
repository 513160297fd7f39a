"""Every indicator, counted by hand: the days on a boundary, what is missing, and nothing at all."""

from dataclasses import dataclass
from typing import Any

import pytest

from casework.clocks.routes import Route
from casework.facts.fact import Answer, Channel, Fact, FactKind, Facts, Result, Step
from casework.measures.counting import tally
from casework.measures.indicator import UNKNOWN, Figure
from casework.measures.indicators import BY_ID, FUNNEL, INDICATORS, NOT_NAMED
from casework.measures.quarters import Quarter, quarter_named
from casework.procedures.terms import Gender, OutcomeKind, StageId
from tests.casework.measures.fixture import FACTORY, fact

FIRST = Quarter(2026, 1)
DAYS = [
    (0, "0-3"),
    (3, "0-3"),
    (4, "4-5"),
    (5, "4-5"),
    (6, "6-14"),
    (14, "6-14"),
    (15, "15-30"),
    (30, "15-30"),
    (31, "31-90"),
    (90, "31-90"),
    (91, "91-"),
    (-1, UNKNOWN),
    (None, UNKNOWN),
]


@pytest.mark.parametrize(("days", "bucket"), DAYS)
def test_a_delay_lies_in_one_bucket_and_a_missing_one_in_none_of_them(
    days: int | None, bucket: str
) -> None:
    assert BY_ID["I3"].bucket(fact(FactKind.RECEIVED, delay=days)) == bucket


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (30, "0-30"),
        (31, "31-90"),
        (90, "31-90"),
        (91, "91-180"),
        (180, "91-180"),
        (181, "181-"),
        (None, UNKNOWN),
    ],
)
def test_what_a_case_took_lies_in_one_bucket(days: int | None, bucket: str) -> None:
    assert BY_ID["I6"].bucket(fact(FactKind.CLOSED, days=days)) == bucket


@pytest.mark.parametrize(
    ("days", "bucket"), [(0, "yes"), (1, "yes"), (2, "no"), (None, UNKNOWN), (-1, UNKNOWN)]
)
def test_an_answer_within_a_day_is_one_and_none_is_no_fast_one(
    days: int | None, bucket: str
) -> None:
    assert BY_ID["I4"].bucket(fact(FactKind.ACKNOWLEDGED, days=days)) == bucket


@dataclass(frozen=True)
class _Case:
    id: str
    kind: FactKind
    said: dict[str, Any]
    bucket: str


PAID = {"outcome": OutcomeKind.REMEDY, "remedy": "pay"}
WARNED_AND_PAID = {"outcome": OutcomeKind.DISCIPLINARY, "sanction": "warn", "remedy": "pay"}
CASES = [
    _Case("I1", FactKind.RECEIVED, {"channel": Channel.PHONE}, "phone"),
    _Case("I1", FactKind.RECEIVED, {}, UNKNOWN),
    _Case("I2-touching", FactKind.RECEIVED, {"forms": ("touching", "verbal")}, "yes"),
    _Case("I2-touching", FactKind.RECEIVED, {"forms": ("verbal",)}, NOT_NAMED),
    _Case("I2-touching", FactKind.RECEIVED, {"forms": ()}, NOT_NAMED),
    _Case("I2-touching", FactKind.RECEIVED, {"forms": None}, NOT_NAMED),
    _Case("I2-sex", FactKind.RECEIVED, {"sex": Gender.MAN}, "man"),
    _Case("I2-sex", FactKind.RECEIVED, {"sex": Gender.UNSAID}, UNKNOWN),
    _Case("I2-sex", FactKind.RECEIVED, {"sex": None}, UNKNOWN),
    _Case("I8", FactKind.CLOSED, {"result": Result.PARTLY}, "partly"),
    _Case("I8", FactKind.CLOSED, {}, UNKNOWN),
    _Case("I11", FactKind.REFERRAL, {"step": Step.COMPLETED}, "completed"),
    _Case("I12", FactKind.FOLLOW_UP, {}, "asked"),
    _Case("I14", FactKind.RETALIATION, {"within": Answer.YES}, "yes"),
    _Case("I14", FactKind.RETALIATION, {"within": None}, UNKNOWN),
    _Case("I15", FactKind.CONSENT_REFUSED, {}, "refused"),
    _Case("not-counted", FactKind.NOT_COUNTED, {}, "refused"),
    _Case("decided", FactKind.DECIDED, {"result": Result.SUBSTANTIATED}, "substantiated"),
    _Case("applied", FactKind.APPLIED, {"done": Answer.YES}, "yes"),
    _Case("applied", FactKind.APPLIED, {"done": Answer.NO}, "no"),
    _Case("applied", FactKind.APPLIED, {}, UNKNOWN),
    _Case("remedy", FactKind.REMEDY, {"done": Answer.NO}, "no"),
    _Case("route", FactKind.ROUTE, {"route": Route.SUPPORT_ONLY}, "support_only"),
    _Case("route", FactKind.ROUTE, {}, UNKNOWN),
    _Case("decided-class", FactKind.DECIDED, {"outcome": OutcomeKind.NO_FINDING}, "no-finding"),
    _Case("decided-class", FactKind.DECIDED, {"outcome": OutcomeKind.DISCIPLINARY}, "disciplinary"),
    _Case("decided-class", FactKind.DECIDED, WARNED_AND_PAID, "disciplinary-remedy"),
    _Case("decided-class", FactKind.DECIDED, PAID, "remedy"),
    _Case("decided-class", FactKind.DECIDED, {}, UNKNOWN),
    _Case("decided-days", FactKind.DECIDED, {"days": 30}, "0-30"),
    _Case("decided-days", FactKind.DECIDED, {"days": 31}, "31-90"),
    _Case("decided-days", FactKind.DECIDED, {}, UNKNOWN),
    _Case("I11-need", FactKind.REFERRAL, {"step": Step.OFFERED, "need": "health"}, "health"),
    _Case("I11-need", FactKind.REFERRAL, {"step": Step.OFFERED, "need": "gone"}, UNKNOWN),
    _Case("reopened", FactKind.REOPENED, {}, "reopened"),
    _Case("I11", FactKind.REFERRAL, {"step": Step.NO_SHOW}, "no_show"),
    _Case("concerns", FactKind.CONCERN_RECEIVED, {}, "told"),
]


def test_what_was_offered_is_in_one_table_alone() -> None:
    facts = Facts([fact(FactKind.REFERRAL, step=Step.OFFERED, need="health")])

    assert tally(BY_ID["I11"], facts, FIRST) == {}


@pytest.mark.parametrize("kind", FactKind)
def test_two_measures_over_one_kind_share_every_fact_or_none(kind: FactKind) -> None:
    """One that counted a part of what another counts would tell the rest."""
    facts = [each for each in _every_fact() if each.kind is kind]
    flows = [each for each in INDICATORS if each.kind is kind and not each.is_stock]

    families = [{each.facts for each in flows if each.takes(one)} for one in facts]

    assert [each for each in families if len(each) > 1] == []


def _every_fact() -> list[Fact]:
    answers = [{"done": each, "needed": each, "by_another": each} for each in Answer]
    said: list[dict[str, Any]] = [
        *answers,
        *({"step": each} for each in Step),
        *({"stage": each} for each in StageId),
        {},
    ]
    return [fact(kind, **each) for kind in FactKind for each in said]


@pytest.mark.parametrize("each", CASES, ids=lambda each: f"{each.id}:{each.bucket}")
def test_a_fact_falls_into_its_bucket(each: _Case) -> None:
    facts = Facts([fact(each.kind, **each.said)])

    assert tally(BY_ID[each.id], facts, FIRST) == {(FACTORY, each.bucket): 1}


@pytest.mark.parametrize(
    ("kept", "bucket"), [(Answer.YES, "yes"), (Answer.NO, "no"), (None, UNKNOWN)]
)
def test_a_clock_is_counted_for_its_own_stage(kept: Answer | None, bucket: str) -> None:
    facts = Facts([fact(FactKind.STAGE_ENDED, stage=StageId.REPLY, kept=kept)])

    assert tally(BY_ID["I5-reply"], facts, FIRST) == {(FACTORY, bucket): 1}
    assert tally(BY_ID["I5-inquiry"], facts, FIRST) == {}


def test_a_plan_counts_where_one_was_needed() -> None:
    facts = Facts(
        [
            fact(FactKind.SAFETY, needed=Answer.YES, done=Answer.YES),
            fact(FactKind.SAFETY, needed=Answer.YES, done=None),
            fact(FactKind.SAFETY, needed=Answer.NO, done=Answer.NO),
        ]
    )

    assert tally(BY_ID["I9"], facts, FIRST) == {(FACTORY, "yes"): 1, (FACTORY, UNKNOWN): 1}


def test_satisfaction_counts_where_somebody_else_asked() -> None:
    facts = Facts(
        [
            fact(FactKind.FEEDBACK, satisfied=Answer.YES, by_another=Answer.YES),
            fact(FactKind.FEEDBACK, satisfied=Answer.YES, by_another=Answer.NO),
            fact(FactKind.FEEDBACK, satisfied=None, by_another=Answer.YES),
        ]
    )

    assert tally(BY_ID["I13"], facts, FIRST) == {(FACTORY, "yes"): 1, (FACTORY, UNKNOWN): 1}


@pytest.mark.parametrize(
    ("month", "counted"),
    [("2025-12", {}), ("2026-01", {(FACTORY, "asked"): 1}), ("2026-04", {})],
)
def test_a_quarter_counts_its_own_months(month: str, counted: dict[object, int]) -> None:
    facts = Facts([fact(FactKind.FOLLOW_UP, month=month)])

    assert tally(BY_ID["I12"], facts, FIRST) == counted


def test_more_than_ninety_days_are_counted_from_the_end_of_the_month() -> None:
    facts = Facts(
        [
            fact(FactKind.RECEIVED, month="2025-12"),
            fact(FactKind.RECEIVED, month="2025-11"),
            fact(FactKind.RECEIVED, month="2025-11"),
            fact(FactKind.CLOSED, month="2026-01", received="2025-11"),
        ]
    )

    # The last day of March is 90 days after that of December.
    assert tally(BY_ID["I7"], facts, FIRST) == {(FACTORY, "over-90"): 1}


def test_what_is_closed_after_the_quarter_was_open_in_it() -> None:
    facts = Facts(
        [
            fact(FactKind.RECEIVED, month="2025-11"),
            fact(FactKind.CLOSED, month="2026-04", received="2025-11"),
        ]
    )

    assert tally(BY_ID["I7"], facts, FIRST) == {(FACTORY, "over-90"): 1}


@pytest.mark.parametrize(
    ("counts", "bucket"),
    [
        ((2, 1, 2, 0, 9), "31-90"),
        ((2, 1, 1, 0, 9), None),
        ((3, 0, 3, 0, 0), "0-30"),
        ((None, 9, 9, 9, 9), None),
        ((9, 9, 9, 9, None), None),
    ],
)
def test_a_middle_lies_in_a_bucket_that_what_is_shown_tells_already(
    counts: tuple[int | None, ...], bucket: str | None
) -> None:
    assert BY_ID["I6"].middle_of(counts) == bucket


def test_what_is_no_days_has_no_middle() -> None:
    assert BY_ID["I8"].middle_of([9] * len(BY_ID["I8"].buckets)) is None


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.id)
def test_nothing_is_no_zero_per_cent(indicator: object) -> None:
    assert tally(BY_ID[getattr(indicator, "id", "")], Facts([]), FIRST) == {}


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.id)
def test_every_indicator_has_a_bucket_for_what_is_unknown(indicator: object) -> None:
    each = BY_ID[getattr(indicator, "id", "")]

    assert each.buckets[-1] in (UNKNOWN, NOT_NAMED)
    assert each.figure is Figure.COUNT or each.buckets[:2] == ("yes", "no")


def test_the_funnel_is_made_of_indicators() -> None:
    assert set(FUNNEL) <= set(BY_ID)


@pytest.mark.parametrize("name", ["2026-Q5", "2026-Q0", "2026-1", "26-Q1", "2026-Q1 ", ""])
def test_what_is_no_quarter_is_none(name: str) -> None:
    assert quarter_named(name) is None


def test_after_the_last_quarter_comes_the_first() -> None:
    assert str(Quarter(2026, 4).next) == "2027-Q1"
