"""Whatever a worker types is kept or refused in a sentence; nothing she types breaks a page."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework import typed
from casework.telling import way
from tests.casework.tellers import BOUNDARY, Teller

only_sqlite = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
KHMER = "គាត់បានប៉ះខ្ញុំ "
ODD = {
    "nul": ("one\x00two", "onetwo"),
    "override": ("one \u202eowt\u202c", "one owt"),
    "isolate": ("\u2066one\u2069", "one"),
    "controls": ("one\x07\x1b[31m two", "one[31m two"),
    "emoji": ("\U0001f469\u200d\U0001f3ed Rahima", "\U0001f469\u200d\U0001f3ed Rahima"),
    "urdu": ("وہ سیڑھیوں پر تھا", "وہ سیڑھیوں پر تھا"),
    "marks": ('<b>"it\'s" & so</b>', "&lt;b&gt;&#34;it&#39;s&#34; &amp; so&lt;/b&gt;"),
    "template": ("{{ 7 * 7 }} %(limit)s %s", "{{ 7 * 7 }} %(limit)s %s"),
}


@only_sqlite
@pytest.mark.parametrize(("sent", "shown"), ODD.values(), ids=ODD.keys())
def test_odd_signs_are_cleaned_and_words_stay(teller: Teller, sent: str, shown: str) -> None:
    teller.walk_to("words")

    teller.press(words=sent)

    assert shown in teller.walk_to("check")


@only_sqlite
def test_half_a_sign_becomes_a_replacement(teller: Teller) -> None:
    teller.walk_to("words")
    body = f"csrf_token={teller.hidden['csrf_token']}&page=words&words=a%ED%A0%80b"

    answer = teller.client.post(
        "/w", data=body.encode(), content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 303


@only_sqlite
def test_twenty_thousand_khmer_signs_are_taken(teller: Teller) -> None:
    words = (KHMER * 2000)[:20_000].strip()
    teller.walk_to("words")

    teller.press(words=words)

    assert words in teller.walk_to("check")


@only_sqlite
def test_line_breaks_of_a_browser_do_not_count_twice(teller: Teller) -> None:
    teller.walk_to("words")

    teller.press(words="a\r\n" * 9_999 + "b")

    assert teller.page == "files"


@only_sqlite
def test_one_sign_too_many_loses_no_word(teller: Teller) -> None:
    words = "ক" * 20_001
    teller.walk_to("words")

    seen = teller.press(words=words)

    assert "at most 20000 characters" in seen
    assert words in seen
    assert words in teller.open()
    teller.press(words=words[:-1])
    assert teller.page == "files"


@only_sqlite
def test_going_back_keeps_even_what_is_too_long(teller: Teller) -> None:
    words = "ক" * 20_001
    teller.walk_to("words")

    teller.press("back", words=words)

    assert teller.page == "kinds"
    assert words in teller.press()


@only_sqlite
def test_a_choice_that_was_never_offered_is_refused_in_a_sentence(teller: Teller) -> None:
    teller.walk_to("workplace")

    seen = teller.press(place="0" * 32)

    assert "This choice is no longer there" in seen


@only_sqlite
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    page=st.sampled_from([*way.NAMES, "receipt", "", "../x"]),
    button=st.sampled_from(
        ["", "back", "skip", "finish", "change", "remove", "keep", "send", "have"]
    ),
    field=st.sampled_from(["words", "place", "wish", "age", "care", "how", "places", "file", "x"]),
    value=st.text(max_size=40),
)
def test_no_press_and_no_text_breaks_the_way(
    teller: Teller, page: str, button: str, field: str, value: str
) -> None:
    teller.open()

    answer = teller.send(**{"page": page, field: value, button or "go": value})

    assert answer.status_code in {200, 303}


@only_sqlite
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from(
        [
            b'Content-Disposition: form-data; name="file"; filename="a"',
            b"Content-Disposition: form-data",
            b'Content-Disposition: form-data; name="words"',
            b"Content-Type: text/html; charset=utf-16",
            b"",
        ]
    ),
    body=st.binary(max_size=300),
    ends=st.booleans(),
)
def test_no_multipart_body_breaks_the_way(
    instance: Flask, head: bytes, body: bytes, ends: bool
) -> None:
    client = Teller(instance.test_client())
    client.open()
    token = client.hidden["csrf_token"].encode()
    mark = f"--{BOUNDARY}".encode()
    first = mark + b'\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n' + token
    sent = (
        first
        + b"\r\n"
        + mark
        + b"\r\n"
        + head
        + b"\r\n\r\n"
        + body
        + (b"\r\n" + mark + b"--\r\n" if ends else b"")
    )

    answer = client.client.post(
        "/w", data=sent, content_type=f"multipart/form-data; boundary={BOUNDARY}"
    )

    assert answer.status_code in {200, 303, 400, 413}


@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = typed.words(text)

    assert typed.words(once) == once
    once.encode()
    assert "\x00" not in once


@given(st.text(max_size=200))
def test_a_line_is_one_line(text: str) -> None:
    assert len(typed.one_line(text).splitlines()) <= 1
