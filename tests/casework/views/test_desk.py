"""The desk and the list: what waits for whom, and nothing that is not hers to know."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from auth import memory as memories
from auth.actor import Actor, Rank
from auth.arriving import standings_of
from casework.case import handling, inbox, one_pass
from casework.case.authors import Author
from casework.case.covers import taken, the_cover, the_record
from casework.case.entries import put, said_now
from casework.course.acknowledging import acknowledge
from casework.desk.held import Look, Row, counted, list_cases, waiting
from casework.desk.waits import Wait
from casework.models.entry import Kind
from casework.number import returning_number
from casework.readers.intentions import intend
from crypto import number
from crypto.compartments import Compartment
from tests.casework.turning import her_seeds, turn
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, TODAY, World

C = Compartment


def look(db: Session, world: World, who: str) -> Look:
    """A member of the cast at her desk."""
    ring = world.as_(db, who)
    actor = Actor(
        rank=Rank.STAFF,
        holder=world.people[who],
        seeds=world.seeds[who],
        standings=standings_of(db, world.people[who], TODAY),
        ring_loader=lambda _actor: ring,
    )
    return Look(actor, world.keys, world.register(db), NOW)


def rows(db: Session, world: World, who: str) -> list[Row]:
    return list_cases(db, look(db, world, who))


def waits(db: Session, world: World, who: str) -> tuple[Wait, ...]:
    return rows(db, world, who)[0].waits


def test_a_new_complaint_waits_for_those_who_read_it(db: Session, world: World) -> None:
    world.told(db, world.complaint())

    assert waits(db, world, "chair") == (Wait.ACKNOWLEDGE,)
    assert waits(db, world, "union") == ()
    assert waits(db, world, "officer") == ()


@pytest.mark.parametrize(
    "who", ["respondent", "conflicted", "analyst", "administrator", "stranger"]
)
def test_others_have_an_empty_list(db: Session, world: World, who: str) -> None:
    world.told(db, world.complaint())

    assert rows(db, world, who) == []


def test_a_row_opens_nothing_but_the_cover(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    row = rows(db, world, "chair")[0]

    assert (row.case, row.place, row.stage) == (case, "Rupali Knitwear", "receive")
    assert row.code == the_cover(db, case).text.code


def test_her_message_waits_for_who_may_answer(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    acknowledge(db, turn(db, world, "chair", case))
    seeds = her_seeds(db, world)
    world.with_seeds(db, case, seeds)
    said = said_now(Kind.MESSAGE_FROM_SURVIVOR, NOW, "Is anybody there?")
    put(db, taken(db, case), C.CHANNEL, said, Author(None, seeds))
    db.commit()

    assert waits(db, world, "chair") == (Wait.ANSWER,)
    assert waits(db, world, "union") == ()
    handling.answer(db, turn(db, world, "chair", case), "Yes.")
    db.commit()
    assert waits(db, world, "chair") == ()


def test_a_text_in_the_inbox_counts_for_channel_holders_alone(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    acknowledge(db, turn(db, world, "chair", case))
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    inbox.drop(db, found.facts, "Please call.", NOW)
    db.commit()

    assert waits(db, world, "member") == (Wait.INBOX,)
    assert waits(db, world, "union") == waits(db, world, "officer") == ()


def test_owing_keys_wait_for_everybody_who_can_make_some(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    handling.recuse(db, turn(db, world, "chair", case), "My cousin.")
    db.commit()

    assert Wait.OWING in waits(db, world, "member")
    assert Wait.OWING in waits(db, world, "union")
    handling.settle_owing(db, turn(db, world, "union", case))
    db.commit()
    assert Wait.OWING not in waits(db, world, "union")
    assert Wait.OWING in waits(db, world, "member")


def test_a_danger_asks_the_others_and_not_who_raised_it(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    chair = turn(db, world, "chair", case)
    intend(db, chair, world.people["supervisor"], [C.TOLD], "At her door.", for_danger=True)
    db.commit()

    assert Wait.SECOND in waits(db, world, "member")
    assert Wait.SECOND not in waits(db, world, "chair")
    assert Wait.SECOND not in waits(db, world, "union")


def test_a_ripe_hand_over_is_offered(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    early = NOW - timedelta(hours=49)
    chair = turn(db, world, "chair", case, now=early)
    intend(db, chair, world.people["supervisor"], [C.TOLD], "Support.")
    db.commit()

    assert Wait.HAND_OVER in waits(db, world, "member")
    assert Wait.HAND_OVER not in waits(db, world, "union")


def test_an_older_state_than_she_remembers_stands_first(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    world.kept(db, "chair")
    world.as_(db, "chair")
    memory = memories.Memory(world.keys, world.seeds["chair"], world.people["chair"])
    cover, record = the_cover(db, case).text, the_record(db, case)
    later = {part: type(head)(head.number + 1, b"later") for part, head in cover.heads.items()}
    memory.note(case, record.number, record.digest(), later)
    memories.remember(db, memory)
    db.commit()

    assert waits(db, world, "chair")[0] is Wait.WENT_BACK


def test_what_waits_stands_first_and_is_counted(db: Session, world: World) -> None:
    first = world.told(db, world.complaint())
    second = world.told(db, world.complaint(), world.prepare(number="1000000000000016"))
    acknowledge(db, turn(db, world, "chair", first))
    db.commit()

    listed = rows(db, world, "chair")

    assert [row.case for row in listed] == [second, first]
    assert [row.case for row in waiting(listed)] == [second]
    assert counted(listed) == {Wait.ACKNOWLEDGE: 1}
    assert [row.is_new for row in listed] == [True, False]


@contextmanager
def counting(db: Session) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = db.get_bind().engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_ten_cases_ask_the_database_no_more_often_than_one(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    alone = look(db, world, "chair")
    with counting(db) as for_one:
        list_cases(db, alone)
    more = [
        world.told(db, world.complaint(), world.prepare(number=f"10000000000001{at}0"))
        for at in range(9)
    ]
    among_ten = look(db, world, "chair")

    with counting(db) as for_ten:
        listed = list_cases(db, among_ten)

    assert len(listed) == len(more) + 1
    assert len(for_ten) == len(for_one)


def test_the_pass_opens_what_each_cover_opens_by_itself(db: Session, world: World) -> None:
    cases: list[UUID] = [
        world.told(db, world.complaint(), world.prepare(number=f"10000000000001{at}0"))
        for at in range(3)
    ]
    world.as_(db, "chair")

    opened = one_pass.covers(db, cases)

    assert opened == {case: the_cover(db, case).text for case in cases}
