"""What a page carries through its own form before it counts: a new case's number, a sealed file."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID, uuid4

import msgspec

from casework.case.answers import SentFile
from crypto import number
from crypto.envelope import derive, open_, seal
from crypto.errors import PaddingBroken, SealBroken
from crypto.padding import pad, unpad
from crypto.seeds import Seeds

T = TypeVar("T")
ROOM = 1024


@dataclass(frozen=True)
class Begun:
    """A case that is being written down: its id and its number, both drawn with the form.

    Whoever sends the form twice makes one case and is shown one number. `seal` opens for the
    seeds of whoever writes, and for nobody else's.
    """

    case: UUID
    number: str = field(repr=False)
    seal: str = field(repr=False)


def begin(seeds: Seeds) -> Begun:
    """Draw both and seal them for their way through the page."""
    case, digits = uuid4(), number.draw()
    return Begun(case, digits, _sealed(seeds, (case, digits), "case"))


def begun(text: str, seeds: Seeds) -> Begun:
    """What was drawn, as it came back. Raises SealBroken for another person's, or a changed one."""
    case, digits = _opened(seeds, text, tuple[UUID, str], "case")
    return Begun(case, digits, text)


def carry_file(file: SentFile, seeds: Seeds, case: UUID) -> str:
    """A file that lies in the store, sealed for this writer and this case alone."""
    return _sealed(seeds, file, "file", case)


def carried_file(text: str, seeds: Seeds, case: UUID) -> SentFile:
    """The opposite. Raises SealBroken."""
    return _opened(seeds, text, SentFile, "file", case)


def _sealed(seeds: Seeds, value: object, *place: str | UUID) -> str:
    plain = pad(msgspec.msgpack.encode(value), ROOM)
    return urlsafe_b64encode(seal(_key(seeds), plain, "carried", *place)).decode()


def _opened(seeds: Seeds, text: str, kind: type[T], *place: str | UUID) -> T:
    try:
        sealed = urlsafe_b64decode(text.encode("ascii"))
        plain = unpad(open_(_key(seeds), sealed, "carried", *place), ROOM)
        return msgspec.msgpack.decode(plain, type=kind)
    except (NotBase64, ValueError, PaddingBroken, msgspec.DecodeError) as wrong:
        raise SealBroken from wrong


def _key(seeds: Seeds) -> bytes:
    return derive(seeds.ring_key, "casework/carried/1")
