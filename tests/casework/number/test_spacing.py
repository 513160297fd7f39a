"""A number is spaced as numbers are where she works."""

from sqlalchemy.orm import Session

from casework.number.spacing import groups_at
from casework.variables import groupings
from tests.worlds import World


def test_a_number_is_spaced_as_in_the_country_of_her_factory(db: Session, world: World) -> None:
    told = groupings("4-4-4-4, bd=5-6-5")

    assert groups_at(db, told, world.bodies["factory"]) == (5, 6, 5)


def test_without_a_factory_it_is_spaced_as_everywhere(db: Session, world: World) -> None:
    assert groups_at(db, groupings("8-8,BD=5-6-5"), None) == (8, 8)


def test_a_country_alone_leaves_the_others_as_they_are(db: Session, world: World) -> None:
    assert groups_at(db, groupings("KH=5-6-5"), world.bodies["factory"]) == (4, 4, 4, 4)
