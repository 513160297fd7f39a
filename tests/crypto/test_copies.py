"""A copy that leaves the house opens with its passphrase or its code, and with nothing else."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.copies import MAGIC, Lock, open_copy, seal_copy, under_code, under_passphrase
from crypto.errors import RecoveryCodeMistyped, SealBroken, StreamBroken
from crypto.recovery_code import draw_recovery_code
from tests.crypto.costs import CHEAP

WORDS = "He put his hand on my back. আমি ভয় পেয়েছিলাম।".encode()
CODE = "0AB12C-DEFGH-JKMNP-QRSTV-WXYZ0"
PHRASE = "green river four boats"


def sealed(lock: Lock, *pieces: bytes) -> bytes:
    return b"".join(seal_copy(pieces, lock))


def opened(data: bytes, typed: str) -> bytes:
    return b"".join(open_copy(BytesIO(data), typed))


def test_it_opens_with_the_passphrase_however_a_keyboard_composed_it() -> None:
    data = sealed(under_passphrase(PHRASE, CHEAP), WORDS)

    assert opened(data, f" {PHRASE} ") == WORDS
    assert WORDS[:20] not in data


def test_it_opens_with_the_code_however_it_was_copied_from_paper() -> None:
    data = sealed(under_code(CODE), WORDS)

    assert opened(data, CODE.replace("-", " ").lower()) == WORDS
    assert WORDS[:20] not in data


@settings(max_examples=25)
@given(st.lists(st.binary(max_size=3000), max_size=4))
def test_what_goes_in_comes_out(pieces: list[bytes]) -> None:
    assert opened(sealed(under_code(CODE), *pieces), CODE) == b"".join(pieces)


@pytest.mark.parametrize(
    ("lock", "typed"),
    [
        (under_passphrase(PHRASE, CHEAP), "green river five boats"),
        (under_passphrase(PHRASE, CHEAP), CODE),
        (under_code(CODE), draw_recovery_code()),
    ],
    ids=["passphrase", "code-for-passphrase", "code"],
)
def test_nothing_else_opens_it(lock: Lock, typed: str) -> None:
    data = sealed(lock, WORDS)

    with pytest.raises(StreamBroken):
        opened(data, typed)


def test_what_is_no_code_is_said_to_be_none() -> None:
    data = sealed(under_code(CODE), WORDS)

    with pytest.raises(RecoveryCodeMistyped):
        opened(data, PHRASE)


@pytest.mark.parametrize("lock", [under_passphrase(PHRASE, CHEAP), under_code(CODE)])
@pytest.mark.parametrize("place", [len(MAGIC) + 8, len(MAGIC) + 30, -1])
def test_a_changed_byte_is_refused(place: int, lock: Lock) -> None:
    data = bytearray(sealed(lock, WORDS))
    data[place] ^= 1

    with pytest.raises(StreamBroken):
        opened(bytes(data), PHRASE if lock.header.cost else CODE)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", MAGIC, MAGIC + b"\0" * 40])
def test_what_is_no_copy_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(SealBroken):
        opened(data, PHRASE)
