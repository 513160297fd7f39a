"""What the pages of `/w` promise is what will happen: who is told, who reads, what reaches her."""

import pytest

from auth.models import Membership
from casework.parts import Parts
from crypto.compartments import Compartment
from tests.casework.tellers import Teller
from tests.worlds import FROM, World

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
Typed = dict[str, dict[str, str]]


@pytest.fixture
def at_factory(world: World) -> Typed:
    """She works at the factory of the cast."""
    return {"workplace": {"place": world.bodies["factory"].hex}}


REACHABLE: Typed = {"name": {"name": "Rahima", "shared": "committee"}, "contact": {"how": "phone"}}


@pytest.mark.parametrize(
    ("typed", "told", "untold"),
    [
        (REACHABLE, "reach you only by voice or in person", "So no answer can reach you"),
        ({}, "So no answer can reach you", "reach you only by voice"),
    ],
)
def test_the_last_page_promises_no_answer_that_could_not_come(
    teller: Teller, at_factory: Typed, typed: Typed, told: str, untold: str
) -> None:
    seen = teller.walk_to("readers", **at_factory, **typed)

    assert told in seen
    assert untold not in seen
    assert "You are told here before" not in seen
    assert "one of them has to, by voice or in person" in seen


def test_one_reader_alone_is_said_before_she_sends(
    teller: Teller, at_factory: Typed, world: World, shared: Parts
) -> None:
    with shared.sessions() as db:
        for who in ("member", "external"):
            gone = db.get_one(Membership, world.memberships[who])
            gone.until_on = FROM
        db.commit()

    seen = teller.walk_to("readers", **at_factory)

    assert "Only one person will read what you told" in seen
    assert "Send it to this one person" in seen
    assert "Keep it for myself" in seen
    assert "cannot step back before" in seen
    teller.press("send")
    assert teller.number


def test_the_first_page_says_what_leaving_does_not_do(teller: Teller) -> None:
    assert "It does not erase history" in teller.open()


def test_help_alone_says_that_her_words_are_read_by_nobody(
    teller: Teller, at_factory: Typed
) -> None:
    wish = {"wish": {"wish": "help"}, "needs": {"needs": "health", "officer": "yes"}}

    seen = teller.walk_to("readers", **at_factory, **wish)

    assert "Without a second word it is not kept." in seen
    assert "Referral officer" in seen
    assert "Committee member" not in seen


def test_the_needs_page_names_the_body_of_the_officer(teller: Teller, at_factory: Typed) -> None:
    seen = teller.walk_to("needs", **at_factory)

    assert "May a referral officer of CARE programme know what you need?" in seen
    assert "Those of the committee who read what I tell" in seen


def test_a_tick_lets_the_two_who_read_it_know_what_she_needs(
    teller: Teller, at_factory: Typed, world: World, shared: Parts
) -> None:
    teller.walk_to("needs", **at_factory)
    teller.press(needs="health", also="committee")
    teller.walk_to("readers")
    teller.press("send")

    with shared.sessions(writing=False) as db:
        ring = world.as_(db, "chair")
        held = {each.compartment for case in ring.cases for each in ring.held(case)}
    assert Compartment.REFERRAL in held
