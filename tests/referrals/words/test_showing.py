"""A place that helps says what she must know before she goes, and where it is only if it may."""

from datetime import date
from typing import Any

import pytest

from referrals.directory.offered import Opening, Tells
from referrals.models.terms import Category, Document, Duty, Freshness, Known, Whom
from referrals.words.hours import days_words, hours
from referrals.words.kinds import KINDS
from referrals.words.showing import shown
from referrals.words.telling import EMPLOYER, FAMILY, POLICE, telling, telling_briefly, warns
from tests.referrals.offers import TELLS_NOBODY, health_corner, hidden_house, place, speaking

__all__ = ["speaking"]
pytestmark = pytest.mark.usefixtures("speaking")


def test_every_kind_of_help_has_words() -> None:
    assert set(KINDS) == set(Category)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({0, 1, 2, 3, 4}, "Mon – Fri"),
        ({5, 6, 0, 1, 2, 3}, "Sat – Thu"),
        ({4}, "Fri"),
        ({0, 2, 3}, "Mon, Wed – Thu"),
        (set(range(7)), "Every day"),
    ],
)
def test_days_that_follow_each_other_are_said_as_one_span(days: set[int], words: str) -> None:
    assert days_words(days) == words


def test_hours_past_midnight_end_on_the_clock_of_the_next_day() -> None:
    night = place("Night line", openings=(Opening(days=frozenset({4}), opens=1200, closes=1560),))

    assert hours(night) == "Fri 20:00–02:00"


def test_a_place_that_never_closes_says_so() -> None:
    assert hours(place("Line", always_open=Known.YES)) == "Day and night, every day"


@pytest.mark.parametrize(
    ("rule", "days", "words"),
    [
        ("FREQ=MONTHLY;BYDAY=1MO", {0}, "First Monday of the month 09:00–10:00"),
        (
            "FREQ=MONTHLY;BYDAY=-1FR,1MO,3MO",
            {0, 4},
            "First Monday, third Monday, last Friday of the month 09:00–10:00",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=15,1", set(range(7)), "Day 1, 15 of the month 09:00–10:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", set(range(7)), "Last day of the month 09:00–10:00"),
        ("FREQ=MONTHLY", {0}, "Day 2 of the month 09:00–10:00"),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU",
            {1},
            "Every 2 months, counted from Mar 2, 2026: Second Tuesday of the month 09:00–10:00",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
            {0},
            "Every 2 weeks, counted from Mar 2, 2026: Mon 09:00–10:00",
        ),
        ("FREQ=WEEKLY;BYDAY=MO,TU", {0, 1}, "Mon – Tue 09:00–10:00"),
        ("FREQ=DAILY", {0}, "Every day 09:00–10:00"),
        ("FREQ=DAILY;INTERVAL=3", {0}, "Every 3 days, counted from Mar 2, 2026, 09:00–10:00"),
        (
            "FREQ=WEEKLY;BYDAY=FR;UNTIL=20261231",
            {4},
            "Fri 09:00–10:00 (from Mar 2, 2026 until Dec 31, 2026)",
        ),
    ],
)
def test_hours_that_do_not_come_every_week_are_told(rule: str, days: set[int], words: str) -> None:
    opening = Opening(
        days=frozenset(days), opens=540, closes=600, rule=rule, since=date(2026, 3, 2)
    )

    assert hours(place("Office", openings=(opening,))) == words


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY",
        "FREQ=WEEKLY;COUNT=3;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=-2MO",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
    ],
)
def test_a_rule_that_no_sentence_says_sends_her_to_the_telephone(rule: str) -> None:
    opening = Opening(days=frozenset({0}), opens=540, closes=600, rule=rule)

    assert shown(place("Office", openings=(opening,))).hours.startswith("We do not know")


def test_hours_that_nobody_knows_send_her_to_the_telephone_first() -> None:
    assert shown(place("Office")).hours == "We do not know; call before you go"


def test_a_secret_door_is_told_by_telephone_only() -> None:
    seen = shown(hidden_house())

    assert "River" not in str(seen)
    assert seen.door.startswith("Where it is, is kept secret.")
    assert [each.number for each in seen.phones] == ["0800 000 002"]


def test_a_door_comes_with_the_way_to_it() -> None:
    assert shown(health_corner()).door == "Ward 3, behind the bus stand. Bus 7"


def test_papers_that_nobody_asked_about_do_not_keep_her_from_going() -> None:
    assert shown(place("Office")).bring == "We do not know. Go also if you have no papers."


def test_papers_that_are_asked_for_are_named() -> None:
    asked = place("Office", documents=frozenset({Document.IDENTITY_CARD, Document.POLICE_REPORT}))

    assert shown(asked).bring == "Identity card, report to the police"


@pytest.mark.parametrize(
    ("known", "said", "bring"),
    [
        (Known.YES, "Needed. They help only with one.", "Report to the police"),
        (Known.NO, "Not needed", "Nothing"),
        (Known.UNKNOWN, "", "Nothing"),
    ],
)
def test_whether_she_must_go_to_the_police_first_is_said_before_she_goes(
    known: Known, said: str, bring: str
) -> None:
    seen = shown(place("Office", police_report=known, documents_known=True))

    assert (seen.police_report, seen.bring) == (said, bring)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, ""),
        ({"serves": frozenset({Whom.CHILDREN, Whom.WOMEN})}, "Women, Children"),
        ({"minimum_age": 18, "ages_known": True}, "From 18 years"),
        ({"minimum_age": 0, "maximum_age": 17}, "Up to 17 years"),
        ({"minimum_age": 12, "maximum_age": 17}, "From 12 to 17 years"),
        ({"serves": frozenset({Whom.WOMEN}), "ages_known": True}, "Women. Every age"),
    ],
)
def test_for_whom_it_is_there_is_said_with_the_ages(known: dict[str, Any], said: str) -> None:
    assert shown(place("Office", **known)).whom == said


def test_what_it_does_and_what_she_does_first_are_what_it_says_itself() -> None:
    seen = shown(
        place(
            "Office",
            description="Doctors for women.",
            eligibility_words="Workers of any factory",
            apply_words="Call first",
        )
    )

    assert (seen.about, seen.apply) == ("Doctors for women. Workers of any factory.", "Call first")


@pytest.mark.parametrize(
    ("known", "fact"),
    [
        ({"step_free": Known.YES}, ("Good to know", "No steps at the door")),
        ({"step_free": Known.NO}, ("Good to know", "There are steps at the door")),
        ({"website": "https://help.example/"}, ("Website", "help.example")),
        ({"interpreters": "Burmese"}, ("Interpreters", "Burmese")),
        ({"access_words": "Lift at the side door"}, ("With a disability", "Lift at the side door")),
    ],
)
def test_what_else_is_known_of_it_has_a_label(known: dict[str, Any], fact: tuple[str, str]) -> None:
    assert list(shown(place("Office", **known)).facts) == [fact]


def test_a_place_nobody_confirmed_has_no_day_of_confirmation() -> None:
    assert shown(place("Office", freshness=Freshness.UNVERIFIED)).confirmed_on is None


def test_a_place_confirmed_long_ago_says_so() -> None:
    assert shown(place("Office", freshness=Freshness.STALE)).is_stale


@pytest.mark.parametrize("words", [POLICE, FAMILY, EMPLOYER])
def test_there_is_a_sentence_for_every_duty(words: dict[Duty, str]) -> None:
    assert set(words) == set(Duty)


def test_whom_it_must_tell_stands_before_her_and_is_marked() -> None:
    tells = Tells(police=Duty.MUST, family=Duty.NEVER, employer=Duty.UNKNOWN, words="By law.")

    assert telling(tells) == [
        "It must tell the police, also if you do not want it.",
        "It does not tell your family without asking you.",
        "We do not know if it tells your employer. Ask before you say more.",
        "By law.",
    ]
    assert warns(tells)
    assert telling_briefly(tells) == "must tell: police; ask first about: employer"


def test_a_place_that_tells_nobody_says_it_once() -> None:
    assert telling(TELLS_NOBODY) == [
        "It tells nobody without asking you: not police, family or employer."
    ]
    assert not warns(TELLS_NOBODY)
    assert telling_briefly(TELLS_NOBODY) == "nobody without asking you"


def test_what_nobody_knows_of_its_duties_is_no_promise() -> None:
    assert telling(Tells()) == [
        "We do not know whom it tells: police, family, employer. Ask first."
    ]
    assert telling_briefly(Tells()) == "ask first about: police, family, employer"
