"""One's own page: what one signs in with, changed by whoever knows it and by nobody else."""

import re
from contextlib import AbstractContextManager
from datetime import date

import pytest
from flask import g
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from auth.lanes import Lane
from auth.models import Account, CertificateRow, LiveSession, Membership
from casework.parts import Parts
from tests.accounts import PASSPHRASE, Insider, open_account
from tests.visitors import Visitor
from tests.worlds import World

BETTER = "walrus thimble cobalt meridian juniper"
CODE = re.compile(r'name="new_code" value="([^"]+)"')


@pytest.fixture
def chair(db: Session, world: World) -> Insider:
    """The chair's account, with a printed sheet."""
    return open_account(db, world, "chair")


@pytest.fixture
def inside(chair: Insider, visitor: Visitor) -> Visitor:
    """The chair's browser, signed in."""
    chair.sign_in(visitor)
    return visitor


def code_on(page: str) -> str:
    """The recovery code a page shows."""
    found = CODE.search(page)
    assert found
    return found.group(1)


@pytest.mark.parametrize(
    "path",
    ["/me", "/me/passphrase", "/me/recovery-code", "/me/factor?kind=totp",
     "/me/factor?kind=sheet", "/me/keys"],
)  # fmt: skip
def test_every_page_about_oneself_opens_and_asks_nobody_else(
    inside: Visitor, app_visitor: Visitor, path: str
) -> None:
    assert inside.get(path).status_code == 200
    assert app_visitor.get(path).location == "/sign-in"


def test_a_new_passphrase_opens_and_the_old_one_does_not(chair: Insider, inside: Visitor) -> None:
    answer = inside.post(
        "/me/passphrase", passphrase=PASSPHRASE, new_passphrase=BETTER, again=BETTER
    )

    assert answer.location == "/me"
    assert inside.get("/me").status_code == 200
    assert chair.sign_in(inside).status_code == 403
    assert chair.sign_in(inside, passphrase=BETTER).location == "/desk"


def test_whoever_sits_at_her_desk_changes_nothing(chair: Insider, inside: Visitor) -> None:
    answer = inside.post(
        "/me/passphrase", passphrase="a guess", new_passphrase=BETTER, again=BETTER
    )

    assert answer.status_code == 422
    assert "not your passphrase" in answer.text
    assert chair.sign_in(inside).location == "/desk"


def test_a_passphrase_somebody_could_guess_is_refused_with_a_reason(inside: Visitor) -> None:
    answer = inside.post(
        "/me/passphrase", passphrase=PASSPHRASE, new_passphrase="password1", again="password1"
    )

    assert answer.status_code == 422
    assert "guess" in answer.text


def test_a_new_recovery_code_counts_once_it_was_typed_back(inside: Visitor, db: Session) -> None:
    code = code_on(inside.get("/me/recovery-code").text)
    before = db.scalar(select(Account.by_recovery_code))
    db.commit()

    wrong = inside.post("/me/recovery-code", passphrase=PASSPHRASE, new_code=code, group="AAAAA")
    right = inside.post(
        "/me/recovery-code", passphrase=PASSPHRASE, new_code=code, group=code.split("-")[2].lower()
    )

    assert (wrong.status_code, right.location) == (422, "/me")
    assert db.scalar(select(Account.by_recovery_code)) != before


def test_new_keys_wait_to_be_confirmed_and_end_every_other_session(
    chair: Insider, inside: Visitor, app_visitor: Visitor, db: Session
) -> None:
    chair.sign_in(app_visitor)
    code = code_on(inside.get("/me/keys").text)

    answer = inside.post(
        "/me/keys", passphrase=PASSPHRASE, new_passphrase=BETTER, again=BETTER,
        new_code=code, group=code.split("-")[2],
    )  # fmt: skip

    hers = CertificateRow.person_id == chair.world.people["chair"]
    standing = select(func.count()).where(hers, CertificateRow.ended_on.is_(None))
    assert answer.location == "/me"
    assert inside.get("/me").status_code == 200
    assert app_visitor.get("/me").location == "/sign-in"
    assert db.scalar(standing) == 1
    assert db.scalar(select(func.count()).select_from(LiveSession)) == 1
    db.rollback()
    assert chair.sign_in(inside, passphrase=BETTER).location == "/desk"


def test_guessing_at_her_desk_is_slowed_like_at_the_door(chair: Insider, inside: Visitor) -> None:
    guesses = [
        inside.post("/me/recovery-code", passphrase="a guess", new_code="", group="").status_code
        for _each in range(4)
    ]
    code = code_on(inside.get("/me/recovery-code").text)

    right = inside.post(
        "/me/recovery-code", passphrase=PASSPHRASE, new_code=code, group=code.split("-")[2]
    )

    assert guesses == [422] * 4
    assert right.status_code == 422


@pytest.mark.parametrize("path", ["/sign-in", "/me/passphrase"])
def test_nobody_waits_in_a_lane_holding_the_database(
    chair: Insider, inside: Visitor, parts: Parts, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    enter, seen = parts.lanes.enter, list[bool]()

    def looked_at(lane: Lane, who: bytes) -> AbstractContextManager[None]:
        there: Session | None = g.get("db")
        seen.append(there is not None and there.in_transaction())
        return enter(lane, who)

    monkeypatch.setattr(parts.lanes, "enter", looked_at)
    fields = {"passphrase": PASSPHRASE, "new_passphrase": BETTER, "again": BETTER}

    inside.post(path, address=chair.address, code=chair.code(), **fields)

    assert seen
    assert not any(seen)


def test_a_leaver_signs_in_to_her_own_page_and_to_nothing_else(
    chair: Insider, visitor: Visitor, db: Session
) -> None:
    db.execute(update(Membership).values(until_on=date(2026, 1, 31)))
    db.commit()

    answer = chair.sign_in(visitor)

    assert answer.location == "/me"
    assert visitor.get("/me").status_code == 200
    assert visitor.get("/people").status_code == 404
