"""What every request of one process shares: configuration, keys, database, files, the way out."""

from dataclasses import dataclass, field
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from auth.notifying import notifier
from auth.parts import EXTENSION, SharedParts
from casework import db as database
from casework.case.roster import the_register
from casework.config import Config
from casework.facts import origin
from casework.telling.files import FileStore, Folder
from crypto.certificates import Register
from crypto.instance import InstanceKeys


@dataclass(repr=False, kw_only=True)
class Parts(SharedParts):
    """The parts of a running application."""

    config: Config = field(repr=False)
    sessions: database.Sessions
    files: FileStore

    @property
    def settings(self) -> Config:
        """The configuration, as auth asks for it."""
        return self.config


def assemble(config: Config) -> Parts:
    """Make the parts. Nothing is read from the database yet."""
    keys = InstanceKeys(config.instance_secret, config.instance_secret_version)

    def register(db: Session) -> Register:
        return parts.register(db)

    parts = Parts(
        config=config,
        keys=keys,
        sessions=database.sessions(
            database.engine(config), {origin.NAME: origin.Origin(keys, register)}
        ),
        register=lambda db: the_register(db, config.root_keys),
        notifier=notifier(config.smtp, config.outbox),
        files=Folder(config.files),
    )
    return parts


def the_parts() -> Parts:
    """The parts of the running application."""
    return cast("Parts", current_app.extensions[EXTENSION])
