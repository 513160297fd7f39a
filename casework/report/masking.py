"""Names taken out of texts: hers, and those of witnesses, as far as they are known and found."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase

import msgspec

from casework.case.folding import RUN_ON, folded, words
from casework.case.timeline import Line
from casework.models.entry import Kind
from casework.parties.people import Part
from casework.readers.kept_away import PARTY_FIELDS, named_in

HERS = ("name", "employee_number")
RESPONDENT = "respondent"
SHORTEST = 3
"""Letters of the shortest part of a name looked for: initials stand in every sentence."""
BETWEEN = r"[\s.\-/]?"
STEM = 4
"""From so many letters on a longer word that begins so is the name with an ending."""
TOKEN = re.compile(r"[^\s@.,;:!?()\[\]{}\"'’“”«»।॥،؛۔…/|–—-]+")

Labels = Mapping[str, str]


class Mask(StrEnum):
    """What can be left out of a report."""

    SURVIVOR = "survivor"
    """Her name and number, wherever they stand."""
    WITNESSES = "witnesses"
    """Names of everybody who saw or spoke but the respondent, each by a letter."""
    HER_WORDS = "her_words"
    """What she told, word for word."""
    NOTES = "notes"
    """The committee's own notes."""
    MESSAGES = "messages"
    """What was written between her and the receivers."""


def labels(lines: Sequence[Line], masks: Iterable[Mask], her: str, witness: str) -> Labels:
    """Which names become what: `her` for the survivor, `witness` with a letter in place of {}.

    The names are those that these lines open: whoever reads none of them masks none.
    """
    wanted, found = frozenset(masks), {}
    if Mask.WITNESSES in wanted:
        for place, names in enumerate(dict.fromkeys(_speakers(lines))):
            found.update(dict.fromkeys(names, witness.format(_letter(place))))
    if Mask.SURVIVOR in wanted:
        found.update(dict.fromkeys(_hers(lines), her))
    return found


def of_parties(lines: Iterable[Line], called: Mapping[Part, str]) -> Labels:
    """The names of those who are to stand by a letter on everything that leaves the case.

    `called`: what each part becomes, with a letter in place of {}. The letters are those of their
    order in the case, so that one person is the same on every sheet.
    """
    found: dict[str, str] = {}
    places: dict[Part, int] = {}
    for each in ever_named(lines):
        place = places[each.part] = places.get(each.part, -1) + 1
        if each.is_masked:
            found.update(dict.fromkeys(each.names, called[each.part].format(_letter(place))))
    return found


@dataclass(frozen=True)
class Known:
    """Somebody of a case, under every name that was ever written of her."""

    part: Part
    is_masked: bool
    """As was said last."""
    names: tuple[str, ...]


def ever_named(lines: Iterable[Line]) -> list[Known]:
    """Everybody who belongs to it or ever did, in the order of the first entry; pure.

    The entries stay when somebody leaves a case or her name is put right: so does her letter.
    """
    found: dict[str, Known] = {}
    for line in lines:
        if line.kind is Kind.PARTY and line.is_verified:
            id_, named = str(line.facts["about"]), named_in(line.facts, PARTY_FIELDS)
            new = filter(None, (named.name, named.nickname, named.employee_number))
            before = found[id_].names if id_ in found else ()
            names = tuple(dict.fromkeys([*before, *new]))
            is_masked = line.facts["shown"] == "masked"
            found[id_] = Known(Part(str(line.facts["part"])), is_masked, names)
    return list(found.values())


def masked_throughout(value: object, names: Labels) -> object:
    """The same in every text of a document's blocks, however deep it stands."""
    if isinstance(value, str):
        return masked(value, names)
    if isinstance(value, msgspec.Struct):
        fields = value.__struct_fields__
        inner = {each: masked_throughout(getattr(value, each), names) for each in fields}
        return msgspec.structs.replace(value, **inner)
    if isinstance(value, list):
        return [masked_throughout(each, names) for each in value]
    if isinstance(value, tuple):
        return tuple(masked_throughout(each, names) for each in value)
    return value


def masked(text: str, names: Labels) -> str:
    """The text with each name, each word of one, and each word that begins with one replaced."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, names[name]) if len(name) >= SHORTEST else text
    parts = {part: label for name, label in names.items() for part in words(name)}
    for part, label in parts.items():
        if RUN_ON.search(part) and len(part) >= SHORTEST:
            text = text.replace(part, label)
    for name in filter(_is_numbered, names):
        text = _spaced(name).sub(names[name], text)
    # What somebody is called by stands last, and two letters can be all of it: Hà, Ni, Ba.
    whole = {folded(name) for name in names} | {_called(name) for name in names}
    known = {part: label for part, label in parts.items() if len(part) >= SHORTEST or part in whole}
    return TOKEN.sub(lambda token: _word(token.group(), known), text) if known else text


def _is_numbered(name: str) -> bool:
    return any(sign.isdigit() for sign in name)


def _spaced(number: str) -> re.Pattern[str]:
    """A number however its signs are set apart: W-17, W 17, w17."""
    signs = [re.escape(sign) for sign in number if sign.isalnum()]
    return re.compile(rf"(?<!\w){BETWEEN.join(signs)}(?!\w)", re.IGNORECASE)


def _called(name: str) -> str:
    last = [*words(name)][-1:]
    return "".join(part for part in last if len(part) >= SHORTEST - 1)


def _word(token: str, known: Labels) -> str:
    plain = folded(token)
    if plain in known:
        return known[plain]
    stems = (part for part in known if len(part) >= STEM and plain.startswith(part))
    return next((known[part] for part in stems), token)


def _hers(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        if line.kind is Kind.IDENTITY:
            yield from filter(None, (str(line.facts.get(name, "")) for name in HERS))


def _speakers(lines: Sequence[Line]) -> Iterator[tuple[str, ...]]:
    """Every name of each: a witness of the case once, however often she spoke."""
    witnesses = [each.names for each in ever_named(lines) if each.part is Part.WITNESS]
    yield from filter(None, witnesses)
    known = {name for names in witnesses for name in names}
    for line in lines:
        if line.kind is Kind.OTHERS and line.facts.get("speaks_as") != RESPONDENT:
            speaker = str(line.facts.get("speaker", ""))
            if speaker and speaker not in known:
                yield (speaker,)


def _letter(place: int) -> str:
    return ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)
