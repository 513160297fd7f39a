"""Expiry without a readable clock: rows carry the tag of a ten-minute slot, not a time."""

import hmac
from datetime import UTC, datetime

from crypto.context import encode

TAG_BYTES = 16
LABEL = "casework/slot/1"
MINUTES = 10
LONGEST = 7 * 24 * 60


def slot(key: bytes, at: datetime, minutes: int = MINUTES) -> bytes:
    """The 16-byte tag of the slot of `minutes` minutes that holds `at` (an aware time).

    Without the slots child of the instance secret a tag says only which rows share one;
    with it anybody can try every slot (docs/ciphertext.md, "Opaque slots").

    Raises ValueError for a naive time.
    """
    return _tag(key, _index(at, minutes), minutes)


def live(key: bytes, now: datetime, minutes: int, width: int = MINUTES) -> list[bytes]:
    """The tags of every slot touched in the last `minutes` minutes, newest first.

    A row whose tag is not among them is dead; it lives `minutes` and at most one slot
    more. The slot to come is among them too, for the clock of another node may be ahead.

    Raises ValueError for a naive time, or above a week: a longer life needs no such clock.
    """
    if not 0 < minutes <= LONGEST:
        raise ValueError(minutes)
    newest = _index(now, width) + 1
    oldest = (_seconds(now) - minutes * 60) // (width * 60)
    return [_tag(key, index, width) for index in range(newest, oldest - 1, -1)]


def begun(key: bytes, now: datetime, minutes: int, width: int = MINUTES) -> dict[bytes, datetime]:
    """The same tags with the time each slot begins: for showing somebody her own rows.

    Raises ValueError as `live`.
    """
    newest = (_index(now, width) + 1) * width * 60
    tags = live(key, now, minutes, width)
    return {
        tag: datetime.fromtimestamp(newest - place * width * 60, UTC)
        for place, tag in enumerate(tags)
    }


def _tag(key: bytes, index: int, minutes: int) -> bytes:
    return hmac.digest(key, encode(LABEL, minutes, index), "sha256")[:TAG_BYTES]


def _index(at: datetime, minutes: int) -> int:
    return _seconds(at) // (minutes * 60)


def _seconds(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError("naive")
    return int(at.timestamp())
