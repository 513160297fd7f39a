"""Pictures that lie inside documents, relieved of their notes without being decoded."""

from collections.abc import Iterator

from casework.evidence.copies import NotCopied, Reason

APP0, APP14, APP15, COMMENT = 0xE0, 0xEE, 0xEF, 0xFE
ENDS, SCAN, FILLING = 0xD9, 0xDA, 0xFF
JP2 = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
JP2_KEPT = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG without notes: camera, place, thumbnail, comment, and whatever stands behind it.

    What tells a decoder how colours are meant (APP14) stays. A scanner that breaks off leaves
    a picture that can be seen as far as it goes. Raises NotCopied for what is no JPEG.
    """
    if content[:2] != b"\xff\xd8":
        raise NotCopied(Reason.BROKEN)
    return b"\xff\xd8" + b"".join(_kept(content))


def bare_jp2(content: bytes) -> bytes:
    """A JPEG 2000 file with the boxes that draw it and no other. Raises NotCopied."""
    if not content.startswith(JP2):
        return content
    return b"".join(box for kind, box in _boxes(content) if kind in JP2_KEPT)


def _kept(content: bytes) -> Iterator[bytes]:
    at = 2
    while at < len(content):
        marker = _marker(content, at)
        if marker == ENDS:
            yield b"\xff\xd9"
            return
        if marker == FILLING:
            at += 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if end < at + 4 or end > len(content):
            raise NotCopied(Reason.BROKEN)
        if marker == SCAN:
            end = _end_of_scan(content, end)
        if not _is_note(marker):
            yield content[at:end]
        at = end


def _is_note(marker: int) -> bool:
    return marker == COMMENT or (APP0 <= marker <= APP15 and marker != APP14)


def _marker(content: bytes, at: int) -> int:
    if content[at] != 0xFF or at + 1 >= len(content):
        raise NotCopied(Reason.BROKEN)
    return content[at + 1]


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next marker stands that is neither a stuffed octet nor a restart."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        following = content[at + 1]
        if following and not 0xD0 <= following <= 0xD7:
            return at
        at += 2
    return len(content)


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(content):
        length = int.from_bytes(content[at : at + 4], "big") or len(content) - at
        if length < 8 or at + length > len(content):
            raise NotCopied(Reason.BROKEN)
        yield content[at + 4 : at + 8], content[at : at + length]
        at += length
