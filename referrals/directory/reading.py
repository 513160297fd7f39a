"""What the directory offers, read in one pass and kept by each process until it changes."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from referrals.directory.gathering import Gathered, gathered
from referrals.directory.offered import Offered
from referrals.directory.shaping import shaped
from referrals.directory.stamping import stamp

_kept: dict[tuple[UUID, date], tuple[Offered, ...]] = {}
"""The last reading alone. A stamp is random: no other database or change has the same."""


def offered(db: Session, on: date | None = None) -> tuple[Offered, ...]:
    """Every service at every place, whatever its state, as it stands on a day (today, in UTC).

    Whoever shows or matches chooses among them by `freshness` and `status`.
    """
    day = on or datetime.now(UTC).date()
    mark = stamp(db)
    if mark is None:
        return _read(db, day)
    found = _kept.get((mark, day))
    if found is None:
        found = _read(db, day)
        _kept.clear()
        _kept[mark, day] = found
    return found


def offered_by(every: Iterable[Offered], service: UUID) -> tuple[Offered, ...]:
    """What one service offers, at each of its places."""
    return tuple(each for each in every if each.service == service)


def _read(db: Session, on: date) -> tuple[Offered, ...]:
    whole: Gathered = gathered(db)
    return tuple(each for service in whole.services for each in shaped(whole, service, on))
