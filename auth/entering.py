"""What happens once somebody is in: a session, her ring, and whatever waits for her."""

from datetime import datetime

from sqlalchemy.orm import Session

from auth import sessions, throttle
from auth.actor import Actor, Rank
from auth.arriving import standings_of
from auth.login import Proof
from auth.models import Person
from auth.parts import SharedParts
from auth.rings import load_ring
from auth.sessions import Limits
from crypto.ring import KeyRing
from crypto.sealing import give_ring
from crypto.seeds import Seeds


def enter(db: Session, parts: SharedParts, proof: Proof, now: datetime) -> tuple[str, Actor]:
    """Begin a session for proven staff; gives the cookie's value and who she is.

    Her ring is loaded and given to `db`; then `parts.on_entry` is called: keeping what was
    delivered, checking what she remembers. Dead sessions of others are swept away meanwhile.
    """
    limits = Limits(parts.settings.idle_minutes, parts.settings.absolute_hours)
    sessions.sweep(db, parts.keys, limits, now)
    throttle.sweep(db, now)
    cookie = sessions.begin(
        db, parts.keys, Rank.STAFF, proof.person, now, seeds=proof.bundle.all_seeds
    )
    actor = the_entered(db, parts, proof, now)
    for call in parts.on_entry:
        call(db, actor)
    return cookie, actor


def the_entered(db: Session, parts: SharedParts, proof: Proof, now: datetime) -> Actor:
    """Who came in, with her ring given to `db`."""
    person = db.get_one(Person, proof.person)
    seeds, *former = (Seeds.from_bytes(each) for each in proof.bundle.all_seeds)

    def ring(actor: Actor) -> KeyRing:
        return load_ring(db, parts.keys, person.id, seeds, actor.former, parts.admit)

    actor = Actor(
        rank=Rank.STAFF,
        holder=person.id,
        name=person.name,
        language=person.language,
        standings=standings_of(db, person.id, now.date()),
        seeds=seeds,
        former=tuple(former),
        entered_at=now,
        ring_loader=ring,
    )
    give_ring(db, actor.ring)
    return actor
