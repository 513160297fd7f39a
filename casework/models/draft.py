"""What somebody has typed and not yet sent, openable by her cookie alone."""

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class Draft(Record):
    """A half-told complaint, or the receipt that replaces it. It dies by itself."""

    __tablename__ = "draft"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    slot: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    version: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes]


class DraftFile(Record):
    """A sealed object that belongs to no case yet; its key stands in the draft."""

    __tablename__ = "draft_file"
    __table_args__ = ({"sqlite_with_rowid": False},)

    slot: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    object_name: Mapped[str] = mapped_column(String(64), unique=True)
