"""A case as the database knows it: almost nothing."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.models.cover import Cover
from crypto.records import Record


class Case(Record):
    """A complaint being dealt with, until shredded.

    It belongs to a factory, or to a programme where there is no committee. That reference is
    the only readable one: who told, who is named and who reads are sealed values.
    """

    __tablename__ = "case"
    __table_args__ = (
        CheckConstraint(
            "(factory_id IS NULL) <> (programme_id IS NULL)", name="factory_or_programme"
        ),
        {"sqlite_with_rowid": False},
    )

    factory_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    programme_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    """Counts changes, so that two people saving at once find out."""
    destroy_after: Mapped[date | None]
    """Set for a case that is kept to decide later: the last day of a month."""
    cover: Mapped[Cover] = relationship(
        primaryjoin="foreign(Cover.case_id) == Case.id", uselist=False, viewonly=True
    )

    @property
    def is_concern(self) -> bool:
        """Whether somebody else told it, and the survivor has agreed to nothing.

        Sealed on the cover, opened with the session's ring. Raises KeyMissing.
        """
        return self.cover.text.is_concern

    @property
    def is_closed_concern(self) -> bool:
        """Whether it is a concern that was closed. Raises KeyMissing."""
        return self.cover.text.is_closed_concern


class CodeTag(Record):
    """HMAC of a case code under an instance key, so that no two cases are called alike."""

    __tablename__ = "code_tag"
    __table_args__ = ({"sqlite_with_rowid": False},)

    tag: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
