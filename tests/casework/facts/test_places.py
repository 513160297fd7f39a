"""Where a case is counted: by one programme, and at its factory only where nobody reads it out."""

from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Coverage, Membership, Organization, OrganizationKind
from casework.case.answers import Named, Wish
from casework.case.handling import recuse
from casework.facts.fact import Fact, FactKind, Facts
from casework.facts.places import is_apart
from casework.models.cover import Capacity, CoverText, Departed, Holder
from casework.parties.people import Part, Sketch, add
from tests.casework.facts.counting import a_fact, counted, counts, origin
from tests.casework.turning import turn
from tests.cast import CAST
from tests.worlds import NOW, TODAY, World

YESTERDAY = TODAY - timedelta(days=1)


def _received(db: Session, world: World) -> Fact:
    (fact,) = counted(db, world).of(FactKind.RECEIVED)
    return fact


def _another_programme(db: Session, world: World) -> UUID:
    """A second one that covers the same factory, with an id that comes first."""
    other = Organization(
        id=UUID(int=1), kind=OrganizationKind.PROGRAMME, name="Second", country="BD"
    )
    db.add(other)
    db.flush()
    db.add(Coverage(organization_id=other.id, factory_id=world.bodies["factory"]))
    db.commit()
    return other.id


def test_what_is_kept_from_somebody_of_the_committee_stands_at_no_factory(
    db: Session, world: World
) -> None:
    counts(db, world)

    world.told(db, world.complaint(), withheld=frozenset({world.people["chair"]}))

    fact = _received(db, world)
    assert (fact.factory, fact.country) == (None, "BD")


def test_what_nobody_of_the_factory_reads_stands_at_no_factory(db: Session, world: World) -> None:
    counts(db, world)

    world.told(db, world.complaint(wish=Wish.HELP))

    assert _received(db, world).factory is None


@pytest.mark.parametrize("is_still_there", [True, False])
def test_whoever_left_a_case_and_stayed_in_the_factory_reads_it_out_of_no_number(
    db: Session, world: World, is_still_there: bool
) -> None:
    who = world.people["chair"] if is_still_there else uuid4()
    cover = _cover(departed=[Departed(holder=who, knew={}, reason="conflict", at=NOW)])

    assert is_apart(db, cover, world.bodies["factory"], TODAY) is is_still_there


def test_whoever_cannot_know_what_was_counted_counts_nothing_at_a_factory_that_somebody_left(
    db: Session, world: World
) -> None:
    posts = select(Membership).where(Membership.person_id == world.people["chair"])
    db.scalars(posts).one().until_on = YESTERDAY
    db.flush()
    gone = Departed(holder=world.people["chair"], knew={}, reason="conflict", at=NOW)
    cover, factory = _cover(departed=[gone]), world.bodies["factory"]

    assert is_apart(db, cover, factory, None)
    assert not is_apart(db, cover, factory, TODAY)


def test_whoever_is_named_in_it_later_reads_it_out_of_no_number_from_then_on(
    db: Session, world: World
) -> None:
    counts(db, world)
    case = world.told(db, world.complaint())
    assert _received(db, world).factory is not None
    name = next(each.name for each in CAST if each.key == "member")

    add(db, turn(db, world, "chair", case), Sketch(part=Part.RESPONDENT, named=Named(name=name)))
    db.commit()

    assert _received(db, world).factory is None


def test_whoever_recuses_herself_reads_it_out_of_no_number_from_then_on(
    db: Session, world: World
) -> None:
    counts(db, world)
    case = world.told(db, world.complaint())

    recuse(db, turn(db, world, "member", case), "He is my cousin.")
    db.commit()

    assert _received(db, world).factory is None


def _cover(**more: object) -> CoverText:
    receiver = Holder(holder=uuid4(), capacity=Capacity.RECEIVER, compartments=(), grants=())
    cover = CoverText(
        code="",
        received_at=NOW,
        holders=[receiver],
        survivor=None,
        number=None,
        heads={},
        trail_keys=[],
    )
    return msgspec.structs.replace(cover, **more)


def test_two_programmes_over_one_factory_count_it_once(db: Session, world: World) -> None:
    counts(db, world)
    _another_programme(db, world)

    world.told(db, world.complaint())

    assert _received(db, world).programme == world.bodies["programme"]
    found = origin(world).programme_of(db, world.bodies["factory"])
    assert found == world.bodies["programme"]


def test_what_leaves_its_factory_keeps_all_it_says(world: World) -> None:
    first = a_fact(world, factory=world.bodies["factory"], country="BD", forms=("touching",))
    moves = a_fact(world, kind=FactKind.ELSEWHERE, replaces=first.id, country="BD")
    later = a_fact(world, kind=FactKind.NOT_COUNTED, replaces=first.id, country="BD")

    (moved,) = Facts([moves, first])

    assert (moved.factory, moved.country, moved.forms) == (None, "BD", ("touching",))
    assert list(Facts([first, moves, later])) == [later]
