"""Somebody who writes the database puts old rows back: whoever remembers more is told so."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from auth import trail
from auth.administration import administration_keys
from casework.case.entering import ROLLED_BACK
from casework.parts import Parts
from tests.journeys.addresses import newcomer
from tests.journeys.company import signed_in
from tests.journeys.founding import Village
from tests.journeys.tellings import full_story, tell
from tests.visitors import Visitor

CASE = re.compile(r'href="(/cases/[0-9a-f-]{36})"')
LATER = "Heard two of the line, away from the hall."
OF_A_CASE = (
    "case", "cover", "entry", "epoch", "generation", "grant", "search_text", "attachment",
    "inbox_text", "trail_entry",
)  # fmt: skip
KEYS = ("generation", "epoch", "grant", "cover", "entry", "search_text", "attachment")


@dataclass
class Case:
    """A case that its chair knows, and the database as it was before she wrote into it."""

    path: str
    chair: Client
    database: Path
    older: Path
    newer: Path

    def put_back(self, *tables: str) -> None:
        """Put the older rows of these tables in the place of today's."""
        _replace(self.database, self.older, tables)

    def put_right(self) -> None:
        """Everything as it really is."""
        _replace(self.database, self.newer, OF_A_CASE)

    def seen(self) -> TestResponse:
        """What the chair is shown."""
        return self.chair.get(self.path)


def _replace(database: Path, other: Path, tables: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("ATTACH ? AS other", (str(other),))
        for table in tables:
            raw.execute(f'DELETE FROM main."{table}"')  # noqa: S608 - names of ours
            raw.execute(f'INSERT INTO main."{table}" SELECT * FROM other."{table}"')  # noqa: S608 - names of ours
        raw.commit()


def _copied(database: Path, name: str) -> Path:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copyfile(database, database.with_name(name)))


@pytest.fixture(scope="module")
def told(house: Flask, village: Village) -> Case:
    """She tells; then the member steps back, keys are made anew, and the chair writes a note."""
    database = Path(village.config.database.removeprefix("sqlite:///"))
    tell(newcomer(house), full_story(village))
    member, chair = (signed_in(house, village, who) for who in ("member", "chair"))
    path = CASE.findall(chair.get("/cases").text)[0]
    for each in (member, chair):
        Visitor(each).post(f"{path}/declaration", related="no", over="no", is_named="no")
    older = _copied(database, "older")
    for who, what, words in (
        (member, "recuse", "He is my cousin."),
        (chair, "keys", ""),
        (chair, "note", LATER),
    ):
        assert Visitor(who).post(f"{path}/{what}", words=words).status_code in {200, 303}
    return Case(path, chair, database, older, _copied(database, "newer"))


@pytest.fixture
def case(told: Case) -> Iterator[Case]:
    """The same, put right again afterwards."""
    yield told
    told.put_right()


def test_as_it_is_the_chair_reads_her_note(case: Case) -> None:
    shown = case.seen()

    assert shown.status_code == 200
    assert LATER in shown.text


@pytest.mark.parametrize(
    "tables", [("cover",), ("epoch",), ("entry",), KEYS, OF_A_CASE], ids=",".join
)
def test_old_rows_are_refused_and_her_page_says_so(case: Case, tables: tuple[str, ...]) -> None:
    case.put_back(*tables)

    shown = case.seen()

    assert (shown.status_code, "notice" in shown.text) == (409, True)


def test_a_case_that_went_back_whole_is_marked_on_her_list_and_on_the_trail(
    case: Case, house: Flask, village: Village
) -> None:
    parts: Parts = house.extensions["casework"]
    case.put_back(*(each for each in OF_A_CASE if each != "trail_entry"))

    anew = signed_in(house, village, "chair")

    assert "Shown older than you saw it" in anew.get("/cases").text
    assert anew.get(case.path).status_code in {404, 409}
    with parts.sessions(writing=False) as db:
        walked = trail.walk(db, administration_keys(db, parts.keys))
    assert ROLLED_BACK in {entry.act.verb for entry in walked if entry.act}
