"""Partners who work together, and a supervisor who writes to a committee: one of each thing."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.committee import book as books
from casework.models.committee_book import Book, Forum, Hazard, Prevention, Sitter
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
from casework.oversight.coaching import written
from casework.oversight.preventing import entered
from crypto.instance import InstanceKeys

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


def support(db: Session, keys: InstanceKeys, factory: UUID) -> None:
    """A note to the committee of a factory, and something to be changed there."""
    lamps = Prevention(
        id=uuid4(), hazard=Hazard.LIGHT, words="Lamps", forum=Forum.SAFETY, who="x", by_on=ON
    )

    def beside(book: Book) -> Book:
        return entered(written(book, Sitter("Maya"), "How are you?", ON), lamps)

    books.say(db, keys, factory, beside)


def beside_of(db: Session, keys: InstanceKeys, factory: UUID) -> dict[str, object]:
    """The ids of both."""
    book, _seen = books.read(db, keys, factory)
    return {"note_id": book.coaching[0].id, "action_id": book.preventions[0].id}
