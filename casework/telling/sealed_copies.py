"""The copy of a file that people see, sealed beside its original; the original is not touched."""

import hashlib
import secrets
from typing import Protocol

from casework.case.answers import SentCopy
from casework.evidence.copies import COPY_LIMIT, Copy, NotCopied, Reason
from casework.evidence.copying import copied
from casework.telling.files import FileStore, opened, sealer
from crypto.envelope import KEY_BYTES


class Sealed(Protocol):
    """What is known of a file that lies sealed."""

    @property
    def media_type(self) -> str:
        """What it was found to be."""

    @property
    def sha256(self) -> bytes:
        """Of the file as it came."""

    @property
    def key(self) -> bytes:
        """What opens it."""


def sealed_copy(
    store: FileStore, object_name: str, original: Sealed, *, is_drawn: bool = False
) -> SentCopy:
    """Have a copy made and seal it. Takes seconds: no lock may be held meanwhile.

    `is_drawn`: of a document, its pages as one picture. Raises NotCopied with the reason;
    ObjectMissing and StreamBroken for a damaged store.
    """
    content = b"".join(opened(store, object_name, original.key))
    if hashlib.sha256(content).digest() != original.sha256:
        raise NotCopied(Reason.BROKEN)
    copy = copied(content, original.media_type, is_drawn=is_drawn)
    key = secrets.token_bytes(KEY_BYTES)
    return SentCopy(
        object_name=_stored(store, key, copy),
        media_type=copy.media_type,
        size=len(copy.content),
        sha256=hashlib.sha256(copy.content).digest(),
        key=key,
        is_first_of_several=copy.is_first_of_several,
        is_drawn=is_drawn,
    )


def _stored(store: FileStore, key: bytes, copy: Copy) -> str:
    stored = store.create()
    try:
        with sealer(stored, key, COPY_LIMIT) as sealed:
            sealed.write(copy.content)
        stored.finish()
    except BaseException:
        stored.abandon()
        raise
    return stored.name
