"""A copy of a case that leaves the house: one file, under a code on paper or a passphrase of hers.

A PDF would lie open on a phone that others use, and the encryption of ZIP and PDF costs a thief
next to nothing for each guess. Here each guess of a passphrase costs one run of Argon2id, and a
code has 128 random bits.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crypto.envelope import derive
from crypto.errors import SealBroken
from crypto.passphrase import HEADER_BYTES, Cost, Header, stretch
from crypto.recovery_code import parse_recovery_code
from crypto.stream import Sealer, Source, open_stream

MAGIC = b"casework copy 1\n"
LABEL = "casework/copy/1"


@dataclass(frozen=True, slots=True)
class Lock:
    """What a copy is locked with: what stands in front of it, and the key."""

    header: Header
    key: bytes = field(repr=False)


class _Collected:
    """A sink that hands on what it was given."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def write(self, data: bytes) -> None:
        self._held.append(data)

    def taken(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held


def under_code(code: str) -> Lock:
    """A lock that a code on paper opens. Raises RecoveryCodeMistyped."""
    return _lock(Header.draw(None), code)


def under_passphrase(passphrase: str, cost: Cost) -> Lock:
    """A lock that a passphrase opens. One slow run: the caller holds a lane."""
    return _lock(Header.draw(cost), passphrase)


def seal_copy(pieces: Iterable[bytes], lock: Lock) -> Iterator[bytes]:
    """The file, in pieces, in constant memory: magic ‖ header (suite, cost, salt) ‖ STREAM.

    Raises what the pieces raise: what came before opens to nothing.
    """
    front, sink = lock.header.to_bytes(), _Collected()
    yield MAGIC + front
    with Sealer(sink, lock.key, LABEL, front) as sealer:
        for piece in pieces:
            sealer.write(piece)
            yield sink.taken()
    yield sink.taken()


def open_copy(source: Source, typed: str) -> Iterator[bytes]:
    """What was sealed, each piece authenticated; `typed` is the code or the passphrase.

    Raises SealBroken for what is no copy, RecoveryCodeMistyped where a code opens it and this is
    none, and StreamBroken where it is another one, or the file was changed.
    """
    if source.read(len(MAGIC)) != MAGIC:
        raise SealBroken
    front = source.read(HEADER_BYTES)
    lock = _lock(Header.of(front), typed)
    yield from open_stream(source, lock.key, LABEL, front)


def _lock(header: Header, typed: str) -> Lock:
    if header.cost is None:
        return Lock(header, derive(parse_recovery_code(typed), LABEL, header.salt))
    return Lock(header, derive(stretch(typed, header.salt, header.cost), LABEL))
