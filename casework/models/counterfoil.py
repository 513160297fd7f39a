"""What somebody keeps who logged a case that she cannot read. The row names neither."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class Progress(StrEnum):
    """All that she who logged it learns of what became of it."""

    RECEIVED = "received"
    DEALT_WITH = "dealt_with"
    CLOSED = "closed"


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """What she put down herself, under her own key: enough to know which one it was."""

    case: UUID
    status_key: bytes
    place: str
    way: str
    on: date
    position: int = 0
    """Which woman of a letter of several, from 1 on; 0 where one told."""

    def __repr__(self) -> str:
        return "<Mine>"


class LoggedFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the holders of the case change for her: how far it is, and the key to write to."""

    status: Progress
    inbox: bytes
    inbox_generation: int


class Counterfoil(Record):
    """What is left with her who logged it; found by the tag of her ring, like her boxes."""

    __tablename__ = "counterfoil"
    __table_args__ = ({"sqlite_with_rowid": False},)

    ring: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    ring_version: Mapped[int]
    mine_sealed: Mapped[bytes]
    """Mine under a child of her ring key."""
    facts_sealed: Mapped[bytes]
    """LoggedFacts under the status key, which stands on the cover of the case too."""
