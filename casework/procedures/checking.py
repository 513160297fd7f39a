"""What a pack must hold to, beyond its shape: sources that exist, bindings they can carry."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args, get_origin

import msgspec

from casework.procedures import committee_checks, deadline_checks, lines
from casework.procedures.lines import Path
from casework.procedures.own_rules import version_read
from casework.procedures.pack import Calendar, InterimMeasure, Pack, Pause
from casework.procedures.rule import Rule, Source
from casework.procedures.shape import Slip, slips
from casework.procedures.terms import Binding, SourceKind

SCHEMA = 1
LAW = frozenset({Binding.LAW})
ADVICE = frozenset({Binding.GUIDELINE})
CARRIES: Mapping[SourceKind, frozenset[Binding]] = {
    SourceKind.STATUTE: LAW,
    SourceKind.RULES: LAW,
    SourceKind.DECREE: LAW,
    SourceKind.ORDINANCE: LAW,
    SourceKind.COURT: LAW,
    SourceKind.TREATY: ADVICE,
    SourceKind.GUIDELINE: ADVICE,
    SourceKind.CODE: ADVICE,
    SourceKind.PRACTICE: ADVICE,
    SourceKind.PROGRAMME: ADVICE,
    SourceKind.SUPERVISION: ADVICE,
    SourceKind.REPORT: LAW | ADVICE,
    SourceKind.OWN: frozenset({Binding.RECOMMENDED}),
    SourceKind.FACTORY: frozenset(),
}
"""How far a rule may bind that cites such a source. A pack's file holds no factory's rules."""


class Fault(msgspec.Struct, frozen=True, order=True):
    """One thing wrong with a pack."""

    line: int
    place: str
    says: str


class PackInvalid(ValueError):
    """A text is no pack. `faults` are all that is wrong with it, by line."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(len(faults))
        self.faults = faults


def parse(text: str) -> Pack:
    """A pack out of TOML. Raises PackInvalid with everything that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise PackInvalid((_unreadable(wrong),)) from wrong
    found = lines.positions(text)
    wrong_ones = [*slips(data, Pack)]
    wrong_ones += _beyond_shape(data, {each.path for each in wrong_ones})
    if wrong_ones:
        raise PackInvalid(tuple(sorted({_placed(each, found) for each in wrong_ones})))
    pack = msgspec.convert(data, Pack)
    if pack.counsel and pack.counsel.version != (read := version_read(pack)):
        says = f"Counsel read another text: this one is {read}. Take it out until she has read it."
        raise PackInvalid((_placed(Slip(("counsel", "version"), says), found),))
    return pack


def _placed(slip: Slip, found: Mapping[Path, int]) -> Fault:
    place = ".".join(str(each + 1) if isinstance(each, int) else each for each in slip.path)
    return Fault(lines.line_of(slip.path, found), place, slip.says)


def _unreadable(wrong: tomllib.TOMLDecodeError) -> Fault:
    said = str(wrong)
    at = said.partition("(at line ")[2].partition(",")[0]
    return Fault(int(at) if at.isdecimal() else 1, "", f"This is no TOML: {said}.")


def _beyond_shape(data: dict[str, Any], unfit: set[Path]) -> Iterator[Slip]:
    """What is wrong with those parts whose shape is right."""
    sound = [each for each in _parts(data) if not _is_touched(each[0], unfit)]
    sources = {each.id: each for _, each in sound if isinstance(each, Source)}
    named = {row.get("id") for row in _rows(data, "sources")}
    for path, part in sound:
        if isinstance(part, Rule | Pause):
            yield from _cited(path, part, sources, named)
        for check in CHECKS:
            yield from check(path, part)
    yield from _twice(data)
    yield from deadline_checks.linked(_rows(data, "deadlines"))
    yield from _top(data)


def _parts(data: dict[str, Any]) -> Iterator[tuple[Path, msgspec.Struct]]:
    """Every table of a pack and what is in it, as far as each can be made."""
    for field in msgspec.structs.fields(Pack):
        value = data.get(field.encode_name)
        if isinstance(value, dict):
            yield from _made((field.encode_name,), value, field.type)
        elif isinstance(value, list) and get_origin(field.type) is tuple:
            for at, each in enumerate(value):
                yield from _made((field.encode_name, at), each, get_args(field.type)[0])


def _made(path: Path, value: object, of: Any) -> Iterator[tuple[Path, msgspec.Struct]]:
    try:
        part = msgspec.convert(value, of)
    except msgspec.ValidationError:
        return
    if isinstance(part, msgspec.Struct):
        yield path, part
    for at, pause in enumerate(getattr(part, "pauses", ())):
        yield (*path, "pauses", at), pause


def _is_touched(path: Path, unfit: set[Path]) -> bool:
    return any(each[: len(path)] == path for each in unfit)


def _rows(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    rows = data.get(name, [])
    return [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []


def _cited(
    path: Path, rule: Rule | Pause, sources: Mapping[str, Source], named: set[object]
) -> Iterator[Slip]:
    if rule.source not in named:
        yield Slip((*path, "source"), f"There is no source “{rule.source}”.")
    source = sources.get(rule.source)
    if source is None:
        return
    if isinstance(rule, Rule) and rule.binding not in CARRIES[source.kind]:
        can = " or ".join(sorted(CARRIES[source.kind])) or "no rule of a pack"
        says = f"“{source.id}” is of kind {source.kind}: it carries {can}, not {rule.binding}."
        yield Slip((*path, "binding"), says)
    if isinstance(rule, Pause) and source.kind is SourceKind.OWN:
        yield Slip((*path, "source"), "A clock pauses only where a source of law says so.")


def _twice(data: dict[str, Any]) -> Iterator[Slip]:
    """Ids and stages that stand there more than once, from the second on."""
    keys = {name: "stage" if name == "stages" else "id" for name in data}
    for name, key in keys.items():
        seen: Counter[object] = Counter()
        for at, row in enumerate(_rows(data, name)):
            seen[str(row.get(key))] += 1
            if key in row and seen[str(row[key])] > 1:
                yield Slip((name, at, key), f"“{row[key]}” stands here a second time.")


def _top(data: dict[str, Any]) -> Iterator[Slip]:
    if data.get("schema", SCHEMA) != SCHEMA:
        yield Slip(("schema",), f"Only schema {SCHEMA} is known.")
    country = data.get("country", "ZZ")
    if not (isinstance(country, str) and len(country) == len("ZZ") and country.isupper()):
        yield Slip(("country",), "A country is two capital letters.")


def _consent(path: Path, part: msgspec.Struct) -> Iterator[Slip]:
    if isinstance(part, InterimMeasure) and part.moves_her and not part.survivor_consent_required:
        yield Slip((*path, "survivor_consent_required"), "What moves her needs her consent.")


def _zone(path: Path, part: msgspec.Struct) -> Iterator[Slip]:
    if isinstance(part, Calendar):
        yield from deadline_checks.calendar(path, part)


CHECKS: tuple[Callable[[Path, msgspec.Struct], Iterator[Slip]], ...] = (
    _consent,
    _zone,
    deadline_checks.deadline,
    deadline_checks.amounts,
    committee_checks.committee,
)
