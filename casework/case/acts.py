"""What somebody did with a case, on the trail of that case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from auth import trail
from auth.trail_rows import Act, ActorKind
from casework.case.covers import the_cover
from casework.models.cover import CoverText


def act(db: Session, case: UUID, verb: str, actor: UUID | None, at: datetime, **facts: str) -> None:
    """Append one entry to the case's trail, sealed under its trail key.

    `verb` follows `scope:subject:action`, such as `case:entry:write`; `actor` is None for the
    survivor or the reporter. Facts hold ids and words of ours, never case text.
    """
    cover = the_cover(db, case).text
    done = Act(
        actor=actor,
        actor_kind=actor_kind(cover, actor),
        verb=verb,
        subject=case,
        at=at,
        facts=facts,
    )
    trail.write(db, cover.trail_keys, done)


def actor_kind(cover: CoverText, actor: UUID | None) -> ActorKind:
    """In which way somebody without a person's id stands to this case."""
    if actor is not None:
        return ActorKind.PERSON
    return ActorKind.REPORTER if cover.is_concern else ActorKind.SURVIVOR
