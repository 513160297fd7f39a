"""The same behind the doors: at the desk and on her own page nothing typed breaks anything."""

from html import unescape

import pytest

from tests.journeys.company import Company

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
