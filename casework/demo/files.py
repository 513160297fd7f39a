"""Files that survivors of the demonstration sent, drawn here; what is intimate shows a moon."""

import io
import math
import struct
import wave
import zlib

from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from casework.case.answers import SentFile
from casework.telling.files import FileStore
from casework.telling.uploads import Upload

WIDTH, HEIGHT = 240, 180
PAPER, INK, SHADE = b"\xf4\xf1\xea", b"\x2b\x3a\x42", b"\xc9\xd6\xd3"
PAGE = (600, 800)
PDF = "application/pdf"
RATE = 8000
"""Samples of the sound a second."""


def sent_files(db: Session, store: FileStore) -> list[SentFile]:
    """A picture, a sound, a document of two pages, and a picture and a document marked intimate."""
    return [
        sent_picture(db, store),
        sent_sound(db, store),
        _sent(db, store, "shift list.pdf", PDF, document()),
        _sent(db, store, "from his phone.png", "image/png", moon(), is_intimate=True),
        _sent(db, store, "messages.pdf", PDF, document(), is_intimate=True),
    ]


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


def moon() -> bytes:
    """A PNG of a moon over water: there is nothing in it that anybody would hide."""
    image = Image.new("RGB", (480, 360), "#1d2f4f")
    pen = ImageDraw.Draw(image)
    pen.ellipse((300, 40, 380, 120), "#f2e9c9")
    pen.rectangle((0, 240, 480, 360), "#16243c")
    for at in range(6):
        pen.line((320 - 8 * at, 250 + 16 * at, 360 + 8 * at, 250 + 16 * at), "#f2e9c9", 3)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def document() -> bytes:
    """A PDF of two pages of lines, as a scanner would write them."""
    pages = [Image.new("L", PAGE, "white") for _page in range(2)]
    for number, page in enumerate(pages, start=1):
        pen = ImageDraw.Draw(page)
        pen.text((60, 40), f"Line 3, week {number}", "black", font_size=24)
        for row in range(12):
            top = 100 + 50 * row
            pen.rectangle((60, top, 540, top + 34), outline="gray")
            pen.text((70, top + 6), f"Machine {12 * number + row - 11}", "black", font_size=18)
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def _dot(x: int, y: int) -> bytes:
    if math.hypot(x - 170, y - 72) < 7:
        return INK
    is_table = x % 60 in range(12, 48) and y % 45 in range(14, 34)
    return SHADE if is_table else PAPER


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _sent(
    db: Session,
    store: FileStore,
    name: str,
    kind: str,
    content: bytes,
    *,
    is_intimate: bool = False,
) -> SentFile:
    upload = Upload(store, name, kind, is_second=False)
    upload.write(content)
    upload.seek(0)
    upload.copy()
    return upload.keep(db, is_intimate=is_intimate)
