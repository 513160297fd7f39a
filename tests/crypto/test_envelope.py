"""A seal opens with its key in its place, and refuses everything else."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from crypto.context import Part, encode
from crypto.envelope import OVERHEAD, derive, expand, open_, seal
from crypto.errors import ContextMissing, SealBroken
from crypto.padding import pad

KEY = bytes(range(32))
PLACE: tuple[Part, ...] = ("entry", UUID(int=1), "body_sealed", UUID(int=2), "told", 1)
SEALED = seal(KEY, pad(b"what she told"), *PLACE)
PARTS = st.lists(
    st.binary(max_size=8)
    | st.text(max_size=8)
    | st.integers(0, 2**64 - 1)
    | st.uuids()
    | st.dates(),
    max_size=4,
)


@given(st.binary(max_size=600), PARTS)
def test_what_was_sealed_opens_in_its_place(plain: bytes, place: list[Part]) -> None:
    sealed = seal(KEY, plain, *place)

    assert open_(KEY, sealed, *place) == plain
    assert len(sealed) == len(plain) + OVERHEAD


@given(st.integers(0, 8 * len(SEALED) - 1))
def test_any_flipped_bit_is_refused(bit: int) -> None:
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(SealBroken):
        open_(KEY, bytes(changed), *PLACE)


@given(st.integers(0, len(SEALED) - 1))
def test_a_shortened_seal_is_refused(length: int) -> None:
    with pytest.raises(SealBroken):
        open_(KEY, SEALED[:length], *PLACE)


def test_a_lengthened_seal_is_refused() -> None:
    with pytest.raises(SealBroken):
        open_(KEY, SEALED + b"\0", *PLACE)


@given(st.integers(0, 255))
def test_a_key_with_any_flipped_bit_opens_nothing(bit: int) -> None:
    key = bytearray(KEY)
    key[bit // 8] ^= 1 << bit % 8

    with pytest.raises(SealBroken):
        open_(bytes(key), SEALED, *PLACE)


@pytest.mark.parametrize(
    "place",
    [
        ("note", *PLACE[1:]),
        (PLACE[0], uuid4(), *PLACE[2:]),
        (*PLACE[:2], "meta_sealed", *PLACE[3:]),
        (*PLACE[:3], uuid4(), *PLACE[4:]),
        (*PLACE[:4], "account", 1),
        (*PLACE[:5], 2),
        PLACE[:5],
        (*PLACE, ""),
    ],
    ids=["table", "row", "column", "case", "compartment", "generation", "less", "more"],
)
def test_a_seal_moved_to_another_place_is_refused(place: tuple[Part, ...]) -> None:
    with pytest.raises(SealBroken):
        open_(KEY, SEALED, *place)


@pytest.mark.parametrize("at", range(len(PLACE)))
def test_a_seal_bound_to_nothing_is_not_made(at: int) -> None:
    place = (*PLACE[:at], None, *PLACE[at + 1 :])

    with pytest.raises(ContextMissing):
        seal(KEY, b"", *place)


def test_the_same_text_twice_does_not_look_the_same() -> None:
    assert seal(KEY, b"yes", *PLACE) != seal(KEY, b"yes", *PLACE)


@given(st.binary(max_size=252), st.binary(max_size=252))
def test_any_two_short_answers_have_equal_stored_length(one: bytes, other: bytes) -> None:
    assert len(seal(KEY, pad(one), *PLACE)) == len(seal(KEY, pad(other), *PLACE))


@given(st.lists(st.binary(max_size=6), max_size=5), st.lists(st.binary(max_size=6), max_size=5))
def test_no_two_lists_of_parts_encode_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (encode(*one) == encode(*other)) == (one == other)


def test_parts_encode_as_written_down() -> None:
    encoded = encode("entry", UUID(int=1), 7, date(2026, 3, 2), b"\0")

    assert encoded == bytes.fromhex(
        "00000005 656e747279 00000010 00000000000000000000000000000001"
        "00000008 0000000000000007 0000000a 323032362d30332d3032 00000001 00"
    )


@given(PARTS, PARTS)
def test_children_of_one_key_differ_by_what_they_are_for(
    one: list[Part], other: list[Part]
) -> None:
    same_place = encode(*one) == encode(*other)

    assert (derive(KEY, "a/1", *one) == derive(KEY, "a/1", *other)) == same_place
    assert derive(KEY, "a/1", *one) != derive(KEY, "b/1", *one)


@given(st.binary(min_size=1, max_size=128), st.binary(max_size=200), st.integers(1, 200))
def test_a_child_is_that_of_the_rfc_as_another_hand_wrote_it(
    key: bytes, info: bytes, length: int
) -> None:
    another = HKDF(SHA256(), length, salt=None, info=info)

    assert expand(key, info, length) == another.derive(key)
