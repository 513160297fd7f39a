"""The book of a committee: sealed, written over a version that was seen, and true about silence."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.committee.book import (
    OnePerson,
    SaidAlready,
    SomethingCame,
    nothing_came,
    on_call,
    opened,
    read,
    reseal,
    unsaid_since,
    week_of,
    without_call,
    write,
)
from casework.committee.rules import Overtaken
from casework.models.committee_book import Book, CommitteeBook, OnCall, Opening, Sitter
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys
from tests.worlds import World

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
LATA, MOYNA = Sitter("Lata", "chair"), Sitter("Moyna")


def opening(on: date = MONDAY, *openers: Sitter) -> Opening:
    """The box was opened and closed again with another seal."""
    one, other = openers or (LATA, MOYNA)
    return Opening(
        id=uuid4(), on=on, openers=(one, other), seal="0417", is_whole=True, new_seal="0418"
    )


def call(first: date, last: date, who: Sitter = LATA) -> OnCall:
    return OnCall(id=uuid4(), who=who, from_on=first, until_on=last)


def test_what_is_written_is_read_again_and_stands_in_no_row(db: Session, world: World) -> None:
    factory = world.bodies["factory"]

    write(db, world.keys, factory, 0, Book(calls=(call(MONDAY, MONDAY),)))

    assert read(db, world.keys, factory)[0].calls[0].who == LATA
    assert b"Lata" not in db.scalars(select(CommitteeBook)).one().sealed


def test_of_two_who_write_at_once_the_second_looks_again(db: Session, world: World) -> None:
    factory = world.bodies["factory"]
    write(db, world.keys, factory, 0, Book())

    with pytest.raises(Overtaken):
        write(db, world.keys, factory, 0, Book())


def test_an_empty_book_is_as_long_as_one_with_a_year_of_calls(db: Session, world: World) -> None:
    weeks = (call(MONDAY + 7 * DAY * week, MONDAY + 7 * DAY * week + 6 * DAY) for week in range(52))
    write(db, world.keys, world.bodies["factory"], 0, Book())
    write(db, world.keys, world.bodies["other_factory"], 0, Book(calls=tuple(weeks)))

    assert len({len(each.sealed) for each in db.scalars(select(CommitteeBook))}) == 1


def test_a_book_is_carried_over_to_another_secret(db: Session, world: World) -> None:
    factory, new = world.bodies["factory"], InstanceKeys(b"n" * 32, world.keys.version + 1)
    write(db, world.keys, factory, 0, Book(openings=(opening(),)))

    reseal(db, world.keys, new)

    assert read(db, new, factory)[0].openings[0].seal == "0417"
    with pytest.raises(SealBroken):
        read(db, world.keys, factory)


def test_the_new_seal_is_the_one_to_be_found_the_next_time() -> None:
    book = opened(Book(), opening(), MONDAY + 7 * DAY)

    assert (book.box.seal, book.box.next_on) == ("0418", MONDAY + 7 * DAY)


def test_nobody_opens_the_box_alone() -> None:
    with pytest.raises(OnePerson):
        opened(Book(), opening(MONDAY, LATA, LATA), None)


def test_a_nil_return_goes_on_where_the_last_one_ended() -> None:
    first = nothing_came(Book(openings=(opening(),)), LATA, MONDAY, [])

    second = nothing_came(first, MOYNA, MONDAY + 9 * DAY, [])

    (earlier, later) = second.nil_returns
    assert (earlier.from_on, earlier.until_on) == (date(2026, 3, 1), MONDAY)
    assert (later.from_on, later.until_on) == (MONDAY + DAY, MONDAY + 9 * DAY)
    assert (earlier.opened_on, later.opened_on) == ((MONDAY,), ())


def test_nobody_says_twice_on_one_day_that_nothing_came() -> None:
    said = nothing_came(Book(), LATA, MONDAY, [])

    with pytest.raises(SaidAlready):
        nothing_came(said, LATA, MONDAY, [])
    assert unsaid_since(said, MONDAY) == MONDAY + DAY


def test_whoever_reads_a_complaint_of_that_time_does_not_say_that_nothing_came() -> None:
    with pytest.raises(SomethingCame):
        nothing_came(Book(), LATA, MONDAY + DAY, [MONDAY])


def test_a_complaint_of_before_stands_in_nobodys_way() -> None:
    said = nothing_came(Book(), LATA, MONDAY, [MONDAY - 30 * DAY])

    assert said.nil_returns[0].by == LATA


@pytest.mark.parametrize(
    ("first", "last", "is_there"),
    [
        (-3, -1, False),
        (-3, 0, True),
        (2, 3, True),
        (6, 9, True),
        (7, 9, False),
    ],
)
def test_who_is_on_call_on_any_day_of_the_week_stands_on_its_sheet(
    first: int, last: int, is_there: bool
) -> None:
    book = Book(calls=(call(MONDAY + first * DAY, MONDAY + last * DAY),))

    assert bool(on_call(book, *week_of(MONDAY + 3 * DAY))) is is_there


def test_who_is_not_on_call_after_all_is_taken_off() -> None:
    gone, stays = call(MONDAY, MONDAY), call(MONDAY, MONDAY, MOYNA)

    assert without_call(Book(calls=(gone, stays)), gone.id).calls == (stays,)
