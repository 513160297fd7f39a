"""Counterfoils: who logs a case that she cannot read may write into it what she learns later."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.models import Membership, Person
from casework.case import counterfoils, inbox
from casework.case.acts import act
from casework.case.authors import Author
from casework.case.covers import change, taken, the_record
from casework.case.inbox import Slip
from casework.case.turns import Turn, begin
from casework.models.case import Case
from casework.models.counterfoil import Counterfoil, LoggedFacts, Mine, Progress
from casework.models.cover import CoverText, Writer
from crypto.compartments import Compartment
from crypto.envelope import KEY_BYTES
from crypto.epochs import lock
from crypto.errors import CryptoError, SealBroken
from crypto.instance import InstanceKeys
from crypto.seeds import Seeds

log = structlog.get_logger()


class NoWriter(Exception):
    """This person has no counterfoil of the case."""


@dataclass(frozen=True)
class Foil:
    """A counterfoil opened by her who keeps it."""

    id: UUID
    logged_by: UUID
    case: UUID = field(repr=False)
    place: str
    way: str
    on: date
    position: int
    status: Progress
    inbox: bytes = field(repr=False)
    inbox_generation: int


@dataclass(frozen=True)
class KnownBy:
    """By what she who logged it knows it again: no code, and nothing of what was told."""

    place: str = ""
    way: str = ""
    position: int = 0


def keep(
    db: Session, keys: InstanceKeys, author: Author, case: UUID, known: KnownBy, now: datetime
) -> UUID | None:
    """Leave a counterfoil with her who has just logged a case, in the same transaction.

    The session's ring holds the new case. Gives back the row, or None: for whoever can write
    into the case anyhow, where it has no inbox, and for whoever was found to be named in it or
    close: for her the case does not exist.
    """
    cover, record = taken(db, case), the_record(db, case)
    if author.person is None or not record.inbox or not _may_keep(cover.text, author.person):
        return None
    row = Counterfoil(ring=keys.ring_tag(author.person), ring_version=keys.version)
    status_key = secrets.token_bytes(KEY_BYTES)
    mine = Mine(
        case=case,
        status_key=status_key,
        place=known.place,
        way=known.way,
        on=now.date(),
        position=known.position,
    )
    counterfoils.seal_mine(row, mine, author.seeds)
    facts = LoggedFacts(
        status=Progress.RECEIVED,
        inbox=record.inbox,
        inbox_generation=record.generation(Compartment.CHANNEL),
    )
    counterfoils.seal_facts(row, status_key, facts)
    db.add(row)
    writer = Writer(row=row.id, status_key=status_key, by=author.person)
    change(db, cover, writers=[*cover.text.writers, writer])
    act(db, case, "case:counterfoil:keep", author.person, now)
    return row.id


def mine(db: Session, keys: InstanceKeys, actor: Actor) -> list[Foil]:
    """What somebody logged and can still write to, newest first; what does not open is left out."""
    found = [foil for row in _rows(db, keys, actor) if (foil := _open(row, actor)) is not None]
    there = set(db.scalars(select(Case.id).where(Case.id.in_({each.case for each in found}))))
    known = [each for each in found if each.case in there]
    return sorted(known, key=lambda each: (-each.on.toordinal(), each.place, each.position))


def find(db: Session, keys: InstanceKeys, actor: Actor, row: UUID) -> Foil | None:
    """One of hers by its id, or None."""
    return next((each for each in mine(db, keys, actor) if each.id == row), None)


def write(db: Session, actor: Actor, foil: Foil, text: str, now: datetime) -> None:
    """Put what she learnt into the inbox of the case; she cannot read it again herself.

    The key is read under the lock on the case, so that it is the newest.
    Raises SealBroken when the counterfoil was taken away meanwhile.
    """
    lock(db, foil.case)
    row = db.get(Counterfoil, foil.id, populate_existing=True)
    fresh = _open(row, actor) if row is not None else None
    if fresh is None:
        raise SealBroken
    inbox.put_in(db, fresh, Slip(at=now, text=text, by=foil.logged_by))


def take_back(db: Session, turn: Turn, person: UUID) -> None:
    """Take somebody's counterfoil of a case away: she turned out to be named in it or close.

    Raises NoWriter, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn)
    if all(each.by != person for each in cover.text.writers):
        raise NoWriter
    change(db, cover, writers=counterfoils.without(db, cover.text.writers, person))
    act(db, turn.case, "case:counterfoil:take_back", turn.author.person, turn.now)


def tidy(db: Session, keys: InstanceKeys, actor: Actor) -> None:
    """At her sign-in: those of cases that are gone go, those under keys she replaced move over."""
    if actor.seeds is None:
        return
    for row in _rows(db, keys, actor):
        found = _opened_by(row, actor)
        if found is None:
            continue
        said, seeds = found
        if db.get(Case, said.case) is None:
            db.execute(delete(Counterfoil).where(Counterfoil.id == row.id))
        elif seeds is not actor.seeds:
            counterfoils.seal_mine(row, said, actor.seeds)


def sweep(db: Session, keys: InstanceKeys, today: date) -> int:
    """Delete the counterfoils of everybody who is in no post any more; gives back how many."""
    posts = db.scalars(select(Membership)).all()
    staying = {each.person_id for each in posts if each.is_current(today)}
    left = [each for each in db.scalars(select(Person.id)) if each not in staying]
    return sum(_remove_all(db, keys, part) for part in _by_hundreds(left))


def _may_keep(cover: CoverText, person: UUID) -> bool:
    held = cover.holder(person)
    reads = held is not None and Compartment.CHANNEL in held.compartments
    return not reads and person not in cover.withheld


def _rows(db: Session, keys: InstanceKeys, actor: Actor) -> list[Counterfoil]:
    if actor.person is None:
        return []
    tag = keys.ring_tag(actor.person)
    return list(db.scalars(select(Counterfoil).where(Counterfoil.ring == tag)))


def _open(row: Counterfoil, actor: Actor) -> Foil | None:
    found = _opened_by(row, actor)
    if found is None or actor.person is None:
        return None
    said, _seeds = found
    try:
        facts = counterfoils.open_facts(row, said.status_key)
    except CryptoError:
        log.warning("counterfoil refused", counterfoil=str(row.id))
        return None
    return Foil(
        id=row.id,
        logged_by=actor.person,
        case=said.case,
        place=said.place,
        way=said.way,
        on=said.on,
        position=said.position,
        status=facts.status,
        inbox=facts.inbox,
        inbox_generation=facts.inbox_generation,
    )


def _opened_by(row: Counterfoil, actor: Actor) -> tuple[Mine, Seeds] | None:
    for seeds in (actor.seeds, *actor.former):
        try:
            if seeds is not None:
                return counterfoils.open_mine(row, seeds), seeds
        except CryptoError:
            continue
    log.warning("counterfoil refused", counterfoil=str(row.id))
    return None


def _remove_all(db: Session, keys: InstanceKeys, people: Iterable[UUID]) -> int:
    tags = [keys.ring_tag(each) for each in people]
    rows = db.scalars(select(Counterfoil.id).where(Counterfoil.ring.in_(tags))).all()
    db.execute(delete(Counterfoil).where(Counterfoil.id.in_(rows)))
    return len(rows)


def _by_hundreds(people: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(people), 100):
        yield people[start : start + 100]
