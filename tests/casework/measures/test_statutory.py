"""What laws ask of a factory's year, counted by hand, and what nobody knows is no zero."""

import pytest

from casework.facts.fact import Answer, FactKind, Facts, Result
from casework.measures.statutory import ASKS, Asked, Beside, Law, annual, type_of
from casework.telling.choices import CONDUCT
from casework.words.statutory import CANNOT_KNOW, FROM, LAWS, LINES, TYPES
from tests.casework.measures.fixture import FACTORY, SECOND, fact

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
        fact(FactKind.REMEDY, month="2025-09", remedy="leave", done=Answer.NO),
        fact(FactKind.RECEIVED, month="2025-10", is_concern=True),
        fact(FactKind.CLOSED, month="2025-11", received="2025-10", is_concern=True),
        fact(FactKind.STAGE_ENDED, month="2025-03", kept=Answer.YES),
        fact(FactKind.STAGE_ENDED, month="2025-04", kept=Answer.NO),
        fact(FactKind.STAGE_ENDED, month="2025-05", kept=None),
    ]
)


def test_the_annual_report_of_a_factory_with_three_cases() -> None:
    made = annual(THREE_CASES, FACTORY, 2025, Beside(workshops=2))

    said = {each: made.counts[each] for each in ASKS[Law.POSH]}

    assert said == {
        Asked.RECEIVED: 3,
        Asked.DISPOSED: 2,
        Asked.PENDING: 2,
        Asked.WORKSHOPS: 2,
        Asked.ACTION: 1,
    }
    assert made.actions == {"warning": 1}


def test_what_was_seen_not_applied_is_no_action_and_no_remedy() -> None:
    made = annual(THREE_CASES, FACTORY, 2025, Beside())

    assert (made.counts[Asked.ACTION], made.counts[Asked.REMEDY]) == (1, 0)


def test_a_concern_is_no_complaint_and_its_end_disposes_of_none() -> None:
    made = annual(THREE_CASES, FACTORY, 2025, Beside())

    assert (made.counts[Asked.RECEIVED], made.counts[Asked.DISPOSED]) == (3, 2)
    assert sum(made.types.values()) == 3


def test_a_concern_that_nobody_closed_is_no_complaint_pending() -> None:
    open_concern = fact(FactKind.RECEIVED, month="2025-01", is_concern=True)

    made = annual(Facts([open_concern]), FACTORY, 2025, Beside())

    assert made.counts[Asked.PENDING] == 0


def test_what_nobody_entered_is_not_known_and_no_zero() -> None:
    made = annual(THREE_CASES, FACTORY, 2025, Beside())

    assert made.counts[Asked.WORKSHOPS] is None
    assert made.counts[Asked.SHARE_OF_WOMEN] is None


def test_clocks_nobody_knows_are_left_out_of_the_share() -> None:
    made = annual(THREE_CASES, FACTORY, 2025, Beside())

    assert made.counts[Asked.KEPT] == 50
    assert annual(THREE_CASES, SECOND, 2025, Beside()).counts[Asked.KEPT] is None


def test_complaints_per_thousand_women_need_the_women() -> None:
    made = annual(THREE_CASES, FACTORY, 2025, Beside(women=600))

    assert made.counts[Asked.SHARE_OF_WOMEN] == 5


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


def test_every_form_of_ours_has_a_type_or_is_not_known() -> None:
    assert {type_of((each,)) for each in CONDUCT} <= set(TYPES)


@pytest.mark.parametrize("law", Law)
def test_every_report_says_its_law_and_what_cannot_be_known(law: Law) -> None:
    assert all(words[law] for words in (LAWS, FROM, CANNOT_KNOW))
    assert set(ASKS[law]) <= {*LINES, Asked.TYPES}
