"""Sealing, opening and changing what is left with somebody who logged a case."""

from collections.abc import Iterable
from uuid import UUID

import msgspec
from sqlalchemy import delete
from sqlalchemy.orm import Session

from casework.models.counterfoil import Counterfoil, LoggedFacts, Mine
from casework.models.cover import Writer
from crypto.envelope import derive, open_, seal
from crypto.errors import SealBroken
from crypto.padding import pad, unpad
from crypto.seeds import Seeds

MINE_ROOM = 1024
FACTS_ROOM = 2048


def seal_mine(row: Counterfoil, mine: Mine, seeds: Seeds) -> None:
    """Seal what she put down under a child of her ring key."""
    plain = pad(msgspec.msgpack.encode(mine), MINE_ROOM)
    row.mine_sealed = seal(_key(seeds), plain, "casework/counterfoil-mine/1", row.id)


def open_mine(row: Counterfoil, seeds: Seeds) -> Mine:
    """The opposite. Raises SealBroken."""
    plain = open_(_key(seeds), row.mine_sealed, "casework/counterfoil-mine/1", row.id)
    return msgspec.msgpack.decode(unpad(plain, MINE_ROOM), type=Mine)


def seal_facts(row: Counterfoil, status_key: bytes, facts: LoggedFacts) -> None:
    """Seal what the holders of the case say to her."""
    plain = pad(msgspec.msgpack.encode(facts), FACTS_ROOM)
    row.facts_sealed = seal(status_key, plain, "casework/counterfoil-facts/1", row.id)


def open_facts(row: Counterfoil, status_key: bytes) -> LoggedFacts:
    """The opposite. Raises SealBroken."""
    plain = open_(status_key, row.facts_sealed, "casework/counterfoil-facts/1", row.id)
    return msgspec.msgpack.decode(unpad(plain, FACTS_ROOM), type=LoggedFacts)


def tell(db: Session, writers: Iterable[Writer], **facts: object) -> None:
    """Change what everybody sees who logged it; one that is gone or does not open is passed by.

    Whoever renews keys is not stopped by a row that somebody spoilt.
    """
    for each in writers:
        row = db.get(Counterfoil, each.row)
        if row is None:
            continue
        try:
            known = open_facts(row, each.status_key)
        except SealBroken:
            continue
        seal_facts(row, each.status_key, msgspec.structs.replace(known, **facts))


def without(db: Session, writers: Iterable[Writer], person: UUID) -> list[Writer]:
    """Take somebody's counterfoils of a case away, at once; gives back the other writers."""
    writers = list(writers)
    gone = [each.row for each in writers if each.by == person]
    if gone:
        db.execute(delete(Counterfoil).where(Counterfoil.id.in_(gone)))
    return [each for each in writers if each.by != person]


def _key(seeds: Seeds) -> bytes:
    return derive(seeds.ring_key, "casework/counterfoil-key/1")
