"""Objects of a JSON file one after the other, whatever the length of the file."""

import json
from codecs import getincrementaldecoder
from collections.abc import Iterator
from typing import IO, Any

ITEM = 8 * 1024 * 1024
"""The longest object, and the longest file that is read whole."""
PIECE = 256 * 1024
LISTS = ("contents", "services", "organizations", "data")
"""Under which keys a feed has its objects."""
BLANK = " \t\r\n,"
WRONG = (ValueError, RecursionError)


class JsonRefused(Exception):
    """It is no JSON, or none of the kind that is read here."""


def items_in(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The services of a file: of a page, a list, a body with its services, or a service alone.

    Each has the body that gives it under `organization`, where the file says so around it.
    Raises JsonRefused on the way.
    """
    file.seek(0)
    text = _Text(file)
    for each in _objects(text):
        if not isinstance(each, dict):
            raise JsonRefused
        yield from _services(each)


def _services(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    services = found.get("services")
    if not isinstance(services, list):
        yield found
        return
    body = {name: value for name, value in found.items() if name not in ("services", "locations")}
    for each in services:
        if not isinstance(each, dict):
            raise JsonRefused
        yield {"organization": body, **each}


def _objects(text: "_Text") -> Iterator[Any]:
    if text.first() == "[":
        yield from text.listed()
        return
    whole = text.whole()
    if whole is not None:
        listed = next((whole[key] for key in LISTS[:1] if isinstance(whole.get(key), list)), None)
        yield from listed if listed is not None else [whole]
        return
    yield from text.listed_under(LISTS)


class _Text:
    """The text of a file, held by pieces."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._decoder = getincrementaldecoder("utf-8-sig")()
        self._held = ""
        self._is_over = False
        self._scan = json.JSONDecoder().raw_decode

    def first(self) -> str:
        """The first sign that says something."""
        while not self._skip() and self._more():
            pass
        return self._held[:1]

    def whole(self) -> dict[str, Any] | None:
        """The file as one object; None where it is too long for that."""
        while len(self._held) <= ITEM and self._more():
            pass
        if not self._is_over:
            return None
        found = self._value()
        if not isinstance(found, dict):
            raise JsonRefused
        return found

    def listed(self) -> Iterator[Any]:
        """What stands in the list that begins here."""
        self._held = self._held[1:]
        while True:
            sign = self.first()
            if sign == "]":
                return
            if not sign:
                raise JsonRefused
            yield self._value()

    def listed_under(self, keys: tuple[str, ...]) -> Iterator[Any]:
        """What stands in the first list under one of these keys of the object that begins here."""
        self._held = self._held[1:]
        while self.first() not in ("}", ""):
            key = self._value()
            if self.first() == ":":
                self._held = self._held[1:]
            if self.first() == "[" and key in keys:
                yield from self.listed()
                return
            self._value()
        raise JsonRefused

    def _value(self) -> Any:
        while True:
            try:
                found, end = self._scan(self._held)
            except WRONG as wrong:
                if len(self._held) > ITEM or not self._more():
                    raise JsonRefused from wrong
                continue
            # A number at the end of what is held may go on.
            if end == len(self._held) and self._more():
                continue
            self._held = self._held[end:]
            return found

    def _skip(self) -> bool:
        self._held = self._held.lstrip(BLANK)
        return bool(self._held)

    def _more(self) -> bool:
        if self._is_over:
            return False
        piece = self._file.read(PIECE)
        self._is_over = not piece
        try:
            self._held += self._decoder.decode(piece, final=self._is_over)
        except UnicodeDecodeError as wrong:
            raise JsonRefused from wrong
        return True
