"""A number that changes or ends: what the old one, its word and its keys still open. Nothing."""

import threading
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth import sessions
from auth.actor import Rank
from auth.models import LiveSession
from auth.rings import load_ring
from casework import returning_number
from casework.authors import Author
from casework.covers import the_cover, the_record
from casework.entries import append, said_now
from casework.keeping import check_epochs, epochs, keep_delivered
from casework.models.entry import Kind
from casework.models.number import ReturnNumber
from casework.owing import owing_under
from casework.renumbering import (
    NoNumber,
    NumberEnded,
    change_number,
    close_access,
    only_hers,
    stop_number,
)
from casework.returning_number import Found
from casework.timeline import timeline
from casework.turns import Turn
from crypto import number
from crypto.compartments import Compartment
from crypto.epochs import lock
from crypto.errors import KeyMissing, WordWrong
from crypto.seeds import Seeds
from tests.crypto.costs import CHEAP
from tests.databases import Fresh
from tests.worlds import NOW, NUMBER, SALT, World

C = Compartment
OTHER_NUMBER = "2000000000000004"
THIRD_NUMBER = "7000000000000008"


def found(db: Session, world: World, digits: str = NUMBER) -> Found | None:
    return returning_number.find(db, number.stretch(digits, SALT, CHEAP), world.keys)


def seeds_of(db: Session, world: World, digits: str = NUMBER, word: str = "blue door") -> Seeds:
    row = found(db, world, digits)
    assert row is not None
    return returning_number.open_seeds(row, word, world.keys)


def hers(db: Session, world: World, case: UUID, seeds: Seeds) -> Turn:
    """The survivor with her number and word, about to do something."""
    world.with_seeds(db, case, seeds)
    return Turn(case, Author(None, seeds), world.keys, world.register(db), NOW)


def staff(db: Session, world: World, case: UUID, who: str) -> Turn:
    world.as_(db, who)
    return Turn(case, world.author(who), world.keys, world.register(db), NOW)


def row_of(db: Session, world: World, digits: str = NUMBER) -> UUID:
    row = found(db, world, digits)
    assert row is not None
    return row.row.id


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
    append(db, case, C.CHANNEL, said_now(Kind.NOTE, NOW, "x"), world.author("chair"))


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
