"""What the forms of the directory offer to choose from."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from flask import g
from sqlalchemy.orm import Session

from auth.parts import now
from auth.people_acts import note
from referrals.directory.areas import tree_of
from referrals.directory.entries import Writer
from referrals.words.areas import area_choices, country_name

Choices = Sequence[tuple[str, str]]


def countries_there(db: Session) -> list[str]:
    """The countries whose areas are in the directory."""
    return sorted(each.code for each in tree_of(db).values() if not each.parent_code)


def countries_offered(db: Session) -> list[tuple[str, str]]:
    """The same, with their names."""
    pairs = [(code, country_name(code)) for code in countries_there(db)]
    return sorted(pairs, key=lambda pair: pair[1])


def areas_offered(db: Session) -> Mapping[str, Choices]:
    """Every area, by country."""
    return area_choices(tree_of(db).values(), countries_there(db))


def writer() -> Writer:
    """Whoever is signed in, on this day."""
    return Writer(person=g.actor.person, on=now().date())


def audited(verb: str, subject: UUID | None) -> None:
    """Append an act to the trail of administration, beside the entry's own history."""
    note(g.db, g.keys, g.actor.person, f"directory:{verb}", subject or uuid4(), now())
