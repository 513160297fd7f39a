"""The book of a committee: sealed, written over a version that was seen, and true about silence."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import reduce
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.committee.book import (
    OnePerson,
    SaidAlready,
    SomethingCame,
    has_said,
    nothing_reached,
    on_call,
    opened,
    read,
    reseal,
    say,
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
LATA, MOYNA = Sitter("Lata", "chair"), Sitter("Moyna", "member")
LATAS, MOYNAS = uuid4(), uuid4()
SITTING = {LATAS: LATA, MOYNAS: MOYNA}


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


def says(book: Book, seat: UUID, came: Iterable[date] = (), today: date = MONDAY) -> Book:
    """Somebody says that nothing reached her in the month before."""
    return nothing_reached(book, [seat], SITTING, today, came)


def test_only_with_the_last_of_them_it_is_a_return_of_the_committee() -> None:
    opened_in = Book(openings=(opening(date(2026, 2, 9)), opening(MONDAY)))

    one = says(opened_in, LATAS)
    both = says(one, MOYNAS)

    assert one.nil_returns == ()
    (whole,) = both.nil_returns
    assert (whole.from_on, whole.until_on) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (whole.opened_on, whole.by) == ((date(2026, 2, 9),), (LATA, MOYNA))
    assert both.unreached == ()


def test_what_one_has_said_closes_the_month_for_nobody_else() -> None:
    said = says(Book(), LATAS)

    assert has_said(said, [LATAS], MONDAY)
    assert not has_said(said, [MOYNAS], MONDAY)


@pytest.mark.parametrize("said", [(LATAS,), (LATAS, MOYNAS)])
def test_nobody_says_twice_of_one_month_that_nothing_came(said: tuple[UUID, ...]) -> None:
    book = reduce(says, said, Book())

    with pytest.raises(SaidAlready):
        says(book, LATAS)


def test_what_was_said_of_one_month_counts_for_no_other() -> None:
    before = says(Book(), LATAS)

    after = says(before, MOYNAS, today=MONDAY + 31 * DAY)

    assert after.nil_returns == ()


def test_whoever_joined_them_says_it_too_before_it_is_a_return() -> None:
    joined = {**SITTING, uuid4(): Sitter("Rina", "member")}
    one = nothing_reached(Book(), [LATAS], joined, MONDAY, [])

    two = nothing_reached(one, [MOYNAS], joined, MONDAY, [])

    assert two.nil_returns == ()


@pytest.mark.parametrize("day", [1, 28])
def test_whoever_reads_a_complaint_of_that_month_does_not_say_that_nothing_came(day: int) -> None:
    with pytest.raises(SomethingCame):
        says(Book(), LATAS, [date(2026, 2, day)])


@pytest.mark.parametrize("came", [date(2026, 1, 31), MONDAY])
def test_a_complaint_of_another_month_stands_in_nobodys_way(came: date) -> None:
    assert has_said(says(Book(), LATAS, [came]), [LATAS], MONDAY)


def test_who_says_it_moves_no_number_by_which_somebody_could_count(
    db: Session, world: World
) -> None:
    factory = world.bodies["factory"]
    say(db, world.keys, factory, lambda book: says(book, LATAS))
    write(db, world.keys, factory, 0, Book())
    say(db, world.keys, factory, lambda book: says(book, MOYNAS))

    book, version = read(db, world.keys, factory)

    assert version == 1
    assert len(book.nil_returns) == 1


def test_whoever_writes_something_else_takes_nobodys_word_away(db: Session, world: World) -> None:
    factory = world.bodies["factory"]
    write(db, world.keys, factory, 0, Book())
    was, seen = read(db, world.keys, factory)
    say(db, world.keys, factory, lambda book: says(book, LATAS))

    write(db, world.keys, factory, seen, was)

    assert has_said(read(db, world.keys, factory)[0], [LATAS], MONDAY)


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
