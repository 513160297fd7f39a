"""Who sits on the committee of a place, and what is written of the place for everybody."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import COMMITTEE, Arrangement, Membership, Organization, Person, Role
from casework.committee.rules import pack_of
from casework.procedures.pack import Pack


@dataclass(frozen=True)
class Seat:
    """One seat, and who has it."""

    name: str
    post: str
    """Her work in the factory."""
    role: Role
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class Body:
    """A committee: its place, its seats, and what the place has arranged."""

    place: Organization
    seats: list[Seat]
    arrangement: Arrangement | None
    pack: Pack = field(repr=False)
    """The procedure in force there on the day."""

    @property
    def is_published(self) -> bool:
        """Whether the names of its members may hang on a wall."""
        return self.arrangement is not None and self.arrangement.names_published


def the_body(db: Session, organization: UUID, on: date) -> Body:
    """The committee of a place as it is on a day. Raises NoResultFound for no place."""
    found = select(Arrangement).where(Arrangement.organization_id == organization)
    place = db.get_one(Organization, organization)
    return Body(
        place=place,
        seats=_seats(db, organization, on),
        arrangement=db.scalar(found),
        pack=pack_of(db, place, on),
    )


def _seats(db: Session, organization: UUID, on: date) -> list[Seat]:
    rows = db.execute(
        select(Membership, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organization_id == organization, Membership.role.in_(COMMITTEE))
    )
    seats = [
        Seat(name, each.post, each.role, each.from_on, each.until_on)
        for each, name in rows
        if each.is_current(on)
    ]
    return sorted(seats, key=lambda seat: (COMMITTEE.index(seat.role), seat.name))
