"""What a file is, by how it begins: only what is on this list is taken."""

from enum import StrEnum
from pathlib import PurePosixPath

import filetype

LOOKED_AT = 4096
"""Octets of a file that its kind is found in."""
PICTURES = {"image/jpeg", "image/png", "image/apng", "image/gif", "image/webp", "image/heic"}
PICTURES |= {"image/avif", "image/bmp", "image/tiff"}
SOUNDS = {"audio/aac", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/x-flac", "audio/x-wav"}
SOUNDS |= {"audio/amr"}
RECORDERS = {"video/3gpp": "audio/3gpp", "video/mp4": "audio/mp4", "video/webm": "audio/webm"}
"""Containers of pictures in motion that telephones also record a voice into."""
FILMS = {*RECORDERS, "video/quicktime"}
DOCUMENTS = {"application/pdf"}
SOUND_ENDINGS = {".m4a", ".mp4a", ".3gp", ".3ga", ".3gpp", ".aac", ".weba"}
BRANDS = dict.fromkeys((b"hei", b"hev", b"mif", b"msf"), "image/heic")
BRANDS |= {b"3gp": "video/3gpp", b"M4A": "audio/mp4", b"qt ": "video/quicktime"}
"""The first three letters of what an ISO container says it is."""
ENDINGS = {
    "image/jpeg": "jpg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/3gpp": "3gp",
    "audio/x-wav": "wav",
    "audio/x-flac": "flac",
    "video/3gpp": "3gp",
    "video/quicktime": "mov",
}
"""Endings of names where they are not the second half of the type."""


class Family(StrEnum):
    """What is done with a file to copy it."""

    PICTURE = "picture"
    DOCUMENT = "document"
    RECORDING = "recording"


FAMILIES = {
    **dict.fromkeys(PICTURES, Family.PICTURE),
    **dict.fromkeys(DOCUMENTS, Family.DOCUMENT),
    **dict.fromkeys({*SOUNDS, *RECORDERS.values(), *FILMS}, Family.RECORDING),
}
"""Every media type that is taken, and what it is."""


def media_type(head: bytes, name: str, declared: str) -> str | None:
    """What a file is, by its first 4 KiB; None for what is not taken.

    A telephone's voice recorder writes containers that also hold films. They count as sound
    where the file's name or the browser says so: nobody is harmed by a film that claims it.
    """
    found: str | None = BRANDS.get(_brand(head)) or filetype.guess_mime(head)
    is_sound = PurePosixPath(name.lower()).suffix in SOUND_ENDINGS or declared.startswith("audio/")
    if is_sound and found in RECORDERS:
        return RECORDERS[found]
    return found if found in FAMILIES else None


def ending(media_type: str) -> str:
    """The ending of a name for a file of this type, `bin` for one that is not on the list."""
    if media_type not in FAMILIES:
        return "bin"
    return ENDINGS.get(media_type, media_type.rpartition("/")[2])


def _brand(head: bytes) -> bytes:
    return head[8:11] if head[4:8] == b"ftyp" else b""
