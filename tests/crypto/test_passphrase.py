"""Passphrases: the right one opens the bundle, and nothing else does."""

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.errors import PassphraseWrong, RecoveryCodeWrong, SealBroken
from crypto.passphrase import (
    HEADER_BYTES,
    Cost,
    Header,
    decoy,
    lock,
    lock_with_code,
    relayer,
    stretch,
    unlock,
    unlock_with_code,
)
from tests.crypto.costs import CHEAP

PEPPER = b"p" * 32
OTHER_PEPPER = b"q" * 32
CODE = b"c" * 16
LOCKED = lock(b"seeds", "six words on a sheet", PEPPER, CHEAP, "person", 7)
LOCKED_BY_CODE = lock_with_code(b"seeds", CODE, PEPPER, "person", 7)


@settings(max_examples=30)
@given(st.binary(max_size=400), st.text(max_size=40), st.text(max_size=20))
def test_a_person_opens_her_bundle_with_her_passphrase(
    bundle: bytes, passphrase: str, place: str
) -> None:
    locked = lock(bundle, passphrase, PEPPER, CHEAP, place)

    assert unlock(locked, passphrase, PEPPER, place) == bundle


@given(st.binary(max_size=400), st.binary(min_size=16, max_size=16))
def test_a_person_opens_her_bundle_with_her_recovery_code(bundle: bytes, code: bytes) -> None:
    locked = lock_with_code(bundle, code, PEPPER, "person", 7)

    assert unlock_with_code(locked, code, PEPPER, "person", 7) == bundle


def test_a_wrong_passphrase_is_told_apart_from_a_changed_row() -> None:
    with pytest.raises(PassphraseWrong):
        unlock(LOCKED, "six words on a street", PEPPER, "person", 7)
    with pytest.raises(RecoveryCodeWrong):
        unlock_with_code(LOCKED_BY_CODE, b"d" * 16, PEPPER, "person", 7)


def test_a_bundle_moved_to_another_person_is_refused() -> None:
    with pytest.raises(SealBroken):
        unlock(LOCKED, "six words on a sheet", PEPPER, "person", 8)
    with pytest.raises(SealBroken):
        unlock_with_code(LOCKED_BY_CODE, CODE, PEPPER, "person", 8)


def test_a_thief_without_the_pepper_learns_nothing_from_the_right_passphrase() -> None:
    with pytest.raises(SealBroken):
        unlock(LOCKED, "six words on a sheet", OTHER_PEPPER, "person", 7)


@given(st.integers(0, len(LOCKED) * 8 - 1))
def test_any_flipped_bit_of_a_locked_bundle_is_refused(bit: int) -> None:
    changed = _flipped(LOCKED, bit)

    with pytest.raises(SealBroken):
        unlock(changed, "six words on a sheet", PEPPER, "person", 7)


@given(st.integers(0, len(LOCKED_BY_CODE) * 8 - 1))
def test_any_flipped_bit_of_a_bundle_under_a_code_is_refused(bit: int) -> None:
    with pytest.raises(SealBroken):
        unlock_with_code(_flipped(LOCKED_BY_CODE, bit), CODE, PEPPER, "person", 7)


@given(st.integers(0, len(LOCKED) - 1))
def test_a_locked_bundle_cut_short_is_refused(length: int) -> None:
    with pytest.raises(SealBroken):
        unlock(LOCKED[:length], "six words on a sheet", PEPPER, "person", 7)


def test_a_row_that_asks_for_all_the_memory_is_refused_before_it_gets_it() -> None:
    huge = LOCKED[:1] + (2**32 - 1).to_bytes(4, "big") + LOCKED[5:]

    with pytest.raises(SealBroken):
        unlock(huge, "six words on a sheet", PEPPER, "person", 7)


def test_a_bundle_under_a_code_is_not_opened_by_a_passphrase() -> None:
    with pytest.raises(SealBroken):
        unlock(LOCKED_BY_CODE, "six words on a sheet", PEPPER, "person", 7)


def test_the_pepper_changes_without_anybodys_passphrase() -> None:
    moved = relayer(LOCKED, PEPPER, OTHER_PEPPER, "person", 7)

    assert unlock(moved, "six words on a sheet", OTHER_PEPPER, "person", 7) == b"seeds"
    with pytest.raises(SealBroken):
        unlock(moved, "six words on a sheet", PEPPER, "person", 7)
    with pytest.raises(SealBroken):
        relayer(LOCKED, OTHER_PEPPER, PEPPER, "person", 7)


def test_bundles_with_and_without_a_second_factor_are_equally_long() -> None:
    without = lock(b"s" * 128, "one", PEPPER, CHEAP)
    with_one = lock(b"s" * 190, "one", PEPPER, CHEAP)

    assert len(without) == len(with_one)


@pytest.mark.parametrize(
    ("set_up", "typed"),
    [
        ("café au lait", "cafe\u0301 au lait"),
        ("ﬁne threads", "fine threads"),
        ("１２３ needles", "123 needles"),
        ("ខ្មែរ\u200bភាសា", "ខ្មែរភាសា"),
        ("red thread ", " red thread"),
    ],
)
def test_another_keyboard_types_the_same_passphrase(set_up: str, typed: str) -> None:
    locked = lock(b"seeds", set_up, PEPPER, CHEAP)

    assert unlock(locked, typed, PEPPER) == b"seeds"


def test_capitals_matter_in_a_passphrase() -> None:
    with pytest.raises(PassphraseWrong):
        unlock(LOCKED, "Six words on a sheet", PEPPER, "person", 7)


def test_half_of_a_sign_is_a_wrong_passphrase_and_no_crash() -> None:
    with pytest.raises(PassphraseWrong):
        unlock(LOCKED, "\ud800", PEPPER, "person", 7)


def test_two_bundles_of_one_passphrase_share_nothing() -> None:
    again = lock(b"seeds", "six words on a sheet", PEPPER, CHEAP, "person", 7)

    assert again[6:HEADER_BYTES] != LOCKED[6:HEADER_BYTES]
    assert again[HEADER_BYTES:] != LOCKED[HEADER_BYTES:]


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="15"):
        stretch("word", bytes(15), CHEAP)


@pytest.mark.parametrize(("memory_kib", "passes"), [(7, 1), (2**20 + 1, 1), (8, 0), (8, 65)])
def test_a_cost_outside_the_limits_is_refused(memory_kib: int, passes: int) -> None:
    with pytest.raises(ValueError, match=str(memory_kib)):
        Cost(memory_kib, passes)


def test_an_unknown_account_costs_a_run_of_the_same_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    costs: list[Cost] = []
    monkeypatch.setattr("crypto.passphrase.stretch", lambda _s, _salt, cost: costs.append(cost))

    decoy(Cost())

    assert costs == [Cost(65536, 3)]


@given(st.binary(min_size=16, max_size=16))
def test_a_header_comes_back_as_it_was_written(salt: bytes) -> None:
    header = Header(Cost(65536, 3), salt)

    assert Header.of(header.to_bytes()) == header
    assert len(header.to_bytes()) == HEADER_BYTES


def _flipped(sealed: bytes, bit: int) -> bytes:
    changed = bytearray(sealed)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_the_default_cost_takes_its_memory() -> None:
    assert len(stretch("six words", secrets.token_bytes(16), Cost())) == 32
