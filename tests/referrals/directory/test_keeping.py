"""An officer writes a service down, changes it, and the directory remembers who did what."""

from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.confirming import called, confirm, doubt, gone, heard_other, tasks
from referrals.directory.entries import PlaceText, ServiceText, Writer
from referrals.directory.history import history
from referrals.directory.keeping import (
    NoFactory,
    add_place,
    add_service,
    change_place,
    change_service,
    link_factory,
    linked_factories,
    remove_place,
    unlink_factory,
)
from referrals.directory.offered import Line, Opening
from referrals.directory.reading import offered
from referrals.directory.written import written_place, written_service
from referrals.models.details import Schedule
from referrals.models.keeping import Change, ChangeKind
from referrals.models.listed import ListedOrganization, Location, ServiceAtLocation
from referrals.models.terms import (
    Category,
    Document,
    Duty,
    Freshness,
    Known,
    StaffSex,
    Status,
    Way,
    Whom,
)
from tests.referrals.directory.rows import DAY
from tests.worlds import World

LINA = Writer(person=None, on=DAY)
WEEK = (
    Opening(days=frozenset({0}), opens=540, closes=1020),
    Opening(days=frozenset({1}), opens=540, closes=1020),
    Opening(days=frozenset({4}), opens=600, closes=720),
)
CLINIC = ServiceText(
    organization="Health for all",
    name="Clinic at the gate",
    country="BD",
    kinds=frozenset({Category.HEALTH, Category.GBV}),
    description="Doctors for women",
    phones=(Line(number="109"), Line(number="0171", kind="whatsapp", note="at night")),
    areas=frozenset({"BD-13", "BD-18"}),
    languages=frozenset({"bn", "en"}),
    week=WEEK,
    serves=frozenset({Whom.WOMEN}),
    staff_sex=frozenset({StaffSex.WOMEN}),
    documents_known=True,
    documents=frozenset({Document.FACTORY_CARD}),
    police_report=Known.NO,
    tells_police=Duty.MUST,
    accepts_by=frozenset({Way.PHONE, Way.LINK}),
    answer_hours=4.0,
    available=3,
    maximum=5,
    ask_for="Rehana",
)
HOUSE = PlaceText(name="Gate clinic", area="BD-13", address="4 Mill Road", city="Dhaka", week=WEEK)
HIDDEN = PlaceText(name="A safe house", area="BD-C", is_confidential=True)


def test_what_an_officer_writes_is_what_she_reads_again(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)

    assert written_service(db, row) == CLINIC


def test_writing_the_same_again_changes_nothing(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)

    assert change_service(db, LINA, row, CLINIC) == 0
    assert written_service(db, row) == CLINIC


@pytest.mark.parametrize(
    ("field", "value", "before", "after"),
    [
        ("phones", (Line(number="110"),), "109 voice; 0171 whatsapp at night", "110 voice"),
        ("languages", frozenset({"bn"}), "bn, en", "bn"),
        ("areas", frozenset({"BD"}), "BD-13, BD-18", "BD"),
        ("kinds", frozenset({Category.LEGAL}), "gbv, health", "legal"),
        ("documents", frozenset(), "factory-card", ""),
        ("week", WEEK[2:], "0 09:00-17:00; 1 09:00-17:00; 4 10:00-12:00", "4 10:00-12:00"),
        ("available", None, "3", ""),
        ("tells_police", Duty.NEVER, "must", "never"),
        ("ask_for", "Shila", "Rehana", "Shila"),
        ("name", "Clinic at the mill", "Clinic at the gate", "Clinic at the mill"),
    ],
)
def test_each_field_that_changed_stands_in_the_history_with_who_and_when(
    db: Session, world: World, field: str, value: object, before: str, after: str
) -> None:
    lina = Writer(person=world.people["officer"], on=DAY)
    row = add_service(db, LINA, CLINIC)
    text = msgspec.structs.replace(CLINIC, **{field: value})

    assert change_service(db, lina, row, text) == 1

    assert getattr(written_service(db, row), field) == value
    (change,) = [each for each in history(db, row.id) if each.kind is ChangeKind.CHANGED]
    assert (change.field_name, change.previous_value, change.replacement_value) == (
        field,
        before,
        after,
    )
    assert (change.by_id, change.changed_on) == (lina.person, DAY)


def test_the_hours_of_a_rule_stay_when_the_week_is_written_anew(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)
    monthly = Schedule(service_id=row.id, freq="MONTHLY", byday="1MO", opens_at=540, closes_at=600)
    db.add(monthly)
    db.flush()

    change_service(db, LINA, row, msgspec.structs.replace(CLINIC, week=()))

    assert list(db.scalars(select(Schedule))) == [monthly]


def test_another_body_of_the_same_name_is_the_same_body(db: Session) -> None:
    add_service(db, LINA, CLINIC)
    add_service(db, LINA, msgspec.structs.replace(CLINIC, name="Lawyers at the gate"))

    assert len(db.scalars(select(ListedOrganization)).all()) == 1


def test_a_new_entry_is_confirmed_by_nobody_until_somebody_called(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)
    assert offered(db, DAY)[0].freshness is Freshness.UNVERIFIED

    confirm(db, LINA, row, "Rehana, reception")

    assert offered(db, DAY)[0].freshness is Freshness.CONFIRMED
    assert [each.note for each in history(db, row.id)][0:2].count("Rehana, reception") == 1


def test_changing_an_entry_confirms_nothing(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)

    change_service(db, LINA, row, msgspec.structs.replace(CLINIC, name="Other"))

    assert offered(db, DAY)[0].freshness is Freshness.UNVERIFIED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phones", (Line(number="110"),)),
        ("name", "Other"),
        ("week", ()),
        ("areas", frozenset({"BD"})),
        ("kinds", frozenset({Category.LEGAL})),
        ("documents", frozenset()),
        ("tells_police", Duty.NEVER),
    ],
)
def test_a_change_of_what_a_worker_relies_on_takes_the_confirmation_away(
    db: Session, field: str, value: object
) -> None:
    row = add_service(db, LINA, CLINIC)
    confirm(db, LINA, row)

    change_service(db, LINA, row, msgspec.structs.replace(CLINIC, **{field: value}))

    assert offered(db, DAY)[0].freshness is Freshness.UNVERIFIED
    assert len(tasks(db, offered(db, DAY))) == 1


@pytest.mark.parametrize(
    "told", [{}, {"ask_for": "Selina"}, {"available": 1}, {"maximum": 9}], ids=str
)
def test_what_no_worker_relies_on_takes_no_confirmation_away(
    db: Session, told: dict[str, object]
) -> None:
    row = add_service(db, LINA, CLINIC)
    confirm(db, LINA, row)

    change_service(db, LINA, row, msgspec.structs.replace(CLINIC, **told))

    assert offered(db, DAY)[0].freshness is Freshness.CONFIRMED


def test_a_new_door_of_a_confirmed_service_waits_for_a_call(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)
    confirm(db, LINA, row)

    add_place(db, LINA, row, HOUSE)

    assert offered(db, DAY)[0].freshness is Freshness.UNVERIFIED


@pytest.mark.parametrize(
    ("text", "own", "beside"),
    [
        (HOUSE, Freshness.CONFIRMED, Freshness.CONFIRMED),
        (
            msgspec.structs.replace(HOUSE, week=()),
            Freshness.UNVERIFIED,
            Freshness.CONFIRMED,
        ),
        (
            msgspec.structs.replace(HOUSE, address="5 Mill Road"),
            Freshness.UNVERIFIED,
            Freshness.UNVERIFIED,
        ),
        (HIDDEN, Freshness.UNVERIFIED, Freshness.UNVERIFIED),
    ],
    ids=["the same", "its own hours", "another address", "secret from now on"],
)
def test_what_is_other_at_a_door_is_asked_again_of_whatever_is_given_behind_it(
    db: Session, text: PlaceText, own: Freshness, beside: Freshness
) -> None:
    row = add_service(db, LINA, CLINIC)
    lawyer = add_service(db, LINA, msgspec.structs.replace(CLINIC, name="Lawyers"))
    place = add_place(db, LINA, row, HOUSE)
    db.add(ServiceAtLocation(service_id=lawyer.id, location_id=place.location_id))
    confirm(db, LINA, row)
    confirm(db, LINA, lawyer)

    change_place(db, LINA, place, text)

    found = {each.name: each.freshness for each in offered(db, DAY)}
    assert found == {"Clinic at the gate": own, "Lawyers": beside}


@pytest.mark.parametrize("days", [0, 100], ids=["fresh", "due"])
def test_where_something_changed_no_worker_reads_a_confirmation_and_somebody_calls(
    db: Session, days: int
) -> None:
    row = add_service(db, LINA, CLINIC)
    confirm(db, Writer(person=None, on=DAY - timedelta(days=days)), row)

    heard_other(db, LINA, row, "another number")

    assert offered(db, DAY)[0].freshness is Freshness.UNVERIFIED
    assert [each.offered.service for each in tasks(db, offered(db, DAY))] == [row.id]


def test_a_place_has_its_address_and_its_own_hours(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)

    place = add_place(db, LINA, row, HOUSE)

    assert written_place(db, place) == HOUSE
    assert offered(db, DAY)[0].address == "4 Mill Road, Dhaka"


def test_the_address_of_a_confidential_place_is_not_kept_even_if_it_was_sent(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)

    place = add_place(
        db, LINA, row, msgspec.structs.replace(HIDDEN, address="4 Mill Road", city="Dhaka")
    )

    assert written_place(db, place) == HIDDEN


def test_a_place_that_becomes_confidential_loses_its_address_in_the_history_too(
    db: Session,
) -> None:
    row = add_service(db, LINA, CLINIC)
    place = add_place(db, LINA, row, HOUSE)
    change_place(db, LINA, place, msgspec.structs.replace(HOUSE, address="5 Mill Road"))

    change_place(db, LINA, place, HIDDEN)

    values = [each.previous_value + each.replacement_value for each in db.scalars(select(Change))]
    assert not any("Mill Road" in each for each in values)
    assert db.scalars(select(Location.address)).all() == [""]


def test_a_place_that_is_no_more_goes_with_all_that_hung_on_it(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)
    place = add_place(db, LINA, row, HOUSE)

    remove_place(db, LINA, place)

    assert db.scalars(select(Location)).all() == []
    assert offered(db, DAY)[0].address == ""


def test_cases_of_a_factory_do_not_go_to_a_body_that_belongs_to_it(
    db: Session, world: World
) -> None:
    row = add_service(db, LINA, CLINIC)
    body, factory = db.get_one(ListedOrganization, row.organization_id), world.bodies["factory"]

    link_factory(db, LINA, body, factory)
    link_factory(db, LINA, body, factory)

    assert offered(db, DAY)[0].factories == frozenset({factory})
    assert [each.id for each in linked_factories(db, body.id)] == [factory]

    unlink_factory(db, LINA, body, factory)
    assert offered(db, DAY)[0].factories == frozenset()


def test_a_union_is_no_factory(db: Session, world: World) -> None:
    body = db.get_one(ListedOrganization, add_service(db, LINA, CLINIC).organization_id)

    with pytest.raises(NoFactory):
        link_factory(db, LINA, body, world.bodies["union"])


def test_what_nobody_confirmed_is_called_first_then_what_is_due_the_longest(db: Session) -> None:
    named = {
        name: add_service(db, LINA, msgspec.structs.replace(CLINIC, name=name))
        for name in ("due", "stale", "never", "fresh")
    }
    for name, days in (("due", 100), ("stale", 400), ("fresh", 5)):
        confirm(db, Writer(person=None, on=DAY - timedelta(days=days)), named[name])

    found = tasks(db, offered(db, DAY))

    assert [each.offered.name for each in found] == ["never", "stale", "due"]
    assert found[2].due_on == DAY - timedelta(days=10)


def test_a_call_in_vain_stands_with_the_task_until_somebody_confirms(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)
    confirm(db, Writer(person=None, on=DAY - timedelta(days=100)), row)

    called(db, LINA, row, "no answer")

    (task,) = tasks(db, offered(db, DAY))
    assert task.tried_on == DAY
    confirm(db, LINA, row)
    assert tasks(db, offered(db, DAY)) == []


def test_whoever_was_called_in_vain_comes_after_all_others_the_longest_ago_first(
    db: Session,
) -> None:
    named = {
        name: add_service(db, LINA, msgspec.structs.replace(CLINIC, name=name))
        for name in ("a tried today", "b tried last week", "never", "due")
    }
    confirm(db, Writer(person=None, on=DAY - timedelta(days=100)), named["due"])
    called(db, LINA, named["a tried today"])
    called(db, Writer(person=None, on=DAY - timedelta(days=7)), named["b tried last week"])

    found = [each.offered.name for each in tasks(db, offered(db, DAY))]

    assert found == ["never", "due", "b tried last week", "a tried today"]


def test_nobody_is_sent_where_nothing_is_any_more_and_nobody_calls_there(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)

    gone(db, LINA, row, "the house is empty")

    assert offered(db, DAY)[0].status is Status.DEFUNCT
    assert tasks(db, offered(db, DAY)) == []


def test_a_confirmation_that_is_taken_back_waits_for_a_call(db: Session) -> None:
    row = add_service(db, LINA, CLINIC)
    confirm(db, LINA, row)

    doubt(db, LINA, row, "a woman said that nobody answers")

    assert offered(db, DAY)[0].freshness is Freshness.UNVERIFIED
    assert len(tasks(db, offered(db, DAY))) == 1
