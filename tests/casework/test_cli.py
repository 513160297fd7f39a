"""What an operator types, and what she is told."""

import secrets
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import delete, select

from auth import sessions, trail
from auth.activating import enrol
from auth.actor import Rank
from auth.administration import administration_keys
from auth.models import Account, LiveSession, Membership, TrailEntry
from auth.trail_rows import Act, ActorKind
from casework.cli import COMMANDS, main
from casework.config import EVERY
from casework.demo.filling import settings
from casework.evidence import copying
from casework.instance import examining
from casework.instance.key_files import read_log_key, write_log_key
from casework.paper import press
from crypto.checkpoints import LogSigner
from crypto.instance import InstanceKeys
from tests.crypto.costs import CHEAP
from tests.databases import Fresh
from tests.worlds import World, make_world

ADDRESS = "shirin@rupali.example"


@pytest.fixture
def operator(environment: dict[str, str]) -> "Operator":
    """Whoever has a shell on the server, with the settings of this test's instance."""
    return Operator(environment)


class Operator:
    """Types commands; keeps her own settings."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.environ = environ

    def types(self, line: str, **environ: str) -> Result:
        """Run one command."""
        return CliRunner().invoke(main, line.split(), env={**self.environ, **environ})


@pytest.fixture(autouse=True)
def served(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines that would have taken this process's place."""
    lines: list[list[str]] = []
    monkeypatch.setattr("os.execv", lambda _path, line: lines.append(line))
    return lines


@pytest.fixture
def signer(operator: Operator, tmp_path: Path) -> LogSigner:
    """The log key, in a file that the operator's settings name."""
    made = LogSigner("casework.example", secrets.token_bytes(32))
    write_log_key(tmp_path / "log-key", made)
    operator.environ["CASEWORK_LOG_KEY_FILE"] = str(tmp_path / "log-key")
    operator.environ["CASEWORK_LOG_PUBLIC_KEYS"] = made.verifier.written
    return made


@pytest.fixture
def acted(database: Fresh, keys: InstanceKeys) -> None:
    """Somebody did something two days ago."""
    done = Act(
        actor=None,
        actor_kind=ActorKind.OPERATOR,
        verb="administration:account:freeze",
        at=datetime.now(UTC) - timedelta(days=2),
    )
    with database.sessions() as db:
        trail.administration(db, keys, done)
        db.commit()


@pytest.fixture
def shirin(database: Fresh, keys: InstanceKeys) -> World:
    """A world in which the chair has an account."""
    with database.sessions() as db:
        world = make_world(db, keys)
        membership = db.get_one(Membership, world.memberships["chair"])
        enrol(db, keys, CHEAP, membership, address=ADDRESS, passphrase="x", on=membership.from_on)
        db.commit()
    return world


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_is_for(command: str) -> None:
    told = CliRunner().invoke(main, [command, "--help"])

    assert told.exit_code == 0
    assert len(told.output.splitlines()) > 3


@pytest.mark.parametrize("line", ["people list", "retention", "doctor", "run"])
def test_a_setting_that_is_missing_is_named_and_nothing_runs(line: str) -> None:
    told = CliRunner().invoke(main, line.split(), env={"CASEWORK_INSTANCE_SECRET": ""})

    assert told.exit_code == 1
    assert "CASEWORK_INSTANCE_SECRET is not set" in told.output


def test_an_empty_database_is_brought_to_this_version(empty_database: Fresh) -> None:
    operator = Operator({"CASEWORK_DATABASE": empty_database.url})

    before = operator.types("db current")
    upgraded = operator.types("db upgrade")
    after = operator.types("db check")

    assert (before.exit_code, upgraded.exit_code, after.exit_code) == (1, 0, 0)
    assert "never migrated" in before.output
    assert "what this version expects" in after.output


def test_the_settings_are_explained_without_their_values(operator: Operator) -> None:
    told = operator.types("config check", CASEWORK_COVER_NAME="Sewing circle")

    assert told.exit_code == 0
    assert [each.name for each in EVERY if each.name not in told.output] == []
    assert operator.environ["CASEWORK_INSTANCE_SECRET"] not in told.output
    assert "Sewing circle" not in told.output


def test_a_setting_that_cannot_be_understood_is_found(operator: Operator) -> None:
    told = operator.types("config check", CASEWORK_IDLE_MINUTES="soon")

    assert told.exit_code == 1
    assert "CASEWORK_IDLE_MINUTES  cannot be understood" in told.output


@pytest.mark.usefixtures("acted", "signer")
def test_a_day_that_is_over_is_closed_once_and_is_sound(operator: Operator) -> None:
    closed = operator.types("trail close")
    again = operator.types("trail close")
    verified = operator.types("trail verify")

    assert "1 entries in all" in closed.output
    assert "Every day that is over is closed." in again.output
    assert verified.exit_code == 0
    assert "1 entries closed" in verified.output
    assert "sound" in verified.output


@pytest.mark.usefixtures("acted", "signer")
def test_an_entry_that_was_removed_is_named(operator: Operator, database: Fresh) -> None:
    operator.types("trail close")
    with database.sessions() as db:
        tag = db.scalars(select(TrailEntry.tag)).one()
        db.connection().execute(delete(TrailEntry).where(TrailEntry.tag == tag))
        db.commit()

    verified = operator.types("trail verify")

    assert verified.exit_code == 1
    assert "removed" in verified.output


@pytest.mark.usefixtures("acted", "signer")
def test_another_log_key_closes_nothing(operator: Operator, tmp_path: Path) -> None:
    operator.types("trail close")
    write_log_key(tmp_path / "other", LogSigner("casework.example", secrets.token_bytes(32)))

    refused = operator.types(f"trail close --log-key-file {tmp_path / 'other'}")

    assert refused.exit_code == 1
    assert "Nothing was closed" in refused.output


def test_a_new_key_takes_the_trail_over_from_the_old_one(
    operator: Operator, acted: None, signer: LogSigner, tmp_path: Path
) -> None:
    old, new = tmp_path / "log-key", tmp_path / "next-key"

    rotated = operator.types(f"trail rotate --old {old} --new {new}")

    after = read_log_key(new)
    both = f"{signer.verifier.written},{after.verifier.written}"
    closed = operator.types("trail close")
    by_new = operator.types("trail close", CASEWORK_LOG_KEY_FILE=str(new))
    verified = operator.types("trail verify", CASEWORK_LOG_PUBLIC_KEYS=both)
    assert rotated.exit_code == 0
    assert after.verifier.written in rotated.output
    assert (closed.exit_code, by_new.exit_code) == (0, 0)
    assert verified.exit_code == 0
    assert "sound" in verified.output


@pytest.mark.usefixtures("acted", "signer")
def test_a_log_is_not_handed_over_by_a_key_that_is_not_in_force(
    operator: Operator, tmp_path: Path
) -> None:
    operator.types("trail close")
    write_log_key(tmp_path / "other", LogSigner("casework.example", secrets.token_bytes(32)))

    told = operator.types(f"trail rotate --old {tmp_path / 'other'} --new {tmp_path / 'next'}")

    assert told.exit_code == 1
    assert "another key signed it" in told.output
    assert not (tmp_path / "next").exists()


@pytest.mark.usefixtures("acted", "signer")
def test_a_new_log_key_is_not_written_over_another_file(operator: Operator, tmp_path: Path) -> None:
    old = tmp_path / "log-key"

    told = operator.types(f"trail rotate --old {old} --new {old}")

    assert told.exit_code == 1
    assert "is there already" in told.output
    assert read_log_key(old).name == "casework.example"


@pytest.mark.usefixtures("acted")
def test_what_was_done_is_shown_with_its_day(operator: Operator) -> None:
    day = datetime.now(UTC).date() - timedelta(days=2)

    told = operator.types("trail show --days 3")
    later = operator.types("trail show --days 2")

    assert told.output == f"{day}  operator  administration:account:freeze  account\n"
    assert later.output == "Nothing was done in these days.\n"


def test_what_was_done_is_shown_with_names(operator: Operator, shirin: World) -> None:
    operator.types(f"people sign-out {ADDRESS}")

    told = operator.types("trail show")

    assert "administration:account:sign_out  Shirin Akter" in told.output


def test_without_the_public_keys_nothing_is_called_sound(operator: Operator) -> None:
    told = operator.types("trail verify")

    assert told.exit_code == 1
    assert "CASEWORK_LOG_PUBLIC_KEYS" in told.output


@pytest.mark.usefixtures("shirin")
def test_every_post_is_listed_with_its_account(operator: Operator) -> None:
    told = operator.types("people list")

    assert told.exit_code == 0
    assert f"Shirin Akter, chair, {ADDRESS}" in told.output
    assert "Nasrin Begum, member, no account yet" in told.output


def test_the_list_says_until_when_keys_are_certified(operator: Operator, shirin: World) -> None:
    told = operator.types("people list", CASEWORK_ROOT_KEYS=shirin.root.public.verify.hex())

    assert "certified until 2120-12-31" in told.output


@pytest.mark.usefixtures("shirin")
def test_somebody_is_kept_out_and_let_in_again(operator: Operator, database: Fresh) -> None:
    is_frozen = select(Account.is_frozen).where(Account.address == ADDRESS)

    operator.types(f"people freeze {ADDRESS.upper()}")
    with database.sessions() as db:
        frozen = db.scalar(is_frozen)
    operator.types(f"people thaw {ADDRESS}")
    with database.sessions() as db:
        thawed = db.scalar(is_frozen)

    assert (frozen, thawed) == (True, False)


def test_keeping_somebody_out_stands_on_the_trail(
    operator: Operator, database: Fresh, keys: InstanceKeys, shirin: World
) -> None:
    operator.types(f"people sign-out {ADDRESS}")

    with database.sessions(writing=False) as db:
        walked = trail.walk(db, administration_keys(db, keys))
    acts = [each.act for each in walked if each.act]
    assert [(act.verb, act.subject) for act in acts] == [
        ("administration:account:sign_out", shirin.people["chair"])
    ]


def test_nobody_is_kept_out_by_an_address_nobody_has(operator: Operator, database: Fresh) -> None:
    told = operator.types("people freeze nobody@rupali.example")

    assert told.exit_code == 1
    assert "Nobody signs in with this address" in told.output


def test_what_has_lived_out_its_time_is_removed(
    operator: Operator, database: Fresh, keys: InstanceKeys, shirin: World
) -> None:
    now = datetime.now(UTC)
    with database.sessions() as db:
        person = shirin.people["chair"]
        sessions.begin(db, keys, Rank.STAFF, person, now - timedelta(hours=5))
        sessions.begin(db, keys, Rank.STAFF, person, now)
        db.commit()

    told = operator.types("retention")

    assert told.exit_code == 0
    assert "1 dead sessions" in told.output
    with database.sessions(writing=False) as db:
        assert len(db.scalars(select(LiveSession.id)).all()) == 1


def test_the_doctor_says_what_to_mend_on_a_new_instance(
    operator: Operator, database: Fresh
) -> None:
    told = operator.types("doctor")

    assert told.exit_code == 1
    assert "MEND  Two child-protection officers are named and certified." in told.output
    assert "well  The store of sealed files can be written." in told.output
    assert "well  The database is at the newest revision." in told.output


def test_the_doctor_says_whether_documents_are_set_where_no_network_is(
    operator: Operator, database: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "has_no_network", lambda: False)

    told = operator.types("doctor")

    assert "well  Documents can be printed." in told.output
    assert "MEND  Documents are set where no network can be reached." in told.output


def test_the_doctor_says_when_nothing_can_be_printed(
    operator: Operator, database: Fresh, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(press, "__file__", str(tmp_path / "no-press.py"))

    told = operator.types("doctor")

    assert "MEND  Documents can be printed." in told.output


def test_the_doctor_says_that_every_kind_of_copy_can_be_made(
    operator: Operator, database: Fresh
) -> None:
    told = operator.types("doctor")

    assert "well  Copies of pictures can be made." in told.output
    assert "well  Copies of sound and films can be made." in told.output


def test_the_doctor_says_what_becomes_of_recordings_where_the_extra_is_not_installed(
    operator: Operator, database: Fresh, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = "import sys; sys.modules['av'] = None; from casework.evidence.apart import main; main()"
    monkeypatch.setattr(copying, "COMMAND", [sys.executable, "-I", "-B", "-c", gone])

    told = operator.types("doctor")

    assert "well  Copies of pictures can be made." in told.output
    assert "MEND  Copies of sound and films can be made." in told.output
    assert "casework[media]" in told.output
    assert "nobody hears or sees one" in told.output


@pytest.mark.parametrize("backend", ["postgres"], indirect=True)
def test_the_doctor_asks_postgresql_what_its_log_repeats(operator: Operator) -> None:
    told = operator.types("doctor")

    assert "log_parameter_max_length=0" in told.output
    assert "log_error_verbosity=terse" in told.output


def test_the_doctor_finds_two_certified_child_protection_officers(
    operator: Operator, shirin: World
) -> None:
    told = operator.types("doctor", CASEWORK_ROOT_KEYS=shirin.root.public.verify.hex())

    assert "well  Two child-protection officers are named and certified." in told.output


def test_the_doctor_names_each_country_where_nobody_who_looks_for_help_would_find_any(
    operator: Operator, shirin: World
) -> None:
    told = operator.types("doctor")

    assert "MEND  BD: there is confirmed help in an emergency, for health" in told.output
    assert "Missing: emergency, gbv, health." in told.output


def test_the_doctor_is_not_content_where_nobody_is_served(
    operator: Operator, database: Fresh
) -> None:
    told = operator.types("doctor")

    assert "MEND  It is known where people are served." in told.output


def test_the_doctor_finds_a_log_key_that_others_can_read(
    operator: Operator, signer: LogSigner, tmp_path: Path
) -> None:
    (tmp_path / "log-key").chmod(0o644)

    told = operator.types("doctor")

    assert "MEND  The log key is nobody else's to read." in told.output


def test_nothing_is_served_before_the_database_is_migrated(
    empty_database: Fresh, served: list[list[str]], tmp_path: Path
) -> None:
    settings = {
        "CASEWORK_DATABASE": empty_database.url,
        "CASEWORK_FILES": str(tmp_path / "files"),
        "CASEWORK_INSTANCE_SECRET": secrets.token_hex(32),
    }

    told = Operator(settings).types("run")

    assert told.exit_code == 1
    assert "casework db upgrade" in told.output
    assert served == []


def test_gunicorn_takes_the_place_of_the_command(
    operator: Operator, served: list[list[str]]
) -> None:
    told = operator.types("run --port 8009")

    assert told.exit_code == 0
    assert served[0][-2:] == ["--bind=127.0.0.1:8009", "casework.serving:application()"]


def test_a_demo_is_not_served_to_other_machines_by_hand(
    demo_folder: Path, served: list[list[str]]
) -> None:
    told = Operator(settings(demo_folder, 8000)).types("run --host 0.0.0.0")

    assert told.exit_code == 1
    assert "this machine's own address only" in told.output
    assert served == []
