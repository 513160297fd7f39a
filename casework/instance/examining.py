"""What `casework doctor` looks at: each thing that is well, or what to do about it."""

import io
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from PIL import Image
from sqlalchemy import Engine, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from auth.models import Membership, Organization, OrganizationKind, Role
from casework import db as database
from casework import migrating
from casework.case.roster import keys_in, the_register
from casework.config import Config
from casework.evidence.copies import NotCopied
from casework.evidence.copying import copied
from casework.facts.keeping import MOST, waiting
from casework.facts.keys import current
from casework.instance.establishing import find_instance
from casework.models.measuring import OutboxFact
from casework.paper.typesetting import Unprintable, has_no_network, render
from crypto.certificates import Register
from referrals.directory.going_live import missing, served

OTHERS = 0o077
QUIET = {"log_error_verbosity": "terse", "log_parameter_max_length": "0"}
"""What PostgreSQL must be told, or its log repeats what was being stored."""
CHILD_PROTECTION_OFFICERS = 2
DAYS_TO_CLOSE = 2


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    is_well: bool
    advice: str = ""


def examine(config: Config) -> list[Finding]:
    """Look at everything; what cannot be looked at is a finding too."""
    return [*_files(config), *_trust(config), *_paper(), *_copies(), *_database(config)]


def _files(config: Config) -> Iterator[Finding]:
    yield Finding(
        "The store of sealed files can be written.",
        _is_writable(config.files),
        f"Let the user who serves write into {config.files}.",
    )
    for name, path in _private_paths(config):
        yield Finding(
            f"{name} is nobody else's to read.",
            not path.exists() or not path.stat().st_mode & OTHERS,
            f"chmod go= {path}",
        )


def _private_paths(config: Config) -> Iterator[tuple[str, Path]]:
    yield "The folder of sealed files", config.files
    if config.log_key_file is not None:
        yield "The log key", config.log_key_file
    url = make_url(config.database)
    if url.get_backend_name() == "sqlite" and url.database:
        yield "The database", Path(url.database)


def _trust(config: Config) -> Iterator[Finding]:
    yield Finding(
        "Root keys are named; every certificate rests on them.",
        bool(config.root_keys),
        "Set CASEWORK_ROOT_KEYS to what `casework init` printed.",
    )
    yield Finding(
        "The trail can be verified by a key that is not in the database.",
        bool(config.log_public_keys),
        "Set CASEWORK_LOG_PUBLIC_KEYS to what `casework init` printed.",
    )


def _paper() -> Iterator[Finding]:
    yield Finding(
        "Documents can be printed.",
        _is_printable(),
        "A child process sets them: let it start, with 1 GiB of memory and up to 20 seconds.",
    )
    yield Finding(
        "Documents are set where no network can be reached.",
        has_no_network(),
        "This kernel gave no namespace (CLONE_NEWUSER, CLONE_NEWNET). Documents are still set in a "
        "process of their own with nothing inherited, which asks nobody anything; allow the "
        "namespace to hold it to that. What the service may, run as its user, is what counts.",
    )


def _is_printable() -> bool:
    try:
        return bool(render("sheet", {"title": "", "heading": "1", "blocks": ()}, "en"))
    except Unprintable:
        return False


def _copies() -> Iterator[Finding]:
    yield Finding(
        "Copies of pictures can be made.",
        _is_copied(_picture(), "image/png"),
        "A child process makes them: let it start, with 1.5 GiB of memory and up to 20 seconds. "
        "Until then files lie sealed as they came, and nobody is shown one.",
    )
    yield Finding(
        "Copies of sound and films can be made.",
        _is_copied(_sound(), "audio/x-wav"),
        "Install the extra: pip install 'casework[media]'. Until then recordings are taken and lie "
        "sealed, the register says that no safe copy could be made, and nobody hears or sees one.",
    )


def _is_copied(content: bytes, media_type: str) -> bool:
    try:
        return bool(copied(content, media_type).content)
    except NotCopied:
        return False


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2, 2)).save(out, "PNG")
    return out.getvalue()


def _sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as recorded:
        recorded.setnchannels(1)
        recorded.setsampwidth(2)
        recorded.setframerate(8000)
        recorded.writeframes(bytes(1600))
    return out.getvalue()


def _database(config: Config) -> Iterator[Finding]:
    engine = database.engine(config)
    try:
        yield from _answering(config, engine)
    except SQLAlchemyError:
        yield Finding("The database answers.", False, "Look at CASEWORK_DATABASE and its server.")
    finally:
        engine.dispose()


def _answering(config: Config, engine: Engine) -> Iterator[Finding]:
    is_current = migrating.is_current(engine)
    yield Finding(
        "The database is at the newest revision.", is_current, "Run `casework db upgrade`."
    )
    if engine.dialect.name == "postgresql":
        yield from _quietness(engine)
    if is_current:
        with database.sessions(engine)(writing=False) as db:
            today = datetime.now(UTC).date()
            yield from _people(db, config, today)
            yield from _help(db, today)
            yield from counting(db, the_register(db, config.root_keys), today)


def _quietness(engine: Engine) -> Iterator[Finding]:
    with engine.connect() as connection:
        for name, wanted in QUIET.items():
            found = connection.scalar(text("select current_setting(:name)"), {"name": name})
            yield Finding(
                f"PostgreSQL has {name}={wanted}.",
                found == wanted,
                f"ALTER SYSTEM SET {name} = '{wanted}'; SELECT pg_reload_conf();",
            )


def _people(db: Session, config: Config, on: date) -> Iterator[Finding]:
    yield Finding(
        "The instance is established.", find_instance(db) is not None, "Run `casework init`."
    )
    register = the_register(db, config.root_keys)
    named = db.scalars(select(Membership).where(Membership.role == Role.CHILD_PROTECTION_OFFICER))
    certified = {
        each.person_id
        for each in named
        if each.is_current(on) and keys_in(register, each, on) is not None
    }
    yield Finding(
        "Two child-protection officers are named and certified.",
        len(certified) >= CHILD_PROTECTION_OFFICERS,
        "Invite them: without them nobody can take what a child tells.",
    )


def _help(db: Session, on: date) -> Iterator[Finding]:
    lacks, areas = missing(db, on), served(db)
    yield Finding(
        "It is known where people are served.",
        bool(areas),
        "Add a factory or a programme, or mark an area as served at /directory/areas: until then "
        "nobody can say whether there is help for whoever asks.",
    )
    for area in sorted(areas):
        kinds = [each.kind.value for each in lacks if each.area == area]
        yield Finding(
            f"{area}: there is confirmed help in an emergency, for health and after violence.",
            not kinds,
            f"Missing: {', '.join(kinds)}. An officer adds it at /directory and calls there; "
            "until then nobody who looks for help in this area finds any.",
        )


def counting(db: Session, register: Register, on: date) -> Iterator[Finding]:
    """Of what is counted: that days are closed, and that every programme has a key in use."""
    open_since = db.scalar(select(func.min(OutboxFact.day)))
    yield Finding(
        "The days that are over are closed for what is counted.",
        open_since is None or open_since >= on - timedelta(days=DAYS_TO_CLOSE),
        f"Since {open_since} nothing was: run `casework measures close` every day. Until then a "
        "fact says on which day it was written, and no quarter is published.",
    )
    programmes = select(Organization).where(Organization.kind == OrganizationKind.PROGRAMME)
    for each in db.scalars(programmes.order_by(Organization.name)):
        key = current(db, register, each.id, on)
        yield Finding(
            f"{each.name}: what happens is counted, under a key of this year.",
            key is not None and key.year == on.year,
            "An analyst makes a key at /measures/keys. Without one nothing is counted: there is "
            "none yet, its analyst left, or her certificate has ended."
            if key is None
            else f"The key is of {key.year}: an analyst makes this year's at /measures/keys.",
        )
        waits = waiting(db, each.id, register)
        yield Finding(
            f"{each.name}: facts do not pile up.",
            waits <= MOST,
            f"{waits} wait to be opened: an analyst does it at /measures/keys.",
        )


def _is_writable(folder: Path) -> bool:
    probe = folder / f"probe-{uuid4().hex}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe.touch(mode=0o600)
        probe.unlink()
    except OSError:
        return False
    return True
