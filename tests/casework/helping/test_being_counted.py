"""She is told what is counted of her, and a press of hers ends it, asked or not."""

from uuid import UUID

import msgspec
import pytest
from flask import Flask
from flask_babel import Babel
from sqlalchemy.orm import Session

from casework.facts.fact import Fact, FactKind
from casework.helping.consenting import NoSuchConsent, NotAskable, ask, count_me, narrow
from casework.helping.standing import standings
from crypto.compartments import Compartment
from referrals.consent.terms import ENDLESS, Field, Purpose
from referrals.words.consent import COUNTED, to_read
from tests.casework.facts.counting import counted, counts
from tests.casework.helping.being_counted import ABOUT, agreed
from tests.casework.helping.referred import lines_of, needs_of_her
from tests.casework.helping.test_consenting import question
from tests.casework.numbers import hers, seeds_of
from tests.casework.turning import turn
from tests.worlds import TODAY, World

WHERE_AND_WHEN = {"id", "replaces", "programme", "factory", "month", "kind", "received", "country"}
F = FactKind


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint in a factory whose programme counts; nobody has asked her about it."""
    counts(db, world)
    made = world.told(db, world.complaint(told_for_programme=True))
    needs_of_her(db, world, made)
    return made


def presses(db: Session, world: World, case: UUID, *, is_counted: bool) -> None:
    count_me(db, hers(db, world, case, seeds_of(db, world)), is_counted=is_counted)
    db.commit()


def kinds(db: Session, world: World) -> set[FactKind]:
    return {each.kind for each in counted(db, world)}


def test_whatever_a_fact_holds_is_read_to_her() -> None:
    said = {name for held, _words in COUNTED for name in held}
    held = set(Fact.__struct_fields__) - WHERE_AND_WHEN

    assert held - said == set()
    assert said - held <= {each.value for each in FactKind}


def test_no_last_day_and_no_single_field_is_read_to_her() -> None:
    app = Flask(__name__)
    Babel(app)

    with app.test_request_context():
        words = to_read(frozenset(), "STOP", Purpose.STATISTICS, ENDLESS)

    assert "It has no last day." in words
    assert "9999" not in words
    assert "languages" not in words


def test_who_was_never_asked_presses_no_and_only_that_there_was_a_case_is_left(
    db: Session, world: World, case: UUID
) -> None:
    assert F.RECEIVED in kinds(db, world)

    presses(db, world, case, is_counted=False)

    assert kinds(db, world) == {F.NOT_COUNTED}


def test_counted_again_by_her_own_press(db: Session, world: World, case: UUID) -> None:
    presses(db, world, case, is_counted=False)

    presses(db, world, case, is_counted=True)

    assert kinds(db, world) == {F.RECEIVED}


def test_her_press_takes_back_the_yes_that_she_gave(db: Session, world: World, case: UUID) -> None:
    agreed(db, world, case)

    presses(db, world, case, is_counted=False)

    (standing,) = standings(lines_of(db, world, case))
    assert standing.was_taken_back
    assert kinds(db, world) == {F.NOT_COUNTED}


def test_pressed_twice_it_is_written_once(db: Session, world: World, case: UUID) -> None:
    presses(db, world, case, is_counted=False)

    with pytest.raises(NoSuchConsent):
        presses(db, world, case, is_counted=False)


def test_of_being_counted_nothing_single_is_taken_back(
    db: Session, world: World, case: UUID
) -> None:
    consent = agreed(db, world, case)

    with pytest.raises(NoSuchConsent):
        narrow(db, turn(db, world, "officer", case), consent, frozenset({Field.SEX}))


@pytest.mark.parametrize("changes", [{"until": TODAY}, {"fields": frozenset({Field.SEX})}])
def test_being_counted_is_asked_whole_and_without_a_last_day(
    db: Session, world: World, case: UUID, changes: dict[str, object]
) -> None:
    asked = msgspec.structs.replace(question(**ABOUT), **changes)

    with pytest.raises(NotAskable):
        ask(db, turn(db, world, "officer", case), asked)


def test_her_press_stands_where_what_she_needs_stands(
    db: Session, world: World, case: UUID
) -> None:
    presses(db, world, case, is_counted=False)

    newest = lines_of(db, world, case)[-1]
    assert (newest.compartment, newest.author) == (Compartment.REFERRAL, None)
