"""What is taken out says what the screen says: the same places, shares and masks."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

import pytest
from flask import Flask
from flask_babel import Babel
from openpyxl import load_workbook

from casework.measures.quarters import Quarter
from casework.measures.reading import QuarterRead
from casework.measures.tables import Row, Table
from casework.words.measuring_sheets import Taken, as_csv, as_workbook
from tests.casework.measures.fixture import PROGRAMME
from tests.worlds import TODAY


@pytest.fixture(name="speaking")
def _speaking() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


BUCKETS = ("yes", "no", "unknown")
HIDDEN = Row(place="=HYPERLINK(1)", n=None, counts=(None, None, None))
READ = QuarterRead(
    Quarter(2025, 4),
    TODAY,
    PROGRAMME,
    tuple(
        Table(
            indicator=each,
            buckets=BUCKETS,
            rows=(
                Row(place="", n=20, counts=(15, 5, 0)),
                Row(place="BD", n=20, counts=(15, 5, 0)),
                HIDDEN,
            ),
            minimum=5,
        )
        for each in ("I4", "I14")
    ),
)


def _rows(taken: Taken) -> list[list[str]]:
    return list(csv.reader(StringIO(as_csv(taken).lstrip("\ufeff"))))


def test_a_table_says_place_share_and_out_of_how_many_as_the_screen_does(speaking: None) -> None:
    rows = _rows(Taken([READ], "CARE"))

    together = [row[3:8] for row in rows if row[1:2] == ["I4"] and row[4] == "Together"]
    assert together == [
        ["All", "Together", "20", "20", "75"],
        ["Bangladesh", "Together", "20", "20", "75"],
        ["'=HYPERLINK(1)", "Together", "hidden", "", ""],
    ]


def test_a_table_holds_its_definitions_and_of_one_measure_no_other(speaking: None) -> None:
    rows = _rows(Taken([READ], "CARE", indicator="I14"))

    defined = rows[rows.index(["Definitions"]) + 1 : -1]
    assert {row[0] for row in defined} == {"I14 Retaliation reported"}
    assert {row[1] for row in rows if len(row) > 5} == {"Measure", "I14"}
    assert "below 5" in rows[-1][0]


@pytest.mark.parametrize("indicator", ["", "I4"])
def test_a_workbook_has_the_same_numbers_as_the_table(speaking: None, indicator: str) -> None:
    taken = Taken([READ], "CARE", indicator=indicator)
    book = load_workbook(BytesIO(as_workbook(taken)))

    said = [
        ["" if cell is None else str(cell) for cell in row]
        for row in book["Measures"].iter_rows(values_only=True)
    ]
    plain = [[cell.lstrip("'") for cell in row] for row in _rows(taken) if len(row) > 5]
    assert said == plain
