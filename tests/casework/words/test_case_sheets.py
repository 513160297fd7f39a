"""Sheets that a case fills: as its entries say, and blank where nothing is written yet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from flask import Flask
from flask_babel import Babel
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from auth.arriving import standings_of
from auth.models import Organization, Person
from casework.asking.asking import ask
from casework.asking.questions import Question, QuestionKind, Reply
from casework.case.answers import Named
from casework.case.timeline import timeline
from casework.desk import statements
from casework.desk.held import Look
from casework.desk.reading import Opened, open_case
from casework.desk.statements import Agreed, Speaker, Statement
from casework.ending.closing import Check, Closing, Why
from casework.inquiry.hearings import Heard, Setting, plan
from casework.inquiry.notices import notices
from casework.models.case import Case
from casework.number.speaking import tell_more
from casework.paper import catalogue
from casework.paper.blocks import Entry, Fields, Note, Signatures, Table, Text, Ticks
from casework.paper.sheets import Sheet
from casework.parties import people
from casework.parties.people import Part, Sketch
from casework.procedures.loading import the_pack
from casework.protection.measured import Measure, State
from casework.protection.safety import Assessment, assess
from casework.words.case_sheets import OF_AN_INQUIRY, WHICH, order, report, the_letter
from casework.words.her_sheets import OF_HERSELF, slip_of
from crypto.compartments import Compartment
from tests.casework.ending.ends import at_its_end, closed, ready
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
from tests.casework.protection.protecting import planned, she_says
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

FILLING = {**OF_AN_INQUIRY, **OF_HERSELF}
CONSENT = "S03"
MISCONDUCT = "misconduct"
COPY_GOES = "A copy of the complaint goes with this letter, because the law wants it."
HEARD = Statement("Beauty", Speaker.WITNESS, "phone", "", Agreed.READ_BACK, "I heard it all.")

MOVED = Measure(
    id=uuid4(),
    offer="move",
    label="Another line",
    moves_her=True,
    wants_consent=True,
    he_notices=True,
    what="Away from him",
    from_on=TODAY,
    until_on=None,
    why="She is afraid",
    at=NOW,
    by=None,
    state=State.GRANTED,
)


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


def filled(db: Session, world: World, case: UUID, number: str, which: str = "") -> Sheet:
    """A sheet as the chair's keys fill it."""
    return FILLING[number](opened_by_chair(db, world, case), which)


def opened_by_chair(db: Session, world: World, case: UUID) -> Opened:
    """The case as the chair opens it."""
    ring, person = world.as_(db, "chair"), world.people["chair"]
    actor = Actor(
        rank=Rank.STAFF,
        holder=person,
        seeds=world.seeds["chair"],
        standings=standings_of(db, person, TODAY),
        ring_loader=lambda _actor: ring,
    )
    look = Look(actor, world.keys, world.register(db), NOW)
    return open_case(db, look, db.get_one(Case, case))


def answers(sheet: Sheet) -> set[str]:
    """Everything that is filled in."""
    fields = [each for block in sheet.blocks if isinstance(block, Fields) for each in block.fields]
    return {each.value for each in fields if each.value}


def copied(sheet: Sheet) -> list[str]:
    """Her words, as they stand in the copy of her complaint."""
    return [each.text for each in sheet.blocks if isinstance(each, Entry)]


def paragraphs(sheet: Sheet) -> list[str]:
    return [each.text for each in sheet.blocks if isinstance(each, Text)]


def labelled(sheet: Sheet) -> dict[str, str]:
    """Every question with what stands under it."""
    fields = [each for block in sheet.blocks if isinstance(block, Fields) for each in block.fields]
    return {each.label: each.value for each in fields}


def signed(sheet: Sheet) -> list[str]:
    """Who signs."""
    return [who for each in sheet.blocks if isinstance(each, Signatures) for who in each.who]


def ticked(sheet: Sheet) -> list[str]:
    """What is ticked."""
    found = [each for block in sheet.blocks if isinstance(block, Ticks) for each in block.options]
    return [each.text for each in found if each.ticked]


def rows(sheet: Sheet) -> list[tuple[str, ...]]:
    """Every row of every table."""
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    return [tuple(row) for table in tables for row in table.rows]


@pytest.mark.parametrize("number", sorted(FILLING.keys() - {CONSENT}))
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


def test_whoever_wants_a_statement_of_before_chooses_it(
    db: Session, world: World, case: UUID
) -> None:
    statements.take(db, turn(db, world, "chair", case), HEARD)
    db.commit()
    statements.take(db, turn(db, world, "chair", case), replace(HEARD, words="And once more."))
    db.commit()
    (first, _words), _second = WHICH["S08"](opened_by_chair(db, world, case))

    assert "I heard it all." in answers(filled(db, world, case, "S08", first))
    assert "And once more." in answers(filled(db, world, case, "S08"))


@pytest.mark.parametrize(
    ("is_masked", "called"), [(True, "[witness A]"), (False, "Beauty")], ids=["masked", "named"]
)
def test_a_witness_of_the_case_stands_by_a_letter_or_by_name_as_she_wants(
    db: Session, world: World, case: UUID, is_masked: bool, called: str
) -> None:
    her = Sketch(part=Part.WITNESS, named=Named(name="Beauty"), is_masked=is_masked)
    people.add(db, turn(db, world, "chair", case), her)
    db.commit()
    statements.take(db, turn(db, world, "chair", case), HEARD)
    db.commit()

    assert called in answers(filled(db, world, case, "S08"))


def test_a_hearing_that_is_set_prints_minutes_with_its_day_and_place(
    db: Session, world: World, case: UUID
) -> None:
    setting = Setting(on=TODAY, hour="10:00", place="The clinic", heard=Heard.WITNESS)
    plan(db, turn(db, world, "chair", case), setting)
    db.commit()

    said = labelled(filled(db, world, case, "S09"))

    assert (said["Place"], said["Heard"]) == ("The clinic", "A witness")


def test_what_she_said_yes_to_stands_on_the_sheet_of_consent(
    db: Session, world: World, case: UUID
) -> None:
    ask(db, turn(db, world, "chair", case), Question(QuestionKind.APOLOGY, "A letter from him?"))
    db.commit()
    she_says(db, world, case, Reply.YES, QuestionKind.APOLOGY)

    found = rows(filled(db, world, case, CONSENT))

    assert ("A letter from him?", "", "An apology", "", "Yes") in found


def test_the_sheet_of_consent_says_who_reads_what_and_names_nobody(
    db: Session, world: World, case: UUID
) -> None:
    found = rows(filled(db, world, case, CONSENT))

    assert "Receiver" in {row[1] for row in found}
    assert "Shirin" not in str(found)


def test_what_she_said_of_danger_stands_there_before_there_is_a_plan(
    db: Session, world: World, case: UUID
) -> None:
    asked = Assessment(danger="no", access=("line",), words="He waits at the gate.")
    assess(db, turn(db, world, "chair", case), asked)
    db.commit()

    said = answers(filled(db, world, case, "S04"))

    assert {"He waits at the gate.", "At her line or floor"} <= said


def test_a_slip_of_a_measure_has_its_days_and_nothing_of_why() -> None:
    slip = slip_of(MOVED, "Rahima, 304", "Line 5", "none")

    assert (slip.for_whom, slip.what, slip.from_on) == ("Rahima, 304", "Line 5", "Mar 2, 2026")
    assert (slip.until_on, slip.pay) == (
        "Until further notice",
        "No leave: the place or shift changes",
    )
    assert "afraid" not in str(msgspec.structs.asdict(slip))


def test_a_closed_case_says_why_and_what_of_the_list_held(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(told_for_programme=True))
    at_its_end(db, world, case)
    ready(db, world, case)
    part = Closing(why=Why.HELPED, words="You have it.", checks=(Check.SAFE,), unmet="She left.")
    closed(db, world, case, part)

    sheet = filled(db, world, case, "S13")

    said = answers(sheet)
    assert {"She has the help she wanted\nYou have it.", "She left."} <= said
    assert "Mar 2, 2026. On her page" in said
    assert labelled(sheet)["Asked how she is, until"] == "Aug 29, 2026"
    assert ticked(sheet) == ["Her safety was gone through with her, and nothing worries her now"]


def test_what_she_thinks_of_it_stands_there_as_she_was_asked(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(told_for_programme=True))
    at_its_end(db, world, case)
    ready(db, world, case)
    she_says(db, world, case, Reply.NO, QuestionKind.FEEDBACK)

    said = labelled(filled(db, world, case, "S14"))

    assert said["How was it?"] == "No"
    assert said["Asked by"] == db.get_one(Person, world.people["external"]).name


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


def test_the_report_says_what_is_recommended_and_what_of_it_is_for_her(
    db: Session, world: World, case: UUID
) -> None:
    reported(db, world, case, (*PAY, MISCONDUCT))

    said = labelled(report(opened_by_chair(db, world, case), pack=the_pack("bd")))

    assert said["Recommended: measures and sanction"] == (
        "Treated as misconduct: action under the disciplinary rules"
    )
    assert said["For her: what puts it right, as far as she wants it"] == "Pay that she lost"


def test_the_report_says_who_was_heard_and_names_no_witness(
    db: Session, world: World, case: UUID
) -> None:
    statements.take(db, turn(db, world, "chair", case), HEARD)
    db.commit()
    replied(db, world, case)
    held(db, world, case, heard=Heard.WITNESS)

    said = labelled(filled(db, world, case, "S10"))["Who was heard, and which papers were read"]

    assert said.splitlines() == [
        "The respondent's reply, Mar 2, 2026",
        "Witness 1, Mar 2, 2026",
        "A witness, Mar 2, 2026",
    ]


def test_the_order_says_who_decided_by_which_rule_and_who_reviews_it(
    db: Session, world: World, case: UUID
) -> None:
    decided(db, world, case, (*PAY, MISCONDUCT))
    pack = the_pack("bd")

    sheet = order(opened_by_chair(db, world, case), pack=pack)

    said = labelled(sheet)
    assert said["For her: pay, place, leave, what she asked for"] == "Pay that she lost"
    assert said["Under"].startswith("BNWLA v Government of Bangladesh")
    assert said["Review: with whom, until when"].startswith(pack.appeal.body)
    assert signed(sheet) == ["The director", "For the committee"]
