"""What follows from whom it was told to: help through a member, a concern through a programme."""

from sqlalchemy.orm import Session

from casework.case.answers import Answers, Wish
from tests.casework.taking import logged, opens, taken
from tests.worlds import World


def test_a_wish_for_help_told_to_a_member_who_goes_on_is_known_to_the_receivers(
    db: Session, world: World
) -> None:
    answers = world.complaint(wish=Wish.HELP)
    other = world.prepare(number="2000000000000004")

    alone = logged(db, world, "member", taken(answers))
    told = logged(db, world, "member", taken(answers, goes_on=True), other)

    assert opens(db, world, "chair", alone.case) == set()
    assert "told" in opens(db, world, "chair", told.case)


def test_a_concern_without_a_factory_reaches_the_programme_it_was_told_to(
    db: Session, world: World
) -> None:
    answers = Answers(wish=Wish.COMPLAIN, for_somebody_else=True, words="I saw it.")

    told = logged(db, world, "officer", taken(answers))

    assert "told" in opens(db, world, "supervisor", told.case)
