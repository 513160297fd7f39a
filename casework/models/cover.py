"""The cover of a case: its code, who holds what, what is pending, and the ends of its chains."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy import UniqueConstraint

from casework.clocks.routes import Route
from crypto.authorship import Head
from crypto.compartments import Compartment
from crypto.records import CaseRecord, Sealed
from crypto.seeds import PublicKeys

RECEIVED, OFFERED, CLOSED = "receive", "offered", "closed"
"""Stages of a concern: it was told; help was offered, once; nothing more is done with it."""


class Capacity(StrEnum):
    """In which capacity somebody holds keys of a case."""

    SURVIVOR = "survivor"
    REPORTER = "reporter"
    RECEIVER = "receiver"
    EXTERNAL_MEMBER = "external_member"
    PANEL = "panel"
    SUPERVISOR = "supervisor"
    UNION_REPRESENTATIVE = "union_representative"
    REFERRAL_OFFICER = "referral_officer"
    CHILD_PROTECTION_OFFICER = "child_protection_officer"


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """One person who holds keys, and the row that is her box."""

    holder: UUID
    """The person; for the survivor the case's own id."""
    capacity: Capacity
    compartments: tuple[Compartment, ...]
    grants: tuple[UUID, ...]
    sealed_to: dict[Compartment, bytes] = {}
    """Beginnings of the fingerprint of the keys that she was last handed each compartment under."""
    until: date | None = None
    """The last day, for somebody who stands in while another is away."""
    instead_of: UUID | None = None

    def is_over(self, on: date) -> bool:
        """Whether her last day has passed."""
        return self.until is not None and self.until < on


class Departed(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose keys were taken away, and the generations she had known."""

    holder: UUID
    knew: dict[Compartment, int]
    reason: str
    at: datetime
    capacity: Capacity | None = None


class Intention(msgspec.Struct, frozen=True, kw_only=True):
    """A later grant, told to the survivor before any box exists."""

    id: UUID
    recipient: UUID
    capacity: Capacity
    compartments: tuple[Compartment, ...]
    given: tuple[Compartment, ...] = ()
    by: UUID | None
    reason: str
    at: datetime
    objected_at: datetime | None = None
    told_at: datetime | None = None
    """When somebody told her by voice or in person, where no page of hers can."""
    told_by: UUID | None = None
    is_for_danger: bool = False
    seconded_by: UUID | None = None
    ended_at: datetime | None = None
    """When it ended without anybody's no, as a panel's does when she leaves the formal route."""
    until: date | None = None
    """The last day the keys are for, where somebody stands in."""
    instead_of: UUID | None = None
    """Whose place it is, while she is away."""


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody's keys are to be taken away; a second holder confirms."""

    holder: UUID
    by: UUID
    reason: str
    at: datetime


class TrailKey(msgspec.Struct, frozen=True):
    """The key of the trail from one running number on."""

    from_number: int
    key: bytes

    def __repr__(self) -> str:
        return f"<TrailKey from {self.from_number}>"


class Renumbering(msgspec.Struct, frozen=True, kw_only=True):
    """That a receiver has spoken with her and asks for a new number; a second holder confirms."""

    by: UUID
    at: datetime
    epoch: bytes
    """Digest of the epoch record in force: a confirmation serves for the next record alone."""
    second: UUID | None = None
    second_key: bytes = b""
    second_signature: bytes = b""

    @property
    def is_confirmed(self) -> bool:
        """Whether a second holder has signed."""
        return self.second is not None


class NumberState(msgspec.Struct, frozen=True, kw_only=True):
    """What the receivers need to answer somebody who comes back by number alone."""

    row: UUID
    status_key: bytes
    is_provisional: bool = False
    has_word: bool = False

    def __repr__(self) -> str:
        return "<NumberState>"


class Writer(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who logged the case and cannot read it, and the row she may write with."""

    row: UUID
    status_key: bytes
    by: UUID

    def __repr__(self) -> str:
        return "<Writer>"


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What she chose when she told, as far as it holds for every later grant too."""

    union: UUID | None = None
    """The one union that may follow the outcome; no other learns that there is a case."""
    wants_officer: bool = False
    """She asked for a referral officer herself, also where she said no to the programme."""
    is_help_only: bool = False
    """She asked for help and not for a committee: none of it is handed anything."""
    knows_roster: bool = False
    """She typed the code from the poster: people may be named to her by their posts."""


NOTHING_CHOSEN = Chosen()


class CoverText(msgspec.Struct, kw_only=True):
    """Everything on the cover. Every holder of any key reads it."""

    code: str
    received_at: datetime
    home: UUID | None = None
    """The factory or programme it belongs to. The case's row has a copy that anybody can move."""
    is_kept: bool = False
    """Told and sealed to herself alone, to decide later."""
    is_concern: bool = False
    is_for_child_protection: bool = False
    withdrawal_asked_at: datetime | None = None
    """When she asked to withdraw the complaint; open for seven days, and it destroys nothing."""
    route: Route | None = None
    """Nothing before she has chosen."""
    route_chosen_at: datetime | None = None
    panel: list[UUID] = []
    """Who was named for the inquiry, whether she holds her keys already or not."""
    stage: str = RECEIVED
    """A copy of where its course stands; of a concern, what became of it."""
    course: bytes = b""
    """The mark of its course as it was written last (casework.models.course)."""
    acknowledged_at: datetime | None = None
    asked_at: datetime | None = None
    """Since when a message of hers waits for an answer."""
    answered_at: datetime | None = None
    """Since when an answer of hers to a question waits to be read."""
    safety_at: datetime | None = None
    """When her safety was last gone through with her."""
    holders: list[Holder]
    departed: list[Departed] = []
    intentions: list[Intention] = []
    withheld: list[UUID] = []
    """People who match somebody named in it and hold no key until that is settled."""
    declined_supervisor: bool = False
    chosen: Chosen = NOTHING_CHOSEN
    survivor: PublicKeys | None
    number: NumberState | None
    renumbering: Renumbering | None = None
    removals: list[Removal] = []
    """Whose keys somebody asks to have taken away."""
    quorum_short_at: datetime | None = None
    """Since when a hearing stands that too few sat on; nothing once enough did."""
    may_show_child: bool = False
    """An intimate file of it may show a child: a child protection officer can be handed keys."""
    stopped: list[str] = []
    """Her own no before something the respondent can notice, by kind and act: nobody writes down
    a yes of hers over it."""
    may_be_child: bool = False
    """Somebody who deals with it marked that she may be under age: so can she then."""
    last_file: int = 0
    """The newest number in the register of files."""
    named: int = 0
    """How often somebody was written down to whom a member could be close."""
    declared: dict[UUID, int] = {}
    """Who has answered whether she is close to any of them, and of how many."""
    conflicted: list[UUID] = []
    """Who said that she is, and cannot leave before somebody else holds her keys."""
    name_waits: bool = False
    """She agreed that a name is compared, and it was not sent to CARE since."""
    compared: list[UUID] = []
    """The rows of names that CARE compares (casework.models.match)."""
    settled_hits: list[UUID] = []
    """Notices of a like name about which somebody has decided."""
    is_uncounted: bool = False
    """She said no to being counted: of the case nothing is counted but that."""
    writers: list[Writer] = []
    """Who logged it without being able to read it, and may write what she learns later."""
    heads: dict[Compartment, Head]
    trail_keys: list[TrailKey]
    mac_keys: dict[int, bytes] = {}
    """Epoch number → the key that MACs the record after it."""

    @property
    def is_withdrawn(self) -> bool:
        """Whether she has asked to withdraw it and has not taken that back."""
        return self.withdrawal_asked_at is not None

    @property
    def has_route(self) -> bool:
        """Whether there is anything to choose: what is kept, or told by a third person, waits."""
        return not (self.is_kept or self.is_concern)

    @property
    def is_closed_concern(self) -> bool:
        """Whether it is a concern of which nothing more is done."""
        return self.is_concern and self.stage == CLOSED

    def holder(self, person: UUID) -> Holder | None:
        """The holder entry of a person, if she holds anything."""
        # By number: a list asks a thousand covers, and ids compare slowly.
        number = person.int
        return next((each for each in self.holders if each.holder.int == number), None)

    def reads(self, person: UUID, on: date) -> bool:
        """Whether somebody holds keys that have not ended.

        Whoever stands in stops on her last day, unless she alone could open something then.
        """
        her = self.holder(person)
        return her is not None and not (her.is_over(on) and self.can_spare(her))

    def can_spare(self, holder: Holder, gone: Iterable[UUID] = ()) -> bool:
        """Whether others, but for those gone too, hold all that this one holds."""
        away = {holder.holder, *gone}
        others = [each.compartments for each in self.holders if each.holder not in away]
        return set(holder.compartments) <= {part for parts in others for part in parts}

    def holders_of(self, compartment: Compartment) -> list[Holder]:
        """Everybody who holds a compartment."""
        return [each for each in self.holders if compartment in each.compartments]


class Cover(CaseRecord):
    """The sealed cover, one a case."""

    __tablename__ = "cover"
    extra_table_args = (UniqueConstraint("case_id"),)

    text = Sealed(Compartment.COVER, CoverText, room=8192)
