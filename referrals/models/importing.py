"""Files on their way into the directory, and what was said of the columns of a list."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class ImportMapping(Record):
    """What the columns of a list mean, found again by its headings."""

    __tablename__ = "import_mapping"

    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    """SHA-256 over the folded headings."""
    columns: Mapped[str] = mapped_column(Text)
    """JSON: place of a column → the word of what it means."""
    country: Mapped[str] = mapped_column(String(2), default="")
    kept_on: Mapped[date]


class ImportFile(Record):
    """A file that somebody brought and that was neither taken in nor dropped yet."""

    __tablename__ = "import_file"

    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    brought_on: Mapped[date]
    sealed: Mapped[bytes]
    """Its name, its kind, and what was said of it so far."""


class ImportPiece(Record):
    """A piece of such a file. A list may say where a shelter is, before anybody took that out."""

    __tablename__ = "import_piece"
    __table_args__ = (UniqueConstraint("file_id", "number"),)

    file_id: Mapped[UUID] = mapped_column(ForeignKey("import_file.id"))
    number: Mapped[int]
    sealed: Mapped[bytes]
