"""Names that a programme compares: its key, who holds it, what waits, the index, and what it hit.

No row of these names a case or a person of one: what belongs together is sealed.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class State(StrEnum):
    """How a case stands. Of one closed without a finding nothing is said."""

    OPEN = "open"
    SUBSTANTIATED = "substantiated"


class By(StrEnum):
    """By what two cases seem to name one person."""

    NAME = "name"
    NUMBER = "number"


class ProgrammeKey(Record):
    """The match key of one programme, its public half, with who vouches for it."""

    __tablename__ = "match_key"

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), unique=True)
    body: Mapped[bytes]
    """MessagePack of crypto.match_keys.MatchCertificate."""


class KeyShare(Record):
    """The private half, delivered to one supervisor."""

    __tablename__ = "match_share"
    __table_args__ = (UniqueConstraint("match_key_id", "person_id"),)

    match_key_id: Mapped[UUID] = mapped_column(ForeignKey("match_key.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sealed_to: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Fingerprint of the keys it was sealed to."""
    box: Mapped[bytes]


class MatchName(Record):
    """One name of one case. Its id is the pointer: what it points to is sealed in the case."""

    __tablename__ = "match_name"
    __table_args__ = ({"sqlite_with_rowid": False},)

    match_key_id: Mapped[UUID] = mapped_column(ForeignKey("match_key.id"), index=True)
    box: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The name, sealed to the match key, until a supervisor has compared it: then it is gone."""
    kept_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What stays of it for later hits, without the name."""


class MatchIndex(Record):
    """That a name has this index: equal ones are equal, and that can be seen."""

    __tablename__ = "match_index"
    __table_args__ = ({"sqlite_with_rowid": False},)

    name_id: Mapped[UUID] = mapped_column(ForeignKey("match_name.id"), index=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)


class MatchHit(Record):
    """A notice for the holders of one case: another of the programme may name the same person."""

    __tablename__ = "match_hit"
    __table_args__ = ({"sqlite_with_rowid": False},)

    name_id: Mapped[UUID] = mapped_column(ForeignKey("match_name.id"), index=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("match_name.id"), index=True)
    sealed: Mapped[bytes]


class NameText(msgspec.Struct, frozen=True, kw_only=True):
    """What CARE is sent of one name, as its sender signed it."""

    texts: tuple[str, ...]
    """Normalised (casework.comparing.names)."""
    opens: bytes
    """32 bytes that open notices about it; the holders of the case have them too."""
    state: State
    on: date

    def __repr__(self) -> str:
        return "<NameText>"


class SignedName(msgspec.Struct, frozen=True, kw_only=True):
    """A NameText as MessagePack, who sends it, and her signature."""

    said: bytes
    author: UUID
    signature: bytes

    def __repr__(self) -> str:
        return "<SignedName>"


class KeptName(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a name once it was compared."""

    opens: bytes
    state: State

    def __repr__(self) -> str:
        return "<KeptName>"


class HitText(msgspec.Struct, frozen=True, kw_only=True):
    """What a notice says, as the supervisor whose session found it signed it."""

    by: tuple[By, ...]
    state: State
    """Of the other case."""
    on: date
    author: UUID
    verify: bytes
    signature: bytes

    def __repr__(self) -> str:
        return "<HitText>"
