"""What providers answered, for the holders of the case: read, checked, and taken in once."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from crypto.certificates import Register
from referrals.sending.given import Answered, Given


@dataclass(frozen=True)
class Waiting:
    """One answer that lies in its box still."""

    row: UUID
    answered: Answered
    is_signed: bool
    """Whether a certified person signed it; an answer by a link is signed by nobody."""


def waiting(db: Session, register: Register, given: Given) -> list[Waiting]:
    """The answers to a packet that nobody has taken in, in order. What opens nowhere is left."""
    raise NotImplementedError


def taken(db: Session, rows: Iterable[UUID]) -> None:
    """Delete answers that now stand in the case as entries."""
    raise NotImplementedError
