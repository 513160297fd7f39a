"""The packs that come with the program, read once and checked before anybody rests on them."""

from functools import cache
from importlib import resources
from pathlib import Path

from casework.procedures.checking import parse
from casework.procedures.pack import Pack

GENERIC = "generic"
CODES = (GENERIC, "bd", "in", "pk", "np", "vn", "id", "kh", "la", "mm", "lk", "jo")
"""Each is the name of a file beside this module."""


class PackUnknown(LookupError):
    """No pack comes with the program under this code."""


@cache
def the_pack(code: str) -> Pack:
    """A pack by its code: a country's two small letters, or `generic`.

    Raises PackUnknown; PackInvalid if the file is not one that can be used.
    """
    return parse(text_of(code))


def text_of(code: str) -> str:
    """A pack as it is written. Raises PackUnknown."""
    if code not in CODES:
        raise PackUnknown(code)
    return (resources.files(__package__) / f"{code}.toml").read_text(encoding="utf-8")


def for_country(country: str) -> Pack:
    """The pack of a country (ISO 3166-1, two letters), or the generic one where there is none."""
    code = country.lower()
    return the_pack(code if code in CODES else GENERIC)


def packs() -> tuple[Pack, ...]:
    """All of them, the generic one first."""
    return tuple(the_pack(code) for code in CODES)


def read(path: Path) -> Pack:
    """A pack out of a file. Raises OSError, UnicodeDecodeError and PackInvalid."""
    return parse(path.read_text(encoding="utf-8"))
