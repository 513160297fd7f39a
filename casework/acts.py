"""What somebody did with a case, on the trail of that case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from auth import trail
from casework.covers import the_cover


def act(db: Session, case: UUID, verb: str, actor: UUID | None, at: datetime, **facts: str) -> None:
    """Append one entry to the case's trail, sealed under its trail key.

    `verb` follows `scope:subject:action`, such as `case:entry:write`; `actor` is None for the
    survivor. Facts hold ids and words of ours, never case text.
    """
    cover = the_cover(db, case).text
    payload = trail.payload(actor=actor, verb=verb, subject=case, at=at, facts=facts)
    trail.write(db, cover.trail_keys, payload)
