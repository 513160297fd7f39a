"""What was done with people and organisations, on the trail of administration."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from auth import trail
from auth.trail_rows import Act, ActorKind
from crypto.instance import InstanceKeys


def note(
    db: Session,
    keys: InstanceKeys,
    actor: UUID | None,
    verb: str,
    subject: UUID,
    at: datetime,
    **facts: str,
) -> None:
    """Append one act. `verb` is `people:…:…`; facts hold ids and words of ours."""
    act = Act(
        actor=actor,
        actor_kind=ActorKind.PERSON,
        verb=verb,
        subject=subject,
        at=at,
        facts=facts,
    )
    trail.administration(db, keys, act)
