"""A number that ends: stopped by voice, or closed by her; and words that open nothing."""

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import taken, the_cover, the_record
from casework.case.entries import put, said_now
from casework.case.keeping import check_epochs, epochs
from casework.case.owing import owing_under
from casework.case.timeline import timeline
from casework.models.entry import Kind
from casework.number import returning_number
from casework.number.renumbering import (
    NoNumber,
    close_access,
    only_hers,
    stop_number,
)
from casework.number.returning_number import Found
from crypto.compartments import Compartment
from crypto.epochs import lock
from crypto.errors import KeyMissing, WordWrong
from tests.casework.numbers import found, hers, row_of, seeds_of, staff
from tests.worlds import NOW, World

C = Compartment


def test_a_wrong_word_opens_nothing_and_the_right_one_still_does(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    row = found(db, world)
    assert row is not None

    tries = ["", "blue", "blue door!", "Blue  Doors"] * 5
    refused = [_refused(row, word, world) for word in tries]

    assert all(refused)
    assert returning_number.open_seeds(row, " BLUE door ", world.keys) is not None


def _refused(row: Found, word: str, world: World) -> bool:
    with pytest.raises(WordWrong):
        returning_number.open_seeds(row, word, world.keys)
    return True


def test_without_a_word_no_word_opens_anything(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    row = found(db, world)
    assert row is not None

    assert _refused(row, "", world)
    assert _refused(row, "anything", world)
    assert not row.facts.has_word
    world.as_(db, "chair")
    assert the_cover(db, case).text.holder(case) is None


def test_a_forced_number_is_stopped_by_voice(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    known = world.with_seeds(db, case, seeds_of(db, world))

    stop_number(db, staff(db, world, case, "chair"))
    db.commit()

    world.as_(db, "chair")
    cover = the_cover(db, case).text
    assert found(db, world) is None
    assert cover.number is None
    assert cover.holder(case) is None
    assert cover.survivor is None
    with pytest.raises(KeyMissing):
        known.key(case, C.TOLD, lock(db, case)[C.TOLD])


def test_what_the_stopper_does_not_hold_is_renewed_by_who_does(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    stop_number(db, staff(db, world, case, "chair"))
    db.commit()
    world.as_(db, "chair")
    owed = owing_under(lock(db, case), the_cover(db, case).text)

    refused = [world.kept(db, who) for who in ("chair", "member", "external", "officer", "union")]

    assert owed == [C.REFERRAL]
    assert refused == [[], [], [], [], []]
    world.as_(db, "chair")
    check_epochs(epochs(db, case), the_cover(db, case).text, world.register(db))


def test_what_only_she_held_stays_closed_and_is_not_owing(db: Session, world: World) -> None:
    case = world.told(
        db, world.complaint(name_for_committee=False, wants_officer=False, needs=["health"])
    )
    world.as_(db, "chair")
    hers_alone = only_hers(the_cover(db, case).text, case)

    stop_number(db, staff(db, world, case, "chair"))
    db.commit()

    world.as_(db, "chair")
    assert hers_alone == [C.IDENTITY, C.REFERRAL]
    assert owing_under(lock(db, case), the_cover(db, case).text) == []
    assert the_record(db, case).owing == ()
    put(db, taken(db, case), C.CHANNEL, said_now(Kind.NOTE, NOW, "x"), world.author("chair"))


@pytest.mark.parametrize("who", ["union", "officer", "stranger", "respondent"])
def test_nobody_without_the_channel_stops_a_number(db: Session, world: World, who: str) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(KeyMissing):
        stop_number(db, staff(db, world, case, who))

    db.rollback()
    assert found(db, world) is not None


def test_a_number_is_stopped_once(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    stop_number(db, staff(db, world, case, "chair"))
    db.commit()

    with pytest.raises(NoNumber):
        stop_number(db, staff(db, world, case, "member"))


def test_a_number_without_a_word_is_stopped_without_new_keys(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))

    stop_number(db, staff(db, world, case, "chair"))
    db.commit()

    assert found(db, world) is None
    assert set(lock(db, case).values()) == {1}


def test_closing_her_access_leaves_the_readers_theirs(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(name_for_committee=False, wants_officer=False))
    turn = hers(db, world, case, seeds_of(db, world))

    closed = close_access(db, turn, row_of(db, world))
    db.commit()

    assert closed == [C.IDENTITY, C.REFERRAL]
    assert found(db, world) is None
    assert [world.kept(db, who) for who in ("chair", "external")] == [[], []]
    world.as_(db, "chair")
    read = timeline(db, case, world.register(db))
    assert read.broken == []
    assert [line.facts.get("event") for line in read.lines if line.kind is Kind.NUMBER] == [
        "closed"
    ]
