"""Telephone numbers for help: shown to everybody, before anybody asks, if somebody called them."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import msgspec

from casework import places

CHILDREN = "child-protection"


class Helpline(msgspec.Struct, frozen=True, kw_only=True):
    """One service that answers a telephone."""

    country: str
    name: str
    numbers: list[str]
    for_whom: str = ""
    hours: str = ""
    cost: str = ""
    languages: list[str] = []
    services: list[str] = []
    source: str = ""
    confirmed_on: date | None = None
    """The day somebody of ours called it. A wrong number at the wrong time does harm."""


class Listed(msgspec.Struct, frozen=True):
    """A file of them."""

    helplines: list[Helpline]


class Helplines:
    """The helplines of an instance. A demonstration shows the unconfirmed as well, marked so."""

    def __init__(self, rows: Collection[Helpline], *, shows_all: bool = False) -> None:
        self._rows = [each for each in rows if each.confirmed_on or shows_all]

    def for_everybody(self, countries: Collection[str]) -> list[Helpline]:
        """Those for adults in these countries, in the list's order."""
        return [each for each in self._in(countries) if CHILDREN not in each.services]

    def for_children(self, countries: Collection[str]) -> list[Helpline]:
        """Those for children in these countries, in the list's order."""
        return [each for each in self._in(countries) if CHILDREN in each.services]

    def _in(self, countries: Collection[str]) -> list[Helpline]:
        return [each for each in self._rows if each.country in countries]


def read(path: Path | None) -> list[Helpline]:
    """The list in a TOML file, or the one that comes with the program.

    Raises OSError, and msgspec.DecodeError for a file in another form.
    """
    raw = (path or places.HERE / "telling" / "helplines.toml").read_bytes()
    return msgspec.toml.decode(raw, type=Listed).helplines
