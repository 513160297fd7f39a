"""An instance to measure: real keys and real verbs, in a folder that is thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from secrets import token_bytes
from sqlite3 import Connection
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from casework import db as database
from casework import migrating
from casework.app import create_app
from casework.case.answers import Answers, Named
from casework.case.turns import Turn
from casework.config import Config
from casework.course.acknowledging import acknowledge
from casework.db import SealingSession
from casework.parts import Parts
from casework.readers.audience import Audience
from casework.telling.intake import Sending, send
from crypto import number
from crypto.certificates import Register
from crypto.instance import InstanceKeys
from crypto.passphrase import Cost
from tests.accounts import Insider, open_account
from tests.bench.texts import story
from tests.journeys.addresses import newcomer
from tests.visitors import Visitor
from tests.worlds import World, make_world

MINE = "chair"
"""Whose desk it is."""
AT_ONCE = 20
HASTE = ("PRAGMA synchronous=OFF", "PRAGMA cache_size=-200000")
"""While it is filled nothing has to outlive a power cut. Nothing is measured under these."""


class NotAnswered(Exception):
    """A page was refused that should have been shown: what it takes says nothing."""


@dataclass
class House:
    """An instance with its people; `insiders` are those who can sign in."""

    folder: Path
    config: Config
    world: World
    insiders: dict[str, Insider] = field(default_factory=dict)
    told: list[UUID] = field(default_factory=list)
    """The cases told by `tell`, in the order of their stories."""
    register: Register | None = None
    """Every certificate; nobody is certified while it is measured."""

    @cached_property
    def app(self) -> Flask:
        """The application, as it is served."""
        return create_app(self.config)

    @cached_property
    def parts(self) -> Parts:
        """What its requests share."""
        parts: Parts = self.app.extensions["casework"]
        return parts

    @contextmanager
    def filling(self) -> Iterator[SealingSession]:
        """A writing session that waits for no disk; commit as often as you like."""
        engine = database.engine_for(self.config.database)
        event.listen(engine, "connect", _hurry)
        with database.sessions(engine)() as db:
            yield db
            db.commit()
        engine.dispose()

    def tell(self, count: int) -> None:
        """So many complaints, each by the verb that `/w` calls; every second one acknowledged."""
        for start in range(0, count, AT_ONCE):
            with self.filling() as db:
                heard = self.world.audience(db, self.answers(0))
                for each in range(start, min(start + AT_ONCE, count)):
                    self.told.append(self._tell(db, heard, each))
                    db.commit()

    def answers(self, each: int) -> Answers:
        """What one woman answers."""
        named = Named(name=f"Abdul Karim {each % 30}", post="supervisor", line=str(each % 40))
        return self.world.complaint(words=story(each), name=f"Rahima {each}", respondent=named)

    def turn(self, db: SealingSession, case: UUID, who: str = MINE) -> Turn:
        """Somebody's turn, with the keys that the session has."""
        self.register = self.register or self.world.register(db)
        author, at = self.world.author(who), datetime.now(UTC)
        return Turn(case, author, self.world.keys, self.register, at)

    def sign_in(self, who: str = MINE) -> FlaskClient:
        """A browser of hers, through the door, with all her boxes kept."""
        client = newcomer(self.app)
        if who not in self.insiders:
            with self.filling() as db:
                self.insiders[who] = open_account(db, self.world, who, cost=Cost())
        answer = self.insiders[who].sign_in(Visitor(client))
        require(answer.status_code, 303)
        return client

    def close(self) -> None:
        """Let go of its files."""
        self.parts.sessions.engine.dispose()

    def _tell(self, db: SealingSession, heard: Audience, each: int) -> UUID:
        at = datetime.now(UTC) - timedelta(hours=each % 2000)
        prepared = self.world.prepare(number=number.draw())
        case = send(db, self.world.keys, Sending(self.answers(each), heard, prepared, at))
        self.world.free(db, case)
        if each % 2:
            acknowledge(db, self.turn(db, case))
        return case


def build(folder: Path) -> House:
    """An instance with the cast of the tests and no case yet.

    Numbers cost next to nothing to stretch, passphrases what they cost everywhere.
    """
    folder.mkdir(parents=True)
    config = Config(
        database=f"sqlite:///{folder / 'casework.sqlite'}",
        files=folder / "files",
        instance_secret=token_bytes(32),
        outbox=folder / "outbox",
    )
    engine = database.engine(config)
    migrating.upgrade(engine)
    with database.sessions(engine)() as db:
        world = make_world(db, InstanceKeys(config.instance_secret))
    engine.dispose()
    return House(folder, replace(config, root_keys=(world.root.public.verify,)), world)


def environment(house: House) -> dict[str, str]:
    """What an operator would have set to serve it behind one proxy."""
    config = house.config
    return {
        "CASEWORK_DATABASE": config.database,
        "CASEWORK_FILES": str(config.files),
        "CASEWORK_INSTANCE_SECRET": config.instance_secret.hex(),
        "CASEWORK_OUTBOX": str(config.outbox),
        "CASEWORK_ROOT_KEYS": ",".join(key.hex() for key in config.root_keys),
        "CASEWORK_PROXY_HOPS": "1",
    }


def require(status: int, wanted: int = 200) -> None:
    """See that what is measured was really answered. Raises NotAnswered."""
    if status != wanted:
        raise NotAnswered(status)


def _hurry(connection: Connection, _entry: object) -> None:
    for pragma in HASTE:
        connection.execute(pragma).close()
