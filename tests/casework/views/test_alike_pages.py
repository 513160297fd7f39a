"""What may be the same stands beside what was typed, before it is saved."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.answers import Named
from casework.case.handling import recuse
from casework.models.entry import Kind
from tests.casework.case.test_openings import openings
from tests.casework.turning import turn
from tests.casework.views.test_letter_pages import cases, enter, lines, today, trust
from tests.casework.views.test_taking_down_pages import WORDS, looked_at, sent
from tests.worlds import World

__all__ = ["today", "trust"]
FIRST = "He put his hand on my back and did not stop."
ASKED = "Is it the same, told twice?"


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Told by herself about Jashim Uddin, on the day the chair takes the same down."""
    case = world.told(db, world.complaint(respondent=Named(name="Jashim", post="store keeper")))
    db.rollback()
    return case


def test_both_are_shown_side_by_side(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")

    page = looked_at(chair)

    assert page.status_code == 200
    assert ASKED in page.text
    assert page.text.index(WORDS) < page.text.index(FIRST)
    assert f"/cases/{case}" in page.text
    assert "Nasrin Begum" in page.text
    assert cases(db) == 1


def test_whoever_is_shown_a_case_so_has_opened_it(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    looked_at(enter(app, db, world, "chair"))

    assert openings(db, world, case) == [world.people["chair"]]


def test_another_matter_is_saved_as_a_case_of_its_own(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    check = sent(chair, looked_at(chair), not_alike=case.hex)
    done = sent(chair, check, word_wish="without", save="1")

    assert "These people will be able to read it" in check.text
    assert "It is saved" in done.text
    assert cases(db) == 2


def test_the_same_is_added_to_the_case_and_makes_none(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    done = sent(chair, looked_at(chair), add_to=case.hex)

    assert (done.status_code, done.location) == (303, f"/cases/{case}")
    assert cases(db) == 1
    assert [line.text for line in lines(db, world, case, Kind.TOLD_AGAIN)] == [WORDS]
    db.rollback()
    assert "Told a second time" in chair.get(f"/cases/{case}").text


def test_nothing_is_added_to_a_case_that_was_not_offered(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    other = world.told(
        db,
        world.complaint(respondent=Named(name="Somebody Else")),
        world.prepare(number="1000000000000008"),
    )
    db.rollback()
    chair = enter(app, db, world, "chair")

    page = sent(chair, looked_at(chair), add_to=other.hex)

    assert ASKED in page.text
    assert lines(db, world, other, Kind.TOLD_AGAIN) == []


def test_going_back_keeps_every_word(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")

    page = sent(chair, looked_at(chair), back="1")

    assert "Take down what somebody told you" in page.text
    assert WORDS in page.text


def test_whoever_changes_the_name_after_saying_no_is_asked_anew(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    other = Named(name="Monir Hossain")
    again = world.told(
        db, world.complaint(respondent=other), world.prepare(number="1000000000000008")
    )
    db.rollback()
    chair = enter(app, db, world, "chair")
    form = sent(chair, sent(chair, looked_at(chair), not_alike=case.hex), back="1")

    page = sent(chair, form, wish="complain", told_by="herself", who_name="Monir", words=WORDS)

    assert ASKED in page.text
    assert f"/cases/{again}" in page.text


@pytest.mark.parametrize("who", ["union", "conflicted", "officer"])
def test_whoever_cannot_open_it_sees_nothing_of_it(
    app: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    writer = enter(app, db, world, who)

    page = looked_at(writer)

    assert ASKED not in page.text
    assert FIRST not in page.text


def test_while_keys_are_owing_nothing_is_added_and_nothing_lost(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    recuse(db, turn(db, world, "member", case), "He is my cousin.")
    db.commit()
    chair = enter(app, db, world, "chair")

    page = sent(chair, looked_at(chair), add_to=case.hex)

    assert page.status_code == 409
    assert "New keys have to be made first" in page.text
    assert WORDS in page.text
