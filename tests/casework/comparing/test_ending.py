"""What becomes of a compared name when its case ends: closed, found substantiated, destroyed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.comparing.sending import is_due
from casework.course.recording import the_course
from casework.ending.orders import put_order
from casework.ending.shredding import shred_due
from casework.models.match import MatchHit, MatchIndex, MatchName, State
from casework.parts import Parts
from casework.telling.files import Folder
from crypto.instance import InstanceKeys
from tests.casework.comparing.agreeing import (
    Told,
    alike,
    compares,
    cover_of,
    found,
    lines_of,
    sends,
)
from tests.casework.ending.ends import at_its_end, closed, ready
from tests.casework.turning import turn
from tests.worlds import TODAY, World


def substantiated(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if something had been established in each case."""
    for module in ("comparing.sending", "ending.closing"):
        monkeypatch.setattr(f"casework.{module}.is_anything_found", lambda _lines: True)


def ended(db: Session, world: World, told: Told) -> None:
    """The case comes to its end and is closed."""
    at_its_end(db, world, told.case)
    ready(db, world, told.case)
    closed(db, world, told.case)


def test_a_case_closed_without_a_finding_is_compared_no_more(db: Session, world: World) -> None:
    one, other = alike(db, world)

    ended(db, world, one)

    assert cover_of(db, world, one).compared == []
    assert found(db, world, other) == []


def test_a_case_in_which_it_was_substantiated_stays_after_it_is_closed(
    db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    substantiated(monkeypatch)
    one, other = alike(db, world)

    ended(db, world, one)

    assert [each.state for each in found(db, world, other)] == [State.SUBSTANTIATED]


def test_what_was_established_later_is_to_be_sent_again_and_then_told(
    db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = alike(db, world)
    substantiated(monkeypatch)
    lines, cover = lines_of(db, world, one), cover_of(db, world, one)
    assert is_due(db, turn(db, world, "chair", one.case), cover, lines)

    sends(db, world, one)
    compares(db, world)

    assert [each.state for each in found(db, world, other)] == [State.SUBSTANTIATED]


def test_with_a_case_that_is_destroyed_its_names_are_destroyed(
    db: Session, world: World, keys: InstanceKeys, parts: Parts
) -> None:
    one, other = alike(db, world)
    world.as_(db, "chair")
    course, cover = the_course(db, one.case).text, the_cover(db, one.case).text
    put_order(db, keys, one.case, cover, course, TODAY)
    db.commit()

    gone = shred_due(db, keys, Folder(parts.config.files), _after(TODAY))
    db.commit()

    left = db.scalars(select(MatchName.id)).all()
    assert gone == 1
    assert left == cover_of(db, world, other).compared
    assert set(db.scalars(select(MatchIndex.name_id))) == set(left)
    assert db.scalars(select(MatchHit)).all() == []


def _after(day: date) -> date:
    return day + timedelta(days=1)
