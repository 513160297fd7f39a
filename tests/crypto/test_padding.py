"""Padding: what is stored says how much was written only in coarse steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import PaddingBroken
from crypto.padding import LIMIT, pad, padded_length, padme, unpad

TEXTS = st.binary(max_size=3000)


@given(TEXTS)
def test_what_was_padded_comes_back(text: bytes) -> None:
    assert unpad(pad(text)) == text


@given(st.binary(max_size=252), st.binary(max_size=252))
def test_two_short_answers_are_equally_long_even_when_one_is_empty(a: bytes, b: bytes) -> None:
    assert len(pad(a)) == len(pad(b)) == 256


@given(st.integers(0, LIMIT))
def test_padding_adds_at_most_an_eighth_above_the_floor(length: int) -> None:
    framed = length + 4

    assert framed <= padded_length(length) <= max(256, framed + framed // 8)


@given(st.integers(1, LIMIT))
def test_a_longer_text_is_never_stored_shorter(length: int) -> None:
    assert padded_length(length - 1) <= padded_length(length)


@given(st.integers(0, 2**40))
def test_padme_of_padme_changes_nothing(length: int) -> None:
    assert padme(padme(length)) == padme(length)


@pytest.mark.parametrize(
    ("length", "stored"),
    [(0, 256), (252, 256), (253, 272), (268, 272), (269, 288), (1000, 1024), (20_000, 20_480),
     (60_000, 61_440)],
)  # fmt: skip
def test_the_documented_lengths(length: int, stored: int) -> None:
    assert padded_length(length) == stored
    assert len(pad(b"x" * length)) == stored


@given(TEXTS, st.data())
def test_a_bit_set_in_the_zeros_is_refused(text: bytes, data: st.DataObject) -> None:
    padded = bytearray(pad(text + b"."))
    tail = range(4 + len(text) + 1, len(padded))
    padded[data.draw(st.sampled_from(tail or [0]))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(PaddingBroken):
        unpad(bytes(padded))


@given(TEXTS, st.integers(1, 3000))
def test_another_length_than_padding_makes_is_refused(text: bytes, cut: int) -> None:
    padded = pad(text)

    with pytest.raises(PaddingBroken):
        unpad(padded[:-cut])
    with pytest.raises(PaddingBroken):
        unpad(padded + bytes(cut))


def test_a_length_beyond_the_bytes_is_refused() -> None:
    with pytest.raises(PaddingBroken):
        unpad((253).to_bytes(4, "big") + bytes(252))


def test_what_is_longer_than_the_limit_must_go_through_a_stream() -> None:
    with pytest.raises(ValueError, match=str(LIMIT + 1)):
        pad(bytes(LIMIT + 1))
