"""The copy she takes along opens with her passphrase and with nothing else."""

import pytest

from crypto.copies import MAGIC, open_copy, seal_copy
from crypto.errors import PassphraseWrong, SealBroken
from tests.crypto.costs import CHEAP

WORDS = "He put his hand on my back. আমি ভয় পেয়েছিলাম।"


def test_it_opens_with_the_passphrase_however_a_keyboard_composed_it() -> None:
    sealed = seal_copy(WORDS, "green river four boats", CHEAP)

    assert open_copy(sealed, " green river four boats ") == WORDS
    assert WORDS.encode()[:20] not in sealed


def test_another_passphrase_opens_nothing() -> None:
    sealed = seal_copy(WORDS, "green river four boats", CHEAP)

    with pytest.raises(PassphraseWrong):
        open_copy(sealed, "green river five boats")


@pytest.mark.parametrize("place", [len(MAGIC) + 8, len(MAGIC) + 30, -1])
def test_a_changed_byte_is_refused(place: int) -> None:
    sealed = bytearray(seal_copy(WORDS, "green river four boats", CHEAP))
    sealed[place] ^= 1

    with pytest.raises(PassphraseWrong):
        open_copy(bytes(sealed), "green river four boats")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", MAGIC, MAGIC + b"\0" * 40])
def test_what_is_no_copy_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(SealBroken):
        open_copy(data, "green river four boats")


def test_a_short_case_is_as_long_a_file_as_an_empty_one() -> None:
    assert len(seal_copy("", "green river four boats", CHEAP)) == len(
        seal_copy(WORDS, "green river four boats", CHEAP)
    )
