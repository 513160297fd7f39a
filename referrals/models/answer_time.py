"""How long services took to answer: counts alone, and notes that no count can be read from yet."""

from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class AnswerNote(Record):
    """One answer, of a service that only the instance secret names, until enough wait to count.

    Counted at once, a count that rises while a case is written would say where she was sent.
    """

    __tablename__ = "answer_note"
    __table_args__ = ({"sqlite_with_rowid": False},)

    sealed: Mapped[bytes]


class AnswerTime(Record):
    """How many answers of a service took so many days. Of fewer than five, nothing stands here."""

    __tablename__ = "answer_time"
    __table_args__ = (UniqueConstraint("service_id", "days"),)

    service_id: Mapped[UUID] = mapped_column(index=True)
    days: Mapped[int]
    count: Mapped[int] = mapped_column(default=0)
