"""What laws ask of a factory's year, counted by hand, and what nobody knows is no zero."""

from collections.abc import Mapping
from datetime import date

import pytest

from casework.clocks.routes import Route
from casework.facts.fact import Answer, Fact, FactKind, Facts, Result
from casework.measures.counts import INSIDE, OUTSIDE, Rule
from casework.measures.disclosed import Figure, Known, by_act, disclosed, summed
from casework.measures.laws import ASKS, NAMED, Asked, Law, Period, laws_of, period_of
from casework.measures.quarters import Quarter
from casework.measures.reading import QuarterRead
from casework.measures.statutory import TYPE_OF, Beside, annual, counted_already, type_of
from casework.measures.tables import Row, Table
from casework.telling.choices import CONDUCT
from casework.words.statutory import CANNOT_KNOW, FROM, LAWS, LINES, TYPES
from tests.casework.measures.fixture import FACTORY, PROGRAMME, SECOND, fact
from tests.worlds import TODAY

YEAR = Period(2025)
THREE_CASES = Facts(
    [
        fact(FactKind.RECEIVED, month="2025-02", forms=("verbal", "touching")),
        fact(FactKind.RECEIVED, month="2025-03", forms=("verbal",)),
        fact(FactKind.RECEIVED, month="2025-08", forms=None),
        fact(FactKind.RECEIVED, at=SECOND, month="2025-08"),
        fact(FactKind.RECEIVED, month="2024-12"),
        fact(FactKind.CLOSED, month="2025-01", received="2024-12", result=Result.WITHDRAWN),
        fact(FactKind.CLOSED, month="2025-06", received="2025-02", result=Result.SUBSTANTIATED),
        fact(FactKind.APPLIED, month="2025-07", sanction="warning", done=Answer.YES),
        fact(FactKind.APPLIED, month="2025-09", sanction="transfer", done=Answer.NO),
        fact(FactKind.CONCERN_RECEIVED, month="2025-10"),
        fact(FactKind.CONCERN_CLOSED, month="2025-11", received="2025-10"),
    ]
)


def _counts(*more: Fact) -> Mapping[str, int | None]:
    return annual(Facts([*THREE_CASES, *more]), FACTORY, YEAR, Beside()).counts


def test_the_annual_report_of_a_factory_with_three_cases() -> None:
    made = annual(THREE_CASES, FACTORY, YEAR, Beside(workshops=2))

    said = {each: made.counts[each] for each in ASKS[Law.POSH]}

    assert said == {
        Asked.RECEIVED: 3,
        Asked.DISPOSED: 2,
        Asked.PENDING: 2,
        Asked.WORKSHOPS: 2,
        Asked.ACTION: 1,
    }


def test_what_was_seen_not_applied_is_no_action_and_the_nature_of_each_is_said() -> None:
    made = annual(THREE_CASES, FACTORY, YEAR, Beside())

    assert (made.counts[Asked.ACTION], made.actions) == (1, {"warning": 1})


def test_a_concern_that_nobody_closed_is_no_complaint_pending() -> None:
    open_concern = fact(FactKind.CONCERN_RECEIVED, month="2025-01")

    assert _counts(open_concern) == _counts()


@pytest.mark.parametrize(
    ("out", "left", "received"),
    [
        ({}, "2025-09", 6),
        ({Quarter(2025, 1): date(2025, 4, 20)}, "2025-03", 6),
        ({Quarter(2025, 1): date(2025, 5, 20)}, "2025-04", 6),
        ({Quarter(2025, 1): date(2025, 4, 20)}, "2025-04", 7),
        ({Quarter(2025, 1): date(2025, 4, 20)}, "2025-09", 7),
        ({Quarter(2025, 2): date(2025, 7, 20)}, "2025-09", 6),
    ],
)
def test_what_left_the_factory_after_its_quarter_was_published_is_in_the_year_as_in_the_quarter(
    out: dict[Quarter, date], left: str, received: int
) -> None:
    """The year beside the quarter says nothing of it to whoever it is kept from."""
    seven = [fact(FactKind.RECEIVED, month="2025-02") for _each in range(7)]
    elsewhere = fact(FactKind.ELSEWHERE, at=None, month=left, replaces=seven[0].id)

    facts = Facts([*seven, elsewhere]).staying(counted_already(out))

    assert annual(facts, FACTORY, YEAR, Beside()).counts[Asked.RECEIVED] == received


@pytest.mark.parametrize("route", [Route.SUPPORT_ONLY, Route.OUTSIDE])
def test_who_asks_for_help_alone_or_goes_to_a_court_complains_to_no_committee(route: Route) -> None:
    hers = [
        fact(FactKind.RECEIVED, month="2025-01"),
        fact(FactKind.ROUTE, month="2025-02", received="2025-01", route=route),
    ]
    closed = fact(FactKind.CLOSED, month="2025-05", received="2025-01", route=route)

    assert _counts(*hers) == _counts()
    assert _counts(*hers, closed) == _counts()


def test_what_was_opened_again_is_disposed_of_once_and_pending_meanwhile() -> None:
    again = fact(FactKind.REOPENED, month="2025-07", received="2025-02")
    closed = fact(FactKind.CLOSED, month="2025-12", received="2025-02")

    assert (_counts(again)[Asked.DISPOSED], _counts(again)[Asked.OPEN]) == (1, 3)
    assert _counts(again, closed)[Asked.DISPOSED] == 2


def test_a_board_reports_from_april_to_march() -> None:
    january = fact(FactKind.RECEIVED, month="2026-01")

    made = annual(
        Facts([*THREE_CASES, january]), FACTORY, period_of(Law.BOARD, 2025), Beside(women=600)
    )

    assert made.counts[Asked.RECEIVED] == 2
    assert made.counts[Asked.WOMEN] == 600


def test_what_nobody_entered_is_not_known_and_no_zero() -> None:
    assert _counts()[Asked.WORKSHOPS] is None
    assert _counts()[Asked.TRANSGENDER] is None


@pytest.mark.parametrize(
    ("country", "exact"),
    [("IN", {Law.POSH, Law.BOARD}), ("BD", {Law.BANGLADESH}), ("PK", set()), ("NP", set())],
)
def test_a_factory_is_offered_the_reports_of_its_country(country: str, exact: set[Law]) -> None:
    offered = set(laws_of(country))

    assert offered & set(NAMED) == exact
    assert (Law.YEARLY in offered) is not bool(exact)
    assert (Law.BRSR in offered) is (country == "IN")


@pytest.mark.parametrize(
    ("forms", "type_"),
    [
        (("verbal", "touching"), "sexual_assault"),
        (("forced",), "sexual_assault"),
        (("punished", "verbal"), "denial"),
        (("demands",), "psychological"),
        (("other",), "not_known"),
        ((), "not_known"),
        (None, "not_known"),
    ],
)
def test_an_incident_has_one_type_by_its_gravest_act(
    forms: tuple[str, ...] | None, type_: str
) -> None:
    assert type_of(forms) == type_


def test_every_form_that_has_a_type_is_one_of_ours() -> None:
    assert set(TYPE_OF) < set(CONDUCT)
    assert set(TYPE_OF.values()) < set(TYPES)


@pytest.mark.parametrize("law", Law)
def test_every_report_says_its_law_and_what_cannot_be_known(law: Law) -> None:
    assert all(words[law] for words in (LAWS, FROM, CANNOT_KNOW))
    assert set(ASKS[law]) <= {*LINES, Asked.TYPES, Asked.BY_SEX}


@pytest.mark.parametrize("hidden", [1, 2, 3, 4])
@pytest.mark.parametrize("shown", [0, 5, 9, 10, 26])
def test_outside_nobody_reads_whether_a_quarter_hid_a_few(shown: int, hidden: int) -> None:
    counts = [shown, *(0 for _quarter in range(3))]

    with_it = [shown, *(None for _quarter in range(hidden)), *(0 for _quarter in range(3 - hidden))]

    assert summed(with_it, OUTSIDE) == summed(counts, OUTSIDE)


@pytest.mark.parametrize(
    ("counts", "rule", "said"),
    [
        ([7, 6, 8, 5], INSIDE, Figure(Known.WHOLE, 26)),
        ([7, 6, 8, None], INSIDE, Figure(Known.AT_LEAST, 21)),
        ([0, 0, 0, None], INSIDE, Figure(Known.HIDDEN)),
        ([0, 0, 0, 0], INSIDE, Figure(Known.WHOLE, 0)),
        ([7, 6, 8, 5], OUTSIDE, Figure(Known.AT_LEAST, 20)),
        ([7, 6, 8, None], OUTSIDE, Figure(Known.AT_LEAST, 20)),
        ([9, 0, 0, 0], OUTSIDE, Figure(Known.HIDDEN)),
        ([0, 0, 0, 0], OUTSIDE, Figure(Known.HIDDEN)),
        ([None, None, None, None], OUTSIDE, Figure(Known.HIDDEN)),
        ([9, None, 0, 0], OUTSIDE, Figure(Known.HIDDEN)),
    ],
)
def test_a_year_is_no_finer_than_its_quarters(
    counts: list[int | None], rule: Rule, said: Figure
) -> None:
    assert summed(counts, rule) == said


def _read(quarter: Quarter, place: str, **shown: tuple[int | None, int | None]) -> QuarterRead:
    tables = [
        Table(
            indicator=name.replace("_", "-"),
            buckets=("yes", "no", "unknown"),
            rows=(Row(place=place, n=n, counts=(yes, None, None)),),
            minimum=5,
        )
        for name, (n, yes) in shown.items()
    ]
    return QuarterRead(quarter, TODAY, PROGRAMME, tuple(tables))


def test_a_report_for_the_public_says_no_small_number_and_no_zero_for_what_is_not_asked() -> None:
    quarters = [_read(each, "f", I1=(3 * each.number, None)) for each in YEAR.quarters]

    found = disclosed(Law.GRI, quarters, YEAR, "f", Beside())

    assert found[Asked.RECEIVED] == Figure(Known.AT_LEAST, 30)
    assert found[Asked.PLANNED] == Figure(Known.NOT_ASKED)
    assert found[Asked.REVIEWED] == Figure(Known.NOT_KNOWN)


def test_a_year_of_which_a_quarter_is_missing_is_not_published() -> None:
    quarters = [_read(each, "f", I1=(30, None)) for each in YEAR.quarters[1:]]

    found = disclosed(Law.BETTER_WORK, quarters, YEAR, "f", Beside(women=600))

    assert found[Asked.RECEIVED] == Figure(Known.UNPUBLISHED)
    assert found[Asked.SHARE_OF_WOMEN] == Figure(Known.UNPUBLISHED)


def test_complaints_are_a_share_of_the_women_employed_and_need_them() -> None:
    period = period_of(Law.BRSR, 2025)
    quarters = [_read(each, "f", I1=(5, None)) for each in period.quarters]

    of_600 = disclosed(Law.BRSR, quarters, period, "f", Beside(women=600))
    of_nobody = disclosed(Law.BRSR, quarters, period, "f", Beside())

    assert of_600[Asked.SHARE_OF_WOMEN] == Figure(Known.AT_LEAST, 33)
    assert of_nobody[Asked.SHARE_OF_WOMEN] == Figure(Known.NOT_KNOWN)


def test_acts_are_counted_of_all_factories_together() -> None:
    quarters = [_read(each, "", I2_touching=(40, 10)) for each in YEAR.quarters]

    assert by_act(quarters, YEAR)["touching"] == Figure(Known.AT_LEAST, 40)
    assert by_act(quarters, YEAR)["forced"] == Figure(Known.NOT_KNOWN)
