"""Whoever needs help gets first the place that somebody who knows the work would ring first."""

import sys

import pytest

from referrals.matching.ranking import excluded, matched
from referrals.models.terms import Category
from tests.referrals.vignettes.reading import Vignette, directory, id_of, vignettes

ENOUGH = 60
EVERY = vignettes()
PLACES, GROUND = directory()
NAMES = {each.id: each.name for each in PLACES}
each_told = pytest.mark.parametrize("told", EVERY, ids=[each.name for each in EVERY])


def first_choice(told: Vignette) -> str:
    """The name of what comes first; empty when nothing fits."""
    found = matched(PLACES, told.asked(), told.when, GROUND, first=1)
    return found[0].place.name if found else ""


@each_told
def test_first_comes_the_place_one_would_ring_first(told: Vignette) -> None:
    assert first_choice(told) == NAMES[id_of(told.first)], told.story


@each_told
def test_what_may_not_appear_is_out_or_was_never_of_use(told: Vignette) -> None:
    found = {each.place.id for each in matched(PLACES, told.asked(), told.when, GROUND)}

    assert found.isdisjoint({id_of(each) for each in told.never})


@pytest.mark.parametrize("told", [each for each in EVERY if each.never], ids=lambda told: told.name)
def test_what_may_not_appear_says_why(told: Vignette) -> None:
    out = {each.place.id for each in excluded(PLACES, told.asked(), told.when, GROUND)}

    assert out.issuperset({id_of(each) for each in told.never})


def test_the_hit_rate_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    hits = [each.name for each in EVERY if first_choice(each) == NAMES[id_of(each.first)]]

    with capsys.disabled():
        said = sys.stdout.write(f" vignettes: {len(hits)} of {len(EVERY)} first choices hit ")

    assert said
    assert len(EVERY) >= ENOUGH


def test_there_is_a_vignette_for_every_kind_of_help() -> None:
    asked = frozenset().union(*(each.asked().kinds for each in EVERY))

    assert asked | {Category.HOTLINE, Category.DISABILITY} == set(Category)


def test_no_vignette_names_a_place_that_is_not_in_the_directory() -> None:
    named = {id_of(name) for each in EVERY for name in (each.first, *each.never)}

    assert named <= set(NAMES)
    assert len({each.name for each in EVERY}) == len(EVERY)
