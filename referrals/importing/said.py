"""What one row of a list says, by what its columns mean, and what was found while reading it."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from referrals.importing.fields import Field
from referrals.importing.findings import Finding, Reason
from referrals.importing.rows import Row
from referrals.importing.vocabulary import says_nothing, together

Read = TypeVar("Read")
SHOWN = 120
"""How much of a cell a finding repeats."""


class Said:
    """A row, read by the meaning of its columns. Cells of columns without a meaning are nothing."""

    def __init__(self, row: Row, columns: Mapping[int, Field]) -> None:
        self.row = row
        self.findings: list[Finding] = []
        self._texts: dict[Field, str] = {}
        for at, field in columns.items():
            self._take(row, at, field)
        self._lines: dict[Field, str] = {}
        self._told = {field: text for field, text in self._texts.items() if not says_nothing(text)}

    def text(self, field: Field) -> str:
        """What stands there; nothing where it only says that nobody knows."""
        return self._told.get(field, "")

    @property
    def name(self) -> str:
        """What the row is about, for who looks for it in the list."""
        return (self.line(Field.SERVICE) or self.line(Field.ORGANIZATION))[:SHOWN]

    def raw(self, field: Field) -> str:
        """What stands there, also "none"."""
        return self._texts.get(field, "")

    def line(self, field: Field) -> str:
        """What stands there, on one line."""
        found = self._lines.get(field)
        if found is None:
            found = self._lines[field] = " ".join(self.text(field).split())
        return found

    def find(self, reason: Reason, field: Field, said: str = "") -> None:
        """Note what is the matter."""
        told = " ".join((said or self.raw(field)).split())
        self.findings.append(Finding(reason, field.value, told[:SHOWN]))

    def read(
        self, field: Field, read: Callable[[str], Read | None], otherwise: Reason
    ) -> Read | None:
        """What a cell says as something else than text; noted where it cannot be read."""
        text = self.text(field)
        if not text:
            return None
        found = read(text)
        if found is None:
            self.find(otherwise, field)
        return found

    def _take(self, row: Row, at: int, field: Field) -> None:
        if at in row.formulas:
            self.findings.append(Finding(Reason.FORMULA, field.value))
        if at in row.too_long:
            self.findings.append(Finding(Reason.TOO_LONG, field.value))
        text = row.cells[at] if at < len(row.cells) else ""
        if text:
            before = self._texts.get(field)
            self._texts[field] = together([before, text]) if before else text
