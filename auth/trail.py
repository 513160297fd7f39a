"""The trail: who did what and when, walked by those who hold the key and by nobody else."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import pairwise
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from auth.administration import administration_keys
from auth.models import Refusals, TrailEntry
from auth.session_maker import SessionMaker
from auth.trail_rows import Act, ActChanged, ActorKind, RowKeys, TrailKey, last_number
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys

OPENED = "case:cover:opened"
REFUSED = "administration:page:refused"
REFUSALS_A_DAY = 20
"""Of one person and permission: whoever knocks ten thousand times fills no trail."""
BLOCK = 500


class State(StrEnum):
    """What a holder's walk says of one running number."""

    SOUND = "sound"
    MISSING = "missing"
    CHANGED = "changed"
    UNREADABLE = "unreadable"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One running number of a trail, and what stands there."""

    number: int
    state: State
    act: Act | None = None
    day: date | None = None
    """The readable day of the row; the exact time is in the act."""
    is_late: bool = False
    """Written with an older key after a newer one was in force, as in the same moment."""


def write(db: Session, trail_keys: Sequence[TrailKey], act: Act) -> int:
    """Put an act on a trail in this transaction; gives back its running number.

    `trail_keys` are all generations on the cover, oldest first; the newest is written with.
    Where somebody else takes the number first, the next one is tried: the database keeps tags
    unique, and waits on PostgreSQL until the other transaction has ended.

    Raises ActTooLong.
    """
    return _append(db, trail_keys, act, uuid4())


def administration(db: Session, keys: InstanceKeys, act: Act) -> int:
    """Put an act on the trail of administration, in this transaction."""
    return write(db, administration_keys(db, keys), act)


def next_number(db: Session, trail_keys: Sequence[TrailKey]) -> int:
    """The running number a new trail key begins at, when the cover gets a new generation."""
    newest = _in_order(trail_keys)[-1]
    return last_number(db, RowKeys(newest.key), newest.from_number) + 1


def opened(
    db: Session,
    sessions: SessionMaker | None,
    trail_keys: Sequence[TrailKey],
    *,
    actor: UUID | None,
    kind: ActorKind,
    case: UUID,
    at: datetime,
) -> None:
    """Put on the trail that somebody opened a case, once a person, case and day.

    It looks with the request's own `db` and writes in a short transaction of its own, before
    the page is shown: one of the few things a GET changes. On SQLite `db` must not be writing;
    a request that writes gives no `sessions`, and the opening is part of what it commits: a
    form sent back with a fault shows as much of a case as its page does.
    """
    act = Act(actor=actor, actor_kind=kind, verb=OPENED, subject=case, at=at)
    places = [
        RowKeys(each.key).once(OPENED, kind, actor or b"", act.day)
        for each in reversed(_in_order(trail_keys))
    ]
    if _existing(db, places):
        return
    if sessions is None:
        _append(db, trail_keys, act, places[0])
        return
    with sessions() as own:
        _append(own, trail_keys, act, places[0])
        own.commit()


def refused(
    db: Session, keys: InstanceKeys, *, person: UUID | None, permission: str, at: datetime
) -> None:
    """Put a refusal on the trail of administration; one of nobody known is counted by the day.

    The caller gives a session of its own: the request that was refused is rolled back.
    """
    if person is None:
        _count(db, permission, at.astimezone(UTC).date())
        return
    act = Act(
        actor=person,
        actor_kind=ActorKind.PERSON,
        verb=REFUSED,
        at=at,
        facts={"permission": permission},
    )
    trail_keys = administration_keys(db, keys)
    once = RowKeys(keys.administration).once
    places = [once(REFUSED, person, permission, act.day, each) for each in range(REFUSALS_A_DAY)]
    taken = _existing(db, places)
    free = [each for each in places if each not in taken]
    if free:
        _append(db, trail_keys, act, free[0])


def once_a_day(db: Session, keys: InstanceKeys, act: Act) -> None:
    """Put an act on the trail of administration, unless it was done with this subject that day."""
    place = RowKeys(keys.administration).once(act.verb, act.subject or b"", act.day)
    if not _existing(db, [place]):
        _append(db, administration_keys(db, keys), act, place)


def walk(
    db: Session, trail_keys: Sequence[TrailKey], low: int = 0, high: int | None = None
) -> list[Entry]:
    """Every entry of a trail in its order, and what is wrong with it.

    `low` and `high` are the first running number of those wanted, and the one after the last.

    A number without a row before an existing later one, or before the number that a newer key
    begins at, is MISSING. That the *newest* rows are gone nobody can see before the day is
    closed. What no key here can read is not part of it.
    """
    ordered = _in_order(trail_keys)
    ends = [each.from_number for each in ordered[1:]]
    return [
        entry
        for each, end in zip(ordered, [*ends, None], strict=True)
        for entry in _walk_one(db, each, end, (low, high))
    ]


def newest(db: Session, trail_keys: Sequence[TrailKey], most: int) -> list[Entry]:
    """The last entries of a trail in their order, and what is wrong with them: see `walk`."""
    end = next_number(db, trail_keys)
    return walk(db, trail_keys, max(end - most, 0))[-most:]


def _walk_one(
    db: Session, trail_key: TrailKey, end: int | None, wanted: tuple[int, int | None]
) -> Iterator[Entry]:
    keys, start = RowKeys(trail_key.key), trail_key.from_number
    last = last_number(db, keys, start)
    stop = max(last + 1, end or 0)
    start, stop = max(start, wanted[0]), stop if wanted[1] is None else min(stop, wanted[1])
    for low, high in pairwise([*range(start, stop, BLOCK), stop]):
        tags = {keys.tag(number): number for number in range(low, high)}
        rows = db.scalars(select(TrailEntry).where(TrailEntry.tag.in_(list(tags))))
        by_number = {tags[row.tag]: row for row in rows}
        for number in range(low, high):
            is_late = end is not None and number >= end
            row = by_number.get(number)
            if row is not None:
                yield _read(keys, row, number, is_late=is_late)
            elif not is_late:
                yield Entry(number=number, state=State.MISSING)


def _read(keys: RowKeys, row: TrailEntry, number: int, *, is_late: bool) -> Entry:
    act, state = None, State.SOUND
    try:
        act = keys.open(row, number)
    except ActChanged:
        state = State.CHANGED
    except SealBroken:
        state = State.UNREADABLE
    return Entry(number=number, state=state, act=act, day=row.day, is_late=is_late)


def _in_order(trail_keys: Sequence[TrailKey]) -> list[TrailKey]:
    return sorted(trail_keys, key=lambda each: each.from_number)


def _append(db: Session, trail_keys: Sequence[TrailKey], act: Act, row: UUID) -> int:
    keys = RowKeys(_in_order(trail_keys)[-1].key)
    number = next_number(db, trail_keys)
    while not _inserted(db, keys.row(row, number, act)):
        if _existing(db, [row]):
            break
        number += 1
    return number


def _inserted(db: Session, values: dict[str, object]) -> bool:
    # Without a savepoint: its rollback would expire, and so close, every row of the session.
    statement = _insert(db, TrailEntry).values(values).on_conflict_do_nothing()
    made = db.connection().execute(statement.returning(TrailEntry.id))
    return made.first() is not None


def _existing(db: Session, ids: Sequence[UUID]) -> set[UUID]:
    with db.no_autoflush:
        return set(db.scalars(select(TrailEntry.id).where(TrailEntry.id.in_(ids))))


def _count(db: Session, reason: str, day: date) -> None:
    statement = _insert(db, Refusals).values(id=uuid4(), day=day, reason=reason[:40], count=1)
    db.connection().execute(
        statement.on_conflict_do_update(
            index_elements=["day", "reason"], set_={"count": Refusals.count + 1}
        )
    )


def _insert(db: Session, table: type[TrailEntry | Refusals]) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do on a conflict; both databases write it alike."""
    is_postgres = db.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgres else sqlite.insert(table)
