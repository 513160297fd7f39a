"""What stands beside the cases: workshops that the partners' calendar knows."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.measures.laws import Period
from casework.measures.statutory import Beside
from casework.models.partnership import SessionKind
from casework.partners.sessions import between


def filled(db: Session, factory: UUID, period: Period, entered: Beside) -> Beside:
    """What was entered; where nothing was, what the calendar says. An empty one says nothing."""
    if entered.workshops is not None:
        return entered
    return msgspec.structs.replace(entered, workshops=workshops(db, factory, period) or None)


def workshops(db: Session, factory: UUID, period: Period) -> int:
    """How many STOP sessions were held at a factory in a year."""
    first = date.fromisoformat(f"{min(period.months)}-01")
    held = between(db, first, period.last_day)
    return sum(each.kind is SessionKind.STOP and each.factory_id == factory for each in held)
