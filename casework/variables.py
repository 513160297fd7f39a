"""One environment variable: its name, what it is for, and how its text becomes a value."""

import base64
import binascii
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from crypto.checkpoints import LogVerifier
from crypto.errors import NoteInvalid

T_co = TypeVar("T_co", covariant=True)
SECRET_BYTES = 32
DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")


class Problem(StrEnum):
    """What is wrong with a variable, in words for the person who sets it."""

    MISSING = "is not set"
    TWICE = "is set both itself and by file"
    NO_FILE = "names a file that cannot be read"
    OPEN_FILE = "names a file that everybody on this machine can read: chmod 600 it"
    MALFORMED = "cannot be understood"
    PLAIN_HTTP = "must begin with https:// (http:// is for this machine alone)"
    OTHER_DATABASE = "must be a sqlite:/// or postgresql:// address"
    ALL_IN_MEMORY = "must name a file: a database in memory is gone with the process"


class ConfigInvalid(Exception):
    """A variable cannot be used. Carries its name and the problem, never its value."""

    def __init__(self, variable: str, problem: Problem) -> None:
        super().__init__(f"{variable} {problem}")
        self.variable = variable
        self.problem = problem


class Unfit(Exception):
    """Raised by a parser that knows more than `cannot be understood`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Variable(Generic[T_co]):
    """A variable of the environment; `parse` raises ValueError or Unfit on text it refuses."""

    name: str
    purpose: str
    parse: Callable[[str], T_co]
    default: str | None = None
    secret: bool = False

    @property
    def by_file(self) -> str:
        """The name under which a secret is given as the path of a file instead."""
        return f"{self.name}_FILE"

    def is_set(self, environ: Mapping[str, str]) -> bool:
        """Whether the operator gave it, in either way."""
        return bool(environ.get(self.name)) or (self.secret and bool(environ.get(self.by_file)))

    def read(self, environ: Mapping[str, str]) -> T_co:
        """Its value, or the default's. Raises ConfigInvalid."""
        text = self._text(environ)
        try:
            return self.parse(text)
        except Unfit as wrong:
            raise ConfigInvalid(self.name, wrong.problem) from None
        except ValueError:
            raise ConfigInvalid(self.name, Problem.MALFORMED) from None

    def find(self, environ: Mapping[str, str]) -> T_co | None:
        """Its value, or None where it has neither value nor default. Raises ConfigInvalid."""
        return self.read(environ) if self.is_set(environ) or self.default is not None else None

    def problem(self, environ: Mapping[str, str], *, is_needed: bool) -> Problem | None:
        """What is wrong with it there; that it is missing, only where it `is_needed`."""
        try:
            _ = self.read(environ) if is_needed else self.find(environ)
        except ConfigInvalid as wrong:
            return wrong.problem
        return None

    def _text(self, environ: Mapping[str, str]) -> str:
        given = environ.get(self.name)
        file = environ.get(self.by_file) if self.secret else None
        if given and file:
            raise ConfigInvalid(self.name, Problem.TWICE)
        if file:
            return read_private(self.by_file, Path(file))
        text = given or self.default
        if text is None:
            raise ConfigInvalid(self.name, Problem.MISSING)
        return text


def read_private(variable: str, path: Path) -> str:
    """The text of a secret's file, stripped. Raises ConfigInvalid when others could read it too."""
    try:
        if path.stat().st_mode & 0o007:
            raise ConfigInvalid(variable, Problem.OPEN_FILE)
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigInvalid(variable, Problem.NO_FILE) from None


def secret(text: str) -> bytes:
    """32 bytes, written as 64 hexadecimal digits or as base64."""
    raw = bytes.fromhex(text) if len(text) == 2 * SECRET_BYTES else _base64(text)
    if len(raw) != SECRET_BYTES:
        raise ValueError
    return raw


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, altchars=b"-_", validate=True)
    except binascii.Error:
        raise ValueError from None


def keys(text: str) -> tuple[bytes, ...]:
    """Ed25519 verifying keys, 32 bytes each, in hexadecimal, separated by commas."""
    return tuple(_key(part.strip()) for part in text.split(",") if part.strip())


def _key(text: str) -> bytes:
    raw = bytes.fromhex(text)
    if len(raw) != SECRET_BYTES:
        raise ValueError
    return raw


def log_keys(text: str) -> tuple[LogVerifier, ...]:
    """The trail's verifying keys as C2SP writes them (`name+id+key`), oldest first, by commas."""
    try:
        return tuple(LogVerifier.read(part.strip()) for part in text.split(",") if part.strip())
    except NoteInvalid:
        raise ValueError from None


def database(text: str) -> str:
    """A SQLAlchemy URL of one of the two databases that Casework is tested on."""
    try:
        url = make_url(text)
    except ArgumentError:
        raise ValueError from None
    if url.drivername not in DRIVERS:
        raise Unfit(Problem.OTHER_DATABASE)
    if url.drivername.startswith("sqlite") and url.database in (None, "", ":memory:"):
        raise Unfit(Problem.ALL_IN_MEMORY)
    return text


def origin(text: str) -> str:
    """Scheme, host and port as a browser writes them; http only for this machine."""
    parts = urlsplit(text)
    if not parts.hostname or parts.scheme not in ("http", "https") or parts.path not in ("", "/"):
        raise ValueError
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise Unfit(Problem.PLAIN_HTTP)
    return f"{parts.scheme}://{parts.netloc}".lower()


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own, never the network's."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def web_address(text: str) -> str:
    """An https address, or a path of our own."""
    parts = urlsplit(text)
    if text.startswith("/") and not text.startswith("//"):
        return text
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError
    return text


def folder(text: str) -> Path:
    """An absolute path; a relative one counts from where the process was started."""
    return Path(text).expanduser().resolve()


def whole(low: int, high: int) -> Callable[[str], int]:
    """A parser of whole numbers from low to high, both included."""

    def parse(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise ValueError
        return value

    return parse


def one_of(*words: str) -> Callable[[str], str]:
    """A parser that takes one of these words."""

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    return parse


def line(text: str) -> str:
    """One line of text, not empty."""
    if not text.strip() or "\n" in text:
        raise ValueError
    return text.strip()


def times(text: str) -> tuple[time, ...]:
    """Times of a day in UTC, by commas: `02:00,09:00`; at least one, in order, none twice."""
    found = tuple(time.fromisoformat(each.strip()) for each in text.split(","))
    if list(found) != sorted(set(found)) or any(each.tzinfo for each in found):
        raise ValueError
    return found


def gateway_address(text: str) -> str:
    """An https address of somebody else's; it may hold {to} and {text}."""
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError
    return text


def groupings(text: str) -> dict[str, tuple[int, ...]]:
    """How the sixteen digits of a number are spaced: `4-4-4-4`, and by country `BD=5-6-5`.

    Parts are separated by commas; the one without a country is for every other.
    """
    pairs = [part.strip().rpartition("=") for part in text.split(",")]
    found = {country.strip().upper(): _groups(groups) for country, _equals, groups in pairs}
    if any(len(country) not in (0, 2) for country in found):
        raise ValueError
    return {"": (4, 4, 4, 4), **found}


def _groups(text: str) -> tuple[int, ...]:
    groups = tuple(int(part) for part in text.split("-"))
    if sum(groups) != 16 or min(groups) < 1:
        raise ValueError
    return groups
