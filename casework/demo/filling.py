"""Filling a demonstration: its folder, its keys, its settings, and everything that is in it."""

import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from auth import trail_days
from casework import config, migrating
from casework import db as database
from casework.case import entering
from casework.config import Config
from casework.demo import keeping
from casework.demo.alike import makes_key
from casework.demo.cases import tell_all
from casework.demo.counting import (
    begins_to_count,
    counted_before,
    keeps_what_waits,
    publishes,
)
from casework.demo.directory import fill_directory
from casework.demo.keeping import Demo, KeptNumber
from casework.demo.partnering import works_together
from casework.demo.people import BODIES, PEOPLE
from casework.demo.stories import STORIES
from casework.demo.trail import note_everybody
from casework.demo.world import World, build
from casework.instance.establishing import establish
from casework.instance.key_files import (
    read_log_key,
    read_root_key,
    write_log_key,
    write_root_key,
    write_secret,
)
from casework.parts import assemble
from crypto.checkpoints import LogSigner
from crypto.seeds import Seeds

DATABASE, SECRET, ROOT_KEY, LOG_KEY = "casework.sqlite", "secret", "root-key", "log-key"
FOLDERS = ("files", "outbox")
JOINED = timedelta(days=30)
"""Everybody joined a month before the filling, so that cases can have a past."""
STEPS = 2 + len(PEOPLE) + len(STORIES) + 2
"""How many steps `fill` tells of."""


class NotAFolderOfOurs(Exception):
    """The folder holds something no demonstration made; it is left alone."""


def settings(folder: Path, port: int) -> dict[str, str]:
    """The environment of a demonstration; its root and log keys must lie there already."""
    log_key = folder / LOG_KEY
    return {
        "CASEWORK_DATABASE": f"sqlite:///{folder / DATABASE}",
        "CASEWORK_FILES": str(folder / "files"),
        "CASEWORK_OUTBOX": str(folder / "outbox"),
        "CASEWORK_INSTANCE_SECRET_FILE": str(folder / SECRET),
        "CASEWORK_ROOT_KEYS": read_root_key(folder / ROOT_KEY).public.verify.hex(),
        "CASEWORK_LOG_PUBLIC_KEYS": read_log_key(log_key).verifier.written,
        "CASEWORK_ORIGIN": f"http://127.0.0.1:{port}",
    }


def is_filled(folder: Path) -> bool:
    """Whether a demonstration was finished in this folder."""
    return keeping.read(folder) is not None


def clear(folder: Path) -> None:
    """Remove what a demonstration left, and nothing else. Raises NotAFolderOfOurs."""
    ours = [folder / each for each in (SECRET, ROOT_KEY, LOG_KEY, keeping.PEOPLE_FILE)]
    ours += [*folder.glob(f"{DATABASE}*"), folder / f"{keeping.PEOPLE_FILE}.unfinished"]
    folders = [folder / each for each in FOLDERS]
    known = {*ours, *folders}
    if folder.exists() and not set(folder.iterdir()) <= known:
        raise NotAFolderOfOurs
    for path in ours:
        path.unlink(missing_ok=True)
    for each in folders:
        shutil.rmtree(each, ignore_errors=True)


def make_keys(folder: Path) -> None:
    """The instance secret, the root key and the log key, in files nobody else can read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_secret(folder / SECRET, secrets.token_hex(32))
    write_root_key(folder / ROOT_KEY, Seeds.generate())
    write_log_key(folder / LOG_KEY, LogSigner("casework-demo", secrets.token_bytes(32)))


def fill(folder: Path, settled: Config, now: datetime) -> Iterator[str]:
    """Make everybody and everything; says each step's name when it is done.

    `settled` is the configuration of `settings`. What is filled serves once the last step is
    done: then people.json lies beside the database.
    """
    engine = database.engine(settled)
    migrating.upgrade(engine)
    engine.dispose()
    parts = assemble(settled)
    entering.install(parts, settled.log_public_keys)
    joined = now - JOINED
    with parts.sessions() as db:
        establish(db, parts.keys, joined.date(), is_demo=True)
        db.commit()
    yield "database"
    world = World(parts, read_root_key(folder / ROOT_KEY), joined)
    yield from build(world)
    _before_cases(world, now)
    numbers: list[KeptNumber] = []
    for shown in tell_all(world, now):
        numbers += [shown] if shown else []
        yield "a case"
    _after_cases(world, now)
    close_trail(folder, settled)
    kept = [
        each.kept
        for body in BODIES
        for each in world.people.values()
        if each.played.body == body.key
    ]
    keeping.write(folder, Demo(people=kept, numbers=numbers, posters=world.posters))
    parts.sessions.engine.dispose()
    yield "trail"


def _before_cases(world: World, now: datetime) -> None:
    with world.parts.sessions() as db:
        note_everybody(db, world)
        makes_key(db, world)
        begins_to_count(db, world)
        counted_before(db, world)
        fill_directory(db, world, now.date())
        works_together(db, world, now.date())
        db.commit()


def _after_cases(world: World, now: datetime) -> None:
    with world.parts.sessions() as db:
        keeps_what_waits(db, world, now)
        publishes(db, world, now)
        db.commit()


def close_trail(folder: Path, settled: Config) -> None:
    """Close the trail's days that are over. Raises TrailBroken."""
    engine = database.engine(settled)
    with database.sessions(engine)() as db:
        signer = read_log_key(folder / LOG_KEY)
        trail_days.close(db, signer, trail_days.first_open_day(datetime.now(UTC)))
        db.commit()
    engine.dispose()


def read_settings(folder: Path, port: int) -> Config:
    """The configuration of a demonstration. Raises ConfigInvalid."""
    return config.read(settings(folder, port))
