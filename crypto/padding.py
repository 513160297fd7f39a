"""Padding before sealing, so that a stored length says little about what was written."""

from crypto.errors import PaddingBroken

FLOOR = 256
LENGTH_BYTES = 4
LIMIT = 16 * 1024 * 1024
ZEROS = memoryview(bytes(16 * 1024))


def padme(length: int) -> int:
    """The Padmé length at or above `length` (Nikitin and others, PURBs, PETS 2019, section 4).

    Keeps only the leading bits of a length: at most 12 % longer, and O(log log) bits leak.
    """
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    blurred = exponent - exponent.bit_length()
    mask = (1 << max(blurred, 0)) - 1
    return (length + mask) & ~mask


def padded_length(length: int, room: int = FLOOR) -> int:
    """How many bytes `pad` makes of `length` bytes (docs/ciphertext.md, "Padding")."""
    framed = LENGTH_BYTES + length
    return room if framed <= room else padme(framed)


def pad(plain: bytes, room: int = FLOOR) -> bytes:
    """Length in four bytes ‖ data ‖ zeros, to `room` bytes and above that to Padmé.

    `room` is what the fullest ordinary answer needs, so that all answers look alike.

    Raises ValueError above 16 MiB: what is longer is a file, and goes through crypto.stream.
    """
    if len(plain) > LIMIT:
        raise ValueError(len(plain))
    framed = len(plain).to_bytes(LENGTH_BYTES, "big") + plain
    return framed.ljust(padded_length(len(plain), room), b"\0")


def unpad(padded: bytes, room: int = FLOOR) -> bytes:
    """What `pad` was given, for the same room.

    Raises PaddingBroken unless the bytes are exactly those `pad` makes: one text has one padding.
    """
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    if length > LIMIT or len(padded) != padded_length(length, room):
        raise PaddingBroken
    end = LENGTH_BYTES + length
    rest = len(padded) - end
    # Compared in place: a list unpads thousands of rows that are half zeros.
    if not padded.endswith(ZEROS[:rest] if rest <= len(ZEROS) else bytes(rest)):
        raise PaddingBroken
    return padded[LENGTH_BYTES:end]
