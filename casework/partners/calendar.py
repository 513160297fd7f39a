"""What comes, day by day: sessions, meetings, and what somebody took on."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.partnership import Commitment, PartnerMeeting, PartnerSession, SessionKind
from casework.partners.reach import place_name
from casework.partners.sessions import between, names_of


class What(StrEnum):
    """What stands on a day of the calendar."""

    SESSION = "session"
    MEETING = "meeting"
    DUE = "due"


@dataclass(frozen=True)
class Dated:
    """Something of one day: what, by whom, where or what exactly, and its page."""

    on: date
    what: What
    body: str
    words: str
    href: str
    session: SessionKind | None = None


def coming(db: Session, since: date, until: date) -> list[Dated]:
    """Everything from a day to a day, the earliest first."""
    sessions = between(db, since, until)
    meetings = _meetings(db, since, until)
    due = _due(db, since, until)
    named: list[UUID | None] = [each.factory_id for each in sessions]
    named += [each.body_id for each in sessions]
    named += [each.body_id for each in meetings]
    named += [each.organization_id for each in due]
    names = names_of(db, named)
    found = [_session(each, names) for each in sessions]
    found += [_meeting(each, names) for each in meetings]
    found += [_taken(each, names) for each in due]
    return sorted(found, key=lambda each: (each.on, each.what))


def _session(held: PartnerSession, names: dict[UUID, str]) -> Dated:
    return Dated(
        held.held_on,
        What.SESSION,
        names.get(held.body_id, ""),
        place_name(held, names),
        f"/partners/sessions/{held.id}",
        held.kind,
    )


def _meeting(held: PartnerMeeting, names: dict[UUID, str]) -> Dated:
    body = names.get(held.body_id, "")
    return Dated(held.held_on, What.MEETING, body, held.place, f"/partners/meetings/{held.id}")


def _taken(taken: Commitment, names: dict[UUID, str]) -> Dated:
    body, page = names.get(taken.organization_id, ""), f"/partners/meetings/{taken.meeting_id}"
    return Dated(taken.by_on, What.DUE, body, taken.what, page)


def _meetings(db: Session, since: date, until: date) -> list[PartnerMeeting]:
    within = PartnerMeeting.held_on.between(since, until)
    return list(db.scalars(select(PartnerMeeting).where(within)))


def _due(db: Session, since: date, until: date) -> list[Commitment]:
    within = Commitment.by_on.between(since, until)
    return list(db.scalars(select(Commitment).where(within, Commitment.kept_on.is_(None))))
