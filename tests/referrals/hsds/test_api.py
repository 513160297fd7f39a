"""What a program may ask the directory, what it is answered, and what never leaves."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import Client

from referrals.directory.stamping import changed
from referrals.models.listed import Service
from tests.referrals.hsds.conftest import Reads
from tests.referrals.hsds.filled import Filled

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
NOBODY = "00000000-0000-4000-8000-000000000000"


def test_the_hours_and_number_of_a_hidden_place_stand_with_its_service(
    filled: Filled, read: Reads
) -> None:
    shelter = read(f"services/{filled.shelter}")

    assert [each["number"] for each in shelter["phones"]] == ["10921"]
    assert [(each["opens_at"], each["closes_at"]) for each in shelter["schedules"]] == [
        ("00:00+06:00", "00:00+06:00")
    ]
    assert "service_at_locations" not in shelter


@pytest.mark.parametrize("which", ["unconfirmed", "closed"])
def test_what_nobody_confirmed_or_is_closed_is_not_told(
    filled: Filled, read: Reads, program: Client, which: str
) -> None:
    id_ = str(getattr(filled, which))

    listed = [each["id"] for each in read("services")["contents"]]

    assert id_ not in listed
    assert program.get(f"/hsds/services/{id_}").status_code == 404


def test_a_body_that_gives_nothing_confirmed_is_not_told(
    filled: Filled, read: Reads, program: Client
) -> None:
    listed = [each["id"] for each in read("organizations")["contents"]]

    assert listed == [str(filled.body)]
    assert program.get(f"/hsds/organizations/{filled.quiet_body}").status_code == 404


def test_a_hidden_door_cannot_be_asked_for_by_its_id(filled: Filled, program: Client) -> None:
    assert program.get(f"/hsds/service_at_locations/{filled.hidden_door}").status_code == 404


def test_a_service_that_is_confirmed_is_told_from_then_on(
    filled: Filled, db: Session, read: Reads
) -> None:
    before = read("services")["total_items"]
    service = db.get_one(Service, filled.unconfirmed)
    service.assured_on = db.get_one(Service, filled.clinic).assured_on
    changed(db)
    db.commit()

    after = read("services")["total_items"]

    assert (before, after) == (2, 3)


def test_a_clinic_says_what_she_must_know_of_it(filled: Filled, read: Reads) -> None:
    said = read(f"services/{filled.clinic}")["attributes"]

    told = {each["taxonomy_term"]["code"]: each.get("value", "") for each in said}
    assert told == {
        "health": "",
        "eyes": "",
        "cost:free": "free",
        "staff-sex:women": "women",
        "police-report:no": "no",
        "tells-police:must": "must",
        "tells-words": "Of children only",
        "answer-hours": "24",
    }


def test_a_clinics_hours_are_told_by_the_clocks_of_its_area(filled: Filled, read: Reads) -> None:
    (door,) = read(f"services/{filled.clinic}")["service_at_locations"]
    (hours,) = door["schedules"]

    assert (hours["opens_at"], hours["closes_at"], hours["timezone"]) == (
        "09:00+06:00",
        "01:00+06:00",
        6,
    )


def test_what_would_not_be_valid_is_left_out(filled: Filled, read: Reads) -> None:
    clinic = read(f"services/{filled.clinic}")

    assert "email" not in clinic
    assert "uri" not in clinic["required_documents"][0]
    assert clinic["organization"]["website"].startswith("https://example.org/%E0%A6%B8")


@pytest.mark.parametrize(
    ("path", "asked", "pages", "size", "first", "last"),
    [
        ("services", {}, 1, 2, True, True),
        ("services", {"per_page": 1}, 2, 1, True, False),
        ("services", {"per_page": 1, "page": 2}, 2, 1, False, True),
        ("services", {"per_page": 1, "page": 9}, 2, 0, False, True),
        ("services", {"search": "nothing like it"}, 0, 0, True, True),
    ],
)
def test_a_page_says_where_it_stands(
    filled: Filled,
    read: Reads,
    path: str,
    asked: Any,
    pages: int,
    size: int,
    first: bool,
    last: bool,
) -> None:
    page = read(path, **asked)

    assert (page["total_pages"], page["size"], len(page["contents"])) == (pages, size, size)
    assert (page["first_page"], page["last_page"], page["empty"]) == (first, last, size == 0)
    assert page["page_number"] == asked.get("page", 1)


def test_before_anything_is_kept_every_list_is_an_empty_page(read: Reads) -> None:
    page = read("services")

    assert page == {
        "total_items": 0,
        "total_pages": 0,
        "page_number": 1,
        "size": 0,
        "first_page": True,
        "last_page": True,
        "empty": True,
        "contents": [],
    }


def test_minimal_gives_which_and_since_when_on_one_page(filled: Filled, read: Reads) -> None:
    page = read("services", minimal="true")

    assert page["contents"] == [
        {"id": str(filled.shelter), "modified_date": "2026-03-05T00:00:00Z"},
        {"id": str(filled.clinic), "modified_date": "2026-06-01T00:00:00Z"},
    ]


def test_ndjson_gives_everything_a_line_each(filled: Filled, program: Client) -> None:
    answer = program.get("/hsds/services?format=ndjson&per_page=1")

    assert answer.content_type == "application/x-ndjson"
    names = [json.loads(line)["name"] for line in answer.text.splitlines()]
    assert names == ["A safe house", "Clinic at the gate"]


def test_whoever_streams_everything_again_and_again_has_to_wait(
    filled: Filled, program: Client
) -> None:
    codes = [program.get("/hsds/taxonomies?format=ndjson").status_code for _each in range(61)]

    assert codes == [200] * 60 + [429]
    assert program.get("/hsds/taxonomies").status_code == 200


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("services?page=0", "page"),
        ("services?page=two", "page"),
        ("services?per_page=101", "per_page"),
        ("services?page=1&page=2", "page"),
        ("services?full=perhaps", "full"),
        ("services?format=xml", "format"),
        ("services?modified_after=yesterday", "modified_after"),
        ("services?modified_after=2026-02-30", "modified_after"),
        ("service_at_locations?postcode=1700&proximity=near", "proximity"),
        ("organizations/" + NOBODY + "?full_service=1", "full_service"),
    ],
)
def test_a_parameter_that_does_not_fit_is_named(
    filled: Filled, program: Client, path: str, parameter: str
) -> None:
    answer = program.get(f"/hsds/{path}")

    assert (answer.status_code, answer.content_type) == (400, "application/problem+json")
    assert json.loads(answer.text)["parameter"] == parameter


@pytest.mark.parametrize(
    "path",
    ["services/" + NOBODY, "services/12", "taxonomies/" + NOBODY, "contacts", "services/1/2"],
)
def test_what_is_not_there_is_a_problem_and_no_page(program: Client, path: str) -> None:
    answer = program.get(f"/hsds/{path}")

    assert answer.content_type == "application/problem+json"
    assert json.loads(answer.text) == {"type": "about:blank", "title": "Not Found", "status": 404}


def test_nothing_can_be_written(filled: Filled, program: Client) -> None:
    answers = [program.open("/hsds/services", method=each) for each in ("PUT", "DELETE", "PATCH")]

    assert [each.status_code for each in answers] == [405] * 3
    assert [set(each.allow or ()) for each in answers] == [{"GET", "HEAD", "POST"}] * 3
    assert program.post(f"/hsds/services/{filled.clinic}").status_code == 405


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"search": "GATE", "per_page": 5, "full": False}},
        {"data": {"search": "GATE", "per_page": "5", "full": "false"}},
        {"query_string": {"search": "GATE"}},
        {"query_string": {"search": "house"}, "json": {"search": "gate"}},
    ],
)
def test_a_search_may_stand_in_the_body(filled: Filled, program: Client, sent: Any) -> None:
    page: Any = program.post("/hsds/services", **sent).json

    assert [each["id"] for each in page["contents"]] == [str(filled.clinic)]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"json": {"page": "1"}}, 400),
        ({"json": {"search": None}}, 400),
        ({"json": ["search"]}, 400),
        ({"data": "{", "content_type": "application/json"}, 400),
        ({"data": "[" * 100_000, "content_type": "application/json"}, 400),
        ({"data": "a,b", "content_type": "text/csv"}, 415),
        ({"query_string": {"page": "0"}, "json": {"page": 1}}, 400),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(program: Client, sent: Any, code: int) -> None:
    answer = program.post("/hsds/services", **sent)

    assert (answer.status_code, answer.content_type) == (code, "application/problem+json")


def test_no_cookie_is_set_and_no_session_is_looked_at(filled: Filled, app: Flask) -> None:
    browser = app.test_client()
    browser.set_cookie("s", "somebody's session")

    answers = [
        browser.get("/hsds/"),
        browser.get("/hsds/services"),
        browser.post("/hsds/services", headers={"Origin": "https://elsewhere.example"}),
    ]

    assert [each.status_code for each in answers] == [200] * 3
    assert [each.headers.getlist("Set-Cookie") for each in answers] == [[]] * 3


def test_the_first_address_says_what_this_is(read: Reads) -> None:
    said = read("")

    assert said["version"] == "3.1"
    assert said["openapi_url"] == "http://127.0.0.1:8000/hsds/openapi.json"
