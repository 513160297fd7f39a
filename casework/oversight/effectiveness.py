"""What the system can show of a grievance mechanism of many factories: UNGP 31, without a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth.models import Coverage, Organization, OrganizationKind
from casework.measures.quarters import Quarter
from casework.measures.reading import Place, QuarterRead, Reading, public, quarters_of
from casework.models.partnership import Commitment, PartnerMeeting, PartnerSession, SessionKind
from casework.oversight.committees import Sitting, committees
from crypto.instance import InstanceKeys

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Effectiveness:
    """Evidence for all eight criteria; None and nothing are no evidence, and never a bad one."""

    factories: int
    complete: int
    """Committees that lack nothing of what their rules ask."""
    untrained: int
    """Committees of which a member has had no training, or is due for it again."""
    with_union: int
    with_appeal: int
    reviewed: int
    """Factories whose rules a lawyer of the country has read."""
    read: QuarterRead | None
    """The newest quarter that was sealed to whoever makes this."""
    public: tuple[Quarter, ...]
    sessions: int
    meetings: int
    union_meetings: int
    """Of them, those whose notes a union keeps."""
    commitments: int
    kept: int


def effectiveness(
    db: Session,
    keys: InstanceKeys,
    her: Reading,
    programme: UUID,
    places: Sequence[Organization],
    today: date,
) -> Effectiveness:
    """The evidence of a programme and its factories. Raises SealBroken for a moved register."""
    sitting = committees(db, keys, places, today)
    quarters = quarters_of(db, her, Place(programme, programme))
    shown = [e.quarter for e in quarters if public(db, her.register, programme, e.quarter)]
    meetings = _meetings(db, today)
    promised = _commitments(db, [each.id for each in meetings])
    return Effectiveness(
        factories=len(places),
        complete=sum(each.is_complete for each in sitting),
        untrained=sum(bool(each.untrained) for each in sitting),
        with_union=_with_union(db, [each.id for each in places]),
        with_appeal=sum(each.pack.appeal.available is True for each in sitting),
        reviewed=sum(_is_reviewed(each) for each in sitting),
        read=quarters[-1] if quarters else None,
        public=tuple(shown),
        sessions=_sessions(db, [each.id for each in places], today),
        meetings=len(meetings),
        union_meetings=_of_unions(db, meetings),
        commitments=len(promised),
        kept=sum(each.kept_on is not None for each in promised),
    )


def _is_reviewed(sitting: Sitting) -> bool:
    return sitting.pack.counsel is not None


def _with_union(db: Session, places: Sequence[UUID]) -> int:
    found = (
        select(func.count(Coverage.factory_id.distinct()))
        .join(Organization, Organization.id == Coverage.organization_id)
        .where(Coverage.factory_id.in_(places), Organization.kind == OrganizationKind.UNION)
    )
    return db.scalar(found) or 0


def _sessions(db: Session, places: Sequence[UUID], today: date) -> int:
    found = select(func.count(PartnerSession.id)).where(
        PartnerSession.kind == SessionKind.STOP,
        PartnerSession.factory_id.in_(places),
        PartnerSession.held_on.between(today - YEAR, today),
    )
    return db.scalar(found) or 0


def _meetings(db: Session, today: date) -> list[PartnerMeeting]:
    within = PartnerMeeting.held_on.between(today - YEAR, today)
    return list(db.scalars(select(PartnerMeeting).where(within)))


def _of_unions(db: Session, meetings: Sequence[PartnerMeeting]) -> int:
    unions = set(
        db.scalars(select(Organization.id).where(Organization.kind == OrganizationKind.UNION))
    )
    return sum(each.body_id in unions for each in meetings)


def _commitments(db: Session, meetings: Sequence[UUID]) -> list[Commitment]:
    return list(db.scalars(select(Commitment).where(Commitment.meeting_id.in_(meetings))))
