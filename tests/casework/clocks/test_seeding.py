"""First calendars from public lists, and what a factory makes of them."""

from datetime import date

import msgspec
import pytest

from casework.clocks.calendars import Calendar, Origin
from casework.clocks.seeding import ZoneMissing, begun, confirmed, declared, seed, seeded, struck
from tests.casework.clocks.places import PACKS, pack

COUNTRIES = [name for name in PACKS if name != "generic"]
VICTORY = date(2026, 12, 16)
OTHER = date(2026, 6, 9)
DHAKA = begun(pack("bd"), [2026])


@pytest.mark.parametrize("name", COUNTRIES)
def test_every_country_has_public_days_this_year(name: str) -> None:
    found = seed(pack(name).country, [2026])

    assert found.holidays
    assert found.missing_years == ()


@pytest.mark.parametrize("name", COUNTRIES)
def test_a_first_calendar_rests_as_its_pack_does_and_not_as_offices_do(name: str) -> None:
    assert len(begun(pack(name), [2026]).rest_days) == len(pack(name).calendar.rest_days)


def test_a_factory_in_dhaka_works_on_saturday() -> None:
    assert DHAKA.rests(date(2026, 6, 5))
    assert not DHAKA.rests(date(2026, 6, 6))


def test_a_year_that_the_list_does_not_reach_is_missing_and_not_empty() -> None:
    assert seed("LK", [2026, 2027]).missing_years == (2027,)


def test_a_country_without_a_list_is_missing_whole() -> None:
    assert seed("ZZ", [2026, 2027]).missing_years == (2026, 2027)


def test_an_estimated_moon_is_marked_as_assumed() -> None:
    named = {each.name: each.origin for each in seed("JO", [2026]).holidays}

    assert named["Eid al-Fitr (estimated)"] is Origin.ASSUMED


def test_a_day_in_lieu_of_a_weekend_it_may_not_have_is_marked_as_assumed() -> None:
    given = {each.on: each.origin for each in seed("LA", [2026]).holidays}

    assert given[date(2026, 3, 9)] is Origin.ASSUMED
    assert given[date(2026, 3, 8)] is Origin.SEED


def test_the_generic_pack_asks_where_the_clock_hangs() -> None:
    with pytest.raises(ZoneMissing):
        begun(pack("generic"), [2026])

    assert begun(pack("generic"), [2026], "Asia/Manila").zone == "Asia/Manila"


def test_a_day_the_factory_wrote_down_is_off_and_is_its_own() -> None:
    found = declared(DHAKA, OTHER, "the owner's wedding")

    assert found.rests(OTHER)
    assert [each.origin for each in found.holidays if each.on == OTHER] == [Origin.FACTORY]


def test_a_day_the_factory_struck_stays_worked_when_the_list_comes_again() -> None:
    assert DHAKA.rests(VICTORY)

    found = seeded(struck(DHAKA, VICTORY), "BD", [2026])

    assert not found.rests(VICTORY)


def test_a_struck_day_that_is_declared_again_is_off() -> None:
    assert declared(struck(DHAKA, VICTORY), VICTORY, "Victory Day").rests(VICTORY)


def test_a_day_the_factory_wrote_down_stays_when_the_list_comes_again() -> None:
    found = seeded(declared(DHAKA, OTHER, "the owner's wedding"), "BD", [2026])

    assert found.rests(OTHER)


def test_the_list_touches_no_year_that_people_agreed_on() -> None:
    agreed = confirmed(Calendar("Asia/Dhaka", frozenset({4})), 2026)

    assert seeded(agreed, "BD", [2026]) == agreed


def test_a_list_that_comes_again_changes_nothing() -> None:
    assert seeded(DHAKA, "BD", [2026]).version == DHAKA.version


def test_a_calendar_goes_through_storage_as_it_is() -> None:
    calendar = confirmed(struck(DHAKA, VICTORY), 2026)

    stored = msgspec.json.decode(msgspec.json.encode(calendar), type=Calendar)

    assert stored == calendar
    assert stored.version == calendar.version
