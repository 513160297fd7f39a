"""What partners see: quarters published out of kept facts, and the page of twelve of them."""

from datetime import UTC, datetime
from functools import partial
from uuid import UUID, uuid4

import msgspec
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind
from casework.facts.closing import close_days
from casework.facts.fact import Fact
from casework.facts.keeping import MOST, keep, waiting
from casework.facts.keys import Analyst, current, make_key
from casework.facts.origin import NAME, Origin
from casework.facts.sealing import Hand, send
from casework.measures.storing import next_quarter, publish
from crypto.seeds import Seeds
from tests.bench.bench import Bench
from tests.bench.figures import in_milliseconds, milliseconds
from tests.bench.house import House, build, require
from tests.bench.quarters import FACTORIES, a_fact

COLD, WARM = 3_000.0, 100.0
QUARTERS = 12
COUNTRIES = ("BD", "IN", "KH", "VN")


def measure(bench: Bench) -> None:
    """Facts kept press by press, twelve quarters published, and their page."""
    house = build(bench.folder / "measures")
    try:
        _keep(bench, house)
        _publish(bench, house)
        _look(bench, house)
    finally:
        house.close()


def _keep(bench: Bench, house: House) -> None:
    count = bench.size.facts
    bench.say(f"sealing {count} facts")
    with house.filling() as db:
        places = _factories(db, house)
        her = _analyst(db, house)
        db.info[NAME] = Origin(house.world.keys, house.world.register)
        make_key(db, her)
        _seal(db, house, her, [_at(a_fact(each), places, her.programme) for each in range(count)])
    bench.say("keeping them")
    with house.filling() as db:
        her, origin = _analyst(db, house), Origin(house.world.keys, house.world.register)
        runs = []
        while waiting(db, her.programme, her.register):
            runs.append(milliseconds(partial(keep, db, her, origin)))
            db.commit()
    bench.tell(in_milliseconds(f"keep up to {MOST} of {count} facts by one press", runs))


def _publish(bench: Bench, house: House) -> None:
    """No table is kept that the next quarter could be read from: each is counted from the facts."""
    runs = []
    with house.filling() as db:
        her = _analyst(db, house)
        for _each in range(QUARTERS):
            quarter = next_quarter(db, her)
            if quarter is None:
                break
            runs.append(milliseconds(partial(publish, db, her, quarter)))
            db.commit()
    name = f"publish a quarter of {FACTORIES} factories out of {bench.size.facts} kept facts"
    bench.tell(in_milliseconds(name, runs, COLD))


def _look(bench: Bench, house: House) -> None:
    client = house.sign_in("supervisor")

    def look(path: str) -> None:
        require(client.get(path).status_code)

    bench.runs("dashboard of twelve quarters", lambda: look("/measures"), WARM)
    one = f"/measures?place={house.world.bodies['programme'].hex}&indicator=I1"
    bench.runs("dashboard of one measure over twelve quarters", lambda: look(one), WARM)


def _factories(db: Session, house: House) -> list[UUID]:
    programme = house.world.bodies["programme"]
    for each in range(FACTORIES - 1):
        country = COUNTRIES[each % len(COUNTRIES)]
        kind, name = OrganizationKind.FACTORY, f"Factory {each}"
        place = Organization(id=uuid4(), kind=kind, name=name, country=country, time_zone="UTC")
        db.add(place)
        db.flush()
        db.add(Coverage(organization_id=programme, factory_id=place.id))
    db.flush()
    found = db.query(Coverage.factory_id).where(Coverage.organization_id == programme)
    return [each for (each,) in found]


def _at(fact: Fact, places: list[UUID], programme: UUID) -> Fact:
    """The same at a factory that there is, in a year that is over."""
    factory, month = places[(fact.factory or fact.id).int % len(places)], fact.month
    before = f"{int(month[:4]) - 1}{month[4:]}"
    return msgspec.structs.replace(
        fact, id=uuid4(), programme=programme, factory=factory, month=before
    )


def _seal(db: Session, house: House, her: Analyst, facts: list[Fact]) -> None:
    on, key = her.on, current(db, her.register, her.programme, her.on)
    if key is None:
        return
    origin, hand = Origin(house.world.keys, house.world.register), Hand(None, Seeds.generate())
    for each in facts:
        send(db, origin, hand, key, each, on)
    close_days(db, on.replace(year=on.year + 1))


def _analyst(db: Session, house: House) -> Analyst:
    world = house.world
    person, seeds = world.people["analyst"], world.seeds["analyst"]
    now = datetime.now(UTC)
    return Analyst(world.bodies["programme"], person, seeds, (), world.register(db), now)
