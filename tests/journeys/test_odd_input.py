"""What is strange, too much or broken: a clear answer, nothing lost, and never an error of ours."""

from html import unescape
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client

from casework.telling import way
from casework.telling.uploads import FILE_LIMIT
from casework.telling.way import NAMES
from tests.casework.tellers import BOUNDARY, Teller, multipart
from tests.journeys.addresses import newcomer
from tests.journeys.founding import Village
from tests.journeys.slowly import sending
from tests.journeys.tellings import short_story, walk
from tests.journeys.wire import client
from tests.servers import Server
from tests.visitors import TOKEN

both = pytest.mark.parametrize("village", ["sqlite", "postgres"], indirect=True)
bounded = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
ANSWERED = {200, 303, 400, 403, 404, 413, 422, 429}
WORDS = "what she wrote before"
KHMER = "ខ្ញុំចង់ប្រាប់អ្វីដែលបានកើតឡើង "
NUL = "before\0after"
REORDERING = "invoice\u202egpj.exe"
EMOJI = "👩🏽‍🏭 Rahima 🌺"
SURROGATE = "%ED%A0%80half"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(5000)


@pytest.fixture
def teller(house: Flask) -> Teller:
    """A worker at the page of her words, with earlier ones in her draft."""
    made = Teller(newcomer(house))
    made.walk_to("words")
    made.press(words=WORDS)
    made.press("change", "words")
    assert made.page == "words"
    return made


def kept_words(teller: Teller) -> str:
    """What her draft still says."""
    teller.press("change", "words")
    return unescape(teller.seen)


def sent(teller: Teller, body: bytes, kind: str = MULTIPART) -> int:
    """Send a body as it is, after the token and page it must begin with; gives the status."""
    return teller.client.post("/w", data=body, content_type=kind).status_code


def field(name: str, value: bytes, filename: str = "") -> bytes:
    """One part of a form, as bytes."""
    also = f'; filename="{filename}"\r\nContent-Type: image/png' if filename else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{also}\r\n\r\n'
    return head.encode() + value + b"\r\n"


def form(teller: Teller, *parts: bytes, page: str = "words") -> bytes:
    """A whole form around some parts."""
    known = field("csrf_token", teller.hidden["csrf_token"].encode()) + field("page", page.encode())
    return known + b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


@bounded
@given(body=st.binary(max_size=2000), cut=st.integers(0, 400))
def test_a_broken_form_is_answered(house: Flask, body: bytes, cut: int) -> None:
    whole = multipart({"page": "words", "words": "x", "file": (PNG, "a.png")})
    client = newcomer(house)

    for_noise = client.post("/w", data=body, content_type=MULTIPART).status_code
    for_half = client.post("/w", data=whole[:-cut] + body, content_type=MULTIPART).status_code

    assert {for_noise, for_half} <= ANSWERED


@bounded
@given(
    page=st.sampled_from([*NAMES, "", "nowhere", "\0"]),
    values=st.dictionaries(
        st.sampled_from(
            ["place", "wish", "age", "words", "word", "close", "union", "receiver", "how", "change",
             "remove", "back", "keep", "finish", "skip", "file", "name", "needs", "code", "send"]
        ),
        st.one_of(st.text(max_size=60), st.sampled_from([NUL, REORDERING, EMOJI, "0" * 5000])),
        max_size=5,
    ),
)  # fmt: skip
def test_answers_nobody_offered_are_answered(
    teller: Teller, page: str, values: dict[str, str]
) -> None:
    fields = {**teller.hidden, "page": page, **values}
    body = b"".join(field(name, text.encode("utf-8", "surrogatepass"))
                    for name, text in fields.items())  # fmt: skip

    assert sent(teller, body + f"--{BOUNDARY}--\r\n".encode()) in ANSWERED


@pytest.mark.parametrize("page", NAMES)
def test_every_page_takes_a_nul_a_turned_line_and_an_emoji(teller: Teller, page: str) -> None:
    names = ["place", "code", "name", "nickname", "words", "when", "where", "word", "place_text"]
    for odd in (NUL, REORDERING, EMOJI):
        status = teller.send(**{"page": page, **dict.fromkeys(names, odd)}).status_code
        assert status in ANSWERED


def test_twenty_thousand_signs_of_khmer_are_kept(teller: Teller) -> None:
    long = (KHMER * 1000)[:20_000]

    teller.press(words=long)

    assert long.strip() in kept_words(teller)


def test_one_sign_more_is_said_clearly_and_loses_nothing(teller: Teller) -> None:
    long = "ក" * 20_001

    teller.press(words=long)

    seen = unescape(teller.seen)
    assert teller.page == "words"
    assert long in seen
    assert "govuk-error-message" in seen


@pytest.mark.parametrize("odd", [NUL, REORDERING, EMOJI])
def test_odd_signs_in_her_words_come_back_as_words(teller: Teller, odd: str) -> None:
    teller.press(words=f"{WORDS} {odd} to the end")

    seen = kept_words(teller)
    assert WORDS in seen
    assert "to the end" in seen


def test_half_a_sign_is_taken_as_a_sign(teller: Teller) -> None:
    token = quote(teller.hidden["csrf_token"])
    body = f"csrf_token={token}&page=words&words={SURROGATE}".encode()

    status = sent(teller, body, "application/x-www-form-urlencoded")

    assert status == 303
    assert "half" in kept_words(teller)


def test_a_form_of_sixty_one_parts_is_refused_and_her_words_are_kept(teller: Teller) -> None:
    many = [field(f"x{number}", b"1") for number in range(61)]

    assert sent(teller, form(teller, *many)) == 413
    assert WORDS in kept_words(teller)


def test_two_files_at_once_are_asked_for_one_by_one(teller: Teller) -> None:
    teller.press("change", "files")
    two = (field("file", PNG, "one.png"), field("file", PNG, "two.png"))

    answer = teller.client.post("/w", data=form(teller, *two, page="files"), content_type=MULTIPART)

    assert answer.status_code in {200, 422}
    assert "one file at a time" in answer.text
    assert WORDS in kept_words(teller)


@pytest.mark.parametrize("size", [FILE_LIMIT + 1, FILE_LIMIT + 2 * 1024 * 1024])
def test_a_file_over_the_limit_is_said_clearly_and_loses_nothing(teller: Teller, size: int) -> None:
    teller.press("change", "files")
    large = field("file", PNG + bytes(size - len(PNG)), "large.png")

    answer = teller.client.post(
        "/w", data=form(teller, large, page="files"), content_type=MULTIPART
    )

    assert "larger than 15 MB" in answer.text
    assert WORDS in kept_words(teller)


def test_a_form_over_the_limit_without_a_file_is_said_clearly(teller: Teller) -> None:
    token = quote(teller.hidden["csrf_token"])
    body = f"csrf_token={token}&page=words&words={quote(WORDS)}".encode() + b"a" * (1024 * 1024 + 1)

    answer = teller.client.post("/w", data=body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code in {413, 422, 200}
    assert "<h1" in answer.text
    assert WORDS in kept_words(teller)


@pytest.mark.parametrize("name", [EMOJI, REORDERING, NUL, "../../etc/passwd", "x" * 5000, '";\r\n'])
def test_a_file_may_be_called_anything(teller: Teller, name: str) -> None:
    teller.press("change", "files")

    teller.press(file=(PNG, f"{name}.png"))

    assert teller.page == "files"
    assert "\u202e" not in teller.seen
    assert "\0" not in teller.seen
    assert WORDS in kept_words(teller)


DOORS = {
    "/sign-in": ("address", "passphrase", "code"),
    "/recover": ("address", "recovery_code"),
    "/recover/passphrase": ("address", "recovery_code", "passphrase", "again"),
    "/recover/paper": ("address", "recovery_code", "progress", "group", "factor_code"),
    "/a/none": ("code",),
    "/a/none/passphrase": ("code", "passphrase", "again"),
    "/a/none/paper": ("code", "group"),
    "/language": ("language", "back"),
}


def token_of(client: Client) -> str:
    """The token of the forms at the door."""
    found = TOKEN.search(client.get("/sign-in").text)
    assert found
    return found.group(1)


@both
@pytest.mark.parametrize("odd", [NUL, REORDERING, EMOJI, "x" * 100_000, "\ufdd0", "'; --"])
@pytest.mark.parametrize("door", DOORS)
def test_every_door_answers_whatever_is_typed(house: Flask, door: str, odd: str) -> None:
    client = newcomer(house)
    typed = {"csrf_token": token_of(client), **dict.fromkeys(DOORS[door], odd)}

    assert client.post(door, data=typed).status_code in ANSWERED


@both
@pytest.mark.parametrize("odd", ["%00", "%F0%9F%8C%BA", "%ED%A0%80", "..%2f..", "a" * 4000])
@pytest.mark.parametrize("path", ["/{}", "/a/{}", "/a/{}/about", "/people/{}", "/recover/{}",
                                  "/static/{}", "/cases/{}", "/r/{}"])  # fmt: skip
def test_every_address_answers_whatever_stands_in_it(house: Flask, path: str, odd: str) -> None:
    assert newcomer(house).get(path.format(odd)).status_code in ANSWERED


@both
def test_the_poster_code_may_hold_anything(village: Village, house: Flask) -> None:
    teller = Teller(newcomer(house))
    teller.walk_to("workplace")

    teller.press(code=NUL, **village.place)

    assert teller.page == "workplace"
    assert "govuk-error-message" in teller.seen


@both
def test_a_second_word_may_be_an_emoji(village: Village, house: Flask) -> None:
    teller = Teller(newcomer(house))
    teller.walk_to("readers", workplace=village.place, word={"word": "🌺 নদী river"})

    teller.press("send")

    assert len(teller.number) == 16


def test_pages_know_every_name_they_are_tried_with() -> None:
    assert {"words", "files", "workplace", "readers"} <= set(way.NAMES)


def test_a_form_that_trickles_in_is_taken_while_others_are_served(
    served: Server, village: Village
) -> None:
    slow = walk(client(served), short_story(village), until="words")
    body = multipart({**slow.hidden, "words": KHMER * 500})

    with sending(served, slow.client, "/w", body, piece=4096) as request:
        statuses = {client(served).get("/").status_code for _sent in request.pieces()}
        taken = request.status()

    assert (statuses, taken) == ({200}, 303)
    assert KHMER.strip() in kept_words(slow)


def test_a_form_that_breaks_off_is_forgotten_and_the_next_one_taken(
    served: Server, village: Village
) -> None:
    teller = walk(client(served), short_story(village), until="words")
    body = multipart({**teller.hidden, "words": WORDS})

    with sending(served, teller.client, "/w", body, piece=len(body) // 2) as request:
        next(request.pieces())
    teller.press(words=f"{WORDS}, again")

    assert f"{WORDS}, again" in kept_words(teller)
