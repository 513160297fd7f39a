"""A place that helps says what she must know before she goes, and where it is only if it may."""

import pytest

from referrals.directory.offered import Opening, Tells
from referrals.models.terms import Category, Document, Duty, Freshness, Known
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
