"""The letter to the respondent: it names nobody, a second member reads it, and she knows before."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.case.timeline import Line
from casework.clocks.course import MoveRefused
from casework.clocks.routes import Route
from casework.course.choosing import choose
from casework.desk.statements import Agreed, Speaker, Statement, take
from casework.inquiry import notices, replies
from casework.inquiry.notices import CouldTell, NotRead, SameReader
from casework.inquiry.replies import Care
from casework.inquiry.steps import NotThere, TooEarly
from casework.inquiry.telltale import TellsWho
from casework.models.entry import Kind
from casework.parties.declaring import NotDeclared
from casework.parties.people import Part
from casework.procedures.terms import Event, StageId
from casework.protection.gate import Act, GateClosed, Missing
from crypto.compartments import Compartment
from tests.casework.inquiry.inquiring import (
    HIS_WORDS,
    LETTER,
    NEXT_WEEK,
    REPLY,
    SERVED,
    TODAY,
    YESTERDAY,
    brought_to_route,
    course_of,
    judged,
    released,
    replied,
    served,
    written,
)
from tests.casework.numbers import hers, seeds_of
from tests.casework.parties.naming import BINA, JASHIM, answered, named, sketch
from tests.casework.protection.protecting import let_through, lines_of
from tests.casework.turning import turn
from tests.worlds import World

LEAVES = (Compartment.OUTCOME, Compartment.TOLD, Compartment.CHANNEL)


def words_outside(lines: list[Line]) -> str:
    """Everything that stands in entries outside of the inquiry, but for what she told herself."""
    return repr(
        [
            (each.text, each.facts)
            for each in lines
            if each.compartment in LEAVES and each.author is not None
        ]
    )


@pytest.mark.parametrize(
    "telling",
    [
        "On line 3 you touched Rahima on the back.",
        "You touched worker RAHIMA, it is said.",
        "On line 3 you touched number 48213.",
        "Rahima's back was touched.",
        "You touched Rahima-apa.",
        "Rahimar kotha",
    ],
)
def test_a_letter_never_holds_her_name_or_number(
    db: Session, world: World, case: UUID, telling: str
) -> None:
    named = world.told(
        db,
        world.complaint(told_for_programme=True, employee_number="48213"),
        world.prepare(number="2000000000000004"),
    )

    with pytest.raises(TellsWho):
        notices.write(db, turn(db, world, "chair", named), replace(LETTER, particulars=telling))


def test_a_name_within_a_script_without_spaces_is_found(
    db: Session, world: World, case: UUID
) -> None:
    said = Statement("សុខា", Speaker.WITNESS, "phone", "today", Agreed.READ_BACK, "I saw it.")
    take(db, turn(db, world, "chair", case), said)
    db.commit()
    letter = replace(LETTER, particulars="បងសុខាបានឃើញ")

    with pytest.raises(TellsWho):
        notices.write(db, turn(db, world, "chair", case), letter)


def test_nobody_is_named_beside_his_name(db: Session, world: World) -> None:
    hers = world.told(
        db, world.complaint(told_for_programme=True), world.prepare(number="2000000000000004")
    )
    letter = replace(LETTER, to="Abdul Karim, about Rahima", particulars="Rahima was touched.")

    with pytest.raises(TellsWho):
        notices.write(db, turn(db, world, "chair", hers), letter)


def test_a_letter_never_names_a_witness_who_spoke(db: Session, world: World, case: UUID) -> None:
    said = Statement("Ayesha", Speaker.WITNESS, "in_person", "today", Agreed.READ_BACK, "I saw it.")
    take(db, turn(db, world, "chair", case), said)
    db.commit()
    letter = replace(LETTER, particulars="Ayesha saw you touch somebody's back.")

    with pytest.raises(TellsWho) as told:
        notices.write(db, turn(db, world, "member", case), letter)

    assert told.value.words == ("ayesha",)


def test_a_letter_never_names_a_witness_who_was_written_down(
    db: Session, world: World, case: UUID
) -> None:
    named(db, world, case, sketch(BINA, Part.WITNESS, is_masked=True))
    letter = replace(LETTER, particulars="Bina was near when you touched somebody.")

    with pytest.raises(TellsWho):
        notices.write(db, turn(db, world, "chair", case), letter)


def test_words_of_his_own_name_may_stand_in_it(db: Session, world: World, case: UUID) -> None:
    said = Statement("Rina Karim", Speaker.WITNESS, "phone", "today", Agreed.READ_BACK, "I saw it.")
    take(db, turn(db, world, "chair", case), said)
    db.commit()
    letter = replace(LETTER, particulars="You, Abdul Karim, are said to have touched a worker.")

    id_ = written(db, world, case, letter)

    assert notices.notices(lines_of(db, world, case))[id_].letter.particulars == letter.particulars


def test_whoever_wrote_it_does_not_judge_it(db: Session, world: World, case: UUID) -> None:
    id_ = written(db, world, case)

    with pytest.raises(SameReader):
        notices.judge(db, turn(db, world, "chair", case), id_, CouldTell.NO, "I made sure.")


def test_it_does_not_go_before_a_second_member_has_read_it(
    db: Session, world: World, case: UUID
) -> None:
    id_ = written(db, world, case)
    let_through(db, world, case, Act.NOTICE)

    with pytest.raises(NotRead):
        notices.release(db, turn(db, world, "chair", case), id_, TODAY)


def test_it_does_not_go_where_he_could_tell_who_spoke(
    db: Session, world: World, case: UUID
) -> None:
    id_ = written(db, world, case)
    let_through(db, world, case, Act.NOTICE)
    judged(db, world, case, id_, CouldTell.YES)

    with pytest.raises(NotRead):
        notices.release(db, turn(db, world, "chair", case), id_, TODAY)


def test_a_new_wording_is_read_anew(db: Session, world: World, case: UUID) -> None:
    id_ = written(db, world, case)
    judged(db, world, case, id_)
    let_through(db, world, case, Act.NOTICE)
    notices.write(db, turn(db, world, "chair", case), replace(LETTER, hearing="On Friday"), id_)
    db.commit()

    with pytest.raises(NotRead):
        notices.release(db, turn(db, world, "chair", case), id_, TODAY)


def test_no_law_here_sends_him_her_complaint(db: Session, world: World, case: UUID) -> None:
    id_ = written(db, world, case)

    with pytest.raises(NotThere):
        judged(db, world, case, id_, CouldTell.LAW)


def test_it_does_not_go_before_she_knows_the_day(db: Session, world: World, case: UUID) -> None:
    id_ = written(db, world, case)
    judged(db, world, case, id_)

    with pytest.raises(GateClosed) as closed:
        notices.release(db, turn(db, world, "chair", case), id_, TODAY)

    assert closed.value.missing == (Missing.PLAN, Missing.KNOWS, Missing.MAY_STOP)


def test_it_does_not_go_once_she_has_left_the_formal_route(
    db: Session, world: World, case: UUID
) -> None:
    id_ = written(db, world, case)
    judged(db, world, case, id_)
    choose(db, hers(db, world, case, seeds_of(db, world)), Route.INFORMAL)
    db.commit()
    let_through(db, world, case, Act.NOTICE)

    with pytest.raises(MoveRefused):
        notices.release(db, turn(db, world, "chair", case), id_, TODAY)


def test_when_it_may_go_and_when_he_has_it_the_case_moves_on(
    db: Session, world: World, case: UUID
) -> None:
    id_ = released(db, world, case)
    assert course_of(db, world, case).stage is StageId.NOTIFY

    notices.serve(db, turn(db, world, "chair", case), id_, SERVED)
    db.commit()

    course = course_of(db, world, case)
    assert course.stage is StageId.REPLY
    assert course.events[Event.NOTICE] == (TODAY,)
    assert notices.notices(lines_of(db, world, case, "external"))[id_].served == SERVED


@pytest.mark.parametrize(("on", "wrong"), [(YESTERDAY, NotThere), (NEXT_WEEK, TooEarly)])
def test_he_has_it_on_no_day_before_she_knew_and_on_none_to_come(
    db: Session, world: World, case: UUID, on: date, wrong: type[Exception]
) -> None:
    id_ = released(db, world, case)

    with pytest.raises(wrong):
        notices.serve(db, turn(db, world, "chair", case), id_, replace(SERVED, on=on))


def test_a_letter_that_may_go_is_worded_no_more(db: Session, world: World, case: UUID) -> None:
    id_ = released(db, world, case)

    with pytest.raises(NotThere):
        notices.write(db, turn(db, world, "chair", case), LETTER, id_)


def test_nobody_takes_a_reply_down_to_a_letter_he_has_not(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(NotThere):
        replies.reply(db, turn(db, world, "chair", case), REPLY)


def test_his_reply_begins_the_inquiry_and_stands_nowhere_else(
    db: Session, world: World, case: UUID
) -> None:
    replied(db, world, case)

    lines = lines_of(db, world, case)
    assert course_of(db, world, case).stage is StageId.INQUIRY
    assert [each.text for each in lines if each.kind is Kind.HIS_REPLY] == [HIS_WORDS]
    assert HIS_WORDS not in words_outside(lines)
    assert "Abdul" not in words_outside(lines)
    assert "touched a worker" not in words_outside(lines)


def test_nobody_goes_on_without_him_while_he_has_time(
    db: Session, world: World, case: UUID
) -> None:
    served(db, world, case)

    with pytest.raises(NotThere):
        replies.go_without(db, turn(db, world, "chair", case), "He says nothing.")


def test_he_is_given_his_language_and_somebody_beside_him(
    db: Session, world: World, case: UUID
) -> None:
    care = Care(language="Bangla", companion="His brother", safety="yes")

    replies.look_after(db, turn(db, world, "chair", case), care)
    db.commit()

    found = replies.care_of(lines_of(db, world, case))
    assert found is not None
    assert (found.compartment, found.facts["companion"]) == (Compartment.ACCOUNT, "His brother")


def test_where_the_law_wants_it_a_copy_goes_with_it_and_the_reader_says_so(
    db: Session, world: World
) -> None:
    db.get_one(Organization, world.bodies["factory"]).country = "IN"
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    id_ = written(db, world, case)

    judged(db, world, case, id_, CouldTell.LAW)

    found = notices.notices(lines_of(db, world, case))[id_]
    assert found.letter.with_copy
    assert found.is_read


def test_no_letter_goes_before_everybody_who_acted_has_answered(
    db: Session, world: World, case: UUID
) -> None:
    id_ = written(db, world, case)
    judged(db, world, case, id_)
    let_through(db, world, case, Act.NOTICE)
    named(db, world, case, sketch(JASHIM))
    answered(db, world, case, "chair")
    with pytest.raises(NotDeclared) as refused:
        notices.release(db, turn(db, world, "chair", case), id_, TODAY)
    assert refused.value.people == (world.people["member"],)
    db.rollback()

    answered(db, world, case, "member")
    notices.release(db, turn(db, world, "chair", case), id_, TODAY)
    db.commit()

    assert notices.notices(lines_of(db, world, case))[id_].released_on == TODAY


def test_no_letter_is_handed_over_once_somebody_has_to_answer_again(
    db: Session, world: World, case: UUID
) -> None:
    id_ = released(db, world, case)
    named(db, world, case, sketch(BINA, Part.WITNESS))
    answered(db, world, case, "chair")

    with pytest.raises(NotDeclared):
        notices.serve(db, turn(db, world, "chair", case), id_, SERVED)
