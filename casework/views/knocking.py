"""Wrong numbers from one address: many are free, then each is followed by a pause."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import throttle
from auth.models import Attempt
from auth.throttle import address_digest
from crypto.instance import InstanceKeys

FREE = 20
LONGEST_PAUSE = 60


@dataclass(frozen=True)
class Knocks:
    """The counters of one address. A whole factory stands behind one, so they are wide.

    The pause grows to a minute and never becomes a lock.
    """

    count: bytes
    pause: bytes

    @classmethod
    def here(cls, keys: InstanceKeys, at: datetime) -> "Knocks":
        """Those of the address this request came from, on this day."""
        address = address_digest().hex()
        return cls(
            throttle.digest(keys, at, "numbers", address),
            throttle.digest(keys, at, "numbers-pause", address),
        )

    def wait(self, db: Session, at: datetime) -> int:
        """How many seconds to wait before the next try; 0 for none."""
        until = db.scalar(select(Attempt.until_second).where(Attempt.key == self.pause))
        return max(0, (until or 0) - int(at.timestamp()))

    def failed(self, db: Session, at: datetime) -> None:
        """Count one more, and set the pause that follows it."""
        counted = throttle.add(db, self.count, seconds=throttle.REMEMBERED_SECONDS, at=at)
        if counted > FREE:
            seconds = min(LONGEST_PAUSE, 2 ** min(counted - FREE, 6))
            throttle.pause(db, self.pause, seconds=seconds, at=at)
