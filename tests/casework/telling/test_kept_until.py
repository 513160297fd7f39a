"""What is kept lives until 24 months after her last visit, or until she destroys it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import TrailEntry
from casework.case.answers import SentFile, Wish
from casework.case.covers import taken, the_cover
from casework.case.entries import put, said_now
from casework.case.filing import take_files
from casework.case.timeline import Timeline, timeline
from casework.config import Config
from casework.models.case import Case
from casework.models.cover import Cover
from casework.models.entry import Entry, InboxText, Kind
from casework.readers.audience import audience
from casework.telling.files import Folder, ObjectMissing
from casework.telling.kept import NotKept, destroy, shred_expired, visited
from casework.telling.releasing import Release, release
from crypto.compartments import Compartment
from crypto.epochs import Generation, lock
from crypto.errors import KeyMissing
from crypto.grants import Grant
from crypto.seeds import Seeds
from tests.casework.numbers import OTHER_NUMBER, found, hers, row_of, seeds_of
from tests.worlds import NOW, World

C = Compartment
LATER = NOW + timedelta(days=90)
EVERYBODY = ("chair", "member", "external", "union", "officer", "supervisor", "child_one")


def kept(db: Session, world: World, **changes: object) -> UUID:
    """She writes it down and decides later."""
    return world.told(db, world.complaint(wish=Wish.KEEP, **changes))


def sent(db: Session, world: World, case: UUID, **changes: object) -> Seeds:
    """She decides: the same words, by the rest of the way through `/w`."""
    seeds = seeds_of(db, world)
    world.with_seeds(db, case, seeds)
    answers = world.complaint(**changes)
    heard = audience(answers, world.readers(db), frozenset())
    release(db, world.keys, Release(case, answers, heard, seeds, LATER))
    db.commit()
    return seeds


def read_by(db: Session, world: World, case: UUID, who: str) -> Timeline:
    world.as_(db, who)
    return timeline(db, case, world.register(db))


def test_a_visit_moves_the_day_on_which_it_is_destroyed(db: Session, world: World) -> None:
    case = kept(db, world)

    visited(db, case, LATER)
    db.commit()

    assert db.get_one(Case, case).destroy_after == date(2028, 5, 31)


def test_a_visit_sets_no_such_day_on_a_case_that_was_sent(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    visited(db, case, LATER)
    db.commit()

    assert db.get_one(Case, case).destroy_after is None


def test_nothing_is_destroyed_on_its_last_day(db: Session, world: World, config: Config) -> None:
    kept(db, world)

    gone = shred_expired(db, world.keys, Folder(config.files), date(2028, 3, 31))

    assert gone == []


def test_after_its_last_day_nothing_of_it_is_left_but_the_trail(
    db: Session, world: World, config: Config
) -> None:
    files = Folder(config.files)
    case = kept(db, world)
    name = filed(db, world, case, files)
    other = world.told(db, world.complaint(), world.prepare(number=OTHER_NUMBER))
    trail = len(db.scalars(select(TrailEntry.id)).all())

    gone = shred_expired(db, world.keys, files, date(2028, 4, 1))
    db.commit()

    assert gone == [case]
    with pytest.raises(ObjectMissing):
        files.open(name)
    tables = (Cover, Entry, Generation, InboxText)
    left = [db.scalars(select(table.case_id)).all() for table in tables]
    assert {each for found in left for each in found} == {other}
    assert db.scalars(select(Grant).where(Grant.ring == world.keys.ring_tag(case))).all() == []
    assert len(db.scalars(select(TrailEntry.id)).all()) == trail + 1
    assert read_by(db, world, other, "chair").broken == []


def test_her_number_knows_that_it_was_destroyed(db: Session, world: World, config: Config) -> None:
    case = kept(db, world)
    shred_expired(db, world.keys, Folder(config.files), date(2028, 4, 1))
    db.commit()

    row = found(db, world)

    assert row is not None
    assert row.facts.is_kept
    assert db.get(Case, case) is None


def test_she_destroys_what_she_kept_by_her_own_press(
    db: Session, world: World, config: Config
) -> None:
    case = kept(db, world)
    seeds = seeds_of(db, world)

    destroy(db, world.keys, Folder(config.files), case, row_of(db, world))
    db.commit()

    ring = world.with_seeds(db, case, seeds)
    assert ring.cases == frozenset()
    assert found(db, world) is None
    with pytest.raises(KeyMissing):
        the_cover(db, case)


def test_what_was_sent_is_not_destroyed_by_a_press(
    db: Session, world: World, config: Config
) -> None:
    case = kept(db, world)
    sent(db, world, case)

    with pytest.raises(NotKept):
        destroy(db, world.keys, Folder(config.files), case, row_of(db, world))


def filed(db: Session, world: World, case: UUID, files: Folder) -> str:
    """A file of hers in the case; gives back its object's name."""
    new = files.create()
    new.write(b"sealed")
    new.finish()
    turn = hers(db, world, case, seeds_of(db, world))
    lock(db, case)
    sealed = SentFile(
        object_name=new.name, name="a", media_type="image/png", size=1, sha256=b"", key=b""
    )
    take_files(db, the_cover(db, case), [sealed], turn.author, NOW)
    put(db, taken(db, case), C.TOLD, said_now(Kind.NOTE, NOW, "a file"), turn.author)
    db.commit()
    return new.name
