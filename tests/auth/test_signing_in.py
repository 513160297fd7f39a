"""Coming in: one answer for every reason, and nothing that works twice."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth.bundle import FactorKind
from auth.models import Account, LiveSession
from tests.accounts import Insider, open_account
from tests.visitors import Visitor
from tests.worlds import World


@pytest.fixture
def chair(db: Session, world: World) -> Insider:
    """The chair's account, with a printed sheet."""
    return open_account(db, world, "chair")


def test_the_chair_signs_in_with_passphrase_and_code(chair: Insider, visitor: Visitor) -> None:
    answer = chair.sign_in(visitor)

    assert (answer.status_code, answer.location) == (303, "/desk")
    assert visitor.get("/me").status_code == 200


def unknown(chair: Insider, _db: Session) -> dict[str, str]:
    return {"address": "nobody@example.org"}


def wrong_passphrase(chair: Insider, _db: Session) -> dict[str, str]:
    return {"passphrase": "orchid lantern gravel wednesday"}


def wrong_code(chair: Insider, _db: Session) -> dict[str, str]:
    return {"code": "000000"}


def frozen(chair: Insider, db: Session) -> dict[str, str]:
    db.execute(update(Account).values(is_frozen=True))
    db.commit()
    return {}


@pytest.mark.parametrize("reason", [unknown, wrong_passphrase, wrong_code, frozen])
def test_every_reason_has_the_same_answer(
    chair: Insider,
    visitor: Visitor,
    db: Session,
    reason: Callable[[Insider, Session], dict[str, str]],
) -> None:
    answer = chair.sign_in(visitor, **reason(chair, db))

    assert answer.status_code == 403
    assert "Name, passphrase or code is not right" in answer.text
    assert db.scalars(select(LiveSession)).all() == []
