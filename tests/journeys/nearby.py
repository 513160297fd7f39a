"""Places near the village's factory that an officer has called: a clinic, a centre, a shelter."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from auth.models import Organization
from referrals.directory.confirming import confirm
from referrals.directory.entries import PlaceText, ServiceText, Writer
from referrals.directory.keeping import add_place, add_service, link_account, the_body
from referrals.directory.offered import Line
from referrals.directory.seeding import begin
from referrals.models.listed import Service
from referrals.models.terms import Category, Cost, Duty, Known, StaffSex, Way
from tests.journeys.founding import Village

GAZIPUR = "BD-18"
CLINIC, CENTRE, FAR = "Night clinic", "Shanti centre", "Clinic over the river"


def settle_places(village: Village) -> None:
    """The directory as it is on a good day: everything in it was confirmed last week."""
    parts = village.parts()
    today = datetime.now(UTC).date()
    with parts.sessions() as db:
        begin(db, Writer(person=None, on=village.day), {"BD"})
        put_place(db, CLINIC, today - timedelta(days=7), ways={Way.LINK, Way.PHONE})
        put_place(db, CENTRE, today - timedelta(days=7), ways={Way.ACCOUNT})
        account = db.get_one(Organization, village.bodies["provider"])
        link_account(db, Writer(person=None, on=today), the_body(db, CENTRE), account)
        db.commit()
    parts.sessions.engine.dispose()


def put_place(
    db: Session,
    name: str,
    confirmed_on: date,
    *,
    ways: set[Way],
    kinds: frozenset[Category] = frozenset({Category.HEALTH}),
) -> Service:
    """A place in Gazipur, open day and night, of which everything is known."""
    by = Writer(person=None, on=confirmed_on)
    text = ServiceText(
        organization=name,
        name=name,
        country="BD",
        kinds=kinds,
        phones=(Line(number="0800 000 001"),),
        areas=frozenset({GAZIPUR}),
        languages=frozenset({"bn", "en"}),
        always_open=Known.YES,
        cost=Cost.FREE,
        staff_sex=frozenset({StaffSex.WOMEN}),
        documents_known=True,
        ages_known=True,
        police_report=Known.NO,
        children_welcome=Known.YES,
        tells_police=Duty.NEVER,
        tells_family=Duty.NEVER,
        tells_employer=Duty.NEVER,
        accepts_by=frozenset(ways),
        answer_hours=2.0,
    )
    service = add_service(db, by, text)
    add_place(db, by, service, PlaceText(area=GAZIPUR, address="Station road 4"))
    confirm(db, by, service)
    return service
