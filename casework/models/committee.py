"""What a factory has decided about its procedure, and who sits on its committee."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from casework.clocks.calendars import Calendar
from casework.procedures.composition import Post
from casework.procedures.own_rules import OwnRules
from casework.procedures.terms import Gender
from crypto.records import Record


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """That a factory goes by a pack from a day on, and why it is this one."""

    pack: str
    from_on: date
    reason: str


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a factory has decided: nothing is forgotten, the newest in force counts."""

    packs: tuple[Chosen, ...] = ()
    own: tuple[OwnRules, ...] = ()
    calendar: Calendar | None = None
    """Its days off, once somebody has looked through them."""


class FactoryRules(Record):
    """The decisions of one factory. They are regulations that hang on its walls: not sealed."""

    __tablename__ = "factory_rules"

    factory_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    content: Mapped[bytes]
    """MessagePack of Rules."""


class Trained(msgspec.Struct, frozen=True):
    """That somebody went through one module of a training on a day."""

    module: str
    on: date


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a member beside her post."""

    gender: Gender = Gender.UNSAID
    posts: frozenset[Post] = frozenset()
    """For whom she sits there, beside what her post says already."""
    training: tuple[Trained, ...] = ()


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who sits on the committee and has no account."""

    id: UUID
    name: str
    from_on: date
    until_on: date | None = None
    details: Details = Details()

    def __repr__(self) -> str:
        return "<Guest>"


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """The register of one committee."""

    details: dict[UUID, Details] = {}
    """By membership."""
    guests: tuple[Guest, ...] = ()
    modules: tuple[str, ...] | None = None
    """What its members are trained in; None before the list was touched."""

    def __repr__(self) -> str:
        return "<Register>"


class CommitteeRegister(Record):
    """The register of one committee, sealed under the instance's key."""

    __tablename__ = "committee_register"

    factory_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    sealed: Mapped[bytes]
