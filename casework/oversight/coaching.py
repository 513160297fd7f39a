"""Coaching: what a supervisor writes to a committee, and its answer; both stand in its book."""

from datetime import date
from uuid import UUID, uuid4

from msgspec.structs import replace

from casework.models.committee_book import Book, Coaching, Sitter


class AnsweredAlready(ValueError):
    """Somebody of the committee has answered it."""


def written(book: Book, by: Sitter, words: str, on: date) -> Book:
    """The book with one more note to the committee, once however often somebody pressed."""
    if any((each.by, each.words, each.on) == (by, words, on) for each in unanswered(book)):
        return book
    said = Coaching(id=uuid4(), on=on, by=by, words=words)
    return replace(book, coaching=(*book.coaching, said))


def answered(book: Book, note: UUID, words: str, on: date) -> Book:
    """The book in which the committee answered a note. Raises AnsweredAlready."""
    if any(each.id == note and each.answered_on for each in book.coaching):
        raise AnsweredAlready
    notes = tuple(
        replace(each, answer=words, answered_on=on) if each.id == note else each
        for each in book.coaching
    )
    return replace(book, coaching=notes)


def unanswered(book: Book) -> list[Coaching]:
    """The notes to which nobody of the committee has answered."""
    return [each for each in book.coaching if not each.answered_on]
