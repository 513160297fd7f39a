"""What the case keeps of a packet that left, and what stands inside the seal on its way."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias
from uuid import UUID

import msgspec

from crypto.seeds import InboxKeys, Seeds
from referrals.sending.steps import Reason, Step

LONGEST = timedelta(days=90)
"""How long a packet lies there, if what it rests on lasts so long."""
UNANSWERED = timedelta(days=14)
"""From this on nobody opens it who has said neither yes nor no, whoever wrote its end down."""


class Alarm(msgspec.Struct, frozen=True):
    """Who is told at once where a place cannot help and help has its hours: marks of reminders
    (crypto.instance.InstanceKeys.reminder_tag), which name nobody, and the version of their key.
    """

    tags: tuple[bytes, ...] = ()
    version: int = 0

    def __repr__(self) -> str:
        return f"<Alarm of {len(self.tags)}>"


NOBODY = Alarm()


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """Enough to read what is answered and to take the packet back; it belongs into an entry.

    Whoever holds it opens the packet, which is the case's own, and its answers.
    """

    reply: bytes
    """96 bytes: the seed to which answers are sealed."""
    until: date
    packet: UUID | None = None
    key: bytes = b""
    """Of a packet for people with accounts."""
    boxes: tuple[UUID, ...] = ()
    body: UUID | None = None
    """The organisation whose people got it: nobody else answers for them."""
    root: bytes = b""
    """Of a one-time link: finds what is left of it, and opens nothing."""
    alarm: Alarm = NOBODY
    """As the packet has it: it stands in the one that is put in its place too."""

    def __repr__(self) -> str:
        return "<Given>"

    @property
    def is_link(self) -> bool:
        """Whether it went by a one-time link."""
        return bool(self.root)


@dataclass(frozen=True)
class Sender:
    """Who gives the packet, and for which organisation."""

    person: UUID
    organization: UUID
    seeds: Seeds = field(repr=False)


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """What the packet's key opens."""

    content: bytes
    """What `referrals.consent.packet.sent` gave."""
    sender: UUID
    """The organisation it comes from."""
    reply: bytes
    """1,216 bytes: to this answers are sealed."""
    on: date
    until: date
    """The last day on which it may be read: the first end of what it rests on."""
    alarm: Alarm = NOBODY

    def __repr__(self) -> str:
        return "<Contents>"


class Appointment(msgspec.Struct, frozen=True, kw_only=True):
    """When and how somebody is to be seen: days and hours at the place, as it was typed there."""

    on: date
    at: str = ""
    """Such as "14:30"; empty where the provider did not say."""
    where: str = ""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, before it is numbered and sealed."""

    step: Step
    reason: Reason | None = None
    words: str = ""
    """A note back, for whoever sent the referral."""
    appointment: Appointment | None = None

    def __repr__(self) -> str:
        return f"<Said {self.step.value}>"


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """One answer as the case reads it, and as other people of the provider see it."""

    number: int
    said: Said
    on: date
    by: UUID | None = None
    """Who answered with an account; None for whoever had the link."""
    verify: bytes = b""
    signature: bytes = b""

    def __repr__(self) -> str:
        return f"<Answered {self.number}>"


Progress: TypeAlias = tuple[Answered, ...]


def last_step(progress: Progress) -> Step | None:
    """Where the provider stands; None before the first answer."""
    return progress[-1].said.step if progress else None


def has_lapsed(progress: Progress, on: date, today: date) -> bool:
    """Whether a packet given on a day waited too long for a yes or a no."""
    return last_step(progress) in {None, Step.SEEN} and today >= on + UNANSWERED


def until(on: date, last: date) -> date:
    """The last day of the rows of a packet that may be read until `last`.

    An end of a month: it says neither on which day it was given nor what was agreed.
    """
    return _month_end(min(on + LONGEST, last))


def reply_keys(given: Given) -> InboxKeys:
    """What opens the answers. Raises KeyInvalid."""
    return InboxKeys(given.reply)


def _month_end(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
