"""Becoming somebody here: keys made at the first visit, and only then an account."""

import secrets
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth import bundle, certifying, last_step, match_data, sessions
from auth.addresses import folded_address
from auth.bundle import Bundle, Factor, FactorKind
from auth.inviting import withdraw
from auth.match_data import MatchData
from auth.models import Account, CertificateRow, Invitation, Membership, Person, RingMemory
from crypto.certificates import Register
from crypto.envelope import open_, seal
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys
from crypto.passphrase import Cost
from crypto.recovery_code import draw_recovery_code, parse_recovery_code
from crypto.seeds import Seeds

FACTOR_BYTES = 20
GROUP = 2
"""Which group of the recovery code she types back, counted from nought."""


class NotTypedBack(Exception):
    """She has not yet shown that she can read her recovery code and her second factor."""


class Chosen(msgspec.Struct, kw_only=True):
    """What she has chosen so far: kept sealed for her own browser until she is finished."""

    account: UUID
    bundle: Bundle
    recovery_code: str
    by_passphrase: bytes
    by_recovery_code: bytes
    last_step: int = 0
    is_typed_back: bool = False
    is_new_factor: bool = True

    def __repr__(self) -> str:
        return "<Chosen>"

    @property
    def seeds(self) -> Seeds:
        """Her new keys."""
        return self.bundle.the_seeds()

    def is_group(self, typed: str) -> bool:
        """Whether this is the group of the recovery code that she is asked for."""
        return folded_address(typed) == folded_address(self.recovery_code.split("-")[GROUP])


@dataclass(frozen=True)
class Enrolled:
    """Somebody with an account, and the secrets that only she keeps."""

    account: Account
    certificates: list[CertificateRow]
    seeds: Seeds = field(repr=False)
    recovery_code: str = field(repr=False)
    factor_secret: bytes = field(repr=False)


def account_id(db: Session, person: UUID) -> UUID:
    """The id of her account; a new one for who has none, since her seals are bound to it."""
    return db.scalar(select(Account.id).where(Account.person_id == person)) or uuid4()


def choose(
    keys: InstanceKeys,
    cost: Cost,
    account: UUID,
    passphrase: str,
    kind: FactorKind | None,
    known: Bundle | None = None,
) -> Chosen:
    """Make her keys, her second factor and her recovery code, and lock them up.

    With `known` her keys stay, and without a `kind` her second factor too. One Argon2 run: the
    caller holds the sign-in lane, and no database lock. Nothing is in force until `finish`.
    """
    made = _bundle(known, kind)
    code = draw_recovery_code()
    return Chosen(
        account=account,
        bundle=made,
        recovery_code=code,
        by_passphrase=bundle.by_passphrase(keys, cost, account, made, passphrase),
        by_recovery_code=bundle.by_recovery_code(keys, account, made, parse_recovery_code(code)),
        is_new_factor=known is None or kind is not None,
    )


def keep(invitation: Invitation, chosen: Chosen, key: bytes) -> None:
    """Seal what she has chosen into her invitation, under `inviting.progress_key`."""
    raw = msgspec.msgpack.encode(chosen)
    invitation.progress_sealed = seal(key, raw, *_cell(invitation))


def find(invitation: Invitation, key: bytes) -> Chosen | None:
    """What she has chosen so far, or None where she has not, or on another browser."""
    if invitation.progress_sealed is None:
        return None
    try:
        raw = open_(key, invitation.progress_sealed, *_cell(invitation))
    except SealBroken:
        return None
    return msgspec.msgpack.decode(raw, type=Chosen)


def finish(
    db: Session,
    keys: InstanceKeys,
    register: Register,
    invitation: Invitation,
    chosen: Chosen,
    told: MatchData | None,
    on: date,
) -> Enrolled:
    """Spend the invitation: her account, her match data and a certificate nobody confirmed yet.

    Somebody who had an account gets new keys: her sessions end, and what was kept under her old
    ones opens nowhere any more. Raises NotTypedBack.
    """
    if not chosen.is_typed_back:
        raise NotTypedBack
    person = db.get_one(Person, invitation.person_id)
    if told is not None:
        match_data.keep(person, told, keys.match, on)
    account = _account(db, keys, person, chosen, invitation.address, on)
    certificates = certifying.propose_again(db, register, person.id, chosen.seeds.public, on)
    withdraw(db, person.id)
    db.flush()
    return Enrolled(
        account, certificates, chosen.seeds, chosen.recovery_code, chosen.bundle.factor.secret
    )


def enrol(
    db: Session,
    keys: InstanceKeys,
    cost: Cost,
    membership: Membership,
    *,
    address: str,
    passphrase: str,
    on: date,
    kind: FactorKind = FactorKind.TOTP,
    told: MatchData | None = None,
) -> Enrolled:
    """The whole of an activation at once, for a demonstration and for tests: no link, no page."""
    chosen = choose(keys, cost, account_id(db, membership.person_id), passphrase, kind)
    chosen.is_typed_back = True
    invitation = Invitation(
        person_id=membership.person_id,
        membership_id=membership.id,
        address=folded_address(address),
    )
    # Her keys are new, so no certificate of before goes on: there is nothing to judge.
    return finish(db, keys, Register((), ()), invitation, chosen, told, on)


def _bundle(known: Bundle | None, kind: FactorKind | None) -> Bundle:
    if known is not None and kind is None:
        return known
    secret = secrets.token_bytes(FACTOR_BYTES)
    factor = Factor(kind or FactorKind.TOTP, secret, is_enrolled=True)
    if known is not None:
        return msgspec.structs.replace(known, factor=factor)
    return Bundle(seeds=Seeds.generate().to_bytes(), factor=factor)


def _account(
    db: Session, keys: InstanceKeys, person: Person, chosen: Chosen, address: str, on: date
) -> Account:
    account = db.scalar(select(Account).where(Account.person_id == person.id))
    if account is None:
        account = Account(id=chosen.account, person_id=person.id)
        db.add(account)
    else:
        sessions.end_everywhere(db, keys, person.id)
        db.execute(delete(RingMemory).where(RingMemory.ring == keys.ring_tag(person.id)))
    account.address = address
    account.by_passphrase = chosen.by_passphrase
    account.by_recovery_code = chosen.by_recovery_code
    account.last_step_sealed = last_step.written(keys, account.id, chosen.last_step)
    account.is_frozen = False
    account.colleagues_seen_on = on
    return account


def _cell(invitation: Invitation) -> tuple[str, UUID, str, UUID]:
    return ("invitation", invitation.id, "progress_sealed", invitation.person_id)
