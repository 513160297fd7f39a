"""How it goes on: her choice, by her own press or by voice, and what it ends."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case.answers import Age, Wish
from casework.case.covers import the_cover
from casework.case.rekey import depart
from casework.case.timeline import Line, timeline
from casework.clocks.routes import Route
from casework.course.acknowledging import acknowledge
from casework.course.choosing import ByVoice, NotOpenToHer, choose, record, routes
from casework.desk.going_on import going_on
from casework.models.case import Case
from casework.models.cover import CoverText
from casework.models.entry import Kind
from casework.models.number import Status
from casework.readers.intentions import intend, pending, told_to_her
from casework.readers.panel import Next, name_panel
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from tests.casework.numbers import found, hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import NOW, World

C = Compartment
HEARD = ByVoice("I want an inquiry.", "phone", "Yesterday evening")


def chosen(db: Session, world: World, case: UUID, route: Route = Route.FORMAL) -> None:
    choose(db, hers(db, world, case, seeds_of(db, world)), route)
    db.commit()


def handed_to_care(db: Session, world: World, case: UUID) -> UUID:
    """The chair announces that the supervisor is to read what she told."""
    chair = turn(db, world, "chair", case)
    meant = intend(db, chair, world.people["supervisor"], [C.TOLD], "She can help.")
    db.commit()
    return meant.id


def seen_by(db: Session, world: World, who: str, case: UUID) -> tuple[CoverText, list[Line]]:
    world.as_(db, who)
    read = timeline(db, case, world.register(db))
    assert read.broken == []
    return the_cover(db, case).text, [each for each in read.lines if each.kind is Kind.ROUTE]


def test_nothing_is_chosen_before_she_chooses(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(wish=Wish.COMPLAIN))

    cover, lines = seen_by(db, world, "chair", case)

    assert (cover.route, cover.route_chosen_at, lines) == (None, None, [])


@pytest.mark.parametrize("route", list(Route))
def test_her_choice_stands_on_the_cover_and_is_signed_by_her(
    db: Session, world: World, route: Route
) -> None:
    case = world.told(db, world.complaint())

    chosen(db, world, case, route)

    cover, lines = seen_by(db, world, "chair", case)
    assert (cover.route, cover.route_chosen_at) == (route, NOW)
    assert [(each.facts["route"], each.author, each.is_verified) for each in lines] == [
        (route, None, True)
    ]


def test_choosing_again_changes_it_and_the_same_again_writes_nothing(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    chosen(db, world, case, Route.INFORMAL)
    chosen(db, world, case, Route.INFORMAL)
    chosen(db, world, case, Route.FORMAL)

    cover, lines = seen_by(db, world, "chair", case)

    assert cover.route is Route.FORMAL
    assert [each.facts["route"] for each in lines] == ["informal", "formal"]


def test_the_union_reads_that_she_chose_and_not_what_she_said(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    record(db, turn(db, world, "chair", case), Route.FORMAL, HEARD)
    db.commit()

    _cover, of_union = seen_by(db, world, "union", case)
    _cover, of_member = seen_by(db, world, "member", case)

    assert [(each.compartment, each.text) for each in of_union] == [(C.OUTCOME, "")]
    assert [(each.compartment, each.text) for each in of_member] == [
        (C.OUTCOME, ""),
        (C.CHANNEL, "I want an inquiry."),
    ]


def test_what_a_receiver_heard_stands_under_her_name_and_is_shown_to_the_survivor(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    record(db, turn(db, world, "member", case), Route.FORMAL, HEARD)
    db.commit()

    world.with_seeds(db, case, seeds_of(db, world))
    lines = timeline(db, case, world.register(db)).lines
    going = going_on(db.get_one(Case, case), the_cover(db, case).text, lines, NOW)

    assert going.recorded_by == world.people["member"]
    assert going.heard is not None
    assert (going.heard.text, going.heard.facts["how"]) == ("I want an inquiry.", "phone")
    row = found(db, world)
    assert row is not None
    assert row.facts.status is Status.ANSWER_WAITS


@pytest.mark.parametrize("who", ["union", "officer"])
def test_who_does_not_speak_with_her_writes_no_choice_down(
    db: Session, world: World, who: str
) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(KeyMissing):
        record(db, turn(db, world, who, case), Route.FORMAL, HEARD)


def test_her_own_later_choice_takes_the_place_of_what_was_heard(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    record(db, turn(db, world, "chair", case), Route.FORMAL, HEARD)
    db.commit()
    chosen(db, world, case, Route.SUPPORT_ONLY)

    cover, lines = seen_by(db, world, "chair", case)
    going = going_on(db.get_one(Case, case), cover, lines, NOW)

    assert (going.route, going.recorded_by, going.heard) == (Route.SUPPORT_ONLY, None, None)


def test_a_choice_she_adds_after_receipt_waits_for_an_answer(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    acknowledge(db, turn(db, world, "chair", case))
    db.commit()

    chosen(db, world, case)

    cover, _lines = seen_by(db, world, "chair", case)
    assert cover.asked_at == NOW


def test_leaving_the_formal_route_ends_what_was_announced_and_nobody_said_no(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    chosen(db, world, case)
    name_panel(db, turn(db, world, "chair", case), [world.people["conflicted"]], "Outside his line")
    db.commit()

    chosen(db, world, case, Route.INFORMAL)

    cover, _lines = seen_by(db, world, "chair", case)
    assert (pending(cover), cover.panel) == ([], [])
    assert [(each.objected_at, each.ended_at) for each in told_to_her(cover)] == [(None, NOW)]


def test_an_announcement_of_another_kind_outlives_her_change_of_route(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(tells_programme=None, wants_officer=False))
    chosen(db, world, case)
    meant = handed_to_care(db, world, case)

    chosen(db, world, case, Route.INFORMAL)

    cover, _lines = seen_by(db, world, "chair", case)
    assert [each.id for each in pending(cover)] == [meant]


def test_what_a_leaver_knew_is_made_anew_before_she_chooses(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    world.as_(db, "member")
    depart(db, case, world.people["member"], "left", NOW)
    db.commit()

    chosen(db, world, case)

    cover, _lines = seen_by(db, world, "chair", case)
    assert cover.route is Route.FORMAL


@pytest.mark.parametrize("route", [Route.INFORMAL, Route.FORMAL])
def test_where_no_committee_deals_with_it_there_is_no_inquiry_to_choose(
    db: Session, world: World, route: Route
) -> None:
    answers = world.complaint(workplace=None, union=None, told_for_programme=True)
    case = world.told(db, answers)

    with pytest.raises(NotOpenToHer):
        chosen(db, world, case, route)

    chosen(db, world, case, Route.OUTSIDE)
    cover, _lines = seen_by(db, world, "supervisor", case)
    assert cover.route is Route.OUTSIDE


def test_for_a_child_no_inquiry_is_offered(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(age=Age.UNDER_18))

    cover, _lines = seen_by(db, world, "child_one", case)

    assert routes(cover, db.get_one(Case, case)) == (Route.OUTSIDE, Route.SUPPORT_ONLY)


@pytest.mark.parametrize("changes", [{"wish": Wish.KEEP}, {"for_somebody_else": True}])
def test_what_is_kept_or_told_by_a_third_person_has_no_route(
    db: Session, world: World, changes: dict[str, object]
) -> None:
    case = world.told(db, world.complaint(**changes))
    world.with_seeds(db, case, seeds_of(db, world))

    assert routes(the_cover(db, case).text, db.get_one(Case, case)) == ()


@pytest.mark.parametrize("route", [Route.INFORMAL, Route.OUTSIDE, Route.SUPPORT_ONLY])
def test_on_every_other_route_nobody_new_is_next(db: Session, world: World, route: Route) -> None:
    case = world.told(db, world.complaint())
    chosen(db, world, case, route)

    cover, lines = seen_by(db, world, "chair", case)
    going = going_on(db.get_one(Case, case), cover, lines, NOW + timedelta(days=3))

    assert going.next is Next.NOBODY_NEW
