"""How often somebody may try: a growing pause, never a lock, and nobody's address kept."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from secrets import token_bytes

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import throttle
from auth.models import Attempt
from auth.throttle import Tries, add, amount_of
from crypto.instance import InstanceKeys
from tests.accounts import open_account
from tests.databases import Fresh
from tests.visitors import Visitor
from tests.worlds import World

NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
HERE, ELSEWHERE = b"h" * 32, b"e" * 32


def tries(keys: InstanceKeys, address: bytes = HERE) -> Tries:
    """The tries on the chair's account from an address."""
    return Tries.on(keys, NOW, "account", "chair@example.org", address)


def fail(db: Session, keys: InstanceKeys, times: int, address: bytes = HERE) -> int:
    """Fail so many times; gives the pause after the last."""
    for _each in range(times):
        tries(keys, address).failed(db, NOW)
    return tries(keys, address).wait(db, NOW)


@pytest.mark.parametrize(
    ("times", "seconds"), [(1, 0), (2, 0), (3, 2), (4, 4), (6, 16), (12, 900), (40, 900)]
)
def test_the_pause_grows_with_each_failure_and_stays_under_a_quarter_of_an_hour(
    db: Session, keys: InstanceKeys, times: int, seconds: int
) -> None:
    assert fail(db, keys, times) == seconds


def test_a_stranger_who_tries_a_hundred_times_keeps_her_out_for_half_a_minute_at_most(
    db: Session, keys: InstanceKeys
) -> None:
    fail(db, keys, 100, ELSEWHERE)

    assert tries(keys).wait(db, NOW) == throttle.LONGEST_WAIT_EVERYWHERE
    assert tries(keys).wait(db, NOW + timedelta(seconds=31)) == 0


def test_a_success_forgets_what_failed_from_here(db: Session, keys: InstanceKeys) -> None:
    fail(db, keys, 5)

    tries(keys).succeeded(db)

    assert tries(keys).wait(db, NOW) == 0
    assert fail(db, keys, 1) == 0


def test_a_counter_past_its_end_begins_anew(db: Session) -> None:
    key = token_bytes(32)
    add(db, key, seconds=60, at=NOW, amount=5)

    assert amount_of(db, key, NOW + timedelta(seconds=61)) == 0
    assert add(db, key, seconds=60, at=NOW + timedelta(seconds=61)) == 1


@pytest.mark.parametrize("seconds", [60, 3600])
@pytest.mark.parametrize("began", [0, 1, 37, 599])
def test_a_counter_lasts_its_whole_time_and_ends_at_a_round_one(
    db: Session, seconds: int, began: int
) -> None:
    key, at = token_bytes(32), NOW + timedelta(seconds=began)

    add(db, key, seconds=seconds, at=at)

    (until,) = db.scalars(select(Attempt.until_second).where(Attempt.key == key))
    assert amount_of(db, key, at + timedelta(seconds=seconds - 1)) == 1
    assert until % 60 == 0
    assert until % (seconds // 6) == 0


def test_a_counter_of_a_day_ends_with_the_day_its_digest_ends_with(
    db: Session, keys: InstanceKeys
) -> None:
    evening = datetime(2026, 3, 2, 23, 59, 41, tzinfo=UTC)

    fail(db, keys, 1)
    Tries.on(keys, evening, "account", "member@example.org", HERE).failed(db, evening)

    midnight = datetime(2026, 3, 3, tzinfo=UTC)
    assert set(db.scalars(select(Attempt.until_second))) == {int(midnight.timestamp())}


def test_eight_nodes_count_to_eighty_together(database: Fresh) -> None:
    key = token_bytes(32)

    def count_ten(_node: int) -> None:
        for _each in range(10):
            with database.sessions() as own:
                add(own, key, seconds=3600, at=NOW)
                own.commit()

    with ThreadPoolExecutor(8) as nodes:
        list(nodes.map(count_ten, range(8)))

    with database.sessions(writing=False) as db:
        assert amount_of(db, key, NOW) == 80


def test_no_address_and_no_account_can_be_read_from_the_table(
    db: Session, keys: InstanceKeys
) -> None:
    fail(db, keys, 4)

    kept = b"".join(db.scalars(select(Attempt.key)))
    tomorrow = Tries.on(keys, NOW + timedelta(days=1), "account", "chair@example.org", HERE)
    assert b"chair" not in kept
    assert tomorrow.here not in kept
    assert tomorrow.everywhere not in kept


@pytest.mark.parametrize("address", ["chair@example.org", "nobody@example.org"])
def test_after_three_failures_anybody_is_asked_to_wait_whether_she_exists_or_not(
    db: Session, world: World, visitor: Visitor, address: str
) -> None:
    open_account(db, world, "chair")
    typed = {"address": address, "passphrase": "wrong", "code": "000000"}

    answers = [visitor.post("/sign-in", **typed).status_code for _each in range(4)]
    waiting = visitor.post("/sign-in", **typed)

    assert answers == [403, 403, 403, 429]
    assert int(waiting.headers["Retry-After"]) in {1, 2}
    assert "Please wait a little" in waiting.text


def test_one_address_may_try_sixty_times_a_minute_and_no_more(visitor: Visitor) -> None:
    fields = {"csrf_token": visitor.token(), "address": ""}

    answers = [visitor.client.post("/sign-in", data=fields).status_code for _each in range(61)]

    assert answers == [422] * 60 + [429]
