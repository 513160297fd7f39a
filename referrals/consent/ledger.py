"""What somebody agreed to and took back, entry by entry, and what of it holds on a day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

import msgspec

from referrals.consent.terms import Field, Given, Ground, Purpose, RecipientKind, Voice


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """To whom. The name is what was read to her; who it is, the id says."""

    kind: RecipientKind
    id: UUID
    name: str
    account: UUID | None = None
    """The organisation here whose people with accounts get it; None where it has none."""
    account_name: str = ""

    def is_same(self, other: "Recipient") -> bool:
        """Whether what she agreed to here goes where `other` would send it.

        By kind and id; of an organisation also by the name she heard, and by whose people get it
        where it goes to people with accounts. No other row decides that.
        """
        is_it = self.kind is other.kind and self.id == other.id
        if self.kind is not RecipientKind.ORGANIZATION:
            return is_it
        return is_it and self.name == other.name and other.account in {None, self.account}


class Consent(msgspec.Struct, frozen=True, kw_only=True):
    """One yes: to these fields, to this recipient, for this purpose, until a day."""

    id: UUID
    fields: frozenset[Field]
    recipient: Recipient
    purpose: Purpose
    given_on: date
    until: date
    """The last day on which it holds."""
    given: Given
    voices: frozenset[Voice] = frozenset({Voice.HERSELF})
    witness: str = ""
    words: str = ""
    """The words that were read to her, whole."""
    language: str = ""
    """In which they were read."""
    written: dict[Field, str] = {}
    """Words agreed for this recipient alone: her name, how to reach her, what happened."""
    by: UUID | None = None
    """Who wrote it down; None where she pressed it herself."""

    def __repr__(self) -> str:
        return "<Consent>"


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """That one consent was taken back. From that moment nothing of it holds."""

    consent: UUID
    on: date
    by: UUID | None = None


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """That something leaves without her yes. It holds only from the second person's press on."""

    id: UUID
    fields: frozenset[Field]
    recipient: Recipient
    ground: Ground
    law: str
    reason: str
    asked_by: UUID
    on: date
    until: date
    written: dict[Field, str] = {}
    confirmed_by: UUID | None = None
    is_ended: bool = False

    @property
    def is_in_force(self) -> bool:
        """Whether two different people stand behind it, with a law and a reason."""
        second = self.confirmed_by is not None and self.confirmed_by != self.asked_by
        return second and bool(self.law.strip() and self.reason.strip()) and not self.is_ended

    def __repr__(self) -> str:
        return "<Override>"


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """All of it, in the order in which it was written."""

    consents: tuple[Consent, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    overrides: tuple[Override, ...] = ()
    voices_needed: frozenset[Voice] | None = frozenset({Voice.HERSELF})
    """Who has to agree, by her age and the pack; None where that is unknown: nothing holds."""

    def __repr__(self) -> str:
        return "<Ledger>"


def live(ledger: Ledger, on: date) -> tuple[Consent, ...]:
    """The consents that hold on a day: begun, not over, not taken back, agreed by all who must."""
    gone = {each.consent for each in ledger.withdrawals}
    return tuple(
        each for each in ledger.consents if each.id not in gone and _holds(ledger, each, on)
    )


def allowed(
    ledger: Ledger, recipient: Recipient, purpose: Purpose, on: date
) -> dict[Field, Consent]:
    """Which fields may go to this recipient for this purpose on a day, each with its consent.

    Where several consents allow a field, the newest stands: with its words, not with older ones.
    """
    found: dict[Field, Consent] = {}
    # A day holds many: of two of one day the later one in the ledger is the newer.
    for each in sorted(live(ledger, on), key=lambda consent: consent.given_on):
        if each.purpose is purpose and each.recipient.is_same(recipient):
            found.update(dict.fromkeys(each.fields, each))
    return found


def holding(ledger: Ledger, on: date) -> dict[UUID, frozenset[Field]]:
    """Every consent and override by which something may be where it is on a day, and what."""
    agreed = {each.id: each.fields for each in live(ledger, on)}
    forced = (each for each in ledger.overrides if each.is_in_force and each.on <= on <= each.until)
    return agreed | {each.id: each.fields for each in forced}


def overridden(ledger: Ledger, recipient: Recipient, on: date) -> dict[Field, Override]:
    """Which fields an override in force lets go to this recipient on a day."""
    holding = (
        each
        for each in ledger.overrides
        if each.is_in_force and each.on <= on <= each.until and each.recipient.is_same(recipient)
    )
    return _by_field(holding)


def _holds(ledger: Ledger, consent: Consent, on: date) -> bool:
    needed = ledger.voices_needed
    return (
        needed is not None and needed <= consent.voices and consent.given_on <= on <= consent.until
    )


def _by_field(overrides: Iterable[Override]) -> dict[Field, Override]:
    return {field: each for each in overrides for field in each.fields}
