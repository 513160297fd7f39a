"""The API describes itself whole: nothing is left to fill in, and no name stands twice."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from referrals.hsds.openapi import ASKED, document

MADE = document("https://help.example/hsds", "CC BY 4.0", "office@help.example")


def operations() -> Iterator[Any]:
    """Every operation of the document."""
    for item in MADE["paths"].values():
        yield from (each for method, each in item.items() if method != "parameters")


def test_whoever_runs_it_says_under_which_licence_and_whom_to_ask() -> None:
    info = MADE["info"]

    assert info["license"] == {"name": "CC BY 4.0"}
    assert info["contact"]["email"] == "office@help.example"
    assert info["contact"]["url"] == "https://help.example"


def test_without_an_address_of_mail_there_is_none() -> None:
    info = document("https://help.example/hsds", "None", None)["info"]

    assert set(info["contact"]) == {"name", "url"}


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [each["operationId"] for each in operations()]

    assert len(names) == len(set(names)) == 17


def test_every_operation_says_what_it_does_and_what_it_may_answer() -> None:
    bare = [
        each["operationId"]
        for each in operations()
        if not (
            each["summary"] and each["description"] and {"200", "400"} <= set(each["responses"])
        )
    ]

    assert bare == []


def test_nothing_is_left_to_fill_in() -> None:
    text = str(MADE)

    assert [each for each in ("HERE", "REQUIRED", "''") if each in text] == []


@pytest.mark.parametrize("name", sorted(MADE["components"]["schemas"]))
def test_every_object_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(MADE["components"]["schemas"][name])

    assert MADE["components"]["schemas"][name]["description"]


@pytest.mark.parametrize("name", sorted(ASKED))
def test_a_search_takes_in_its_body_what_it_takes_in_its_address(name: str) -> None:
    post = MADE["paths"][f"/{name}"]["post"]

    for body in post["requestBody"]["content"].values():
        assert tuple(body["schema"]["properties"]) == ASKED[name]
