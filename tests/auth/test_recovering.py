"""Back in with the recovery code, once, and nobody else that way."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import bundle
from auth.models import Account
from crypto.recovery_code import parse_recovery_code, written
from tests.accounts import PASSPHRASE, Insider, open_account
from tests.auth.people_pages import GOOD, PROGRESS, app_code, secrets_on
from tests.visitors import Visitor
from tests.worlds import World

CODE = written(bytes(16))
"""The recovery code that tests.accounts gives everybody."""


@pytest.fixture
def chair(db: Session, world: World) -> Insider:
    """The chair, who lost her passphrase and has her sheet."""
    return open_account(db, world, "chair")


def _typed(chair: Insider, **more: str) -> dict[str, str]:
    return {"address": chair.address, "recovery_code": CODE, **more}


def _choose(visitor: Visitor, chair: Insider, kind: str = "keep") -> str:
    new = {"passphrase": GOOD, "again": GOOD, "kind": kind}
    return visitor.post("/recover/passphrase", **_typed(chair, **new)).text


def _finish(visitor: Visitor, chair: Insider, page: str, factor_code: str) -> int:
    found = PROGRESS.search(page)
    assert found
    group = secrets_on(page)[0].split()[2]
    paper = {"progress": found.group(1), "group": group, "factor_code": factor_code}
    return visitor.post("/recover/paper", **_typed(chair, **paper)).status_code


def test_the_chair_comes_back_with_code_and_sheet(chair: Insider, visitor: Visitor) -> None:
    assert visitor.post("/recover", **_typed(chair)).status_code == 200
    page = _choose(visitor, chair)

    assert _finish(visitor, chair, page, chair.code()) == 200
    assert chair.sign_in(visitor, passphrase=PASSPHRASE).status_code == 403
    assert chair.sign_in(visitor, passphrase=GOOD).status_code == 303


def test_a_recovery_code_is_spent_on_use(chair: Insider, visitor: Visitor) -> None:
    page = _choose(visitor, chair)
    _finish(visitor, chair, page, chair.code())

    assert visitor.post("/recover", **_typed(chair)).status_code == 403


def test_the_new_code_opens_the_same_keys(
    chair: Insider, visitor: Visitor, db: Session, world: World
) -> None:
    page = _choose(visitor, chair)
    _finish(visitor, chair, page, chair.code())

    account = db.scalars(select(Account)).one()
    code = parse_recovery_code(secrets_on(page)[0])
    opened = bundle.open_by_recovery_code(world.keys, account.id, account.by_recovery_code, code)
    assert opened.seeds == world.seeds["chair"].to_bytes()


def test_a_lost_sheet_is_replaced_by_an_app(chair: Insider, visitor: Visitor) -> None:
    page = _choose(visitor, chair, kind="totp")

    assert _finish(visitor, chair, page, app_code(page)) == 200


def test_nothing_changes_before_the_new_code_is_typed_back(
    chair: Insider, visitor: Visitor
) -> None:
    _choose(visitor, chair)

    assert chair.sign_in(visitor).status_code == 303


@pytest.mark.parametrize(
    "typed",
    [
        {"address": "nobody"},
        {"recovery_code": written(bytes([1]) * 16)},
        {"recovery_code": "short"},
    ],
)
def test_every_wrong_answer_is_the_same(
    chair: Insider, visitor: Visitor, typed: dict[str, str]
) -> None:
    answer = visitor.post("/recover", **{**_typed(chair), **typed})

    assert answer.status_code == 403
    assert "The name or the code is not right" in answer.text


def test_a_frozen_account_does_not_come_back(chair: Insider, visitor: Visitor, db: Session) -> None:
    db.scalars(select(Account)).one().is_frozen = True
    db.commit()

    assert visitor.post("/recover", **_typed(chair)).status_code == 403
