"""What in a letter would point at her or at a witness: names and numbers the writer can read."""

from collections.abc import Iterable, Iterator

from casework.case.folding import words
from casework.case.timeline import Line
from casework.models.entry import Kind
from casework.protection.reading import text
from casework.readers.kept_away import PARTY_FIELDS

HERS = ("name", "employee_number")
OF_A_PARTY = tuple(PARTY_FIELDS[name] for name in ("name", "nickname", "employee_number"))
OF_HIM = "respondent"
SHORTEST = 3
"""Letters of the shortest name looked for: initials would be found in every sentence."""


class TellsWho(Exception):
    """A letter to the respondent names her or somebody who spoke. `words`: which."""

    def __init__(self, found: tuple[str, ...]) -> None:
        super().__init__(len(found))
        self.words = found


def points_at(lines: Iterable[Line], letter: str, to: str = "") -> tuple[str, ...]:
    """Every word of a letter that is a name or number of hers, or of somebody who spoke.

    Looked for is what these lines open: who holds no key to her identity finds nothing of it.
    `to`: his own name, of which no word counts.
    """
    his = set(words(to))
    looked_for = {word for said in _named(lines) for word in words(said)} - his
    there = dict.fromkeys(words(letter))
    return tuple(each for each in there if each in looked_for and len(each) >= SHORTEST)


def _named(lines: Iterable[Line]) -> Iterator[str]:
    for each in lines:
        if each.kind is Kind.IDENTITY:
            yield from (text(each.facts, name) for name in HERS)
        elif each.kind is Kind.PARTY and text(each.facts, "part") != OF_HIM:
            yield from (text(each.facts, name) for name in OF_A_PARTY)
        elif each.kind is Kind.OTHERS and text(each.facts, "speaks_as") != OF_HIM:
            yield text(each.facts, "speaker")
