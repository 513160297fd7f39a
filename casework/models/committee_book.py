"""The book of a committee: who is on call, the box, its meetings, nil returns, its own care."""

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from crypto.records import Record


class Sitter(msgspec.Struct, frozen=True):
    """Somebody of the committee as it was then: seats change, and the book stays."""

    name: str
    role: str = ""
    """A name of auth.models.Role; empty for who has no account."""

    def __repr__(self) -> str:
        return "<Sitter>"


class OnCall(msgspec.Struct, frozen=True, kw_only=True):
    """Who is there for whoever wants to speak, from a day to a day."""

    id: UUID
    who: Sitter
    from_on: date
    until_on: date
    how: str = ""
    """How to reach her then: a telephone, a room."""


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """The suggestion box: where it hangs, when it is opened next, and the seal on it."""

    where: str = ""
    hour: str = ""
    next_on: date | None = None
    seal: str = ""


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """That the box was opened, by which two, and which seal was on it."""

    id: UUID
    on: date
    hour: str = ""
    openers: tuple[Sitter, Sitter]
    seal: str
    is_whole: bool
    letters: int = 0
    new_seal: str = ""


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """One meeting. Nothing of a case stands in it: everybody who sits here reads it."""

    id: UUID
    on: date
    hours: str = ""
    place: str = ""
    present: tuple[Sitter, ...] = ()
    absent: str = ""
    topics: tuple[str, ...] = ()
    """What was gone through, by the names of casework.paper.meetings.TOPICS."""
    minutes: str = ""
    todo: str = ""
    next_on: date | None = None

    def __repr__(self) -> str:
        return "<Meeting>"


class Unreached(msgspec.Struct, frozen=True):
    """That nothing reached one member in a month: it stands for her alone and is shown to her."""

    seat: UUID
    month: date
    """Its first day."""


class NilReturn(msgspec.Struct, frozen=True, kw_only=True):
    """That in a month nothing came in, as everybody has said who sat there with an account."""

    id: UUID
    from_on: date
    until_on: date
    opened_on: tuple[date, ...] = ()
    """Days on which the box was opened meanwhile."""
    by: tuple[Sitter, ...]


class Strain(StrEnum):
    """What is written down of how the members themselves are."""

    THREAT = "threat"
    DEBRIEF = "debrief"
    TIME = "time"
    AWAY = "away"


class Care(msgspec.Struct, frozen=True, kw_only=True):
    """How members are: a threat, a talk about it, hours, a break."""

    id: UUID
    on: date
    what: Strain
    words: str = ""
    done: str = ""

    def __repr__(self) -> str:
        return "<Care>"


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody of the committee signed the promise of secrecy."""

    seat: UUID
    who: Sitter
    on: date


class Coaching(msgspec.Struct, frozen=True, kw_only=True):
    """What whoever supports a committee writes to it, and what it answers. No case stands in it."""

    id: UUID
    on: date
    by: Sitter
    words: str
    answer: str = ""
    answered_on: date | None = None

    def __repr__(self) -> str:
        return "<Coaching>"


class Hazard(StrEnum):
    """What of a workplace makes harassment easier, and can be changed."""

    LIGHT = "light"
    TRANSPORT = "transport"
    STAIRWELL = "stairwell"
    LINE = "line"
    TARGETS = "targets"
    OTHER = "other"


class Forum(StrEnum):
    """Which other committee of the factory takes it up."""

    PARTICIPATION = "participation"
    SAFETY = "safety"
    MANAGERS = "managers"


class Prevention(msgspec.Struct, frozen=True, kw_only=True):
    """Something to be changed in the factory. Nothing says where it came from, nor since when."""

    id: UUID
    hazard: Hazard
    words: str
    forum: Forum
    who: str
    by_on: date
    done_on: date | None = None
    done: str = ""

    def __repr__(self) -> str:
        return "<Prevention>"


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a committee writes about its own weeks, the oldest first."""

    calls: tuple[OnCall, ...] = ()
    box: Box = Box()
    openings: tuple[Opening, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    nil_returns: tuple[NilReturn, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    """Who has said it of a month of which not everybody has: on no page but her own."""
    cares: tuple[Care, ...] = ()
    promises: tuple[Promise, ...] = ()
    coaching: tuple[Coaching, ...] = ()
    preventions: tuple[Prevention, ...] = ()
    """By the day each is to be done, and not as they came."""

    def __repr__(self) -> str:
        return "<Book>"


class CommitteeBook(Record):
    """The book of one committee, sealed under the instance's key."""

    __tablename__ = "committee_book"

    factory_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes]
