"""Recovery codes: copied by hand, typed back by anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import RecoveryCodeMistyped
from crypto.recovery_code import ALPHABET, draw_recovery_code, parse_recovery_code, written

CODES = st.binary(min_size=16, max_size=16)


@given(CODES)
def test_a_written_code_is_read_back(code: bytes) -> None:
    assert parse_recovery_code(written(code)) == code


@given(CODES)
def test_a_person_may_write_it_in_her_own_way(code: bytes) -> None:
    sheet = written(code)
    hers = sheet.lower().replace("-", " \u2013 ").replace("0", "o").replace("1", "l")

    assert parse_recovery_code(f"\u200e{hers}\n") == code


@given(CODES)
def test_she_may_type_her_own_digits(code: bytes) -> None:
    bengali = written(code).translate({ord("0") + n: chr(0x09E6 + n) for n in range(10)})

    assert parse_recovery_code(bengali) == code


def test_a_drawn_code_has_26_signs_in_five_groups() -> None:
    code = draw_recovery_code()

    assert [len(group) for group in code.split("-")] == [6, 5, 5, 5, 5]
    assert set(code) <= {*ALPHABET, "-"}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (bytes(16), "000000-00000-00000-00000-00000"),
        (b"\xff" * 16, "7ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ"),
        (bytes(range(16)), "000410-61050-R3GG2-8A1C6-0T3GF"),
    ],
)
def test_the_documented_codes(code: bytes, text: str) -> None:
    assert written(code) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000000-00000-00000-00000-0000",
        "000000-00000-00000-00000-000000",
        "U00000-00000-00000-00000-00000",
        "80000000000000000000000000",
        "000000-00000-00000-00000-0000ক",
        "0" * 5000,
    ],
)
def test_what_cannot_be_a_code_is_refused_before_any_key(text: str) -> None:
    with pytest.raises(RecoveryCodeMistyped):
        parse_recovery_code(text)


@given(st.text(max_size=60))
def test_any_typing_is_read_or_refused(text: str) -> None:
    try:
        code = parse_recovery_code(text)
    except RecoveryCodeMistyped:
        return
    assert len(code) == 16
