"""A file that was brought, read anew from its first row for each request."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from flask import g
from sqlalchemy.orm import Session

from auth.parts import now
from crypto.errors import SealBroken
from referrals.importing import keeping_files as kept
from referrals.importing.areas import the_areas
from referrals.importing.checking import TooManyRows
from referrals.importing.gathering import Read
from referrals.importing.intake import Terms, reads_of
from referrals.importing.keeping_files import Brought
from referrals.importing.opening import FileRefused, Refusal
from referrals.importing.taking_in import Reads
from referrals.models.importing import ImportFile


@dataclass
class Bringing:
    """A file that somebody brought, and what is known of it."""

    row: ImportFile
    brought: Brought = field(repr=False)

    @property
    def content(self) -> BytesIO:
        """The file itself. Raises FileRefused for one that cannot be opened any more."""
        try:
            return kept.content_of(g.db, g.keys, self.row)
        except SealBroken as wrong:
            raise FileRefused(Refusal.BROKEN) from wrong


def reads_anew(db: Session, bringing: Bringing, most: int) -> Reads:
    """The rows of a file, as often as they are asked for. They raise TooManyRows above `most`."""
    content, brought = bringing.content, bringing.brought
    terms = Terms(the_areas(db), now().date())

    def reads() -> Iterator[Read]:
        found = reads_of(content, brought.format, brought.columns, terms, brought.country)
        for number, each in enumerate(found):
            if number >= most:
                raise TooManyRows
            yield each

    return reads
