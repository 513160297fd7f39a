"""That somebody is to be told on a day, and that she was: rows that name nobody and no case."""

from datetime import date

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class Reminder(Record):
    """One step of an escalation. Its id stands in the course of the case it belongs to."""

    __tablename__ = "reminder"
    __table_args__ = ({"sqlite_with_rowid": False},)

    recipient: Mapped[bytes] = mapped_column(LargeBinary(32))
    """Tag of a person (InstanceKeys.reminder_tag)."""
    recipient_version: Mapped[int]
    day: Mapped[date] = mapped_column(index=True)
    is_at_once: Mapped[bool] = mapped_column(default=False)
    """Danger, or care that helps for some hours only: it waits for no fixed time."""


class Notice(Record):
    """That a notice went to somebody on a day: whoever wrote this row first sends it."""

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("recipient", "day"), {"sqlite_with_rowid": False})

    recipient: Mapped[bytes] = mapped_column(LargeBinary(32))
    recipient_version: Mapped[int]
    day: Mapped[date] = mapped_column(index=True)
