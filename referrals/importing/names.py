"""The names of what is in the directory: read once before a source is gone through."""

from hashlib import sha256
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.importing.fields import folded
from referrals.importing.seen import Seen
from referrals.models.listed import ListedOrganization, Service

PIECE = 2_000


class SeveralNamed(Exception):
    """The directory has more than one service of that body and name."""


class Brought:
    """Bodies and places that a source has brought so far, by the octets of their ids."""

    def __init__(self) -> None:
        self.bodies, self.places, self.hidden = Seen(), Seen(), Seen()

    def add_place(self, location: UUID, *, is_hidden: bool) -> None:
        """A place came, and it is secret or not."""
        self.places.add(location.bytes)
        if is_hidden:
            self.hidden.add(location.bytes)


class Names:
    """Bodies and services by their folded names: some octets for each, however long they are."""

    def __init__(self, db: Session) -> None:
        self._bodies: dict[bytes, UUID] = {}
        self._services: dict[bytes, UUID | None] = {}
        names: dict[UUID, str] = {}
        bodies = select(ListedOrganization.id, ListedOrganization.name)
        for key, name in db.execute(bodies.order_by(ListedOrganization.id)).yield_per(PIECE):
            names[key] = folded(name)
            self._bodies.setdefault(_digest(names[key]), key)
        columns = (Service.id, Service.name, Service.country, Service.organization_id)
        for key, name, country, body in db.execute(select(*columns)).yield_per(PIECE):
            digest = _digest(country, names.get(body, ""), folded(name))
            self._services[digest] = None if digest in self._services else key

    def body(self, name: str) -> UUID | None:
        """The body of that name, folded."""
        return self._bodies.get(_digest(name))

    def service(self, country: str, body: str, name: str) -> UUID | None:
        """The one service of these names, folded. Raises SeveralNamed."""
        digest = _digest(country, body, name)
        found = self._services.get(digest)
        if found is None and digest in self._services:
            raise SeveralNamed
        return found


def _digest(*words: str) -> bytes:
    return sha256("\x1f".join(words).encode()).digest()[:12]
