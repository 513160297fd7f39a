"""Fields with choices given as pairs of value and words, and a day in three parts."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import Form, RadioField, SelectField, StringField
from wtforms.validators import Length, ValidationError

Pairs = Sequence[tuple[str, str]]


class OneOf(RadioField):
    """One press among a few."""

    def __init__(self, label: str, validators: Any = None, *, pairs: Pairs, **bound: Any) -> None:
        super().__init__(label, validators, choices=[], **bound)
        self.choices = list(pairs)


class OneOfMany(SelectField):
    """One of a longer list."""

    def __init__(
        self, label: str, validators: Any = None, *, pairs: Pairs = (), **bound: Any
    ) -> None:
        super().__init__(label, validators, choices=[], **bound)
        self.choices = list(pairs)


class DayForm(Form):
    """A day, typed in three parts in any digits; all empty means no day."""

    day = StringField(validators=[Length(max=10)])
    month = StringField(validators=[Length(max=10)])
    year = StringField(validators=[Length(max=10)])

    def validate_year(self, _field: StringField) -> None:
        """All three parts make a day, or none is there."""
        try:
            self.the_day()
        except ValueError as wrong:
            message = _("This is not a day. For example, 31 12 2027.")
            raise ValidationError(message) from wrong

    def the_day(self) -> date | None:
        """The day, or None where nothing was typed. Raises ValueError."""
        parts = [(each.data or "").strip() for each in (self.year, self.month, self.day)]
        if not any(parts):
            return None
        year, month, day = (int("".join(_digits(part))) for part in parts)
        try:
            return date(year, month, day)
        except OverflowError as wrong:
            raise ValueError from wrong


def _digits(text: str) -> list[str]:
    values = [unicodedata.decimal(sign, None) for sign in text]
    if None in values:
        raise ValueError
    return [str(value) for value in values]
