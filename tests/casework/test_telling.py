"""A worker tells what happened, page by page, without an account."""

import pytest
from sqlalchemy import func, select

from casework.models.case import Case
from casework.parts import Parts
from tests.casework.tellers import Teller
from tests.worlds import World

only_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)


def count(parts: Parts, table: type) -> int:
    """How many rows a table has."""
    with parts.sessions(writing=False) as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


def test_a_worker_who_says_only_what_she_would_like_is_heard(
    teller: Teller, shared: Parts, world: World
) -> None:
    place = {"place": world.bodies["factory"].hex}
    teller.walk_to("readers", workplace=place)

    teller.press("send")

    assert len(teller.number) == 16
    assert count(shared, Case) == 1


def test_what_a_child_tells_goes_to_child_protection_officers_alone(
    teller: Teller, world: World
) -> None:
    place = {"place": world.bodies["factory"].hex}
    seen = teller.walk_to("readers", workplace=place, age={"age": "under_18"})

    assert seen.count("Child protection officer, CARE programme") == 2
    assert "Rupali Knitwear" not in seen
