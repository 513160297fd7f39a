"""Kinds of help as HSDS has them: a taxonomy, its terms, and what they are put on."""

from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class Taxonomy(Record):
    """A list of terms."""

    __tablename__ = "taxonomy"

    name: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    uri: Mapped[str] = mapped_column(String(500), default="")
    version: Mapped[str] = mapped_column(String(40), default="")


class TaxonomyTerm(Record):
    """One term. In our own taxonomy `code` is a word of referrals.models.terms.Category."""

    __tablename__ = "taxonomy_term"
    __table_args__ = (UniqueConstraint("taxonomy_id", "code"),)

    taxonomy_id: Mapped[UUID] = mapped_column(ForeignKey("taxonomy.id"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("taxonomy_term.id"), index=True)
    code: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[str] = mapped_column(String(8), default="")
    term_uri: Mapped[str] = mapped_column(String(500), default="")


class Attribute(Record):
    """That a term is said of a row, nearly always of a service."""

    __tablename__ = "attribute"
    __table_args__ = (UniqueConstraint("link_id", "taxonomy_term_id"),)

    link_id: Mapped[UUID]
    """The id of the row it is said of."""
    link_entity: Mapped[str] = mapped_column(String(40), default="service")
    link_type: Mapped[str] = mapped_column(String(40), default="")
    taxonomy_term_id: Mapped[UUID] = mapped_column(ForeignKey("taxonomy_term.id"), index=True)
    value: Mapped[str] = mapped_column(String(300), default="")
