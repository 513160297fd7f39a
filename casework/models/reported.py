"""Reports that a law asks for: sealed to whoever makes them, and where they went in the clear."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record

WORD = 24


class StatutoryReport(Record):
    """One factory's year as a law asks for it, exact and sealed."""

    __tablename__ = "statutory_report"

    programme_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    factory_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    law: Mapped[str] = mapped_column(String(WORD))
    """Of casework.measures.laws.Law."""
    year: Mapped[int]
    """In which its year begins."""
    made_on: Mapped[date]
    public_on: Mapped[date | None]
    """On which it was made public. Its factory is in no table of that year from then on."""
    sealed: Mapped[bytes]


class ReportShare(Record):
    """What opens one of them, delivered to one person."""

    __tablename__ = "report_share"
    __table_args__ = (UniqueConstraint("report_id", "person_id"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("statutory_report.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    sealed_to: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Fingerprint of the keys it was sealed to."""
    box: Mapped[bytes]


class ReportHandover(Record):
    """On which day it was handed to an authority that its law names."""

    __tablename__ = "report_handover"
    __table_args__ = (UniqueConstraint("report_id", "authority"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("statutory_report.id"))
    authority: Mapped[str] = mapped_column(String(WORD))
    """Of casework.measures.laws.Authority."""
    handed_on: Mapped[date]
