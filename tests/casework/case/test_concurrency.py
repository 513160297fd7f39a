"""Many at once: fifty who tell, fifty who write into one case, and keys renewed meanwhile."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case import handling
from casework.case.covers import OwingFirst, the_cover
from casework.case.rekey import Renewal, depart, renew
from casework.case.timeline import timeline
from casework.models.case import Case
from casework.models.entry import Entry, Kind
from casework.telling.intake import Sending, send
from crypto import number
from crypto.epochs import Generation
from tests.casework.turning import turn
from tests.databases import Fresh
from tests.worlds import NOW, World

T = TypeVar("T")
MANY = 50


def at_once(work: Callable[[int], T], times: int = MANY) -> list[T]:
    with ThreadPoolExecutor(max_workers=MANY) as pool:
        return list(pool.map(work, range(times)))


def write_note(database: Fresh, world: World, case: UUID, who: str, text: str) -> UUID:
    with database.sessions() as db:
        world.as_(db, who)
        entry = handling.note(db, turn(db, world, who, case), text)
        db.commit()
        return entry.id


def texts(db: Session, world: World, case: UUID) -> Sequence[str]:
    read = timeline(db, case, world.register(db))
    assert read.broken == []
    return [line.text for line in read.lines if line.kind is Kind.NOTE]


def test_fifty_women_tell_at_once(database: Fresh, db: Session, world: World) -> None:
    answers = world.complaint()
    heard = world.audience(db, answers)
    db.rollback()
    ready = [world.prepare(number=number.draw()) for _ in range(MANY)]

    def tell(at: int) -> UUID:
        with database.sessions() as own:
            case = send(own, world.keys, Sending(answers, heard, ready[at], NOW))
            own.commit()
            return case

    cases = at_once(tell)

    assert len(set(cases)) == MANY
    ring = world.as_(db, "chair")
    assert set(cases) == ring.cases == set(db.scalars(select(Case.id)))
    codes = {the_cover(db, case).text.code for case in cases}
    assert len(codes) == MANY


def test_fifty_notes_at_once_make_one_chain(database: Fresh, db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    at_once(lambda at: write_note(database, world, case, "chair", f"note {at}"))

    world.as_(db, "member")
    assert sorted(texts(db, world, case)) == sorted(f"note {at}" for at in range(MANY))


def test_whoever_writes_while_keys_are_renewed_loses_nothing(
    database: Fresh, db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())

    def write(at: int) -> str:
        try:
            write_note(database, world, case, "member", f"note {at}")
        except OwingFirst:
            return renewed_then_written(at)
        return f"note {at}"

    def renewed_then_written(at: int) -> str:
        with database.sessions() as own:
            world.as_(own, "member")
            by = Renewal(world.keys, world.register(own), world.author("member"), NOW)
            renew(own, case, by, "recusal")
            own.commit()
        write_note(database, world, case, "member", f"note {at}")
        return f"note {at}"

    def leave(_at: int) -> str:
        with database.sessions() as own:
            world.as_(own, "chair")
            depart(own, case, world.people["chair"], "my cousin", NOW)
            own.commit()
        return ""

    acts = [write] * 10 + [leave] + [write] * 20
    written = at_once(lambda at: acts[at](at), len(acts))

    world.as_(db, "member")
    assert sorted(texts(db, world, case)) == sorted(filter(None, written))
    under = {(row.compartment, row.generation) for row in db.scalars(select(Entry))}
    in_force = {(row.compartment, row.number) for row in db.scalars(select(Generation))}
    assert under <= in_force
    assert all(generation == 2 for part, generation in under if part in ("account", "told"))
    assert world.as_(db, "chair").cases == frozenset()


@pytest.mark.parametrize("others", [2, 8])
def test_two_who_renew_at_once_make_one_generation(
    database: Fresh, db: Session, world: World, others: int
) -> None:
    case = world.told(db, world.complaint())
    world.as_(db, "chair")
    depart(db, case, world.people["chair"], "my cousin", NOW)
    db.commit()

    def settle(at: int) -> None:
        who = ("member", "external")[at % 2]
        with database.sessions() as own:
            world.as_(own, who)
            by = Renewal(world.keys, world.register(own), world.author(who), NOW)
            renew(own, case, by, "recusal")
            own.commit()

    at_once(settle, others)

    numbers = db.scalars(select(Generation.number).where(Generation.compartment == "account"))
    assert list(numbers) == [2]
