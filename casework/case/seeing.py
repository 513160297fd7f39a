"""What of a case somebody's page showed, so that what came in meanwhile can be told apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from casework.case.timeline import Line, Timeline
from crypto.compartments import Compartment

SEEN = re.compile(r"[0-9]{1,9}(~[a-z]{1,8}\.[0-9]{1,9}){0,7}")


@dataclass(frozen=True)
class Seen:
    """The version of a case, and the last number of each chain that a page showed."""

    version: int
    numbers: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, version: int, shown: Timeline) -> "Seen":
        """What a page with this timeline shows."""
        numbers: dict[str, int] = {}
        for line in shown.lines:
            numbers[line.compartment] = max(line.number, numbers.get(line.compartment, 0))
        return cls(version, numbers)

    @classmethod
    def read(cls, text: str | None) -> "Seen | None":
        """The opposite of `text`; None for anything else, which then is not asked about."""
        if not text or not SEEN.fullmatch(text):
            return None
        version, *pairs = text.split("~")
        named = (pair.split(".") for pair in pairs)
        return cls(int(version), {part: int(number) for part, number in named})

    @property
    def text(self) -> str:
        """As it stands in a form."""
        pairs = (f"~{part}.{number}" for part, number in sorted(self.numbers.items()))
        return f"{self.version}{''.join(pairs)}"

    def since(self, shown: Timeline) -> list[Line]:
        """The entries of a timeline that came in after this was seen."""
        return [line for line in shown.lines if line.number > self._last(line.compartment)]

    def _last(self, part: Compartment) -> int:
        return self.numbers.get(part, 0)
