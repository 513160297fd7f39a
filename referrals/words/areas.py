"""Areas by their names, as somebody chooses hers from a list."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from flask_babel import get_locale

BELOW = "– "
"""Before what lies in the area above it in the list."""


class Named(Protocol):
    """An area as it is called and where it lies."""

    @property
    def code(self) -> str: ...
    @property
    def parent_code(self) -> str: ...
    @property
    def name(self) -> str: ...


def country_name(code: str) -> str:
    """A country in the reader's language."""
    return str(get_locale().territories.get(code, code))


def area_name(areas: Iterable[Named], code: str) -> str:
    """The area and the one it lies in: "Gazipur, Dhaka"; a country by its name; empty for none."""
    known = {each.code: each for each in areas}
    found = known.get(code)
    if found is None or not found.parent_code:
        return country_name(code) if code else ""
    above = known.get(found.parent_code)
    return f"{found.name}, {above.name}" if above and above.parent_code else found.name


def area_choices(
    areas: Iterable[Named], countries: Collection[str]
) -> Mapping[str, list[tuple[str, str]]]:
    """By country: the country itself, and below it each area with those that lie in it."""
    listed = sorted(areas, key=lambda each: each.name.casefold())
    below: dict[str, list[Named]] = {}
    for each in listed:
        below.setdefault(each.parent_code, []).append(each)
    return {
        country_name(code): [(code, country_name(code)), *_under(below, code, "")]
        for code in sorted(countries, key=country_name)
    }


def _under(below: Mapping[str, list[Named]], code: str, mark: str) -> Iterable[tuple[str, str]]:
    for each in below.get(code, ()):
        yield each.code, f"{mark}{each.name}"
        yield from _under(below, each.code, mark + BELOW)
