"""Somebody of the staff who takes a complaint down, with everything it can hold."""

import re
from uuid import UUID

from werkzeug.test import Client

from casework.forms.letter import OWN, SHARED
from tests.casework.tellers import BOUNDARY, Teller, multipart
from tests.journeys.wire import token_in
from tests.visitors import Visitor

SCREEN = "/cases/new"
LETTER = "/cases/new/letter"
NUMBER = re.compile(r'cw-secret__value"><bdi[^>]*>([0-9 ]+)<')
FOIL = re.compile(r'href="(/logged/[0-9a-f-]{36})"')


def everything(mark: str) -> dict[str, str]:
    """Every field of the screen, with this text wherever one can write."""
    lines = ("who_name", "who_nickname", "who_number", "who_post", "who_line", "place_text",
             "when_text", "name", "employee_number", "where", "when", "whose_phone",
             "who_answers", "what_to_say")  # fmt: skip
    chosen = {"told_by": "herself", "way": "letter", "wording": "agreed", "limits": "law",
              "wish": "complain", "safe": "yes", "age": "adult", "care": "told", "jobs": "no",
              "shared": "committee", "needs": "health", "officer": "yes", "how": "phone",
              "places": "line", "kinds": "touching"}  # fmt: skip
    return {**chosen, **dict.fromkeys(lines, mark), "words": f"taken down {mark}"}


def take_down(browser: Client, factory: UUID, mark: str, photo: bytes) -> str:
    """From the empty screen to the number, by way of a mistake, with a file and a second word."""
    screen = browser.get(f"{SCREEN}?at={factory.hex}").text
    typed = {**everything(mark), "file": (photo, f"letter {mark}.png")}
    wrong = browser.post(
        SCREEN,
        data=multipart({**Teller(browser, screen).hidden, **typed, "wish": ""}),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )
    assert wrong.status_code == 422, wrong.text
    check = _sent(browser, wrong.text, **everything(mark))
    word = {"word_wish": "with", "new_word": mark, "again": mark}
    saved = _sent(browser, check, **word, save="1")
    slip = _sent(browser, saved, to=f"{SCREEN}/slip")
    return Teller(browser, slip).number


def write_letter(browser: Client, factory: UUID, mark: str) -> list[str]:
    """A letter of two women, from how many there are to their numbers on paper."""
    start = browser.get(LETTER).text
    form = _sent(browser, start, to=LETTER, women="2", place=factory.hex)
    shared = {name: text for name, text in everything(mark).items() if name in SHARED}
    each = {name: text for name, text in everything(mark).items() if name in OWN}
    typed = {f"w{at}-{name}": text for at in range(2) for name, text in each.items()}
    agreed = {"w0-agrees": "yes", "w1-agrees": "yes"}
    check = _sent(browser, form, to=LETTER, **shared, **typed, **agreed)
    saved = _sent(browser, check, to=LETTER, save="1")
    slips = _sent(browser, saved, to=f"{LETTER}/slips")
    return NUMBER.findall(slips)


def add_later(browser: Client, text: str) -> None:
    """What is learnt later, added to everything that was logged."""
    for path in FOIL.findall(browser.get("/logged").text):
        page = browser.get(path).text
        answer = browser.post(path, data={"csrf_token": token_in(page), "words": text})
        assert (answer.status_code, answer.location) == (303, "/logged?done=added")


def _sent(browser: Client, page: str, *, to: str = SCREEN, **typed: str) -> str:
    hidden = {**Teller(browser, page).hidden, "csrf_token": token_in(page)}
    answer = Visitor(browser).client.post(to, data={**hidden, **typed})
    assert answer.status_code == 200, answer.text
    return answer.text
