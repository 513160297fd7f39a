"""Meetings of the partners, what each took on, by when, and whether it was kept."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.partnership import Commitment, PartnerMeeting


def hold(db: Session, body: UUID, meeting: PartnerMeeting) -> PartnerMeeting:
    """Write down a meeting, by the body that keeps its notes."""
    meeting.body_id = body
    db.add(meeting)
    db.flush()
    return meeting


def take_on(db: Session, meeting: PartnerMeeting, who: UUID, what: str, by: date) -> Commitment:
    """Write down what an organisation took on, and by when."""
    taken = Commitment(meeting_id=meeting.id, organization_id=who, what=what, by_on=by)
    db.add(taken)
    db.flush()
    return taken


def keep(db: Session, commitment: Commitment, on: date, by: UUID) -> None:
    """It was done on a day, as an organisation writes down. What was kept once stays as it is."""
    if commitment.kept_on is None:
        commitment.kept_on, commitment.kept_by_id = on, by
    db.flush()


def strike(db: Session, commitment: Commitment) -> None:
    """Take out what was entered twice, or is not asked of anybody any more."""
    db.delete(commitment)
    db.flush()


def meetings(db: Session) -> list[PartnerMeeting]:
    """All of them, the latest first."""
    return list(db.scalars(select(PartnerMeeting).order_by(PartnerMeeting.held_on.desc())))


def taken_on(db: Session, meeting: UUID) -> list[Commitment]:
    """What was taken on in one meeting, what is due first at the top."""
    of_it = select(Commitment).where(Commitment.meeting_id == meeting)
    return list(db.scalars(of_it.order_by(Commitment.by_on)))


def unkept(db: Session) -> list[Commitment]:
    """What was taken on and not done, whatever the meeting, what is due first at the top."""
    of_it = select(Commitment).where(Commitment.kept_on.is_(None))
    return list(db.scalars(of_it.order_by(Commitment.by_on)))


def record_of(db: Session) -> dict[UUID, tuple[int, int]]:
    """By organisation: how much it took on, and how much of that it kept by the day it named."""
    found: dict[UUID, tuple[int, int]] = {}
    for each in db.scalars(select(Commitment)):
        taken, kept = found.get(each.organization_id, (0, 0))
        in_time = each.kept_on is not None and each.kept_on <= each.by_on
        found[each.organization_id] = taken + 1, kept + in_time
    return found
