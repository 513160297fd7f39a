"""Sheets that a case fills: as its entries say, and blank where nothing is written yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask_babel import Babel
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from auth.arriving import standings_of
from auth.models import Organization
from casework.case.timeline import timeline
from casework.desk import statements
from casework.desk.held import Look
from casework.desk.reading import open_case
from casework.desk.statements import Agreed, Speaker, Statement
from casework.inquiry.notices import notices
from casework.models.case import Case
from casework.number.speaking import tell_more
from casework.paper import catalogue
from casework.paper.blocks import Entry, Fields, Note, Table, Text
from casework.paper.sheets import Sheet
from casework.words.case_sheets import OF_AN_INQUIRY, the_letter
from crypto.compartments import Compartment
from tests.casework.inquiry.inquiring import (
    HIS_WORDS,
    LETTER,
    PAY,
    brought_to_route,
    decided,
    held,
    judged,
    released,
    replied,
    reported,
    written,
)
from tests.casework.numbers import hers, seeds_of
from tests.casework.protection.protecting import planned
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

COPY_GOES = "A copy of the complaint goes with this letter, because the law wants it."
HEARD = Statement("Beauty", Speaker.WITNESS, "phone", "", Agreed.READ_BACK, "I heard it all.")


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """Sheets ask Babel for their words, and Babel asks for an application."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@pytest.fixture
def india(db: Session, world: World) -> None:
    """The factory stands where the law sends him a copy of her complaint."""
    db.get_one(Organization, world.bodies["factory"]).country = "IN"
    db.commit()


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint on the formal route."""
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    return case


def filled(db: Session, world: World, case: UUID, number: str) -> Sheet:
    """A sheet as the chair's keys fill it."""
    ring, person = world.as_(db, "chair"), world.people["chair"]
    actor = Actor(
        rank=Rank.STAFF,
        holder=person,
        seeds=world.seeds["chair"],
        standings=standings_of(db, person, TODAY),
        ring_loader=lambda _actor: ring,
    )
    look = Look(actor, world.keys, world.register(db), NOW)
    return OF_AN_INQUIRY[number](open_case(db, look, db.get_one(Case, case)))


def answers(sheet: Sheet) -> set[str]:
    """Everything that is filled in."""
    fields = [each for block in sheet.blocks if isinstance(block, Fields) for each in block.fields]
    return {each.value for each in fields if each.value}


def copied(sheet: Sheet) -> list[str]:
    """Her words, as they stand in the copy of her complaint."""
    return [each.text for each in sheet.blocks if isinstance(each, Entry)]


def paragraphs(sheet: Sheet) -> list[str]:
    return [each.text for each in sheet.blocks if isinstance(each, Text)]


def rows(sheet: Sheet) -> list[tuple[str, ...]]:
    """Every row of every table."""
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    return [tuple(row) for table in tables for row in table.rows]


@pytest.mark.parametrize("number", OF_AN_INQUIRY)
def test_where_nothing_is_written_the_sheet_is_the_blank_one(
    db: Session, world: World, case: UUID, number: str
) -> None:
    assert filled(db, world, case, number) == catalogue.OF_A_CASE[number]()


def test_her_plan_stands_in_her_own_words(db: Session, world: World, case: UUID) -> None:
    planned(db, world, case)

    assert "With Ayesha, by the front gate" in answers(filled(db, world, case, "S04"))


def test_a_letter_that_nobody_let_go_is_on_no_paper(db: Session, world: World, case: UUID) -> None:
    judged(db, world, case, written(db, world, case))

    assert LETTER.particulars not in answers(filled(db, world, case, "S06"))


def test_a_letter_that_was_let_go_is_printed_as_it_was_read(
    db: Session, world: World, case: UUID
) -> None:
    released(db, world, case)

    assert {LETTER.to, LETTER.particulars, LETTER.rule} <= answers(filled(db, world, case, "S06"))


@pytest.mark.usefixtures("india")
def test_where_the_law_wants_it_her_words_are_the_second_part_of_the_letter(
    db: Session, world: World, case: UUID
) -> None:
    released(db, world, case)

    sheet = filled(db, world, case, "S06")

    assert copied(sheet) == [world.complaint().words]
    assert COPY_GOES in paragraphs(sheet)


@pytest.mark.usefixtures("india")
def test_what_she_told_after_the_letter_was_judged_is_not_in_its_copy(
    db: Session, world: World, case: UUID
) -> None:
    released(db, world, case)
    later = NOW + timedelta(hours=1)
    tell_more(db, replace(hers(db, world, case, seeds_of(db, world)), now=later), "And again.")
    db.commit()

    assert copied(filled(db, world, case, "S06")) == [world.complaint().words]


@pytest.mark.usefixtures("india")
def test_whoever_reads_it_before_it_goes_has_all_of_the_copy_before_her(
    db: Session, world: World, case: UUID
) -> None:
    id_ = written(db, world, case)
    tell_more(db, hers(db, world, case, seeds_of(db, world)), "And again.")
    db.commit()

    world.as_(db, "member")
    lines = timeline(db, case, world.register(db)).lines

    told = copied(the_letter(notices(lines)[id_], lines))

    assert told == [world.complaint().words, "And again."]


@pytest.mark.usefixtures("india")
def test_whoever_reads_nothing_of_what_she_told_is_said_who_adds_the_copy(
    db: Session, world: World, case: UUID
) -> None:
    id_ = written(db, world, case)
    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines
    of_account = [each for each in lines if each.compartment is Compartment.ACCOUNT]

    sheet = the_letter(notices(of_account)[id_], of_account)

    assert copied(sheet) == []
    assert any(isinstance(each, Note) for each in sheet.blocks)


def test_where_no_law_wants_it_nothing_of_her_complaint_goes_to_him(
    db: Session, world: World, case: UUID
) -> None:
    released(db, world, case)

    sheet = filled(db, world, case, "S06")

    assert copied(sheet) == []
    assert COPY_GOES not in paragraphs(sheet)


def test_his_reply_stands_in_his_own_words(db: Session, world: World, case: UUID) -> None:
    replied(db, world, case)

    assert HIS_WORDS in answers(filled(db, world, case, "S07"))


def test_a_witness_is_numbered_and_not_named(db: Session, world: World, case: UUID) -> None:
    statements.take(db, turn(db, world, "chair", case), HEARD)
    db.commit()

    said = answers(filled(db, world, case, "S08"))

    assert {"Witness 1", "I heard it all."} <= said
    assert "Beauty" not in said


def test_minutes_hold_who_sat_and_whether_they_were_enough(
    db: Session, world: World, case: UUID
) -> None:
    replied(db, world, case)
    held(db, world, case)

    sheet = filled(db, world, case, "S09")

    assert {"Room of the clinic", "They agreed on what was established."} <= answers(sheet)
    assert len(rows(sheet)) == 3


def test_the_report_holds_each_finding_with_its_reasons(
    db: Session, world: World, case: UUID
) -> None:
    reported(db, world, case, PAY)

    assert rows(filled(db, world, case, "S10")) == [
        ("He touched her back on line 3.", "Substantiated", "Two people saw it.")
    ]


def test_the_order_holds_what_was_decided(db: Session, world: World, case: UUID) -> None:
    decided(db, world, case, PAY)

    assert len(rows(filled(db, world, case, "S11"))) == 1
