"""The panel of the formal route: named, told to her, and handed the inquiry and nothing else."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.models import CertificateRow, Person
from casework.case import handling
from casework.case.answers import Reply
from casework.case.covers import the_cover
from casework.case.timeline import timeline
from casework.clocks.routes import Route
from casework.course.choosing import choose
from casework.models.cover import Capacity, CoverText, Intention
from casework.models.entry import Kind
from casework.readers.intentions import NotOffered, NotRipe, fulfil, intend, object_to, pending
from casework.readers.panel import Next, NoPanel, name_panel, next_step, said_no_to, seats
from casework.readers.settling import settle_match
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from crypto.grants import rows_of
from tests.casework.numbers import hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

C = Compartment
LATER = NOW + timedelta(hours=48)
INQUIRY = {C.COVER, C.TOLD, C.ACCOUNT, C.OUTCOME}


def formal(db: Session, world: World, route: Route = Route.FORMAL, **changes: object) -> UUID:
    """A complaint whose survivor has chosen."""
    case = world.told(db, world.complaint(**changes))
    choose(db, hers(db, world, case, seeds_of(db, world)), route)
    db.commit()
    return case


def named(db: Session, world: World, case: UUID, *who: str, by: str = "chair") -> list[Intention]:
    people = [world.people[each] for each in who]
    meant = name_panel(db, turn(db, world, by, case), people, "Not of his line.")
    db.commit()
    return meant


def cover_of(db: Session, world: World, case: UUID, who: str = "chair") -> CoverText:
    world.as_(db, who)
    return the_cover(db, case).text


def given(db: Session, world: World, case: UUID, meant: Intention, by: str = "member") -> None:
    fulfil(db, turn(db, world, by, case, now=LATER), meant.id)
    db.commit()


@pytest.mark.parametrize("route", [Route.INFORMAL, Route.OUTSIDE, Route.SUPPORT_ONLY])
def test_without_the_formal_route_nobody_is_named(db: Session, world: World, route: Route) -> None:
    case = formal(db, world, route)

    with pytest.raises(NoPanel):
        named(db, world, case, "conflicted")


def test_before_she_has_chosen_nobody_is_named(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(NoPanel):
        named(db, world, case, "conflicted")


def test_who_is_new_is_told_to_her_and_has_no_box(db: Session, world: World) -> None:
    case = formal(db, world)

    (meant,) = named(db, world, case, "conflicted")

    assert (meant.capacity, set(meant.compartments)) == (Capacity.PANEL, INQUIRY | {C.IDENTITY})
    assert rows_of(db, world.keys.ring_tag(world.people["conflicted"])) == []
    assert pending(cover_of(db, world, case)) == [meant]


@pytest.mark.parametrize("knows", [True, False])
def test_her_name_reaches_a_panel_only_if_the_committee_knows_it_from_her(
    db: Session, world: World, knows: bool
) -> None:
    case = formal(db, world, name_for_committee=knows, name_for_programme=True)

    (meant,) = named(db, world, case, "conflicted")

    assert (C.IDENTITY in meant.compartments) == knows


def test_after_48_hours_the_panel_reads_what_she_told_and_the_inquiry(
    db: Session, world: World
) -> None:
    case = formal(db, world, name_for_committee=False, needs_for_committee=True)
    (meant,) = named(db, world, case, "conflicted")
    given(db, world, case, meant)

    assert world.kept(db, "conflicted") == []
    world.as_(db, "conflicted")
    read = timeline(db, case, world.register(db))

    assert set(read.opened) == INQUIRY
    assert set(read.sealed) == {C.IDENTITY, C.REFERRAL, C.CHANNEL}
    assert read.broken == []


def test_who_reads_already_sits_without_a_new_key(db: Session, world: World) -> None:
    case = formal(db, world)

    meant = named(db, world, case, "chair", "member", "external")

    cover = cover_of(db, world, case)
    assert meant == pending(cover) == []
    assert [each.reads for each in seats(cover)] == [True, True, True]
    assert next_step(cover, NOW) is Next.PANEL_READS


@pytest.mark.parametrize("who", ["puppet", "stranger", "union", "supervisor", "officer", "analyst"])
def test_nobody_else_sits_on_it(db: Session, world: World, who: str) -> None:
    case = formal(db, world)

    with pytest.raises(NotOffered):
        named(db, world, case, who)


def test_whom_the_description_fits_does_not_sit(db: Session, world: World) -> None:
    case = formal(db, world)

    with pytest.raises(NotOffered):
        named(db, world, case, "respondent")


def test_a_receiver_whom_the_description_fits_since_does_not_sit(db: Session, world: World) -> None:
    case = formal(db, world)
    db.get_one(Person, world.people["member"]).name = "Abdul Karim"
    db.commit()

    with pytest.raises(NotOffered):
        named(db, world, case, "member")


def test_who_stepped_back_does_not_sit(db: Session, world: World) -> None:
    case = formal(db, world)
    handling.recuse(db, turn(db, world, "member", case), "My uncle.")
    handling.settle_owing(db, turn(db, world, "chair", case))
    db.commit()

    with pytest.raises(NotOffered):
        named(db, world, case, "member")


def test_whom_she_named_as_close_does_not_sit(db: Session, world: World) -> None:
    close = {world.memberships["conflicted"].hex: Reply.YES}
    case = formal(db, world, close=close)

    with pytest.raises(NotOffered):
        named(db, world, case, "conflicted")


def test_nobody_is_named_twice_and_an_empty_panel_is_none(db: Session, world: World) -> None:
    case = formal(db, world)
    named(db, world, case, "conflicted")

    with pytest.raises(NotOffered):
        named(db, world, case, "conflicted")
    with pytest.raises(NotOffered):
        named(db, world, case)


def test_one_who_may_not_sit_leaves_nothing_named(db: Session, world: World) -> None:
    case = formal(db, world)

    with pytest.raises(NotOffered):
        named(db, world, case, "conflicted", "puppet")
    db.rollback()

    assert cover_of(db, world, case).panel == []


def test_a_place_on_the_panel_is_not_handed_over_by_the_other_page(
    db: Session, world: World
) -> None:
    case = formal(db, world)
    chair = turn(db, world, "chair", case)

    with pytest.raises(NotOffered):
        intend(db, chair, world.people["conflicted"], [C.TOLD], "To read along")


def test_whoever_holds_less_names_and_the_rest_is_given_by_who_holds_it(
    db: Session, world: World
) -> None:
    case = formal(db, world, told_for_programme=True)
    (meant,) = named(db, world, case, "conflicted", by="supervisor")

    given(db, world, case, meant, by="supervisor")
    half = world.as_(db, "conflicted").holds(case, C.IDENTITY)
    given(db, world, case, meant, by="chair")

    assert not half
    assert world.as_(db, "conflicted").holds(case, C.IDENTITY)


def test_who_does_not_hold_the_inquiry_names_nobody(db: Session, world: World) -> None:
    case = formal(db, world)

    with pytest.raises(KeyMissing):
        named(db, world, case, "conflicted", by="union")


def test_her_no_takes_somebody_off_the_panel(db: Session, world: World) -> None:
    case = formal(db, world)
    (meant,) = named(db, world, case, "conflicted", "chair")
    object_to(db, hers(db, world, case, seeds_of(db, world)), meant.id)
    db.commit()

    cover = cover_of(db, world, case)

    assert [each.person for each in seats(cover)] == [world.people["chair"]]
    assert said_no_to(cover) == {world.people["conflicted"]: NOW}


def test_a_change_of_route_leaves_what_was_announced_unsealable(db: Session, world: World) -> None:
    case = formal(db, world)
    (meant,) = named(db, world, case, "conflicted")
    choose(db, hers(db, world, case, seeds_of(db, world)), Route.INFORMAL)
    db.commit()

    with pytest.raises(NotRipe):
        given(db, world, case, meant)


def test_who_left_and_who_lost_her_certificate_is_handed_nothing(db: Session, world: World) -> None:
    case = formal(db, world)
    (meant,) = named(db, world, case, "conflicted")
    his = CertificateRow.person_id == world.people["conflicted"]
    db.execute(update(CertificateRow).where(his).values(ended_on=TODAY))
    db.commit()

    with pytest.raises(NotOffered):
        given(db, world, case, meant)


@pytest.mark.parametrize(
    ("now", "step"),
    [(NOW, Next.SHE_MAY_SAY_NO), (LATER, Next.HAND_OVER)],
)
def test_the_case_says_what_is_next(db: Session, world: World, now: datetime, step: Next) -> None:
    case = formal(db, world)
    first = next_step(cover_of(db, world, case), now)
    (meant,) = named(db, world, case, "conflicted")
    then = next_step(cover_of(db, world, case), now)
    given(db, world, case, meant)

    assert (first, then) == (Next.NAME_PANEL, step)
    assert next_step(cover_of(db, world, case), now) is Next.PANEL_READS


def test_naming_is_an_entry_that_the_survivor_reads_too(db: Session, world: World) -> None:
    case = formal(db, world)
    named(db, world, case, "conflicted", "external")

    world.with_seeds(db, case, seeds_of(db, world))
    read = timeline(db, case, world.register(db))

    (line,) = [each for each in read.lines if each.kind is Kind.PANEL]
    assert line.facts["people"] == [world.people[each].hex for each in ("conflicted", "external")]
    assert (line.author, line.is_verified, line.text) == (
        world.people["chair"],
        True,
        "Not of his line.",
    )


def test_a_member_settled_as_a_namesake_receives_no_key_and_can_sit_then(
    db: Session, world: World
) -> None:
    case = formal(db, world)
    settled = settle_match(
        db, turn(db, world, "chair", case), world.people["respondent"], (), "Another building."
    )
    db.commit()

    (meant,) = named(db, world, case, "respondent")

    assert settled is None
    assert meant.capacity is Capacity.PANEL
    assert rows_of(db, world.keys.ring_tag(world.people["respondent"])) == []
