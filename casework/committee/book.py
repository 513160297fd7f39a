"""Keeping the book of a committee: on call, the box, meetings, nil returns, care, promises."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.committee.rules import Overtaken
from casework.models.committee_book import (
    Book,
    CommitteeBook,
    NilReturn,
    OnCall,
    Opening,
    Sitter,
    Unreached,
)
from crypto.envelope import open_, seal
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad

ROOM = 32 * 1024
SAID = ("nil_returns", "unreached", "coaching", "preventions")
"""What is written a line at a time, by several people, and overtakes nobody."""
DAY = timedelta(days=1)


class OnePerson(ValueError):
    """The box is opened by two: whoever opens it is watched by another."""


class SaidAlready(ValueError):
    """She, or everybody, has said it of this month."""


class SomethingCame(ValueError):
    """In this time something came in: that nothing did cannot be said."""


def read(db: Session, keys: InstanceKeys, factory: UUID) -> tuple[Book, int]:
    """The book of a committee and its version, 0 where nobody has written in it.

    Raises SealBroken for a moved or changed row.
    """
    row = _row(db, factory)
    if row is None:
        return Book(), 0
    return _opened(keys, row), row.version


def read_every(db: Session, keys: InstanceKeys, factories: Collection[UUID]) -> dict[UUID, Book]:
    """The books of some committees, in one query; an empty one where nobody has written."""
    of_these = CommitteeBook.factory_id.in_(factories)
    rows = db.scalars(select(CommitteeBook).where(of_these))
    found = {row.factory_id: _opened(keys, row) for row in rows}
    return {each: found.get(each, Book()) for each in factories}


def write(db: Session, keys: InstanceKeys, factory: UUID, seen: int, book: Book) -> None:
    """Write it over version `seen`, but for what `say` writes: that stays as it is.

    Raises Overtaken where somebody else has written since.
    """
    row = _locked(db, factory)
    if (row.version if row else 0) != seen:
        raise Overtaken
    if row is None:
        db.add(CommitteeBook(factory_id=factory, sealed=_sealed(keys, factory, book)))
    else:
        is_now = _opened(keys, row)
        said = {name: getattr(is_now, name) for name in SAID}
        row.sealed = _sealed(keys, factory, msgspec.structs.replace(book, **said))
        row.version += 1
    db.flush()


def say(db: Session, keys: InstanceKeys, factory: UUID, changed: Callable[[Book], Book]) -> None:
    """Write one of `SAID` into the book as it is now.

    Its version stays: from a number that goes up somebody could count who has said that nothing
    came, or how often something left a case.
    """
    row = _locked(db, factory)
    after = changed(_opened(keys, row) if row else Book())
    if row is None:
        row = CommitteeBook(factory_id=factory, version=0)
        db.add(row)
    row.sealed = _sealed(keys, factory, after)
    db.flush()


def reseal(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    """Carry every book over to another instance secret."""
    for row in db.scalars(select(CommitteeBook)):
        raw = open_(old.committees, row.sealed, *_cell(row.factory_id))
        row.sealed = seal(new.committees, raw, *_cell(row.factory_id))
    db.flush()


def opened(book: Book, opening: Opening, next_on: date | None) -> Book:
    """The book after the box was opened; the new seal is the one that is found the next time.

    Raises OnePerson.
    """
    if opening.openers[0] == opening.openers[1]:
        raise OnePerson
    box = msgspec.structs.replace(book.box, next_on=next_on, seal=opening.new_seal)
    return msgspec.structs.replace(book, openings=(*book.openings, opening), box=box)


def without_call(book: Book, call: UUID) -> Book:
    """The book in which somebody is not on call after all."""
    left = tuple(each for each in book.calls if each.id != call)
    return msgspec.structs.replace(book, calls=left)


def month_over(today: date) -> tuple[date, date]:
    """First and last day of the last month that is over."""
    last = today.replace(day=1) - DAY
    return last.replace(day=1), last


def has_said(book: Book, her: Collection[UUID], today: date) -> bool:
    """Whether whoever has these seats has said of the month that is over that nothing came."""
    first, _last = month_over(today)
    is_whole = any(each.from_on == first for each in book.nil_returns)
    return is_whole or any(each.month == first and each.seat in her for each in book.unreached)


def nothing_reached(
    book: Book,
    her: Collection[UUID],
    sitting: Mapping[UUID, Sitter],
    today: date,
    came: Iterable[date],
) -> Book:
    """The book once somebody said that nothing reached her in the month that is over.

    `her`: her own seats. `sitting`: everybody who sits there with an account. `came`: the days of
    the cases that she reads. Only with the last of them it becomes a nil return: until then it
    says nothing, since it would tell somebody whom a case is about that another is silent.

    Raises SaidAlready, SomethingCame.
    """
    first, last = month_over(today)
    if has_said(book, her, today):
        raise SaidAlready
    if any(first <= each <= last for each in came):
        raise SomethingCame
    before = [each for each in book.unreached if each.month == first]
    said = (*before, *(Unreached(seat, first) for seat in her))
    if not sitting.keys() <= {each.seat for each in said}:
        return msgspec.structs.replace(book, unreached=said)
    whole = (*book.nil_returns, _nil_return(book, first, last, sitting.values()))
    return msgspec.structs.replace(book, nil_returns=whole, unreached=())


def _nil_return(book: Book, first: date, last: date, sitting: Iterable[Sitter]) -> NilReturn:
    days = tuple(each.on for each in book.openings if first <= each.on <= last)
    by = tuple(dict.fromkeys(sitting))
    return NilReturn(id=uuid4(), from_on=first, until_on=last, opened_on=days, by=by)


def on_call(book: Book, first: date, last: date) -> list[OnCall]:
    """Who is on call on any of some days, the earliest first."""
    found = [each for each in book.calls if each.from_on <= last and first <= each.until_on]
    return sorted(found, key=lambda each: each.from_on)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of a day's week."""
    monday = day - DAY * day.weekday()
    return monday, monday + DAY * 6


def _row(db: Session, factory: UUID) -> CommitteeBook | None:
    return db.scalar(select(CommitteeBook).where(CommitteeBook.factory_id == factory))


def _locked(db: Session, factory: UUID) -> CommitteeBook | None:
    of_it = select(CommitteeBook).where(CommitteeBook.factory_id == factory)
    return db.scalar(of_it.with_for_update().execution_options(populate_existing=True))


def _opened(keys: InstanceKeys, row: CommitteeBook) -> Book:
    raw = unpad(open_(keys.committees, row.sealed, *_cell(row.factory_id)), ROOM)
    return msgspec.msgpack.decode(raw, type=Book)


def _sealed(keys: InstanceKeys, factory: UUID, book: Book) -> bytes:
    return seal(keys.committees, pad(msgspec.msgpack.encode(book), ROOM), *_cell(factory))


def _cell(factory: UUID) -> tuple[str, UUID, str]:
    return ("committee_book", factory, "sealed")
