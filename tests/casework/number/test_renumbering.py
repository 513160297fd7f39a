"""A number that changes: what the old one, its word and its keys still open. Nothing."""

import threading
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth import sessions
from auth.actor import Rank
from auth.models import LiveSession
from auth.rings import load_ring
from casework.case.authors import Author
from casework.case.covers import the_cover
from casework.case.keeping import check_epochs, epochs, keep_delivered
from casework.case.owing import owing_under
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.models.number import ReturnNumber
from casework.number.renumbering import (
    NumberEnded,
    change_number,
)
from crypto.compartments import Compartment
from crypto.epochs import lock
from crypto.errors import KeyMissing
from crypto.seeds import Seeds
from tests.casework.numbers import OTHER_NUMBER, THIRD_NUMBER, found, hers, row_of, seeds_of
from tests.databases import Fresh
from tests.worlds import NOW, World

C = Compartment


def changed(db: Session, world: World, case: UUID) -> Seeds:
    """She changes her number; gives back her old seeds."""
    old = seeds_of(db, world)
    prepared = world.prepare("red window", OTHER_NUMBER)
    change_number(db, hers(db, world, case, old), row_of(db, world), prepared)
    db.commit()
    return old


def test_a_new_number_opens_everything_she_had(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    changed(db, world, case)

    new = seeds_of(db, world, OTHER_NUMBER, "red window")
    world.with_seeds(db, case, new)
    read = timeline(db, case, world.register(db))
    assert read.broken == []
    assert "hand on my back" in "".join(line.text for line in read.lines)
    assert read.opened == [C.COVER, C.IDENTITY, C.TOLD, C.OUTCOME, C.REFERRAL, C.CHANNEL]


def test_the_old_number_finds_nothing_after_a_change(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    changed(db, world, case)

    assert found(db, world) is None


def test_the_old_seeds_hold_no_box_after_a_change(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    old = changed(db, world, case)

    ring = load_ring(db, world.keys, case, old)

    assert ring.cases == frozenset()


def test_the_old_keys_open_nothing_that_is_written_after_a_change(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    known = world.with_seeds(db, case, seeds_of(db, world))
    changed(db, world, case)

    generations = lock(db, case)

    assert {generations[part] for part in (C.COVER, C.IDENTITY, C.TOLD, C.CHANNEL)} == {2}
    with pytest.raises(KeyMissing):
        known.key(case, C.TOLD, 2)


def test_a_change_leaves_nothing_owing_and_a_chain_that_holds(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    changed(db, world, case)

    world.with_seeds(db, case, seeds_of(db, world, OTHER_NUMBER, "red window"))
    cover = the_cover(db, case).text

    assert owing_under(lock(db, case), cover) == []
    assert len(check_epochs(epochs(db, case), cover, world.register(db))) == 2


def test_the_readers_and_she_keep_their_boxes_after_a_change(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    changed(db, world, case)

    refused = [world.kept(db, who) for who in ("chair", "member", "union", "officer")]
    new = seeds_of(db, world, OTHER_NUMBER, "red window")
    world.with_seeds(db, case, new)
    refused.append(keep_delivered(db, world.keys.ring_tag(case), new, world.register(db)))

    assert refused == [[], [], [], [], []]


def test_a_change_ends_every_old_session_of_hers(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    sessions.begin(db, world.keys, Rank.SURVIVOR, case, NOW)
    sessions.begin(db, world.keys, Rank.NUMBER, case, NOW)
    sessions.begin(db, world.keys, Rank.STAFF, world.people["chair"], NOW)

    changed(db, world, case)

    assert db.scalar(select(func.count()).select_from(LiveSession)) == 1


def test_the_second_of_two_changes_finds_the_number_gone(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    turn, row = hers(db, world, case, seeds_of(db, world)), row_of(db, world)
    changed(db, world, case)

    with pytest.raises(NumberEnded):
        change_number(db, turn, row, world.prepare("green", THIRD_NUMBER))


def test_of_two_changes_at_once_one_counts(database: Fresh, db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    seeds, row = seeds_of(db, world), row_of(db, world)
    register = world.register(db)
    db.commit()
    ended: list[str] = []

    def change(digits: str) -> None:
        with database.sessions() as own:
            world.with_seeds(own, case, seeds)
            turn = Turn(case, Author(None, seeds), world.keys, register, NOW)
            try:
                change_number(own, turn, row, world.prepare("word", digits))
                own.commit()
            except (NumberEnded, KeyMissing):
                ended.append(digits)

    both = [threading.Thread(target=change, args=(each,)) for each in (OTHER_NUMBER, THIRD_NUMBER)]
    _run(both)

    rows = db.scalars(select(ReturnNumber.id)).all()
    assert len(ended) == 1
    assert len(rows) == 1
    assert found(db, world, ended[0]) is None


def _run(threads: list[threading.Thread]) -> None:
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
