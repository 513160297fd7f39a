"""`/people` says who needs cases again, and one reviewed page hands them over."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from crypto.compartments import Compartment
from tests.accounts import PASSPHRASE
from tests.casework.desk.test_regaining import is_certified_again, loses_her_keys
from tests.casework.numbers import OTHER_NUMBER
from tests.casework.views.test_absence_pages import entered
from tests.worlds import World


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Her complaint; the member's keys were changed since, and confirmed."""
    case = world.told(db, world.complaint())
    loses_her_keys(db, world, "member")
    is_certified_again(db, world, "member")
    return case


def page_of(world: World, who: str = "member") -> str:
    return f"/people/again/{world.people[who]}"


def test_the_roster_says_who_needs_cases_again(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    world.told(db, world.complaint(), world.prepare(number=OTHER_NUMBER))
    chair = entered(instance, db, world, "chair")

    chair.open("/people")

    assert "Nasrin Begum needs one case again" in chair.text
    assert page_of(world) in chair.seen


def test_the_page_lists_codes_and_one_press_gives_them(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    world.as_(db, "chair")
    code = the_cover(db, case).text.code
    db.rollback()
    chair, member = (entered(instance, db, world, who) for who in ("chair", "member"))
    assert member.open(f"/cases/{case}").status == 404
    assert code in chair.open(page_of(world)).text

    chair.press(page_of(world), passphrase=PASSPHRASE)

    assert "One case was handed over again." in chair.text
    assert "the same again" in chair.open(f"/cases/{case}").text
    assert member.open(f"/cases/{case}").status == 200
    assert "needs one case again" not in chair.open("/people").text


def test_it_asks_for_the_passphrase(instance: Flask, db: Session, world: World, case: UUID) -> None:
    chair = entered(instance, db, world, "chair")

    chair.open(page_of(world)).press(page_of(world), passphrase="wrong")

    assert chair.status == 422
    assert not world.as_(db, "member").holds(case, Compartment.TOLD)


@pytest.mark.parametrize("who", ["respondent", "stranger", "analyst", "administrator"])
def test_who_holds_none_of_it_is_told_of_nothing(
    instance: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    other = entered(instance, db, world, who)

    assert "again" not in other.open("/people").text
    assert other.open(page_of(world)).status == 404


@pytest.mark.parametrize("whom", ["external", "respondent"])
def test_who_needs_nothing_has_no_page(
    instance: Flask, db: Session, world: World, case: UUID, whom: str
) -> None:
    chair = entered(instance, db, world, "chair")

    assert chair.open(page_of(world, whom)).status == 404
    assert chair.open(f"/people/again/{uuid4()}").status == 404
