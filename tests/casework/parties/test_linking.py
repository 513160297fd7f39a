"""That another case names the same person: with the yes of both, found by whoever holds both."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from casework.asking.asking import NoYes, answer, ask
from casework.asking.questions import Question, QuestionKind, Reply
from casework.case.answers import Named
from casework.case.timeline import Line, timeline
from casework.desk.held import Look
from casework.desk.named_again import named_again
from casework.models.case import Case
from casework.models.match import State
from casework.number import returning_number
from casework.parties.linking import NoLink, contest, link, links, show
from casework.parties.people import Part
from casework.readers.conflict import same_person
from crypto import number
from tests.casework.numbers import hers
from tests.casework.parties.naming import BINA, KARIM, answered, named, sketch
from tests.casework.turning import turn
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, World

OTHER_NUMBER = "1000000000000016"
QUESTION = Question(QuestionKind.NAMED_BY_OTHERS, "May we say that somebody else named him?")


def says(db: Session, world: World, case: UUID, of: str, reply: Reply) -> None:
    """She is asked whether it may be said, and answers."""
    id_ = ask(db, turn(db, world, "chair", case), QUESTION)
    db.commit()
    found = returning_number.find(db, number.stretch(of, SALT, CHEAP), world.keys)
    assert found is not None
    seeds = returning_number.open_seeds(found, "blue door", world.keys)
    answer(db, hers(db, world, case, seeds), id_, reply)
    db.commit()


def lines_of(db: Session, world: World, case: UUID) -> list[Line]:
    world.as_(db, "chair")
    return timeline(db, case, world.register(db)).lines


def found(db: Session, world: World, case: UUID, who: str = "chair") -> list[UUID]:
    """The other cases that somebody is told of."""
    ring = world.as_(db, who)
    actor = Actor(Rank.STAFF, world.people[who], who, ring_loader=lambda _actor: ring)
    look = Look(actor, world.keys, world.register(db), NOW)
    lines = timeline(db, case, world.register(db)).lines
    return [each.case for each in named_again(db, look, db.get_one(Case, case), lines)]


@pytest.fixture
def other(db: Session, world: World, case: UUID) -> UUID:
    """Another complaint about the same person, whose survivor agreed; as the first did."""
    respondent = Named(name="Abdul Korim", post="supervisor")
    other = world.told(
        db, world.complaint(respondent=respondent), world.prepare(number=OTHER_NUMBER)
    )
    says(db, world, case, NUMBER, Reply.YES)
    says(db, world, other, OTHER_NUMBER, Reply.YES)
    return other


def test_whoever_holds_both_is_told_of_the_other(
    db: Session, world: World, case: UUID, other: UUID
) -> None:
    assert found(db, world, case) == [other]
    assert found(db, world, other, "external") == [case]


@pytest.mark.parametrize("reply", [Reply.NO, Reply.IN_WORDS])
def test_nobody_is_told_once_one_of_them_did_not_say_yes(
    db: Session, world: World, case: UUID, other: UUID, reply: Reply
) -> None:
    says(db, world, other, OTHER_NUMBER, reply)

    assert found(db, world, case) == []
    assert found(db, world, other) == []


def test_a_question_that_nobody_answered_is_a_no(
    db: Session, world: World, case: UUID, other: UUID
) -> None:
    ask(db, turn(db, world, "chair", case), QUESTION)
    db.commit()

    assert found(db, world, case) == []


def test_somebody_else_is_not_the_same_person(
    db: Session, world: World, case: UUID, other: UUID
) -> None:
    named(db, world, other, sketch(BINA))
    answered(db, world, other, "chair")

    assert found(db, world, case) == []


def test_a_case_that_is_closed_to_her_for_an_answer_is_not_told_of(
    db: Session, world: World, case: UUID, other: UUID
) -> None:
    named(db, world, other, sketch(KARIM, Part.WITNESS))

    assert found(db, world, case) == []


def test_a_link_is_on_record_with_her_yes(
    db: Session, world: World, case: UUID, other: UUID
) -> None:
    id_ = link(db, turn(db, world, "chair", case), other, "A-1", State.OPEN)
    db.commit()

    known = links(lines_of(db, world, case))[id_]
    assert (known.other, known.code, known.state) == (other, "A-1", State.OPEN)


def test_nothing_is_put_on_record_without_her_yes(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(NoYes):
        link(db, turn(db, world, "chair", case), case, "A-1", State.OPEN)


def test_he_sees_what_was_substantiated_and_answers_to_it(
    db: Session, world: World, case: UUID, other: UUID
) -> None:
    id_ = link(db, turn(db, world, "chair", case), other, "A-1", State.SUBSTANTIATED)
    db.commit()
    with pytest.raises(NoLink):
        contest(db, turn(db, world, "chair", case), id_, "I was not there.")

    show(db, turn(db, world, "chair", case), id_, "Read out to him.")
    contest(db, turn(db, world, "chair", case), id_, "I was not there.")
    db.commit()

    known = links(lines_of(db, world, case))[id_]
    assert known.is_shown
    assert known.contested == ("I was not there.",)


def test_he_is_shown_nothing_of_what_is_open(
    db: Session, world: World, case: UUID, other: UUID
) -> None:
    id_ = link(db, turn(db, world, "chair", case), other, "A-1", State.OPEN)
    db.commit()

    with pytest.raises(NoLink):
        show(db, turn(db, world, "chair", case), id_, "Read out.")


def test_what_was_open_when_it_was_put_on_record_he_sees_once_it_was_substantiated(
    db: Session, world: World, case: UUID, other: UUID
) -> None:
    link(db, turn(db, world, "chair", case), other, "A-1", State.OPEN)
    newer = link(db, turn(db, world, "chair", case), other, "A-1", State.SUBSTANTIATED)
    db.commit()

    show(db, turn(db, world, "chair", case), newer, "Read out.")
    db.commit()

    (known,) = links(lines_of(db, world, case)).values()
    assert (known.id, known.state, known.is_shown) == (newer, State.SUBSTANTIATED, True)


def test_what_he_was_shown_and_said_to_it_stays_when_the_other_case_is_open_again(
    db: Session, world: World, case: UUID, other: UUID
) -> None:
    shown = link(db, turn(db, world, "chair", case), other, "A-1", State.SUBSTANTIATED)
    db.commit()
    show(db, turn(db, world, "chair", case), shown, "Read out.")
    contest(db, turn(db, world, "chair", case), shown, "I was not there.")

    newer = link(db, turn(db, world, "chair", case), other, "A-1", State.OPEN)
    db.commit()

    known = links(lines_of(db, world, case))
    assert known[shown].contested == ("I was not there.",)
    assert newer in known


def test_two_spellings_of_one_name_are_one_person() -> None:
    assert same_person(KARIM, Named(name="Abdul Korim")) >= 88
    assert same_person(KARIM, Named(name="Rafiq Islam")) < 88
