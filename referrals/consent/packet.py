"""The one place where a packet is made: what a live consent covers leaves, all else stays."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

import msgspec

from referrals.consent.ledger import Consent, Ledger, Override, Recipient, allowed, overridden
from referrals.consent.terms import CODES_ALONE, Field, Purpose

Values: TypeAlias = Mapping[Field, tuple[str, ...]]
"""What is known of her, by field: codes of a closed list, or words. Empty or absent: nothing."""


class Basis(StrEnum):
    """By what something leaves."""

    CONSENT = "consent"
    OVERRIDE = "override"


class Why(StrEnum):
    """Why something stays."""

    NOT_AGREED = "not_agreed"
    UNTIL_ACCEPTED = "until_accepted"
    """She agreed; a code goes first, and her name when the provider has said yes."""
    BY_HER_YES = "by_her_yes"
    """She agreed to it; it goes apart from what two people decided, by her own yes."""
    NEVER_COUNTED = "never_counted"
    """It would tell who she is: no statistics hold it."""


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that leaves."""

    field: Field
    values: tuple[str, ...]
    basis: Basis = Basis.CONSENT
    source: UUID
    """The consent or override it leaves by."""

    def __repr__(self) -> str:
        return f"<Leaf {self.field.value}>"


class Stay(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is known and stays."""

    field: Field
    why: Why


class Packet(msgspec.Struct, frozen=True, kw_only=True):
    """What goes to one recipient. Made by `compiled` alone: nothing else may construct one.

    `leaves` and `stays` stand in the order of `Field`. What a provider receives is `sent(packet)`:
    what stays is not in it, not even that it exists.
    """

    recipient: Recipient
    purpose: Purpose
    on: date
    until: date
    """The last day on which all of it is still allowed: the first end of what it rests on."""
    leaves: tuple[Leaf, ...]
    stays: tuple[Stay, ...]

    def __repr__(self) -> str:
        return "<Packet>"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One thing as a provider sees it."""

    field: Field
    values: tuple[str, ...]

    def __repr__(self) -> str:
        return f"<Shown {self.field.value}>"


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A packet as its recipient sees it; the preview before sending shows the very same."""

    purpose: Purpose
    on: date
    until: date
    fields: tuple[Shown, ...]
    is_override: bool = False
    """Some of it comes without her yes: whoever gets it has to know."""

    def __repr__(self) -> str:
        return "<Received>"


class NothingLeaves(Exception):
    """No live consent, and no override in force, covers anything for this recipient and purpose."""


def compiled(
    values: Values,
    ledger: Ledger,
    recipient: Recipient,
    purpose: Purpose,
    on: date,
    *,
    is_accepted: bool = False,
    by: Basis | None = None,
) -> Packet:
    """The packet for one recipient and purpose on one day, from what is known and agreed.

    A packet goes by her yes, or by what two people decided, and never by both: what was decided
    without her holds nothing else. `by` says which of the two; where nobody says it, what two
    decided goes, as long as it is in force. Her name waits until the provider has accepted
    (`is_accepted`), whatever was agreed: a code goes before a name (practice.md 3). A field of
    which nothing is known neither leaves nor stays.

    Raises NothingLeaves.
    """
    agreed = allowed(ledger, recipient, purpose, on)
    sources = _sources(ledger, recipient, purpose, on, by)
    leaves, stays, ends = [], [], []
    for field in Field:
        source = sources.get(field)
        known = _known(values, field, source or agreed.get(field))
        why = _why_not(field, source, purpose, is_accepted=is_accepted)
        if why is Why.NOT_AGREED and field in agreed:
            why = Why.BY_HER_YES
        if known and source is not None and why is None:
            leaves.append(_leaf(field, known, source))
            ends.append(source.until)
        elif known and why is not None:
            stays.append(Stay(field=field, why=why))
    if not leaves:
        raise NothingLeaves
    kept, held = tuple(leaves), tuple(stays)
    return Packet(
        recipient=recipient, purpose=purpose, on=on, until=min(ends), leaves=kept, stays=held
    )


def received(packet: Packet) -> Received:
    """What the recipient of a packet sees of it."""
    return Received(
        purpose=packet.purpose,
        on=packet.on,
        until=packet.until,
        fields=tuple(Shown(field=each.field, values=each.values) for each in packet.leaves),
        is_override=any(each.basis is Basis.OVERRIDE for each in packet.leaves),
    )


def sent(packet: Packet) -> bytes:
    """The bytes that are sealed to the recipient: MessagePack of `Received`."""
    return msgspec.msgpack.encode(received(packet))


def read(content: bytes) -> Received:
    """What was sealed to a recipient, opened. Raises msgspec.DecodeError for anything else."""
    return msgspec.msgpack.decode(content, type=Received)


def _sources(
    ledger: Ledger, recipient: Recipient, purpose: Purpose, on: date, by: Basis | None
) -> Mapping[Field, Consent | Override]:
    """By what each field leaves. Nobody talks about her, and nobody counts her, by force."""
    is_sent = purpose is Purpose.SERVICE
    forced = overridden(ledger, recipient, on) if is_sent and by is not Basis.CONSENT else {}
    return forced if forced or by is Basis.OVERRIDE else allowed(ledger, recipient, purpose, on)


def _known(values: Values, field: Field, source: Consent | Override | None) -> tuple[str, ...]:
    """What would be said: in the words agreed for this recipient, before anything else known."""
    written = source.written.get(field, "") if source is not None else ""
    said = (written,) if written else values.get(field, ())
    if source is not None and not written and field in CODES_ALONE:
        said = tuple(each for each in said if each in CODES_ALONE[field])
    return tuple(each for each in said if each.strip())


def _why_not(
    field: Field, source: Consent | Override | None, purpose: Purpose, *, is_accepted: bool
) -> Why | None:
    if purpose is Purpose.STATISTICS:
        return Why.NEVER_COUNTED
    if source is None:
        return Why.NOT_AGREED
    waits = purpose is Purpose.SERVICE and field is Field.NAME and not is_accepted
    return Why.UNTIL_ACCEPTED if waits and isinstance(source, Consent) else None


def _leaf(field: Field, known: tuple[str, ...], source: Consent | Override) -> Leaf:
    basis = Basis.CONSENT if isinstance(source, Consent) else Basis.OVERRIDE
    return Leaf(field=field, values=known, basis=basis, source=source.id)
