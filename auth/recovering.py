"""Back in with the recovery code: a new passphrase, a new code, and the old one spent."""

from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import bundle, last_step, sessions
from auth.activating import Chosen, NotTypedBack, choose
from auth.addresses import folded_address
from auth.bundle import Bundle, FactorKind
from auth.models import Account
from crypto.envelope import derive, open_, seal
from crypto.errors import CryptoError
from crypto.instance import InstanceKeys
from crypto.passphrase import Cost, lock_with_code
from crypto.recovery_code import parse_recovery_code


class RecoveryRefused(Exception):
    """Address and code open nothing: unknown, wrong, spent, frozen. One answer for all of them."""


def open_with_code(
    db: Session, keys: InstanceKeys, address: str, typed: str
) -> tuple[Account, Bundle]:
    """The account that address and recovery code open. Raises RecoveryRefused."""
    account = db.scalar(select(Account).where(Account.address == folded_address(address)))
    try:
        code = parse_recovery_code(typed)
        if account is None:
            # A stranger's try costs what a real one costs.
            lock_with_code(b"", code, keys.pepper, "account", "nobody")
            raise RecoveryRefused
        opened = bundle.open_by_recovery_code(keys, account.id, account.by_recovery_code, code)
    except CryptoError as wrong:
        raise RecoveryRefused from wrong
    if account.is_frozen:
        raise RecoveryRefused
    return account, opened


def choose_anew(
    keys: InstanceKeys,
    cost: Cost,
    account: UUID,
    opened: Bundle,
    passphrase: str,
    kind: FactorKind | None,
) -> Chosen:
    """A new passphrase and a new recovery code for the same keys; one Argon2 run.

    `kind` makes a new second factor; None keeps the one she has.
    """
    return choose(keys, cost, account, passphrase, kind, opened)


def sealed_progress(chosen: Chosen, typed: str) -> bytes:
    """What she has chosen, sealed under the code she came with, to be carried by the page."""
    raw = msgspec.msgpack.encode(chosen)
    return seal(_progress_key(typed), raw, "casework/recovery-progress/1", chosen.account)


def progress(account: UUID, carried: bytes, typed: str) -> Chosen:
    """What `sealed_progress` was given. Raises RecoveryRefused for anything else."""
    try:
        raw = open_(_progress_key(typed), carried, "casework/recovery-progress/1", account)
    except CryptoError as wrong:
        raise RecoveryRefused from wrong
    return msgspec.msgpack.decode(raw, type=Chosen)


def recover(db: Session, keys: InstanceKeys, account: Account, chosen: Chosen) -> None:
    """Put the new locks in force: the old passphrase and the old code open nothing any more.

    Her keys, certificates and cases stay. Raises NotTypedBack.
    """
    if not chosen.is_typed_back:
        raise NotTypedBack
    account.by_passphrase = chosen.by_passphrase
    account.by_recovery_code = chosen.by_recovery_code
    account.last_step_sealed = last_step.written(keys, account.id, chosen.last_step)
    sessions.end_everywhere(db, keys, account.person_id)
    db.flush()


def _progress_key(typed: str) -> bytes:
    try:
        return derive(parse_recovery_code(typed), "casework/recovery-progress/1")
    except CryptoError as wrong:
        raise RecoveryRefused from wrong
