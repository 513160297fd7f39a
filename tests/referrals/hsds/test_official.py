"""What leaves is what the official schemas of HSDS 3.1 say, where they lie beside the project."""

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.referrals.hsds.conftest import Reads
from tests.referrals.hsds.filled import Filled

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
Official = Callable[[str], Draft202012Validator]


def wrong(validator: Draft202012Validator, found: Any) -> list[str]:
    """What a schema says against something."""
    return [f"{each.json_path}: {each.message}" for each in validator.iter_errors(found)]


@pytest.mark.parametrize(
    ("path", "asked", "name"),
    [
        ("services", {}, "compiled/service_list"),
        ("services", {"full": "true"}, "compiled/service"),
        ("organizations", {}, "compiled/organization_list"),
        ("organizations", {"full": "true"}, "compiled/organization"),
        ("organizations", {"full_service": "true"}, "compiled/organization"),
        ("service_at_locations", {}, "compiled/service_at_location_list"),
        ("service_at_locations", {"full": "true"}, "compiled/service_at_location"),
        ("taxonomies", {}, "taxonomy"),
    ],
)
def test_every_list_holds_what_the_specification_says(
    filled: Filled, read: Reads, official: Official, path: str, asked: Any, name: str
) -> None:
    validator = official(name)

    contents = read(path, **asked)["contents"]

    assert contents
    assert [wrong(validator, each) for each in contents] == [[]] * len(contents)


@pytest.mark.parametrize(
    ("path", "which", "name"),
    [
        ("services", "clinic", "compiled/service"),
        ("services", "shelter", "compiled/service"),
        ("organizations", "body", "compiled/organization"),
        ("service_at_locations", "door", "compiled/service_at_location"),
        ("taxonomies", "taxonomy", "taxonomy"),
    ],
)
def test_every_object_is_what_the_specification_says(
    filled: Filled, read: Reads, official: Official, path: str, which: str, name: str
) -> None:
    found = read(f"{path}/{getattr(filled, which)}")

    assert wrong(official(name), found) == []


def test_every_term_is_what_the_specification_says(
    filled: Filled, read: Reads, official: Official
) -> None:
    validator = official("taxonomy_term")

    contents = read("taxonomy_terms", per_page=100)["contents"]

    assert [wrong(validator, each) for each in contents] == [[]] * len(contents)


def test_the_api_has_every_address_and_parameter_of_the_specification(
    read: Reads, official: Official
) -> None:
    theirs = official("openapi").schema

    ours = read("openapi.json")

    assert operations(theirs).keys() <= operations(ours).keys()
    missing = {name: names - operations(ours)[name] for name, names in operations(theirs).items()}
    assert {name: names for name, names in missing.items() if names} == {}


def operations(document: Any) -> dict[str, set[str]]:
    """Every address and method of a document, with the names of its parameters."""
    return {
        f"{method} {path}": named(document, item, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def named(document: Any, item: Any, operation: Any) -> set[str]:
    """The names of an operation's parameters."""
    found = [*item.get("parameters", []), *operation.get("parameters", [])]
    refs = {each["$ref"].rsplit("/", 1)[1] for each in found if "$ref" in each}
    return {document["components"]["parameters"][each]["name"] for each in refs} | {
        each["name"] for each in found if "name" in each
    }
