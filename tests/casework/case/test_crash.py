"""The process dies in the middle: afterwards all of it happened, or nothing."""

import multiprocessing
import os
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import event, func, select

from auth.models import TrailEntry
from casework import db as database_wiring
from casework.case.rekey import Renewal, depart, renew
from casework.case.timeline import timeline
from casework.db import SealingSession
from casework.models.case import Case, CodeTag
from casework.models.cover import Cover
from casework.models.entry import Entry, SearchText
from casework.models.number import ReturnNumber
from casework.telling.intake import Sending, send
from crypto.compartments import Compartment
from crypto.epochs import Epoch, Generation
from crypto.grants import Grant
from crypto.records import Record
from tests.databases import Fresh
from tests.worlds import NOW, World

KILLED = 57
OF_A_CASE: tuple[type[Record], ...] = (
    Case, CodeTag, Cover, Entry, Epoch, Generation, Grant, ReturnNumber, SearchText, TrailEntry,
)  # fmt: skip


def die_at(session: SealingSession, statement: int) -> None:
    """End this process, without a word to anybody, before its n-th statement."""
    seen = [0]

    def count(*_args: object) -> None:
        seen[0] += 1
        if seen[0] == statement:
            os._exit(KILLED)

    event.listen(session.get_bind(), "before_cursor_execute", count)


def in_a_child(url: str, work: Callable[[SealingSession], None], dies_at: int) -> int:
    """Run work in a process of its own that dies before a statement; gives its exit code."""
    context = multiprocessing.get_context("fork")
    child = context.Process(target=_run, args=(url, work, dies_at))
    child.start()
    child.join()
    return child.exitcode or 0


def _run(url: str, work: Callable[[SealingSession], None], dies_at: int) -> None:
    engine = database_wiring.engine_for(url)
    with database_wiring.sessions(engine)() as session:
        die_at(session, dies_at)
        work(session)
        session.commit()
    os._exit(0)


def counted(db: SealingSession) -> dict[str, int]:
    db.rollback()
    counts = {
        each.__tablename__: db.scalar(select(func.count()).select_from(each)) or 0
        for each in OF_A_CASE
    }
    db.rollback()
    return counts


def tell(world: World, session: SealingSession) -> None:
    answers = world.complaint()
    heard = world.audience(session, answers)
    send(session, world.keys, Sending(answers, heard, world.prepare(), NOW))


@pytest.mark.parametrize("dies_at", [8, 18, 30, 42])
def test_a_complaint_is_there_whole_or_not_at_all(
    database: Fresh, db: SealingSession, world: World, dies_at: int
) -> None:
    before = counted(db)

    ended = in_a_child(database.url, partial(tell, world), dies_at)

    assert ended == KILLED
    assert counted(db) == before
    world.told(db, world.complaint())
    assert counted(db)["case"] == before["case"] + 1


@pytest.mark.parametrize("dies_at", [5, 15, 22, 30])
def test_keys_are_renewed_whole_or_not_at_all(
    database: Fresh, db: SealingSession, world: World, dies_at: int
) -> None:
    case = world.told(db, world.complaint())
    world.as_(db, "chair")
    depart(db, case, world.people["chair"], "my cousin", NOW)
    db.commit()
    before = counted(db)

    def settle(session: SealingSession) -> None:
        world.as_(session, "member")
        by = Renewal(world.keys, world.register(session), world.author("member"), NOW)
        renew(session, case, by, "recusal")

    ended = in_a_child(database.url, settle, dies_at)

    assert ended == KILLED
    assert counted(db) == before
    world.as_(db, "member")
    assert timeline(db, case, world.register(db)).broken == []
    settle(db)
    db.commit()
    world.as_(db, "external")
    assert Compartment.ACCOUNT in timeline(db, case, world.register(db)).opened
