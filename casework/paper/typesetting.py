"""A document becomes a PDF in a child process that inherits nothing and can reach nobody."""

import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

import msgspec
from babel import Locale

from casework import places
from casework.paper import press
from casework.paper.cleaning import cleaned

FONTS: Final = Path(__file__).with_name("fonts")
SHARED: Final = ("parts", "answers", "blocks")
SECONDS: Final = 30.0
PATIENCE: Final = 5.0
"""So long a request waits for its turn: longer, and printing would keep every thread."""
AT_ONCE: Final = BoundedSemaphore(2)
"""Documents set at one time in this process: each may take as much memory as the press allows."""
LARGEST: Final = 4_000_000
"""Bytes of text that one document may hold."""
ALONE: Final[Mapping[str, str]] = {"RAYON_NUM_THREADS": "2"}
"""The whole environment of the child: how many threads typst may start."""


class Unprintable(Exception):
    """A document that could not be set. Carries its name, never its text."""


class TooLong(Unprintable):
    """More text than one document may hold. Carries the name and how many bytes there were."""


class Busy(Unprintable):
    """Other documents took all the time there was. Carries the name."""


def render(document: str, values: Mapping[str, object], language: str) -> bytes:
    """The PDF of one of `templates/print`, filled with values, in a language.

    `values` holds text, numbers, lists and mappings of them, and whatever msgspec turns into
    these; the text reaches typst as data and is never read as its markup. `title` becomes the
    title in the file, the case code or something as neutral; no author and no time is written.
    Raises Unprintable (TooLong, Busy) where there is no document.
    """
    filled = {"code": "", "sheet": "", "body": "", "pages": "{page} / {pages}", **values}
    plain = msgspec.to_builtins({**filled, "language": language, "direction": _direction(language)})
    text = msgspec.json.encode(cleaned(plain)).decode()
    if len(text) > LARGEST:
        raise TooLong(document, len(text))
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise Busy(document)
    try:
        return _pressed(document, text)
    finally:
        AT_ONCE.release()


def has_no_network() -> bool:
    """Whether this kernel lets documents be made where there is no network."""
    try:
        return _press([]).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@cache
def source_of(document: str) -> str:
    """A document's source: what all share, and its own. Raises KeyError for an unknown name."""
    folder = places.templates() / "print"
    paths = [folder / f"{each}.typ" for each in (*SHARED, document)]
    if not document.isalpha() or not paths[-1].is_file():
        raise KeyError(document)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _pressed(document: str, text: str) -> bytes:
    asked = msgspec.json.encode({"source": source_of(document), "values": text})
    try:
        ran = _press([str(FONTS)], asked)
    except (OSError, subprocess.TimeoutExpired):
        # Its message would hold what the child had said so far.
        raise Unprintable(document) from None
    if ran.returncode != 0:
        raise Unprintable(document)
    return ran.stdout


def _press(arguments: list[str], asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-I", "-B", press.__file__, *arguments],
        input=asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=dict(ALONE),
        cwd="/",
        close_fds=True,
        start_new_session=True,
        timeout=SECONDS,
        check=False,
    )


def _direction(language: str) -> str:
    return Locale.parse(language, sep="-").text_direction
