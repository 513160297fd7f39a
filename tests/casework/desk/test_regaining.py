"""A colleague made new keys: what she lost is found, and handed to her again in one press."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank, Standing
from auth.models import CertificateRow, Membership, OrganizationKind, Role
from casework.case import handling
from casework.case.covers import change, taken, the_cover
from casework.case.lapsing import LAPSED
from casework.case.rekey import depart
from casework.case.timeline import timeline
from casework.desk.held import Look
from casework.desk.lending import Stay, lend
from casework.desk.regaining import give_again, lost_by_others
from casework.models.cover import Capacity
from casework.models.entry import Kind
from casework.readers.intentions import NotOffered, fulfil
from casework.taking_down.concerns import Reason, close_concern
from crypto.certificates import Certificate, Statement, confirm
from crypto.compartments import Compartment
from crypto.grants import rows_of
from crypto.seeds import Seeds
from tests.casework.turning import turn
from tests.cast import CAST
from tests.worlds import NOW, TODAY, World, statement

C = Compartment
LATER = NOW + timedelta(days=3)


def certificates(db: Session, world: World, who: str) -> list[CertificateRow]:
    mine = CertificateRow.person_id == world.people[who]
    return list(db.scalars(select(CertificateRow).where(mine)))


def loses_her_keys(db: Session, world: World, who: str) -> None:
    """Passphrase and recovery code are gone: she has new seeds, and her certificates end."""
    for row in certificates(db, world, who):
        row.ended_on = TODAY
    world.seeds[who] = Seeds.generate()
    db.commit()


def is_certified_again(db: Session, world: World, who: str) -> None:
    """Two officers confirm the new keys."""
    character = next(each for each in CAST if each.key == who)
    said = statement(world, character, world.seeds[who])
    signers = [(_statement(db, world, key), world.seeds[key]) for key in ("first", "second")]
    certificate = Certificate(said, tuple(confirm(said, *each) for each in signers))
    db.add(
        CertificateRow(
            person_id=world.people[who],
            membership_id=world.memberships[who],
            body=msgspec.msgpack.encode(certificate),
            made_on=TODAY,
        )
    )
    db.commit()


def _statement(db: Session, world: World, who: str) -> Statement:
    (row,) = certificates(db, world, who)
    return msgspec.msgpack.decode(row.body, type=Certificate).statement


def renewed(db: Session, world: World, who: str = "member") -> None:
    loses_her_keys(db, world, who)
    is_certified_again(db, world, who)


def lost(db: Session, world: World, who: str = "chair") -> dict[UUID, set[str]]:
    """Who needs which cases of one of the cast."""
    ring = world.as_(db, who)
    post = db.get_one(Membership, world.memberships[who])
    standing = Standing(
        post.id,
        post.organization_id,
        OrganizationKind.FACTORY,
        Role(post.role),
        frozenset({post.organization_id}),
    )
    actor = Actor(
        Rank.STAFF, world.people[who], standings=(standing,), ring_loader=lambda _actor: ring
    )
    look = Look(actor, world.keys, world.register(db), NOW)
    found = lost_by_others(db, look)
    return {
        person: {part for each in cases for part in each.parts} for person, cases in found.items()
    }


def test_nobody_needs_anything_while_keys_are_what_they_were(db: Session, world: World) -> None:
    world.told(db, world.complaint())

    assert lost(db, world) == {}


def test_whoever_has_other_keys_than_her_boxes_needs_them_again(db: Session, world: World) -> None:
    world.told(db, world.complaint())

    renewed(db, world)

    parts = set(Compartment) - {C.REFERRAL}
    assert lost(db, world) == {world.people["member"]: parts}


def test_before_anybody_confirmed_her_she_needs_nothing(db: Session, world: World) -> None:
    world.told(db, world.complaint())

    loses_her_keys(db, world, "member")

    assert lost(db, world) == {}


def test_whoever_lapsed_meanwhile_in_the_same_post_is_found(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    loses_her_keys(db, world, "member")
    handling.settle_owing(db, turn(db, world, "chair", case))
    db.commit()
    is_certified_again(db, world, "member")

    assert world.people["member"] in lost(db, world)


def test_whoever_left_and_came_back_waits_like_anybody_new(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    loses_her_keys(db, world, "member")
    handling.settle_owing(db, turn(db, world, "chair", case))
    is_certified_again(db, world, "member")
    db.get_one(Membership, world.memberships["member"]).from_on = TODAY + timedelta(days=1)
    db.commit()

    assert lost(db, world) == {}
    with pytest.raises(NotOffered):
        give_again(db, turn(db, world, "chair", case, now=LATER), world.people["member"])


def test_whoever_stepped_back_is_not_found(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    handling.recuse(db, turn(db, world, "member", case), "My cousin.")
    handling.settle_owing(db, turn(db, world, "chair", case))
    db.commit()
    renewed(db, world)

    assert lost(db, world) == {}


@pytest.mark.parametrize("looked_at", [False, True], ids=["before a visit", "after a visit"])
def test_one_press_gives_her_the_same_under_her_new_keys_alone(
    db: Session, world: World, looked_at: bool
) -> None:
    case = world.told(db, world.complaint())
    old = world.seeds["member"]
    loses_her_keys(db, world, "member")
    visits = [turn(db, world, "chair", case)][: int(looked_at)]
    assert [handling.settle_owing(db, each) for each in visits] == [[]] * looked_at
    is_certified_again(db, world, "member")

    give_again(db, turn(db, world, "chair", case), world.people["member"])
    db.commit()

    tag = world.keys.ring_tag(world.people["member"])
    assert len(rows_of(db, tag)) == 1
    assert not world.with_seeds(db, world.people["member"], old).holds(case, C.COVER)
    assert world.kept(db, "member") == []
    world.as_(db, "member")
    read = timeline(db, case, world.register(db))
    assert set(read.opened) == set(Compartment) - {C.REFERRAL}
    assert lost(db, world) == {}


def test_it_stands_in_the_record_of_the_case(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    renewed(db, world)

    give_again(db, turn(db, world, "chair", case), world.people["member"])
    db.commit()

    world.as_(db, "external")
    lines = timeline(db, case, world.register(db)).lines
    again = next(each for each in lines if each.kind is Kind.HAND_OVER)
    assert again.facts["step"] == "again"
    assert again.facts["recipient"] == world.people["member"].hex


def test_a_closed_concern_is_read_again_by_whoever_read_it_before(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(for_somebody_else=True))
    close_concern(db, turn(db, world, "chair", case), Reason.UNSAFE)
    renewed(db, world)

    give_again(db, turn(db, world, "chair", case), world.people["member"])
    db.commit()

    world.as_(db, "member")
    assert C.TOLD in timeline(db, case, world.register(db)).opened
    assert lost(db, world) == {}


def test_whoever_holds_less_gives_what_she_holds_and_the_rest_is_still_missing(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    renewed(db, world)

    given = give_again(db, turn(db, world, "union", case), world.people["member"])
    db.commit()

    assert set(given) == {C.COVER, C.OUTCOME}
    assert world.people["member"] in lost(db, world)


def test_who_needs_nothing_is_given_nothing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(NotOffered):
        give_again(db, turn(db, world, "chair", case), world.people["member"])


def test_whoever_fits_the_description_by_now_is_given_nothing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    loses_her_keys(db, world, "member")
    handling.settle_owing(db, turn(db, world, "chair", case))
    db.get_one(Membership, world.memberships["member"]).post = "supervisor, line 3"
    is_certified_again(db, world, "member")

    with pytest.raises(NotOffered):
        give_again(db, turn(db, world, "chair", case), world.people["member"])


def test_whoever_stood_in_for_a_time_needs_nothing_again(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    depart(db, case, world.people["member"], "stood_in", NOW)
    db.commit()
    world.as_(db, "chair")

    assert the_cover(db, case).text.departed[-1].holder == world.people["member"]
    assert lost(db, world) == {}


def test_whose_keys_lapse_while_she_stands_in_is_not_handed_the_place_for_good(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    stay = Stay(world.people["chair"], world.people["conflicted"], LATER.date())
    meant = lend(db, turn(db, world, "chair", case), stay, "I am away.")
    db.commit()
    fulfil(db, turn(db, world, "member", case, now=LATER), meant.id)
    db.commit()
    loses_her_keys(db, world, "conflicted")
    handling.settle_owing(db, turn(db, world, "member", case, now=LATER))
    db.commit()
    is_certified_again(db, world, "conflicted")

    assert lost(db, world) == {}
    with pytest.raises(NotOffered):
        give_again(db, turn(db, world, "member", case, now=LATER), world.people["conflicted"])


def test_whoever_has_another_post_only_is_not_handed_the_place_of_the_one_she_left(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    person = world.people["union"]
    depart(db, case, person, LAPSED, NOW)
    handling.settle_owing(db, turn(db, world, "chair", case))
    cover = taken(db, case)
    (left,) = cover.text.departed
    was = msgspec.structs.replace(
        left, capacity=Capacity.RECEIVER, knew=dict.fromkeys((C.COVER, C.TOLD, C.CHANNEL), 0)
    )
    change(db, cover, departed=[was])
    db.commit()

    assert person in lost(db, world)
    with pytest.raises(NotOffered):
        give_again(db, turn(db, world, "chair", case), person)
