"""Fields that take whatever a person types, keep it, and say plainly what they cannot take."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import (
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.form import BaseForm

from casework import typed
from casework.case.answers import Answers
from casework.telling.way import Around

SHORT = 100
"""Characters of a short answer. All short answers of one page have to fit into the room of an
entry in any script, so that a full page is stored as long as an empty one."""
LONG = 20_000
NONE: Mapping[str, str] = {}

Pairs = Iterable[tuple[str, str]]


def _one_line(value: str | None) -> str:
    return typed.one_line(value or "")


def _words(value: str | None) -> str:
    return typed.words(value or "").strip("\n")


class Line(StringField):
    """A short answer on one line, in any script; it may stay empty."""

    # `bound` is what WTForms itself adds when a form binds its fields.
    def __init__(self, label: str, hint: str = "", limit: int = SHORT, **bound: Any) -> None:
        super().__init__(label, description=hint, filters=[_one_line], **bound)
        self.limit = limit

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is too long. Raises ValidationError; the text stays in the field."""
        _refuse_long(self.data or "", self.limit)


class Words(TextAreaField):
    """A long answer with its line breaks; it may stay empty."""

    def __init__(self, label: str, hint: str = "", limit: int = LONG, **bound: Any) -> None:
        super().__init__(label, description=hint, filters=[_words], **bound)
        self.limit = limit

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is too long. Raises ValidationError; the text stays in the field."""
        _refuse_long(self.data or "", self.limit)


class OneOf(RadioField):
    """One of several; nothing is chosen beforehand and nothing need be chosen."""

    def __init__(
        self, label: str, choices: Mapping[str, str] = NONE, hint: str = "", **bound: Any
    ) -> None:
        super().__init__(label, description=hint, choices=[], **bound)
        self.choices = list(choices.items())

    def offer(self, pairs: Pairs) -> None:
        """Say what there is to choose from, where that depends on the place."""
        self.choices = list(pairs)

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what was not offered. Raises ValidationError."""
        if self.data and self.data not in _values(self):
            raise ValidationError(_("This choice is no longer there. Please choose again."))

    @property
    def value(self) -> str:
        """What was chosen, or nothing."""
        return str(self.data or "")


class OneOfMany(SelectField):
    """One of a list too long to be shown whole."""

    def __init__(self, label: str, hint: str = "", **bound: Any) -> None:
        super().__init__(label, description=hint, choices=[], **bound)

    def offer(self, pairs: Pairs) -> None:
        """Say what there is to choose from; the first line is no choice."""
        self.choices = [("", _("Choose, or leave it")), *pairs]

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what was not offered. Raises ValidationError."""
        if self.data and self.data not in _values(self):
            raise ValidationError(_("This choice is no longer there. Please choose again."))

    @property
    def value(self) -> str:
        """What was chosen, or nothing."""
        return str(self.data or "")


class SomeOf(SelectMultipleField):
    """As many as she likes, or none."""

    def __init__(
        self, label: str, choices: Mapping[str, str] = NONE, hint: str = "", **bound: Any
    ) -> None:
        super().__init__(label, description=hint, choices=[], **bound)
        self.choices = list(choices.items())

    def offer(self, pairs: Pairs) -> None:
        """Say what there is to choose from, where that depends on the place."""
        self.choices = list(pairs)

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what was not offered. Raises ValidationError."""
        if set(self.data or []) - set(_values(self)):
            raise ValidationError(_("This choice is no longer there. Please choose again."))

    @property
    def values(self) -> list[str]:
        """What was chosen, in the order it was offered in."""
        chosen = set(self.data or [])
        return [value for value in _values(self) if value in chosen]


class Question(Form):
    """One page of questions, and how its answers stand in Answers.

    A page is asked, read and forgotten by these four: `show`, `write`, `forget`, `summary`.
    """

    title: ClassVar[str] = ""
    """The heading, where the page has more than one field."""
    intro: ClassVar[Sequence[str]] = ()
    why: ClassVar[str] = ""
    submit: ClassVar[str] = ""
    can_skip: ClassVar[bool] = True
    hints: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    @classmethod
    def asked(
        cls, answers: Answers, around: Around, values: MultiDict[str, str] | None = None
    ) -> "Question":
        """The page with her earlier answers, or with what she has just typed."""
        made = cls.for_place(answers, around)(values)
        made.prepare(answers, around)
        if values is None:
            made.show(answers)
        return made

    @classmethod
    def for_place(cls, answers: Answers, around: Around) -> "type[Question]":
        """The form itself; some have a field for each person or body of the place."""
        return cls

    def prepare(self, answers: Answers, around: Around) -> None:
        """Offer what there is to choose from in her place."""

    def show(self, answers: Answers) -> None:
        """Fill the fields with her answers."""

    def write(self, answers: Answers) -> None:
        """Put the fields' values into her answers."""

    @classmethod
    def forget(cls, answers: Answers) -> None:
        """Take back what was answered on this page: she would rather not say."""

    @classmethod
    def summary(cls, answers: Answers, around: Around) -> str:
        """Her answers in words, empty where there is none."""
        return ""


def joined(words: Iterable[str]) -> str:
    """Short answers on one line, empty ones left out."""
    return " · ".join(str(word) for word in words if word)


def label_of(value: str, labels: Mapping[str, str]) -> str:
    """The words for a value; nothing for nothing."""
    return str(labels.get(value, ""))


def _values(field: RadioField | SelectField | SelectMultipleField) -> list[str]:
    choices = field.choices
    return [str(each[0]) for each in choices] if isinstance(choices, list) else []


def _refuse_long(text: str, limit: int) -> None:
    if len(text) > limit:
        raise ValidationError(
            _(
                "This is longer than we can take: at most %(limit)s characters. "
                "Nothing you wrote is lost. Please shorten it.",
                limit=limit,
            )
        )
