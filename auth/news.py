"""New keys of colleagues, shown to everybody at the next sign-in until she has seen them."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Account
from auth.people import Paper


def since_last_seen(db: Session, papers: Iterable[Paper], person: UUID) -> list[Paper]:
    """Certificates made after the day up to which she has seen them; her own are no news."""
    seen_on = db.scalar(select(Account.colleagues_seen_on).where(Account.person_id == person))
    if seen_on is None:
        return []
    return [each for each in papers if each.row.made_on > seen_on and each.row.person_id != person]


def mark_seen(db: Session, person: UUID, on: date) -> None:
    """Note that she has seen everything up to yesterday; what is made later today shows again."""
    account = db.scalar(select(Account).where(Account.person_id == person))
    if account is not None:
        account.colleagues_seen_on = on - timedelta(days=1)
