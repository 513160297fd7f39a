"""The process dies while she sends: afterwards nothing was sent, and one more press sends it."""

import multiprocessing
import os
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from casework.models.case import Case
from casework.models.entry import Attachment, Entry
from casework.models.number import ReturnNumber
from casework.parts import Parts
from crypto.grants import Grant
from tests.casework.tellers import Teller
from tests.journeys.tellings import PNG
from tests.worlds import World

KILLED = 57


def send_and_die(house: Flask, teller: Teller, statement: int) -> int:
    """Press send in a process that dies before its n-th statement; gives its exit code."""
    child = multiprocessing.get_context("fork").Process(
        target=_send, args=(house, teller, statement)
    )
    child.start()
    child.join()
    return child.exitcode or 0


def _send(house: Flask, teller: Teller, statement: int) -> None:
    parts: Parts = house.extensions["casework"]
    seen = [0]
    # The parent's connections stay the parent's.
    parts.sessions.engine.dispose(close=False)

    def count(*_args: object) -> None:
        seen[0] += 1
        if seen[0] == statement:
            os._exit(KILLED)

    event.listen(Engine, "before_cursor_execute", count)
    teller.press("send")
    os._exit(0)


def counted(db: Session) -> list[int]:
    """How many cases, entries, files, boxes and numbers there are."""
    db.rollback()
    tables = (Case, Entry, Attachment, Grant, ReturnNumber)
    counts = [db.scalar(select(func.count()).select_from(each)) or 0 for each in tables]
    db.rollback()
    return counts


@pytest.mark.parametrize("dies_at", [8, 18, 30, 42])
def test_what_she_typed_and_added_is_sent_by_the_next_press(
    instance: Flask, teller: Teller, db: Session, world: World, config_files: Path, dies_at: int
) -> None:
    place = {"place": world.bodies["factory"].hex}
    teller.walk_to("files", workplace=place, words={"words": "He waits at the stairs."})
    teller.press("add", file=(PNG, "stairs.png"))
    teller.walk_to("readers")
    objects = sorted(config_files.rglob("*"))

    ended = send_and_die(instance, teller, dies_at)

    assert ended == KILLED
    assert counted(db) == [0, 0, 0, 0, 0]
    assert sorted(config_files.rglob("*")) == objects
    teller.press("send")
    assert len(teller.number) == 16
    cases, _entries, files, _boxes, numbers = counted(db)
    assert (cases, files, numbers) == (1, 1, 1)
