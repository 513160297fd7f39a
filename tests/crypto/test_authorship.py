"""Who wrote what: a chain of signed entries that nobody can change, reorder or write into."""

from datetime import date
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.authorship import Head, Signed, check_entry, sign_entry
from crypto.compartments import Compartment
from crypto.errors import SignatureInvalid
from crypto.seeds import Seeds

CASE, CHAIR = uuid4(), uuid4()
SEEDS = Seeds.generate()
DAY = date(2026, 3, 2)
TEXT = b"She was heard on Monday."


def signed(
    text: bytes = TEXT,
    after: Head = Head(),  # noqa: B008 - frozen
    part: Compartment = Compartment.ACCOUNT,
) -> Signed:
    return sign_entry(text, after, SEEDS, case=CASE, compartment=part, author=CHAIR, day=DAY)


def refuses(
    given_: Signed,
    text: bytes = TEXT,
    after: Head | None = None,
    case: UUID = CASE,
    part: Compartment = Compartment.ACCOUNT,
) -> bool:
    with pytest.raises(SignatureInvalid):
        check_entry(given_, text, after or Head(), case=case, compartment=part)
    return True


FIRST = signed()
AFTER_FIRST = FIRST.head(CASE, Compartment.ACCOUNT)


def test_an_entry_stands_after_the_one_before() -> None:
    second = signed(b"And again on Tuesday.", AFTER_FIRST)

    check_entry(FIRST, TEXT, Head(), case=CASE, compartment=Compartment.ACCOUNT)
    check_entry(
        second, b"And again on Tuesday.", AFTER_FIRST, case=CASE, compartment=Compartment.ACCOUNT
    )
    assert (FIRST.number, second.number) == (1, 2)


@given(st.binary(max_size=40))
def test_another_text_is_refused(text: bytes) -> None:
    assert text == TEXT or refuses(FIRST, text)


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 2},
        {"author": uuid4()},
        {"author": None},
        {"author_key": Seeds.generate().public.verify},
        {"author_key": b"no key"},
        {"day": date(2026, 3, 3)},
        {"previous": b"p" * 32},
        {"salt": b"s" * 32},
        {"text_digest": b"d" * 32},
        {"signature": b"s" * 64},
        {"signature": b""},
    ],
)
def test_a_changed_fact_of_an_entry_is_refused(changed: dict[str, object]) -> None:
    assert refuses(msgspec.structs.replace(FIRST, **changed))


def test_an_entry_of_another_case_is_refused() -> None:
    assert refuses(FIRST, case=uuid4())


def test_an_entry_of_another_compartment_is_refused() -> None:
    assert refuses(FIRST, part=Compartment.TOLD)


def test_an_entry_in_another_place_of_the_chain_is_refused() -> None:
    assert refuses(FIRST, after=AFTER_FIRST)
    assert refuses(signed(after=AFTER_FIRST), after=Head(1, b"another first"))


def test_the_same_words_twice_give_two_heads() -> None:
    again = signed()

    assert again.head(CASE, Compartment.ACCOUNT) != AFTER_FIRST
    assert again.salt != FIRST.salt


@given(st.integers(0, 511))
def test_any_flipped_bit_of_a_signature_is_refused(bit: int) -> None:
    changed = bytearray(FIRST.signature)
    changed[bit // 8] ^= 1 << bit % 8

    assert refuses(msgspec.structs.replace(FIRST, signature=bytes(changed)))
