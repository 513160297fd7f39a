"""Coming in: one answer for every reason, and nothing that works twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth import login, second_factor
from auth.actor import Actor
from auth.bundle import Factor, FactorKind
from auth.login import Proof
from auth.models import Account, LiveSession
from casework.app import create_app
from casework.config import Config
from casework.parts import Parts
from crypto import passphrase
from crypto.errors import RolledBack
from crypto.passphrase import Cost, stretch
from tests.accounts import PASSPHRASE, Insider, open_account
from tests.crypto.costs import CHEAP
from tests.databases import Fresh
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


@pytest.mark.parametrize("reason", [unknown, wrong_passphrase, wrong_code, frozen])
def test_every_reason_costs_the_same_one_run(
    chair: Insider,
    visitor: Visitor,
    db: Session,
    monkeypatch: pytest.MonkeyPatch,
    reason: Callable[[Insider, Session], dict[str, str]],
) -> None:
    changes, runs = reason(chair, db), list[int]()

    def counted(secret: str | bytes, salt: bytes, cost: Cost) -> bytes:
        runs.append(cost.memory_kib)
        return stretch(secret, salt, cost)

    monkeypatch.setattr(passphrase, "stretch", counted)
    chair.sign_in(visitor, **changes)

    assert runs == [CHEAP.memory_kib]


def test_no_code_works_twice(chair: Insider, visitor: Visitor, app_visitor: Visitor) -> None:
    code = chair.code()

    first = chair.sign_in(visitor, code=code)
    again = chair.sign_in(app_visitor, code=code)

    assert (first.status_code, again.status_code) == (303, 403)


def test_of_two_who_send_the_same_code_at_once_one_comes_in(
    chair: Insider, db: Session, database: Fresh
) -> None:
    keys, code = chair.world.keys, chair.code()
    candidate = login.find_candidate(db, chair.address)
    proofs = [
        login.prove(keys, CHEAP, candidate, PASSPHRASE, code, datetime.now(UTC)) for _ in "ab"
    ]
    db.rollback()

    def spend(proof: Proof | None) -> bool:
        assert proof is not None
        with database.sessions() as own:
            is_spent = login.spend(own, keys, proof)
            own.commit()
        return is_spent

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(spend, proofs)) == [False, True]


def test_a_code_of_an_app_is_good_for_its_half_minute_and_one_beside_it() -> None:
    factor = Factor(FactorKind.TOTP, bytes(range(20)))
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    code = second_factor.code_at(factor, noon)

    matching = [
        second_factor.matching_step(factor, code, 0, noon + timedelta(seconds=seconds)) is not None
        for seconds in (-60, -30, 0, 30, 60)
    ]
    assert matching == [False, True, True, True, False]


def test_a_lost_line_of_the_sheet_is_forgiven_and_a_used_one_is_not() -> None:
    factor = Factor(FactorKind.SHEET, bytes(range(20)))
    codes = dict(second_factor.sheet(factor))
    now = datetime(2026, 3, 2, tzinfo=UTC)

    assert second_factor.matching_step(factor, codes[8], 3, now) == 8
    assert second_factor.matching_step(factor, codes[9], 3, now) is None
    assert second_factor.matching_step(factor, codes[3], 3, now) is None


@pytest.mark.parametrize("typed", ["৪৮২ ৯১৩", "៤៨២៩១៣", "482-913", " 482 913 "])
def test_a_code_is_read_in_her_own_digits(typed: str) -> None:
    assert second_factor.digits(typed) == "482913"


def test_signing_in_again_ends_the_session_before(
    chair: Insider, visitor: Visitor, db: Session
) -> None:
    chair.sign_in(visitor)
    chair.sign_in(visitor)

    assert len(db.scalars(select(LiveSession)).all()) == 1


def test_signing_out_and_leaving_end_the_session(
    chair: Insider, visitor: Visitor, app_visitor: Visitor, db: Session
) -> None:
    chair.sign_in(visitor)
    chair.sign_in(app_visitor)

    out = visitor.post("/sign-out")
    away = app_visitor.get("/x")

    assert (out.status_code, out.location) == (303, "/")
    assert away.status_code == 303
    assert away.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert db.scalars(select(LiveSession)).all() == []


def test_a_page_elsewhere_that_links_to_the_exit_clears_no_browser(visitor: Visitor) -> None:
    away = visitor.get("/x", headers={"Sec-Fetch-Site": "cross-site"})

    assert away.status_code == 303
    assert "Clear-Site-Data" not in away.headers


def test_a_frozen_colleagues_open_session_ends_at_once(
    chair: Insider, visitor: Visitor, db: Session
) -> None:
    chair.sign_in(visitor)
    frozen(chair, db)

    assert visitor.get("/me").location == "/sign-in"


def test_the_session_cookie_ends_with_the_browser(chair: Insider, visitor: Visitor) -> None:
    given = chair.sign_in(visitor).headers["Set-Cookie"]

    assert given.startswith("s=")
    assert "HttpOnly" in given
    assert "SameSite=Lax" in given
    assert "Max-Age" not in given


def test_over_https_cookies_are_bound_to_this_host(config: Config) -> None:
    app = create_app(replace(config, origin="https://notes.example"))
    answer = app.test_client().get("/sign-in", base_url="https://notes.example")
    app.extensions["casework"].sessions.engine.dispose()

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-p=")
    assert "Secure" in cookie
    assert "Path=/" in cookie


@pytest.mark.parametrize(
    ("who", "home"),
    [
        ("chair", "/desk"),
        ("adviser", "/received"),
        ("provider", "/received"),
        ("administrator", "/people"),
    ],
)
def test_everybody_begins_on_a_page_that_is_hers(
    db: Session, world: World, visitor: Visitor, who: str, home: str
) -> None:
    assert open_account(db, world, who).sign_in(visitor).location == home


def test_nobody_is_let_in_to_a_state_older_than_she_remembers(
    chair: Insider, visitor: Visitor, parts: Parts, db: Session
) -> None:
    def remember_more(_db: Session, _actor: Actor) -> None:
        raise RolledBack

    parts.on_entry.append(remember_more)
    code = chair.code()

    answer = chair.sign_in(visitor, code=code)
    again = chair.sign_in(visitor, code=code)

    assert (answer.status_code, again.status_code) == (503, 403)
    assert "older than what you saw last" in answer.text
    assert db.scalars(select(LiveSession)).all() == []
