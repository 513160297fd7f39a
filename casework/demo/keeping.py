"""What a demonstration keeps of its people: passphrases and factors, in a file no instance has."""

import os
from base64 import b32encode
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pyotp
from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from casework.config import Config
from casework.models.instance import Instance

PEOPLE_FILE = "people.json"
MODE = 0o600


class KeptPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a demo person would keep to herself."""

    person: UUID
    name: str
    role: str
    post: str
    organization: str
    address: str
    passphrase: str
    factor: bytes
    """The 20 bytes of her second factor."""

    def __repr__(self) -> str:
        return f"<KeptPerson {self.name}>"

    def code(self, at: datetime) -> str:
        """The six digits her app would show (RFC 6238)."""
        return pyotp.TOTP(b32encode(self.factor).decode()).at(int(at.timestamp()))


class KeptNumber(msgspec.Struct, frozen=True, kw_only=True):
    """How one made-up survivor comes back."""

    number: str
    word: str
    what: str
    """What waits behind it, in one line."""

    def __repr__(self) -> str:
        return f"<KeptNumber {self.what}>"


class KeptPoster(msgspec.Struct, frozen=True):
    """The code on the poster of one factory."""

    organization: str
    code: str


class Demo(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of people.json."""

    people: list[KeptPerson]
    numbers: list[KeptNumber]
    posters: list[KeptPoster]

    def __repr__(self) -> str:
        return f"<Demo of {len(self.people)} people>"

    def find(self, person: str) -> KeptPerson | None:
        """One of the people by her id in hexadecimal."""
        return next((each for each in self.people if each.person.hex == person), None)


def write(folder: Path, demo: Demo) -> None:
    """Write people.json as the last thing: where it stands, the filling was finished."""
    unfinished = folder / f"{PEOPLE_FILE}.unfinished"
    unfinished.touch(mode=MODE)
    unfinished.chmod(MODE)
    unfinished.write_bytes(msgspec.json.format(msgspec.json.encode(demo)))
    os.replace(unfinished, folder / PEOPLE_FILE)


def read(folder: Path) -> Demo | None:
    """What a folder keeps, or None where no demonstration was finished in it."""
    path = folder / PEOPLE_FILE
    return msgspec.json.decode(path.read_bytes(), type=Demo) if path.is_file() else None


def beside(config: Config) -> Demo | None:
    """The people kept beside a SQLite database; None for every other database."""
    url = make_url(config.database)
    is_file = url.get_backend_name() == "sqlite" and url.database
    return read(Path(url.database).parent) if is_file and url.database else None


def is_demo(db: Session) -> bool:
    """Whether `make demo` made this database; nothing else ever writes that it did."""
    return db.scalar(select(Instance.is_demo)) or False
