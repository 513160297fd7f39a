"""Where a list says that something is, as codes of areas."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.importing.fields import folded
from referrals.importing.vocabulary import pieces_of
from referrals.models.keeping import Area

KIND = re.compile(
    r"\b(?:district|division|province|city|zila|zilla|upazila|state|region|regency|county|town"
    r"|township|municipality|prefecture|governorate|metropolitan|sadar|kabupaten|kota|tinh)\b"
)
EVERYWHERE = frozenset(
    {"nationwide", "national", "whole country", "all country", "countrywide", "all districts"}
    | {"all", "everywhere", "country wide", "all over the country", "nation wide"}
)
NAMES: Mapping[str, str] = MappingProxyType(
    {
        folded(name): code
        for code, names in {
            "BD": "bangladesh|বাংলাদেশ",
            "IN": "india|भारत",
            "ID": "indonesia",
            "JO": "jordan|الأردن",
            "KH": "cambodia|kampuchea",
            "LA": "laos|lao pdr|lao",
            "LK": "sri lanka",
            "MM": "myanmar|burma",
            "NP": "nepal|नेपाल",
            "PK": "pakistan|پاکستان",
            "VN": "viet nam|vietnam|việt nam",
        }.items()
        for name in names.split("|")
    }
)


Named = tuple[frozenset[str], tuple[str, ...]]
"""Codes, and words that name none."""
KNOWN = 4_096


class Areas:
    """The areas of the directory, found by the names that people use for them."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._codes: dict[str, str] = {}
        self._above: dict[str, str] = {}
        self._names: dict[tuple[str, str], set[str]] = {}
        self.countries: set[str] = set(NAMES.values())
        # A list names the same few areas in very many rows.
        self.code_of: Callable[[str, str], str] = lru_cache(KNOWN)(self._code_of)
        """The one area of a country that a text names; empty where there is none or several."""
        self.codes_of: Callable[[str, str], Named] = lru_cache(KNOWN)(self._codes_of)
        """The areas of a country that a text lists, and what of it names none."""
        for each in areas:
            self._codes[each.code.casefold()] = each.code
            self._above[each.code] = each.parent_code
            self.countries.add(each.country)
            if not each.parent_code:
                continue
            for name in {each.name, each.local_name} - {""}:
                self._names.setdefault((each.country, _named(name)), set()).add(each.code)

    def country_of(self, text: str) -> str:
        """The code of a country (ISO 3166-1) by its code or name; empty where it is none."""
        code = text.strip().upper()
        return code if code in self.countries else NAMES.get(folded(text), "")

    def _code_of(self, country: str, text: str) -> str:
        """Of "Gazipur, Dhaka" it is the first: people write from the smaller to the larger."""
        for piece in (text, *pieces_of(text)):
            code = self._codes.get(piece.strip().casefold())
            if code is not None:
                return code
            found = self._names.get((country, _named(piece)), set())
            # A district often has the name of the division it lies in: people mean the nearer.
            inner = [
                each for each in found if not any(each in self._line(o) for o in found - {each})
            ]
            if len(inner) == 1:
                return inner[0]
        return ""

    def _line(self, code: str) -> list[str]:
        """What an area lies in."""
        above: list[str] = []
        while (code := self._above.get(code, "")) and code not in above:
            above.append(code)
        return above

    def _codes_of(self, country: str, text: str) -> Named:
        if folded(text) in EVERYWHERE or self.country_of(text) == country:
            return frozenset({country}), ()
        found, left = set(), []
        for piece in pieces_of(text):
            code = self.code_of(country, piece)
            if code:
                found.add(code)
            else:
                left.append(piece)
        return frozenset(found), tuple(left)


def the_areas(db: Session) -> Areas:
    """The areas as they are now."""
    return Areas(db.scalars(select(Area)))


def _named(name: str) -> str:
    said = folded(name)
    return " ".join(KIND.sub(" ", said).split()) or said
