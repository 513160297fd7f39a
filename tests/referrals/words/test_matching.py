"""Why a place stands where it stands: a whole sentence for everything that matching can say."""

import re
from datetime import date

import pytest

from referrals.matching.facts import Fact, Reason
from referrals.matching.ground import NOWHERE, Ground
from referrals.matching.limits import Limit, Refusal
from referrals.matching.needs import StaffWish
from referrals.matching.weights import Lane
from referrals.models.terms import Category, Document, Whom
from referrals.words.matching import (
    LANES,
    REFUSALS,
    SENTENCES,
    points_words,
    reason_words,
    refusal_words,
)
from tests.referrals.offers import speaking

__all__ = ["speaking"]
pytestmark = pytest.mark.usefixtures("speaking")
GROUND = Ground(parents={"XX-1": "XX"}, names={"XX-1": "Riverside"})
KINDS = (Category.HEALTH.value, Category.LEGAL.value)
PAPERS = (Document.IDENTITY_CARD.value,)
DAY = date(2026, 3, 2).isoformat()
ABOUT = {
    Fact.ALL_KINDS: KINDS,
    Fact.SOME_KINDS: KINDS,
    Fact.IN_AREA: ("XX-1",),
    Fact.NEXT_DOOR: ("XX-1",),
    Fact.ELSEWHERE: ("XX-1",),
    Fact.SERVES_OTHERS: ("XX-1",),
    Fact.ON_DAY_OFF: (4, 540, 420),
    Fact.AROUND_SHIFT: (6, 1380, 120),
    Fact.SOME_WEEKS: (DAY,),
    Fact.SPEAKS: ("bn", "en"),
    Fact.SPEAKS_OTHERS: ("hi",),
    Fact.STAFF_WISHED: (StaffWish.WOMAN.value,),
    Fact.STAFF_BOTH: (StaffWish.WOMAN.value,),
    Fact.STAFF_OTHER: (StaffWish.MAN.value,),
    Fact.STAFF_UNKNOWN: (StaffWish.WOMAN.value,),
    Fact.FOR_HER: (Whom.WOMEN.value,),
    Fact.HAS_PAPERS: PAPERS,
    Fact.LACKS_PAPERS: PAPERS,
    Fact.PAPERS_ASK: PAPERS,
    Fact.PLACES: (3,),
    Fact.CONFIRMED: (DAY,),
    Fact.DUE: (DAY,),
    Fact.STALE: (DAY,),
    Fact.ANSWERED_SOON: (1,),
    Fact.SAYS_SOON: (12,),
    Fact.ANSWERS_LATE: (96,),
}
"""What each sentence speaks of that speaks of something."""


@pytest.mark.parametrize("fact", list(Fact))
def test_whatever_is_said_of_a_place_is_a_whole_sentence(fact: Fact) -> None:
    said = reason_words(Reason(fact, ABOUT.get(fact, ())), GROUND)

    assert re.fullmatch(r"[A-Z][^%]+\.", said)


@pytest.mark.parametrize("limit", list(Limit))
def test_whatever_keeps_a_place_out_is_a_whole_sentence(limit: Limit) -> None:
    about = {Limit.TOO_FAR: ("XX-1",), Limit.WHOM: (Whom.MEN.value,)}.get(limit, ())

    said = refusal_words(Refusal(limit, about), GROUND)

    assert re.fullmatch(r"[A-Z][^%]+\.", said)


def test_nothing_has_words_twice_and_every_lane_has_some() -> None:
    assert len(set(map(str, SENTENCES.values()))) == len(Fact)
    assert len(set(map(str, REFUSALS.values()))) == len(Limit)
    assert set(LANES) == set(Lane)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(Fact.ON_DAY_OFF, (4, 540, 420)), "a day she has off: Friday, 9:00\u202fAM–4:00"),
        (Reason(Fact.AROUND_SHIFT, (6, 1380, 120)), "Sunday, 11:00\u202fPM–1:00\u202fAM"),
        (Reason(Fact.IN_AREA, ("XX-1",)), "in her area: Riverside."),
        (Reason(Fact.ELSEWHERE, ("XX-9",)), "far from her: XX-9."),
        (Reason(Fact.SPEAKS, ("bn", "en")), "Bangla, English"),
        (Reason(Fact.ANSWERED_SOON, (0,)), "within one hour"),
        (Reason(Fact.ANSWERS_LATE, (96,)), "4 days"),
        (Reason(Fact.LACKS_PAPERS, PAPERS), "cannot show: identity card"),
        (Reason(Fact.STALE), "a day nobody wrote down"),
    ],
)
def test_a_sentence_says_which_day_which_place_and_which_paper(reason: Reason, words: str) -> None:
    assert words in reason_words(reason, GROUND)


def test_a_place_too_far_whose_area_nobody_knows_says_so() -> None:
    assert "not said where" in refusal_words(Refusal(Limit.TOO_FAR), NOWHERE)


@pytest.mark.parametrize(
    ("fact", "words"), [(Fact.FREE, "+8"), (Fact.PAID, "−8"), (Fact.COST_UNKNOWN, "")]
)
def test_points_are_shown_with_their_sign_and_what_is_unknown_shows_none(
    fact: Fact, words: str
) -> None:
    assert points_words(Reason(fact)) == words
