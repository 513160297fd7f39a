"""Two files that survivors of the demonstration sent: a picture and a sound, drawn here."""

import io
import math
import struct
import wave
import zlib

from sqlalchemy.orm import Session

from casework.case.answers import SentFile
from casework.telling.files import FileStore
from casework.telling.uploads import Upload

WIDTH, HEIGHT = 240, 180
PAPER, INK, SHADE = b"\xf4\xf1\xea", b"\x2b\x3a\x42", b"\xc9\xd6\xd3"
RATE = 8000
"""Samples of the sound a second."""


def sent_picture(db: Session, store: FileStore) -> SentFile:
    """A drawn plan of a sewing hall, sealed into the store as an upload would be."""
    return _sent(db, store, "plan of the hall.png", "image/png", picture())


def sent_sound(db: Session, store: FileStore) -> SentFile:
    """A second of a quiet tone, sealed likewise."""
    return _sent(db, store, "voice.wav", "audio/x-wav", sound())


def picture() -> bytes:
    """A PNG of rows of tables, with one place marked."""
    rows = b"".join(b"\0" + b"".join(_dot(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    body = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def sound() -> bytes:
    """A WAV: 220 Hz, fading."""
    tones = (
        int(3000 * (1 - at / RATE) * math.sin(2 * math.pi * 220 * at / RATE)) for at in range(RATE)
    )
    written = io.BytesIO()
    with wave.open(written, "wb") as recorded:
        recorded.setnchannels(1)
        recorded.setsampwidth(2)
        recorded.setframerate(RATE)
        recorded.writeframes(b"".join(struct.pack("<h", tone) for tone in tones))
    return written.getvalue()


def _dot(x: int, y: int) -> bytes:
    if math.hypot(x - 170, y - 72) < 7:
        return INK
    is_table = x % 60 in range(12, 48) and y % 45 in range(14, 34)
    return SHADE if is_table else PAPER


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _sent(db: Session, store: FileStore, name: str, kind: str, content: bytes) -> SentFile:
    upload = Upload(store, name, kind, is_second=False)
    upload.write(content)
    upload.seek(0)
    return upload.keep(db)
