"""`/received`: the people of a clinic find what was sent to them, open it and answer."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth import joining
from auth.models import Membership
from referrals.sending import answers, withdrawing
from referrals.sending.given import Given
from referrals.sending.steps import Reason, Step
from tests.accounts import open_account
from tests.referrals.sending.parcels import HAPPENED, given, letters
from tests.visitors import Visitor
from tests.worlds import World

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
TODAY = datetime.now(UTC).date()


@pytest.fixture(autouse=True)
def trust(app: Flask, world: World) -> None:
    """The application trusts the root of this test's world."""
    app.extensions["casework"].register = world.register


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """Somebody signed in on a browser of her own."""
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


@pytest.fixture
def nurse(app: Flask, db: Session, world: World) -> Visitor:
    """The nurse of the clinic, signed in."""
    return enter(app, db, world, "provider")


@pytest.fixture
def sent(db: Session, world: World) -> Given:
    """A packet on its way to the clinic."""
    return given(db, world, on=TODAY)


def address(db: Session, world: World) -> UUID:
    """Where the nurse finds what was sent."""
    (letter,) = letters(db, world, on=TODAY)
    db.commit()
    return letter.id


def opened(db: Session, world: World, nurse: Visitor) -> str:
    """Its address, once she has opened it."""
    at = f"/received/{address(db, world)}"
    assert nurse.post(f"{at}/open").status_code == 303
    return at


def told(db: Session, world: World, sent: Given) -> list[Step]:
    """What the case reads."""
    found = answers.waiting(db, world.register(db), sent)
    db.commit()
    return [each.answered.said.step for each in found]


@pytest.mark.parametrize("page", ["", "/paper"])
def test_who_has_said_no_reads_it_no_more(
    db: Session, world: World, nurse: Visitor, sent: Given, page: str
) -> None:
    at = opened(db, world, nurse)
    before = nurse.get(at + page).text

    said = nurse.post(f"{at}/declined", reason="full")

    assert said.status_code == 303
    assert (HAPPENED in before, HAPPENED in nurse.get(at + page).text) == (True, False)


def test_the_nurse_begins_with_what_was_sent_to_her(
    db: Session, world: World, nurse: Visitor, sent: Given
) -> None:
    home = nurse.get("/sign-in")
    page = nurse.get("/received")

    assert home.location == "/received"
    assert "CARE programme" in page.text
    assert f"/received/{address(db, world)}" in page.text
    assert HAPPENED not in page.text


def test_looking_at_it_opens_nothing(
    db: Session, world: World, nurse: Visitor, sent: Given
) -> None:
    page = nurse.get(f"/received/{address(db, world)}")

    assert page.status_code == 200
    assert HAPPENED not in page.text
    assert told(db, world, sent) == []


def test_opening_it_shows_it_and_tells_the_case_once(
    db: Session, world: World, nurse: Visitor, sent: Given
) -> None:
    at = opened(db, world, nurse)
    again = nurse.post(f"{at}/open")

    assert again.status_code == 303
    assert HAPPENED in nurse.get(at).text
    assert HAPPENED in nurse.get(f"{at}/paper").text
    assert told(db, world, sent) == [Step.SEEN]


def test_a_no_says_why(db: Session, world: World, nurse: Visitor, sent: Given) -> None:
    at = opened(db, world, nurse)

    unsaid = nurse.post(f"{at}/declined", words="Not before May.")
    said = nurse.post(f"{at}/declined", words="Not before May.", reason="full")

    assert unsaid.status_code == 422
    assert "Not before May." in unsaid.text
    assert said.status_code == 303
    last = answers.waiting(db, world.register(db), sent)[-1].answered.said
    assert (last.reason, last.words) == (Reason.FULL, "Not before May.")


def test_after_a_yes_the_first_thing_to_press_is_no_no(
    db: Session, world: World, nurse: Visitor, sent: Given
) -> None:
    at = opened(db, world, nurse)
    nurse.post(f"{at}/accepted")

    page = nurse.get(at).text

    assert page.index("Say when and where") < page.index("No, we cannot help")


def test_a_yes_leads_to_an_appointment_and_that_to_a_note_back(
    db: Session, world: World, nurse: Visitor, sent: Given
) -> None:
    at, day = opened(db, world, nurse), TODAY + timedelta(days=3)
    parts = {"on-day": str(day.day), "on-month": str(day.month), "on-year": str(day.year)}

    moves = [
        nurse.post(f"{at}/accepted"),
        nurse.post(f"{at}/appointment", at="14:30", where="Side door", **parts),
        nurse.post(f"{at}/done", words="Seen and treated."),
    ]

    assert [each.status_code for each in moves] == [303, 303, 303]
    assert told(db, world, sent) == [Step.SEEN, Step.ACCEPTED, Step.APPOINTMENT, Step.DONE]
    page = nurse.get(at).text
    assert "Side door" in page
    assert "Seen and treated." in page


@pytest.mark.parametrize("day", [("", "", ""), ("31", "2", "2027"), ("1", "1", "2020"), ("x",) * 3])
def test_an_appointment_needs_a_day_that_comes(
    db: Session, world: World, nurse: Visitor, sent: Given, day: tuple[str, str, str]
) -> None:
    at = opened(db, world, nurse)
    nurse.post(f"{at}/accepted")
    parts = dict(zip(("on-day", "on-month", "on-year"), day, strict=True))

    page = nurse.post(f"{at}/appointment", at="14:30", **parts)

    assert page.status_code == 422
    assert 'value="14:30"' in page.text


def test_what_does_not_follow_is_not_answered(
    db: Session, world: World, nurse: Visitor, sent: Given
) -> None:
    unopened = f"/received/{address(db, world)}"
    before = nurse.post(f"{unopened}/accepted")
    at = opened(db, world, nurse)

    assert before.status_code == 404
    assert nurse.get(f"{unopened}/done").status_code == 404
    assert nurse.post(f"{at}/seen").status_code == 404
    assert nurse.post(f"{at}/withdrawn").status_code == 404


def test_what_was_taken_back_while_she_reads_is_gone(
    db: Session, world: World, nurse: Visitor, sent: Given
) -> None:
    at = opened(db, world, nurse)
    withdrawing.withdraw(db, sent)
    db.commit()

    assert nurse.get(at).status_code == 404
    assert nurse.post(f"{at}/accepted").status_code == 404
    assert "Nothing was sent to you." in nurse.get("/received").text


def test_a_nurse_who_has_left_the_clinic_finds_nothing(
    app: Flask, db: Session, world: World, sent: Given
) -> None:
    nurse = enter(app, db, world, "provider")
    at = f"/received/{address(db, world)}"
    found = Membership.person_id == world.people["provider"]
    db.execute(update(Membership).where(found).values(organization_id=world.bodies["programme"]))
    db.commit()

    assert nurse.get(at).status_code == 404
    assert str(at) not in nurse.get("/received").text


@pytest.mark.parametrize("who", ["officer", "chair", "administrator", "adviser"])
def test_to_everybody_else_its_address_is_none(
    app: Flask, db: Session, world: World, sent: Given, who: str
) -> None:
    other, at = enter(app, db, world, who), f"/received/{address(db, world)}"

    made_up = other.get(f"/received/{uuid4()}")
    real = other.get(at)

    assert (real.status_code, real.data) == (404, made_up.data)
    assert other.post(f"{at}/open").status_code == 404
    assert told(db, world, sent) == []


@pytest.mark.parametrize("path", ["/cases", "/committee", "/matching", "/people/trail"])
def test_she_sees_nothing_of_cases(nurse: Visitor, path: str) -> None:
    assert nurse.get(path).status_code == 404


def test_a_leaver_signs_in_nowhere(app: Flask, db: Session, world: World, sent: Given) -> None:
    nurse = enter(app, db, world, "provider")
    post = db.query(Membership).filter_by(person_id=world.people["provider"]).one()
    joining.leave(db, world.keys, post, TODAY)
    db.commit()

    assert nurse.get("/received").location == "/sign-in"


def test_she_vouches_for_nobody_and_sees_the_certificates_of_her_own_place_alone(
    nurse: Visitor,
) -> None:
    page = nurse.get("/people/certificates")

    assert "Nila Saha" in page.text
    assert "Shirin Akter" not in page.text
