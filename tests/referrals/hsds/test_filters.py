"""Each parameter finds what it says, and all of them together what each of them finds."""

from typing import Any

import pytest

from referrals.hsds import rules
from tests.referrals.hsds.conftest import Reads
from tests.referrals.hsds.filled import Filled

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
WOMEN = next(each.id for each in rules.TERMS if each.code == "staff-sex:women")
STAFF = next(each.id for each in rules.TERMS if each.code == "staff-sex")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"search": "doctors"}, ["clinic"]),
        ({"search": "HEALTH all"}, ["shelter", "clinic"]),
        ({"search": "health gate"}, ["clinic"]),
        ({"taxonomy_term_id": "{health}"}, ["clinic"]),
        ({"taxonomy_term_id": "{legal}"}, ["shelter"]),
        ({"taxonomy_term_id": WOMEN}, ["clinic"]),
        ({"taxonomy_term_id": "health"}, []),
        ({"taxonomy_id": "{taxonomy}"}, ["shelter", "clinic"]),
        ({"taxonomy_id": rules.TAXONOMY.id}, ["clinic"]),
        ({"organization_id": "{body}"}, ["shelter", "clinic"]),
        ({"organization_id": "{quiet_body}"}, []),
        ({"modified_after": "2026-03-06"}, ["clinic"]),
        ({"modified_after": "2026-03-05T23:00:00Z"}, ["shelter", "clinic"]),
        ({"modified_after": "2026-03-06T03:00:00+06:00"}, ["shelter", "clinic"]),
        ({"modified_after": "2026-06-01T23:59:60Z"}, ["clinic"]),
        ({"modified_after": "2026-06-02T00:00:00Z"}, []),
        ({"modified_after": "0001-01-01T00:00:00+23:00"}, ["shelter", "clinic"]),
        ({"taxonomy_id": "{taxonomy}", "search": "safe"}, ["shelter"]),
        ({"full": "true", "search": "safe"}, ["shelter"]),
        ({"search": ""}, ["shelter", "clinic"]),
    ],
)
def test_services_are_found_by_what_is_asked(
    filled: Filled, read: Reads, asked: Any, found: list[str]
) -> None:
    page = read("services", **filled_in(asked, filled))

    assert [each["id"] for each in page["contents"]] == ids(filled, found)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"search": "health"}, ["body"]),
        ({"search": "gate"}, []),
        ({"taxonomy_term_id": "{legal}"}, ["body"]),
        ({"taxonomy_term_id": STAFF}, []),
        ({"taxonomy_id": "{taxonomy}"}, ["body"]),
    ],
)
def test_organizations_are_found_by_themselves_and_by_what_they_give(
    filled: Filled, read: Reads, asked: Any, found: list[str]
) -> None:
    page = read("organizations", **filled_in(asked, filled))

    assert [each["id"] for each in page["contents"]] == ids(filled, found)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["door"]),
        ({"search": "gate"}, ["door"]),
        ({"search": "safe"}, []),
        ({"organization_id": "{body}"}, ["door"]),
        ({"taxonomy_term_id": "{legal}"}, []),
        ({"modified_after": "2026-06-02"}, []),
        ({"postcode": "1700"}, ["door"]),
        ({"postcode": "17 00"}, ["door"]),
        ({"postcode": "9999"}, []),
        ({"postcode": "1700", "proximity": "10"}, ["door"]),
        ({"proximity": "10"}, ["door"]),
        ({"postcode": "9999", "proximity": "10"}, []),
    ],
)
def test_doors_are_found_by_their_service_and_by_who_lives_near(
    filled: Filled, read: Reads, asked: Any, found: list[str]
) -> None:
    page = read("service_at_locations", **filled_in(asked, filled))

    assert [each["id"] for each in page["contents"]] == ids(filled, found)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({"taxonomy_id": "{taxonomy}"}, ["eyes", "health", "legal"]),
        ({"taxonomy_id": "{taxonomy}", "top_only": "true"}, ["health", "legal"]),
        ({"parent_id": "{health}"}, ["eyes"]),
        ({"search": "legal help"}, ["legal"]),
        ({"parent_id": STAFF}, ["staff-sex:men", "staff-sex:women"]),
    ],
)
def test_terms_are_found_by_their_taxonomy_and_by_what_is_above_them(
    filled: Filled, read: Reads, asked: Any, codes: list[str]
) -> None:
    page = read("taxonomy_terms", **filled_in(asked, filled))

    assert [each["code"] for each in page["contents"]] == codes


def test_a_taxonomy_and_a_term_are_found_by_their_ids(filled: Filled, read: Reads) -> None:
    found = [
        read(f"taxonomies/{filled.taxonomy}")["name"],
        read(f"taxonomies/{rules.TAXONOMY.id}")["name"],
        read(f"taxonomy_terms/{filled.health}")["taxonomy_detail"]["name"],
        read(f"taxonomy_terms/{WOMEN}")["code"],
    ]

    assert found == ["Kinds of help", "Survivor rules", "Kinds of help", "staff-sex:women"]


def test_taxonomies_are_searched(filled: Filled, read: Reads) -> None:
    page = read("taxonomies", search="kinds")

    assert [each["id"] for each in page["contents"]] == [str(filled.taxonomy)]


@pytest.mark.parametrize(("asked", "phones"), [({}, False), ({"full_service": "true"}, True)])
def test_an_organization_has_its_services_in_short_or_whole(
    filled: Filled, read: Reads, asked: Any, phones: bool
) -> None:
    body = read(f"organizations/{filled.body}", **asked)

    names = [each["name"] for each in body["services"]]
    assert names == ["A safe house", "Clinic at the gate"]
    assert ["phones" in each for each in body["services"]] == [phones, phones]
    assert [each["id"] for each in body["locations"]] == [str(filled.place)]


def filled_in(asked: dict[str, str], filled: Filled) -> dict[str, str]:
    """What is asked, with the ids of what was put there."""
    return {name: value.format_map(vars(filled)) for name, value in asked.items()}


def ids(filled: Filled, names: list[str]) -> list[str]:
    """The ids of what was put there under these names."""
    return [str(getattr(filled, each)) for each in names]
