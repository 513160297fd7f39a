"""What in a letter would point at her or at a witness: names and numbers the writer can read."""

import re
from collections.abc import Iterable, Iterator

from casework.case.folding import RUN_ON, WITHIN, words
from casework.case.timeline import Line
from casework.models.entry import Kind
from casework.parties.declaring import whom
from casework.protection.reading import text
from casework.readers.kept_away import PARTY_FIELDS

HERS = ("name", "employee_number")
OF_A_PARTY = tuple(PARTY_FIELDS[name] for name in ("name", "nickname", "employee_number"))
OF_HIM = "respondent"
SHORTEST = 3
"""Letters of the shortest name looked for: initials would be found in every sentence."""
STEM = 4
"""From so many letters on a longer word that begins so is the name with an ending."""
JOINTS = re.compile(f"[{re.escape(WITHIN)}]+")


class TellsWho(Exception):
    """A letter to the respondent names her or somebody who spoke. `words`: which."""

    def __init__(self, found: tuple[str, ...]) -> None:
        super().__init__(len(found))
        self.words = found


def points_at(lines: Iterable[Line], letter: str, to: str = "") -> tuple[str, ...]:
    """Every word of a letter that is a name or number of hers, or of somebody who spoke.

    Looked for is what these lines open: who holds no key to her identity finds nothing of it.
    `to`: whom it goes to. Of his own name no word counts: the one written down of him, or
    whatever stands there while nobody has.
    """
    read = list(lines)
    known = {word for each in whom(read) for word in _words(f"{each.name} {each.nickname}")}
    his = known.intersection(_words(to)) or set(() if known else _words(to))
    looked_for = {word for said in _named(read) for word in _words(said)} - his
    names = [each for each in looked_for if len(each) >= SHORTEST]
    there = [each for each in _words(f"{to}\n{letter}") if each not in his]
    return tuple(each for each in there if any(_is_of(each, name) for name in names))


def names_anybody(lines: Iterable[Line], written: str) -> tuple[str, ...]:
    """The same of a text that leaves the case for many readers: the respondent's names too."""
    read = list(lines)
    his = {word for each in whom(read) for word in _words(f"{each.name} {each.nickname}")}
    names = [each for each in his if len(each) >= SHORTEST]
    there = (each for each in _words(written) if any(_is_of(each, name) for name in names))
    return tuple(dict.fromkeys((*points_at(read, written), *there)))


def _words(text_: str) -> Iterable[str]:
    """Each word once, and each part of one that is joined: Rahima's, Rahima-apa."""
    whole = words(text_)
    parts = (part for word in whole for part in JOINTS.split(word) if part)
    return dict.fromkeys((*whole, *parts))


def _is_of(word: str, name: str) -> bool:
    with_ending = len(name) >= STEM and word.startswith(name)
    return word == name or with_ending or (bool(RUN_ON.search(name)) and name in word)


def _named(lines: Iterable[Line]) -> Iterator[str]:
    for each in lines:
        if each.kind is Kind.IDENTITY:
            yield from (text(each.facts, name) for name in HERS)
        elif each.kind is Kind.PARTY and text(each.facts, "part") != OF_HIM:
            yield from (text(each.facts, name) for name in OF_A_PARTY)
        elif each.kind is Kind.OTHERS and text(each.facts, "speaks_as") != OF_HIM:
            yield text(each.facts, "speaker")
