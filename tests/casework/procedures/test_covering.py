"""Whom a law covers, what stands above every page of a pack, and what must be asked first."""

from datetime import date

import msgspec
import pytest

from casework.procedures import loading
from casework.procedures.covering import (
    banner,
    covers,
    is_beside_the_law,
    is_law,
    of_age_at,
    open_questions,
    pack_for,
    warned,
)
from casework.procedures.own_rules import OwnDays, OwnRules, effective
from casework.procedures.pack import Counsel, Pack
from casework.procedures.terms import Door, Gender, Unit

WOMAN, MAN, ANOTHER, UNSAID = Gender.WOMAN, Gender.MAN, Gender.ANOTHER, Gender.UNSAID
GENERIC = loading.the_pack(loading.GENERIC)


@pytest.mark.parametrize(
    ("code", "gender", "covered"),
    [
        ("in", WOMAN, True),
        ("in", MAN, False),
        ("in", ANOTHER, False),
        ("in", UNSAID, None),
        ("bd", MAN, False),
        ("la", MAN, False),
        ("pk", MAN, True),
        ("np", ANOTHER, True),
        ("generic", UNSAID, True),
    ],
)
def test_some_laws_cover_women_only(code: str, gender: Gender, covered: bool | None) -> None:
    assert covers(loading.the_pack(code), gender) is covered


@pytest.mark.parametrize(
    ("code", "gender", "pack"),
    [("in", MAN, "generic"), ("in", WOMAN, "in"), ("in", UNSAID, "in"), ("pk", MAN, "pk")],
)
def test_whom_the_law_leaves_out_gets_the_generic_pack(
    code: str, gender: Gender, pack: str
) -> None:
    assert pack_for(loading.the_pack(code), gender, GENERIC).id == loading.the_pack(pack).id


def test_what_holds_for_everybody_in_the_country_stays_with_its_source() -> None:
    found = pack_for(loading.the_pack("in"), MAN, GENERIC)

    assert is_beside_the_law(found)
    assert (found.country, found.calendar) == ("IN", loading.the_pack("in").calendar)
    assert found.must_report_children.required is True
    assert "POCSO" in found.must_report_children.source
    assert found.the_source(found.must_report_children).id == found.must_report_children.source


@pytest.mark.parametrize("code", ["in", "bd", "la"])
def test_every_rule_of_somebody_the_law_leaves_out_cites_a_source_of_his_pack(code: str) -> None:
    found = pack_for(loading.the_pack(code), MAN, GENERIC)
    rules = (*found.deadlines, *found.external_routes, *found.outcomes, found.committee)

    assert [each.id for each in map(found.the_source, rules)] == [each.source for each in rules]


@pytest.mark.parametrize("code", ["in", "bd", "la"])
def test_police_and_court_doors_of_somebody_the_law_leaves_out_carry_a_warning(code: str) -> None:
    found = pack_for(loading.the_pack(code), MAN, GENERIC)
    doors = [each for each in found.external_routes if each.door in (Door.POLICE, Door.COURT)]

    assert doors
    assert all(each.warning for each in doors)


def test_what_the_factory_entered_itself_stays_his_too() -> None:
    own = OwnRules(
        in_force_on=date(2026, 1, 1),
        reason="Decided.",
        title="House",
        days=(OwnDays("inquiry", 20, unit=Unit.WORKING),),
        committee_name="Dignity Committee",
        report_adults=False,
    )
    found = pack_for(effective(loading.the_pack("bd"), own, GENERIC), MAN, GENERIC)

    inquiry = next(each for each in found.deadlines if each.id == "inquiry")
    assert (inquiry.amount, inquiry.binding) == (20, "factory")
    assert (found.committee.name, found.must_report_adults.required) == ("Dignity Committee", False)


def test_a_pack_in_its_own_country_is_beside_no_law() -> None:
    assert not any(is_beside_the_law(each) for each in loading.packs())


@pytest.mark.parametrize(("age", "counts"), [(None, 18), (15, 18), (18, 18), (20, 20)])
def test_nobody_under_18_is_an_adult_here_whatever_a_law_says(age: int | None, counts: int) -> None:
    pack = loading.the_pack("np")
    majority = msgspec.structs.replace(pack.majority, age=age)

    assert of_age_at(msgspec.structs.replace(pack, majority=majority)) == counts


def test_a_pack_without_counsel_says_so_with_its_doubts() -> None:
    shown = banner(loading.the_pack("bd"))

    assert not shown.is_reviewed
    assert len(shown.warnings) == len(shown.unknowns) == len(shown.pending) == 3


def test_a_pack_that_counsel_reviewed_says_who_and_when() -> None:
    draft = loading.the_pack("bd")
    reviewed = msgspec.structs.replace(
        draft, counsel=Counsel(name="Advocate Salma Karim", on=draft.written_on, version="")
    )

    assert banner(reviewed).is_reviewed
    assert banner(reviewed).counsel == "Advocate Salma Karim"


def test_only_law_that_is_in_force_is_law() -> None:
    rules = {each.id: each for each in loading.the_pack("bd").deadlines}

    assert is_law(rules["inquiry"])
    assert not is_law(rules["ord_inquiry"])
    assert not is_law(rules["our_ack"])


def test_who_must_report_is_asked_before_a_pack_is_put_in_force() -> None:
    blocking = {_country(each): _blocking(each) for each in loading.packs()}

    assert blocking.pop("IN") == ["reporting_adults"]
    assert set(map(tuple, blocking.values())) == {("reporting_children", "reporting_adults")}


def _country(pack: Pack) -> str:
    return pack.country


def _blocking(pack: Pack) -> list[str]:
    return [each.open.value for each in open_questions(pack) if each.blocks]


@pytest.mark.parametrize(("code", "asks"), [("np", False), ("bd", True)])
def test_the_age_of_majority_is_asked_where_it_is_not_known(code: str, asks: bool) -> None:
    asked = {each.open.value for each in open_questions(loading.the_pack(code))}

    assert ("majority" in asked) is asks


@pytest.mark.parametrize("code", loading.CODES)
def test_no_pack_makes_up_how_long_a_case_is_kept(code: str) -> None:
    assert loading.the_pack(code).retention.months is None


@pytest.mark.parametrize("code", loading.CODES)
def test_every_door_to_police_and_courts_says_what_to_know_before(code: str) -> None:
    doors = warned(loading.the_pack(code).external_routes, GENERIC)
    risky = [each for each in doors if each.door in (Door.POLICE, Door.COURT)]

    assert risky
    assert all(each.warning for each in risky)


def test_a_door_that_warns_itself_keeps_its_own_words() -> None:
    door = msgspec.structs.replace(
        loading.the_pack("bd").external_routes[2], warning="Go with somebody."
    )

    (found,) = warned([door], GENERIC)

    assert found.warning == "Go with somebody."
