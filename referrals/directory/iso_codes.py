"""Areas of any country by ISO 3166-2, where the machine has the list of the package iso-codes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec
from babel import Locale
from babel.core import get_global

LISTED = Path("/usr/share/iso-codes/json/iso_3166-2.json")
"""Where Debian and its like put it."""
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
NO_CLOCK = "UTC"


class Part(msgspec.Struct, frozen=True):
    """A part of a country, as the list has it."""

    code: str
    name: str
    parent: str = ""


class _Listed(msgspec.Struct, frozen=True):
    parts: list[Part] = msgspec.field(name="3166-2", default_factory=list)


@cache
def countries() -> Mapping[str, str]:
    """Every country by its two letters, with its English name."""
    named = {str(code): str(name) for code, name in Locale("en").territories.items()}
    codes = {each for each in named if len(each) == 2 and each.isalpha()} - NO_COUNTRIES
    return MappingProxyType({each: named[each] for each in sorted(codes)})


def has_list() -> bool:
    """Whether this machine knows the parts of countries."""
    return LISTED.is_file()


def parts_of(country: str, where: Path | None = None) -> dict[str, dict[str, str]]:
    """What lies in a country and in its parts: by the code of that, codes with names."""
    found: dict[str, dict[str, str]] = {}
    for each in _parts(where or LISTED):
        if each.code.partition("-")[0] == country:
            below = each.parent.rpartition("-")[2]
            above = f"{country}-{below}" if below else country
            found.setdefault(above, {})[each.code] = each.name
    return found


def clock_of(country: str) -> str:
    """The time zone of a country that has one alone; of others nobody can tell it here."""
    zones = get_global("territory_zones").get(country, [])
    return str(zones[0]) if len(zones) == 1 else NO_CLOCK


def _parts(where: Path) -> list[Part]:
    """The whole list; empty where there is none, or none that can be read."""
    try:
        return msgspec.json.decode(where.read_bytes(), type=_Listed).parts
    except (OSError, msgspec.DecodeError):
        return []
