"""Asking her: what she presses counts, what was heard stands under a name, and silence is a no."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from casework.asking.asking import (
    AlreadyActedOn,
    HerOwnNo,
    NotAsked,
    NoYes,
    acted_on,
    answer,
    ask,
    note_read,
    take_down,
    the_yes,
)
from casework.asking.questions import Asked, Question, QuestionKind, Reply, SafeBy, questions
from casework.case.covers import the_cover
from casework.case.timeline import timeline
from casework.case.turns import begin
from casework.course.choosing import ByVoice
from casework.models.number import Status
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from tests.casework.numbers import found, hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import NOW, World

HEARD = ByVoice("Yes, move me.", "in_person", "Today at noon")
MOVING = Question(QuestionKind.MEASURE, "Shall we move you to line 5?", about="m1")


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    return world.told(db, world.complaint())


def asked(db: Session, world: World, case: UUID, question: Question = MOVING) -> UUID:
    id_ = ask(db, turn(db, world, "chair", case), question)
    db.commit()
    return id_


def she_answers(db: Session, world: World, case: UUID, id_: UUID, reply: Reply) -> None:
    answer(db, hers(db, world, case, seeds_of(db, world)), id_, reply)
    db.commit()


def heard(db: Session, world: World, case: UUID, id_: UUID, reply: Reply) -> None:
    take_down(db, turn(db, world, "member", case), id_, reply, HEARD)
    db.commit()


def seen(db: Session, world: World, case: UUID, who: str = "chair") -> dict[UUID, Asked]:
    world.as_(db, who)
    return questions(timeline(db, case, world.register(db)).lines)


def test_a_question_she_skips_is_a_no(db: Session, world: World, case: UUID) -> None:
    id_ = asked(db, world, case)

    found_now = seen(db, world, case)[id_]

    assert found_now.question == MOVING
    assert (found_now.waits, found_now.answer, found_now.is_yes) == (True, None, False)


@pytest.mark.parametrize("reply", list(Reply))
def test_what_she_presses_stands_signed_by_her_and_only_yes_is_a_yes(
    db: Session, world: World, case: UUID, reply: Reply
) -> None:
    id_ = asked(db, world, case)

    she_answers(db, world, case, id_, reply)

    found_now = seen(db, world, case)[id_]
    assert found_now.answer is not None
    assert (found_now.answer.reply, found_now.answer.is_hers) == (reply, True)
    assert found_now.is_yes == (reply is Reply.YES)


def test_her_number_says_that_something_waits_unless_it_is_asked_in_person(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case, Question(QuestionKind.OTHER, "In person", safe_by=SafeBy.IN_PERSON))
    before = found(db, world)
    asked(db, world, case)
    after = found(db, world)

    assert before is not None
    assert after is not None
    assert (before.facts.status, after.facts.status) == (Status.RECEIVED, Status.ANSWER_WAITS)


def test_she_changes_her_answer_and_the_newest_counts(
    db: Session, world: World, case: UUID
) -> None:
    id_ = asked(db, world, case)
    she_answers(db, world, case, id_, Reply.YES)
    she_answers(db, world, case, id_, Reply.NO)

    found_now = seen(db, world, case)[id_]

    assert [each.reply for each in found_now.answers] == [Reply.YES, Reply.NO]
    assert not found_now.is_yes


def test_her_answer_waits_at_the_desk_until_somebody_has_read_it(
    db: Session, world: World, case: UUID
) -> None:
    id_ = asked(db, world, case)
    she_answers(db, world, case, id_, Reply.YES)
    world.as_(db, "chair")
    waited_since = the_cover(db, case).text.answered_at

    note_read(db, turn(db, world, "chair", case))
    db.commit()

    assert (waited_since, the_cover(db, case).text.answered_at) == (NOW, None)


def test_what_she_said_stands_under_the_name_of_who_heard_it(
    db: Session, world: World, case: UUID
) -> None:
    id_ = asked(db, world, case)

    heard(db, world, case, id_, Reply.YES)

    said = seen(db, world, case)[id_].answer
    assert said is not None
    assert (said.taken_by, said.words) == (world.people["member"], "Yes, move me.")
    assert (said.how, said.when) == ("in_person", "Today at noon")


def test_nobody_writes_a_yes_over_her_own_no(db: Session, world: World, case: UUID) -> None:
    id_ = asked(db, world, case)
    she_answers(db, world, case, id_, Reply.NO)

    with pytest.raises(HerOwnNo):
        heard(db, world, case, id_, Reply.YES)


def test_her_own_yes_can_be_taken_back_by_voice(db: Session, world: World, case: UUID) -> None:
    id_ = asked(db, world, case)
    she_answers(db, world, case, id_, Reply.YES)

    heard(db, world, case, id_, Reply.NO)

    assert not seen(db, world, case)[id_].is_yes


def test_what_was_acted_on_stands(db: Session, world: World, case: UUID) -> None:
    id_ = asked(db, world, case)
    she_answers(db, world, case, id_, Reply.YES)
    chair = turn(db, world, "chair", case)
    acted_on(db, begin(db, chair, Compartment.CHANNEL), chair, id_)
    db.commit()

    with pytest.raises(AlreadyActedOn):
        she_answers(db, world, case, id_, Reply.NO)
    db.rollback()

    assert seen(db, world, case)[id_].acted_at == NOW


def test_a_verb_finds_her_yes_and_nothing_else(db: Session, world: World, case: UUID) -> None:
    said_yes, skipped = asked(db, world, case), asked(db, world, case)
    she_answers(db, world, case, said_yes, Reply.YES)
    chair = turn(db, world, "chair", case, now=NOW + timedelta(days=1))

    assert the_yes(db, chair, said_yes).question.about == "m1"
    with pytest.raises(NoYes):
        the_yes(db, chair, skipped)
    with pytest.raises(NoYes):
        the_yes(db, chair, uuid4())


def test_what_was_not_asked_is_not_answered(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(NotAsked):
        she_answers(db, world, case, uuid4(), Reply.YES)


def test_the_union_reads_neither_question_nor_answer(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)

    assert seen(db, world, case, "union") == {}
    with pytest.raises(KeyMissing):
        ask(db, turn(db, world, "union", case), MOVING)
