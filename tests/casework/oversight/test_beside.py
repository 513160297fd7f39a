"""What is written beside the cases: once, however often somebody presses, until it is done."""

from datetime import date, timedelta
from uuid import uuid4

from msgspec.structs import replace

from casework.models.committee_book import Book, Forum, Hazard, Prevention, Sitter
from casework.oversight.coaching import answered, unanswered, written
from casework.oversight.preventing import done, entered, of_forum, overdue

TODAY = date(2026, 3, 2)
MAYA = Sitter("Maya")
LAMPS = Prevention(
    id=uuid4(), hazard=Hazard.LIGHT, words="Lamps", forum=Forum.SAFETY, who="Maintenance",
    by_on=TODAY - timedelta(days=1),
)  # fmt: skip


def test_whoever_presses_twice_has_entered_it_once() -> None:
    book = entered(entered(Book(), LAMPS), replace(LAMPS, id=uuid4()))
    noted = written(written(book, MAYA, "How are you?", TODAY), MAYA, "How are you?", TODAY)

    assert book.preventions == (LAMPS,)
    assert len(noted.coaching) == 1


def test_what_was_changed_is_neither_overdue_nor_on_a_sheet_and_can_be_entered_anew() -> None:
    book = done(entered(Book(), LAMPS), LAMPS.id, "New lamps", TODAY)
    again = entered(book, replace(LAMPS, id=uuid4()))

    assert (overdue(book, TODAY), of_forum(book, Forum.SAFETY)) == ([], [])
    assert len(overdue(again, TODAY)) == 1


def test_a_note_waits_until_somebody_has_answered_it() -> None:
    book = written(Book(), MAYA, "How are you?", TODAY)
    (note,) = unanswered(book)

    assert unanswered(answered(book, note.id, "Well", TODAY)) == []
