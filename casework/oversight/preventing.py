"""Prevention: what can be changed in a factory leaves a case as a new text, and is followed up."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec.structs import replace
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put, said_now
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.committee import book as books
from casework.inquiry.telltale import names_anybody
from casework.models.committee_book import Book, Prevention
from casework.models.entry import Kind
from crypto.compartments import Compartment


class NamesSomebody(ValueError):
    """The text names somebody of the case. `words`: which."""

    def __init__(self, found: tuple[str, ...]) -> None:
        super().__init__(len(found))
        self.words = found


def pass_on(
    db: Session, turn: Turn, factory: UUID, action: Prevention, lines: Iterable[Line]
) -> None:
    """Let a new text leave a case; the case keeps what left, and what left points at no case.

    `lines`: what is open of the case, in which names are looked for.

    Raises NamesSomebody, and as `casework.case.turns.begin`.
    """
    found = names_anybody(lines, f"{action.words}\n{action.who}")
    if found:
        raise NamesSomebody(found)
    cover = begin(db, turn, Compartment.ACCOUNT)
    said = said_now(Kind.NOTE, turn.now, action.words, step="prevention")
    put(db, cover, Compartment.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:prevention:pass_on", turn.author.person, turn.now)
    books.say(db, turn.keys, factory, lambda book: entered(book, action))


def entered(book: Book, action: Prevention) -> Book:
    """The book with one more thing to be changed, in its place by day: not the newest last.

    What stands open there word for word is not entered once more: somebody pressed twice.
    """
    if any(replace(each, id=action.id) == action for each in book.preventions):
        return book
    every = sorted((*book.preventions, action), key=lambda each: (each.by_on, each.id))
    return replace(book, preventions=tuple(every))


def done(book: Book, action: UUID, words: str, on: date) -> Book:
    """The book in which something was changed; what was done once stays as it was written."""
    every = tuple(
        replace(each, done=words, done_on=on) if each.id == action and not each.done_on else each
        for each in book.preventions
    )
    return replace(book, preventions=every)


def overdue(book: Book, today: date) -> list[Prevention]:
    """What was to be changed by a day that has passed, and was not."""
    return [each for each in book.preventions if not each.done_on and each.by_on < today]


def of_forum(book: Book, forum: str) -> list[Prevention]:
    """What one other committee is to take up and was not changed yet, by its day."""
    return [each for each in book.preventions if not each.done_on and each.forum == forum]
