"""The union beside her: she asks, the representative answers and signs, the committee lists her."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.inquiry.steps import NotThere
from casework.inquiry.undertakings import signed
from casework.outcomes import beside
from casework.outcomes.beside import Company, NotSecret, NoUnion, State, TooClose, company
from casework.outcomes.points import NotOfTheUnion
from casework.parties.declaring import Answers
from casework.parties.people import Part, of_part
from casework.protection.covered import covered
from casework.protection.signs import Watched
from tests.casework.inquiry.inquiring import course_of
from tests.casework.numbers import hers, seeds_of
from tests.casework.protection.protecting import lines_of
from tests.casework.turning import turn
from tests.worlds import TODAY, World

FREE = Answers(is_related=False, is_over=False, is_named=False, words="I come with you.")
RELATED = Answers(is_related=True, is_over=False, is_named=False)


def asked(db: Session, world: World, case: UUID) -> None:
    beside.ask(db, hers(db, world, case, seeds_of(db, world)), "I am afraid to go alone.")
    db.commit()


def accepted(db: Session, world: World, case: UUID, who: str = "union") -> None:
    beside.accept(db, turn(db, world, who, case), FREE, is_secret=True)
    db.commit()


def stands(db: Session, world: World, case: UUID, who: str = "union") -> Company:
    found = company(lines_of(db, world, case, who))
    assert found is not None
    return found


def test_she_asks_and_the_representative_says_yes_and_signs(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    assert stands(db, world, case).state is State.ASKED

    accepted(db, world, case)

    found = stands(db, world, case, "chair")
    assert (found.state, found.by) == (State.ACCEPTED, world.people["union"])
    assert (found.signed_on, found.answer) == (TODAY, "I come with you.")


def test_whoever_is_close_to_somebody_of_it_does_not_stand_beside_her(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)

    with pytest.raises(TooClose):
        beside.accept(db, turn(db, world, "union", case), RELATED, is_secret=True)
    db.rollback()
    beside.decline(db, turn(db, world, "union", case), "Ask Mina, please.")
    db.commit()

    assert stands(db, world, case).state is State.DECLINED


def test_nobody_stands_beside_her_who_has_not_signed(db: Session, world: World, case: UUID) -> None:
    asked(db, world, case)

    with pytest.raises(NotSecret):
        beside.accept(db, turn(db, world, "union", case), FREE, is_secret=False)


@pytest.mark.parametrize("who", ["chair", "supervisor"])
def test_nobody_else_answers_for_the_union(db: Session, world: World, case: UUID, who: str) -> None:
    asked(db, world, case)

    with pytest.raises(NotOfTheUnion):
        accepted(db, world, case, who)


def accepts(db: Session, world: World, case: UUID) -> None:
    accepted(db, world, case)


def lists(db: Session, world: World, case: UUID) -> None:
    beside.take_in(db, turn(db, world, "chair", case), "Salma Khatun")


def ends(db: Session, world: World, case: UUID) -> None:
    beside.end(db, hers(db, world, case, seeds_of(db, world)))


@pytest.mark.parametrize("does", [accepts, lists, ends])
def test_nothing_of_it_happens_before_she_asks(
    db: Session, world: World, case: UUID, does: Callable[[Session, World, UUID], None]
) -> None:
    with pytest.raises(NotThere):
        does(db, world, case)


def test_she_asks_once_and_again_after_she_has_ended_it(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    with pytest.raises(NotThere):
        asked(db, world, case)
    db.rollback()

    ends(db, world, case)
    db.commit()
    assert stands(db, world, case).state is State.ENDED
    asked(db, world, case)

    assert stands(db, world, case).state is State.ASKED


def test_without_a_union_there_is_nobody_to_ask(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(union=None))

    with pytest.raises(NoUnion):
        asked(db, world, case)


def test_listed_she_has_signed_for_every_hearing_and_is_asked_whether_she_is_punished(
    db: Session, world: World, case: UUID
) -> None:
    asked(db, world, case)
    accepted(db, world, case)

    lists(db, world, case)
    db.commit()

    lines = lines_of(db, world, case)
    (party,) = of_part(lines, Part.SUPPORT_PERSON)
    assert signed(lines, TODAY) == {party.id}
    assert stands(db, world, case).state is State.LISTED
    course = course_of(db, world, case)
    cover = the_cover(db, case).text
    watched = {each.whom for each in covered(lines, cover, course, TODAY, TODAY)}
    assert {Watched.COMPANION, Watched.UNION} <= watched
    with pytest.raises(NotThere):
        lists(db, world, case)
