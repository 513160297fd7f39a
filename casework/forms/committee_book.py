"""What a committee writes in its book: on call, the box, a meeting, how its members are."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from msgspec.structs import replace
from wtforms import FormField
from wtforms.validators import DataRequired, ValidationError

from auth.choice_forms import DayForm
from auth.judging import complain
from casework.committee.book import opened
from casework.forms.absence import DayNeededForm
from casework.forms.asking import Line, OneOf, OneOfMany, SomeOf
from casework.forms.committee import REASON, BookForm
from casework.forms.safety import a_day, show_day, the_day
from casework.forms.uncoded import Uncoded
from casework.models.committee_book import (
    Book,
    Box,
    Care,
    Meeting,
    OnCall,
    Opening,
    Promise,
    Sitter,
    Strain,
)
from casework.paper.meetings import TOPICS
from casework.words.committee_book import STRAINS, WHOLE

MINUTES = 4_000
SEATED = ("who", "other", "present")
"""Fields in which somebody of the committee is chosen."""


class PageForm(BookForm):
    """Something that is written in the book.

    Each has `into`: the book with it, once valid; `people` by what `offer_seats` offered.
    """

    def show(self, book: Book) -> None:
        """Fill the fields with what the book says already."""

    def offer_seats(self, seats: Iterable[tuple[str, str]]) -> None:
        """Say who sits there: id and name."""


class SeatedForm(PageForm):
    """A form in which somebody of the committee is chosen."""

    def offer_seats(self, seats: Iterable[tuple[str, str]]) -> None:
        """Say who sits there: id and name."""
        named = list(seats)
        for field in self:
            if field.name in SEATED and isinstance(field, OneOfMany | SomeOf):
                field.offer(named)


class CallForm(SeatedForm):
    """Who is on call, and how she is reached."""

    who = OneOfMany(_l("Who is on call?"), validators=[DataRequired(_l("Choose somebody."))])
    from_on = FormField(DayNeededForm, _l("From"))
    until_on = FormField(DayNeededForm, _l("Until"))
    how = Line(_l("How to reach her then"), _l("Such as: extension 17, the clinic until 18:00."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all of it is there, and the last day is not before the first."""
        return super().validate(extra_validators) and self._is_in_order()

    def into(self, book: Book, people: Mapping[str, Sitter]) -> Book:
        """The book with one more who is on call."""
        call = OnCall(
            id=uuid4(),
            who=people[self.who.value],
            from_on=a_day(self.from_on),
            until_on=a_day(self.until_on),
            how=self.how.data or "",
        )
        return replace(book, calls=(*book.calls, call))

    def _is_in_order(self) -> bool:
        if a_day(self.until_on) >= a_day(self.from_on):
            return True
        complain(self.until_on.form.day, _("The last day is before the first."))
        return False


class BoxForm(PageForm):
    """Where the box hangs, and when it is opened next."""

    where = Line(
        _l("Where it hangs"),
        _l("Where nobody sees who uses it."),
        validators=[DataRequired(_l("Write where it hangs."))],
    )
    next_on = FormField(DayForm, _l("Opened next on"))
    hour = Line(_l("At which hour?"))
    seal = Line(_l("Number of the seal that is on it"))

    def show(self, book: Book) -> None:
        """Fill the fields with the box as it hangs."""
        box = book.box
        self.where.data, self.hour.data, self.seal.data = box.where, box.hour, box.seal
        show_day(self.next_on, box.next_on)

    def into(self, book: Book, people: Mapping[str, Sitter]) -> Book:
        """The book with the box as it hangs now."""
        box = Box(
            where=self.where.data or "",
            hour=self.hour.data or "",
            next_on=the_day(self.next_on),
            seal=self.seal.data or "",
        )
        return replace(book, box=box)


class OpeningForm(SeatedForm):
    """That the box was opened, by two."""

    on = FormField(DayNeededForm, _l("Opened on"))
    hour = Line(_l("At which hour?"))
    who = OneOfMany(_l("Opened by"), validators=[DataRequired(_l("Choose who opened it."))])
    other = OneOfMany(_l("and by"), validators=[DataRequired(_l("Choose the second person."))])
    seal = Line(
        _l("Number of the seal that was found"),
        validators=[DataRequired(_l("Write the number of the seal."))],
    )
    is_whole = OneOf(_l("Was the seal whole?"), WHOLE, validators=[DataRequired(_l("Choose one."))])
    letters = Line(_l("How many letters?"), _l("A whole number; 0 for none."), limit=4)
    new_seal = Line(
        _l("Number of the new seal"),
        validators=[DataRequired(_l("Write the number of the new seal."))],
    )
    next_on = FormField(DayForm, _l("Opened next on"))

    def show(self, book: Book) -> None:
        """The seal that should be found is the one that was put on last."""
        self.seal.data, self.hour.data = book.box.seal, book.box.hour

    def into(self, book: Book, people: Mapping[str, Sitter]) -> Book:
        """The book with one more opening; its new seal is on the box."""
        opening = Opening(
            id=uuid4(),
            on=a_day(self.on),
            hour=self.hour.data or "",
            openers=(people[self.who.value], people[self.other.value]),
            seal=self.seal.data or "",
            is_whole=self.is_whole.value == "yes",
            letters=int(self.letters.data or "0"),
            new_seal=self.new_seal.data or "",
        )
        return opened(book, opening, the_day(self.next_on))

    def validate_letters(self, field: Line) -> None:
        """A number, or nothing for none. Raises ValidationError."""
        if field.data and not field.data.isdecimal():
            raise ValidationError(_("Type a whole number."))

    def validate_other(self, field: OneOfMany) -> None:
        """Another person than the first. Raises ValidationError."""
        if field.value and field.value == self.who.value:
            raise ValidationError(_("The box is opened by two. Choose another person."))


class MeetingForm(SeatedForm):
    """A meeting: who was there, what was gone through, minutes without a case."""

    on = FormField(DayNeededForm, _l("Day"))
    hours = Line(_l("From when to when?"))
    place = Line(_l("Place"))
    present = SomeOf(_l("Who was there?"), validators=[DataRequired(_l("Choose who was there."))])
    absent = Line(_l("Not there, and why"))
    topics = SomeOf(_l("Gone through"), TOPICS)
    minutes = Uncoded(
        _l("Minutes. Nothing of a case"),
        _l("Not even a code: everybody who sits here reads it. Write about a case in the case."),
        limit=MINUTES,
    )
    todo = Uncoded(_l("Who does what until when"), limit=REASON)
    next_on = FormField(DayForm, _l("Next meeting"))

    def into(self, book: Book, people: Mapping[str, Sitter]) -> Book:
        """The book with one more meeting."""
        meeting = Meeting(
            id=uuid4(),
            on=a_day(self.on),
            hours=self.hours.data or "",
            place=self.place.data or "",
            present=tuple(people[each] for each in self.present.values),
            absent=self.absent.data or "",
            topics=tuple(self.topics.values),
            minutes=self.minutes.data or "",
            todo=self.todo.data or "",
            next_on=the_day(self.next_on),
        )
        return replace(book, meetings=(*book.meetings, meeting))


class CareForm(PageForm):
    """How a member is, and what was done."""

    on = FormField(DayNeededForm, _l("Day"))
    what = OneOf(_l("What is it about?"), STRAINS, validators=[DataRequired(_l("Choose one."))])
    words = Uncoded(
        _l("What it was"),
        _l("No case, no name of anybody who told. Everybody of the committee reads it."),
        limit=REASON,
    )
    done = Uncoded(_l("What was done, by whom"), limit=REASON)

    def into(self, book: Book, people: Mapping[str, Sitter]) -> Book:
        """The book with one more line on how the members are."""
        care = Care(
            id=uuid4(),
            on=a_day(self.on),
            what=Strain(self.what.value),
            words=self.words.data or "",
            done=self.done.data or "",
        )
        return replace(book, cares=(*book.cares, care))


class PromiseForm(SeatedForm):
    """That a member signed the promise of secrecy."""

    who = OneOfMany(_l("Who signed?"), validators=[DataRequired(_l("Choose who signed."))])
    on = FormField(DayNeededForm, _l("Signed on"))

    def into(self, book: Book, people: Mapping[str, Sitter]) -> Book:
        """The book with one more promise; an older one of the same seat counts no more."""
        seat = UUID(self.who.value)
        promise = Promise(seat=seat, who=people[self.who.value], on=a_day(self.on))
        others = tuple(each for each in book.promises if each.seat != seat)
        return replace(book, promises=(*others, promise))


Written = CallForm | BoxForm | OpeningForm | MeetingForm | CareForm | PromiseForm
"""A form that puts something into the book."""
