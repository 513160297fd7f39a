"""A copy of a case that its owner takes along: one file, locked under a passphrase she types.

A PDF would lie open on a phone that others use, and the encryption of ZIP and PDF costs a thief
next to nothing for each guess. Here each guess costs one run of Argon2id.
"""

from crypto.envelope import derive, open_, seal
from crypto.errors import PassphraseWrong, SealBroken
from crypto.padding import pad, unpad
from crypto.passphrase import HEADER_BYTES, Cost, Header, stretch

MAGIC = b"casework copy 1\n"
LABEL = "casework/copy/1"
ROOM = 16_384
"""A short case is as long a file as an empty one."""


def seal_copy(text: str, passphrase: str, cost: Cost) -> bytes:
    """The file: magic ‖ header (suite, cost, salt) ‖ sealed, padded UTF-8.

    One slow run: the caller holds a lane.
    """
    header = Header.draw(cost)
    return MAGIC + header.to_bytes() + seal(_key(passphrase, header), pad(text.encode(), ROOM),
                                            LABEL, header.to_bytes())  # fmt: skip


def open_copy(data: bytes, passphrase: str) -> str:
    """The text of such a file.

    Raises SealBroken for what is none, and PassphraseWrong where the passphrase, or a bit of
    the file, is another one.
    """
    if not data.startswith(MAGIC):
        raise SealBroken
    rest = data[len(MAGIC) :]
    header, body = Header.of(rest), rest[HEADER_BYTES:]
    key = _key(passphrase, header)
    try:
        return unpad(open_(key, body, LABEL, header.to_bytes()), ROOM).decode()
    except SealBroken as wrong:
        raise PassphraseWrong from wrong


def _key(passphrase: str, header: Header) -> bytes:
    return derive(stretch(passphrase, header.salt, header.the_cost()), LABEL)
