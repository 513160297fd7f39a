"""What an instance begins with in a country: its areas, its national numbers, and what it lacks."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization, OrganizationKind
from referrals.directory import iso_codes
from referrals.directory.areas import (
    AreaRefused,
    add_area,
    change_area,
    find_area,
    remove_area,
    time_zone_of,
    tree_of,
    upwards,
)
from referrals.directory.confirming import confirm, gone
from referrals.directory.entries import ServiceText, Writer
from referrals.directory.going_live import Lack, missing, served
from referrals.directory.keeping import add_service
from referrals.directory.reading import offered
from referrals.directory.seeding import begin, known_countries, nationals
from referrals.models.keeping import Area
from referrals.models.listed import Service
from referrals.models.terms import Category, Freshness
from tests.referrals.directory.rows import DAY
from tests.worlds import World

LINA = Writer(person=None, on=DAY)
NEEDED = (Category.EMERGENCY, Category.GBV, Category.HEALTH)


def area(db: Session, code: str) -> Area:
    """An area that is there."""
    found = find_area(db, code)
    assert found is not None
    return found


def settle(
    db: Session,
    row: Area,
    *,
    parent: str | None = None,
    time_zone: str | None = None,
    neighbours: Collection[str] | None = None,
    is_served: bool = False,
) -> None:
    """Write an area anew with these values, and the others as they are."""
    change_area(
        db,
        row,
        name=row.name,
        local_name=row.local_name,
        parent=row.parent_code if parent is None else parent,
        time_zone=row.time_zone if time_zone is None else time_zone,
        neighbours=row.neighbours if neighbours is None else neighbours,
        is_served=is_served,
    )


def offer(db: Session, kind: Category, areas: Sequence[str]) -> Service:
    """A confirmed service of one kind for these areas."""
    text = ServiceText(
        organization="Health for all",
        name=kind.value,
        country="BD",
        kinds=frozenset({kind}),
        areas=frozenset(areas),
    )
    row = add_service(db, LINA, text)
    confirm(db, LINA, row)
    return row


def test_the_numbers_of_a_country_are_loaded_and_nobody_has_confirmed_one(db: Session) -> None:
    begin(db, LINA, {"BD"})

    found = offered(db, DAY)

    assert {each.name for each in found} >= {"National Emergency Service", "Child Helpline"}
    assert {each.freshness for each in found} == {Freshness.UNVERIFIED}
    assert {each.country for each in found} == {"BD"}


def test_loading_twice_adds_nothing_and_what_an_officer_ended_stays_ended(db: Session) -> None:
    begin(db, LINA, {"BD"})
    row = db.scalars(select(Service).where(Service.external_id == "starter:bd-109")).one()
    gone(db, LINA, row)
    before = len(offered(db, DAY))

    assert begin(db, LINA, {"BD"}) == 0

    assert len(offered(db, DAY)) == before
    assert row.status == "defunct"


def test_no_number_of_the_starter_list_is_in_a_country_without_areas() -> None:
    areas = {
        code: {code, *country.areas, *(each for one in country.below.values() for each in one)}
        for code, country in known_countries().items()
    }

    assert [each.id for each in nationals() if each.area not in areas[each.country]] == []


@pytest.mark.parametrize("code", sorted(known_countries()))
def test_every_area_lies_in_its_country_and_every_neighbour_is_there(
    db: Session, code: str
) -> None:
    begin(db, LINA, {code})

    tree = tree_of(db)

    assert [each for each in tree if [*upwards(tree, each)][-1] != code] == []
    assert [each.code for each in tree.values() if not each.neighbours <= tree.keys()] == []
    assert [
        (each.code, other)
        for each in tree.values()
        for other in each.neighbours
        if each.code not in tree[other].neighbours
    ] == []


def test_viet_nam_has_thirty_four_provinces_and_no_districts(db: Session) -> None:
    begin(db, LINA, {"VN"})

    below = [each for each in tree_of(db).values() if each.parent_code]

    assert len(below) == 34
    assert {each.parent_code for each in below} == {"VN"}


def test_a_clock_is_that_of_the_nearest_area_above(db: Session) -> None:
    begin(db, LINA, {"ID", "BD"})
    tree = tree_of(db)

    assert time_zone_of(tree, "ID-BA") == "Asia/Makassar"
    assert time_zone_of(tree, "ID-JB") == "Asia/Jakarta"
    assert time_zone_of(tree, "BD-13") == "Asia/Dhaka"
    assert time_zone_of(tree, "XX") == "UTC"


def test_a_country_nobody_knows_areas_of_is_an_area_itself(
    db: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(iso_codes, "LISTED", tmp_path / "nowhere.json")
    begin(db, LINA, {"ET"})

    assert list(tree_of(db)) == ["ET"]


def test_an_operator_adds_an_area_below_another(db: Session) -> None:
    begin(db, LINA, {"BD"})

    add_area(db, area(db, "BD-13"), "BD-13-SAVAR", "Savar")

    assert [*upwards(tree_of(db), "BD-13-SAVAR")] == ["BD-13-SAVAR", "BD-13", "BD-C", "BD"]


@pytest.mark.parametrize(
    ("code", "why"),
    [("BD-18", "known"), ("KH-12", "code"), ("BD", "code"), ("savar", "code"), ("BD-", "code")],
)
def test_a_code_is_of_its_country_and_of_no_other_area(db: Session, code: str, why: str) -> None:
    begin(db, LINA, {"BD"})

    with pytest.raises(AreaRefused) as refused:
        add_area(db, area(db, "BD-13"), code, "Savar")

    assert refused.value.why == why


def test_what_lies_beside_an_area_lies_beside_it_seen_from_there_too(db: Session) -> None:
    begin(db, LINA, {"BD"})

    settle(db, area(db, "BD-60"), neighbours={"BD-61", "nowhere"})
    assert area(db, "BD-61").neighbours == {"BD-60"}

    settle(db, area(db, "BD-60"), neighbours=())
    assert area(db, "BD-61").neighbours == frozenset()


@pytest.mark.parametrize("parent", ["BD-13", "BD-18-X", "KH", "nowhere", ""])
def test_no_area_lies_in_itself_in_what_lies_in_it_or_abroad(db: Session, parent: str) -> None:
    begin(db, LINA, {"BD", "KH"})
    add_area(db, area(db, "BD-18"), "BD-18-X", "X")
    settle(db, area(db, "BD-18"), parent="BD-13")

    with pytest.raises(AreaRefused) as refused:
        settle(db, area(db, "BD-13"), parent=parent)

    assert refused.value.why == "parent"


def test_a_time_zone_is_one_that_exists(db: Session) -> None:
    begin(db, LINA, {"BD"})

    with pytest.raises(AreaRefused) as refused:
        settle(db, area(db, "BD"), time_zone="Dhaka")

    assert refused.value.why == "clock"


def test_an_area_where_something_is_offered_stays(db: Session) -> None:
    begin(db, LINA, {"BD"})
    offer(db, Category.HEALTH, ["BD-60"])

    with pytest.raises(AreaRefused) as refused:
        remove_area(db, area(db, "BD-60"))

    assert refused.value.why == "used"


def test_an_area_that_nothing_needs_goes_and_is_nobodys_neighbour(db: Session) -> None:
    begin(db, LINA, {"BD"})

    remove_area(db, area(db, "BD-40"))

    assert find_area(db, "BD-40") is None
    assert "BD-40" not in area(db, "BD-13").neighbours


def test_a_country_with_a_factory_needs_help_before_it_goes_live(db: Session, world: World) -> None:
    assert [each.kind for each in missing(db, DAY) if each.area == "BD"] == list(NEEDED)

    for kind in NEEDED:
        offer(db, kind, ["BD"])

    assert [each for each in missing(db, DAY) if each.area == "BD"] == []


def test_an_area_that_is_served_needs_help_that_reaches_it(db: Session) -> None:
    begin(db, LINA, {"BD"})
    settle(db, area(db, "BD-13"), is_served=True)
    offer(db, Category.EMERGENCY, ["BD"])
    offer(db, Category.GBV, ["BD-C"])
    offer(db, Category.HEALTH, ["BD-18"])

    assert missing(db, DAY) == [Lack("BD-13", Category.HEALTH)]


@pytest.mark.parametrize(
    ("days", "lacks"), [(89, []), (90, []), (179, []), (180, [Category.HEALTH])]
)
def test_what_was_confirmed_long_ago_is_not_enough_to_go_live(
    db: Session, days: int, lacks: list[Category]
) -> None:
    begin(db, LINA, {"BD"})
    settle(db, area(db, "BD"), is_served=True)
    later = DAY + timedelta(days=days)
    offer(db, Category.HEALTH, ["BD"])
    for kind in (Category.EMERGENCY, Category.GBV):
        confirm(db, Writer(person=None, on=later), offer(db, kind, ["BD"]))

    assert [each.kind for each in missing(db, later)] == lacks


def test_a_country_with_a_programme_is_served_before_any_factory_is_there(db: Session) -> None:
    db.add(Organization(name="Safe work", kind=OrganizationKind.PROGRAMME, country="KH"))
    db.flush()

    assert served(db) == {"KH"}


def test_what_nobody_confirmed_and_what_is_gone_helps_nobody(db: Session) -> None:
    begin(db, LINA, {"BD"})
    settle(db, area(db, "BD"), is_served=True)
    gone(db, LINA, offer(db, Category.HEALTH, ["BD"]))

    assert [each.kind for each in missing(db, DAY)] == list(NEEDED)
