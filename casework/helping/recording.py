"""Typed records in entries of needs and referrals: one an entry, as JSON in one fact of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from casework.case.timeline import Line
from casework.models.entry import Kind, Said
from crypto.compartments import Compartment

Record = TypeVar("Record")


@dataclass(frozen=True)
class Recording(Generic[Record]):
    """The records of one kind of entry, and how they are read: what does not verify is none."""

    kind: Kind
    fact: str
    """The fact that holds the record."""
    decoder: msgspec.json.Decoder[Record]

    def said_of(self, record: Record, at: datetime, words: str = "") -> Said:
        """The entry of a record; `words` are what somebody wrote about it."""
        fact = msgspec.json.encode(record).decode()
        return Said(kind=self.kind, at=at, text=words, facts={self.fact: fact})

    def record_of(self, line: Line) -> Record | None:
        """What one entry holds; None for another kind, or one that does not verify."""
        fact = line.facts.get(self.fact)
        is_ours = line.kind is self.kind and line.compartment is Compartment.REFERRAL
        if not (is_ours and line.is_verified and isinstance(fact, str)):
            return None
        return self.decoder.decode(fact)

    def records(self, lines: Iterable[Line]) -> Iterator[tuple[Line, Record]]:
        """Every record of a timeline, in its order. What does not verify is left out."""
        for line in lines:
            record = self.record_of(line)
            if record is not None:
                yield line, record
