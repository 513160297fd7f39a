"""A list of very many services taken into the directory, and how much memory that takes."""

import csv
import sys
from collections.abc import Callable, Mapping
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from subprocess import run
from types import MappingProxyType
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy.orm import Session
from xlsxwriter import Workbook

from casework import migrating
from casework.db import engine_for, sessions
from casework.serving import settle_memory
from referrals.directory.entries import Writer
from referrals.importing.areas import the_areas
from referrals.importing.checking import Verdict
from referrals.importing.intake import Columns, Terms, reads_of, sheets_of, the_format
from referrals.importing.spool import Spool
from referrals.importing.taking_in import Reads, checked, put_in
from referrals.models.keeping import Area
from tests.bench.bench import Bench
from tests.bench.figures import Figure, milliseconds
from tests.bench.house import House, build, environment
from tests.bench.profiling import ROOT

BAR = 60.0
MORE = 32.0
"""Megabytes that a list may take more than one of a tenth of its length."""
SHORTER = 10
"""How many times shorter the list is that memory is compared with."""
WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Starts a command and prints its peak, in kilobytes: a child of ours would count ours with it."""
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

TABLES: Mapping[str, tuple[str, Callable[[int], tuple[object, ...]]]] = MappingProxyType(
    {
        "organizations": ("id name", lambda at: (f"b{at}", f"Body {at}")),
        "services": (
            "id organization_id name status",
            lambda at: (f"s{at}", f"b{at}", f"Legal aid {at}", "active"),
        ),
        "locations": ("id location_type", lambda at: (f"l{at}", "physical")),
        "service_at_locations": (
            "id service_id location_id",
            lambda at: (f"a{at}", f"s{at}", f"l{at}"),
        ),
        "addresses": (
            "id location_id address_1 city country",
            lambda at: (f"d{at}", f"l{at}", f"House {at}, Road 7", "Gazipur", "BD"),
        ),
        "phones": ("id service_id number", lambda at: (f"p{at}", f"s{at}", f"0171{at:07}")),
        "schedules": (
            "id service_id freq byday opens_at closes_at",
            lambda at: (f"h{at}", f"s{at}", "WEEKLY", "SA,SU,MO,TU,WE,TH", "09:00", "17:00"),
        ),
    }
)
"""Of a package: the columns of each table, and what stands in them for the so-manieth service."""


class NotTakenIn(Exception):
    """Not every row of the list stands in the directory."""


def measure(bench: Bench) -> None:
    """Judged from the first row to the last, then written in one transaction."""
    count = bench.size.listed
    house = build(bench.folder / "importing")
    try:
        with house.filling() as db:
            _areas(db)
        long = _list(bench.folder, count)
        bench.say(f"taking in {count} rows into {house.parts.sessions.engine.dialect.name}")
        settle_memory()
        found: list[Verdict] = []
        seconds = milliseconds(lambda: found.append(_taken_in(house, long))) / 1000
        if [each.changes for each in found] != [count]:
            raise NotTakenIn(found)
        bench.tell(Figure(f"taking in {count} rows, checked and written", seconds, "s", 1, BAR))
    finally:
        house.close()
    for form in (_list, _sheet, _package):
        _tell_memory(bench, house, form)


def _tell_memory(bench: Bench, house: House, form: Callable[[Path, int], Path]) -> None:
    """What the command itself holds at its peak, beside what it holds for a list much shorter."""
    count = bench.size.listed
    least, most = (
        _held(bench, house, form(bench.folder, each)) for each in (count // SHORTER, count)
    )
    more: dict[str, object] = {"peak": round(most, 1), "of_a_tenth": round(least, 1)}
    name = f"memory of taking in {count} rows more than of a tenth, {form.__doc__}"
    bench.tell(Figure(name, most - least, "MB", 1, MORE, more))


def _held(bench: Bench, house: House, path: Path) -> float:
    """The most memory of `casework directory import`, over an empty directory of its own."""
    database = bench.folder / f"{path.name}.sqlite"
    settings = environment(house) | {"CASEWORK_DATABASE": f"sqlite:///{database}"}
    made = engine_for(settings["CASEWORK_DATABASE"])
    migrating.upgrade(made)
    with sessions(made)() as db:
        _areas(db)
        db.commit()
    made.dispose()
    words = ("casework", "directory", "import", str(path), "--country", "BD", "--yes")
    ran = run(
        [sys.executable, "-c", WATCH, sys.executable, "-m", *words],
        env=settings,
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return int(ran.stdout) / 1024


def _areas(db: Session) -> None:
    db.add(Area(code="BD", country="BD", name="Bangladesh"))
    db.add(Area(code="BD-18", parent_code="BD", country="BD", name="Gazipur"))


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
    """CSV"""
    path = folder / f"list-{count}.csv"
    with path.open("wb") as file:
        text = TextIOWrapper(file, "utf-8", newline="")
        rows = csv.writer(text)
        rows.writerow(HEAD)
        rows.writerows(_row(number) for number in range(count))
        text.flush()
        text.detach()
    return path


def _sheet(folder: Path, count: int) -> Path:
    """XLSX"""
    path = folder / f"list-{count}.xlsx"
    book = Workbook(str(path))
    page = book.add_worksheet("List")
    for number, row in enumerate((HEAD, *(_row(each) for each in range(count)))):
        for at, text in enumerate(row):
            page.write_string(number, at, text)
    book.close()
    return path


def _package(folder: Path, count: int) -> Path:
    """HSDS package"""
    path = folder / f"list-{count}.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, (head, row) in TABLES.items():
            with archive.open(f"{name}.csv", "w") as packed:
                text = TextIOWrapper(packed, "utf-8", newline="")
                rows = csv.writer(text)
                rows.writerow(head.split())
                rows.writerows(row(number) for number in range(count))
                text.flush()
                text.detach()
    return path


def _row(number: int) -> tuple[str, ...]:
    where = (f"Body {number // 5}", f"Service {number}", "health; legal", "Gazipur")
    reached = (f"House {number}, Road 7", f"0171{number:07}", "Sat-Thu 9am-5pm")
    return (*where, *reached, "Free", "Bangla, English", "female", "NID", "01/03/2026")
