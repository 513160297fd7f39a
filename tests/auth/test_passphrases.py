"""Passphrases: strong enough, in every script, and never a name."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.passphrases import (
    LANGUAGES,
    PassphraseWeak,
    Weakness,
    check,
    is_of_offered_words,
    offer,
    offered_count,
    words,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_offered_words_pass_in_every_language(language: str) -> None:
    offered = offer(language)

    check(offered)
    assert len(set(offered.split())) == offered_count(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_has_sixty_bits(language: str) -> None:
    assert len(words(language)) ** offered_count(language) >= 2**60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_once_in_its_list(language: str) -> None:
    assert len(set(words(language))) == len(words(language)) >= 128


@pytest.mark.parametrize(
    ("typed", "weakness"),
    [
        ("hello hello", Weakness.COMMON),
        ("qwertyuiop[]", Weakness.KEYBOARD),
        ("12.03.1987", Weakness.DATE),
        ("আম জাম ঘর নদী", Weakness.SHORT),
        ("rupali knitwear", Weakness.NAME),
        ("", Weakness.SHORT),
        ("x" * 201, Weakness.LONG),
    ],
)
def test_a_weak_one_is_refused_with_its_reason(typed: str, weakness: Weakness) -> None:
    with pytest.raises(PassphraseWeak) as refused:
        check(typed, ["Rupali", "Knitwear"])

    assert refused.value.weakness is weakness


def test_the_same_word_six_times_is_no_offer() -> None:
    assert not is_of_offered_words("apple apple apple apple apple apple")


@given(st.text(max_size=300))
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    with suppress(PassphraseWeak):
        check(typed)
