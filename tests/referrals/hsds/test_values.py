"""Single values leave in the form that the specification wants, or not at all."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referrals.hsds import rules
from referrals.hsds.doors import Door, Post, distance, is_covered
from referrals.hsds.gathering import Region
from referrals.hsds.shapes import Attribute
from referrals.hsds.values import clock, email, hours, offset, uri
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.terms import Cost, Duty, Known, StaffSex, Way, Whom

AT = datetime(2026, 3, 5, 12, tzinfo=UTC)
DHAKA = timedelta(hours=6)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (" https://example.org/a?b=c#d ", "https://example.org/a?b=c#d"),
        ("https://example.org/ক", "https://example.org/%E0%A6%95"),
        ("https://example.org/%20", "https://example.org/%20"),
        ("example.org", ""),
        ("javascript:alert(1)", ""),
        ("https://two words", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_a_web_address_is_one_or_is_left_out(typed: str, left: str) -> None:
    assert uri(typed) == left


@pytest.mark.parametrize(
    ("typed", "left"), [(" a@b.org ", "a@b.org"), ("a at b", ""), ("a@b", ""), ("", "")]
)
def test_an_address_of_mail_is_one_or_is_left_out(typed: str, left: str) -> None:
    assert email(typed) == left


@pytest.mark.parametrize(
    ("minutes", "from_utc", "told"),
    [
        (540, DHAKA, "09:00+06:00"),
        (1500, DHAKA, "01:00+06:00"),
        (1440, None, "00:00"),
        (0, timedelta(hours=-3, minutes=-30), "00:00-03:30"),
        (None, DHAKA, ""),
    ],
)
def test_an_hour_is_told_with_its_distance_from_utc(
    minutes: int | None, from_utc: timedelta | None, told: str
) -> None:
    assert clock(minutes, from_utc) == told


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("IN-KA", timedelta(hours=5, minutes=30)),
        ("IN", timedelta(hours=5, minutes=30)),
        ("XX", None),
        ("RING", None),
        ("ODD", None),
    ],
)
def test_an_area_without_a_clock_has_that_of_the_area_above(
    code: str, told: timedelta | None
) -> None:
    areas = {
        "IN": Region("India", "", "Asia/Kolkata"),
        "IN-KA": Region("Karnataka", "IN", ""),
        "RING": Region("A ring", "RING", ""),
        "ODD": Region("Nowhere", "", "Not/AZone"),
    }

    assert offset(areas, code, AT) == told


def test_half_an_hour_from_utc_is_told_as_a_fraction() -> None:
    assert (hours(timedelta(hours=5, minutes=30)), hours(DHAKA)) == (5.5, 6)


def test_from_dhaka_to_chattogram_it_is_two_hundred_kilometres() -> None:
    metres = distance((23.8103, 90.4125), (22.3569, 91.7832))

    assert metres == pytest.approx(214_000, rel=0.01)


@pytest.mark.parametrize(
    ("serves", "position", "metres", "found"),
    [
        ({"BD-C"}, None, None, True),
        ({"BD-B"}, None, None, False),
        (set(), None, None, False),
        (set(), (23.81, 90.41), 500.0, True),
        (set(), (22.35, 91.78), 500.0, False),
        ({"BD-B"}, (23.81, 90.41), 500.0, False),
        ({"BD-C"}, None, 500.0, False),
    ],
)
def test_who_lives_at_a_postcode_is_served_where_the_areas_say_and_near_where_it_is_asked(
    serves: set[str], position: tuple[float, float] | None, metres: float | None, found: bool
) -> None:
    post = Post(frozenset({"BD-13", "BD-C", "BD"}), (23.81, 90.41))
    door = Door(
        id=uuid4(),
        service=uuid4(),
        name="",
        location=uuid4(),
        postcode="1200",
        position=position,
        lies_in=frozenset(),
        serves=frozenset(serves),
    )

    assert is_covered(door, post, "1000", metres) is found


@given(
    st.fixed_dictionaries(
        {
            "cost": st.sampled_from(Cost),
            "is_remote": st.booleans(),
            "always_open": st.sampled_from(Known),
            "serves": st.frozensets(st.sampled_from(Whom)),
            "staff_sex": st.frozensets(st.sampled_from(StaffSex)),
            "migrants": st.sampled_from(Known),
            "documents_known": st.booleans(),
            "tells_police": st.sampled_from(Duty),
            "tells_words": st.text(max_size=20),
            "accepts_by": st.frozensets(st.sampled_from(Way)),
            "answer_hours": st.none() | st.integers(1, 9_999).map(float),
        }
    )
)
def test_what_is_said_of_a_service_is_understood_again(values: dict[str, object]) -> None:
    said = rules.said(SurvivorRules(service_id=uuid4(), **values))

    nothing: tuple[object, ...] = ("unknown", False, "", None, frozenset())
    assert rules.understood(said) == {
        name: value for name, value in values.items() if value not in nothing
    }


def test_an_answer_that_is_not_on_the_list_says_nothing() -> None:
    (told,) = rules.said(SurvivorRules(service_id=uuid4(), cost=Cost.FREE))

    assert (
        rules.understood([Attribute(id="1", value="gold", taxonomy_term=told.taxonomy_term)]) == {}
    )
