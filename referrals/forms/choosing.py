"""Lists to choose from, built from words of ours: one of them, or as many as one likes."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from flask_babel import gettext as _
from wtforms import SelectField, SelectMultipleField, ValidationError
from wtforms.form import BaseForm

NONE: Mapping[Any, str] = {}


class SomeOf(SelectMultipleField):
    """As many as one likes, or none."""

    # `bound` is what WTForms itself adds when a form binds its fields.
    def __init__(self, label: str, words: Mapping[Any, str] = NONE, **bound: Any) -> None:
        super().__init__(label, choices=[], **bound)
        self.choices = [(str(value), text) for value, text in words.items()]

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what was not offered. Raises ValidationError."""
        offered = {choice.value for choice in cast("Iterable[Any]", self.iter_choices())}
        if not offered.issuperset(self.data or ()):
            raise ValidationError(_("This choice is no longer there. Please choose again."))


class OneOf(SelectField):
    """One of a list; what was not sent at all is its first line."""

    def __init__(self, label: str, words: Mapping[Any, str] = NONE, **bound: Any) -> None:
        super().__init__(label, choices=[], default=next(iter(words), ""), **bound)
        self.choices = [(str(value), text) for value, text in words.items()]

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what was not offered. Raises ValidationError."""
        offered = cast("Iterable[Any]", self.iter_choices())
        if self.data not in {choice.value for choice in offered}:
            raise ValidationError(_("This choice is no longer there. Please choose again."))
