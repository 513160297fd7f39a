"""From boxes to a ring: hers alone, and nothing that was put there by somebody else."""

from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.rings import load_ring
from crypto.compartments import Compartment
from crypto.grants import Grant
from crypto.seeds import Seeds
from tests.worlds import World


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that the chair has received."""
    return world.told(db, world.complaint())


def ring_cases(db: Session, world: World, who: str, seeds: Seeds) -> frozenset[UUID]:
    """The cases that these seeds open under a person's tag."""
    return load_ring(db, world.keys, world.people[who], seeds).cases


def test_what_was_delivered_to_her_opens_with_her_seeds(
    db: Session, world: World, case: UUID
) -> None:
    ring = load_ring(db, world.keys, world.people["chair"], world.seeds["chair"])

    assert ring.cases == {case}
    assert ring.holds(case, Compartment.TOLD)
    assert not ring.holds(case, Compartment.REFERRAL)


def test_her_boxes_open_for_nobody_else(db: Session, world: World, case: UUID) -> None:
    assert ring_cases(db, world, "chair", world.seeds["respondent"]) == frozenset()
    assert ring_cases(db, world, "respondent", world.seeds["respondent"]) == frozenset()


def test_a_box_that_does_not_open_is_left_out_and_the_others_stay(
    db: Session, world: World, case: UUID
) -> None:
    tag = world.keys.ring_tag(world.people["chair"])
    db.add(Grant(ring=tag, ring_version=1, form="delivered", sealed=b"forged" * 200))
    db.add(Grant(ring=tag, ring_version=1, form="kept", sealed=b"forged" * 200))
    db.flush()

    assert ring_cases(db, world, "chair", world.seeds["chair"]) == {case}


def test_somebody_elses_box_put_under_her_tag_opens_nothing_more(
    db: Session, world: World, case: UUID
) -> None:
    union = db.scalars(
        select(Grant).where(Grant.ring == world.keys.ring_tag(world.people["union"]))
    ).one()
    union.ring = world.keys.ring_tag(world.people["respondent"])
    db.flush()

    assert ring_cases(db, world, "respondent", world.seeds["respondent"]) == frozenset()


@pytest.mark.parametrize("is_kept", [False, True])
def test_with_new_keys_what_came_to_the_old_ones_stays_open(
    db: Session, world: World, case: UUID, is_kept: bool
) -> None:
    was_refused = world.kept(db, "chair") if is_kept else []
    new, old, her = Seeds.generate(), world.seeds["chair"], world.people["chair"]

    assert was_refused == []
    assert load_ring(db, world.keys, her, new, (old,)).cases == {case}
    assert load_ring(db, world.keys, her, new).cases == frozenset()


def test_what_is_not_admitted_opens_nothing(db: Session, world: World, case: UUID) -> None:
    her, seeds = world.people["chair"], world.seeds["chair"]

    ring = load_ring(db, world.keys, her, seeds, admit=lambda _db, _ring, _bodies: [])

    assert ring.cases == frozenset()
