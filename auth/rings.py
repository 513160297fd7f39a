"""From the boxes that lie under somebody's tag to the ring of keys for one request."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from crypto.errors import GrantInvalid
from crypto.grants import (
    Grant,
    GrantBody,
    KeptBoxes,
    KeptKeys,
    boxes_of,
    delivered_of,
    open_grant,
)
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
    tag = keys.ring_tag(holder)
    boxes, more_wait = boxes_of(db, tag)
    for kept in _kept(boxes, (seeds, *former)):
        ring.add(kept.case, kept.held)
    delivered = list(_delivered(db, tag, (seeds, *former))) if more_wait else []
    for body in admit(db, ring, delivered) if admit and delivered else delivered:
        ring.add(body.case, body.held)
    return ring


def _kept(
    boxes: Iterable[tuple[UUID | str, bytes]], seeds: tuple[Seeds, ...]
) -> Iterator[KeptKeys]:
    opener, *former = (KeptBoxes(each) for each in seeds)
    for row, box in boxes:
        try:
            yield opener.open(row, box)
        except GrantInvalid:
            yield from _formerly_kept(former, row, box)


def _formerly_kept(former: list[KeptBoxes], row: UUID | str, box: bytes) -> Iterator[KeptKeys]:
    """The box under seeds she has replaced; nothing where none of them opens it."""
    for each in former:
        with suppress(GrantInvalid):
            yield each.open(row, box)
            return
    _warn(row)


def _delivered(db: Session, tag: bytes, seeds: tuple[Seeds, ...]) -> Iterator[GrantBody]:
    for row in delivered_of(db, tag):
        body = _first_opened(row, seeds)
        if body is None:
            _warn(row.id)
        else:
            yield body


def _first_opened(row: Grant, seeds: tuple[Seeds, ...]) -> GrantBody | None:
    for each in seeds:
        with suppress(GrantInvalid):
            return open_grant(row, each)
    return None


def _warn(row: UUID | str) -> None:
    log.warning("grant refused", grant=str(row))
