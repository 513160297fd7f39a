"""How long services take to answer, learnt from closed referrals: counts only, of five or more."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from crypto.envelope import open_, seal
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys
from referrals.directory.stamping import changed
from referrals.models.answer_time import AnswerNote, AnswerTime

ENOUGH = 5
"""Answers of one service: of fewer nothing is counted, and nothing is said."""
MOST = 30
"""Days: whoever took longer took this long."""
HOURS = 24
SERVICE_BYTES = 16


def note_days(db: Session, keys: InstanceKeys, service: UUID, days: int) -> None:
    """Note that a service answered within so many days. The row names nobody and no service."""
    row = AnswerNote(sealed=b"")
    plain = service.bytes + min(max(days, 0), MOST).to_bytes(1, "big")
    row.sealed = seal(_key(keys), plain, "answer_note", row.id)
    db.add(row)


def count_notes(db: Session, keys: InstanceKeys) -> int:
    """Count what waits, of each service of which five wait: no single answer moves a count.

    For a timer, apart from everybody's doing with a case. Gives back how many were counted.
    What was sealed under an older instance secret opens no more, and goes.
    """
    waiting: dict[UUID, list[tuple[UUID, int]]] = {}
    lost: list[UUID] = []
    for row in db.scalars(select(AnswerNote)):
        opened = _opened(keys, row)
        if opened is None:
            lost.append(row.id)
        else:
            waiting.setdefault(opened[0], []).append((row.id, opened[1]))
    ripe = {service: notes for service, notes in waiting.items() if len(notes) >= ENOUGH}
    for service, notes in ripe.items():
        _count(db, service, Counter(days for _row, days in notes))
    if ripe:
        changed(db)
    counted = [row for notes in ripe.values() for row, _days in notes]
    db.execute(delete(AnswerNote).where(AnswerNote.id.in_([*counted, *lost])))
    return len(counted)


def learnt(db: Session) -> dict[UUID, float]:
    """By service, the hours within which it answered half of those who asked it."""
    found: dict[UUID, Counter[int]] = {}
    for row in db.scalars(select(AnswerTime)):
        found.setdefault(row.service_id, Counter())[row.days] += row.count
    return {
        service: float(_median(times) * HOURS)
        for service, times in found.items()
        if times.total() >= ENOUGH
    }


def _count(db: Session, service: UUID, days: Counter[int]) -> None:
    rows = db.scalars(select(AnswerTime).where(AnswerTime.service_id == service))
    known = {row.days: row for row in rows}
    for each, count in days.items():
        row = known.get(each)
        if row is None:
            db.add(AnswerTime(service_id=service, days=each, count=count))
        else:
            row.count += count


def _median(times: Counter[int]) -> int:
    every = sorted(_each(times.items()))
    return every[(len(every) - 1) // 2]


def _each(counted: Iterable[tuple[int, int]]) -> Iterable[int]:
    for days, count in counted:
        yield from [days] * count


def _opened(keys: InstanceKeys, row: AnswerNote) -> tuple[UUID, int] | None:
    try:
        plain = open_(_key(keys), row.sealed, "answer_note", row.id)
    except SealBroken:
        return None
    return UUID(bytes=plain[:SERVICE_BYTES]), plain[SERVICE_BYTES]


def _key(keys: InstanceKeys) -> bytes:
    return keys.child("answer-notes")
