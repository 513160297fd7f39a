"""On which line of a TOML file something stands: the parser of the library does not tell."""

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]
HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\"'-]+)\s*\]")
KEY = re.compile(r"^\s*([\w.\"'-]+)\s*=\s*(.*)$")
STRINGS = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')


def positions(text: str) -> dict[Path, int]:
    """The line of every table, every element of an array of tables and every key.

    A path is a key's way from the top: `("deadlines", 2, "amount")`. Lines count from 1. Holds
    for what the library's parser accepts; keys inside an inline table are not told apart.
    """
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in _statements(text):
        if header := HEADER.match(line):
            table = _entered(header[1], _parts(header[2]), counts)
            found[table] = number
            found.setdefault(table[:1], number)
        elif key := KEY.match(line):
            found[(*table, *_parts(key[1]))] = number
    return found


def line_of(path: Path, found: Mapping[Path, int]) -> int:
    """Where it stands; for what is not there, where it would belong."""
    while path and path not in found:
        path = path[:-1]
    return found.get(path, 1)


def _entered(brackets: str, name: Path, counts: dict[Path, int]) -> Path:
    """The path of the table that a header opens. `[a.b]` under `[[a]]` is of its last element."""
    inside: Path = ()
    for part in name[:-1]:
        inside = (*inside, part)
        if inside in counts:
            inside = (*inside, counts[inside])
    here = (*inside, name[-1])
    if brackets == "[":
        return here
    counts[here] = counts.get(here, -1) + 1
    return (*here, counts[here])


def _parts(name: str) -> Path:
    return tuple(part.strip("\"'") for part in name.split("."))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The lines on which something begins; what an array or a long string goes on over is not."""
    depth, closing = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        rest = line
        if closing:
            if closing not in line:
                continue
            rest, closing = line.split(closing, 1)[1], ""
        elif not depth:
            yield number, line
        bare = STRINGS.sub(lambda match: match[0] if len(match[0]) == len('"""') else "", rest)
        opened = re.search(r'"""|\'\'\'', bare)
        if opened and bare.count(opened[0]) % 2:
            closing = opened[0]
        if not HEADER.match(line) or depth:
            depth = max(0, depth + bare.count("[") - bare.count("]"))
