"""A key that nobody has any more stops nothing, once an analyst and a supervisor say so."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.models import CertificateRow, Role
from casework.facts.closing import close_days
from casework.facts.keeping import KeyLacking, facts_of, waiting
from casework.facts.keys import make_key, once_sound, rows_of
from casework.facts.lost import NotSaid, StillHeld, is_lost, say_lost, whole_since
from casework.measures.storing import FactsWait, publish
from crypto.errors import KeyMissing
from tests.casework.facts.counting import (
    TOMORROW,
    a_fact,
    analyst,
    another_joins,
    counted,
    counts,
    sends,
)
from tests.casework.facts.test_keys import leaves
from tests.casework.measures.test_storing import LAST
from tests.worlds import TODAY, World


@pytest.fixture(name="alone")
def _alone(db: Session, world: World) -> World:
    """The only analyst left with the key; a fact waits for it, and the new one has her own."""
    counts(db, world)
    sends(db, world, a_fact(world))
    counted(db, world)
    sends(db, world, a_fact(world))
    close_days(db, TOMORROW)
    leaves(db, world, "analyst")
    another_joins(db, world)
    make_key(db, analyst(db, world, "another"))
    return world


def test_two_say_that_a_key_is_lost_and_publishing_goes_on(db: Session, alone: World) -> None:
    another, supervisor = analyst(db, alone, "another"), analyst(db, alone, "supervisor")
    lost = rows_of(db, alone.bodies["programme"])[1]
    with pytest.raises(FactsWait):
        publish(db, another, LAST)

    with pytest.raises(NotSaid):
        say_lost(db, supervisor, lost.id, Role.SUPERVISOR)
    say_lost(db, another, lost.id, Role.ANALYST)
    assert not is_lost(lost, alone.register(db))
    with pytest.raises(KeyLacking):
        facts_of(db, another)
    say_lost(db, supervisor, lost.id, Role.SUPERVISOR)

    assert waiting(db, alone.bodies["programme"], alone.register(db)) == 0
    assert whole_since(db, alone.register(db), alone.bodies["programme"]) == TODAY
    assert publish(db, another, LAST) > 0


def test_a_key_that_an_analyst_has_is_not_lost_and_nobody_says_so_in_a_post_that_is_not_hers(
    db: Session, alone: World
) -> None:
    another, supervisor = analyst(db, alone, "another"), analyst(db, alone, "supervisor")
    held, lost = rows_of(db, alone.bodies["programme"])

    with pytest.raises(StillHeld):
        say_lost(db, another, held.id, Role.ANALYST)
    with pytest.raises(KeyMissing):
        say_lost(db, supervisor, lost.id, Role.ANALYST)
    say_lost(db, another, lost.id, Role.ANALYST)
    with pytest.raises(KeyMissing):
        say_lost(db, another, lost.id, Role.SUPERVISOR)

    assert not is_lost(lost, alone.register(db))


def test_whoever_had_left_before_a_key_was_made_never_vouched_for_it(
    db: Session, world: World
) -> None:
    counts(db, world)
    row = rows_of(db, world.bodies["programme"])[0]
    assert once_sound(row, world.register(db)) is not None
    hers = CertificateRow.person_id == world.people["analyst"]

    db.execute(update(CertificateRow).where(hers).values(ended_on=TODAY - timedelta(days=1)))
    db.expire_all()

    assert once_sound(row, world.register(db)) is None
