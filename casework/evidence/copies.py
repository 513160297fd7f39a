"""A copy without metadata, or the reason why there is none."""

from enum import StrEnum

import msgspec

COPY_LIMIT = 48 * 1024 * 1024
"""A copy may be longer than its original, whose way of being kept short is not always ours."""
PIXELS = 50_000_000
"""The largest picture that is decoded; three octets each are 150 MB."""


class Reason(StrEnum):
    """Why there is no copy. The original is kept as it came."""

    BROKEN = "broken"
    """It cannot be read: cut off, damaged, or not what it begins as."""
    LOST = "lost"
    """Where it is kept it is not any more, or is not what was sealed."""
    TOO_LARGE = "too_large"
    """Unfolded it would fill the memory, or take too long."""
    LOCKED = "locked"
    """It asks for a passphrase."""
    NO_TOOLS = "no_tools"
    """Sound and films need the optional extra `media`, and it is not installed."""
    BUSY = "busy"
    """Another copy is being made; later it will work."""


class NotCopied(Exception):
    """No copy can be made. Carries the reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A file that holds what can be seen and heard, and nothing else that was in the original."""

    content: bytes
    media_type: str
    is_first_of_several: bool = False
    """The original holds more pictures, or more pages, than are shown."""

    def __repr__(self) -> str:
        return "<Copy>"


class Failed(msgspec.Struct, frozen=True, tag=True):
    """What comes back in place of a copy."""

    reason: Reason


class Made(msgspec.Struct, frozen=True, tag=True):
    """What comes back with a copy."""

    copy: Copy


class Order(msgspec.Struct, frozen=True):
    """What is handed in: the original, and what it was found to be."""

    content: bytes
    media_type: str
    is_drawn: bool = False
    """Of a document: its pages as one picture."""

    def __repr__(self) -> str:
        return "<Order>"
