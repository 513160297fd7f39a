"""What stands in the booklet and on the page of an area, and what never does."""

from datetime import date

import msgspec
import pytest

from referrals.models.terms import Category, Known
from referrals.paper.booklet import booklet
from referrals.paper.pathway import POCKET, STEPS, WALL, pathway
from tests.referrals.offers import health_corner, hidden_house, place, speaking

__all__ = ["speaking"]
pytestmark = pytest.mark.usefixtures("speaking")
TODAY = date(2026, 11, 22)
FORMS = pytest.mark.parametrize("form", [WALL, POCKET])


def written(paper: msgspec.Struct) -> str:
    """Every word of it."""
    return msgspec.json.encode(paper).decode()


def test_the_booklet_lists_a_place_under_each_kind_of_its_help() -> None:
    both = place("Centre", Category.HEALTH, Category.LEGAL)

    made = booklet([both], "Gazipur", TODAY)

    assert [(each.name, [place.name for place in each.places]) for each in made.chapters] == [
        ("A doctor or a hospital", ["Centre"]),
        ("Advice on law and rights", ["Centre"]),
    ]


def test_the_booklet_tells_no_secret_door() -> None:
    assert "River" not in written(booklet([hidden_house()], "Gazipur", TODAY))


@FORMS
def test_the_page_tells_no_secret_door(form: str) -> None:
    assert "River" not in written(pathway([hidden_house()], "Gazipur", TODAY, form))


@FORMS
def test_the_page_has_door_hours_cost_papers_and_whom_it_tells(form: str) -> None:
    made = pathway([health_corner()], "Gazipur", TODAY, form)

    facts = next(each for each in made.steps if each.places).places[0].facts
    assert facts == [
        ("Door", "Ward 3, behind the bus stand. Bus 7"),
        ("Open", "Sat – Thu 08:00–20:00"),
        ("Cost", "Free"),
        ("Bring", "Nothing"),
        ("Tells others", "nobody without asking you"),
    ]


@FORMS
def test_the_page_says_whether_the_police_must_be_told_first_and_for_whom_it_is(form: str) -> None:
    clinic = place(
        "Clinic", Category.HEALTH, police_report=Known.YES, minimum_age=18, description="Violence"
    )

    made = pathway([clinic], "Gazipur", TODAY, form)

    said = next(each for each in made.steps if each.places).places[0]
    assert {
        ("Bring", "Report to the police"),
        ("Police report", "Needed. They help only with one."),
        ("For whom", "From 18 years"),
    } <= set(said.facts)
    assert "Violence" not in written(made)


def test_the_booklet_has_what_a_place_says_of_itself() -> None:
    clinic = place("Clinic", Category.HEALTH, description="Doctors", apply_words="Call first")

    said = booklet([clinic], "Gazipur", TODAY).chapters[0].places[0]

    assert said.about == "Doctors."
    assert ("First", "Call first") in said.facts


@FORMS
def test_the_hours_that_count_stand_on_every_page(form: str) -> None:
    said = written(pathway([], "Gazipur", TODAY, form))

    assert "72 hours" in said
    assert "120 hours" in said
    assert "Any hospital" in said


def test_a_card_in_her_pocket_does_not_say_what_happened() -> None:
    said = written(pathway([health_corner()], "Gazipur", TODAY, POCKET))

    assert "forced" not in said
    assert "violence" not in said


def test_the_wall_says_where_nobody_is_known() -> None:
    made = pathway([health_corner()], "Gazipur", TODAY, WALL)

    assert len(made.steps) == len(STEPS)


@pytest.mark.parametrize(("form", "most"), [(WALL, 2), (POCKET, 1)])
def test_a_card_has_one_place_of_a_kind_the_wall_two(form: str, most: int) -> None:
    three = [place(name, Category.HEALTH) for name in ("First", "Second", "Third")]

    made = pathway(three, "Gazipur", TODAY, form)

    assert [len(each.places) for each in made.steps if each.places] == [most]


def test_a_place_stands_on_the_page_once() -> None:
    both = place("Centre", Category.HEALTH, Category.GBV)

    assert written(pathway([both], "", TODAY, WALL)).count("Centre") == 1
