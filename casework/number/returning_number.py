"""The survivor's number: preparing it, finding its row, opening her seeds with her word."""

import secrets
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.case.covers import open_facts, seal_facts
from casework.models.cover import NumberState
from casework.models.number import NumberFacts, ReturnNumber
from crypto import number
from crypto.envelope import KEY_BYTES
from crypto.errors import SealBroken, WordWrong
from crypto.instance import InstanceKeys
from crypto.number import Stretched
from crypto.passphrase import Cost, Header, two_layers
from crypto.seeds import SEED_BYTES, Seeds

CONTEXT = "casework/return-number/1"


@dataclass(frozen=True)
class Prepared:
    """What two Argon2 runs made of a number and a second word, before any transaction."""

    row: UUID
    lookup: bytes = field(repr=False)
    opening_key: bytes = field(repr=False)
    seeds: Seeds | None = field(repr=False)
    seeds_sealed: bytes = field(repr=False)

    @property
    def state(self) -> NumberState:
        """What the cover keeps of it."""
        return NumberState(
            row=self.row,
            status_key=number.status_key(self.opening_key),
            has_word=self.seeds is not None,
        )


@dataclass(frozen=True)
class Found:
    """A row that a number found, and what the number alone opens."""

    row: ReturnNumber = field(repr=False)
    facts: NumberFacts = field(repr=False)
    opening_key: bytes = field(repr=False)


def prepare(digits: str, word: str, salt: bytes, keys: InstanceKeys, cost: Cost) -> Prepared:
    """Stretch a number and, if there is one, a second word: one or two Argon2 runs.

    Without a word no seeds are made; random bytes stand in the column, so that a thief cannot
    tell who chose one.
    """
    row = uuid4()
    stretched = number.stretch(digits, salt, cost)
    seeds = Seeds.generate() if number.folded_word(word) else None
    return Prepared(
        row=row,
        lookup=number.peppered_lookup(stretched.lookup, keys.pepper),
        opening_key=stretched.opening_key,
        seeds=seeds,
        seeds_sealed=_sealed(row, seeds, stretched, word, keys, cost),
    )


def add(db: Session, prepared: Prepared, facts: NumberFacts) -> None:
    """Add the row of a new number."""
    row = ReturnNumber(
        id=prepared.row,
        lookup=prepared.lookup,
        facts_sealed=b"",
        seeds_sealed=prepared.seeds_sealed,
    )
    row.facts_sealed = seal_facts(row, number.status_key(prepared.opening_key), facts)
    db.add(row)
    db.flush()


def find(db: Session, stretched: Stretched, keys: InstanceKeys) -> Found | None:
    """The row of a stretched number, or None for a number that nobody has."""
    lookup = number.peppered_lookup(stretched.lookup, keys.pepper)
    row = db.scalar(select(ReturnNumber).where(ReturnNumber.lookup == lookup))
    if row is None:
        return None
    try:
        facts = open_facts(row, number.status_key(stretched.opening_key))
    except SealBroken:
        return None
    return Found(row, facts, stretched.opening_key)


def open_seeds(found: Found, word: str, keys: InstanceKeys) -> Seeds:
    """Her seeds: one Argon2 run over the word. Raises WordWrong, also where there is no word."""
    if not number.folded_word(word):
        raise WordWrong
    raw = number.unlock_with_word(
        found.row.seeds_sealed, found.opening_key, word, keys.pepper, CONTEXT, found.row.id
    )
    return Seeds.from_bytes(raw)


def remove(db: Session, row: UUID) -> None:
    """End a number: it finds nothing any more."""
    db.execute(delete(ReturnNumber).where(ReturnNumber.id == row))


def _sealed(
    row: UUID,
    seeds: Seeds | None,
    stretched: Stretched,
    word: str,
    keys: InstanceKeys,
    cost: Cost,
) -> bytes:
    if seeds is not None:
        return number.lock_with_word(
            seeds.to_bytes(), stretched.opening_key, word, keys.pepper, cost, CONTEXT, row
        )
    nobody, key = secrets.token_bytes(SEED_BYTES), secrets.token_bytes(KEY_BYTES)
    return two_layers(Header.draw(cost), nobody, key, keys.pepper, CONTEXT, row)
