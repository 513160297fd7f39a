"""Being away from a post: who may stand in, what colleagues see, and coming back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth import absences
from auth.absences import AlreadyAway, DaysUnfit, SubstituteUnfit
from auth.models import Absence, Membership
from tests.worlds import TODAY, World

TOMORROW, LAST = TODAY + timedelta(days=1), TODAY + timedelta(days=10)


def post(db: Session, world: World, who: str) -> Membership:
    return db.get_one(Membership, world.memberships[who])


def away(
    db: Session,
    world: World,
    who: str = "chair",
    substitute: str = "conflicted",
    from_on: date = TODAY,
    until_on: date = LAST,
    on: date = TODAY,
) -> Absence:
    posts = post(db, world, who), post(db, world, substitute)
    return absences.leave_for(db, world.register(db), *posts, from_on, until_on, on)


def names(db: Session, world: World, who: str) -> list[str]:
    found = absences.substitutes(db, world.register(db), post(db, world, who), TODAY)
    return [each.person.name for each in found]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("chair", ["Abdul Karim", "Nasrin Begum", "Rafiq Islam"]),
        ("child_one", ["Anu Roy"]),
        ("external", []),
        ("union", []),
    ],
)
def test_certified_colleagues_of_her_body_and_kind_can_stand_in(
    db: Session, world: World, who: str, expected: list[str]
) -> None:
    assert names(db, world, who) == expected


def test_who_hires_and_pays_stands_in_for_no_one_outside_a_committee(
    db: Session, world: World
) -> None:
    post(db, world, "child_two").has_management_post = True
    db.flush()

    assert names(db, world, "child_one") == []


@pytest.mark.parametrize("substitute", ["chair", "external", "puppet", "stranger", "union"])
def test_nobody_else_stands_in(db: Session, world: World, substitute: str) -> None:
    with pytest.raises(SubstituteUnfit):
        away(db, world, substitute=substitute)


@pytest.mark.parametrize(
    ("from_on", "until_on"),
    [
        (LAST, TODAY),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=1)),
        (TODAY, TODAY + timedelta(days=367)),
    ],
)
def test_days_that_make_no_sense_are_refused(
    db: Session, world: World, from_on: date, until_on: date
) -> None:
    with pytest.raises(DaysUnfit):
        away(db, world, from_on=from_on, until_on=until_on)


def test_nobody_is_away_twice(db: Session, world: World) -> None:
    away(db, world)

    with pytest.raises(AlreadyAway):
        away(db, world)


def test_one_that_is_over_makes_room_for_the_next(db: Session, world: World) -> None:
    away(db, world)
    later = LAST + timedelta(days=5)

    away(db, world, from_on=later, until_on=later, on=LAST + timedelta(days=1))

    assert db.scalar(select(func.count()).select_from(Absence)) == 1


def test_nobody_need_stand_in(db: Session, world: World) -> None:
    row = absences.leave_for(
        db, world.register(db), post(db, world, "union"), None, TODAY, LAST, TODAY
    )

    (known,) = absences.known_in(db, [world.bodies["union"]], TODAY)
    assert (known.row, known.substitute) == (row, "")


def test_the_roster_knows_from_the_first_day_on_and_before(db: Session, world: World) -> None:
    away(db, world, from_on=TOMORROW)

    (known,) = absences.known_in(db, [world.bodies["factory"]], TODAY)

    assert (known.name, known.substitute) == ("Shirin Akter", "Rafiq Islam")
    assert absences.known_in(db, [world.bodies["union"]], TODAY) == []
    assert absences.known_in(db, [world.bodies["factory"]], LAST + timedelta(days=1)) == []


def test_coming_back_leaves_nothing(db: Session, world: World) -> None:
    row = away(db, world)

    absences.come_back(db, row)

    assert absences.of_person(db, world.people["chair"], TODAY) == []
