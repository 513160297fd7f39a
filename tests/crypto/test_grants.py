"""Grants: only the right person opens a box, and only the right giver fills one."""

from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from crypto.compartments import Compartment
from crypto.errors import GrantInvalid, KeyInvalid
from crypto.grants import (
    Grant,
    GrantBody,
    check_grant,
    delivered,
    keep,
    open_grant,
    remove,
    rows_of,
    sign_grant,
)
from crypto.ring import Held
from crypto.seeds import PublicKeys, Seeds
from tests.crypto.cases import CASE, COVER, DAY, HELD, first, following, held

CHAIR, CHAIRS = uuid4(), Seeds.generate()
MEMBERS, STRANGERS = Seeds.generate(), Seeds.generate()
RING = b"r" * 32
FIRST = first()
TOLD = held(Compartment.TOLD)


def body(*keys: Held, **facts: object) -> GrantBody:
    """What the chair hands to the member."""
    made = GrantBody(
        case=CASE,
        epoch=1,
        holder=MEMBERS.public.fingerprint(),
        held=keys or (COVER, TOLD),
        giver=CHAIR,
        giver_key=CHAIRS.public.verify,
        day=DAY,
    )
    return sign_grant(msgspec.structs.replace(made, **facts), CHAIRS)


def boxed(given_: GrantBody | None = None, to: PublicKeys = MEMBERS.public) -> Grant:
    return delivered(given_ or body(), to, RING, 1)


BOX = boxed()


def added(db: Session, *rows: Grant) -> Grant:
    db.add_all(rows)
    db.commit()
    return rows[0]


def unopened(row: Grant, seeds: Seeds = MEMBERS) -> bool:
    with pytest.raises(GrantInvalid):
        open_grant(row, seeds)
    return True


def refused(given_: GrantBody, number: int = 1) -> bool:
    record = FIRST if number == 1 else following(FIRST, CHAIR, CHAIRS)
    with pytest.raises(GrantInvalid):
        check_grant(given_, record)
    return True


def test_a_member_opens_what_the_chair_handed_her() -> None:
    opened = open_grant(boxed(), MEMBERS)

    check_grant(opened, FIRST)
    assert opened == body()
    assert opened.held == (COVER, TOLD)


def test_nobody_else_opens_her_box() -> None:
    assert unopened(boxed(), CHAIRS)
    assert unopened(boxed(), STRANGERS)


def test_a_box_in_another_row_does_not_open() -> None:
    moved = boxed()
    moved.id = uuid4()

    assert unopened(moved)


def test_a_body_replayed_in_a_box_to_somebody_else_is_refused() -> None:
    assert unopened(boxed(body(), STRANGERS.public), STRANGERS)


def test_a_body_replayed_in_another_row_opens_and_says_the_same() -> None:
    again = boxed(open_grant(boxed(), MEMBERS))

    assert open_grant(again, MEMBERS) == body()


@given(st.integers(0, 8 * len(BOX.sealed) - 1))
def test_any_flipped_bit_of_a_box_is_refused(bit: int) -> None:
    changed = bytearray(BOX.sealed)
    changed[bit // 8] ^= 1 << bit % 8

    assert unopened(Grant(id=BOX.id, ring=RING, form="delivered", sealed=bytes(changed)))


@pytest.mark.parametrize(
    "forged",
    [
        {"case": uuid4()},
        {"epoch": 2},
        {"held": HELD},
        {"held": (Held(Compartment.TOLD, 1, b"k" * 32),)},
        {"giver": uuid4()},
        {"giver": None},
        {"giver_key": STRANGERS.public.verify},
        {"holder": STRANGERS.public.fingerprint()},
        {"signature": b"s" * 64},
        {"signature": b""},
    ],
    ids=["case", "epoch", "more", "key", "giver", "nobody", "giver_key", "holder", "bytes", "none"],
)
def test_a_grant_its_giver_did_not_sign_is_refused(forged: dict[str, object]) -> None:
    assert refused(msgspec.structs.replace(body(), **forged))


def test_a_giver_signs_in_nobody_elses_name() -> None:
    forged = sign_grant(msgspec.structs.replace(body(), giver_key=CHAIRS.public.verify), STRANGERS)

    assert refused(forged)


@pytest.mark.parametrize(
    "wrong",
    [
        {"case": uuid4()},
        {"epoch": 2},
        {"held": (Held(Compartment.TOLD, 1, b"k" * 32),)},
        {"held": (Held(Compartment.TOLD, 2, TOLD.key),)},
        {"held": (Held(Compartment.ACCOUNT, 1, TOLD.key),)},
    ],
    ids=["case", "epoch", "key", "generation", "compartment"],
)
def test_a_signed_grant_that_the_epoch_does_not_know_is_refused(wrong: dict[str, object]) -> None:
    assert refused(body(**wrong))


def test_a_grant_of_an_older_epoch_is_not_of_the_next() -> None:
    assert refused(body(), number=2)


def test_a_kept_box_opens_as_it_was_delivered(db: Session) -> None:
    row = added(db, boxed())
    box = row.sealed

    keep(db, row, body(), MEMBERS)

    assert row.form == "kept"
    assert row.sealed != box
    assert open_grant(row, MEMBERS) == body()
    assert unopened(row, CHAIRS)


def test_a_kept_box_is_no_delivered_one_and_the_other_way_round(db: Session) -> None:
    row, other = boxed(), boxed()
    added(db, row, other)
    keep(db, row, body(), MEMBERS)

    assert unopened(Grant(id=row.id, ring=RING, form="delivered", sealed=row.sealed))
    assert unopened(Grant(id=other.id, ring=RING, form="kept", sealed=other.sealed))
    assert unopened(Grant(id=other.id, ring=RING, form="kept", sealed=row.sealed))


def test_keeping_does_not_bring_back_what_was_taken_away(db: Session) -> None:
    row = added(db, boxed())
    db.refresh(row)
    # As a recusal elsewhere does it: this session still has the row.
    db.connection().execute(delete(Grant))

    keep(db, row, body(), MEMBERS)

    assert db.scalar(select(func.count()).select_from(Grant)) == 0


def test_keeping_twice_leaves_the_first(db: Session) -> None:
    row = added(db, boxed())
    keep(db, row, body(), MEMBERS)
    first_kept = row.sealed

    keep(db, row, body(COVER), MEMBERS)

    assert row.sealed == first_kept


def test_what_is_taken_away_is_gone_at_once_and_nothing_else_is(db: Session) -> None:
    row, other = boxed(), boxed()
    added(db, row, other)

    remove(db, [row.id])
    remove(db, [])

    assert [each.id for each in rows_of(db, RING)] == [other.id]
    assert rows_of(db, b"o" * 32) == []


@given(st.sets(st.sampled_from(HELD)), st.sets(st.sampled_from(HELD)))
def test_any_two_grants_have_equal_length(one: set[Held], other: set[Held]) -> None:
    lengths = {len(boxed(body(held=tuple(each))).sealed) for each in (one, other)}

    assert len(lengths) == 1


@pytest.mark.parametrize("giver", [CHAIR, None])
@pytest.mark.parametrize("epoch", [1, 200, 70_000])
def test_neither_giver_nor_epoch_shows_in_the_length(giver: UUID | None, epoch: int) -> None:
    grown = tuple(Held(each.compartment, epoch, each.key) for each in HELD)

    assert len(boxed(body(held=grown, giver=giver, epoch=epoch)).sealed) == len(BOX.sealed)


def test_kept_boxes_have_equal_length_too(db: Session) -> None:
    rows = [boxed(body(COVER)), boxed(body(*HELD))]
    added(db, *rows)

    keep(db, rows[0], body(COVER), MEMBERS)
    keep(db, rows[1], body(*HELD), MEMBERS)

    assert len({len(each) for each in db.scalars(select(Grant.sealed))}) == 1


@pytest.mark.parametrize("key", [b"", b"k" * 7, b"\xff" * 1216])
def test_a_key_that_is_none_receives_nothing(key: bytes) -> None:
    with pytest.raises(KeyInvalid):
        boxed(to=PublicKeys(key, MEMBERS.public.verify))


def test_a_row_with_nonsense_in_it_is_refused(db: Session) -> None:
    row = added(db, boxed())
    db.execute(update(Grant).values(sealed=b""))
    db.expire_all()

    assert unopened(row)


def test_a_grant_prints_no_key() -> None:
    assert repr(BOX) == "<Grant>"
    assert repr(TOLD) == "<Held told 1>"
    assert repr(TOLD.key)[2:-1] not in repr(body())
