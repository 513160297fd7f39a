"""The number: drawn, read back in any script, stretched into what finds and what opens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto import number
from crypto.errors import NumberMistyped, SealBroken, WordWrong
from crypto.number import Stretched, damm, draw, folded_word, group, luhn, parse
from crypto.passphrase import relayer
from tests.crypto.costs import CHEAP

SALT = b"s" * 16
PEPPER = b"p" * 32
OPENING_KEY = b"o" * 32
LOCKED = number.lock_with_word(b"seeds", OPENING_KEY, "mango", PEPPER, CHEAP, "case", 7)
ZEROS = {
    "Bengali": 0x09E6,
    "Khmer": 0x17E0,
    "Lao": 0x0ED0,
    "Burmese": 0x1040,
    "Shan": 0x1090,
    "Devanagari": 0x0966,
    "Arabic": 0x0660,
    "Urdu": 0x06F0,
    "fullwidth": 0xFF10,
}
numbers = st.builds(
    lambda digits: digits + str(damm(digits)), st.from_regex(r"[0-9]{15}", fullmatch=True)
)


@pytest.mark.parametrize("_time", range(50))
def test_a_drawn_number_is_no_bank_card(_time: int) -> None:
    drawn = draw()

    assert len(drawn) == 16
    assert drawn[0] not in "3456"
    assert luhn(drawn) != 0
    assert parse(drawn) == drawn


def test_luhn_knows_a_bank_card() -> None:
    assert luhn("4111111111111111") == 0
    assert luhn("4111111111111112") != 0


def test_damm_gives_the_check_digit_of_its_author() -> None:
    assert damm("572") == 4
    assert damm("5724") == 0


@given(numbers, st.integers(0, 15), st.integers(1, 9))
def test_every_single_wrong_digit_is_a_slip(right: str, at: int, change: int) -> None:
    wrong = right[:at] + str((int(right[at]) + change) % 10) + right[at + 1 :]

    with pytest.raises(NumberMistyped, match="check"):
        parse(wrong)


@given(numbers, st.integers(0, 14))
def test_every_swap_of_neighbours_is_a_slip(right: str, at: int) -> None:
    wrong = right[:at] + right[at + 1] + right[at] + right[at + 2 :]

    assert damm(wrong) != 0 or wrong == right


@pytest.mark.parametrize("zero", ZEROS.values(), ids=ZEROS.keys())
def test_she_types_the_digits_of_her_own_script(zero: int) -> None:
    right = "1029384756102938"
    hers = "".join(chr(zero + int(digit)) for digit in right)

    assert parse(hers) == right


@given(numbers)
def test_scripts_may_be_mixed_and_spaces_dashes_and_marks_put_anywhere(right: str) -> None:
    hers = f"\u200f{right[:3]} -\u2013.\u00a0{right[3:9]}\u200b\t/{right[9:]}\u202c\n"

    assert parse(hers.replace("7", "৭")) == right


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "length"),
        ("123", "length"),
        ("10293847561029380", "length"),
        ("1029384756102938" + " " * 500, "length"),
        ("1029384756102939", "check"),
        ("10293847561O2938", "character"),
        ("my number", "character"),
        ("²029384756102938", "character"),
    ],
)
def test_a_slip_says_what_kind_it_is(text: str, reason: str) -> None:
    with pytest.raises(NumberMistyped) as slip:
        parse(text)

    assert slip.value.reason == reason


@given(st.text(max_size=40))
def test_any_typing_is_read_or_refused(text: str) -> None:
    try:
        digits = parse(text)
    except NumberMistyped:
        return
    assert damm(digits) == 0


def test_a_number_is_shown_in_the_groups_of_a_country() -> None:
    assert group("1029384756102938", (4, 4, 4, 4)) == "1029 3847 5610 2938"
    assert group("1029384756102938", (3, 5, 8)) == "102 93847 56102938"


def test_a_grouping_that_loses_digits_is_refused() -> None:
    with pytest.raises(ValueError, match="4, 4"):
        group("1029384756102938", (4, 4))


def test_the_halves_of_a_number_differ_and_print_nothing() -> None:
    stretched = number.stretch("1029384756102938", SALT, CHEAP)

    assert stretched.lookup != stretched.opening_key
    assert repr(stretched) == "Stretched()"
    assert stretched == number.stretch("1029384756102938", SALT, CHEAP)


def test_another_instance_finds_another_row() -> None:
    here = number.stretch("1029384756102938", SALT, CHEAP)
    there = number.stretch("1029384756102938", b"t" * 16, CHEAP)

    assert here.lookup != there.lookup


@given(st.binary(min_size=32, max_size=32))
def test_the_lookup_column_is_one_value_and_comes_back(lookup: bytes) -> None:
    column = number.peppered_lookup(lookup, PEPPER)

    assert len(column) == 49
    assert column == number.peppered_lookup(lookup, PEPPER)
    assert number.bare_lookup(column, PEPPER) == lookup


@given(st.integers(0, 49 * 8 - 1))
def test_any_flipped_bit_of_the_lookup_column_is_refused(bit: int) -> None:
    column = bytearray(number.peppered_lookup(bytes(32), PEPPER))
    column[bit // 8] ^= 1 << bit % 8

    with pytest.raises(SealBroken):
        number.bare_lookup(bytes(column), PEPPER)


@pytest.mark.parametrize("column", [b"", b"\1", b"\1" + bytes(10)])
def test_a_lookup_column_cut_short_is_refused(column: bytes) -> None:
    with pytest.raises(SealBroken):
        number.bare_lookup(column, PEPPER)


def test_a_lookup_column_of_another_pepper_is_refused() -> None:
    with pytest.raises(SealBroken):
        number.bare_lookup(number.peppered_lookup(bytes(32), PEPPER), b"q" * 32)


@settings(max_examples=30)
@given(st.binary(max_size=300), st.text(min_size=1, max_size=30).filter(folded_word))
def test_number_and_word_together_open_her_seeds(bundle: bytes, word: str) -> None:
    locked = number.lock_with_word(bundle, OPENING_KEY, word, PEPPER, CHEAP, "case", 7)

    assert number.unlock_with_word(locked, OPENING_KEY, word, PEPPER, "case", 7) == bundle


@pytest.mark.parametrize("typed", [" Mango", "MANGO", "man\u200bgo", "ｍａｎｇｏ"])
def test_how_she_wrote_the_word_that_day_does_not_matter(typed: str) -> None:
    assert number.unlock_with_word(LOCKED, OPENING_KEY, typed, PEPPER, "case", 7) == b"seeds"


def test_a_wrong_word_and_a_wrong_number_are_the_same_to_her() -> None:
    with pytest.raises(WordWrong):
        number.unlock_with_word(LOCKED, OPENING_KEY, "papaya", PEPPER, "case", 7)
    with pytest.raises(WordWrong):
        number.unlock_with_word(LOCKED, b"x" * 32, "mango", PEPPER, "case", 7)


def test_seeds_moved_to_another_case_are_refused() -> None:
    with pytest.raises(SealBroken):
        number.unlock_with_word(LOCKED, OPENING_KEY, "mango", PEPPER, "case", 8)


@given(st.integers(0, len(LOCKED) * 8 - 1))
def test_any_flipped_bit_of_her_locked_seeds_is_refused(bit: int) -> None:
    changed = bytearray(LOCKED)
    changed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(SealBroken):
        number.unlock_with_word(bytes(changed), OPENING_KEY, "mango", PEPPER, "case", 7)


def test_her_seeds_follow_a_new_pepper_without_her() -> None:
    moved = relayer(LOCKED, PEPPER, b"q" * 32, "case", 7)

    assert number.unlock_with_word(moved, OPENING_KEY, "mango", b"q" * 32, "case", 7) == b"seeds"


@pytest.mark.parametrize("word", ["", "   ", "\u200b\u200e"])
def test_a_word_of_nothing_is_no_word(word: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        number.lock_with_word(b"seeds", OPENING_KEY, word, PEPPER, CHEAP)


def test_the_status_key_is_not_the_opening_key() -> None:
    assert number.status_key(OPENING_KEY) not in {OPENING_KEY, number.status_key(b"x" * 32)}


def test_stretched_is_what_it_says() -> None:
    assert "6f" not in repr(Stretched(lookup=b"o" * 32, opening_key=b"o" * 32))
