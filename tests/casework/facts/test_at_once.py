"""Two nodes close a day at the same moment, and two analysts keep what waits at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.facts.closing import close_days
from casework.facts.keeping import facts_of, keep, waiting
from casework.facts.keys import make_key, rows_of
from casework.models.measuring import DeliveredFact, OutboxFact
from tests.casework.facts.counting import (
    TOMORROW,
    a_fact,
    analyst,
    another_joins,
    counts,
    origin,
    sends,
)
from tests.databases import Fresh
from tests.worlds import TODAY, World

MANY = 40


def at_once(*works: Callable[[], int]) -> list[int]:
    """What each of them gave back, all begun together."""
    with ThreadPoolExecutor(len(works)) as pool:
        return [each.result() for each in [pool.submit(work) for work in works]]


def in_the_outbox(db: Session, world: World) -> None:
    """Facts of yesterday whose content nobody looks at here."""
    (row,) = rows_of(db, world.bodies["programme"])
    db.add_all(
        OutboxFact(id=uuid4(), measurement_key_id=row.id, day=TODAY, box=b"x") for _ in range(MANY)
    )
    db.commit()


def test_two_nodes_that_close_at_once_move_each_fact_once(
    database: Fresh, db: Session, world: World
) -> None:
    counts(db, world)
    in_the_outbox(db, world)

    def close() -> int:
        with database.sessions() as own:
            moved = close_days(own, TOMORROW)
            own.commit()
            return moved

    moved = at_once(close, close)

    close()
    db.expire_all()
    assert sum(moved) <= MANY
    assert db.scalar(select(func.count()).select_from(OutboxFact)) == 0
    assert db.scalar(select(func.count()).select_from(DeliveredFact)) == MANY


def test_two_analysts_who_keep_at_once_keep_each_fact_once(
    database: Fresh, db: Session, world: World
) -> None:
    another_joins(db, world)
    counts(db, world)
    sends(db, world, a_fact(world))
    sends(db, world, a_fact(world))
    close_days(db, TOMORROW)
    db.commit()

    def kept_by(who: str) -> int:
        with database.sessions() as own:
            done = keep(own, analyst(own, world, who), origin(world))
            own.commit()
            return done.kept

    kept = at_once(lambda: kept_by("analyst"), lambda: kept_by("another"))

    db.expire_all()
    assert sum(kept) == 2
    assert waiting(db, world.bodies["programme"], world.register(db)) == 0
    assert len(facts_of(db, analyst(db, world))) == 2


def test_two_who_make_a_key_at_once_make_two(database: Fresh, db: Session, world: World) -> None:
    def makes() -> int:
        with database.sessions() as own:
            number = make_key(own, analyst(own, world)).number
            own.commit()
            return number

    db.rollback()

    assert sorted(at_once(makes, makes)) == [1, 2]
