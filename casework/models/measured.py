"""Tables of a quarter as they were published: sealed for partners, and clear for everybody."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class MeasuredTables(Record):
    """One quarter of one place. It is written once: a second one would tell the difference."""

    __tablename__ = "measured_tables"
    __table_args__ = (UniqueConstraint("programme_id", "place_id", "year", "number"),)

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    """Whose it is: a programme's, or a union's own sheet (casework.outcomes.sheets)."""
    place_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    """A factory, a union for those it covers, or the programme itself for its groups."""
    year: Mapped[int]
    number: Mapped[int]
    """Of the quarter, 1 to 4."""
    made_on: Mapped[date]
    sealed: Mapped[bytes]


class MeasuredShare(Record):
    """What opens one of them, delivered to one person."""

    __tablename__ = "measured_share"
    __table_args__ = (UniqueConstraint("tables_id", "person_id"),)

    tables_id: Mapped[UUID] = mapped_column(ForeignKey("measured_tables.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sealed_to: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Fingerprint of the keys it was sealed to."""
    box: Mapped[bytes]


class MeasuredGroup(Record):
    """That a factory is compared in a group that an analyst named; it stands in one alone."""

    __tablename__ = "measured_group"
    __table_args__ = (UniqueConstraint("programme_id", "factory_id"),)

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    factory_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[str]


class PublicTables(Record):
    """One quarter of one programme for everybody, readable, with its analyst's signature."""

    __tablename__ = "public_tables"
    __table_args__ = (UniqueConstraint("programme_id", "year", "number"),)

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    number: Mapped[int]
    made_on: Mapped[date]
    body: Mapped[bytes]
    """MessagePack of SignedTables."""


class SignedTables(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody published, and her signature over it."""

    said: bytes
    """MessagePack of casework.measures.tables.Document."""
    author: UUID
    signature: bytes

    def __repr__(self) -> str:
        return "<SignedTables>"
