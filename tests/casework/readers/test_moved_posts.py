"""Whoever writes the database cannot make a reader of somebody certified for another post."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.models import Coverage, Membership, Organization, OrganizationKind, Role
from casework.case.covers import the_cover
from casework.case.lapsing import sound_holders
from casework.case.rekey import renew
from casework.case.turns import begin
from casework.models.case import Case
from casework.readers.audience import audience
from casework.readers.conflict import withheld
from casework.readers.recipients import reach
from crypto.compartments import Compartment
from crypto.errors import RolledBack
from tests.casework.turning import turn
from tests.worlds import TODAY, World

EARLIER = date(2025, 1, 1)
K = OrganizationKind


def post(db: Session, world: World, who: str) -> Membership:
    return db.get_one(Membership, world.memberships[who])


def heard(db: Session, world: World) -> set[str]:
    names = {person: who for who, person in world.people.items()}
    answers = world.complaint()
    kept_away = withheld(answers, world.readers(db), {})
    return {names[each.reader.person] for each in world.audience(db, answers, kept_away).recipients}


def told_at(db: Session, world: World, body: str, **changes: object) -> set[str]:
    """Who would read what somebody tells of this factory."""
    names = {person: who for who, person in world.people.items()}
    answers = world.complaint(workplace=world.bodies[body], **changes)
    made = audience(answers, world.readers(db, body), frozenset())
    return {names[each.reader.person] for each in made.recipients}


def test_a_chair_moved_to_another_factory_receives_nothing_there(db: Session, world: World) -> None:
    moved = post(db, world, "stranger")
    # Longest in post, so that her turn comes first.
    moved.organization_id, moved.from_on = world.bodies["factory"], EARLIER
    db.commit()

    assert "stranger" not in heard(db, world)


@pytest.mark.parametrize("role", [Role.CHAIR, Role.EXTERNAL_MEMBER, Role.SUPERVISOR])
def test_an_analyst_who_was_given_another_role_receives_nothing(
    db: Session, world: World, role: Role
) -> None:
    moved = post(db, world, "analyst")
    moved.role, moved.is_receiver, moved.from_on = role, True, EARLIER
    moved.organization_id = world.bodies["programme" if role is Role.SUPERVISOR else "factory"]
    db.commit()

    assert "analyst" not in heard(db, world)


def test_a_second_post_that_nobody_confirmed_brings_no_keys(db: Session, world: World) -> None:
    db.add(
        Membership(
            person_id=world.people["stranger"],
            organization_id=world.bodies["factory"],
            role=Role.EXTERNAL_MEMBER,
            from_on=EARLIER,
        )
    )
    db.commit()

    assert "stranger" not in heard(db, world)


@pytest.mark.parametrize("kind", [K.FACTORY, K.UNION, K.PROGRAMME])
def test_another_factory_that_covers_this_one_sends_no_committee(
    db: Session, world: World, kind: OrganizationKind
) -> None:
    other = db.get_one(Organization, world.bodies["other_factory"])
    # Sorted before the factory itself, so that its people would be asked first.
    other.name, other.kind = "A", kind
    db.add(Coverage(organization_id=other.id, factory_id=world.bodies["factory"]))
    case = world.told(db, world.complaint())
    world.kept(db, "chair")
    ring = world.as_(db, "chair")
    cover = the_cover(db, case).text

    open_to = reach(db, world.keys, world.register(db), case, cover, TODAY)

    assert ring.holds(case, Compartment.TOLD)
    assert "stranger" not in heard(db, world)
    assert world.people["stranger"] not in {each.person for each in open_to.candidates}


def test_a_union_that_is_said_to_cover_a_factory_reads_nothing_she_did_not_give_it(
    db: Session, world: World
) -> None:
    place = world.bodies["other_factory"]
    db.add(Coverage(organization_id=world.bodies["union"], factory_id=place))
    db.commit()

    assert "union" not in told_at(db, world, "other_factory", union=None)
    assert "union" in told_at(db, world, "other_factory")


def test_a_programme_that_is_said_to_cover_a_factory_sends_whom_it_certified_and_nobody_else(
    db: Session, world: World
) -> None:
    place = world.bodies["other_factory"]
    before = told_at(db, world, "other_factory")
    db.add(Coverage(organization_id=world.bodies["programme"], factory_id=place))
    db.commit()

    # What SECURITY.md says is possible, and where it ends: her no, and a certificate.
    assert told_at(db, world, "other_factory") - before == {"supervisor", "officer"}
    declining = {"declines_programme": True, "wants_officer": False}
    assert told_at(db, world, "other_factory", **declining) == before


def test_who_is_made_a_receiver_in_the_database_reads_only_with_a_certificate_for_her_post(
    db: Session, world: World
) -> None:
    made = [world.memberships[who] for who in ("conflicted", "puppet")]
    db.execute(update(Membership).values(is_receiver=Membership.id.in_(made)))
    db.commit()

    readers = told_at(db, world, "factory")

    assert "conflicted" in readers
    assert "puppet" not in readers


def test_a_holder_moved_to_another_body_holds_no_more(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    world.kept(db, "chair")
    world.as_(db, "chair")
    moved = post(db, world, "member")
    moved.organization_id, moved.role = world.bodies["programme"], Role.SUPERVISOR
    db.commit()
    world.as_(db, "chair")

    sound = sound_holders(db, case, the_cover(db, case).text, world.register(db), TODAY)

    assert world.people["member"] not in sound
    assert world.people["chair"] in sound


def test_a_case_moved_to_another_factory_is_neither_opened_nor_written(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    db.add(
        Coverage(
            organization_id=world.bodies["programme"], factory_id=world.bodies["other_factory"]
        )
    )
    db.get_one(Case, case).factory_id = world.bodies["other_factory"]
    db.commit()
    hers = turn(db, world, "supervisor", case)

    with pytest.raises(RolledBack):
        sound_holders(db, case, the_cover(db, case).text, world.register(db), TODAY)
    with pytest.raises(RolledBack):
        begin(db, hers, Compartment.OUTCOME)
    with pytest.raises(RolledBack):
        renew(db, case, hers.renewal, "owing")
