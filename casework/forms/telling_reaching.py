"""How it is safe to reach her, what she needs, and the second word."""

from collections.abc import Sequence
from typing import ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from casework.case.answers import Answers, Contact, Wish
from casework.forms.asking import SHORT, Line, OneOf, Question, SomeOf, Words, joined, label_of
from casework.telling.choices import NEEDS, REACHING
from casework.telling.way import Around, has_choice, is_concern, is_kept
from crypto.number import folded_word

NEVER = "never"
YES_NO = {"yes": _l("Yes"), "no": _l("No")}
COMMITTEE = "committee"
ALSO = {COMMITTEE: _l("Those of the committee who read what I tell")}
WORD_LIMIT = 100


class Reaching(Question):
    """Whether and how to reach her: never, unless she says so."""

    intro: ClassVar[Sequence[str]] = (
        _l("If you do not choose, nobody reaches you. You can always come back with your number."),
    )
    why = _l(
        "A call at the wrong moment can harm. Those who may know your name see this, "
        "and nobody else."
    )
    how = OneOf(_l("May we reach you, and how?"), REACHING)

    def show(self, answers: Answers) -> None:
        """Fill the field where she chose a way."""
        how = answers.contact.how
        self.how.data = how if how != NEVER else None

    def write(self, answers: Answers) -> None:
        """Take the way. With "never" the rest is forgotten."""
        how = self.how.value or NEVER
        if how == NEVER:
            answers.contact = Contact()
        answers.contact.how = how

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """Never."""
        answers.contact = Contact()

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The way in words."""
        return label_of(answers.contact.how, REACHING)


class SafelyReaching(Question):
    """Where, when, whose phone, who else answers, what to say then."""

    title = _l("How can we reach you safely?")
    why = Reaching.why
    where = Line(_l("Number, place or person"))
    when = Line(
        _l("When is it safe?"), _l("For example: Friday after lunch. Never in the evening.")
    )
    whose_phone = Line(_l("Whose phone is it?"))
    who_answers = Line(_l("Who else may answer, or look at it?"))
    what_to_say = Words(
        _l("What should we say if somebody else answers?"),
        _l("For example: “wrong number”, or that a friend from the village calls."),
        limit=2 * SHORT,
    )

    def show(self, answers: Answers) -> None:
        """Fill the fields."""
        for name, field in self._fields.items():
            field.data = getattr(answers.contact, name)

    def write(self, answers: Answers) -> None:
        """Take what she said."""
        answers.contact = Contact(
            how=answers.contact.how,
            where=self.where.data or "",
            when=self.when.data or "",
            whose_phone=self.whose_phone.data or "",
            who_answers=self.who_answers.data or "",
            what_to_say=self.what_to_say.data or "",
        )

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """Only the way is known."""
        answers.contact = Contact(how=answers.contact.how)

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """All of it on one line."""
        contact = answers.contact
        return joined(
            (
                contact.where,
                contact.when,
                contact.whose_phone,
                contact.who_answers,
                contact.what_to_say,
            )
        )


class Needs(Question):
    """What help she would like, and who may know of it."""

    title = _l("Would you like help with something?")
    why = _l("A referral officer finds help outside the factory. She does not read what you tell.")
    needs = SomeOf(_l("Choose all that you would like"), NEEDS)

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> type[Question]:
        """Asks about those only who could learn of it here."""
        fields: dict[str, object] = {}
        if around.officers:
            bodies = " · ".join(around.officers)
            asked = _("May a referral officer of %(bodies)s know what you need?", bodies=bodies)
            fields["officer"] = OneOf(asked, YES_NO)
        if _has_committee(answers):
            fields["also"] = SomeOf(_l("Who else may know what you need?"), ALSO)
        return type("AskedNeeds", (cls,), fields)

    def show(self, answers: Answers) -> None:
        """Fill the fields."""
        self.needs.data = list(answers.needs)
        if "officer" in self._fields:
            self._fields["officer"].data = "yes" if answers.wants_officer else None
        if "also" in self._fields:
            self._fields["also"].data = [COMMITTEE] if answers.needs_for_committee else []

    def write(self, answers: Answers) -> None:
        """Take what she needs; without a yes no officer learns of it."""
        answers.needs = self.needs.values
        if "officer" in self._fields:
            answers.wants_officer = self._fields["officer"].data == "yes"
        if "also" in self._fields:
            answers.needs_for_committee = COMMITTEE in (self._fields["also"].data or [])

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No needs, and nobody who knows of them."""
        answers.needs, answers.wants_officer, answers.needs_for_committee = [], False, False

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """The needs in words, and who may know of them."""
        officer = _("A referral officer may know") if answers.wants_officer else ""
        also = str(ALSO[COMMITTEE]) if answers.needs_for_committee else ""
        return joined([*(NEEDS.get(each, "") for each in answers.needs), officer, also])


def _has_committee(answers: Answers) -> bool:
    wants_one = answers.wish is not Wish.HELP or answers.help_for_committee
    return answers.workplace is not None and has_choice(answers) and wants_one


class SecondWord(Question):
    """The word that opens what the number alone does not."""

    title = _l("A second word, beside your number")
    intro: ClassVar[Sequence[str]] = (
        _l("At the end you get a number. With it you can come back and see if an answer waits."),
        _l("With a second word you can also read the answer here, and what you told."),
        _l("Without one, answers reach you only by voice or in person."),
        _l("Somebody may find your number. Without the word they read nothing."),
    )
    why = _l(
        "Nobody can see the word, and nobody can look it up. If you forget it, somebody who "
        "reads has to speak with you to make a new one."
    )
    word = Line(
        _l("Your second word"),
        _l("A word or a short line that you remember and others do not guess. Any letters."),
        limit=WORD_LIMIT,
    )

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> type[Question]:
        """What is kept for herself needs the word; of a concern there is no other way back."""
        if is_kept(answers):
            return KeepersWord
        return ReportersWord if is_concern(answers) else cls

    def show(self, answers: Answers) -> None:
        """Fill the field."""
        self.word.data = answers.second_word

    def write(self, answers: Answers) -> None:
        """Take the word as she wrote it."""
        answers.second_word = self.word.data or ""

    def validate_word(self, field: Line) -> None:
        """Refuse a word of nothing but signs that fold away. Raises ValidationError."""
        if field.data and not folded_word(field.data):
            raise ValidationError(_("Please use letters or digits for the word."))

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """No word."""
        answers.second_word = ""

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """That there is one; never which."""
        return _("You chose a second word") if answers.second_word else ""


class KeepersWord(SecondWord):
    """The same for what is sealed to her alone: without the word nobody could ever open it."""

    can_skip = False
    intro: ClassVar[Sequence[str]] = (
        _l("At the end you get a number. Number and word together open what you keep."),
        _l("Nobody else has a key. Without the word nobody can open it, not even you."),
        _l("It is destroyed 24 months after your last visit. That length of time is our choice."),
    )
    why = _l("Nobody can see the word, and nobody can look it up or make a new one.")

    def validate_word(self, field: Line) -> None:
        """Ask for a word. Raises ValidationError."""
        if not folded_word(field.data or ""):
            raise ValidationError(
                _("Please choose a word, or go back and choose something else than keeping it.")
            )


class ReportersWord(SecondWord):
    """The same for who tells of somebody else and is reached in no other way."""

    intro: ClassVar[Sequence[str]] = (
        _l("At the end you get a number. With it you can come back and see if an answer waits."),
        _l("With a second word you can also read the answer here, and your own words."),
        _l("Without one, no answer can reach you."),
    )
    why = _l("Nobody can see the word, and nobody can look it up.")
