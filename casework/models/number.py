"""The row a survivor's number finds. It names no case."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class Status(StrEnum):
    """All that the number alone shows."""

    RECEIVED = "received"
    ANSWER_WAITS = "answer_waits"
    CLOSED = "closed"


class NumberFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What the number alone opens: a status, and the key to write into the inbox with."""

    case: UUID
    status: Status
    inbox: bytes
    inbox_generation: int
    has_word: bool
    is_provisional: bool = False
    is_kept: bool = False
    is_reached: bool = False
    """Somebody who reads it may reach her by voice or in person; without a word nothing else."""
    is_concern: bool = False
    destroyed_after: date | None = None
    """The last day on which it is kept, once she was told."""

    @property
    def is_over(self) -> bool:
        """Whether it is a concern that was closed: nothing more is taken in."""
        return self.is_concern and self.status is Status.CLOSED


class ReturnNumber(Record):
    """How a survivor comes back. Rows with and without a second word look alike."""

    __tablename__ = "return_number"
    __table_args__ = ({"sqlite_with_rowid": False},)

    lookup: Mapped[bytes] = mapped_column(LargeBinary(64), unique=True)
    facts_sealed: Mapped[bytes]
    """NumberFacts under the status key, which is a child of the opening key."""
    seeds_sealed: Mapped[bytes]
    """Her seeds under number and second word; random bytes of that length without a word."""
