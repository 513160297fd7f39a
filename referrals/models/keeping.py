"""Areas, who changed what in the directory, and the stamp by which a cached copy knows its age."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record, word_of
from referrals.models.wordsets import CodeSet


class Area(Record):
    """A country, or a part of one: ISO 3166-2 and below, as the operator keeps it."""

    __tablename__ = "area"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    """ISO 3166-1 of a country, ISO 3166-2 of its parts, and what the operator adds below."""
    parent_code: Mapped[str] = mapped_column(String(20), default="", index=True)
    """Empty for a country."""
    country: Mapped[str] = mapped_column(String(2), index=True)
    name: Mapped[str] = mapped_column(String(200))
    local_name: Mapped[str] = mapped_column(String(200), default="")
    neighbours: Mapped[frozenset[str]] = mapped_column(CodeSet(1000), default=frozenset())
    """Codes of areas from which one gets here within reason, on either side of a border."""
    time_zone: Mapped[str] = mapped_column(String(64), default="")
    """Empty takes that of the area above."""
    is_served: Mapped[bool] = mapped_column(default=False)
    """Whether the instance serves it: `casework doctor` asks whether there is help for it."""


class ChangeKind(StrEnum):
    """What was done to an entry of the directory."""

    ADDED = "added"
    CHANGED = "changed"
    CALLED = "called"
    """Somebody called and nobody answered, or nobody who could say."""
    CONFIRMED = "confirmed"
    GONE = "gone"
    IMPORTED = "imported"


class Change(Record):
    """What was done to an entry, by whom and when (HSDS `metadata`): its verification history."""

    __tablename__ = "directory_change"

    resource_id: Mapped[UUID] = mapped_column(index=True)
    resource_type: Mapped[str] = mapped_column(String(40), default="service")
    kind: Mapped[ChangeKind] = mapped_column(word_of(ChangeKind, 10))
    changed_on: Mapped[date]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    source: Mapped[str] = mapped_column(String(200), default="")
    """The import it came with, where nobody typed it."""
    field_name: Mapped[str] = mapped_column(String(60), default="")
    previous_value: Mapped[str] = mapped_column(Text, default="")
    replacement_value: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    """What was said on the telephone. Staff names stand here: it leaves by no export."""


class DirectoryState(Record):
    """One row: a stamp drawn anew at each change of the directory."""

    __tablename__ = "directory_state"

    stamp: Mapped[UUID]
