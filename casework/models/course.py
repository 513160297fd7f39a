"""The course of a case as a copy for lists, and the packs that cases began under."""

from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.clocks.extending import Extended, Paused
from casework.clocks.routes import Route
from casework.clocks.stages import Need
from casework.clocks.standing import Days
from casework.procedures.terms import Event, StageId
from crypto.compartments import Compartment
from crypto.records import CaseRecord, Record, Sealed


class CourseText(msgspec.Struct, frozen=True, kw_only=True):
    """Where a case stands and what of it is due. The signed entries of `outcome` are the truth."""

    pack: str = ""
    version: str = ""
    """Of the pack as it held when the case began (casework.procedures.own_rules.version)."""
    stage: StageId = StageId.RECEIVE
    route: Route | None = None
    is_closed: bool = False
    on_record: tuple[Need, ...] = ()
    events: dict[Event, tuple[date, ...]] = {}
    """The days, in the factory, on which something happened; those of this round."""
    extended: tuple[Extended, ...] = ()
    paused: tuple[Paused, ...] = ()
    late: dict[str, str] = {}
    """Rule → why it was late."""
    clocks: tuple[Days, ...] = ()
    facts: dict[str, str] = {}
    """What else stands in `outcome` and lists need: the sanction's class, who verified it."""
    reminders: tuple[UUID, ...] = ()
    """Rows that the next move replaces. No entry speaks of them."""
    salt: bytes = b""
    mark: bytes = b""
    """Digest of all of it but the reminders. The cover and the newest entry name it, so that an
    older copy put back into the database fits neither."""

    def __repr__(self) -> str:
        return "<CourseText>"


class Course(CaseRecord):
    """The course of a case, one a case."""

    __tablename__ = "course"
    extra_table_args = (UniqueConstraint("case_id"),)

    text = Sealed(Compartment.OUTCOME, CourseText, room=8192)


class PackVersion(Record):
    """A pack as it held when a case began, named by its digest. It says nothing of any case."""

    __tablename__ = "pack_version"
    __table_args__ = ({"sqlite_with_rowid": False},)

    version: Mapped[str] = mapped_column(String(32), unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
