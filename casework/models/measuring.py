"""What a programme counts: its keys, who holds them, and facts on their way and kept.

No row of these names a case, or a person but whoever holds a key; none has a time.
"""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.clocks.routes import Route
from casework.procedures.terms import StageId
from crypto.compartments import Compartment
from crypto.records import CaseRecord, Record, Sealed


class MeasurementKeyRow(Record):
    """The public half of a measurement key of one programme and year, with who vouches for it."""

    __tablename__ = "measurement_key"
    __table_args__ = (
        UniqueConstraint("programme_id", "year", "number"),
        {"sqlite_with_rowid": False},
    )

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    year: Mapped[int]
    number: Mapped[int]
    body: Mapped[bytes]
    """MessagePack of crypto.measurement_keys.MeasurementCertificate."""


class MeasurementShare(Record):
    """The private half, delivered to one analyst."""

    __tablename__ = "measurement_share"
    __table_args__ = (
        UniqueConstraint("measurement_key_id", "person_id"),
        {"sqlite_with_rowid": False},
    )

    measurement_key_id: Mapped[UUID] = mapped_column(ForeignKey("measurement_key.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sealed_to: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Fingerprint of the keys it was sealed to."""
    box: Mapped[bytes]


class OutboxFact(Record):
    """A fact of a day that is not closed yet."""

    __tablename__ = "fact_outbox"
    __table_args__ = ({"sqlite_with_rowid": False},)

    measurement_key_id: Mapped[UUID] = mapped_column(ForeignKey("measurement_key.id"))
    day: Mapped[date] = mapped_column(index=True)
    box: Mapped[bytes]


class DeliveredFact(Record):
    """A fact of some day that is closed, until an analyst's session has kept it."""

    __tablename__ = "fact"
    __table_args__ = ({"sqlite_with_rowid": False},)

    measurement_key_id: Mapped[UUID] = mapped_column(ForeignKey("measurement_key.id"), index=True)
    box: Mapped[bytes]


class FactPack(Record):
    """Facts that were opened, checked and sealed again together: nothing says whose they were."""

    __tablename__ = "fact_pack"
    __table_args__ = ({"sqlite_with_rowid": False},)

    measurement_key_id: Mapped[UUID] = mapped_column(ForeignKey("measurement_key.id"), index=True)
    sealed: Mapped[bytes]


class SignedFact(msgspec.Struct, frozen=True, kw_only=True):
    """What lies in a box: a fact, who wrote it, and the proof of that."""

    said: bytes
    """MessagePack of casework.facts.fact.Fact."""
    author: UUID | None = None
    """None for whoever has no certificate: then the instance says that it was written here."""
    verify: bytes = b""
    signature: bytes

    def __repr__(self) -> str:
        return "<SignedFact>"


class TallyText(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted of a case so far: random ids of facts, and what the next ones go on from."""

    facts: dict[str, UUID] = {}
    """By what each is about: so that a correction can name it, and a no takes all of it back."""
    months: dict[str, str] = {}
    """In which month that counts which can be corrected."""
    stage: StageId | None = None
    since: date | None = None
    """Since which day it is in that stage."""
    route: Route | None = None
    is_closed: bool = False
    is_acknowledged: bool = False
    delay: int | None = None
    safety: str = ""
    """What was counted of her safety last."""
    result: str = ""
    """How the inquiry came out."""
    decided: dict[str, str] = {}
    """Id of what is to be carried out → its kind and its outcome."""
    decided_on: date | None = None
    is_apart: bool = False
    """It is counted at no factory: somebody there could read it out of the number."""
    by_another: str = ""
    """Whether somebody asked her for feedback who had not dealt with the case."""

    def __repr__(self) -> str:
        return "<TallyText>"


class Tally(CaseRecord):
    """What was counted of a case, one a case at most."""

    __tablename__ = "tally"
    extra_table_args = (UniqueConstraint("case_id"),)

    text = Sealed(Compartment.OUTCOME, TallyText, room=4096)
