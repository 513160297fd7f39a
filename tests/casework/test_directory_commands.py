"""What an operator types to take lists of help in and out."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from casework.cli import main
from crypto.instance import InstanceKeys
from referrals.importing.keeping_files import Brought, keep_file
from referrals.importing.opening import Format
from referrals.models.importing import ImportFile, ImportPiece
from referrals.models.listed import Service
from tests.databases import Fresh
from tests.referrals.importing.lists import areas_of
from tests.worlds import make_world

HEAD = "Organisation,Service,Category,District,Address,Phone,Country"
CLINIC = "Health for all,Clinic,health,Gazipur,4 Mill Road,109,BD"
ODD = "Somebody,Something,knitting,Gazipur,,999,BD"


@pytest.fixture(autouse=True)
def areas(database: Fresh) -> None:
    """Two districts of Bangladesh."""
    with database.sessions() as db:
        areas_of(db)
        db.commit()


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A list with nothing wrong in it."""
    return listed(tmp_path, HEAD, CLINIC)


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """A list with a row that cannot go in."""
    return listed(tmp_path, HEAD, CLINIC, ODD)


def listed(folder: Path, *lines: str) -> Path:
    """A list as a file."""
    path = folder / "list.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def typed(environment: dict[str, str], *words: object) -> Result:
    """What a command answers."""
    return CliRunner().invoke(main, ["directory", *(str(each) for each in words)], env=environment)


def names(database: Fresh) -> list[str]:
    """The services of the directory."""
    with database.sessions(writing=False) as db:
        return list(db.scalars(select(Service.name)))


def test_checking_says_what_would_be_and_writes_nothing(
    environment: dict[str, str], database: Fresh, sound: Path
) -> None:
    told = typed(environment, "check", sound)

    assert told.exit_code == 0
    assert "1 rows: 1 pass, 0 warn, 0 fail. Services: 1 new" in told.output
    assert names(database) == []


def test_checking_a_list_with_a_row_that_cannot_go_in_fails_and_names_the_row(
    environment: dict[str, str], failing: Path
) -> None:
    told = typed(environment, "check", failing)

    assert told.exit_code == 1
    assert "FAIL  row 3" in told.output
    assert "1 rows cannot go in." in told.output


def test_a_list_goes_in_and_says_the_second_time_that_it_is_there(
    environment: dict[str, str], database: Fresh, sound: Path
) -> None:
    first = typed(environment, "import", sound, "--yes")
    second = typed(environment, "import", sound, "--yes")

    assert "1 services were written. They wait to be confirmed." in first.output
    assert "The directory says all of this already." in second.output
    assert names(database) == ["Clinic"]


def test_one_row_that_cannot_go_in_keeps_the_list_out(
    environment: dict[str, str], database: Fresh, failing: Path
) -> None:
    told = typed(environment, "import", failing, "--yes")

    assert told.exit_code == 1
    assert names(database) == []


def test_a_row_that_cannot_go_in_is_left_out_if_somebody_says_so(
    environment: dict[str, str], database: Fresh, failing: Path
) -> None:
    told = typed(environment, "import", failing, "--yes", "--leave-out")

    assert told.exit_code == 0
    assert names(database) == ["Clinic"]


def test_whoever_does_not_agree_writes_nothing(
    environment: dict[str, str], database: Fresh, sound: Path
) -> None:
    told = typed(environment, "import", sound)

    assert told.exit_code == 1
    assert names(database) == []


@pytest.mark.parametrize("form", ["json", "tables", "xlsx"])
def test_the_directory_leaves_and_comes_back_as_it_is(
    environment: dict[str, str], sound: Path, tmp_path: Path, form: str
) -> None:
    typed(environment, "import", sound, "--yes")

    left = typed(environment, "export", form, tmp_path / "left")
    back = typed(environment, "import", tmp_path / "left", "--yes")

    assert "1 services were written to" in left.output
    assert "The directory says all of this already." in back.output


def test_no_file_is_written_over(environment: dict[str, str], sound: Path) -> None:
    told = typed(environment, "export", "json", sound)

    assert told.exit_code == 1
    assert sound.read_text(encoding="utf-8").startswith(HEAD)


def test_a_list_that_somebody_brought_and_forgot_goes_with_the_timer(
    environment: dict[str, str], database: Fresh, keys: InstanceKeys
) -> None:
    brought = Brought(name="list.csv", format=Format.CSV)
    with database.sessions() as db:
        person = make_world(db, keys).people["chair"]
        keep_file(db, keys, person, date(2026, 1, 1), brought, HEAD.encode())
        db.commit()

    CliRunner().invoke(main, ["retention"], env=environment)

    with database.sessions(writing=False) as db:
        assert db.scalars(select(ImportFile.id)).all() == []
        assert db.scalars(select(ImportPiece.id)).all() == []
