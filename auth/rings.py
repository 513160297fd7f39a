"""From the boxes that lie under somebody's tag to the ring of keys for one request."""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from crypto.errors import GrantInvalid
from crypto.grants import Grant, GrantBody, open_grant, rows_of
from crypto.instance import InstanceKeys
from crypto.ring import KeyRing
from crypto.seeds import Seeds

log = structlog.get_logger()
Admit = Callable[[Session, KeyRing, Sequence[GrantBody]], Sequence[GrantBody]]
"""(session, ring of what is kept, delivered bodies) → those of the bodies that may be used."""


def load_ring(
    db: Session,
    keys: InstanceKeys,
    holder: UUID,
    seeds: Seeds,
    former: tuple[Seeds, ...] = (),
    admit: Admit | None = None,
) -> KeyRing:
    """Every key that lies under the holder's tag; for a survivor the holder is her case.

    A kept box is trusted by its seal. Delivered ones are asked about by `admit`, all at once:
    one may hold the key to the cover that another is checked against. A box that fails is left
    out: what it was to open stays closed.
    """
    ring = KeyRing(holder, seeds)
    ring.again = lambda: load_ring(db, keys, holder, seeds, former, admit)
    found = list(_bodies(db, keys, holder, (seeds, *former)))
    for row, body in found:
        if row.form == "kept":
            ring.add(body.case, body.held)
    delivered = [body for row, body in found if row.form != "kept"]
    for body in admit(db, ring, delivered) if admit and delivered else delivered:
        ring.add(body.case, body.held)
    return ring


def _bodies(
    db: Session, keys: InstanceKeys, holder: UUID, seeds: tuple[Seeds, ...]
) -> Iterator[tuple[Grant, GrantBody]]:
    for row in rows_of(db, keys.ring_tag(holder)):
        body = _first_opened(row, seeds)
        if body is None:
            log.warning("grant refused", grant=str(row.id))
        else:
            yield row, body


def _first_opened(row: Grant, seeds: tuple[Seeds, ...]) -> GrantBody | None:
    for each in seeds:
        try:
            return open_grant(row, each)
        except GrantInvalid:
            continue
    return None
