"""What the demonstration counts: an analyst with a key, and the facts of every case so far."""

from datetime import datetime

from sqlalchemy.orm import Session

from auth.models import Organization
from casework.demo.earlier import facts_before
from casework.demo.world import World
from casework.facts.closing import close_days
from casework.facts.keeping import keep
from casework.facts.keys import Analyst, current, make_key
from casework.facts.origin import the_origin
from casework.facts.sealing import Hand, send
from casework.measures.storing import next_quarter, publish
from crypto.seeds import Seeds

COUNTS = "tania"
BEFORE = {"rupali": 9, "mekong": 6}
"""How many complaints came in a month, half a year ago."""


def begins_to_count(db: Session, world: World) -> None:
    """The analyst makes the programme's key: what happens from then on is counted."""
    make_key(db, _her(db, world, world.made_at))


def counted_before(db: Session, world: World) -> None:
    """Half a year of two factories was counted already."""
    tania = _her(db, world, world.made_at)
    origin, writer = the_origin(db), Hand(None, Seeds.generate())
    key = current(db, tania.register, tania.programme, world.day)
    if key is None:
        return
    for place, a_month in BEFORE.items():
        body = db.get_one(Organization, world.bodies[place])
        for fact in facts_before(tania.programme, body.id, body.country, world.day, a_month):
            send(db, origin, writer, key, fact, world.day)


def keeps_what_waits(db: Session, world: World, now: datetime) -> None:
    """The days that are over are closed, and she has opened and kept what was counted in them."""
    close_days(db, now.date())
    keep(db, _her(db, world, now), the_origin(db))


def publishes(db: Session, world: World, now: datetime) -> None:
    """She has published every quarter that is over."""
    tania = _her(db, world, now)
    while (quarter := next_quarter(db, tania)) is not None and quarter.last_day < tania.on:
        publish(db, tania, quarter)


def _her(db: Session, world: World, at: datetime) -> Analyst:
    tania = world.people[COUNTS]
    programme, register = world.bodies[tania.played.body], world.parts.register(db)
    return Analyst(programme, tania.person, tania.seeds, (), register, at)
