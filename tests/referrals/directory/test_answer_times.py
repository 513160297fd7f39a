"""How long services take to answer: no row says where one woman was sent, and few are no count."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crypto.instance import InstanceKeys
from referrals.directory.answer_times import ENOUGH, MOST, count_notes, learnt, note_days
from referrals.models.answer_time import AnswerNote, AnswerTime

CLINIC, SHELTER = uuid4(), uuid4()


def noted(db: Session, keys: InstanceKeys, service: UUID, *days: int) -> None:
    for each in days:
        note_days(db, keys, service, each)
    db.flush()


def rows_of(db: Session, table: type[AnswerNote | AnswerTime]) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0


def test_four_answers_are_not_counted_and_say_nothing(db: Session, keys: InstanceKeys) -> None:
    noted(db, keys, CLINIC, 1, 1, 2, 3)

    counted = count_notes(db, keys)

    assert (counted, rows_of(db, AnswerTime), rows_of(db, AnswerNote)) == (0, 0, 4)
    assert learnt(db) == {}


def test_the_fifth_answer_counts_all_five_at_once(db: Session, keys: InstanceKeys) -> None:
    noted(db, keys, CLINIC, 1, 1, 2, 3, 9)
    noted(db, keys, SHELTER, 0)

    counted = count_notes(db, keys)

    assert (counted, rows_of(db, AnswerNote)) == (ENOUGH, 1)
    assert learnt(db) == {CLINIC: 48.0}


def test_the_sixth_answer_waits_for_four_more(db: Session, keys: InstanceKeys) -> None:
    noted(db, keys, CLINIC, 1, 1, 1, 1, 1)
    count_notes(db, keys)
    noted(db, keys, CLINIC, 30)

    assert count_notes(db, keys) == 0
    assert learnt(db) == {CLINIC: 24.0}


@pytest.mark.parametrize(("days", "kept"), [(-3, 0), (0, 0), (MOST, MOST), (400, MOST)])
def test_whoever_took_longer_than_a_month_took_a_month(
    db: Session, keys: InstanceKeys, days: int, kept: int
) -> None:
    noted(db, keys, CLINIC, *[days] * ENOUGH)

    count_notes(db, keys)

    assert db.scalars(select(AnswerTime.days)).all() == [kept]


def test_every_note_is_stored_at_one_length_and_names_no_service(
    db: Session, keys: InstanceKeys
) -> None:
    noted(db, keys, CLINIC, 1)
    noted(db, keys, SHELTER, 30)

    stored = db.scalars(select(AnswerNote.sealed)).all()

    assert len({len(each) for each in stored}) == 1
    assert not [each for each in stored if CLINIC.bytes in each or SHELTER.bytes in each]


def test_a_note_under_an_older_secret_goes_uncounted(db: Session, keys: InstanceKeys) -> None:
    noted(db, InstanceKeys(b"o" * 32), CLINIC, *[1] * ENOUGH)

    assert count_notes(db, keys) == 0
    assert rows_of(db, AnswerNote) == 0
