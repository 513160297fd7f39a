"""Of a country that does not come with the program, what the machine's own list says comes in."""

import json
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from referrals.directory import iso_codes
from referrals.directory.areas import tree_of
from referrals.directory.entries import Writer
from referrals.directory.seeding import begin, known_countries
from tests.referrals.directory.rows import DAY

PARTS = [
    {"code": "AZ-NX", "name": "Naxçıvan", "type": "Republic"},
    {"code": "AZ-BAB", "name": "Babək", "parent": "NX", "type": "Rayon"},
    {"code": "TH-10", "name": "Krung Thep", "type": "Province"},
    {"code": "TH-S", "name": "Phatthaya", "type": "Province"},
]


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("has_list", "parts"), [(True, {"TH-10", "TH-S"}), (False, set())])
def test_a_country_comes_in_as_far_as_the_machine_knows_it(
    db: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_list: bool, parts: set[str]
) -> None:
    listed = tmp_path / "iso_3166-2.json"
    listed.write_text(json.dumps({"3166-2": PARTS if has_list else []}))
    monkeypatch.setattr(iso_codes, "LISTED", listed)

    begin(db, Writer(person=None, on=DAY), {"TH"})

    tree = tree_of(db)
    assert tree.keys() == {"TH", *parts}
    assert (tree["TH"].name, tree["TH"].time_zone) == ("Thailand", "Asia/Bangkok")


def test_a_part_of_a_part_lies_in_it(tmp_path: Path) -> None:
    listed = tmp_path / "iso_3166-2.json"
    listed.write_text(json.dumps({"3166-2": PARTS}))

    found = iso_codes.parts_of("AZ", listed)

    assert found == {"AZ": {"AZ-NX": "Naxçıvan"}, "AZ-NX": {"AZ-BAB": "Babək"}}


@pytest.mark.parametrize("content", ["", "{", '{"3166-2": [7]}'])
def test_a_list_that_cannot_be_read_is_none(tmp_path: Path, content: str) -> None:
    listed = tmp_path / "iso_3166-2.json"
    listed.write_text(content)

    assert iso_codes.parts_of("TH", listed) == {}
    assert iso_codes.parts_of("TH", tmp_path / "nowhere.json") == {}


def test_every_country_of_the_program_is_one() -> None:
    assert known_countries().keys() <= iso_codes.countries().keys()
    assert iso_codes.clock_of("ID") == iso_codes.NO_CLOCK
