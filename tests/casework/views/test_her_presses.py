"""What the address of her page says after a press: a number that her page knows the sentence of."""

import re

import pytest
from flask import Flask

from casework import places
from casework.views.her_presses import PRESSES, just_pressed, said_at

KEYS = re.compile(r'^  "(\w+)": _\(', re.MULTILINE)


def test_her_page_has_a_sentence_for_every_press_and_no_other() -> None:
    template = places.templates() / "casework" / "returning" / "next.html"

    assert sorted(KEYS.findall(template.read_text(encoding="utf-8"))) == sorted(PRESSES)


@pytest.mark.parametrize("press", PRESSES)
def test_an_address_says_no_word_of_it_and_her_page_knows(app: Flask, press: str) -> None:
    address = said_at("/r/all", press)

    assert press not in address
    with app.test_request_context(address):
        assert just_pressed() == press


@pytest.mark.parametrize("typed", ["", "0", "-1", "99", "withdrawal", "1e9"])
def test_what_nobody_pressed_says_nothing(app: Flask, typed: str) -> None:
    with app.test_request_context(f"/r/all?done={typed}"):
        assert just_pressed() == ""
