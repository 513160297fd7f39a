"""How somebody likes to work: a language kept with her account, and hours without notices."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from auth.models import Person
from tests.casework.views.test_absence_pages import entered
from tests.worlds import World


def herself(db: Session, world: World) -> Person:
    db.expire_all()
    return db.get_one(Person, world.people["chair"])


def test_quiet_hours_are_kept_and_shown(instance: Flask, db: Session, world: World) -> None:
    chair = entered(instance, db, world, "chair")
    chair.open("/me/quiet")

    chair.press("/me/quiet", begin="21", until="7")

    assert "21:00 – 07:00" in chair.text
    assert (herself(db, world).quiet_from, herself(db, world).quiet_until) == (21, 7)


def test_they_can_be_given_up(instance: Flask, db: Session, world: World) -> None:
    chair = entered(instance, db, world, "chair")
    chair.open("/me/quiet").press("/me/quiet", begin="21", until="7")

    chair.open("/me/quiet").press("/me/quiet", begin="", until="")

    assert herself(db, world).quiet_from is None


@pytest.mark.parametrize(("begin", "until"), [("21", ""), ("", "7"), ("8", "8"), ("25", "7")])
def test_half_an_answer_is_none(
    instance: Flask, db: Session, world: World, begin: str, until: str
) -> None:
    chair = entered(instance, db, world, "chair")
    chair.open("/me/quiet")

    chair.press("/me/quiet", begin=begin, until=until)

    assert chair.status == 422
    assert herself(db, world).quiet_from is None


def test_her_language_is_one_that_is_offered(instance: Flask, db: Session, world: World) -> None:
    chair = entered(instance, db, world, "chair")
    chair.open("/me/language")

    chair.press("/me/language", language="xx")
    assert chair.status == 422
    chair.press("/me/language", language="en")

    assert "Your language is kept." in chair.text
    assert herself(db, world).language == "en"


def test_her_page_lists_where_she_is_signed_in(instance: Flask, db: Session, world: World) -> None:
    chair = entered(instance, db, world, "chair")

    assert "This browser, since" in chair.open("/me").text
    assert "Another browser" not in chair.text


def test_a_telephone_is_kept_sealed_and_shown_to_her_alone(
    instance: Flask, db: Session, world: World
) -> None:
    chair = entered(instance, db, world, "chair")
    chair.open("/me/phone")

    chair.press("/me/phone", phone="+৮৮০ ১৭১২ ৩৪৫৬৭৮")
    chair.open("/me/phone")

    assert 'value="+8801712345678"' in chair.seen
    assert b"1712" not in (herself(db, world).phone_sealed or b"")


def test_half_a_number_is_asked_again_and_stays_typed(
    instance: Flask, db: Session, world: World
) -> None:
    chair = entered(instance, db, world, "chair")
    chair.open("/me/phone")

    chair.press("/me/phone", phone="01712 345678")

    assert chair.status == 422
    assert 'value="01712 345678"' in chair.seen
    assert herself(db, world).phone_sealed is None
