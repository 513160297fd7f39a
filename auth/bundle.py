"""What an account locks up: a person's seeds and her second factor, openable by her alone."""

from enum import StrEnum
from uuid import UUID

import msgspec

from crypto.errors import SealBroken
from crypto.instance import InstanceKeys
from crypto.passphrase import Cost, lock, lock_with_code, unlock, unlock_with_code
from crypto.seeds import Seeds


class FactorKind(StrEnum):
    """What she shows beside her passphrase."""

    TOTP = "totp"
    """An app on a phone (RFC 6238)."""
    SHEET = "sheet"
    """A printed sheet of numbered one-time codes (RFC 4226), where phones are not allowed."""


class Factor(msgspec.Struct, frozen=True):
    """A second factor. It counts once she has typed a code of it back."""

    kind: FactorKind
    secret: bytes
    """20 random bytes."""
    is_enrolled: bool = False

    def __repr__(self) -> str:
        return f"<Factor {self.kind}>"


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """The content of Account.by_passphrase and of Account.by_recovery_code."""

    seeds: bytes
    """128 bytes, see crypto.seeds."""
    factor: Factor
    former: tuple[bytes, ...] = ()
    """Seeds she replaced, newest first: boxes delivered to them open still."""

    def __repr__(self) -> str:
        return "<Bundle>"

    @property
    def all_seeds(self) -> tuple[bytes, ...]:
        """Her seeds, then the replaced ones."""
        return (self.seeds, *self.former)

    def the_seeds(self) -> Seeds:
        """The seeds in force."""
        return Seeds.from_bytes(self.seeds)


def by_passphrase(
    keys: InstanceKeys, cost: Cost, account: UUID, bundle: Bundle, passphrase: str
) -> bytes:
    """Lock it under a passphrase, bound to the account's row. One Argon2 run."""
    raw = msgspec.msgpack.encode(bundle)
    return lock(raw, passphrase, keys.pepper, cost, "account", account, "by_passphrase")


def by_recovery_code(keys: InstanceKeys, account: UUID, bundle: Bundle, code: bytes) -> bytes:
    """Lock it under the 16 bytes of a recovery code."""
    raw = msgspec.msgpack.encode(bundle)
    return lock_with_code(raw, code, keys.pepper, "account", account, "by_recovery_code")


def open_by_passphrase(keys: InstanceKeys, account: UUID, locked: bytes, passphrase: str) -> Bundle:
    """One Argon2 run. Raises PassphraseWrong, or SealBroken where the row was changed."""
    return _bundle(unlock(locked, passphrase, keys.pepper, "account", account, "by_passphrase"))


def open_by_recovery_code(keys: InstanceKeys, account: UUID, locked: bytes, code: bytes) -> Bundle:
    """Raises RecoveryCodeWrong, or SealBroken where the row was changed."""
    context = ("account", account, "by_recovery_code")
    return _bundle(unlock_with_code(locked, code, keys.pepper, *context))


def _bundle(raw: bytes) -> Bundle:
    try:
        return msgspec.msgpack.decode(raw, type=Bundle)
    except msgspec.DecodeError as wrong:
        raise SealBroken from wrong
