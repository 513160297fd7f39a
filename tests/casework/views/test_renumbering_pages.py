"""Those who deal with a case, at the page of her number: a stop by voice, and a new one by two."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from tests.accounts import PASSPHRASE, open_account
from tests.casework.numbers import found
from tests.casework.returners import Returner
from tests.visitors import Visitor
from tests.worlds import World


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Her complaint, with a second word."""
    return world.told(db, world.complaint())


def entered(instance: Flask, db: Session, world: World, who: str) -> Returner:
    """A member of the cast, signed in on a browser of her own."""
    insider, client = open_account(db, world, who), instance.test_client()
    assert insider.sign_in(Visitor(client)).status_code == 303
    return Returner(client)


def test_a_receiver_stops_a_number_she_was_asked_to(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, she = entered(instance, db, world, "chair"), Returner(instance.test_client())
    she.enter()
    chair.open(f"/cases/{case}/number")

    chair.press(f"/cases/{case}/number", press="stop", passphrase=PASSPHRASE)

    assert "The number is stopped" in chair.text
    assert she.open("/r/all").path == "/r"
    assert she.come().status == 403


def test_stopping_asks_for_the_passphrase(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    chair.open(f"/cases/{case}/number")

    chair.press(f"/cases/{case}/number", press="stop", passphrase="wrong")

    assert chair.status == 422
    assert found(db, world) is not None


def test_two_together_give_her_a_new_number(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member = (entered(instance, db, world, who) for who in ("chair", "member"))
    page = f"/cases/{case}/number"
    chair.open(page).press(page, press="propose", passphrase=PASSPHRASE)
    assert "Confirm the new number" not in chair.text
    member.open(page).press(page, press="confirm", passphrase=PASSPHRASE)
    assert "Confirmed." in member.text
    chair.open(f"{page}/new")
    shown = chair.number

    chair.press(
        f"{page}/new",
        offer=chair.hidden["offer"],
        has_it="y",
        new_word="green boat",
        again="green boat",
        passphrase=PASSPHRASE,
    )

    assert "The new number counts" in chair.text
    she = Returner(instance.test_client()).enter(shown, "green boat")
    assert "Change your number first" in she.text
    assert "hand on my back" in she.text
    assert she.come("1000000000000002").status == 403


def test_her_own_change_makes_it_hers_alone(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member = (entered(instance, db, world, who) for who in ("chair", "member"))
    page = f"/cases/{case}/number"
    chair.open(page).press(page, press="propose", passphrase=PASSPHRASE)
    member.open(page).press(page, press="confirm", passphrase=PASSPHRASE)
    chair.open(f"{page}/new")
    shown = chair.number
    typed = {"has_it": "y", "new_word": "green", "again": "green"}
    chair.press(f"{page}/new", offer=chair.hidden["offer"], passphrase=PASSPHRASE, **typed)
    she = Returner(instance.test_client()).enter(shown, "green")
    she.open("/r/number")

    she.press("/r/number", offer=she.hidden["offer"], word="green", **typed)

    assert "Change your number first" not in she.text
    assert "hand on my back" in she.text
    world.as_(db, "chair")
    number = the_cover(db, case).text.number
    assert number is not None
    assert not number.is_provisional


def test_one_alone_reaches_no_page_with_a_new_number(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    page = f"/cases/{case}/number"
    chair.open(page).press(page, press="propose", passphrase=PASSPHRASE)

    chair.press(page, press="confirm", passphrase=PASSPHRASE)
    assert "done already" in chair.text
    chair.open(f"{page}/new")

    assert chair.path == page
    assert chair.number == ""


@pytest.mark.parametrize("who", ["union", "officer", "respondent", "stranger", "administrator"])
@pytest.mark.parametrize("page", ["number", "number/new"])
def test_her_number_does_not_exist_for_others(
    instance: Flask, db: Session, world: World, case: UUID, who: str, page: str
) -> None:
    other = entered(instance, db, world, who)

    assert other.open(f"/cases/{case}/{page}").status == 404
