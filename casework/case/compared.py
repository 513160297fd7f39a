"""Taking a case out of what its programme compares: the rows go, whoever withdraws her yes."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from casework.case.covers import change
from casework.models.cover import Cover
from casework.models.match import MatchHit, MatchIndex, MatchName


def drop_names(db: Session, names: Collection[UUID]) -> None:
    """Remove names, their index, and every notice that speaks of them on either side."""
    if names:
        of_them = select(MatchName.id).where(MatchName.id.in_(names))
        # A supervisor may be leaving a notice about one of them in this moment.
        db.execute(of_them.order_by(MatchName.id).with_for_update())
        is_of = or_(MatchHit.name_id.in_(names), MatchHit.other_id.in_(names))
        db.execute(delete(MatchHit).where(is_of))
        db.execute(delete(MatchIndex).where(MatchIndex.name_id.in_(names)))
        db.execute(delete(MatchName).where(MatchName.id.in_(names)))


def forget_names(db: Session, cover: Cover) -> None:
    """Let a taken case be compared no more. What is on record in other cases stays there."""
    drop_names(db, cover.text.compared)
    if cover.text.compared or cover.text.name_waits:
        change(db, cover, compared=[], name_waits=False)


def state_changed(db: Session, cover: Cover) -> None:
    """What CARE was told of a taken case is not how it stands any more: it is to be sent again."""
    if cover.text.compared:
        change(db, cover, name_waits=True)


def name_changed(db: Session, cover: Cover) -> None:
    """A name was put right: nobody is compared under the wrong one until it is sent again."""
    if cover.text.compared:
        forget_names(db, cover)
        change(db, cover, name_waits=True)
