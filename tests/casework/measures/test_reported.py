"""An exact report is sealed to few, and what is made public of a year is in none of its tables."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.models import CertificateRow
from casework.facts.fact import FactKind, Facts
from casework.measures.laws import Asked, Authority, Law, Period
from casework.measures.left_out import left_out
from casework.measures.quarters import Quarter
from casework.measures.reading import Reading
from casework.measures.reported import (
    MadeAlready,
    NotNamed,
    QuartersOut,
    hand_over,
    handed_over,
    make_public,
    reports_of,
    store,
)
from casework.measures.statutory import Annual, Beside, annual_of
from casework.measures.storing import publish
from casework.measures.tables import Groups, Published, published
from casework.models.measured import MeasuredTables
from casework.models.reported import StatutoryReport
from tests.casework.facts.counting import a_fact, analyst, counted, counts, sends
from tests.casework.measures.fixture import FACTORY, FOURTH, SECOND, THIRD, fact
from tests.worlds import TODAY, World

THREE = Annual(counts={"received": 3, "workshops": None}, actions={"warning": 1})


@pytest.fixture(name="report")
def _stored(db: Session, world: World) -> StatutoryReport:
    counts(db, world)
    return store(db, analyst(db, world), world.bodies["factory"], Law.POSH, 2025, THREE)


def _reads(db: Session, world: World, who: str) -> list[Annual]:
    her = Reading(world.people[who], (world.seeds[who],), world.register(db))
    return [each.annual for each in reports_of(db, her)]


@pytest.mark.parametrize("who", ["chair", "member", "external", "analyst"])
def test_the_committee_and_the_analyst_read_it(
    db: Session, world: World, report: StatutoryReport, who: str
) -> None:
    assert _reads(db, world, who) == [THREE]


@pytest.mark.parametrize("who", ["union", "supervisor", "administrator", "provider"])
def test_nobody_else_does(db: Session, world: World, report: StatutoryReport, who: str) -> None:
    assert _reads(db, world, who) == []


def test_a_report_moved_to_another_year_is_not_believed(
    db: Session, world: World, report: StatutoryReport
) -> None:
    report.year = 2024
    db.flush()

    assert _reads(db, world, "chair") == []


def test_a_report_of_somebody_who_is_an_analyst_no_more_is_not_believed(
    db: Session, world: World, report: StatutoryReport
) -> None:
    hers = CertificateRow.person_id == world.people["analyst"]
    db.execute(update(CertificateRow).where(hers).values(ended_on=TODAY))
    db.expire_all()
    assert _reads(db, world, "chair") == [THREE]

    db.execute(update(CertificateRow).where(hers).values(ended_on=TODAY - timedelta(days=1)))
    db.expire_all()
    assert _reads(db, world, "chair") == []
    report.made_on = TODAY - timedelta(days=1)
    db.flush()

    assert _reads(db, world, "chair") == []


def test_what_no_law_names_an_authority_for_is_never_stored_exact(
    db: Session, world: World
) -> None:
    counts(db, world)

    with pytest.raises(NotNamed):
        store(db, analyst(db, world), world.bodies["factory"], Law.GRI, 2025, THREE)


def test_a_year_is_reported_once(db: Session, world: World, report: StatutoryReport) -> None:
    """A second one, made after a case left the factory, would be one lower."""
    her, factory = analyst(db, world), world.bodies["factory"]

    with pytest.raises(MadeAlready):
        store(db, her, factory, Law.POSH, 2025, THREE)

    assert store(db, her, factory, Law.POSH, 2024, THREE).year == 2024
    assert store(db, her, factory, Law.BOARD, 2025, THREE).year == 2025


def test_the_year_counts_a_case_that_left_later_as_its_quarter_did(
    db: Session, world: World
) -> None:
    counts(db, world)
    her, factory = analyst(db, world), world.bodies["factory"]
    six = [a_fact(world, factory=factory, month="2025-11", country="in") for _each in range(6)]
    gone = a_fact(world, month="2026-12", kind=FactKind.ELSEWHERE, replaces=six[0].id)
    for each in (*six, gone):
        sends(db, world, each)
    counted(db, world)

    before = annual_of(db, her, factory, Period(2025), Beside())
    publish(db, her, Quarter(2025, 4))
    after = annual_of(db, her, factory, Period(2025), Beside())

    assert (before.counts[Asked.RECEIVED], after.counts[Asked.RECEIVED]) == (5, 6)


def test_it_is_handed_to_whom_its_law_names_alone(
    db: Session, world: World, report: StatutoryReport
) -> None:
    hand_over(db, report, Authority.DISTRICT_OFFICER, TODAY)

    assert handed_over(db, report) == {Authority.DISTRICT_OFFICER: TODAY}
    with pytest.raises(NotNamed):
        hand_over(db, report, Authority.GOVERNMENT, TODAY)


def test_it_is_made_public_only_while_no_quarter_of_its_year_is_out(
    db: Session, world: World, report: StatutoryReport
) -> None:
    publish(db, analyst(db, world), Quarter(2025, 3))

    with pytest.raises(QuartersOut):
        make_public(db, report, TODAY)

    assert report.public_on is None


def test_a_factory_whose_year_is_public_is_in_no_table_of_that_year(
    db: Session, world: World, report: StatutoryReport
) -> None:
    make_public(db, report, TODAY)

    publish(db, analyst(db, world), Quarter(2025, 4))

    assert left_out(db, Quarter(2025, 4)) == {world.bodies["factory"]}
    assert left_out(db, Quarter(2026, 1)) == frozenset()
    places = db.scalars(select(MeasuredTables.place_id)).all()
    assert world.bodies["factory"] not in places


OF_QUARTERS = {FACTORY: (7, 6, 8, 3), SECOND: (9, 9, 9, 9), THIRD: (12, 12, 12, 12)}
FACTS = Facts(
    fact(FactKind.RECEIVED, at=each, month=f"2025-{3 * number:02}")
    for each, counts_ in OF_QUARTERS.items()
    for number, count in enumerate(counts_, 1)
    for _each in range(count)
)


def _published(facts: Facts, *places: object) -> list[Published]:
    groups = Groups({each: "IN" for each in (*OF_QUARTERS, FOURTH) if each in places})
    return [published(facts, each, groups) for each in Period(2025).quarters]


def _n(every: list[Published]) -> list[int | None]:
    tables = (each.factories[FACTORY] for each in every if FACTORY in each.factories)
    return [one.rows[0].n for each in tables for one in each if one.indicator == "I1"]


def test_four_quarters_and_the_year_would_tell_the_hidden_one() -> None:
    shown = _n(_published(FACTS, *OF_QUARTERS))

    assert shown == [7, 6, 8, None]
    assert sum(OF_QUARTERS[FACTORY]) - sum(each or 0 for each in shown) == 3


def test_four_quarters_and_the_year_tell_nothing_where_the_year_is_public() -> None:
    without_it = Facts(each for each in FACTS if each.factory != FACTORY)

    tables = _published(FACTS, SECOND, THIRD)

    assert tables == _published(without_it, SECOND, THIRD)
    assert _n(tables) == []
