"""The pages on which two holders take a third one's keys away."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from tests.accounts import PASSPHRASE
from tests.casework.returners import Returner
from tests.casework.views.test_absence_pages import entered
from tests.worlds import World

WHY = "She is the respondent's sister."


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Her complaint, with a second word."""
    return world.told(db, world.complaint())


def asks(somebody: Returner, world: World, case: UUID, whom: str = "member") -> Returner:
    """She asks that somebody loses her keys."""
    page, person = f"/cases/{case}/remove", world.people[whom].hex
    somebody.open(page)
    seen = somebody.hidden["seen"]
    return somebody.press(page, person=person, words=WHY, seen=seen, passphrase=PASSPHRASE)


def confirms(somebody: Returner, world: World, case: UUID, how: str = "confirm") -> Returner:
    """She looks at what is asked, and decides."""
    page = f"/cases/{case}/remove/{world.people['member']}"
    somebody.open(page)
    return somebody.press(f"{page}/{how}", passphrase=PASSPHRASE)


def test_one_asks_a_second_confirms_and_the_third_is_gone(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member, external = (
        entered(instance, db, world, who) for who in ("chair", "member", "external")
    )
    assert member.open(f"/cases/{case}").status == 200
    asks(chair, world, case)
    assert "A removal: your confirmation" in external.open("/desk").text

    confirms(external, world, case)

    assert external.path == f"/cases/{case}"
    assert "Nasrin Begum reads no further, as Shirin Akter asked." in external.text
    assert WHY in external.text
    assert member.open(f"/cases/{case}").status == 404
    assert f"/cases/{case}" not in member.open("/cases").seen


def test_the_survivor_reads_that_it_was_done_and_not_why(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    asks(entered(instance, db, world, "chair"), world, case)
    confirms(entered(instance, db, world, "external"), world, case)

    she = Returner(instance.test_client())
    assert "An answer waits" in she.come().text
    she.enter()

    assert "can read nothing new any more" in she.text
    assert WHY not in she.text


def test_whoever_it_is_about_is_not_shown_it(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    asks(entered(instance, db, world, "chair"), world, case)
    member = entered(instance, db, world, "member")

    assert "are to be taken away" not in member.open(f"/cases/{case}").text
    assert WHY not in member.text
    assert member.open(f"/cases/{case}/remove/{world.people['member']}").status == 404


def test_it_asks_for_the_passphrase(instance: Flask, db: Session, world: World, case: UUID) -> None:
    chair = entered(instance, db, world, "chair")
    page = f"/cases/{case}/remove"
    chair.open(page)

    chair.press(page, person=world.people["member"].hex, words=WHY, passphrase="wrong")

    assert chair.status == 422
    assert WHY in chair.text
    world.as_(db, "chair")
    assert the_cover(db, case).text.removals == []


def test_the_second_is_asked_for_hers_too(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    asks(entered(instance, db, world, "chair"), world, case)
    external = entered(instance, db, world, "external")
    page = f"/cases/{case}/remove/{world.people['member']}"

    external.open(page).press(f"{page}/confirm", passphrase="wrong")

    assert external.status == 422
    world.as_(db, "member")
    assert the_cover(db, case).text.holder(world.people["member"])


@pytest.mark.parametrize("who", ["external", "chair"])
def test_it_is_let_be(instance: Flask, db: Session, world: World, case: UUID, who: str) -> None:
    people = {each: entered(instance, db, world, each) for each in ("chair", "external")}
    asks(people["chair"], world, case)
    somebody = people[who]

    confirms(somebody, world, case, "drop")

    assert somebody.path == f"/cases/{case}"
    assert "are to be taken away" not in somebody.text


def test_nothing_typed_keeps_its_words(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")
    page = f"/cases/{case}/remove"

    chair.open(page).press(page, words=WHY, passphrase=PASSPHRASE)

    assert chair.status == 422
    assert "Choose a person." in chair.text
    assert WHY in chair.text


def test_whoever_alone_opens_something_is_not_removed(
    instance: Flask, db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(tells_programme=None), world.prepare(word=""))
    chair = entered(instance, db, world, "chair")

    asks(chair, world, case, "officer")

    assert chair.status == 422
    assert "alone opens a part of the case" in chair.text


@pytest.mark.parametrize("page", ["remove", "remove/{person}"])
@pytest.mark.parametrize("who", ["union", "officer", "respondent", "stranger", "administrator"])
def test_it_does_not_exist_for_others(
    instance: Flask, db: Session, world: World, case: UUID, who: str, page: str
) -> None:
    other = entered(instance, db, world, who)
    path = f"/cases/{case}/{page.format(person=world.people['member'])}"

    assert other.open(path).status == 404


def test_of_whom_nothing_is_asked_there_is_no_page(
    instance: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = entered(instance, db, world, "chair")

    for_nobody = [f"/cases/{case}/remove/{each}" for each in (world.people["member"], uuid4())]

    assert [chair.open(each).status for each in for_nobody] == [404, 404]
