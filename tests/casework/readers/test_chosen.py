"""Who may be handed keys later: what she chose when she told holds for every later grant."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind
from casework.case.answers import Wish
from casework.case.covers import the_cover
from casework.readers.recipients import is_open_to, reach
from crypto.compartments import Compartment
from tests.worlds import TODAY, World

C = Compartment


def offered(db: Session, world: World, case: UUID, by: str) -> set[UUID]:
    """The people somebody could hand something to, now."""
    world.as_(db, by)
    found = reach(db, world.keys, world.register(db), case, the_cover(db, case).text, TODAY)
    return {each.person for each in found.candidates}


def may_be_handed(db: Session, world: World, case: UUID, who: str, by: str = "chair") -> bool:
    """Whether what she chose leaves room for somebody, whatever she holds already."""
    world.as_(db, by)
    cover = the_cover(db, case).text
    reader = next(each for each in world.readers(db) if each.person == world.people[who])
    return is_open_to(cover, reader)


def test_a_union_she_did_not_choose_is_offered_nothing(db: Session, world: World) -> None:
    without = world.told(db, world.complaint(union=None))
    other = world.told(
        db, world.complaint(union=UUID(int=7)), world.prepare(number="2000000000000004")
    )
    chosen = world.told(db, world.complaint(), world.prepare(number="3000000000000006"))

    assert not may_be_handed(db, world, without, "union")
    assert not may_be_handed(db, world, other, "union")
    assert may_be_handed(db, world, chosen, "union")


@pytest.mark.parametrize(
    ("declines", "asked", "is_open"),
    [(True, False, False), (True, True, True), (False, False, True)],
)
def test_after_a_no_to_the_programme_its_officer_is_handed_what_she_asked_for_alone(
    db: Session, world: World, declines: bool, asked: bool, is_open: bool
) -> None:
    answers = world.complaint(
        tells_programme=None, declines_programme=declines, wants_officer=asked
    )
    case = world.told(db, answers)

    assert may_be_handed(db, world, case, "officer") is is_open
    assert not may_be_handed(db, world, case, "supervisor") or not declines


def test_after_a_no_the_officer_she_asked_for_holds_no_name(db: Session, world: World) -> None:
    answers = world.complaint(declines_programme=True, name_for_programme=True)
    case = world.told(db, answers)

    ring = world.as_(db, "officer")

    assert ring.holds(case, C.REFERRAL)
    assert not ring.holds(case, C.IDENTITY)


def test_for_help_alone_nobody_of_the_committee_is_offered(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(wish=Wish.HELP, told_for_programme=True))

    people = offered(db, world, case, "supervisor")

    of_factory = ("chair", "member", "external", "conflicted", "respondent")
    assert not people & {world.people[who] for who in of_factory}


def test_the_union_of_another_factory_is_not_even_asked_about(db: Session, world: World) -> None:
    body = Organization(kind=OrganizationKind.UNION, name="Another union", country="BD")
    db.add(body)
    db.flush()
    db.add(Coverage(organization_id=body.id, factory_id=world.bodies["factory"]))
    case = world.told(db, world.complaint(union=body.id))

    assert not may_be_handed(db, world, case, "union")
    assert not world.as_(db, "union").holds(case, C.COVER)
