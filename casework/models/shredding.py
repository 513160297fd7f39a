"""That a case is to be destroyed after a month, and that cases were."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class OrderText(msgspec.Struct, frozen=True, kw_only=True):
    """The rows that go with a case and do not name it."""

    grants: tuple[UUID, ...] = ()
    counterfoils: tuple[UUID, ...] = ()
    reminders: tuple[UUID, ...] = ()
    names: tuple[UUID, ...] = ()
    """Names that CARE compares (casework.models.match)."""

    def __repr__(self) -> str:
        return "<OrderText>"


class ShredOrder(Record):
    """One case that somebody with keys has dated, for the timer that has none.

    It holds for the case as it was then: whatever is written into the case undoes it.
    """

    __tablename__ = "shred_order"
    __table_args__ = ({"sqlite_with_rowid": False},)

    case_id: Mapped[UUID] = mapped_column(unique=True)
    after: Mapped[date] = mapped_column(index=True)
    """The last day of a month."""
    version: Mapped[int]
    """How often the case had been changed when it was dated."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """OrderText under a child of the instance secret: it says which boxes are of which case."""


class Tombstone(Record):
    """How many cases were destroyed on a day. Nothing says which."""

    __tablename__ = "tombstone"
    __table_args__ = ({"sqlite_with_rowid": False},)

    day: Mapped[date]
    cases: Mapped[int]
