"""A place that helps, with a door, in the directory of the company."""

from datetime import date

from sqlalchemy.orm import Session

from referrals.directory.entries import PlaceText, ServiceText, Writer
from referrals.directory.keeping import add_place, add_service
from referrals.directory.seeding import begin
from referrals.models.terms import Category

WRITER = Writer(person=None, on=date(2026, 3, 2))


def list_help(db: Session) -> None:
    """The areas and numbers of Bangladesh, and a clinic with a door in Dhaka."""
    begin(db, WRITER, {"BD"})
    text = ServiceText(
        organization="Health for all",
        name="Clinic at the gate",
        country="BD",
        kinds=frozenset({Category.HEALTH}),
        areas=frozenset({"BD-13"}),
    )
    row = add_service(db, WRITER, text)
    add_place(db, WRITER, row, PlaceText(area="BD-13", address="4 Mill Road"))
