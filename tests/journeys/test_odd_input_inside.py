"""The same behind the doors: at the desk and on her own page nothing typed breaks anything."""

from html import unescape

import pytest

from tests.journeys.company import Company
from tests.journeys.doors import real_ids

both = pytest.mark.parametrize("village", ["sqlite", "postgres"], indirect=True)
ANSWERED = {200, 303, 404, 409, 422}
FORMS = ("answer", "note", "statement", "hand-over", "route", "panel")
HERS = ("/r/message", "/r/more", "/r/reach", "/r/route", "/r/word", "/r/write", "/r/number")
TOO_LONG = "ខ្ញុំ" * 5_000
ODD = [
    "before\0after",
    "invoice\u202egpj.exe",
    "👩🏽‍🏭 Rahima 🌺",
    "\ufdd0 \uffff",
    "'; --",
    "<b>x</b>",
]
FEW_ODD = [ODD[0], ODD[3], ODD[4]]
KEPT = {200, 303, 404, 409, 422}
"""Taken, shown again, or not to be had so: never a fault of ours."""
WRITTEN = (
    ("supervisor", "/committee/{factory_id}/coaching"),
    ("chair", "/committee/{factory_id}/coaching/{note_id}"),
    ("chair", "/committee/{factory_id}/prevention/new"),
    ("chair", "/committee/{factory_id}/prevention/{action_id}"),
    ("chair", "/committee/{factory_id}/prevention/paper"),
    ("supervisor", "/partners/sessions/new"),
    ("supervisor", "/partners/sessions/{session_id}"),
    ("supervisor", "/partners/sessions/{session_id}/change"),
    ("supervisor", "/partners/meetings/new"),
    ("supervisor", "/partners/meetings/{meeting_id}"),
    ("supervisor", "/partners/meetings/{meeting_id}/change"),
    ("supervisor", "/partners/meetings/{meeting_id}/kept/{commitment_id}"),
    ("supervisor", "/partners/points/new"),
    ("supervisor", "/partners/contacts/new"),
    ("supervisor", "/partners/contacts/{contact_id}/change"),
    ("chair", "/cases/{case_id}/prevention"),
    ("union", "/outcomes/{case_id}/point"),
    ("union", "/outcomes/{case_id}/sign"),
    ("union", "/outcomes/{case_id}/beside"),
)
ASKED = (
    ("supervisor", "/oversight", ("show", "order")),
    ("supervisor", "/partners/reach", ("since", "until", "kind", "donor")),
    ("supervisor", "/partners/reach.csv", ("since", "until", "kind", "donor")),
    ("chair", "/committee/{factory_id}/audit", ("span",)),
    ("chair", "/measures", ("place", "quarter", "indicator")),
    ("union", "/outcomes", ("s", "f", "k")),
)
FIELDS = (
    "words", "hazard", "forum", "who", "by-day", "by-month", "by-year", "body", "kind", "on-day",
    "on-month", "on-year", "place_kind", "factory", "place", "area", "donor", "about", "present",
    "notes", "decisions", "what", "name", "meets", "languages", "work", "phone", "worker_woman",
    "seen", "sure", "whom", "signs", "kept",
)  # fmt: skip


def typed(odd: str) -> dict[str, str]:
    """The odd text in every field that any of these forms has."""
    names = ("words", "speaker", "when", "where", "word", "again", "person", "parts", "seen", "way",
             "route", "how", "capacity", "agreed", "people", "danger", "what_to_say")  # fmt: skip
    return dict.fromkeys(names, odd)


@both
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_case_answers_whatever_is_typed(
    company: Company, form: str, odd: str
) -> None:
    chair, case = company.visitor("chair"), company.cases["hers"].id

    answer = chair.post(f"/cases/{case}/{form}", **typed(odd))

    assert answer.status_code in ANSWERED
    assert chair.get(f"/cases/{case}").status_code == 200


@both
@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("path", HERS)
def test_every_form_of_her_page_answers_whatever_is_typed(
    company: Company, path: str, odd: str
) -> None:
    survivor = company.visitor("by word")

    answer = survivor.post(path, **typed(odd))

    assert answer.status_code in ANSWERED | {403, 429, 503}
    assert survivor.get("/r/all").status_code == 200


@pytest.mark.parametrize("form", ["answer", "note", "statement", "route"])
def test_a_text_that_is_too_long_is_named_and_stays(company: Company, form: str) -> None:
    chair, case = company.visitor("chair"), company.cases["hers"].id

    page = chair.post(f"/cases/{case}/{form}", words=TOO_LONG)

    assert page.status_code == 422
    assert TOO_LONG in unescape(page.text)
    assert "longer than we can take" in page.text


@pytest.mark.parametrize("path", ["/r/message", "/r/more"])
def test_her_own_text_that_is_too_long_is_named_and_stays(company: Company, path: str) -> None:
    page = company.visitor("by word").post(path, words=TOO_LONG, text=TOO_LONG)

    assert page.status_code == 422
    assert TOO_LONG in unescape(page.text)


@pytest.mark.parametrize("odd", FEW_ODD)
@pytest.mark.parametrize(("who", "path"), WRITTEN)
def test_every_form_beside_the_cases_answers_whatever_is_typed(
    company: Company, who: str, path: str, odd: str
) -> None:
    address = path.format(**real_ids(company, "hers"))

    answer = company.visitor(who).post(address, **dict.fromkeys(FIELDS, odd))

    assert answer.status_code in KEPT


@pytest.mark.parametrize("odd", FEW_ODD)
@pytest.mark.parametrize(("who", "path", "names"), ASKED)
def test_every_filter_answers_whatever_stands_in_the_address(
    company: Company, who: str, path: str, names: tuple[str, ...], odd: str
) -> None:
    address = path.format(**real_ids(company, "hers"))

    answer = company.clients[who].get(address, query_string=dict.fromkeys(names, odd))

    assert answer.status_code in KEPT
