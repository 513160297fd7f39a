"""What the pages of `/r` share: her case, her turn, the slow part in its lane, and her session."""

from collections.abc import Callable
from typing import TypeVar

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from auth import cookies, sessions
from auth.actor import Actor, Rank
from auth.guard import limits
from auth.lanes import Lane
from auth.parts import now
from auth.rings import load_ring
from auth.throttle import Tries, address_digest
from casework.case.authors import Author
from casework.case.entering import remember_case, report_rolled_back
from casework.case.turns import Turn
from casework.models.case import Case
from casework.models.instance import Instance
from casework.models.number import NumberFacts, ReturnNumber
from casework.number import returning_number
from casework.number.returning import the_facts
from casework.number.returning_number import Found, Prepared
from casework.parts import the_parts
from crypto import number
from crypto.compartments import Compartment
from crypto.errors import CryptoError, RolledBack, WordWrong
from crypto.sealing import give_ring
from crypto.seeds import Seeds

T = TypeVar("T")
HOME = "/r/all"
LIMIT = "120 per minute; 1500 per hour"
COMING_LIMIT = "60 per minute; 600 per hour"


def find_hers(db: Session, actor: Actor) -> Case | None:
    """The case of whoever came with a number."""
    return db.get(Case, actor.case) if actor.case is not None else None


def facts_of(actor: Actor) -> NumberFacts | None:
    """What her number alone opens, on this request."""
    return the_facts(g.db, actor.number, actor.opening_key)


def turn_of(actor: Actor, case: Case, seen: int | None = None) -> Turn:
    """The survivor, about to do something with her case. Raises ValueError without her word."""
    if actor.seeds is None:
        raise ValueError(actor.rank)
    author = Author(None, actor.seeds)
    return Turn(case.id, author, g.keys, the_parts().register(g.db), now(), seen)


def in_lane(slow: Callable[[], T]) -> T:
    """Do something slow in the lane of those who come back, with no transaction open.

    Raises Busy.
    """
    g.db.rollback()
    with the_parts().lanes.enter(Lane.RETURNING, address_digest()):
        return slow()


def the_salt() -> bytes:
    """The instance's salt for numbers."""
    with the_parts().sessions(writing=False) as db:
        return db.scalars(select(Instance.number_salt)).one()


def found_by(digits: str) -> Found | None:
    """The row of a number. One Argon2 run, whether anybody has it or not. Raises Busy."""
    salt, cost = the_salt(), the_parts().config.cost
    stretched = in_lane(lambda: number.stretch(digits, salt, cost))
    return returning_number.find(g.db, stretched, g.keys)


def prepared(digits: str, word: str) -> Prepared:
    """A new number with its word: two Argon2 runs, in the lane already."""
    return returning_number.prepare(digits, word, the_salt(), g.keys, the_parts().config.cost)


def tries_of(actor: Actor) -> Tries:
    """The wrong words on her number."""
    return Tries.on(g.keys, now(), "word", str(actor.number), address_digest())


def seconds_to_wait(actor: Actor) -> int:
    """How long she is to wait before the next word."""
    with the_parts().sessions(writing=False) as db:
        return tries_of(actor).wait(db, now())


def proven(actor: Actor, word: str) -> Seeds | None:
    """Her seeds, where the word is right: one Argon2 run, in the lane already.

    A wrong word is counted in a transaction of its own.
    """
    parts, tries = the_parts(), tries_of(actor)
    with parts.sessions(writing=False) as db:
        facts = the_facts(db, actor.number, actor.opening_key)
        row = db.get(ReturnNumber, actor.number)
    if facts is None or row is None:
        return None
    try:
        seeds = returning_number.open_seeds(Found(row, facts, actor.opening_key), word, parts.keys)
    except WordWrong:
        seeds = None
    with parts.sessions() as own:
        tries.succeeded(own) if seeds else tries.failed(own, now())
        own.commit()
    return seeds


def begin_session(response: Response, actor: Actor, case: Case) -> Response:
    """Let the browser carry this actor from now on; her session of before ends."""
    parts = the_parts()
    sessions.sweep(g.db, g.keys, limits(), now())
    if g.actor.session:
        sessions.end(g.db, g.actor.session)
    cookie = sessions.begin(
        g.db,
        g.keys,
        actor.rank,
        case.id,
        now(),
        seeds=(actor.seeds.to_bytes(),) if actor.seeds else (),
        opening_key=actor.opening_key,
        number=actor.number,
    )
    cookies.put(response, cookies.SESSION, cookie, is_secure=parts.config.is_secure)
    return response


def end_session(response: Response) -> Response:
    """Let the browser forget who was here."""
    if g.actor.session:
        sessions.end(g.db, g.actor.session)
    cookies.drop(response, cookies.SESSION, is_secure=the_parts().config.is_secure)
    return response


def entered(actor: Actor, case: Case, seeds: Seeds) -> Actor | None:
    """Who she is with her word, her ring given to this request.

    None where her boxes are gone, or the case is older than she remembers: then nothing is
    shown, and the trail of administration says so.
    """
    her = Actor(
        rank=Rank.SURVIVOR,
        holder=case.id,
        seeds=seeds,
        opening_key=actor.opening_key,
        number=actor.number,
    )
    ring = load_ring(g.db, g.keys, case.id, seeds, (), the_parts().admit)
    give_ring(g.db, ring)
    try:
        remember_case(g.db, the_parts(), her, case.id)
    except (RolledBack, CryptoError):
        report_rolled_back(g.db, g.keys, her, case.id)
        return None
    return her if ring.holds(case.id, Compartment.COVER) else None
