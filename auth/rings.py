"""From the boxes that lie under somebody's tag to the ring of keys for one request."""

from collections.abc import Callable, Iterator
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from crypto.errors import CryptoError, GrantInvalid
from crypto.grants import Grant, GrantBody, open_grant, rows_of
from crypto.instance import InstanceKeys
from crypto.ring import KeyRing
from crypto.seeds import Seeds

log = structlog.get_logger()
Admit = Callable[[Session, GrantBody], None]


def load_ring(
    db: Session,
    keys: InstanceKeys,
    holder: UUID,
    seeds: Seeds,
    former: tuple[Seeds, ...] = (),
    admit: Admit | None = None,
) -> KeyRing:
    """Every key that lies under the holder's tag; for a survivor the holder is her case.

    A kept box is trusted by its seal. A delivered one is asked about by `admit`, which raises
    GrantInvalid. A box that fails is left out: what it was to open stays closed.
    """
    ring = KeyRing(holder, seeds)
    for row, body in _bodies(db, keys, holder, (seeds, *former)):
        if row.form == "kept" or _is_admitted(db, body, admit):
            ring.add(body.case, body.held)
    return ring


def refused_boxes(
    db: Session,
    keys: InstanceKeys,
    holder: UUID,
    seeds: tuple[Seeds, ...],
    admit: Admit | None = None,
) -> list[UUID]:
    """The rows under the holder's tag that do not open or are not admitted."""
    sound = {
        row.id
        for row, body in _bodies(db, keys, holder, seeds)
        if row.form == "kept" or _is_admitted(db, body, admit)
    }
    return [row.id for row in rows_of(db, keys.ring_tag(holder)) if row.id not in sound]


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


def _is_admitted(db: Session, body: GrantBody, admit: Admit | None) -> bool:
    if admit is None:
        return True
    try:
        admit(db, body)
    except CryptoError:
        log.warning("grant not admitted", case=str(body.case))
        return False
    return True
