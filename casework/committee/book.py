"""Keeping the book of a committee: on call, the box, meetings, nil returns, care, promises."""

from collections.abc import Iterable
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
)
from crypto.envelope import open_, seal
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad

ROOM = 32 * 1024
DAY = timedelta(days=1)


class OnePerson(ValueError):
    """The box is opened by two: whoever opens it is watched by another."""


class SaidAlready(ValueError):
    """The last nil return reaches to this day."""


class SomethingCame(ValueError):
    """In this time something came in: that nothing did cannot be said."""


def read(db: Session, keys: InstanceKeys, factory: UUID) -> tuple[Book, int]:
    """The book of a committee and its version, 0 where nobody has written in it.

    Raises SealBroken for a moved or changed row.
    """
    row = _row(db, factory)
    if row is None:
        return Book(), 0
    raw = unpad(open_(keys.committees, row.sealed, *_cell(factory)), ROOM)
    return msgspec.msgpack.decode(raw, type=Book), row.version


def write(db: Session, keys: InstanceKeys, factory: UUID, seen: int, book: Book) -> None:
    """Write it over version `seen`. Raises Overtaken where somebody else has written since."""
    row = _row(db, factory)
    if (row.version if row else 0) != seen:
        raise Overtaken
    sealed = seal(keys.committees, pad(msgspec.msgpack.encode(book), ROOM), *_cell(factory))
    if row is None:
        db.add(CommitteeBook(factory_id=factory, sealed=sealed))
    else:
        row.sealed, row.version = sealed, row.version + 1
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


def unsaid_since(book: Book, today: date) -> date:
    """The first day on which nobody has said yet whether anything came in."""
    if book.nil_returns:
        return book.nil_returns[-1].until_on + DAY
    return today.replace(day=1)


def nothing_came(book: Book, by: Sitter, today: date, came: Iterable[date]) -> Book:
    """The book with a nil return up to today.

    `came`: the days of the cases that whoever says so reads. Of those that she may not read she
    learns nothing by it, and her return says only what reached her.

    Raises SaidAlready, SomethingCame.
    """
    since = unsaid_since(book, today)
    if since > today:
        raise SaidAlready
    if any(since <= each <= today for each in came):
        raise SomethingCame
    days = tuple(each.on for each in book.openings if since <= each.on <= today)
    said = NilReturn(id=uuid4(), from_on=since, until_on=today, opened_on=days, by=by)
    return msgspec.structs.replace(book, nil_returns=(*book.nil_returns, said))


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


def _cell(factory: UUID) -> tuple[str, UUID, str]:
    return ("committee_book", factory, "sealed")
