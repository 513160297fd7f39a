"""Who has to agree, by age and country: what nobody knows stops, and is asked."""

import pytest

from casework.helping.agreed import Needed
from casework.helping.voices import voices, voices_of
from casework.procedures.loading import GENERIC, the_pack
from casework.procedures.terms import ChildAge
from referrals.consent.terms import Voice
from referrals.matching.needs import AgeBand

HERSELF = frozenset({Voice.HERSELF})
BOTH = frozenset({Voice.ASSENT, Voice.CAREGIVER})
GROWN = (AgeBand.FROM_18, AgeBand.FROM_25, AgeBand.FROM_60, AgeBand.ADULT)
CHILDREN = (AgeBand.UNDER_6, AgeBand.FROM_6, AgeBand.FROM_12, AgeBand.FROM_15)


@pytest.mark.parametrize("country", ["BD", "IN", "VN", "", "XX"])
@pytest.mark.parametrize("age", GROWN)
def test_a_grown_person_decides_herself_everywhere(country: str, age: AgeBand) -> None:
    assert voices(age, country).needed == HERSELF


@pytest.mark.parametrize("country", ["BD", "IN", "", "XX"])
@pytest.mark.parametrize("age", [AgeBand.UNKNOWN, AgeBand.UNDER_18])
def test_an_age_that_is_not_known_near_enough_stops_and_asks(country: str, age: AgeBand) -> None:
    found = voices(age, country)

    assert (found.needed, found.asks_age) == (None, True)


@pytest.mark.parametrize("country", ["BD", "IN", "", "XX"])
@pytest.mark.parametrize("age", CHILDREN)
def test_where_no_rule_of_the_country_is_known_a_guideline_advises_and_decides_nothing(
    country: str, age: AgeBand
) -> None:
    found = voices(age, country)

    assert (found.needed, found.asks_age) == (None, False)
    assert found.advice is not None
    assert "Child Survivors" in found.source


def test_what_somebody_found_out_for_this_age_counts() -> None:
    needed = Needed(age=AgeBand.FROM_12, voices=BOTH, source="Children Act 2013")

    assert voices(AgeBand.FROM_12, "BD", [needed]).needed == BOTH
    assert voices(AgeBand.FROM_15, "BD", [needed]).needed is None


def test_the_newest_of_what_was_found_out_counts() -> None:
    first = Needed(age=AgeBand.FROM_15, voices=HERSELF, source="somebody")
    later = Needed(age=AgeBand.FROM_15, voices=BOTH, source="the court")

    assert voices(AgeBand.FROM_15, "BD", [first, later]).needed == BOTH


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (ChildAge.SMALL, frozenset({Voice.CAREGIVER})),
        (ChildAge.SCHOOL, BOTH),
        (ChildAge.YOUNG, BOTH),
        (ChildAge.NEARLY_ADULT, HERSELF),
    ],
)
def test_the_guideline_is_that_of_the_practice_of_caring_for_child_survivors(
    age: ChildAge, expected: frozenset[Voice]
) -> None:
    (rule,) = [each for each in the_pack(GENERIC).child_consent if each.ages is age]

    assert voices_of(rule) == expected


def test_in_a_childs_case_somebody_beside_her_is_asked() -> None:
    needed = Needed(age=AgeBand.FROM_12, voices=BOTH, source="Children Act 2013")

    assert voices(AgeBand.FROM_12, "BD", [needed]).needs_others
    assert not voices(AgeBand.FROM_25, "BD").needs_others
