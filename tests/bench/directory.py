"""A directory of thousands of services, asked by programs page by page (HSDS)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from statistics import median
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from casework.serving import settle_memory
from crypto.records import Record
from referrals.directory.stamping import changed
from referrals.models.details import LanguageSpoken, Phone, Schedule, ServiceArea
from referrals.models.keeping import Area
from referrals.models.listed import ListedOrganization, Location, Service, ServiceAtLocation
from referrals.models.survivor_rules import SurvivorRules
from referrals.models.taxonomy import Attribute, Taxonomy, TaxonomyTerm
from referrals.models.terms import Cost, Known, StaffSex
from tests.bench.bench import Bench
from tests.bench.figures import Figure, milliseconds
from tests.bench.house import House, build, require
from tests.journeys.addresses import newcomer

BAR = 50.0
BODIES = 10
"""Services of one body."""
AT_ONCE = 250
WORDS = ("clinic", "lawyer", "shelter", "helpline", "nursery", "credit", "training")
PAGES = (
    ("a page", "/hsds/services"),
    ("the last page", "/hsds/services?page={last}"),
    ("a page of a search", "/hsds/services?search=shelter+gazipur"),
    ("a page of one kind", "/hsds/services?taxonomy_term_id={term}"),
    ("a page of services at places", "/hsds/service_at_locations"),
)


def measure(bench: Bench) -> None:
    """Pages of the list of services, plain and whole."""
    count = bench.size.services
    bench.say(f"listing {count} services")
    house = build(bench.folder / "directory")
    try:
        term = fill(house, count)
        settle_memory()
        client = newcomer(house.app)
        _measure(bench, client, {"last": max(count // 50, 1), "term": term})
        _measure_changed(bench, house, client)
    finally:
        house.close()


def fill(house: House, count: int) -> UUID:
    """So many confirmed services, each at a place with two schedules; the id of a term of some."""
    kinds = Taxonomy(name="Kinds of help")
    terms = {word: TaxonomyTerm(taxonomy_id=kinds.id, code=word, name=word) for word in WORDS}
    ids = [each.id for each in terms.values()]
    area = Area(code="BD", country="BD", name="Bangladesh", time_zone="Asia/Dhaka")
    with house.filling() as db:
        _put(db, [kinds, area], terms.values())
        for start in range(0, count, AT_ONCE):
            _list(db, range(start, min(start + AT_ONCE, count)), ids)
        changed(db)
    return ids[0]


def _measure(bench: Bench, client: FlaskClient, asked: dict[str, object]) -> None:
    of = f"of {bench.size.services} services as HSDS"
    for name, path in PAGES:
        bench.runs(f"{name} {of}", partial(_read, client, path.format_map(asked)), BAR)
    whole = "/hsds/services?full=true"
    bench.runs(f"a page of whole services {of}", lambda: _read(client, whole))


def _measure_changed(bench: Bench, house: House, client: FlaskClient) -> None:
    took = []
    for _each in range(bench.size.slow_runs):
        with house.filling() as db:
            changed(db)
        took.append(milliseconds(lambda: _read(client, "/hsds/services")))
    name = f"the first page after a change of {bench.size.services} services"
    bench.tell(Figure(name, median(took), "ms, median", len(took)))


def _list(db: Session, numbers: range, terms: list[UUID]) -> None:
    bodies = {
        each: ListedOrganization(name=f"Body {each}", description="It gives help.")
        for each in {number // BODIES for number in numbers}
    }
    services = [_service(bodies[each // BODIES], each) for each in numbers]
    places = [_place(bodies[each // BODIES], each) for each in numbers]
    links = [
        ServiceAtLocation(service_id=service.id, location_id=place.id)
        for service, place in zip(services, places, strict=True)
    ]
    details = [
        row
        for each, service, link in zip(numbers, services, links, strict=True)
        for row in _details(service, link, terms[each % len(terms)])
    ]
    _put(db, bodies.values(), [*services, *places], links, details)
    db.commit()
    db.expunge_all()


def _put(db: Session, *stages: Iterable[Record]) -> None:
    for rows in stages:
        db.add_all(rows)
        db.flush()


def _service(body: ListedOrganization, each: int) -> Service:
    word, today = WORDS[each % len(WORDS)], datetime.now(UTC).date()
    return Service(
        organization_id=body.id,
        country="BD",
        name=f"{word.title()} {each}",
        description=f"A {word} for women of the factories of {_town(each)}. " * 4,
        assured_on=today,
        modified_on=today,
    )


def _place(body: ListedOrganization, each: int) -> Location:
    return Location(
        organization_id=body.id,
        area_code="BD",
        address=f"{each} Mill Road",
        city=_town(each),
        postal_code=str(1000 + each % 900),
        country="BD",
        latitude=23 + each % 100 / 100,
        longitude=90 + each % 77 / 100,
    )


def _details(service: Service, link: ServiceAtLocation, term: UUID) -> Iterable[Record]:
    yield Attribute(link_id=service.id, taxonomy_term_id=term)
    yield Phone(service_id=service.id, number="+880 2 555")
    yield LanguageSpoken(service_id=service.id, code="bn", name="Bangla")
    yield ServiceArea(service_id=service.id, area_code="BD")
    yield SurvivorRules(
        service_id=service.id,
        cost=Cost.FREE,
        staff_sex=frozenset({StaffSex.WOMEN}),
        police_report=Known.NO,
    )
    for days in ("SU,MO,TU,WE,TH", "FR"):
        yield Schedule(service_at_location_id=link.id, byday=days, opens_at=540, closes_at=1020)


def _town(each: int) -> str:
    return ("Gazipur", "Savar", "Ashulia", "Narayanganj")[each % 4]


def _read(client: FlaskClient, path: str) -> None:
    require(client.get(path).status_code)
