"""The trail of one case: who walks it sees every gap, who has no key sees nothing at all."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from auth.administration import administration_keys
from auth.models import Refusals, TrailEntry
from auth.trail import (
    OPENED,
    REFUSALS_A_DAY,
    REFUSED,
    Entry,
    State,
    administration,
    next_number,
    opened,
    refused,
    walk,
    write,
)
from auth.trail_rows import ROOM, Act, ActorKind, ActTooLong, RowKeys, last_number
from crypto.envelope import OVERHEAD
from crypto.instance import InstanceKeys
from tests.auth.trails import CASE, CHAIR, KEYS, MONDAY, OTHER_KEYS, TUESDAY, Key, act, written
from tests.databases import Fresh

MORNING = datetime(2026, 3, 2, 9, 20, tzinfo=UTC)
OLD, NEW = KEYS[0], Key(2, b"n" * 32)


def states(entries: Iterable[Entry]) -> list[str]:
    return [f"{each.number} {each.state}" for each in entries]


def change(db: Session, number: int, **values: object) -> None:
    tag = RowKeys(OLD.key).tag(number)
    db.execute(update(TrailEntry).where(TrailEntry.tag == tag).values(**values))
    db.expire_all()


def remove(db: Session, *numbers: int) -> None:
    tags = [RowKeys(OLD.key).tag(each) for each in numbers]
    db.execute(delete(TrailEntry).where(TrailEntry.tag.in_(tags)))


def knock(db: Session, keys: InstanceKeys, times: int) -> None:
    for _ in range(times):
        refused(db, keys, person=CHAIR, permission="case:read", at=MORNING)


def open_page(database: Fresh, at: datetime, kind: ActorKind = ActorKind.PERSON) -> None:
    actor = {ActorKind.PERSON: CHAIR}.get(kind)
    with database.sessions(writing=False) as db:
        opened(db, database.sessions, KEYS, actor=actor, kind=kind, case=CASE, at=at)


def test_a_holder_reads_what_was_done_in_its_order(db: Session) -> None:
    first, second = act(verb="case:complaint:received"), act(compartment="account")
    write(db, KEYS, first)
    write(db, KEYS, second)

    entries = walk(db, KEYS)

    assert states(entries) == ["0 sound", "1 sound"]
    assert [each.act for each in entries] == [first, second]


def test_somebody_with_another_key_sees_nothing(db: Session) -> None:
    written(db, 3)

    assert walk(db, OTHER_KEYS) == []


def test_a_row_that_was_removed_leaves_a_gap(db: Session) -> None:
    written(db, 4)
    remove(db, 1)

    assert states(walk(db, KEYS)) == ["0 sound", "1 missing", "2 sound", "3 sound"]


def test_the_newest_rows_can_be_removed_unseen_until_their_day_is_closed(db: Session) -> None:
    written(db, 4)
    remove(db, 2, 3)

    assert states(walk(db, KEYS)) == ["0 sound", "1 sound"]


def test_a_gap_is_not_filled_by_the_next_act(db: Session) -> None:
    written(db, 200)
    remove(db, *range(20, 150))

    number = write(db, KEYS, act())

    assert number == 200
    assert sum(each.state is State.MISSING for each in walk(db, KEYS)) == 130


def test_a_changed_commitment_is_found(db: Session) -> None:
    written(db, 2)
    change(db, 1, commitment=b"x" * 32)

    assert states(walk(db, KEYS)) == ["0 sound", "1 changed"]


def test_a_row_moved_to_another_day_is_found(db: Session) -> None:
    written(db, 2)
    change(db, 0, day=TUESDAY)

    assert states(walk(db, KEYS)) == ["0 changed", "1 sound"]


def test_a_changed_act_does_not_open(db: Session) -> None:
    written(db, 2)
    change(db, 0, sealed=b"\1" + b"x" * 800)

    assert states(walk(db, KEYS)) == ["0 unreadable", "1 sound"]


def test_an_act_put_in_the_place_of_another_does_not_open(db: Session) -> None:
    written(db, 2)
    change(db, 1, tag=b"-" * 32)
    change(db, 0, tag=RowKeys(OLD.key).tag(1))

    assert states(walk(db, KEYS)) == ["0 missing", "1 unreadable"]


def test_a_new_generation_of_the_cover_goes_on_from_where_the_old_one_ended(db: Session) -> None:
    written(db, 2)
    begins_at = next_number(db, KEYS)

    number = write(db, [OLD, Key(begins_at, NEW.key)], act())

    assert (begins_at, number) == (2, 2)
    assert states(walk(db, [OLD, NEW])) == ["0 sound", "1 sound", "2 sound"]


def test_even_the_last_row_of_an_older_key_is_missed(db: Session) -> None:
    written(db, 2)
    write(db, [OLD, NEW], act())
    remove(db, 1)

    assert states(walk(db, [OLD, NEW])) == ["0 sound", "1 missing", "2 sound"]


def test_what_was_written_in_the_moment_of_a_rekey_is_shown_as_late(db: Session) -> None:
    written(db, 2)
    write(db, [OLD, NEW], act())
    write(db, [OLD], act())

    entries = walk(db, [OLD, NEW])

    assert [(each.number, each.is_late) for each in entries] == [
        (0, False),
        (1, False),
        (2, True),
        (2, False),
    ]


def test_whoever_keeps_only_the_old_key_does_not_see_what_came_after(db: Session) -> None:
    written(db, 2)
    write(db, [OLD, NEW], act())

    assert states(walk(db, [OLD])) == ["0 sound", "1 sound"]


def test_no_two_rows_of_a_case_look_alike(db: Session) -> None:
    same = act()
    numbers = [write(db, KEYS, same), write(db, KEYS, same), write(db, KEYS, act(reason="x" * 400))]
    rows = db.scalars(select(TrailEntry)).all()

    assert numbers == [0, 1, 2]
    assert len({row.tag for row in rows}) == len({row.sealed for row in rows}) == 3
    assert len({row.id.version for row in rows}) == 1
    assert {len(row.sealed) for row in rows} == {ROOM + OVERHEAD}


def test_an_opening_looks_like_any_other_row(database: Fresh, db: Session) -> None:
    written(db, 1)
    db.commit()
    open_page(database, MORNING)
    rows = db.scalars(select(TrailEntry)).all()

    assert {row.id.version for row in rows} == {4}
    assert {len(row.sealed) for row in rows} == {ROOM + OVERHEAD}
    assert {(len(row.tag), len(row.commitment), row.day) for row in rows} == {(32, 32, MONDAY)}


def test_an_act_that_does_not_fit_is_refused_before_it_would_stand_out(db: Session) -> None:
    with pytest.raises(ActTooLong):
        write(db, KEYS, act(reason="x" * 800))


@pytest.mark.parametrize("verb", ["opened", "case:opened", "case:cover:Opened", "a:b:c:d", "::"])
def test_a_verb_names_scope_subject_and_action(verb: str) -> None:
    with pytest.raises(ValueError, match=verb):
        act(verb=verb)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="case:note:written"):
        Act(
            actor=None,
            actor_kind=ActorKind.TIMER,
            verb="case:note:written",
            at=MORNING.replace(tzinfo=None),
        )


def test_the_day_of_an_act_is_counted_in_utc() -> None:
    dhaka = timezone(timedelta(hours=6))
    at_night = datetime(2026, 3, 3, 2, 0, tzinfo=dhaka)

    done = msgspec.structs.replace(act(), at=at_night)

    assert done.day == MONDAY


def test_an_act_prints_its_verb_alone() -> None:
    assert repr(act(reason="private")) == "<Act case:note:written>"
    assert repr(RowKeys(b"t" * 32)) == "<RowKeys>"


def test_the_next_number_of_a_long_trail_is_found_in_a_few_questions(db: Session) -> None:
    keys = RowKeys(b"z" * 32)
    one = keys.row(UUID(int=1), 0, act())
    rows = [{**one, "id": UUID(int=number + 1), "tag": keys.tag(number)} for number in range(3_000)]
    db.connection().execute(insert(TrailEntry), rows)

    assert last_number(db, keys, 0) == 2_999
    assert last_number(db, keys, 2_999) == 2_999
    assert last_number(db, keys, 3_000) == 2_999


def test_opening_twice_a_day_is_one_entry(database: Fresh, db: Session) -> None:
    open_page(database, MORNING)
    open_page(database, MORNING + timedelta(hours=3))

    (entry,) = walk(db, KEYS)
    assert entry.act is not None
    assert (entry.act.verb, entry.act.actor, entry.act.at) == (OPENED, CHAIR, MORNING)


def test_opening_on_another_day_and_by_somebody_else_is_another_entry(
    database: Fresh, db: Session
) -> None:
    open_page(database, MORNING)
    open_page(database, MORNING + timedelta(days=1))
    open_page(database, MORNING, ActorKind.SURVIVOR)

    assert states(walk(db, KEYS)) == ["0 sound", "1 sound", "2 sound"]


def test_opening_after_a_rekey_of_the_same_day_is_still_one_entry(
    database: Fresh, db: Session
) -> None:
    open_page(database, MORNING)
    with database.sessions(writing=False) as reading:
        opened(
            reading,
            database.sessions,
            [OLD, NEW],
            actor=CHAIR,
            kind=ActorKind.PERSON,
            case=CASE,
            at=MORNING,
        )

    assert db.scalar(select(func.count()).select_from(TrailEntry)) == 1


def test_one_who_opens_a_case_in_two_windows_at_once_leaves_one_entry(
    database: Fresh, db: Session
) -> None:
    with ThreadPoolExecutor(4) as windows:
        list(windows.map(lambda _: open_page(database, MORNING), range(8)))

    assert states(walk(db, KEYS)) == ["0 sound"]


def test_many_who_write_at_once_leave_no_gap(database: Fresh, db: Session) -> None:
    def write_one(_: int) -> None:
        with database.sessions() as own:
            write(own, KEYS, act())
            own.commit()

    with ThreadPoolExecutor(6) as people:
        list(people.map(write_one, range(24)))

    assert states(walk(db, KEYS)) == [f"{number} sound" for number in range(24)]


def test_what_a_request_rolled_back_is_not_on_the_trail(db: Session) -> None:
    written(db, 1)
    db.commit()
    written(db, 1)
    db.rollback()

    assert write(db, KEYS, act()) == 1


def test_administration_has_a_trail_of_its_own(db: Session, keys: InstanceKeys) -> None:
    administration(db, keys, act(verb="administration:person:invited"))
    written(db, 1)

    entries = walk(db, administration_keys(db, keys))

    assert states(entries) == ["0 sound"]
    assert repr(administration_keys(db, keys)) == "[<AdministrationKey>]"


def test_a_known_persons_refusal_is_on_the_trail_of_administration(
    db: Session, keys: InstanceKeys
) -> None:
    refused(db, keys, person=CHAIR, permission="case:read", at=MORNING)

    (entry,) = walk(db, administration_keys(db, keys))
    assert entry.act is not None
    assert (entry.act.verb, entry.act.actor) == (REFUSED, CHAIR)
    assert entry.act.facts == {"permission": "case:read"}


def test_somebody_who_knocks_a_thousand_times_fills_no_trail(
    db: Session, keys: InstanceKeys
) -> None:
    knock(db, keys, 30)

    assert len(walk(db, administration_keys(db, keys))) == REFUSALS_A_DAY


def test_refusals_of_nobody_known_are_counted_by_the_day(db: Session, keys: InstanceKeys) -> None:
    refused(db, keys, person=None, permission="case:read", at=MORNING)
    refused(db, keys, person=None, permission="case:read", at=MORNING)
    refused(db, keys, person=None, permission="case:read", at=MORNING + timedelta(days=1))

    counts = db.execute(select(Refusals.day, Refusals.count).order_by(Refusals.day)).all()
    assert [tuple(each) for each in counts] == [(MONDAY, 2), (TUESDAY, 1)]
    assert walk(db, administration_keys(db, keys)) == []
