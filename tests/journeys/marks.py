"""Marks that stand in everything secret of a journey, and how each could be written somewhere."""

import os
import secrets
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

LETTERS = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអ"
LENGTH = 18
SHORTEST_NEEDLE = 8
BLOCK = 8 * 1024 * 1024


@dataclass
class Marks:
    """What nobody but its owner may find: one mark in Latin and one in Khmer, and more words."""

    latin: str = field(default_factory=lambda: f"zq{secrets.token_hex(LENGTH // 2)}")
    khmer: str = field(
        default_factory=lambda: "".join(secrets.choice(LETTERS) for _sign in range(LENGTH))
    )
    others: dict[str, str] = field(default_factory=dict)
    """What is secret as a whole, by what it is: a number, a code."""

    @property
    def text(self) -> str:
        """What is written into a field."""
        return f"{self.latin} {self.khmer}"

    def needles(self) -> dict[str, bytes]:
        """Name → bytes to look for."""
        secret = {"latin": self.latin, "khmer": self.khmer, "backwards": self.text[::-1]}
        return {
            f"{name} as {how}": needle
            for name, text in (secret | self.others).items()
            for how, needle in written(text).items()
            if len(needle) >= SHORTEST_NEEDLE
        }


def written(text: str) -> dict[str, bytes]:
    """The ways in which a text could stand in a file."""
    plain = text.encode()
    ways = {
        "utf-8": plain,
        "utf-16": text.encode("utf-16-le"),
        "utf-16 big": text.encode("utf-16-be"),
        "utf-32": text.encode("utf-32-le"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "url": quote(text).encode(),
        "escaped": text.encode("unicode_escape"),
        "json": text.encode("ascii", "backslashreplace"),
    }
    for shift in range(3):
        ways[f"base64 +{shift}"] = _inside(b64encode(b"-" * shift + plain), shift)
        ways[f"base64url +{shift}"] = _inside(urlsafe_b64encode(b"-" * shift + plain), shift)
    return ways


def _inside(encoded: bytes, shift: int) -> bytes:
    """The part of a base64 text that what stands before and after does not change."""
    return encoded[4 if shift else 0 :].rstrip(b"=")[:-2]


def traces(needles: dict[str, bytes], paths: Iterator[Path]) -> list[str]:
    """Where which needle was found, among files that may vanish while one looks."""
    return [
        f"{path}: {name}"
        for path in paths
        for content in _read(path)
        for name, needle in needles.items()
        if needle in content
    ]


def files_under(*folders: Path) -> Iterator[Path]:
    """Every file, however deep. Another test's database may go away meanwhile: that is skipped."""
    for folder in folders:
        for at, _folders, names in os.walk(folder):
            yield from (path for name in names if (path := Path(at) / name).is_file())


def _read(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            before = b""
            while block := file.read(BLOCK):
                yield before + block
                before = block[-512:]
    except OSError:
        return
