"""A list of very many services taken into the directory, and how much memory that takes."""

import csv
import gc
import tracemalloc
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from referrals.directory.entries import Writer
from referrals.importing.areas import the_areas
from referrals.importing.checking import Verdict
from referrals.importing.intake import Columns, Terms, reads_of, sheets_of, the_format
from referrals.importing.spool import Spool
from referrals.importing.taking_in import Reads, checked, put_in
from referrals.models.keeping import Area
from tests.bench.bench import Bench
from tests.bench.figures import Figure, milliseconds
from tests.bench.house import House, build

BAR = 60.0
SHORTER = 10
"""How many times shorter the list is that memory is compared with."""
DAY = date(2026, 3, 5)
HEAD: tuple[str, ...] = (
    "Organisation",
    "Service",
    "Category",
    "District",
    "Address",
    "Phone",
    "Opening hours",
)
HEAD += ("Cost", "Languages", "Staff sex", "Documents needed", "Last verified")


class NotTakenIn(Exception):
    """Not every row of the list stands in the directory."""


def measure(bench: Bench) -> None:
    """Checked from the first row to the last, then written in one transaction."""
    count = bench.size.listed
    house = build(bench.folder / "importing")
    try:
        with house.filling() as db:
            db.add(Area(code="BD", country="BD", name="Bangladesh"))
            db.add(Area(code="BD-18", parent_code="BD", country="BD", name="Gazipur"))
        short, long = (_list(bench.folder, each) for each in (count // SHORTER, count))
        bench.say(f"taking in {count} rows")
        _tell_memory(bench, house, short, long)
        found: list[Verdict] = []
        seconds = milliseconds(lambda: found.append(_taken_in(house, long))) / 1000
        if [each.changes for each in found] != [count]:
            raise NotTakenIn(found)
        bench.tell(Figure(f"taking in {count} rows, checked and written", seconds, "s", 1, BAR))
    finally:
        house.close()


def _tell_memory(bench: Bench, house: House, short: Path, long: Path) -> None:
    """The most that Python holds while a list is gone through, beside that of one much shorter."""
    _held(house, short)
    least, most = _held(house, short), _held(house, long)
    more: dict[str, object] = {"of_a_tenth": round(least, 1)}
    bench.tell(Figure("memory of checking that list, at its peak", most, "MB", 1, None, more))


def _held(house: House, path: Path) -> float:
    gc.collect()
    tracemalloc.start()
    try:
        with house.parts.sessions(writing=False) as db, path.open("rb") as file:
            checked(db, _reads(db, file))
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()


def _taken_in(house: House, path: Path) -> Verdict:
    """As `casework directory import` does it: judged once, put away sealed, written from there."""
    with path.open("rb") as file, (house.folder / "spool").open("w+b") as beside:
        spool = Spool(beside)
        with house.parts.sessions(writing=False) as db:
            verdict = checked(db, _reads(db, file), keep=spool.add)
        with house.parts.sessions() as db:
            put_in(db, spool, Writer(person=None, on=DAY, source=path.name), verdict)
            db.commit()
    return verdict


def _reads(db: Session, file: IO[bytes]) -> Reads:
    format_ = the_format(file)
    sheet = sheets_of(file, format_)[0]
    columns = Columns(fields=sheet.guess(), sheet=sheet.name, country="BD")
    terms = Terms(the_areas(db), DAY)
    return lambda: reads_of(file, format_, columns, terms)


def _list(folder: Path, count: int) -> Path:
    path = folder / f"list-{count}.csv"
    with path.open("wb") as file:
        text = TextIOWrapper(file, "utf-8", newline="")
        rows = csv.writer(text)
        rows.writerow(HEAD)
        rows.writerows(_row(number) for number in range(count))
        text.flush()
        text.detach()
    return path


def _row(number: int) -> tuple[str, ...]:
    where = (f"Body {number // 5}", f"Service {number}", "health; legal", "Gazipur")
    reached = (f"House {number}, Road 7", f"0171{number:07}", "Sat-Thu 9am-5pm")
    return (*where, *reached, "Free", "Bangla, English", "female", "NID", "01/03/2026")
