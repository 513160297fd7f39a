"""Files that the store has no more, or has damaged: found before anything leaves, and said."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.filing import remark
from casework.case.turns import Turn, begin_renewed
from casework.desk.shown_copies import Lying
from casework.models.entry import Attachment
from casework.telling.files import FileStore, ObjectMissing, opened
from crypto.compartments import Compartment
from crypto.errors import StreamBroken


def lost(store: FileStore, rows: Iterable[Attachment]) -> frozenset[UUID]:
    """Which of some files do not lie there as they came. Each is read to its end."""
    return frozenset(row.id for row in rows if not is_whole(store, row))


def is_whole(store: FileStore, row: Attachment | Lying) -> bool:
    """Whether a file lies there, byte for byte as it came."""
    digest, meta = hashlib.sha256(), row.meta
    try:
        for piece in opened(store, row.object_name, meta.key):
            digest.update(piece)
    except (ObjectMissing, StreamBroken):
        return False
    return digest.digest() == meta.sha256


def settle(db: Session, turn: Turn, rows: Iterable[Attachment], found: Iterable[UUID]) -> None:
    """Mark for the register which of the files that were looked at are lost: with whose press
    found it, on the trail. One that lies there again is marked no more.

    Raises as `casework.case.turns.begin_renewed`.
    """
    gone = frozenset(found)
    for row in [each for each in rows if each.meta.is_lost is not (each.id in gone)]:
        begin_renewed(db, turn, Compartment(row.compartment))
        remark(row, is_lost=row.id in gone)
        verb = "case:file:lost" if row.id in gone else "case:file:found"
        facts = {"file": (row.meta.copy_of or row.id).hex, "number": str(row.meta.number)}
        act(db, turn.case, verb, turn.author.person, turn.now, **facts)
