"""What partners do together: sessions, meetings, commitments, doors to women, contacts. No case."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record, word_of

NAME, WORDS, CODE = 200, 2_000, 20


class SessionKind(StrEnum):
    """What a session is."""

    STOP = "stop"
    DIALOGUE = "dialogue"
    SAVINGS = "savings"
    MEN = "men"
    LEADERSHIP = "leadership"
    FINANCE = "finance"
    STAFF = "staff"


class PlaceKind(StrEnum):
    """What kind of place a session was held in."""

    FACTORY = "factory"
    AREA = "area"
    VILLAGE = "village"
    CENTRE = "centre"


class Sex(StrEnum):
    """As those who came are counted; `UNKNOWN` is its own line and never a zero."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    UNKNOWN = "unknown"


class Category(StrEnum):
    """As what somebody came."""

    WORKER = "worker"
    LEADER = "leader"
    MANAGER = "manager"
    COMMITTEE = "committee"
    RELATIVE = "relative"
    NEIGHBOUR = "neighbour"
    PARTNER = "partner"


class EntryKind(StrEnum):
    """Through what else than a poster women come to help."""

    SAVINGS_GROUP = "savings_group"
    RESOURCE_CENTRE = "resource_centre"


class PartnerSession(Record):
    """A session that one body holds, planned or held. It names nobody who came."""

    __tablename__ = "partner_session"

    body_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    kind: Mapped[SessionKind] = mapped_column(word_of(SessionKind, 16))
    held_on: Mapped[date] = mapped_column(index=True)
    place_kind: Mapped[PlaceKind] = mapped_column(word_of(PlaceKind, 16))
    factory_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    place: Mapped[str] = mapped_column(String(NAME), default="")
    area_code: Mapped[str] = mapped_column(String(CODE), default="")
    """Code of an area of the directory; empty where nobody said in which it lies."""
    donor_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"), index=True)
    """Who pays for it, where a donor does."""
    about: Mapped[str] = mapped_column(String(WORDS), default="")
    is_counted: Mapped[bool] = mapped_column(default=False)
    """Whether somebody wrote down who came: before that nothing is known, which is not nobody."""


class PartnerCount(Record):
    """How many of one sex and category came to a session."""

    __tablename__ = "partner_count"
    __table_args__ = (UniqueConstraint("session_id", "sex", "category"),)

    session_id: Mapped[UUID] = mapped_column(ForeignKey("partner_session.id"))
    sex: Mapped[Sex] = mapped_column(word_of(Sex, 8))
    category: Mapped[Category] = mapped_column(word_of(Category, 16))
    people: Mapped[int]


class PartnerMeeting(Record):
    """A meeting of the partners: what was said and decided."""

    __tablename__ = "partner_meeting"

    body_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    held_on: Mapped[date] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(NAME), default="")
    present: Mapped[str] = mapped_column(String(WORDS), default="")
    notes: Mapped[str] = mapped_column(String(WORDS), default="")
    decisions: Mapped[str] = mapped_column(String(WORDS), default="")


class Commitment(Record):
    """What an organisation took on in a meeting, by when, and on which day it was done."""

    __tablename__ = "partner_commitment"

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("partner_meeting.id"), index=True)
    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    what: Mapped[str] = mapped_column(String(WORDS))
    by_on: Mapped[date]
    kept_on: Mapped[date | None]
    kept_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"))
    """Which organisation wrote down that it was kept."""


class EntryPoint(Record):
    """A savings group or a resource centre: where women come who would not write to us."""

    __tablename__ = "entry_point"

    body_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    kind: Mapped[EntryKind] = mapped_column(word_of(EntryKind, 16))
    name: Mapped[str] = mapped_column(String(NAME))
    place: Mapped[str] = mapped_column(String(NAME), default="")
    area_code: Mapped[str] = mapped_column(String(CODE), default="")
    meets: Mapped[str] = mapped_column(String(NAME), default="")
    languages: Mapped[str] = mapped_column(String(NAME), default="")
    closed_on: Mapped[date | None]


class PartnerContact(Record):
    """Whom to ask for at a partner, and in which languages."""

    __tablename__ = "partner_contact"

    body_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME))
    work: Mapped[str] = mapped_column(String(NAME), default="")
    phone: Mapped[str] = mapped_column(String(NAME), default="")
    languages: Mapped[str] = mapped_column(String(NAME), default="")
