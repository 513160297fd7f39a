"""The directory on paper: for whom keeps it, one page where one page is said, no secret door."""

import pytest
from sqlalchemy.orm import Session

from referrals.directory.confirming import confirm
from referrals.directory.entries import PlaceText, ServiceText, Writer
from referrals.directory.keeping import add_place, add_service
from referrals.directory.offered import Line
from referrals.directory.seeding import begin
from referrals.models.terms import Category, Duty
from tests.accounts import open_account
from tests.casework.paper.printed import Printed
from tests.visitors import Visitor
from tests.worlds import TODAY, World

PAPERS = pytest.mark.parametrize("paper", ["booklet", "wall", "pocket"])
BY = Writer(person=None, on=TODAY)


def put(db: Session, name: str, *kinds: Category, road: str = "", is_secret: bool = False) -> None:
    """A place in Gazipur that somebody has confirmed."""
    text = ServiceText(
        organization="Asha",
        name=name,
        country="BD",
        kinds=frozenset(kinds),
        phones=(Line(number="0800 000 001"),),
        areas=frozenset({"BD-18"}),
        tells_police=Duty.MUST,
        ask_for="Doctor Begum",
    )
    service = add_service(db, BY, text)
    place = PlaceText(area="BD-18", address=road, is_confidential=is_secret)
    add_place(db, BY, service, place)
    confirm(db, BY, service)


@pytest.fixture(autouse=True)
def gazipur(db: Session, world: World) -> None:
    """A clinic, a house nobody may find, and what every instance begins with."""
    begin(db, BY, {"BD"})
    put(db, "Clinic", Category.HEALTH)
    put(db, "The house", Category.SHELTER, road="12 River Road", is_secret=True)
    db.commit()


@pytest.fixture
def officer(db: Session, world: World, visitor: Visitor) -> Visitor:
    """The referral officer, signed in."""
    assert open_account(db, world, "officer").sign_in(visitor).status_code == 303
    return visitor


@PAPERS
def test_an_officer_takes_the_directory_of_an_area_away_on_paper(
    officer: Visitor, paper: str
) -> None:
    sent = officer.post("/directory/paper", paper=paper, area="BD-18")

    said = Printed(sent.data)
    assert sent.headers["Content-Disposition"] == 'attachment; filename="addresses.pdf"'
    assert said.title == "Addresses"
    assert said.is_for_screen_readers
    assert "Gazipur" in said.text
    assert "Clinic" in said.text
    assert "72 hours" in said.text


@PAPERS
def test_no_secret_door_and_nobody_s_name_is_printed(officer: Visitor, paper: str) -> None:
    said = Printed(officer.post("/directory/paper", paper=paper, area="BD-18").data).text

    assert "The house" in said
    assert "River Road" not in said
    assert "Begum" not in said


@pytest.mark.parametrize("paper", ["wall", "pocket"])
def test_the_wall_and_the_pocket_have_one_page(db: Session, officer: Visitor, paper: str) -> None:
    kinds = [each for each in Category if each is not Category.HOTLINE]
    for number in range(30):
        put(db, f"A place with quite a long name, number {number}", *kinds[number % 5 :][:4])
    db.commit()

    assert Printed(officer.post("/directory/paper", paper=paper, area="BD-18").data).pages == 1


def test_what_nobody_confirmed_is_not_printed(officer: Visitor) -> None:
    said = Printed(officer.post("/directory/paper", paper="booklet", area="BD-18").data).text

    assert "999" not in said


@pytest.mark.parametrize("typed", [{}, {"paper": "wall"}, {"paper": "wall", "area": "XX"}])
def test_what_was_not_chosen_is_asked_again(officer: Visitor, typed: dict[str, str]) -> None:
    assert officer.post("/directory/paper", **typed).status_code == 422
