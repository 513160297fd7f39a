"""Closed days: whoever changes, removes or inserts an entry in the database is found."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from auth.models import Checkpoint, Leaf, TrailEntry
from auth.trail import State, walk
from auth.trail_days import TrailBroken, close, first_open_day, is_signed_by, rotate
from auth.trail_rows import RowKeys, leaf_of
from auth.trail_verdict import MOST_FAULTS, Fault, Verdict, Wrong, verify
from crypto.checkpoints import LogSigner, open_checkpoint
from crypto.tree import Tree, leaf_hash, verify_consistency
from tests.auth.trails import (
    KEYS,
    LOG,
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    act,
    two_closed_days,
    written,
)
from tests.databases import Fresh

NEW_LOG = LogSigner(LOG.name, b"n" * 32)
STRANGER = LogSigner(LOG.name, b"s" * 32)
TAG = RowKeys(KEYS[0].key).tag


def digits(number: int) -> str:
    return TAG(number).hex()[:12]


def judged(db: Session, *keys: LogSigner) -> Verdict:
    db.expire_all()
    return verify(db, [each.verifier for each in keys or (LOG,)])


def place_of(db: Session, number: int) -> int:
    """Where the tree has an entry."""
    joined = select(Leaf.position).join(TrailEntry, TrailEntry.id == Leaf.id)
    position = db.scalar(joined.where(TrailEntry.tag == TAG(number)))
    assert position is not None
    return position


def heads(db: Session) -> list[Checkpoint]:
    return list(db.scalars(select(Checkpoint).order_by(Checkpoint.day)))


def test_a_day_is_closed_once_it_is_over(db: Session) -> None:
    two_closed_days(db)

    verdict = judged(db)

    assert [(each.day, each.size) for each in heads(db)] == [(MONDAY, 3), (TUESDAY, 5)]
    assert verdict == Verdict(leaves=5, open=1, closed_until=TUESDAY, faults=[])
    assert verdict.is_sound


def test_a_day_without_any_entry_has_a_head_too(db: Session) -> None:
    two_closed_days(db)

    closed = close(db, LOG, THURSDAY) + close(db, LOG, datetime(2026, 3, 7, tzinfo=UTC).date())

    assert [(each.day.day, each.size) for each in closed] == [(4, 6), (6, 6)]
    assert judged(db).is_sound


def test_closing_twice_changes_nothing(db: Session) -> None:
    two_closed_days(db)

    again = close(db, LOG, WEDNESDAY)

    assert again == []
    assert len(heads(db)) == 2


def test_an_empty_trail_is_closed_and_sound(db: Session) -> None:
    close(db, LOG, TUESDAY)

    assert judged(db) == Verdict(leaves=0, open=0, closed_until=MONDAY, faults=[])


def test_two_closers_at_once_make_one_tree(database: Fresh, db: Session) -> None:
    written(db, 40, MONDAY)
    written(db, 40, TUESDAY)
    db.commit()

    def close_one(_: int) -> int:
        with database.sessions() as own:
            closed = close(own, LOG, WEDNESDAY)
            own.commit()
            return len(closed)

    with ThreadPoolExecutor(2) as nodes:
        counts = sorted(nodes.map(close_one, range(2)))

    assert counts == [0, 2]
    assert db.scalar(select(func.count()).select_from(Leaf)) == 80
    assert judged(db).is_sound


def test_leaves_tell_nothing_of_the_order_of_a_day(db: Session) -> None:
    written(db, 30)
    close(db, LOG, TUESDAY)

    by_position = db.scalars(
        select(TrailEntry.commitment).join(Leaf, Leaf.id == TrailEntry.id).order_by(Leaf.position)
    ).all()

    assert by_position == sorted(by_position)


def test_a_head_is_what_other_tools_read(db: Session) -> None:
    two_closed_days(db)
    leaves = db.scalars(select(Leaf.commitment).order_by(Leaf.position)).all()
    tree = Tree(map(leaf_hash, leaves))
    first, second = (open_checkpoint(each.note, LOG.name, LOG.verifier) for each in heads(db))

    proof = tree.consistency_proof(first.size, second.size)

    verify_consistency(first.size, second.size, first.root, second.root, proof)
    assert second.root == tree.root()


@pytest.mark.parametrize(
    "values",
    [
        {"commitment": b"x" * 32},
        {"sealed": b"\1" + b"x" * 800},
        {"tag": b"x" * 32},
        {"day": TUESDAY},
    ],
    ids=["commitment", "sealed", "tag", "day"],
)
def test_a_changed_entry_of_a_closed_day_is_named(db: Session, values: dict[str, object]) -> None:
    two_closed_days(db)
    at = place_of(db, 1)
    db.execute(update(TrailEntry).where(TrailEntry.tag == TAG(1)).values(**values))

    (fault,) = judged(db).faults

    assert (fault.wrong, fault.day, fault.position) == (Wrong.CHANGED, MONDAY, at)
    assert fault.tag in (digits(1), "78" * 6)


def test_a_removed_entry_of_a_closed_day_is_named(db: Session) -> None:
    two_closed_days(db)
    at = place_of(db, 3)
    db.execute(delete(TrailEntry).where(TrailEntry.tag == TAG(3)))

    assert judged(db).faults == [Fault(wrong=Wrong.REMOVED, day=TUESDAY, position=at)]
    assert [each.number for each in walk(db, KEYS) if each.state is State.MISSING] == [3]


def test_an_entry_inserted_into_a_closed_day_is_named(db: Session) -> None:
    two_closed_days(db)
    written(db, 1, MONDAY)

    assert judged(db).faults == [Fault(wrong=Wrong.INSERTED, day=MONDAY, tag=digits(6))]


def test_an_inserted_entry_stays_out_of_the_tree_at_the_next_close(db: Session) -> None:
    two_closed_days(db)
    written(db, 1, MONDAY)

    closed = close(db, LOG, THURSDAY)

    assert [(each.day, each.size) for each in closed] == [(WEDNESDAY, 6)]
    assert [each.wrong for each in judged(db).faults] == [Wrong.INSERTED]


def test_an_entry_inserted_on_a_day_before_the_first_is_named(db: Session) -> None:
    two_closed_days(db)
    sunday = datetime(2026, 3, 1, tzinfo=UTC).date()
    written(db, 1, sunday)

    assert judged(db).faults == [Fault(wrong=Wrong.INSERTED, day=sunday, tag=digits(6))]


def test_entries_of_open_days_may_come_and_go_unseen(db: Session) -> None:
    two_closed_days(db)
    db.execute(delete(TrailEntry).where(TrailEntry.day == WEDNESDAY))

    assert judged(db).is_sound


def test_whoever_changes_entry_and_leaf_together_is_found_by_the_signed_root(db: Session) -> None:
    two_closed_days(db)
    row = db.scalars(select(TrailEntry).where(TrailEntry.tag == TAG(1))).one()
    forged = leaf_of(MONDAY, row.tag, b"x" * 32, row.sealed)
    db.execute(update(Leaf).where(Leaf.id == row.id).values(commitment=forged))
    db.execute(update(TrailEntry).where(TrailEntry.id == row.id).values(commitment=b"x" * 32))

    assert judged(db).faults == [Fault(wrong=Wrong.TREE, day=MONDAY)]


def test_a_removed_leaf_is_found_with_its_entry(db: Session) -> None:
    two_closed_days(db)
    at = place_of(db, 1)
    db.execute(delete(Leaf).where(Leaf.position == at))

    assert judged(db).faults == [
        Fault(wrong=Wrong.TREE, day=MONDAY, position=at),
        Fault(wrong=Wrong.INSERTED, day=MONDAY, tag=digits(1)),
    ]


def test_the_newest_leaves_cannot_be_removed(db: Session) -> None:
    two_closed_days(db)
    db.execute(delete(Leaf).where(Leaf.position >= 3))

    assert [each.wrong for each in judged(db).faults] == [
        Wrong.TREE,
        Wrong.INSERTED,
        Wrong.INSERTED,
    ]


def test_leaves_that_nobody_signed_are_found(db: Session) -> None:
    two_closed_days(db)
    db.add(Leaf(position=5, commitment=b"x" * 32))
    db.flush()

    assert Fault(wrong=Wrong.TREE, position=5) in judged(db).faults


def test_an_entry_that_was_replaced_whole_is_found_removed_and_inserted(db: Session) -> None:
    two_closed_days(db)
    at = place_of(db, 0)
    values = RowKeys(KEYS[0].key).row(UUID(int=7), 0, act())
    db.execute(delete(TrailEntry).where(TrailEntry.tag == TAG(0)))
    db.add(TrailEntry(**values))
    db.flush()

    assert judged(db).faults == [
        Fault(wrong=Wrong.REMOVED, day=MONDAY, position=at),
        Fault(wrong=Wrong.INSERTED, day=MONDAY, tag=digits(0)),
    ]


def test_a_head_signed_by_somebody_else_is_found(db: Session) -> None:
    two_closed_days(db)
    head = heads(db)[0]
    head.note = STRANGER.sign(open_checkpoint(head.note, LOG.name, LOG.verifier).text)
    db.flush()

    assert judged(db).faults == [Fault(wrong=Wrong.CHECKPOINT, day=MONDAY)]


def test_a_head_that_is_no_note_is_found(db: Session) -> None:
    two_closed_days(db)
    heads(db)[1].note = "never mind"
    db.flush()

    assert judged(db).faults == [Fault(wrong=Wrong.CHECKPOINT, day=TUESDAY)]


def test_a_head_under_another_days_name_is_found(db: Session) -> None:
    two_closed_days(db)
    first, second = heads(db)
    first.note, second.note = second.note, first.note
    db.flush()

    faults = [(each.wrong, each.day) for each in judged(db).faults]

    assert faults == [(Wrong.CHECKPOINT, MONDAY), (Wrong.CHECKPOINT, TUESDAY)]


def test_without_a_log_key_no_head_counts(db: Session) -> None:
    two_closed_days(db)

    faults = verify(db, []).faults

    assert [each.wrong for each in faults] == [Wrong.CHECKPOINT, Wrong.CHECKPOINT]


def test_no_more_faults_are_kept_than_anybody_reads(db: Session) -> None:
    written(db, MOST_FAULTS + 20)
    close(db, LOG, TUESDAY)
    db.execute(delete(TrailEntry))

    verdict = judged(db)

    assert (len(verdict.faults), verdict.more_faults) == (MOST_FAULTS, 20)


def test_nothing_is_closed_on_top_of_a_changed_tree(db: Session) -> None:
    two_closed_days(db)
    db.execute(update(Leaf).where(Leaf.position == 2).values(commitment=b"x" * 32))

    with pytest.raises(TrailBroken):
        close(db, LOG, THURSDAY)


def test_a_key_that_nobody_handed_over_to_closes_nothing(db: Session) -> None:
    two_closed_days(db)

    with pytest.raises(TrailBroken):
        close(db, STRANGER, THURSDAY)


def test_a_new_log_key_is_introduced_by_the_old_one(db: Session) -> None:
    two_closed_days(db)

    rotate(db, LOG, NEW_LOG, THURSDAY)
    close(db, NEW_LOG, datetime(2026, 3, 6, tzinfo=UTC).date())

    signed = [
        (is_signed_by(each.note, LOG), is_signed_by(each.note, NEW_LOG)) for each in heads(db)
    ]
    assert signed == [(True, False), (True, False), (True, True), (False, True)]
    assert judged(db, LOG, NEW_LOG).is_sound


def test_handing_over_twice_signs_once(db: Session) -> None:
    rotate(db, LOG, NEW_LOG, THURSDAY)
    note = heads(db)[0].note

    rotate(db, LOG, NEW_LOG, THURSDAY)

    assert heads(db)[0].note == note


def test_the_old_key_signs_nothing_after_it_was_handed_over(db: Session) -> None:
    two_closed_days(db)
    rotate(db, LOG, NEW_LOG, WEDNESDAY)
    close(db, LOG, THURSDAY)

    assert judged(db, LOG, NEW_LOG).faults == [Fault(wrong=Wrong.CHECKPOINT, day=WEDNESDAY)]


def test_a_new_key_that_was_not_introduced_does_not_count(db: Session) -> None:
    two_closed_days(db)
    head = heads(db)[1]
    head.note = NEW_LOG.sign(open_checkpoint(head.note, LOG.name, LOG.verifier).text)
    db.flush()

    assert judged(db, LOG, NEW_LOG).faults == [Fault(wrong=Wrong.CHECKPOINT, day=TUESDAY)]


def test_a_key_of_another_log_is_not_handed_over_to(db: Session) -> None:
    with pytest.raises(TrailBroken):
        rotate(db, LOG, LogSigner("elsewhere.example", b"e" * 32), WEDNESDAY)


def test_just_after_midnight_yesterday_is_still_open() -> None:
    assert first_open_day(datetime(2026, 3, 3, 0, 10, tzinfo=UTC)) == MONDAY
    assert first_open_day(datetime(2026, 3, 3, 0, 20, tzinfo=UTC)) == TUESDAY
