"""A quarter is published once, to those who work there; and nothing unsigned is believed."""

import dataclasses
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.models import CertificateRow
from casework.facts.closing import close_days
from casework.facts.fact import Channel
from casework.facts.keeping import KeyLacking, keep
from casework.facts.keys import hand_on, make_key
from casework.measures.laws import Asked, Period
from casework.measures.quarters import Quarter
from casework.measures.reading import (
    Place,
    Reading,
    places_of,
    public,
    published_quarters,
    quarters_of,
)
from casework.measures.statutory import Beside, NotCounted, annual_of
from casework.measures.storing import (
    AlreadyPublished,
    DaysWait,
    FactsWait,
    NotNext,
    NotOver,
    next_quarter,
    publish,
)
from casework.models.measured import MeasuredTables, PublicTables
from crypto.errors import KeyMissing
from tests.casework.facts.counting import (
    TOMORROW,
    a_fact,
    analyst,
    another_joins,
    counted,
    counts,
    origin,
    sends,
)
from tests.worlds import NOW, TODAY, World

LAST = Quarter(2025, 4)


def _reading(db: Session, world: World, who: str) -> Reading:
    return Reading(world.people[who], (world.seeds[who],), world.register(db))


def _place(world: World, body: str) -> Place:
    return Place(world.bodies["programme"], world.bodies[body])


def _told(db: Session, world: World, count: int) -> None:
    factory = world.bodies["factory"]
    for _each in range(count):
        fact = a_fact(world, factory=factory, month="2025-11", channel=Channel.PHONE)
        sends(db, world, fact)


@pytest.fixture(name="told")
def _with_facts(db: Session, world: World) -> World:
    counts(db, world)
    _told(db, world, 6)
    counted(db, world)
    return world


def _n(db: Session, world: World, who: str, body: str) -> list[int | None]:
    quarters = quarters_of(db, _reading(db, world, who), _place(world, body))
    tables = [table for each in quarters if (table := each.table("I1"))]
    return [row.n for table in tables for row in table.rows[:1]]


@pytest.mark.parametrize("who", ["chair", "member", "external", "supervisor", "analyst"])
def test_who_works_there_reads_the_tables(db: Session, told: World, who: str) -> None:
    publish(db, analyst(db, told), LAST)

    assert _n(db, told, who, "factory") == [6]
    # Of one factory alone the programme's total is that factory's.
    assert _n(db, told, who, "programme") == [None]


def test_a_union_is_given_no_table_to_take_its_own_cases_off(db: Session, told: World) -> None:
    publish(db, analyst(db, told), LAST)

    assert places_of(db, told.people["union"]) == [_place(told, "union")]
    assert _n(db, told, "union", "union") == [None]
    assert _n(db, told, "supervisor", "union") == [None]


@pytest.mark.parametrize("who", ["administrator", "provider"])
def test_who_does_not_is_sent_nothing(db: Session, told: World, who: str) -> None:
    publish(db, analyst(db, told), LAST)

    assert places_of(db, told.people[who]) == []


def test_everybody_sees_nothing_of_six(db: Session, told: World) -> None:
    publish(db, analyst(db, told), LAST)

    read = public(db, told.register(db), told.bodies["programme"], LAST)

    assert read is not None
    assert {row.n for table in read.tables for row in table.rows} == {None}
    assert [each[1] for each in published_quarters(db)] == [LAST]


def test_a_quarter_is_published_once(db: Session, told: World) -> None:
    publish(db, analyst(db, told), LAST)

    with pytest.raises(AlreadyPublished):
        publish(db, analyst(db, told), LAST)


def test_a_quarter_that_runs_is_not_published(db: Session, told: World) -> None:
    with pytest.raises(NotOver):
        publish(db, analyst(db, told), LAST.next)


def test_no_quarter_is_passed_over(db: Session, told: World) -> None:
    later = dataclasses.replace(analyst(db, told), now=NOW + timedelta(days=60))
    close_days(db, later.on)

    with pytest.raises(NotNext):
        publish(db, later, LAST.next)
    publish(db, later, LAST)

    assert publish(db, later, LAST.next) > 0


def test_of_a_quarter_before_the_first_key_it_is_said_since_when_is_counted(
    db: Session, told: World
) -> None:
    publish(db, analyst(db, told), LAST)

    read = public(db, told.register(db), told.bodies["programme"], LAST)

    assert read is not None
    assert read.since == TODAY


def test_whoever_was_an_analyst_once_publishes_nothing_and_moves_no_day(
    db: Session, told: World
) -> None:
    publish(db, analyst(db, told), LAST)
    programme = told.bodies["programme"]
    db.execute(update(PublicTables).values(made_on=TODAY - timedelta(days=1)))
    assert public(db, told.register(db), programme, LAST) is None
    db.execute(update(PublicTables).values(made_on=TODAY))
    hers = CertificateRow.person_id == told.people["analyst"]

    db.execute(update(CertificateRow).where(hers).values(ended_on=TODAY))
    db.expire_all()
    assert public(db, told.register(db), programme, LAST) is not None
    db.execute(update(CertificateRow).where(hers).values(ended_on=TODAY - timedelta(days=1)))
    db.expire_all()

    assert public(db, told.register(db), programme, LAST) is None


def test_nobody_publishes_past_facts_that_wait(db: Session, told: World) -> None:

    _told(db, told, 1)
    close_days(db, TOMORROW)

    with pytest.raises(FactsWait):
        publish(db, analyst(db, told), LAST)
    keep(db, analyst(db, told), origin(told))
    assert publish(db, analyst(db, told), LAST) > 0


def test_nobody_publishes_past_days_that_are_not_closed(db: Session, told: World) -> None:
    _told(db, told, 1)
    tomorrow = dataclasses.replace(analyst(db, told), now=NOW + timedelta(days=1))

    with pytest.raises(DaysWait):
        publish(db, tomorrow, LAST)
    close_days(db, TOMORROW)
    keep(db, tomorrow, origin(told))
    assert publish(db, tomorrow, LAST) > 0


def test_whoever_lacks_a_key_publishes_and_reports_nothing(db: Session, told: World) -> None:
    another_joins(db, told)
    another = analyst(db, told, "another")
    make_key(db, another)
    factory = told.bodies["factory"]

    with pytest.raises(KeyLacking):
        publish(db, another, LAST)
    with pytest.raises(KeyLacking):
        annual_of(db, another, factory, Period(2025), Beside())
    hand_on(db, analyst(db, told))
    assert annual_of(db, another, factory, Period(2025), Beside()).counts[Asked.RECEIVED] == 6
    assert publish(db, another, LAST) > 0


def test_what_is_dated_long_ago_asks_for_no_empty_quarters_of_all_the_years_since(
    db: Session, told: World
) -> None:
    sends(db, told, a_fact(told, factory=told.bodies["factory"], month="2006-05"))
    counted(db, told)
    her = analyst(db, told)

    assert next_quarter(db, her) == Quarter(2022, 1)
    assert publish(db, her, Quarter(2022, 1)) > 0
    assert next_quarter(db, her) == Quarter(2022, 2)


def test_no_law_is_told_a_part_of_the_facts_and_the_report_says_since_when_is_counted(
    db: Session, told: World
) -> None:
    _told(db, told, 1)
    factory, tomorrow = told.bodies["factory"], NOW + timedelta(days=1)
    her = dataclasses.replace(analyst(db, told), now=tomorrow)

    with pytest.raises(DaysWait):
        annual_of(db, her, factory, Period(2025), Beside())
    close_days(db, TOMORROW)
    with pytest.raises(FactsWait):
        annual_of(db, her, factory, Period(2025), Beside())
    keep(db, her, origin(told))
    made = annual_of(db, her, factory, Period(2025), Beside())

    assert made.counts[Asked.RECEIVED] == 7
    assert made.since == TODAY


def test_of_a_factory_that_another_programme_counts_nobody_reports_zeros(
    db: Session, told: World
) -> None:
    other = told.bodies["other_factory"]

    with pytest.raises(NotCounted):
        annual_of(db, analyst(db, told), other, Period(2025), Beside())


def test_a_supervisor_publishes_nothing(db: Session, told: World) -> None:
    with pytest.raises(KeyMissing):
        publish(db, analyst(db, told, "supervisor"), LAST)


def test_tables_that_somebody_moved_are_not_believed(db: Session, told: World) -> None:
    publish(db, analyst(db, told), LAST)
    db.execute(update(MeasuredTables).values(number=3))
    db.execute(update(PublicTables).values(number=3))

    read = public(db, told.register(db), told.bodies["programme"], Quarter(2025, 3))

    assert read is None
    assert _n(db, told, "chair", "factory") == []


def test_tables_that_somebody_made_up_are_not_believed(db: Session, told: World) -> None:
    publish(db, analyst(db, told), LAST)
    row = db.scalars(select(PublicTables)).one()
    row.body = row.body.replace(b"I14", b"I15")
    db.flush()

    assert public(db, told.register(db), told.bodies["programme"], LAST) is None


def test_of_a_place_that_is_not_hers_she_reads_nothing(db: Session, told: World) -> None:
    publish(db, analyst(db, told), LAST)

    elsewhere = Place(told.bodies["programme"], UUID(int=uuid4().int))

    assert quarters_of(db, _reading(db, told, "chair"), elsewhere) == []
