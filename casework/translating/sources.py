"""What the source says in English, and where: every string that a catalogue may translate."""

from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from typing import NamedTuple

from babel.messages.extract import extract_from_dir

from casework import places

PACKAGES = ("casework", "auth", "referrals")
TEMPLATES = "templates"
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2)}


class Said(NamedTuple):
    """One English string.

    `id` is the string, or singular and plural; `files` are those that say it, by their address in
    a checkout, in order.
    """

    id: str | tuple[str, str]
    files: tuple[str, ...]

    @property
    def english(self) -> str:
        """The string; of one that counts the singular."""
        return self.id if isinstance(self.id, str) else self.id[0]

    def is_in(self, patterns: tuple[str, ...]) -> bool:
        """Whether one of the files that say it matches one of these patterns."""
        return any(fnmatch(file, pattern) for file in self.files for pattern in patterns)


@cache
def said() -> tuple[Said, ...]:
    """Every string, by its English."""
    found = dict[str | tuple[str, str], set[str]]()
    for file, message in _extracted():
        found.setdefault(message, set()).add(file)
    strings = (Said(message, tuple(sorted(files))) for message, files in found.items())
    return tuple(sorted(strings, key=lambda each: each.english))


def _extracted() -> Iterator[tuple[str, str | tuple[str, str]]]:
    for package in PACKAGES:
        folder = places.HERE.parent / package
        read = extract_from_dir(folder, [("**.py", "python")], keywords=KEYWORDS)
        for file, _line, message, _comments, _context in read:
            yield f"{package}/{file}", _as_id(message)
    for file, _line, message, _comments, _context in extract_from_dir(
        places.templates(), [("**.html", "jinja2")], keywords=KEYWORDS
    ):
        yield f"{TEMPLATES}/{file}", _as_id(message)


def _as_id(message: str | tuple[str, ...]) -> str | tuple[str, str]:
    return message if isinstance(message, str) else (message[0], message[1])
