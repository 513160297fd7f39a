"""Making a case for others: its keys are held while it is written, and forgotten with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy.orm import Session

from casework.models.cover import Cover
from crypto.records import CaseRecord
from crypto.ring import Held, KeyRing
from crypto.sealing import give_ring, the_ring


@contextmanager
def keys_apart(db: Session, case: UUID) -> Iterator[KeyRing]:
    """Let the session hold the new case's keys here and forget them, and what they opened."""
    before, made = db.info.get("ring"), KeyRing()
    give_ring(db, made)
    try:
        yield made
        db.flush()
        _forget(db, case)
    finally:
        db.info["ring"] = before


def keys_of_holder(made: KeyRing, cover: Cover, person: UUID) -> list[Held]:
    """Those of the new keys that somebody was given; none for whoever does not read it."""
    holder = cover.text.holder(person)
    return [made.newest(cover.case_id, part) for part in holder.compartments] if holder else []


def learn(db: Session, case: UUID, hers: list[Held]) -> None:
    """Let the session's own ring, where it has one, know the keys its person was given."""
    if isinstance(db.info.get("ring"), KeyRing):
        the_ring(db).add(case, hers)


def _forget(db: Session, case: UUID) -> None:
    """Let go of the case's rows: what is loaded of them is open."""
    for row in list(db.identity_map.values()):
        # Asked of what is loaded: a row that expired meanwhile would be looked for.
        if isinstance(row, CaseRecord) and row.__dict__.get("case_id") == case:
            db.expunge(row)
