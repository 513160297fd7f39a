"""Past quarters are handed to those who came since, and to nobody else."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.models import Coverage, Role
from casework.facts.closing import close_days
from casework.measures.handing import hand_on
from casework.measures.reading import Place, Reading, places_of, quarters_of
from casework.measures.storing import publish
from casework.models.measured import MeasuredShare, MeasuredTables
from tests.casework.facts.counting import analyst, another_joins, counted, counts
from tests.casework.measures.test_storing import LAST
from tests.cast import Character
from tests.worlds import NOW, World, joins

NEW = Character("new", "Hasina Islam", "factory", Role.MEMBER, "operator, line 2", True)


def _quarters(db: Session, world: World, who: str) -> list[str]:
    reading = Reading(world.people[who], (world.seeds[who],), world.register(db))
    place = Place(world.bodies["programme"], world.bodies["factory"])
    return [str(each.quarter) for each in quarters_of(db, reading, place)]


def test_who_came_since_reads_the_past_quarters_once_they_are_handed_on(
    db: Session, world: World
) -> None:
    counts(db, world)
    counted(db, world)
    publish(db, analyst(db, world), LAST)
    another_joins(db, world)
    assert _quarters(db, world, "another") == []

    assert hand_on(db, analyst(db, world)) == 1

    assert _quarters(db, world, "another") == [str(LAST)]
    assert hand_on(db, analyst(db, world)) == 0
    assert places_of(db, world.people["provider"]) == []


def test_whoever_comes_to_a_committee_is_handed_its_tables_of_quarters_that_began_since(
    db: Session, world: World
) -> None:
    counts(db, world)
    counted(db, world)
    publish(db, analyst(db, world), LAST)
    later = replace(analyst(db, world), now=NOW + timedelta(days=60))
    close_days(db, later.on)
    publish(db, later, LAST.next)
    joins(db, world, NEW)

    hand_on(db, replace(later, register=world.register(db)))

    reading = Reading(world.people["new"], (world.seeds["new"],), world.register(db))
    of_all = Place(world.bodies["programme"], world.bodies["programme"])
    # She is there since 1 January: the quarter before shows what was told while she was not.
    assert _quarters(db, world, "new") == [str(LAST.next)]
    assert [each.quarter for each in quarters_of(db, reading, of_all)] == [LAST, LAST.next]


def test_whoever_was_certified_anew_gets_what_she_had_under_her_new_keys(
    db: Session, world: World
) -> None:
    counts(db, world)
    counted(db, world)
    publish(db, analyst(db, world), LAST)
    hers = MeasuredShare.person_id == world.people["supervisor"]
    db.execute(update(MeasuredShare).where(hers).values(sealed_to=bytes(32), box=b"for lost keys"))
    db.expire_all()
    assert _quarters(db, world, "supervisor") == []

    assert hand_on(db, analyst(db, world)) == 1

    assert _quarters(db, world, "supervisor") == [str(LAST)]


def test_a_table_that_somebody_moved_to_another_factory_is_handed_to_nobody_there(
    db: Session, world: World
) -> None:
    counts(db, world)
    counted(db, world)
    publish(db, analyst(db, world), LAST)
    programme, other = world.bodies["programme"], world.bodies["other_factory"]
    db.add(Coverage(organization_id=programme, factory_id=other))
    its = MeasuredTables.place_id == world.bodies["factory"]
    db.execute(update(MeasuredTables).where(its).values(place_id=other, year=2026, number=1))
    db.expire_all()

    hand_on(db, analyst(db, world))

    moved = select(MeasuredTables.id).where(MeasuredTables.place_id == other)
    given = select(MeasuredShare.person_id).where(MeasuredShare.tables_id.in_(moved))
    assert world.people["stranger"] not in db.scalars(given).all()
