"""Signing in: the right passphrase is the one that opens, and every wrong answer is the same."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth import bundle, last_step, second_factor
from auth.addresses import folded_address
from auth.bundle import Bundle
from auth.models import Account
from crypto.errors import CryptoError, PassphraseWrong
from crypto.instance import InstanceKeys
from crypto.passphrase import Cost, decoy

log = structlog.get_logger()


@dataclass(frozen=True)
class Candidate:
    """An account that somebody names, as it was when she named it."""

    account: UUID
    person: UUID
    last_step_sealed: bytes = field(repr=False)
    is_frozen: bool
    by_passphrase: bytes = field(repr=False)


@dataclass(frozen=True)
class Proof:
    """That passphrase and code were right. It is worth something once its step is spent."""

    account: UUID
    person: UUID
    step: int
    instead_of: bytes = field(repr=False)
    """The sealed last step that was judged against."""
    bundle: Bundle = field(repr=False)


def find_candidate(db: Session, address: str) -> Candidate | None:
    """The account of an address as it was typed."""
    row = db.scalar(select(Account).where(Account.address == folded_address(address)))
    if row is None:
        return None
    return Candidate(row.id, row.person_id, row.last_step_sealed, row.is_frozen, row.by_passphrase)


def prove(
    keys: InstanceKeys,
    cost: Cost,
    candidate: Candidate | None,
    passphrase: str,
    code: str,
    now: datetime,
) -> Proof | None:
    """Judge passphrase and code together; one Argon2 run, whoever asks.

    The caller holds the sign-in lane and no database lock. None for an unknown account, a wrong
    passphrase, a wrong or used code and a frozen account alike, after the same time.
    """
    if candidate is None:
        decoy(cost)
        return None
    opened = _opened(keys, candidate, passphrase)
    if opened is None or candidate.is_frozen or not opened.factor.is_enrolled:
        return None
    used = last_step.read(keys, candidate.account, candidate.last_step_sealed)
    step = second_factor.matching_step(opened.factor, code, used, now)
    if step is None:
        return None
    return Proof(candidate.account, candidate.person, step, candidate.last_step_sealed, opened)


def spend(db: Session, keys: InstanceKeys, proof: Proof) -> bool:
    """Use the code up, by compare-and-set. False when somebody used one first."""
    spent = db.execute(
        update(Account)
        .where(
            Account.id == proof.account,
            Account.last_step_sealed == proof.instead_of,
            Account.is_frozen.is_(False),
        )
        .values(last_step_sealed=last_step.written(keys, proof.account, proof.step))
        .returning(Account.id)
        .execution_options(synchronize_session=False)
    )
    return spent.scalar() is not None


def sign_in(
    db: Session,
    keys: InstanceKeys,
    cost: Cost,
    address: str,
    passphrase: str,
    code: str,
    now: datetime,
) -> Proof | None:
    """All of it with one session, for who needs no lane: find, prove, spend."""
    proof = prove(keys, cost, find_candidate(db, address), passphrase, code, now)
    return proof if proof is not None and spend(db, keys, proof) else None


def _opened(keys: InstanceKeys, candidate: Candidate, passphrase: str) -> Bundle | None:
    try:
        return bundle.open_by_passphrase(
            keys, candidate.account, candidate.by_passphrase, passphrase
        )
    except PassphraseWrong:
        return None
    except CryptoError as wrong:
        log.error(
            "account does not open", account=str(candidate.account), type=type(wrong).__name__
        )
        return None
