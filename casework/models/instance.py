"""The one row that an instance is known by."""

from datetime import date

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class Instance(Record):
    """Made once by `casework init`. The salt is random and not secret, and never changes."""

    __tablename__ = "instance"

    number_salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    code_key_sealed: Mapped[bytes]
    """The key of casework.case.codes' tags, under the instance secret."""
    is_demo: Mapped[bool] = mapped_column(default=False)
    made_on: Mapped[date]
