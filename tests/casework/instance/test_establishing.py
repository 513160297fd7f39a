"""A new instance: keys in files, three people on paper, and two officers whom a root confirms."""

import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from auth import certifying
from auth.models import CertificateRow
from casework.app import create_app
from casework.case.roster import the_register
from casework.cli import main
from casework.config import Config
from casework.instance.key_files import read_log_key, read_root_key
from casework.parts import Parts
from crypto.errors import KeyInvalid
from referrals.directory.reading import offered
from referrals.models.terms import Freshness
from tests.auth.people_pages import GOOD, app_code, secrets_on
from tests.databases import Fresh
from tests.visitors import Visitor

ROOTS = re.compile(r"CASEWORK_ROOT_KEYS=(\S+)")
SHEET = re.compile(r"open  http\S+(/a/\S+)\n  code  (\d{8})")
PEOPLE = [
    *("--administrator", "Imran Ali", "imran", "Programme", "programme", "BD"),
    *("--officer", "Ratana Meas", "ratana", "Centre", "resource_centre", "KH"),
    *("--officer", "Hasina Parvin", "hasina", "Network", "network", "BD"),
]


@dataclass
class Beginning:
    """An empty database, a folder for keys, and somebody who types."""

    database: Fresh
    folder: Path

    def types(self, *line: str, answers: str = "") -> Result:
        """Run one command."""
        env = {"CASEWORK_DATABASE": self.database.url, "CASEWORK_ORIGIN": "http://127.0.0.1:8000"}
        return CliRunner().invoke(main, line, input=answers, env=env)

    def init(self, *people: str) -> Result:
        """`casework init` with all its files in the folder."""
        files = ("secret-file", "root-file", "log-key-file")
        named = [part for name in files for part in (f"--{name}", str(self.folder / name))]
        return self.types("init", *named, *people)

    @property
    def roots(self) -> tuple[bytes, ...]:
        """The root key that was written, public half."""
        return (read_root_key(self.folder / "root-file").public.verify,)


@pytest.fixture
def beginning(database: Fresh, tmp_path: Path) -> Beginning:
    """Before anything."""
    return Beginning(database, tmp_path)


@pytest.fixture
def app(beginning: Beginning, config: Config) -> Iterator[Flask]:
    """The application over the new instance."""
    said = beginning.init(*PEOPLE)
    assert said.exit_code == 0, said.output
    made = create_app(replace(config, root_keys=beginning.roots))
    made.config["SHEETS"] = SHEET.findall(said.output)
    yield made
    parts: Parts = made.extensions["casework"]
    parts.sessions.engine.dispose()


def _activate(app: Flask, number: int) -> str:
    """Open the sheet with that number; gives the last page."""
    link, code = app.config["SHEETS"][number]
    visitor = Visitor(app.test_client())
    chosen = {"passphrase": GOOD, "again": GOOD, "kind": "totp"}
    paper = visitor.post(f"{link}/passphrase", code=code, **chosen).text
    group = secrets_on(paper)[0].split()[2]
    return visitor.post(f"{link}/paper", code=code, group=group, factor_code=app_code(paper)).text


def test_keys_are_written_for_this_user_only_and_read_back(beginning: Beginning) -> None:
    beginning.init(*PEOPLE)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in beginning.folder.glob("*-file")}
    assert modes == {0o600}
    assert read_log_key(beginning.folder / "log-key-file").name == "127.0.0.1"


def test_two_root_keys_go_to_two_keepers(beginning: Beginning) -> None:
    other = beginning.folder / "other-root"

    said = beginning.init(*PEOPLE, "--root-file", str(other))

    named = ROOTS.findall(said.output)
    second = read_root_key(other).public.verify
    assert named == [f"{beginning.roots[0].hex()},{second.hex()}"]
    assert beginning.roots != (second,)


def test_the_directory_begins_with_numbers_that_nobody_has_confirmed(
    beginning: Beginning,
) -> None:
    said = beginning.init(*PEOPLE)

    with beginning.database.sessions(writing=False) as db:
        found = offered(db)
    assert "Nobody has called them yet." in said.output
    assert {each.country for each in found} >= {"BD"}
    assert {each.freshness for each in found} == {Freshness.UNVERIFIED}


def test_a_second_beginning_changes_nothing(beginning: Beginning) -> None:
    first = beginning.init(*PEOPLE)
    roots = beginning.roots

    second = beginning.init(*PEOPLE)

    assert first.exit_code == 0
    assert second.exit_code == 1
    assert beginning.roots == roots


def test_two_officers_of_one_body_are_refused(beginning: Beginning) -> None:
    together = [*PEOPLE[:-3], "Centre", *PEOPLE[-2:]]

    said = beginning.init(*together)

    assert said.exit_code == 2
    assert not (beginning.folder / "root-file").exists()


def test_a_root_confirms_an_officer_whose_words_were_heard(
    app: Flask, beginning: Beginning
) -> None:
    words = secrets_on(_activate(app, 1))[-1]

    root = str(beginning.folder / "root-file")
    said = beginning.types("certify", "--root-file", root, answers="y\n")

    assert words in said.output
    assert "She is certified until" in said.output
    with beginning.database.sessions() as db:
        (row,) = db.scalars(select(CertificateRow))
        register = the_register(db, beginning.roots)
        assert register.is_valid(certifying.read(row), datetime.now(UTC).date())


def test_a_no_signs_nothing(app: Flask, beginning: Beginning) -> None:
    _activate(app, 1)

    root = str(beginning.folder / "root-file")
    beginning.types("certify", "--root-file", root, answers="n\n")

    with beginning.database.sessions() as db:
        (row,) = db.scalars(select(CertificateRow))
        assert certifying.read(row).confirmations == ()


def test_the_administrator_is_never_offered_to_the_root(app: Flask, beginning: Beginning) -> None:
    _activate(app, 0)

    root = str(beginning.folder / "root-file")

    assert "Nobody waits" in beginning.types("certify", "--root-file", root).output


def test_another_file_is_no_root_key(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("casework-root-key-1 zz\n", encoding="ascii")

    with pytest.raises(KeyInvalid):
        read_root_key(tmp_path / "file")
