"""The screen on which a complaint is taken down, as a member of staff meets it."""

import re
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.lanes import Busy, Lanes
from auth.models import CertificateRow
from casework import conflict, returning_number
from casework.models.case import Case
from casework.models.cover import Cover
from casework.parts import Parts
from casework.timeline import timeline
from crypto import number
from tests.accounts import PASSPHRASE, Insider, open_account
from tests.crypto.costs import CHEAP
from tests.visitors import Visitor
from tests.worlds import NOW, SALT, World

FIELD = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')
NUMBER = re.compile(r'cw-secret__value"><bdi[^>]*>([0-9 ]+)<')
WORDS = "He waits for her at the gate of the store."
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"p" * 5000
ENOUGH = {"told_by": "herself", "wish": "complain", "words": WORDS, "who_name": "Jashim Uddin"}


@pytest.fixture(autouse=True)
def today(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates are of. After `app`, as in test_cases_pages."""
    modules = ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk")
    ours = ("casework.views.taking_down", "casework.views.taking_down_pages")
    for module in (*modules, *ours):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)


@pytest.fixture(autouse=True)
def trust(app: Flask, world: World) -> None:
    """The application trusts the root of this test's world."""
    app.extensions["casework"].register = world.register


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    insider: Insider = open_account(db, world, who)
    visitor = Visitor(app.test_client())
    assert insider.sign_in(visitor).status_code == 303
    return visitor


def hidden(page: TestResponse) -> dict[str, list[str]]:
    """What a page carries on."""
    found: dict[str, list[str]] = {}
    for name, value in FIELD.findall(page.text):
        found.setdefault(name, []).append(value)
    found.pop("csrf_token", None)
    return found


def sent(visitor: Visitor, page: TestResponse, **typed: object) -> TestResponse:
    """Fill in a page and send it, with all that it carries."""
    return visitor.post("/cases/new", **{**hidden(page), **typed})


def looked_at(visitor: Visitor, **typed: object) -> TestResponse:
    """From the empty screen to the page that says who will read it."""
    return sent(visitor, visitor.get("/cases/new"), **{**ENOUGH, **typed})


def saved(visitor: Visitor, **typed: object) -> TestResponse:
    """The same, and saved."""
    return sent(visitor, looked_at(visitor, **typed), word_wish="without", save="1")


def digits(page: TestResponse) -> str:
    found = NUMBER.search(page.text)
    assert found, page.text
    return found.group(1).replace(" ", "")


def cases(db: Session) -> int:
    found = db.scalar(select(func.count()).select_from(Case)) or 0
    db.rollback()
    return found


def test_a_complaint_is_taken_down_with_two_answers_and_two_presses(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "conflicted")

    check = looked_at(member)
    done = sent(member, check, word_wish="without", save="1")

    assert check.status_code == 200
    assert "Nasrin Begum" in check.text
    assert done.status_code == 200, done.text
    assert len(digits(done)) == 16
    assert "closed to you" in done.text
    assert cases(db) == 1
