"""The stamp of the directory: drawn anew at each change, so that no copy outlives one."""

from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.models.keeping import DirectoryState


def stamp(db: Session) -> UUID | None:
    """The stamp in force; none before the first change."""
    return db.scalar(select(DirectoryState.stamp))


def is_still(db: Session, known: UUID | None) -> bool:
    """Whether that is the stamp in force. Nobody draws another before `db` has ended."""
    return db.scalar(select(DirectoryState.stamp).with_for_update()) == known


def changed(db: Session) -> None:
    """Draw another. Whoever writes to the directory calls this in the same transaction."""
    row = db.scalar(select(DirectoryState).with_for_update())
    if row is None:
        db.add(DirectoryState(stamp=uuid4()))
    else:
        row.stamp = uuid4()
    db.flush()
