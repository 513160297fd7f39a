"""Before a later grant she is told: by her page, or where she has none by somebody's own mouth."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.rekey import depart
from casework.case.timeline import timeline
from casework.models.cover import Intention
from casework.models.entry import Kind
from casework.number.renumbering import stop_number
from casework.readers.intentions import NotRipe, fulfil, intend, second
from casework.readers.ripening import needs_telling, ripe_at
from casework.readers.telling_her import Way, tell_her
from crypto.compartments import Compartment
from tests.casework.turning import turn
from tests.worlds import NOW, World

C = Compartment
TWO_DAYS = timedelta(hours=48)
LATE = NOW + timedelta(days=30)


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Her complaint, told without a second word."""
    return world.told(db, world.complaint(), world.prepare(word=""))


def intended(db: Session, world: World, case: UUID, *, for_danger: bool = False) -> Intention:
    """The chair means to let the supervisor read what she told."""
    chair = turn(db, world, "chair", case)
    to = world.people["supervisor"]
    meant = intend(db, chair, to, [C.TOLD], "She knows the law.", for_danger=for_danger)
    db.commit()
    return meant


def test_nobody_hands_over_what_nobody_told_her(db: Session, world: World, case: UUID) -> None:
    meant = intended(db, world, case)

    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "chair", case, now=LATE), meant.id)

    assert not world.as_(db, "supervisor").holds(case, C.TOLD)


def test_her_two_days_begin_when_she_is_told(db: Session, world: World, case: UUID) -> None:
    meant = intended(db, world, case)
    told_at = NOW + timedelta(days=5)
    told = tell_her(db, turn(db, world, "member", case, now=told_at), meant.id, Way.IN_PERSON)
    db.commit()

    early = told_at + TWO_DAYS - timedelta(seconds=1)
    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "chair", case, now=early), meant.id)
    fulfil(db, turn(db, world, "chair", case, now=told_at + TWO_DAYS), meant.id)
    db.commit()

    assert (told.told_at, told.told_by) == (told_at, world.people["member"])
    assert world.as_(db, "supervisor").holds(case, C.TOLD)


def test_that_she_was_told_is_an_entry_signed_by_who_told_her(
    db: Session, world: World, case: UUID
) -> None:
    meant = intended(db, world, case)
    tell_her(db, turn(db, world, "member", case), meant.id, Way.VOICE)
    db.commit()

    read = timeline(db, case, world.register(db))
    steps = [line for line in read.lines if line.kind is Kind.HAND_OVER]
    assert [line.facts["step"] for line in steps] == ["intended", "told_voice"]
    assert (steps[-1].author, steps[-1].is_verified) == (world.people["member"], True)


def test_she_is_told_once(db: Session, world: World, case: UUID) -> None:
    meant = intended(db, world, case)
    tell_her(db, turn(db, world, "chair", case), meant.id, Way.VOICE)
    db.commit()

    with pytest.raises(NotRipe):
        tell_her(db, turn(db, world, "member", case, now=LATE), meant.id, Way.VOICE)


def test_who_reads_it_on_her_page_need_not_be_told(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    meant = intended(db, world, case)

    with pytest.raises(NotRipe):
        tell_her(db, turn(db, world, "chair", case), meant.id, Way.VOICE)
    fulfil(db, turn(db, world, "chair", case, now=NOW + TWO_DAYS), meant.id)

    assert world.as_(db, "supervisor").holds(case, C.TOLD)


def test_whose_number_was_stopped_has_to_be_told(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    meant = intended(db, world, case)
    stop_number(db, turn(db, world, "chair", case))
    db.commit()

    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "chair", case, now=LATE), meant.id)


def test_a_danger_to_life_waits_for_nobody_to_tell_her(
    db: Session, world: World, case: UUID
) -> None:
    meant = intended(db, world, case, for_danger=True)

    second(db, turn(db, world, "member", case), meant.id)
    db.commit()

    assert world.as_(db, "supervisor").holds(case, C.TOLD)


def test_of_a_concern_the_survivor_knows_nothing_yet(db: Session, world: World) -> None:
    answers = world.complaint(for_somebody_else=True)
    case = world.told(db, answers, world.prepare(word=""))
    world.as_(db, "external")
    depart(db, case, world.people["chair"], "left", NOW)
    db.commit()
    cover = the_cover(db, case).text
    meant = Intention(
        id=case,
        recipient=world.people["conflicted"],
        capacity=cover.holders[-1].capacity,
        compartments=(C.TOLD,),
        by=world.people["member"],
        reason="",
        at=NOW,
    )

    assert not needs_telling(cover, meant)
    assert ripe_at(cover, meant) == NOW + TWO_DAYS
