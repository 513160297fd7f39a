"""The board: what is due next in each case, what is late first, for those who hold the outcome."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.case.turns import begin
from casework.clocks.standing import State
from casework.course.acknowledging import acknowledge
from casework.course.recording import note_events
from casework.desk.coming_days import coming_days
from casework.desk.due import Due
from casework.desk.held import Row, list_cases
from casework.procedures.terms import Binding, Event
from crypto.compartments import Compartment
from tests.accounts import open_account
from tests.casework.turning import turn
from tests.casework.views.test_desk import look
from tests.visitors import Visitor
from tests.worlds import NOW, World

OTHER = "2000000000000004"


def row(db: Session, world: World, who: str) -> Row:
    (found,) = list_cases(db, look(db, world, who))
    return found


def looked_after(db: Session, world: World, case: UUID) -> None:
    """Receipt is confirmed and her safety asked after, on the day she told."""
    acknowledge(db, turn(db, world, "chair", case))
    mine = turn(db, world, "chair", case)
    note_events(db, begin(db, mine, Compartment.OUTCOME), mine, {Event.SAFETY_CHECKED: NOW})
    db.commit()


def test_a_row_says_what_comes_next(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    coming = row(db, world, "chair").next
    assert coming is not None
    assert (coming.days.rule, coming.days.due_on) == ("our_ack", date(2026, 3, 3))
    assert coming.state is State.DUE_SOON


def test_what_is_done_gives_way_to_what_comes_after(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    looked_after(db, world, case)
    coming = row(db, world, "chair").next
    assert coming is not None
    assert coming.days.rule == "inquiry"
    assert not coming.is_urgent


def test_the_union_that_follows_sees_what_is_due(db: Session, world: World) -> None:
    world.told(db, world.complaint(union=world.bodies["union"]))
    shown = row(db, world, "union")
    assert shown.follows
    assert shown.next is not None


def test_whoever_holds_no_outcome_sees_no_day(db: Session, world: World) -> None:
    world.told(db, world.complaint(wants_officer=True))
    shown = row(db, world, "officer")
    assert (shown.follows, shown.next, shown.clocks) == (False, None, ())


def test_a_concern_has_no_clock(db: Session, world: World) -> None:
    world.told(db, world.complaint(for_somebody_else=True))
    assert row(db, world, "chair").clocks == ()


def test_a_late_case_stands_before_one_that_was_told_since(db: Session, world: World) -> None:
    new = world.told(db, world.complaint())
    old = world.told(
        db, world.complaint(), world.prepare(number=OTHER), now=NOW - timedelta(days=9)
    )
    found = list_cases(db, look(db, world, "chair"))
    assert [each.case for each in found] == [old, new]
    assert found[0].next is not None
    assert found[0].next.is_late


def test_the_coming_days_name_what_the_committee_owes(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    looking = look(db, world, "chair")
    coming = coming_days(db, looking, list_cases(db, looking))
    due = [(each.day.stage, each.day.on) for each in coming if each.day.what is Due.CLOCK]
    assert due == [("receive", date(2026, 3, 3)), ("safety", date(2026, 3, 3))]
    bound = {each.day.binding for each in coming if each.day.what is Due.CLOCK}
    assert bound == {Binding.RECOMMENDED}


@pytest.mark.parametrize(
    ("zone", "due_on"),
    [("Pacific/Kiritimati", date(2026, 3, 1)), ("Pacific/Pago_Pago", date(2026, 2, 27))],
)
def test_the_day_is_the_one_on_the_factory_s_wall(
    db: Session, world: World, zone: str, due_on: date
) -> None:
    place = db.get_one(Organization, world.bodies["factory"])
    place.time_zone = zone
    world.told(db, world.complaint(), now=NOW - timedelta(days=3))
    shown = row(db, world, "chair")
    assert shown.next is not None
    assert (shown.next.days.due_on, shown.next.late_by) == (due_on, 2)


@pytest.fixture
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of, and the trust of this world."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


def cases_page(app: Flask, db: Session, world: World, who: str) -> str:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor.get("/cases").text


def test_the_list_marks_what_is_late(app: Flask, db: Session, world: World, today: None) -> None:
    world.told(db, world.complaint(), now=NOW - timedelta(days=9))
    db.rollback()
    page = cases_page(app, db, world, "chair")
    assert "Late by 8 days" in page
    assert "outcome is not opened to you" not in page


def test_whoever_holds_no_outcome_is_told_why_no_day_stands_there(
    app: Flask, db: Session, world: World, today: None
) -> None:
    world.told(db, world.complaint(wants_officer=True), now=NOW - timedelta(days=9))
    db.rollback()
    page = cases_page(app, db, world, "officer")
    assert "Late by" not in page
    assert "Of one of them the outcome is not opened to you, so no day is shown." in page
