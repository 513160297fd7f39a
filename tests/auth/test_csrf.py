"""Forms that other sites send, and what a page gives away of its token."""

import pytest

from casework.config import Config
from tests.visitors import Visitor


def sent(visitor: Visitor, token: str, **headers: str) -> int:
    """The answer to a public form with this token."""
    data = {"csrf_token": token, "language": "en", "back": "/"}
    return visitor.client.post("/language", data=data, headers=headers).status_code


def test_a_form_of_ours_is_taken(visitor: Visitor) -> None:
    assert sent(visitor, visitor.token()) == 303


def test_even_a_public_form_needs_its_token(visitor: Visitor) -> None:
    assert sent(visitor, "") == 400
    assert sent(visitor, "bm90IGEgdG9rZW4=") == 400
    assert sent(visitor, "no base64 at all") == 400


def test_no_two_pages_show_the_same_token_and_both_count(visitor: Visitor) -> None:
    first, second = visitor.token(), visitor.token()

    assert first != second
    assert (sent(visitor, first), sent(visitor, second)) == (303, 303)


def test_another_browsers_token_is_worth_nothing(visitor: Visitor, app_visitor: Visitor) -> None:
    visitor.token()

    assert sent(visitor, app_visitor.token()) == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_what_another_site_sends_is_refused_with_any_token(
    visitor: Visitor, headers: dict[str, str]
) -> None:
    assert sent(visitor, visitor.token(), **headers) == 400


def test_what_our_own_page_sends_says_so(visitor: Visitor, config: Config) -> None:
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": config.origin}

    assert sent(visitor, visitor.token(), **headers) == 303


def test_the_visits_cookie_ends_with_the_browser_and_is_closed_to_scripts(
    visitor: Visitor,
) -> None:
    cookie = visitor.get("/sign-in").headers["Set-Cookie"]

    assert cookie.startswith("p=")
    assert "HttpOnly" in cookie
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie


def test_a_language_leads_back_to_our_own_pages_only(visitor: Visitor) -> None:
    client = visitor.client
    token = visitor.token()
    fields = {"csrf_token": token, "language": "en"}

    ours = client.post("/language", data={**fields, "back": "/p"})
    theirs = client.post("/language", data={**fields, "back": "//evil.example/p"})
    tricky = client.post("/language", data={**fields, "back": "/\\evil.example"})

    assert [each.location for each in (ours, theirs, tricky)] == ["/p", "/", "/"]


def test_words_from_a_page_left_open_too_long_are_kept(visitor: Visitor) -> None:
    words = {"csrf_token": "", "words": "what she typed all evening"}
    ours = visitor.client.post("/language", data=words, headers={"Sec-Fetch-Site": "same-origin"})
    unknown = visitor.client.post("/language", data=words)
    theirs = visitor.client.post("/language", data=words, headers={"Sec-Fetch-Site": "cross-site"})

    assert [each.status_code for each in (ours, unknown, theirs)] == [400, 400, 400]
    assert "what she typed all evening" in ours.text
    assert "what she typed" not in unknown.text + theirs.text
