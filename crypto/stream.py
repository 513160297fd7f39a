"""Sealed files: STREAM over 64 KiB frames, in constant memory whatever the length."""

import hashlib
import secrets
from collections.abc import Iterator
from typing import Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.context import Part, encode
from crypto.envelope import SUITE_BYTE, derive
from crypto.errors import StreamBroken, StreamTooLong
from crypto.padding import FLOOR, padme

FRAME = 64 * 1024
LENGTH_BYTES = 4
CONTENT = FRAME - LENGTH_BYTES
TAG = 16
PREFIX_BYTES = 7
HEADER_BYTES = 1 + PREFIX_BYTES
LIMIT = 1024 * 1024 * 1024


class Sink(Protocol):
    """Anything bytes can be written to, one piece after another."""

    def write(self, data: bytes, /) -> object: ...


class Source(Protocol):
    """Anything bytes can be read from; it may give fewer than it was asked for."""

    def read(self, size: int, /) -> bytes: ...


def framed_length(size: int) -> int:
    """The length of all frames of a file of `size` bytes (docs/ciphertext.md,
    "Files (STREAM)").
    """
    frames = max(1, -(-size // CONTENT))
    used = size + LENGTH_BYTES * frames
    return FLOOR if used <= FLOOR else padme(used)


def sealed_length(size: int) -> int:
    """The length of the sealed file that `size` bytes become."""
    framed = framed_length(size)
    return HEADER_BYTES + framed + TAG * -(-framed // FRAME)


class _Chunks:
    """The cipher of one stream: its key, prefix and place, and the number of the next chunk."""

    def __init__(self, key: bytes, prefix: bytes, context: bytes) -> None:
        self._cipher = AESGCM(derive(key, "casework/stream/1"))
        self._prefix = prefix
        self._bound = SUITE_BYTE + context
        self._next = 0

    def seal(self, frame: bytes, *, last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(last=last), frame, self._bound)

    def open(self, chunk: bytes, *, last: bool) -> bytes:
        try:
            return self._cipher.decrypt(self._nonce(last=last), chunk, self._bound)
        except InvalidTag as wrong:
            raise StreamBroken from wrong

    def _nonce(self, *, last: bool) -> bytes:
        counter = self._next.to_bytes(4, "big")
        self._next += 1
        return self._prefix + counter + bytes([last])


class Sealer:
    """Seals what is written to it into `sink`, under a key that seals this one file.

    After `close` (and only then the sink holds a file) `size` and `sha256` tell of the
    plaintext. As a context manager it closes, unless something was raised: what is in the
    sink then opens to nothing. It never closes the sink.
    """

    def __init__(self, sink: Sink, key: bytes, *context: Part, limit: int = LIMIT) -> None:
        prefix = secrets.token_bytes(PREFIX_BYTES)
        self._sink = sink
        self._chunks = _Chunks(key, prefix, encode(*context))
        self._limit = min(limit, LIMIT)
        self._held = bytearray()
        self._written = 0
        self._digest = hashlib.sha256()
        self.size = 0
        self.closed = False
        sink.write(SUITE_BYTE + prefix)

    @property
    def sha256(self) -> bytes:
        """SHA-256 of the plaintext so far, 32 bytes."""
        return self._digest.digest()

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Take more of the file; returns how many bytes. Holds back at most one frame.

        Raises StreamTooLong above the limit and ValueError after `close`.
        """
        if self.closed:
            raise ValueError("closed")
        if self.size + len(data) > self._limit:
            raise StreamTooLong
        self.size += len(data)
        self._digest.update(data)
        for start in range(0, len(data), CONTENT):
            self._held += data[start : start + CONTENT]
            self._send_full_frames()
        return len(data)

    def close(self) -> None:
        """Seal what is held back and the padding; the second time does nothing."""
        if self.closed:
            return
        total = framed_length(self.size)
        while self._written < total:
            frame = _frame(self._held[:CONTENT], min(FRAME, total - self._written))
            del self._held[:CONTENT]
            self._send(frame, last=self._written + len(frame) == total)
        self.closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, raised: type[BaseException] | None, *_rest: object) -> None:
        if raised is None:
            self.close()

    def _send_full_frames(self) -> None:
        while len(self._held) > CONTENT:
            frame = _frame(self._held[:CONTENT], FRAME)
            del self._held[:CONTENT]
            self._send(frame, last=False)

    def _send(self, frame: bytes, *, last: bool) -> None:
        self._sink.write(self._chunks.seal(frame, last=last))
        self._written += len(frame)


def open_stream(source: Source, key: bytes, *context: Part) -> Iterator[bytes]:
    """The file, in pieces of up to 65,532 bytes, each authenticated before it is given.

    Raises StreamBroken for another key or place, and for a stream that was cut, reordered,
    spliced, changed or lengthened. A cut is found when it is reached: whoever must not act
    on half a file reads to the end first (`verify_stream`).
    """
    header = _read(source, HEADER_BYTES)
    if len(header) < HEADER_BYTES or header[:1] != SUITE_BYTE:
        raise StreamBroken
    chunks = _Chunks(key, header[1:], encode(*context))
    size = framed = 0
    for sealed, last in _pieces(source):
        frame = chunks.open(sealed, last=last)
        content = _content(frame, follows_full=size == framed // FRAME * CONTENT)
        size += len(content)
        framed += len(frame)
        if content:
            yield content
    if framed != framed_length(size):
        raise StreamBroken


def verify_stream(source: Source, key: bytes, *context: Part) -> tuple[int, bytes]:
    """Read a sealed file to its end: its size and SHA-256. Raises StreamBroken."""
    digest, size = hashlib.sha256(), 0
    for piece in open_stream(source, key, *context):
        digest.update(piece)
        size += len(piece)
    return size, digest.digest()


def _frame(content: bytes | bytearray, length: int) -> bytes:
    return (len(content).to_bytes(LENGTH_BYTES, "big") + content).ljust(length, b"\0")


def _content(frame: bytes, *, follows_full: bool) -> bytes:
    """What a frame holds; only behind full frames may it hold anything."""
    length = int.from_bytes(frame[:LENGTH_BYTES], "big")
    end = LENGTH_BYTES + length
    if end > len(frame) or any(frame[end:]) or (length and not follows_full):
        raise StreamBroken
    return frame[LENGTH_BYTES:end]


def _pieces(source: Source) -> Iterator[tuple[bytes, bool]]:
    """Sealed chunks and whether each is the last: only the last is followed by nothing."""
    piece = _read(source, FRAME + TAG)
    while True:
        following = _read(source, FRAME + TAG) if len(piece) == FRAME + TAG else b""
        yield piece, not following
        if not following:
            return
        piece = following


def _read(source: Source, size: int) -> bytes:
    """`size` bytes, fewer only at the end of the source."""
    parts: list[bytes] = []
    while size and (part := source.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
