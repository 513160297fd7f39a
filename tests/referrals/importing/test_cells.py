"""What people write into cells is read as they mean it, or kept in words."""

from datetime import date, datetime, time

import pytest

from referrals.importing.dates import DateUnread, date_in
from referrals.importing.fields import Field, field_of
from referrals.importing.hours import hours_in
from referrals.importing.rows import is_formula, literal, text_of
from referrals.importing.telephone import DigitsLost, PhonesUnread, has_names, phones_in

SIX = frozenset({0, 1, 2, 3, 5, 6})
WEEK = frozenset(range(7))
WORKING = frozenset(range(5))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (8801711123456.0, "8801711123456"),
        (4.5, "4.5"),
        (datetime.fromisoformat("2026-03-05"), "2026-03-05"),
        (datetime.fromisoformat("2026-03-05T09:30"), "2026-03-05 09:30"),
        (time(9), "09:00"),
        (True, "yes"),
        (None, ""),
        (float("nan"), ""),
        ("  House\u00a05,\u200b  Road 2 ", "House 5, Road 2"),
    ],
)
def test_a_cell_is_text_whatever_the_spreadsheet_made_of_it(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("01711-123456 / 01812 345678", ["01711-123456", "01812 345678"]),
        ("8801711123456.0", ["8801711123456"]),
        ("0171-2345678/9", ["0171-2345678", "0171-2345679"]),
        ("+84 (0)24 3775 9333", ["+84 24 3775 9333"]),
        ("০১৭১১-১২৩৪৫৬", ["01711-123456"]),
        ("Hotline: 10921 (24h), office 02-9876543 ext. 12", ["10921", "02-9876543"]),
        ("109 or 10921", ["109", "10921"]),
        ("999\n999", ["999"]),
    ],
)
def test_several_numbers_stand_in_one_cell(said: str, numbers: list[str]) -> None:
    assert [each.number for each in phones_in(said)] == numbers


def test_a_number_that_a_spreadsheet_rounded_is_not_dialled() -> None:
    with pytest.raises(DigitsLost):
        phones_in("1.71235E+09")


def test_words_alone_are_no_number() -> None:
    with pytest.raises(PhonesUnread):
        phones_in("ask at the gate")


def test_a_name_beside_a_number_is_noticed_and_not_kept_with_it() -> None:
    said = "Ms. Rahima 01711123456"

    assert has_names(said)
    assert [each.note for each in phones_in(said)] == [""]


def test_what_a_number_is_for_is_kept_with_it() -> None:
    assert [each.note for each in phones_in("Hotline 10921")] == ["Hotline"]


@pytest.mark.parametrize(
    ("said", "days", "opens", "closes"),
    [
        ("Sat-Thu 9am-5pm", SIX, 540, 1020),
        ("9 to 5 Saturday to Thursday", SIX, 540, 1020),
        ("Every day 10am - 6pm", WEEK, 600, 1080),
        ("Mon–Fri 8.30–16:30", WORKING, 510, 990),
        ("Closed on Friday, 9am to 5pm", SIX, 540, 1020),
        ("8pm - 6am daily", WEEK, 1200, 1800),
        ("Sat-Thu 9am-5pm except government holidays", SIX, 540, 1020),
    ],
)
def test_hours_are_read_as_people_write_them(
    said: str, days: frozenset[int], opens: int, closes: int
) -> None:
    found = hours_in(said)

    assert [(e.days, e.opens, e.closes) for e in found.openings] == [(days, opens, closes)]
    assert not found.has_rest


@pytest.mark.parametrize("said", ["24/7", "24 hours", "round the clock", "Open 24x7"])
def test_day_and_night_is_always(said: str) -> None:
    assert hours_in(said).is_always


@pytest.mark.parametrize(
    "said",
    [
        "9-5",
        "by appointment",
        "Weekdays 9-5",
        "first Monday of the month 9-12",
        "Mon-Fri 9am-5pm (lunch 1pm-2pm)",
    ],
)
def test_half_understood_hours_open_no_door(said: str) -> None:
    found = hours_in(said)

    assert found.openings == ()
    assert found.has_rest


def test_a_morning_and_an_afternoon_are_two_openings() -> None:
    found = hours_in("Mon-Fri 8-12, 13-17; Sat 9-1")

    assert [(e.opens, e.closes) for e in found.openings] == [(480, 720), (780, 1020), (540, 780)]


@pytest.mark.parametrize(
    "said",
    [
        "2026-03-05",
        "05/03/2026",
        "5.3.26",
        "5 March 2026",
        "5th Mar 2026",
        "March 5, 2026",
        "46086",
    ],
)
def test_the_day_stands_before_the_month(said: str) -> None:
    assert date_in(said) == date(2026, 3, 5)


@pytest.mark.parametrize("said", ["soon", "31/02/2026", "13/13/2026", "5"])
def test_what_is_no_day_is_not_guessed(said: str) -> None:
    with pytest.raises(DateUnread):
        date_in(said)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Organisation Name", Field.ORGANIZATION),
        ("Contact: Phone", Field.PHONE),
        ("Fees (BDT)", Field.COST),
        ("TYPE OF SERVICE", Field.CATEGORY),
        ("Đia chi", Field.ADDRESS),
        ("Địa chỉ", Field.ADDRESS),
        ("S/N", None),
    ],
)
def test_a_heading_is_known_by_what_it_says(heading: str, field: Field | None) -> None:
    assert field_of(heading) == field


def test_a_zero_kept_by_a_trick_is_no_formula() -> None:
    assert literal('="01711"') == "01711"
    assert not is_formula('="01711"')
    assert is_formula('=HYPERLINK("x")')


@pytest.mark.parametrize("text", ["aand" * 1_000, "and " * 1_000, "a & " * 1_000, "a," * 2_000])
def test_a_cell_made_to_keep_a_reader_busy_says_nothing(text: str) -> None:
    assert hours_in(text).openings == ()


def test_of_a_cell_without_end_only_its_beginning_is_read() -> None:
    assert [each.number for each in phones_in("109; " + "(a" * 2_000 + "; 999")] == ["109"]
