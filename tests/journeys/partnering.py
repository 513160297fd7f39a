"""Partners who work together: a session, a meeting with what was taken on, a savings group."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.partnership import (
    Commitment,
    EntryKind,
    EntryPoint,
    PartnerContact,
    PartnerMeeting,
    PartnerSession,
    PlaceKind,
    SessionKind,
)

TABLES = {
    "session_id": PartnerSession,
    "meeting_id": PartnerMeeting,
    "commitment_id": Commitment,
    "point_id": EntryPoint,
    "contact_id": PartnerContact,
}
ON = date(2026, 3, 2)


def work_together(db: Session, body: UUID) -> None:
    """One of each, all of one organisation."""
    place = {"kind": SessionKind.STOP, "place_kind": PlaceKind.VILLAGE, "place": "Char Kalia"}
    meeting = PartnerMeeting(body_id=body, held_on=ON)
    db.add_all([PartnerSession(body_id=body, held_on=ON, **place), meeting])
    db.flush()
    db.add(Commitment(meeting_id=meeting.id, organization_id=body, what="call", by_on=ON))
    db.add(EntryPoint(body_id=body, kind=EntryKind.SAVINGS_GROUP, name="Lotus"))
    db.add(PartnerContact(body_id=body, name="Mina"))


def ids_of(db: Session) -> dict[str, object]:
    """The id of one of each."""
    return {name: db.scalars(select(table.id)).first() for name, table in TABLES.items()}
