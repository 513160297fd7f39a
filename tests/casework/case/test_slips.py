"""A slip of the inbox counts once, also for whoever puts its row back into the database."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case import inbox
from casework.case.authors import Author
from casework.case.covers import open_facts, the_cover
from casework.case.handling import take_inbox_in
from casework.case.inbox import Asks
from casework.case.turns import Turn
from casework.models.entry import InboxText
from casework.models.number import ReturnNumber
from casework.number import withdrawing
from casework.number.returning_number import Prepared
from crypto import number
from crypto.seeds import Seeds
from tests.casework.turning import turn
from tests.worlds import NOW, World


@pytest.fixture
def hers(world: World) -> Prepared:
    """Her number with its second word."""
    return world.prepare()


@pytest.fixture
def case(db: Session, world: World, hers: Prepared) -> UUID:
    """A complaint told by the survivor."""
    return world.told(db, world.complaint(), hers)


def dropped(db: Session, hers: Prepared, asks: Asks | None) -> InboxText:
    """What she drops by number alone, as somebody who writes the database could copy it."""
    row = db.get_one(ReturnNumber, hers.row)
    facts = open_facts(row, number.status_key(hers.opening_key))
    inbox.drop(db, facts, "" if asks else "Please call me.", NOW, asks)
    db.commit()
    found = db.scalars(select(InboxText)).one()
    return InboxText(id=found.id, case_id=found.case_id, generation=found.generation, box=found.box)


def test_a_message_put_back_is_not_taken_in_again(
    db: Session, world: World, case: UUID, hers: Prepared
) -> None:
    copy = dropped(db, hers, None)
    first = take_inbox_in(db, turn(db, world, "chair", case))
    db.add(copy)
    db.commit()
    again = turn(db, world, "chair", case)

    assert inbox.waiting(db, case) == []
    assert (first, take_inbox_in(db, again)) == (1, 0)
    assert db.scalars(select(InboxText)).all() == []


def test_a_withdrawal_she_took_back_is_not_asked_for_again(
    db: Session, world: World, case: UUID, hers: Prepared
) -> None:
    copy = dropped(db, hers, Asks.WITHDRAWAL)
    take_inbox_in(db, turn(db, world, "chair", case))
    assert isinstance(hers.seeds, Seeds)
    world.with_seeds(db, case, hers.seeds)
    later = NOW + timedelta(days=1)
    herself = Author(None, hers.seeds)
    withdrawing.go_on(db, Turn(case, herself, world.keys, world.register(db), later))
    db.add(copy)
    db.commit()

    take_inbox_in(db, turn(db, world, "chair", case))

    assert not the_cover(db, case).text.is_withdrawn
