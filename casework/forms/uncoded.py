"""Text that many read, also somebody whom a case is about: a case code or a number is refused."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from casework.case.codes import WORDS as CODE_WORDS
from casework.forms.asking import Line, Words
from crypto.errors import NumberMistyped
from crypto.number import LENGTH, parse

BETWEEN = r"[\s.,·•・_/\-‐-―−]"
CODE = re.compile(rf"\b(?:{'|'.join(CODE_WORDS)}){BETWEEN}{{0,3}}\d\d\b", re.IGNORECASE)
"""A case code, with whatever somebody types between its two parts."""
DIGITS = re.compile(rf"\d(?:{BETWEEN}*\d){{{LENGTH - 1},}}")


def names_a_case(text: str) -> bool:
    """Whether a case code stands in a text."""
    return CODE.search(text) is not None


def holds_a_number(text: str) -> bool:
    """Whether sixteen digits stand in it that can be a survivor's number, in any script."""
    return any(_is_number(each) for run in DIGITS.findall(text) for each in _windows(run))


def refuse_codes(text: str) -> None:
    """Raises ValidationError for a text in which a case could be found."""
    if names_a_case(text):
        raise ValidationError(
            _("A case code stands in it. Many people read this: leave it out. Your text is kept.")
        )
    if holds_a_number(text):
        raise ValidationError(
            _(
                "A number stands in it that can be somebody's own number. It opens her pages: "
                "leave it out, and tell her to ask for a new one. Your text is kept."
            )
        )


class Uncoded(Words):
    """Words that people read who are not to learn of any case."""

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is too long, or names a case. Raises ValidationError."""
        super().pre_validate(form)
        refuse_codes(self.data or "")


class UncodedLine(Line):
    """The same on one line."""

    def __init__(self, label: str, hint: str = "", limit: int = 200, **bound: Any) -> None:
        super().__init__(label, hint, limit, **bound)

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is too long, or names a case. Raises ValidationError."""
        super().pre_validate(form)
        refuse_codes(self.data or "")


def _windows(run: str) -> Iterable[str]:
    digits = [sign for sign in run if sign.isdecimal()]
    for at in range(len(digits) - LENGTH + 1):
        yield "".join(digits[at : at + LENGTH])


def _is_number(digits: str) -> bool:
    try:
        parse(digits)
    except NumberMistyped:
        return False
    return True
