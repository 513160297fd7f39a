"""The sentences of a pack for translators: an extractor as Babel calls it."""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import IO

from casework.procedures.lines import Path, line_of, positions

SPOKEN = frozenset(
    {
        *("title", "legal_status", "summary", "warnings", "unknowns", "protected", "places"),
        *("holidays", "name", "members_rule", "chair_rule", "external_rule", "worker_reps_rule"),
        *("disqualifications", "conflict_rule", "rule", "label", "note", "from_words", "to_words"),
        *("owner_words", "condition", "body", "when", "time_limit", "warning", "allowed"),
        *("penalty", "frequency", "recipient", "contents", "board_contents"),
        *("status", "effect", "check"),
    }
)
"""The keys whose texts stand on pages. A source's title is a name and stays as it is."""
NAMES = frozenset({"sources", "counsel"})
Message = tuple[int, None, str, list[str]]


def extract(
    file: IO[bytes], _keywords: Mapping[str, object], _tags: Collection[str], options: object
) -> Iterator[Message]:
    """Every sentence of a pack with its line. The file is one that `parse` takes."""
    text = file.read().decode("utf-8")
    found = positions(text)
    for path, said in spoken(tomllib.loads(text)):
        yield line_of(path, found), None, said, []


def spoken(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text that stands on a page, with its way from the top."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NAMES:
                yield from spoken(inner, (*path, name))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from spoken(inner, (*path, at))
    elif isinstance(value, str) and SPOKEN & set(path[-2:]):
        yield path, value
