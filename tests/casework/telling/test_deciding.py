"""What she kept is sent on another day, to the people of that day, after the same questions."""

from typing import cast

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from casework.case.timeline import timeline
from casework.models.case import Case
from casework.models.entry import Kind
from casework.parts import Parts
from tests.casework.returners import Returner
from tests.casework.tellers import Teller
from tests.worlds import World

WORDS = "He waited for me on the stairs."


@pytest.fixture
def keeper(teller: Teller, world: World) -> Teller:
    """She has kept something about the factory, with the word "blue door"."""
    teller.walk_to(
        "readers",
        workplace={"place": world.bodies["factory"].hex},
        wish={"wish": "keep"},
        words={"words": WORDS},
        word={"word": "blue door"},
    )
    teller.press("send")
    return teller


def come_back(keeper: Teller) -> Returner:
    """Note the number, and come back with number and word in the same browser."""
    number = keeper.number
    keeper.press("have")
    return Returner(cast("FlaskClient", keeper.client)).enter(number)


def the_case(parts: Parts) -> Case:
    """The only case there is."""
    with parts.sessions(writing=False) as db:
        return db.scalars(select(Case)).one()


def test_deciding_sends_what_was_kept_to_the_people_of_today(
    keeper: Teller, shared: Parts, world: World
) -> None:
    returner = come_back(keeper)
    returner.open("/r/later").press("/r/later")
    seen = keeper.walk_to("readers", name={"name": "Rahima", "shared": "committee"})
    assert "Committee member, Rupali Knitwear" in seen

    keeper.press("send")

    case = the_case(shared)
    assert (case.factory_id, case.destroy_after) == (world.bodies["factory"], None)
    with shared.sessions(writing=False) as db:
        world.as_(db, "chair")
        read = timeline(db, case.id, world.register(db))
    assert [line.text for line in read.lines if line.kind is Kind.STATEMENT] == [WORDS]
    assert "Kept for you alone" not in returner.open("/r/all").text


def test_the_questions_come_filled_in_and_the_word_is_not_asked_again(keeper: Teller) -> None:
    returner = come_back(keeper)
    returner.open("/r/later").press("/r/later")

    seen = keeper.walk_to("check")

    assert WORDS in seen
    assert "Rupali Knitwear" in seen
    assert "second word" not in seen


def test_who_decides_to_go_on_keeping_sends_nothing(keeper: Teller, shared: Parts) -> None:
    returner = come_back(keeper)
    returner.open("/r/later").press("/r/later")

    seen = keeper.walk_to("readers", wish={"wish": "keep"})

    assert "Leave it kept, as it is" in seen
    assert 'name="send"' not in seen
    assert the_case(shared).destroy_after is not None


def test_without_her_session_nothing_of_what_she_keeps_is_sent(
    keeper: Teller, shared: Parts
) -> None:
    returner = come_back(keeper)
    returner.open("/r/later").press("/r/later")
    keeper.walk_to("readers")
    keeper.client.delete_cookie("s")

    keeper.press("send")

    assert keeper.last is not None
    assert keeper.last.request.path == "/r"
    assert the_case(shared).destroy_after is not None


def test_a_stranger_finds_no_page_to_decide_on(teller: Teller) -> None:
    teller.open()

    assert Returner(cast("FlaskClient", teller.client)).open("/r/later").path == "/r"
