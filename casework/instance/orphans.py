"""Objects that no row names: what a crash between a commit and a file store leaves behind."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.draft import DraftFile
from casework.models.entry import Attachment
from casework.telling.files import ORPHANS_BEFORE_DAYS, FileStore

AT_ONCE = 500


def sweep(db: Session, store: FileStore, today: date) -> int:
    """Delete objects made before yesterday that neither a draft nor a case names; returns how many.

    Younger ones may belong to a request that has not committed yet.
    """
    names = list(store.names(made_before=today - timedelta(days=ORPHANS_BEFORE_DAYS - 1)))
    parts = [names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE)]
    return sum(_sweep_some(db, store, part) for part in parts)


def _sweep_some(db: Session, store: FileStore, names: list[str]) -> int:
    known = {
        *db.scalars(select(DraftFile.object_name).where(DraftFile.object_name.in_(names))),
        *db.scalars(select(Attachment.object_name).where(Attachment.object_name.in_(names))),
    }
    lost = [name for name in names if name not in known]
    for name in lost:
        store.delete(name)
    return len(lost)
