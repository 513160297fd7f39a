"""Who sits on the committee of a place, its book, and what the place has arranged."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Arrangement, Organization
from casework.committee import book as books
from casework.committee import register as registers
from casework.committee.register import Seat
from casework.committee.rules import pack_of
from casework.models.committee_book import Book
from casework.procedures.pack import Pack
from crypto.instance import InstanceKeys


@dataclass(frozen=True)
class Body:
    """A committee: its place, its seats, its book, and what the place has arranged."""

    place: Organization
    seats: list[Seat]
    """Those in post and those without an account, as the register knows them."""
    book: Book
    arrangement: Arrangement | None
    pack: Pack = field(repr=False)
    """The procedure in force there on the day."""
    on: date

    @property
    def is_published(self) -> bool:
        """Whether the names of its members may hang on a wall."""
        return self.arrangement is not None and self.arrangement.names_published


def the_body(db: Session, keys: InstanceKeys, organization: UUID, on: date) -> Body:
    """The committee of a place as it is on a day.

    Raises NoResultFound for no place, and SealBroken for a moved or changed register or book.
    """
    found = select(Arrangement).where(Arrangement.organization_id == organization)
    place = db.get_one(Organization, organization)
    register, _version = registers.read(db, keys, organization)
    pack = pack_of(db, place, on)
    return Body(
        place=place,
        seats=registers.seats(db, register, organization, on, pack.committee.term_months),
        book=books.read(db, keys, organization)[0],
        arrangement=db.scalar(found),
        pack=pack,
        on=on,
    )
