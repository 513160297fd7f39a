"""The last second-factor step an account has used: a clear one would be a clock of her sign-ins."""

from uuid import UUID

from crypto.envelope import open_, seal
from crypto.instance import InstanceKeys


def written(keys: InstanceKeys, account: UUID, step: int) -> bytes:
    """The step as its column holds it, sealed under the instance secret."""
    return seal(keys.child("last-step"), step.to_bytes(8, "big"), *_cell(account))


def read(keys: InstanceKeys, account: UUID, sealed: bytes) -> int:
    """The step in the column. Raises SealBroken for a changed row or another secret."""
    return int.from_bytes(open_(keys.child("last-step"), sealed, *_cell(account)), "big")


def _cell(account: UUID) -> tuple[str, UUID, str]:
    return ("account", account, "last_step_sealed")
