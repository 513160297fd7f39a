"""Fields with choices given as pairs of value and words."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField

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
