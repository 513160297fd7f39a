"""Keeping and destroying: told sixty days before, held by two or by her, and then gone whole."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth import trail
from auth.administration import administration_keys
from auth.models import TrailEntry
from casework.case.covers import the_cover
from casework.case.handling import answer
from casework.case.inbox import drop
from casework.course import grounds
from casework.desk.due import Due
from casework.desk.held import Row, list_cases
from casework.desk.waits import Wait
from casework.ending.before import Way
from casework.ending.keeping import (
    IsHeld,
    NotOver,
    SamePerson,
    hold,
    hold_hers,
    keeping,
    month_end,
    warn,
)
from casework.ending.orders import the_order
from casework.ending.shredding import shred_due
from casework.models.case import Case
from casework.models.entry import Entry
from casework.models.shredding import ShredOrder, Tombstone
from casework.procedures.pack import Retention
from casework.procedures.terms import Binding, Confidence
from casework.schema import tables
from casework.telling.files import Folder
from crypto.epochs import Generation
from crypto.grants import Grant
from crypto.instance import InstanceKeys
from tests.casework.ending.ends import at_its_end, closed, ready
from tests.casework.numbers import found, hers, seeds_of
from tests.casework.protection.protecting import lines_of
from tests.casework.turning import turn
from tests.casework.views.test_desk import look
from tests.worlds import NOW, World

RULE = Retention(source="OURS", binding=Binding.RECOMMENDED, confidence=Confidence.LOW, months=12)
LATER = NOW + timedelta(days=330)
"""Within sixty days of the end of twelve months."""


@pytest.fixture
def twelve_months(monkeypatch: pytest.MonkeyPatch) -> None:
    """A factory that keeps what is closed for twelve months."""
    monkeypatch.setattr("casework.ending.keeping.rule_of", lambda *_args: RULE)


@pytest.fixture
def over(db: Session, world: World, case: UUID, twelve_months: None) -> UUID:
    """A case that was closed."""
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)
    return case


@pytest.fixture
def files(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def warned(db: Session, world: World, case: UUID, now: datetime = LATER) -> date:
    after = warn(db, turn(db, world, "chair", case, now=now), Way.PAGE)
    db.commit()
    assert after is not None
    return after


def is_dated(db: Session, case: UUID) -> bool:
    return the_order(db, case) is not None


def shredded(db: Session, keys: InstanceKeys, files: Folder, on: date) -> int:
    gone = shred_due(db, keys, files, on)
    db.commit()
    return gone


def test_where_nobody_knows_how_long_nothing_is_destroyed(
    db: Session, world: World, case: UUID
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)

    with pytest.raises(NotOver):
        warned(db, world, case, NOW + timedelta(days=20_000))


def test_what_the_factory_answers_holds_where_the_pack_knows_nothing(
    db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)
    world.as_(db, "chair")
    known = grounds.first_grounds(db, the_cover(db, case).text, NOW)
    answered = grounds.Grounds(msgspec.structs.replace(known.pack, retention=RULE), known.calendar)
    monkeypatch.setattr("casework.ending.keeping.first_grounds", lambda *_args: answered)

    assert warned(db, world, case) == date(2027, 3, 31)


def test_she_is_told_sixty_days_before_and_only_a_month_is_readable(
    db: Session, world: World, over: UUID
) -> None:
    with pytest.raises(NotOver):
        warned(db, world, over, NOW + timedelta(days=200))
    db.rollback()

    after = warned(db, world, over)

    row = found(db, world)
    assert row is not None
    assert after == date(2027, 3, 31)
    assert (after - LATER.date()).days >= 60
    assert row.facts.destroyed_after == after
    assert db.scalars(select(ShredOrder.after)).all() == [after]


def test_a_warning_that_came_late_leaves_her_the_whole_of_sixty_days(
    db: Session, world: World, over: UUID
) -> None:
    late = NOW + timedelta(days=1000)

    after = warned(db, world, over, late)

    assert after == month_end(late.date() + timedelta(days=60))


def test_one_asks_to_hold_it_and_another_confirms(db: Session, world: World, over: UUID) -> None:
    warned(db, world, over)
    hold(db, turn(db, world, "chair", over, now=LATER), "A court asks for it.")
    db.commit()
    with pytest.raises(SamePerson):
        hold(db, turn(db, world, "chair", over, now=LATER), "Yes.")
    db.rollback()

    hold(db, turn(db, world, "external", over, now=LATER), "I saw the letter.")
    db.commit()

    state = keeping(lines_of(db, world, over), RULE, LATER.date())
    assert (state.is_held, is_dated(db, over)) == (True, False)
    with pytest.raises(IsHeld):
        warned(db, world, over)


def test_a_hold_that_one_asked_for_stops_the_clock_already(
    db: Session, world: World, over: UUID
) -> None:
    hold(db, turn(db, world, "chair", over, now=LATER), "A court asks for it.")
    db.commit()

    with pytest.raises(IsHeld):
        warned(db, world, over)


def test_that_she_could_not_be_reached_takes_two(db: Session, world: World, over: UUID) -> None:
    days = []
    for who in ("chair", "chair", "member"):
        days.append(warn(db, turn(db, world, who, over, now=LATER), Way.NOT_REACHED, "No."))
        db.commit()

    assert [each is None for each in days] == [True, True, False]
    assert is_dated(db, over)


def test_no_answer_of_a_factory_ends_a_running_case_within_a_year(
    db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)
    world.as_(db, "chair")
    known = grounds.first_grounds(db, the_cover(db, case).text, NOW)
    month = msgspec.structs.replace(RULE, months=1)
    answered = grounds.Grounds(msgspec.structs.replace(known.pack, retention=month), known.calendar)
    monkeypatch.setattr("casework.ending.keeping.first_grounds", lambda *_args: answered)

    with pytest.raises(NotOver):
        warned(db, world, case, NOW + timedelta(days=60))


def test_letting_it_go_again_takes_two_as_well(db: Session, world: World, over: UUID) -> None:
    for who in ("chair", "external", "external", "member"):
        hold(db, turn(db, world, who, over, now=LATER), "Because of the court.")
        db.commit()

    assert not keeping(lines_of(db, world, over), RULE, LATER.date()).is_held


def test_she_holds_it_herself_with_one_press(db: Session, world: World, over: UUID) -> None:
    warned(db, world, over)
    her = hers(db, world, over, seeds_of(db, world))

    hold_hers(db, her, keep=True)
    db.commit()

    row = found(db, world)
    assert row is not None
    assert (is_dated(db, over), row.facts.destroyed_after) == (False, None)
    with pytest.raises(IsHeld):
        warned(db, world, over)


def test_when_its_month_is_over_every_key_and_row_is_gone(
    db: Session, keys: InstanceKeys, world: World, over: UUID, files: Folder
) -> None:
    for who in ("chair", "member", "external", "union", "supervisor"):
        world.kept(db, who)
    db.commit()
    after = warned(db, world, over)

    gone = shredded(db, keys, files, after + timedelta(days=1))

    named = [
        table.name
        for table in tables().sorted_tables
        if "case_id" in table.c
        and db.scalar(select(func.count()).select_from(table).where(table.c.case_id == over))
    ]
    assert (gone, named) == (1, [])
    assert db.scalars(select(Case.id)).all() == []
    assert db.scalars(select(Generation.id)).all() == []
    assert db.scalars(select(Grant.id)).all() == []
    assert db.scalars(select(Entry.id)).all() == []


def test_on_the_last_day_it_is_still_there(
    db: Session, keys: InstanceKeys, world: World, over: UUID, files: Folder
) -> None:
    after = warned(db, world, over)

    assert shredded(db, keys, files, after) == 0
    assert db.get(Case, over) is not None


def test_whatever_is_written_after_the_warning_keeps_it(
    db: Session, keys: InstanceKeys, world: World, over: UUID, files: Folder
) -> None:
    after = warned(db, world, over)
    answer(db, turn(db, world, "member", over, now=LATER), "Do you want to keep it?")
    db.commit()

    assert shredded(db, keys, files, after + timedelta(days=1)) == 0
    assert not is_dated(db, over)


def test_what_she_writes_by_number_alone_keeps_it_too(
    db: Session, keys: InstanceKeys, world: World, over: UUID, files: Folder
) -> None:
    after = warned(db, world, over)
    row = found(db, world)
    assert row is not None
    drop(db, row.facts, "Keep it.", LATER)
    db.commit()

    assert shredded(db, keys, files, after + timedelta(days=1)) == 0


def test_the_tombstone_counts_and_names_nothing_and_the_trail_keeps_its_rows(
    db: Session, keys: InstanceKeys, world: World, over: UUID, files: Folder
) -> None:
    after = warned(db, world, over)
    before = db.scalar(select(func.count()).select_from(TrailEntry))
    day = after + timedelta(days=1)

    shredded(db, keys, files, day)

    stone = db.scalars(select(Tombstone)).one()
    acts = [each.act for each in trail.walk(db, administration_keys(db, keys))]
    shreds = [each for each in acts if each and each.verb == "administration:case:shred"]
    rows = db.scalar(select(func.count()).select_from(TrailEntry))
    assert (stone.day, stone.cases) == (day, 1)
    assert [(each.subject, each.facts) for each in shreds] == [(stone.id, {"cases": "1"})]
    assert rows == (before or 0) + 1


def test_another_case_of_the_same_people_is_untouched(
    db: Session, keys: InstanceKeys, world: World, over: UUID, files: Folder
) -> None:
    other = world.told(db, world.complaint(), world.prepare(number="2000000000000004"))
    after = warned(db, world, over)

    shredded(db, keys, files, after + timedelta(days=1))

    world.as_(db, "chair")
    assert the_cover(db, other).text.code
    assert [each.kind for each in lines_of(db, world, other)]


def row_on(db: Session, world: World, day: datetime) -> Row:
    """The case as it stands in the chair's list on a day."""
    (found_there,) = list_cases(db, replace(look(db, world, "chair"), now=day))
    return found_there


def test_those_who_hold_it_are_shown_when_it_is_time_to_tell_her(
    db: Session, world: World, over: UUID
) -> None:
    before = row_on(db, world, NOW + timedelta(days=200))
    then = row_on(db, world, LATER)
    warned(db, world, over)

    assert Wait.TELL_HER not in before.waits
    assert Wait.TELL_HER in then.waits
    assert Due.TELL_HER in {each.what for each in then.days}
    assert Wait.TELL_HER not in row_on(db, world, LATER).waits


def test_what_she_holds_herself_asks_nobody_to_tell_her(
    db: Session, world: World, over: UUID
) -> None:
    hold_hers(db, hers(db, world, over, seeds_of(db, world)), keep=True)
    db.commit()
    held = row_on(db, world, LATER)

    hold_hers(db, hers(db, world, over, seeds_of(db, world)), keep=False)
    db.commit()

    assert Wait.TELL_HER not in held.waits
    assert Wait.TELL_HER in row_on(db, world, LATER).waits
