"""Groups that an analyst names: of three at least, no factory in two, and the rest by country."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind
from casework.measures.grouping import (
    NotFree,
    TooFew,
    dissolve,
    groups_of,
    name_group,
    named_groups,
)
from casework.measures.storing import factories_of
from tests.worlds import World


@pytest.fixture(name="covered")
def _covered(db: Session, world: World) -> list[UUID]:
    """The factories of the programme, five of them."""
    programme = world.bodies["programme"]
    for at in range(4):
        place = Organization(
            id=uuid4(), kind=OrganizationKind.FACTORY, name=f"T{at}", country="BD", time_zone="UTC"
        )
        db.add(place)
        db.flush()
        db.add(Coverage(organization_id=programme, factory_id=place.id))
    db.flush()
    return [each.id for each in factories_of(db, programme)]


def test_a_named_group_is_compared_with_the_rest_of_its_country(
    db: Session, world: World, covered: list[UUID]
) -> None:
    programme = world.bodies["programme"]

    name_group(db, programme, "Visited twice", covered[:3], covered)

    groups = groups_of(db, programme, factories_of(db, programme))
    assert set(groups.members("Visited twice")) == set(covered[:3])
    assert set(groups.members("BD")) == set(covered[3:])
    dissolve(db, programme, "Visited twice")
    assert groups_of(db, programme, factories_of(db, programme)).names == ("BD",)


def test_two_factories_are_no_group(db: Session, world: World, covered: list[UUID]) -> None:
    with pytest.raises(TooFew):
        name_group(db, world.bodies["programme"], "Two", [*covered[:2], covered[0]], covered)


@pytest.mark.parametrize("name", ["Visited twice", "KH"])
def test_a_name_is_given_once_and_is_no_country(
    db: Session, world: World, covered: list[UUID], name: str
) -> None:
    programme = world.bodies["programme"]
    name_group(db, programme, "Visited twice", covered[:3], covered)

    others = [uuid4(), uuid4(), uuid4()]

    with pytest.raises(NotFree):
        name_group(db, programme, name, others, others)


def test_no_factory_stands_in_two_groups_and_none_of_another_programme(
    db: Session, world: World, covered: list[UUID]
) -> None:
    programme = world.bodies["programme"]
    name_group(db, programme, "Visited twice", covered[:3], covered)

    with pytest.raises(NotFree):
        name_group(db, programme, "Overlaps", covered[2:], covered)
    with pytest.raises(NotFree):
        name_group(db, programme, "Elsewhere", [*covered[3:], uuid4()], covered)
    assert list(named_groups(db, programme)) == ["Visited twice"]
