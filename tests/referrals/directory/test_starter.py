"""The numbers an instance begins with are those of the reference list, and no candidate is one."""

import tomllib
from typing import Any

import pytest

from referrals.directory.seeding import National, nationals
from tests.house import tree

REFERENCE = tree.ROOT.parent / "shared" / "reference" / "hotlines.toml"
ALWAYS = {"24/7", "round the clock"}
needs_reference = pytest.mark.skipif(
    not REFERENCE.exists(), reason="the reference list of numbers is not beside the project"
)


def listed(table: str) -> dict[str, dict[str, Any]]:
    """The services, or the candidates, of the reference list by their ids."""
    rows = tomllib.loads(REFERENCE.read_text("utf-8"))[table]
    return {row["id"]: row for row in rows}


def of_ours(each: National) -> dict[str, object]:
    """What stands in both."""
    return {
        "country": each.country,
        "name": each.name,
        "organization": each.organization,
        "numbers": each.numbers,
        "for_whom": each.for_whom.casefold(),
        "languages": each.languages,
        "always_open": each.always_open,
        "is_free": each.is_free,
        "confidence": each.confidence,
    }


def of_theirs(row: dict[str, Any]) -> dict[str, object]:
    """The same, of a row of the reference list."""
    return {
        "country": row["country"],
        "name": row["name"],
        "organization": row["operator"],
        "numbers": row["numbers"],
        "for_whom": row["for_whom"].casefold(),
        "languages": [code for code in row["languages"] if " " not in code],
        "always_open": row["hours"] in ALWAYS,
        "is_free": "free" in row["cost"],
        "confidence": row["confidence"],
    }


@needs_reference
def test_every_number_is_as_the_reference_list_has_it() -> None:
    assert {each.id: of_ours(each) for each in nationals()} == {
        name: of_theirs(row) for name, row in listed("services").items()
    }


@needs_reference
def test_every_number_names_the_source_it_was_taken_from() -> None:
    theirs = listed("services")

    assert [
        each.id for each in nationals() if not each.source.startswith(theirs[each.id]["source"])
    ] == []


@needs_reference
def test_no_candidate_is_a_number_to_begin_with() -> None:
    assert not listed("candidates").keys() & {each.id for each in nationals()}
