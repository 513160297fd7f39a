"""Whom sessions reached: sums by place, sex and category, and no zero where nobody counted."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from casework.measures.counts import Counts
from casework.models.partnership import Category, PartnerSession, PlaceKind, SessionKind, Sex
from casework.partners import sessions
from casework.partners.places import unreached
from casework.partners.reach import Line, Reach, reach
from casework.words.partner_sheets import masked
from referrals.models.keeping import Area
from tests.worlds import World

SPRING = date(2026, 3, 2)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
LATER = date(2027, 1, 2)


def held(
    db: Session, world: World, came: sessions.Counts | None, **changes: object
) -> PartnerSession:
    """A session in the factory, counted where somebody counted."""
    said = {
        "kind": SessionKind.STOP,
        "held_on": SPRING,
        "place_kind": PlaceKind.FACTORY,
        "factory_id": world.bodies["factory"],
        **changes,
    }
    made = sessions.plan(db, world.bodies["programme"], PartnerSession(**said))
    if came is not None:
        sessions.count(db, made, came)
    return made


def test_two_sessions_in_one_place_are_added_up_by_category_and_sex(
    db: Session, world: World
) -> None:
    workers, leaders = Category.WORKER, Category.LEADER
    held(db, world, {(workers, Sex.WOMAN): 30, (workers, Sex.MAN): 4})
    held(db, world, {(workers, Sex.WOMAN): 12, (leaders, Sex.UNKNOWN): 2})

    found = reach(db, *YEAR, LATER)

    place = PlaceKind.FACTORY, "Rupali Knitwear"
    assert found.lines == [
        Line(*place, workers, {Sex.WOMAN: 42, Sex.MAN: 4}),
        Line(*place, leaders, {Sex.UNKNOWN: 2}),
    ]
    assert (found.total, found.of(Sex.WOMAN), found.held) == (48, 42, 2)


def test_what_nobody_counted_is_in_no_sum_and_is_said(db: Session, world: World) -> None:
    held(db, world, None)
    held(db, world, {})

    found = reach(db, *YEAR, LATER)

    assert (found.lines, found.held, found.uncounted) == ([], 1, 1)


@pytest.mark.parametrize("on", [date(2025, 12, 31), date(2027, 1, 1)])
def test_the_day_before_and_the_day_after_are_another_time(
    db: Session, world: World, on: date
) -> None:
    held(db, world, {(Category.WORKER, Sex.WOMAN): 9}, held_on=on)

    assert reach(db, *YEAR, LATER).total == 0


@pytest.mark.parametrize("on", YEAR)
def test_the_first_and_the_last_day_belong_to_it(db: Session, world: World, on: date) -> None:
    held(db, world, {(Category.WORKER, Sex.WOMAN): 9}, held_on=on)

    assert reach(db, *YEAR, LATER).total == 9


def test_a_kind_of_session_can_be_asked_for_alone(db: Session, world: World) -> None:
    held(db, world, {(Category.WORKER, Sex.WOMAN): 9})
    village = {"place_kind": PlaceKind.VILLAGE, "place": "Char Kalia", "kind": SessionKind.SAVINGS}
    held(db, world, {(Category.NEIGHBOUR, Sex.WOMAN): 5}, **village)

    found = reach(db, *YEAR, LATER, SessionKind.SAVINGS)

    assert [(each.place, each.total) for each in found.lines] == [("Char Kalia", 5)]


def test_a_donor_gets_a_table_of_what_it_paid_for_alone(db: Session, world: World) -> None:
    donor = world.bodies["resource_centre"]
    held(db, world, {(Category.WORKER, Sex.WOMAN): 40}, donor_id=donor)
    held(db, world, {(Category.WORKER, Sex.WOMAN): 7})

    assert reach(db, *YEAR, LATER, donor=donor).total == 40


def test_in_a_file_that_leaves_no_number_below_ten_can_be_read_or_worked_out() -> None:
    place = PlaceKind.VILLAGE, "Char Kalia"
    lines = [
        Line(*place, Category.RELATIVE, {Sex.MAN: 27, Sex.OTHER: 1}),
        Line(*place, Category.NEIGHBOUR, {Sex.MAN: 42}),
    ]

    table = masked(Reach(*YEAR, lines, held=1))

    others = list(Sex).index(Sex.OTHER)
    hidden = [cell for cell in Counts(table.shape, {}).lattice() if cell[-1] == others]
    assert {table.of(cell) for cell in hidden} == {None}
    assert all(shown % 5 == 0 and (shown == 0 or shown >= 10) for shown in table.shown.values())


def test_whoever_says_otherwise_where_it_is_held_keeps_who_came(db: Session, world: World) -> None:
    made = held(db, world, {(Category.WORKER, Sex.WOMAN): 9})

    sessions.change(db, made, {"place_kind": PlaceKind.VILLAGE, "place": "Char Kalia"})

    assert [(each.place, each.total) for each in reach(db, *YEAR, LATER).lines] == [
        ("Char Kalia", 9)
    ]


@pytest.mark.parametrize(
    ("asked", "reached", "bare"),
    [
        ({"BD"}, frozenset(), ["BD-13-1", "BD-13-2", "BD-18"]),
        ({"BD"}, frozenset({"BD"}), ["BD-13-1", "BD-13-2", "BD-18"]),
        ({"BD"}, frozenset({"BD-13"}), ["BD-18"]),
        ({"BD"}, frozenset({"BD-13-1"}), ["BD-13-2", "BD-18"]),
        ({"BD-13"}, frozenset(), ["BD-13-1", "BD-13-2"]),
        (set(), frozenset(), []),
    ],
)
def test_an_area_is_uncovered_until_something_is_there_and_not_just_in_its_country(
    asked: set[str], reached: frozenset[str], bare: list[str]
) -> None:
    parents = {"BD": "", "BD-13": "BD", "BD-13-1": "BD-13", "BD-13-2": "BD-13", "BD-18": "BD"}
    tree = {code: Area(code=code, parent_code=above) for code, above in parents.items()}

    assert unreached(tree, asked, reached) == bare


def test_counting_again_replaces_what_was_counted(db: Session, world: World) -> None:
    made = held(db, world, {(Category.WORKER, Sex.WOMAN): 90})

    sessions.count(db, made, {(Category.WORKER, Sex.WOMAN): 9})

    assert reach(db, *YEAR, LATER).total == 9


def test_a_session_that_is_taken_out_leaves_nothing(db: Session, world: World) -> None:
    made = held(db, world, {(Category.WORKER, Sex.WOMAN): 90})

    sessions.strike(db, made)

    assert (reach(db, *YEAR, LATER).held, sessions.between(db, *YEAR)) == (0, [])


def test_what_is_planned_is_not_yet_missing(db: Session, world: World) -> None:
    held(db, world, None)

    found = reach(db, *YEAR, SPRING - timedelta(days=1))

    assert (found.held, found.uncounted) == (0, 0)
