"""What an instance begins with for a country: its areas by ISO 3166-2, its national numbers."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory import iso_codes
from referrals.directory.areas import join_up
from referrals.directory.entries import ServiceText, Writer
from referrals.directory.keeping import add_service
from referrals.directory.kinds import ensure_terms
from referrals.directory.offered import Line
from referrals.directory.stamping import changed
from referrals.directory.written import the_rules
from referrals.models.keeping import Area
from referrals.models.listed import Service
from referrals.models.terms import Category, Cost, Known, Whom

HERE = Path(__file__).parent
SOURCE = "starter list"


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """The areas of one country, as the file has them."""

    name: str
    time_zone: str
    neighbours: list[list[str]] = []
    """Each list: an area, and those beside it."""
    areas: dict[str, str]
    below: dict[str, dict[str, str]] = {}
    clocks: dict[str, str] = {}


class National(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A service of a whole country, as it stood in a source. Nobody of ours called it."""

    id: str
    country: str
    area: str
    name: str
    organization: str
    numbers: list[str]
    channel: str
    takes_text: bool = False
    for_whom: str
    kinds: list[Category]
    serves: list[Whom] = []
    always_open: bool
    is_free: bool
    cost_words: str = ""
    languages: list[str]
    source: str
    confidence: str


class _Listed(msgspec.Struct, frozen=True):
    services: list[National]


@cache
def known_countries() -> Mapping[str, Country]:
    """Every country whose areas come with the program, by its two letters."""
    raw = (HERE / "areas.toml").read_bytes()
    return msgspec.toml.decode(raw, type=dict[str, Country])


@cache
def nationals() -> tuple[National, ...]:
    """Every service that comes with the program."""
    raw = (HERE / "starter.toml").read_bytes()
    return tuple(msgspec.toml.decode(raw, type=_Listed).services)


def begin(db: Session, by: Writer, countries: Collection[str]) -> int:
    """Let the directory have what it lacks of these countries; how many services are new.

    What is there stays as somebody made it, also what was ended. A country that does not come
    with the program gets the areas that this machine knows of it, else its own and no more.
    """
    ensure_terms(db)
    for code in sorted(countries):
        _begin_areas(db, code)
    found = [each for each in nationals() if each.country in countries]
    there = set(db.scalars(select(Service.external_id).where(Service.external_id != "")))
    new = [each for each in found if _called(each) not in there]
    for each in new:
        _add(db, by, each)
    changed(db)
    return len(new)


def _begin_areas(db: Session, code: str) -> None:
    country = known_countries().get(code) or _elsewhere(code)
    there = set(db.scalars(select(Area.code).where(Area.country == code)))
    db.add_all(each for each in _rows(code, country) if each.code not in there)
    db.flush()
    if code not in there:
        for first, *others in country.neighbours:
            join_up(db, first, others)


def _elsewhere(code: str) -> Country:
    """A country that the program has no areas of: what this machine knows of it."""
    parts = iso_codes.parts_of(code)
    return Country(
        name=iso_codes.countries().get(code, code),
        time_zone=iso_codes.clock_of(code),
        areas=parts.pop(code, {}),
        below=parts,
    )


def _rows(code: str, country: Country) -> Iterator[Area]:
    yield Area(code=code, country=code, name=country.name, time_zone=country.time_zone)
    parts = [(code, country.areas), *country.below.items()]
    for parent, named in parts:
        for each, name in named.items():
            clock = country.clocks.get(each, "")
            yield Area(code=each, parent_code=parent, country=code, name=name, time_zone=clock)


def _called(each: National) -> str:
    return f"starter:{each.id}"


def _add(db: Session, by: Writer, each: National) -> None:
    note = "SMS" if each.takes_text else ""
    text = ServiceText(
        organization=each.organization,
        name=each.name,
        country=each.country,
        kinds=frozenset(each.kinds),
        description=each.for_whom,
        phones=tuple(Line(number=one, kind=each.channel, note=note) for one in each.numbers),
        areas=frozenset({each.area}),
        is_remote=True,
        languages=frozenset(each.languages),
        always_open=Known.YES if each.always_open else Known.UNKNOWN,
        cost=Cost.FREE if each.is_free else Cost.UNKNOWN,
        fees_description=each.cost_words,
        serves=frozenset(each.serves),
    )
    row = add_service(db, Writer(person=by.person, on=by.on, source=SOURCE), text, _called(each))
    rules = the_rules(db, row)
    rules.source, rules.confidence = each.source, each.confidence
