"""What stands in the entries of a referral: one typed record an entry, and nowhere else."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeAlias, cast
from uuid import UUID

import msgspec

from casework.case.timeline import Line
from casework.helping.recording import Recording
from casework.helping.states import Mover, State
from casework.models.entry import Kind
from referrals.consent.terms import Field
from referrals.directory.offered import Tells
from referrals.models.terms import Category, Known, Way
from referrals.sending.given import Given
from referrals.sending.steps import Reason


class TaskKind(StrEnum):
    """What somebody of ours does for it."""

    HAND_OVER = "hand_over"
    """She is brought together with somebody there: both know each other's name and voice."""
    ACCOMPANY = "accompany"
    """Somebody she trusts goes with her."""
    FOLLOW_UP = "follow_up"
    """She is asked how it went, in the way that is safe for her."""


class Helped(StrEnum):
    """Whether it helped, as she says."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Sent(msgspec.Struct, frozen=True, kw_only=True, tag="sent"):
    """A place was asked for help: what it was told, what it was not, and by which way."""

    referral: UUID
    service: UUID
    place: UUID
    """Of the directory: the service at its place."""
    organization: UUID
    name: str
    organization_name: str
    kind: Category
    way: Way
    is_urgent: bool = False
    reference: str = ""
    """What it is called between us and them: nothing of the case, nothing of hers."""
    left: dict[Field, tuple[str, ...]] = {}
    sources: dict[Field, UUID] = {}
    """The consent or override that each of it left by."""
    stayed: tuple[Field, ...] = ()
    is_override: bool = False
    tells: Tells = Tells()
    """What it passes on by itself, as it was known that day."""
    account: UUID | None = None
    """The organisation here whose people got it, where it went to people with accounts."""
    given: Given | None = None
    """What finds the packet and opens its answers; None where nothing left by itself."""
    reminders: tuple[UUID, ...] = ()

    def __repr__(self) -> str:
        return "<Sent>"


class Moved(msgspec.Struct, frozen=True, kw_only=True, tag="moved"):
    """It went from one state to another. What was said about it is the text of the entry."""

    referral: UUID
    state: State
    by: Mover
    reason: Reason | None = None
    on: date | None = None
    """The day of the appointment."""
    hour: str = ""
    where: str = ""
    answer: UUID | None = None
    """The row that the provider's own answer came in, where it came by the packet."""
    answered_on: date | None = None
    """The day the provider gave it, where that was before it was written down."""
    reminders: tuple[UUID, ...] = ()

    def __repr__(self) -> str:
        return f"<Moved {self.state.value}>"


class Remarked(msgspec.Struct, frozen=True, kw_only=True, tag="remarked"):
    """A provider said something that moves nothing any more: its words are kept."""

    referral: UUID
    answer: UUID | None = None


class Named(msgspec.Struct, frozen=True, kw_only=True, tag="named"):
    """Once it was accepted, what waited for that went after it: her name."""

    referral: UUID
    left: dict[Field, tuple[str, ...]]
    """All that lies there from then on: it stands in the place of what lay there before."""
    sources: dict[Field, UUID] = {}
    """What it rests on from then on, all that is there."""

    def __repr__(self) -> str:
        return "<Named>"


class Planned(msgspec.Struct, frozen=True, kw_only=True, tag="planned"):
    """Something is to be done for a referral, by a day."""

    task: UUID
    referral: UUID
    kind: TaskKind
    on: date
    who: str = ""
    reminders: tuple[UUID, ...] = ()

    def __repr__(self) -> str:
        return f"<Planned {self.kind.value}>"


class Finished(msgspec.Struct, frozen=True, kw_only=True, tag="finished"):
    """It was done, or is not needed any more."""

    task: UUID
    is_done: bool


class Felt(msgspec.Struct, frozen=True, kw_only=True, tag="felt"):
    """What she says of a service she was sent to."""

    referral: UUID
    helped: Helped
    is_respected: Known = Known.UNKNOWN
    days: int | None = None
    """How many days it took until they answered her, as she remembers."""

    def __repr__(self) -> str:
        return "<Felt>"


Record: TypeAlias = Sent | Moved | Remarked | Named | Planned | Finished | Felt
_RECORDING: Recording[Record] = Recording(
    Kind.REFERRAL, "referral", msgspec.json.Decoder(cast("type[Record]", Record))
)
said_of, record_of, records = _RECORDING.said_of, _RECORDING.record_of, _RECORDING.records


def sources_used(lines: Iterable[Line]) -> frozenset[UUID]:
    """Every consent and override by which anything has left, whatever became of it since."""
    left = (record for _line, record in records(lines) if isinstance(record, Sent | Named))
    return frozenset(source for each in left for source in each.sources.values())
