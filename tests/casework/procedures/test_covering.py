"""Whom a law covers, what stands above every page of a pack, and what must be asked first."""

import msgspec
import pytest

from casework.procedures import loading
from casework.procedures.covering import banner, covers, is_law, open_questions, pack_for
from casework.procedures.pack import Counsel, Pack
from casework.procedures.terms import Gender

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
    ("code", "gender", "country"),
    [("in", MAN, "ZZ"), ("in", WOMAN, "IN"), ("in", UNSAID, "IN"), ("pk", MAN, "PK")],
)
def test_whom_the_law_leaves_out_gets_the_generic_pack(
    code: str, gender: Gender, country: str
) -> None:
    assert pack_for(loading.the_pack(code), gender, GENERIC).country == country


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
