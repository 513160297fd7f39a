"""The trail of administration as the administrator reads it: days, names and acts, no case."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth import administered, trail
from auth.act_words import ACTS
from auth.administration import administration_keys, succeed
from auth.certifying import Reason
from auth.models import CertificateRow, TrailEntry
from auth.people_acts import note
from auth.trail import State, next_number
from auth.trail_rows import Act, ActorKind, RowKeys
from crypto.instance import InstanceKeys
from tests.accounts import open_account
from tests.house.tree import PACKAGES, ROOT
from tests.visitors import Visitor
from tests.worlds import NOW, TODAY, World

WRITTEN = re.compile(r'"((?:people|account|administration|keys):[a-z_]+:[a-z_]+)"')


@pytest.fixture(autouse=True)
def in_march() -> Iterator[None]:
    """The day everything here happens on."""
    with time_machine.travel(NOW):
        yield


def freeze(db: Session, world: World, days_ago: int = 0, times: int = 1) -> None:
    """The administrator keeps the chair out, again and again."""
    at = NOW - timedelta(days=days_ago)
    for _ in range(times):
        actor, subject = world.people["administrator"], world.people["chair"]
        note(db, world.keys, actor, "people:account:frozen", subject, at)
    db.commit()


def enter(db: Session, world: World, visitor: Visitor, who: str) -> Visitor:
    """Somebody of the cast, signed in."""
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def test_the_administrator_reads_who_did_what_with_whom_and_on_which_day(
    db: Session, world: World, visitor: Visitor
) -> None:
    freeze(db, world)

    page = enter(db, world, visitor, "administrator").get("/people/trail").text

    assert "2 March 2026" in page
    assert re.search(r"Imran Ali</bdi>\s+kept somebody out: <bdi[^>]*>Shirin Akter", page)


def test_a_certificate_is_named_by_whose_it_is(db: Session, world: World) -> None:
    row = db.scalars(
        select(CertificateRow).where(CertificateRow.person_id == world.people["puppet"])
    ).one()
    note(db, world.keys, world.people["union"], "people:certificate:confirmed", row.id, NOW)

    (line,) = administered.between(db, world.keys, 0, 1)

    assert (line.who, line.about) == ("Salma Khatun", "Puppet Person")


def test_a_day_is_said_once(db: Session, world: World, visitor: Visitor) -> None:
    freeze(db, world, days_ago=2, times=3)

    page = enter(db, world, visitor, "administrator").get("/people/trail").text

    assert page.count("28 February 2026") == 1
    assert page.count("kept somebody out") == 3


def test_no_time_of_day_and_no_case_stands_there(
    db: Session, world: World, visitor: Visitor
) -> None:
    case = uuid4()
    facts = {"what": case.hex}
    went_back = Act(
        actor=world.people["chair"],
        actor_kind=ActorKind.PERSON,
        verb="case:state:rolled_back",
        at=NOW,
        facts=facts,
    )
    trail.administration(db, world.keys, went_back)
    db.commit()

    page = enter(db, world, visitor, "administrator").get("/people/trail").text

    assert "was shown an older state of a case than remembered" in page
    assert case.hex not in page
    assert str(case) not in page
    assert "10:30" not in page


@pytest.mark.parametrize("who", ["chair", "supervisor", "analyst"])
def test_nobody_else_reads_it(db: Session, world: World, visitor: Visitor, who: str) -> None:
    entered = enter(db, world, visitor, who)

    assert entered.get("/people/trail").status_code == 404
    assert "/people/trail" not in entered.get("/people").text


def test_it_is_read_page_by_page_newest_first(db: Session, world: World, visitor: Visitor) -> None:
    freeze(db, world, days_ago=9)
    freeze(db, world, days_ago=1, times=50)
    entered = enter(db, world, visitor, "administrator")

    first, second = entered.get("/people/trail"), entered.get("/people/trail?page=2")

    assert "21 February 2026" not in first.text
    assert "21 February 2026" in second.text
    assert second.text.count("kept somebody out") == 1
    assert "Page 2 of 2" in second.text


@pytest.mark.parametrize("page", ["0", "99", "-1", "x"])
def test_any_other_page_is_the_nearest_one(
    db: Session, world: World, visitor: Visitor, page: str
) -> None:
    freeze(db, world)

    answer = enter(db, world, visitor, "administrator").get(f"/people/trail?page={page}")

    assert answer.status_code == 200
    assert "kept somebody out" in answer.text


def test_a_removed_act_shows_as_a_gap(db: Session, world: World) -> None:
    freeze(db, world, times=3)
    (key,) = administration_keys(db, world.keys)
    db.execute(delete(TrailEntry).where(TrailEntry.tag == RowKeys(key.key).tag(1)))

    lines = administered.between(db, world.keys, 0, 3)

    assert [(each.number, each.state) for each in lines] == [
        (2, State.SOUND),
        (1, State.MISSING),
        (0, State.SOUND),
    ]


def test_of_some_days_only_those_are_given(db: Session, world: World) -> None:
    freeze(db, world, days_ago=3, times=administered.AT_ONCE)
    freeze(db, world, days_ago=2, times=2)
    freeze(db, world)

    lines = administered.since(db, world.keys, TODAY - timedelta(days=2))

    assert [each.day for each in lines] == [TODAY, *[TODAY - timedelta(days=2)] * 2]


def test_what_was_done_under_an_older_secret_is_still_read(db: Session, world: World) -> None:
    freeze(db, world, times=2)
    new = InstanceKeys(b"n" * 32, 2)
    succeed(db, world.keys, new, next_number(db, administration_keys(db, world.keys)))
    note(db, new, None, "people:coverage:ended", uuid4(), datetime.now(UTC))

    lines = administered.between(db, new, 1, 3)

    assert [each.verb for each in lines] == ["people:coverage:ended", "people:account:frozen"]


def test_every_act_that_is_written_has_words() -> None:
    sources = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    verbs = {verb for file in sources for verb in WRITTEN.findall(file.read_text())}
    of_refusals = {f"people:certificate:{reason.value}" for reason in Reason}

    assert len(verbs) > 20
    assert (verbs | of_refusals) - set(ACTS) == set()
