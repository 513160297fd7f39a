"""Lists as coordinators have them, made for a test."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from sqlalchemy.orm import Session

from referrals.directory.entries import Writer
from referrals.importing.areas import the_areas
from referrals.importing.checking import Listener, Verdict
from referrals.importing.findings import Judged
from referrals.importing.intake import Columns, Terms, reads_of, sheets_of, the_format
from referrals.importing.opening import LISTS
from referrals.importing.plan import Plan
from referrals.importing.taking_in import Reads, checked, take_in
from referrals.models.keeping import Area

DAY = date(2026, 11, 22)
WRITER = Writer(person=None, on=DAY, source="list.xlsx")
Cell = str | float | datetime | None


def areas_of(db: Session) -> None:
    """Bangladesh with two of its districts."""
    db.add(Area(code="BD", country="BD", name="Bangladesh"))
    db.add(Area(code="BD-18", parent_code="BD", country="BD", name="Gazipur"))
    db.add(Area(code="BD-13", parent_code="BD", country="BD", name="Dhaka"))
    db.flush()


def text_list(*lines: str) -> BytesIO:
    """A CSV file of these lines."""
    return BytesIO("\n".join(lines).encode())


def sheet(rows: Sequence[Sequence[Cell]], merged: Sequence[str] = ()) -> BytesIO:
    """A spreadsheet of these rows, some of its cells merged."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Mapping"
    for row in rows:
        page.append(list(row))
    for each in merged:
        page.merge_cells(each)
    held = BytesIO()
    book.save(held)
    held.seek(0)
    return held


def mapping() -> BytesIO:
    """A sheet with a title, two rows of headings, merged cells, and what people write in them."""
    return sheet(
        [
            ["GBV referral directory, Gazipur, 2026"],
            ["No", "Organisation", "Service", "Type of services", "Location", None, "Contact"],
            [None, None, None, None, "District", "Address", "Name", "Phone", "Mobile"],
            [1, "BLAST", "Legal aid", "Legal aid", "Gazipur", "House 5, Road 2", "Ms. Rahima",
             "01711-123456 / 01812345678", 8801911123456.0],
            [2, None, "Counselling", "psychosocial support", "Dhaka", "Road 9", None, "999", None],
            [3, "Safe nest", "Shelter home", "Shelter", "Dhaka", "House 7", None, 1711000000.0],
        ],
        merged=["A1:I1", "E2:F2", "G2:I2", "B4:B5", *(f"{each}2:{each}3" for each in "ABCD")],
    )  # fmt: skip


class Kept(Listener):
    """Keeps every row and service that it is told of."""

    def __init__(self) -> None:
        self.rows: list[Judged] = []
        self.plans: list[Plan] = []

    def judged(self, row: Judged) -> None:
        """Keep it."""
        self.rows.append(row)

    def planned(self, plan: Plan) -> None:
        """Keep it."""
        self.plans.append(plan)

    def reasons(self, row: int) -> set[str]:
        """What was found in a row."""
        return {
            finding.reason.value
            for each in self.rows
            if each.row == row
            for finding in each.findings
        }


def reads_in(db: Session, file: BytesIO, country: str = "BD") -> Reads:
    """The rows of a file, its columns meaning what their headings say."""
    format_ = the_format(file)
    columns = None
    if format_ in LISTS:
        first = sheets_of(file, format_)[0]
        columns = Columns(fields=first.guess(), sheet=first.name, country=country)
    terms = Terms(the_areas(db), DAY)
    return lambda: reads_of(file, format_, columns, terms, country)


def looked_at(db: Session, file: BytesIO, country: str = "BD") -> tuple[Verdict, Kept]:
    """A file gone through, nothing written."""
    kept = Kept()
    return checked(db, reads_in(db, file, country), kept), kept


def taken_in(db: Session, file: BytesIO, *, leaves_out: bool = False) -> Verdict:
    """A file taken in as it was shown."""
    reads = reads_in(db, file)
    return take_in(db, reads, WRITER, checked(db, reads).digest, leaves_out=leaves_out)
