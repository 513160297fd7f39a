"""What partners take on, who covers which factory, and what the calendar says of it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from casework.models.partnership import PartnerMeeting, PartnerSession, PlaceKind, SessionKind
from casework.partners import meetings, sessions
from casework.partners.calendar import What, coming
from casework.partners.covering import covering
from tests.worlds import TODAY, World

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def met(db: Session, world: World) -> PartnerMeeting:
    """A meeting of yesterday, by the programme."""
    return meetings.hold(db, world.bodies["programme"], PartnerMeeting(held_on=YESTERDAY))


def test_who_keeps_it_by_the_day_is_told_from_who_keeps_it_later(db: Session, world: World) -> None:
    union = world.bodies["union"]
    one, other, third = (
        meetings.take_on(db, met(db, world), union, what, TODAY) for what in ("a", "b", "c")
    )

    meetings.keep(db, one, TODAY, union)
    meetings.keep(db, other, TOMORROW, union)

    assert meetings.record_of(db) == {union: (3, 1)}
    assert meetings.unkept(db) == [third]


def test_what_was_kept_once_keeps_its_day(db: Session, world: World) -> None:
    taken = meetings.take_on(db, met(db, world), world.bodies["union"], "call", TODAY)
    meetings.keep(db, taken, YESTERDAY, world.bodies["union"])

    meetings.keep(db, taken, TOMORROW, world.bodies["programme"])

    assert (taken.kept_on, taken.kept_by_id) == (YESTERDAY, world.bodies["union"])


def test_a_factory_that_nobody_covers_stands_first(db: Session, world: World) -> None:
    first, second = covering(db, TODAY)

    assert (first.factory.name, first.is_uncovered) == ("Mekong Stitch", True)
    assert [each.name for each in second.programmes + second.unions] == [
        "CARE programme", "Garment Workers Federation",
    ]  # fmt: skip


def test_the_calendar_holds_sessions_meetings_and_what_is_due_until_it_is_kept(
    db: Session, world: World
) -> None:
    meeting = met(db, world)
    taken = meetings.take_on(db, meeting, world.bodies["union"], "bring posters", TOMORROW)
    planned = PartnerSession(
        kind=SessionKind.MEN, held_on=TODAY, place_kind=PlaceKind.VILLAGE, place="Char Kalia"
    )
    sessions.plan(db, world.bodies["union"], planned)

    found = coming(db, YESTERDAY, TOMORROW)
    meetings.keep(db, taken, TODAY, world.bodies["union"])

    assert [(each.what, each.words) for each in found] == [
        (What.MEETING, ""), (What.SESSION, "Char Kalia"), (What.DUE, "bring posters"),
    ]  # fmt: skip
    assert What.DUE not in {each.what for each in coming(db, YESTERDAY, TOMORROW)}
