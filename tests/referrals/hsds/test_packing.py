"""The directory as a tabular package: whole, described, harmless to open, and read back."""

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy.orm import Session

from referrals.hsds.answering import whole_services
from referrals.hsds.asked import Asked
from referrals.hsds.finding import terms
from referrals.hsds.packing import DESCRIPTOR, inert, pack
from referrals.hsds.tabular import POINTS, TABLES
from referrals.importing.packages import Package
from tests.referrals.hsds.filled import HIDDEN, Filled

ONE = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
Rows = dict[str, list[dict[str, str]]]


@pytest.fixture
def packed(filled: Filled, db: Session) -> BytesIO:
    """A package of the clinic and the shelter."""
    file = BytesIO()
    services = whole_services(db, [filled.clinic, filled.shelter])
    pack(file, services, terms(db, Asked()))
    return file


@pytest.fixture
def rows(packed: BytesIO) -> Rows:
    """Its tables by their names."""
    with ZipFile(packed) as archive:
        return {
            table.name: list(csv.DictReader(StringIO(archive.read(table.path).decode())))
            for table in TABLES.values()
            if table.path in archive.namelist()
        }


@ONE
def test_every_table_holds_what_belongs_to_the_services(rows: Rows) -> None:
    counted = {name: len(found) for name, found in rows.items()}

    assert {**counted, "taxonomy_term": 0} == {
        "organization": 1,
        "service": 2,
        "attribute": 10,
        "service_at_location": 1,
        "location": 1,
        "phone": 4,
        "address": 1,
        "schedule": 3,
        "service_area": 1,
        "required_document": 1,
        "language": 2,
        "accessibility": 1,
        "taxonomy_term": 0,
        "cost_option": 1,
        "taxonomy": 2,
        "service_capacity": 1,
        "unit": 1,
    }


@ONE
def test_every_identifier_points_at_a_row_that_is_there(rows: Rows) -> None:
    ids = {name: {each["id"] for each in found} for name, found in rows.items()}

    dangling = [
        (name, column, row[column])
        for name, found in rows.items()
        for row in found
        for column in POINTS.keys() & row.keys()
        if row[column] and row[column] not in ids[POINTS[column]]
    ]

    assert dangling == []


@ONE
def test_a_hidden_place_and_who_works_there_leave_by_no_table(
    packed: BytesIO, filled: Filled
) -> None:
    with ZipFile(packed) as archive:
        told = "".join(archive.read(name).decode() for name in archive.namelist())

    unsaid = (*HIDDEN, str(filled.hidden_place), str(filled.hidden_door))
    assert [each for each in unsaid if each in told] == []
    assert str(filled.shelter) in told


@ONE
def test_the_package_describes_every_file_in_it(packed: BytesIO) -> None:
    with ZipFile(packed) as archive:
        described: Any = json.loads(archive.read(DESCRIPTOR))
        names = set(archive.namelist()) - {DESCRIPTOR}
        heads = {name: archive.read(name).decode().splitlines()[0] for name in names}

    assert {each["path"] for each in described["resources"]} == names
    assert heads == {
        each["path"]: ",".join(field["name"] for field in each["schema"]["fields"])
        for each in described["resources"]
    }


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_and_column_is_one_of_the_specification(
    official: Callable[[str], Draft202012Validator], name: str
) -> None:
    theirs: Any = official(name).schema

    assert TABLES[name].path == theirs["path"]
    assert set(TABLES[name].names) <= set(theirs["properties"])
    assert set(theirs.get("tabular_required", ())) <= set(TABLES[name].names)


@ONE
def test_the_package_is_read_back_as_it_was(packed: BytesIO, filled: Filled) -> None:
    package = Package(packed)

    clinic, shelter = package.services()

    assert clinic["organization"]["name"] == "Health for all"
    assert [each["number"] for each in clinic["phones"]] == ["109", "+880 2 555"]
    (door,) = clinic["service_at_locations"]
    assert door["location"]["addresses"][0]["address_1"] == "4 Mill Road"
    assert door["schedules"][0]["opens_at"] == "09:00+06:00"
    assert [each["number"] for each in shelter["phones"]] == ["10921"]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@sum", "'@sum"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3+cmd", "'-2+3+cmd"),
        ("\tx", "'\tx"),
        ("+880 2 (555)", "+880 2 (555)"),
        ("a=b", "a=b"),
        (4, 4),
    ],
)
def test_no_cell_computes_anything_in_a_spreadsheet(cell: object, written: object) -> None:
    assert inert(cell) == written
