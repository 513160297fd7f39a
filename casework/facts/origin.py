"""Where facts come from: what every session of this process needs to seal one, and nothing more."""

import hmac
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth.models import CertificateRow, Membership
from casework.facts.keys import current
from casework.facts.programmes import counting_at
from casework.models.measuring import MeasurementKeyRow
from crypto.certificates import Register
from crypto.context import encode
from crypto.instance import InstanceKeys
from crypto.measurement_keys import MeasurementStatement

NAME = "origin"
Seen: TypeAlias = tuple[date, int, int, int, bytes]


class NoOrigin(LookupError):
    """A session that was made for a tool: it counts nothing and judges no fact."""


class Origin:
    """Finds the key of a programme, and says for the instance that a fact was written here."""

    def __init__(self, keys: InstanceKeys, register: Callable[[Session], Register]) -> None:
        self._key = keys.child("fact-origin")
        self._register = register
        self._known: dict[UUID, tuple[Seen, MeasurementStatement | None]] = {}

    def __repr__(self) -> str:
        return "<Origin>"

    def key_of(self, db: Session, programme: UUID, on: date) -> MeasurementStatement | None:
        """The key to which a fact of a programme is sealed on a day; None without a sound one.

        Judging every certificate takes longer than sealing: the answer is remembered until a
        key, a certificate or the day is another.
        """
        seen = _seen(db, programme, on)
        known = self._known.get(programme)
        if known is None or known[0] != seen:
            known = (seen, current(db, self._register(db), programme, on))
            self._known[programme] = known
        return known[1]

    def programme_of(self, db: Session, factory: UUID) -> UUID | None:
        """The one programme that counts a factory; None where none does."""
        return counting_at(db, factory, lambda: self._register(db))

    def tag(self, row: UUID, key: UUID, said: bytes) -> bytes:
        """The instance's word for a fact whose writer has no certificate."""
        return hmac.digest(self._key, encode("casework/fact-origin/1", row, key, said), "sha256")


def origin_of(db: Session) -> Origin | None:
    """What this session was given; None where nothing is counted, as in tools without the app."""
    found = db.info.get(NAME)
    return found if isinstance(found, Origin) else None


def the_origin(db: Session) -> Origin:
    """The same where there has to be one. Raises NoOrigin."""
    found = origin_of(db)
    if found is None:
        raise NoOrigin
    return found


def _seen(db: Session, programme: UUID, on: date) -> Seen:
    certificates = select(func.count(), func.count(CertificateRow.ended_on))
    all_, ended = db.execute(certificates.select_from(CertificateRow)).one()
    bodies = (
        select(MeasurementKeyRow.body)
        .where(MeasurementKeyRow.programme_id == programme)
        .order_by(MeasurementKeyRow.id)
    )
    gone = db.scalar(select(func.count(Membership.until_on)).select_from(Membership)) or 0
    return on, all_, ended, gone, sha256(b"".join(db.scalars(bodies))).digest()
