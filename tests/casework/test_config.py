"""What an operator can get wrong, and what is never told."""

from base64 import b64encode
from pathlib import Path

import pytest

from casework import config
from casework.variables import ConfigInvalid, Problem

SECRET = bytes(range(32))
ENOUGH = {"CASEWORK_INSTANCE_SECRET": SECRET.hex()}


def _private(path: Path, text: str) -> str:
    path.write_text(text)
    path.chmod(0o600)
    return str(path)


def test_a_secret_is_enough_to_begin() -> None:
    read = config.read(ENOUGH)

    assert read.instance_secret == SECRET
    assert read.cover_name == "Notes"
    assert not read.is_secure


def test_the_secret_comes_from_a_file_of_ones_own(tmp_path: Path) -> None:
    file = _private(tmp_path / "secret", b64encode(SECRET).decode() + "\n")

    read = config.read({"CASEWORK_INSTANCE_SECRET_FILE": file})

    assert read.instance_secret == SECRET


def test_a_secret_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
    file = _private(tmp_path / "secret", SECRET.hex())
    Path(file).chmod(0o644)

    with pytest.raises(ConfigInvalid) as refused:
        config.read({"CASEWORK_INSTANCE_SECRET_FILE": file})

    assert refused.value.problem is Problem.OPEN_FILE
    assert refused.value.variable == "CASEWORK_INSTANCE_SECRET_FILE"


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"CASEWORK_INSTANCE_SECRET": ""}, Problem.MISSING),
        ({"CASEWORK_INSTANCE_SECRET": "00" * 31}, Problem.MALFORMED),
        ({"CASEWORK_INSTANCE_SECRET_FILE": "/nowhere"}, Problem.TWICE),
        ({"CASEWORK_DATABASE_FILE": "/nowhere"}, Problem.NO_FILE),
        ({"CASEWORK_DATABASE": "mysql://host/name"}, Problem.OTHER_DATABASE),
        ({"CASEWORK_DATABASE": "sqlite://"}, Problem.ALL_IN_MEMORY),
        ({"CASEWORK_DATABASE": "not one"}, Problem.MALFORMED),
        ({"CASEWORK_ORIGIN": "http://notes.example"}, Problem.PLAIN_HTTP),
        ({"CASEWORK_ORIGIN": "notes.example"}, Problem.MALFORMED),
        ({"CASEWORK_ORIGIN": "https://notes.example/path"}, Problem.MALFORMED),
        ({"CASEWORK_ROOT_KEYS": "abcd"}, Problem.MALFORMED),
        ({"CASEWORK_EXIT_URL": "//elsewhere.example"}, Problem.MALFORMED),
        ({"CASEWORK_IDLE_MINUTES": "0"}, Problem.MALFORMED),
        ({"CASEWORK_ABSOLUTE_HOURS": "soon"}, Problem.MALFORMED),
        ({"CASEWORK_NUMBER_GROUPING": "5-5"}, Problem.MALFORMED),
        ({"CASEWORK_NUMBER_GROUPING": "4-4-4-4,Bangladesh=5-6-5"}, Problem.MALFORMED),
        ({"CASEWORK_COVER_NAME": "two\nlines"}, Problem.MALFORMED),
        ({"CASEWORK_SMTP_HOST": "mail.example"}, Problem.MISSING),
    ],
)
def test_an_unfit_variable_is_named_and_so_is_its_problem(
    given: dict[str, str], problem: Problem
) -> None:
    with pytest.raises(ConfigInvalid) as refused:
        config.read({**ENOUGH, **given})

    assert refused.value.problem is problem


@pytest.mark.parametrize(
    "origin", ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:80", "https://a.example"]
)
def test_plain_http_is_for_this_machine_alone(origin: str) -> None:
    assert config.read({**ENOUGH, "CASEWORK_ORIGIN": origin}).origin == origin


def test_root_keys_are_listed_by_commas() -> None:
    keys = f"{'01' * 32}, {'02' * 32}"

    read = config.read({**ENOUGH, "CASEWORK_ROOT_KEYS": keys})

    assert read.root_keys == (b"\x01" * 32, b"\x02" * 32)


def test_mail_leaves_by_the_server_that_was_named() -> None:
    given = {
        "CASEWORK_SMTP_HOST": "mail.example",
        "CASEWORK_SMTP_SENDER": "notes@mail.example",
        "CASEWORK_SMTP_PASSWORD": "never shown",
    }

    smtp = config.read({**ENOUGH, **given}).smtp

    assert smtp == config.Smtp(
        "mail.example", 587, "starttls", "notes@mail.example", None, "never shown"
    )
    assert "never shown" not in repr(smtp)


def test_a_configuration_prints_no_secret() -> None:
    read = config.read({**ENOUGH, "CASEWORK_DATABASE": "postgresql://me:hidden@host/name"})

    assert "hidden" not in repr(read)
    assert repr(SECRET) not in repr(read)


def test_every_variable_is_explained_and_no_value_told() -> None:
    explained = config.describe({**ENOUGH, "CASEWORK_DATABASE": "postgresql://me:hidden@host/n"})

    assert [line.name for line in explained if line.is_set] == [
        "CASEWORK_DATABASE[_FILE]",
        "CASEWORK_INSTANCE_SECRET[_FILE]",
    ]
    assert all(line.purpose for line in explained)
    assert "hidden" not in repr(explained)
    assert SECRET.hex() not in repr(explained)


def test_the_explanation_says_what_is_wrong() -> None:
    explained = {line.name: line.problem for line in config.describe({"CASEWORK_ORIGIN": "x"})}

    assert explained["CASEWORK_ORIGIN"] is Problem.MALFORMED
    assert explained["CASEWORK_INSTANCE_SECRET[_FILE]"] is Problem.MISSING
    assert explained["CASEWORK_OUTBOX"] is None
