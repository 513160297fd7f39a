"""That the acts of one trail stand in the signed tree: for somebody who has only a copy of them."""

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import trail
from auth.models import Leaf, TrailEntry
from auth.trail_days import leaf_hashes, newest_checkpoint
from auth.trail_rows import Act, RowKeys, TrailKey, committed, leaf_of
from crypto.errors import ProofInvalid
from crypto.tree import Tree, leaf_hash, verify_inclusion


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """An act with the row it is sealed in, and where that stands in the tree once closed."""

    act: Act
    tag: bytes
    sealed: bytes
    position: int | None = None
    """None where its day was not closed yet: nobody can show then that it stands anywhere."""
    path: Sequence[bytes] = ()


class Trailed(msgspec.Struct, frozen=True, kw_only=True):
    """The readable acts of one trail, and the newest signed head."""

    acts: Sequence[Placed] = ()
    checkpoint: str = ""


def placed(db: Session, trail_keys: Sequence[TrailKey]) -> Trailed:
    """Every readable act of a trail, each with its proof against the newest head."""
    head = newest_checkpoint(db)
    size = head.size if head else 0
    tree = Tree(leaf_hashes(db, 0, size))
    positions = select(Leaf.position).where(Leaf.position < size)
    found: list[Placed] = []
    for row, act in _rows(db, trail_keys):
        at = db.scalar(positions.where(Leaf.id == row.id))
        path = () if at is None else tree.inclusion_proof(at, size)
        found.append(Placed(act=act, tag=row.tag, sealed=row.sealed, position=at, path=path))
    return Trailed(acts=found, checkpoint=head.note if head else "")


def is_placed(each: Placed, size: int, root: bytes) -> bool:
    """Whether an act stands, byte for byte, where it says in the tree of a head; pure."""
    if each.position is None:
        return False
    commitment = committed(msgspec.msgpack.encode(each.act), each.act.salt)
    leaf = leaf_hash(leaf_of(each.act.day, each.tag, commitment, each.sealed))
    try:
        verify_inclusion(leaf, each.position, size, each.path, root)
    except ProofInvalid:
        return False
    return True


def _rows(db: Session, trail_keys: Sequence[TrailKey]) -> Iterator[tuple[TrailEntry, Act]]:
    """Each act that opens with its row, key by key: a late one has a number that a newer key has
    too."""
    for key in sorted(trail_keys, key=lambda each: each.from_number):
        keys = RowKeys(key.key)
        for entry in trail.walk(db, [key]):
            if entry.act is not None:
                tag = keys.tag(entry.number)
                yield db.scalars(select(TrailEntry).where(TrailEntry.tag == tag)).one(), entry.act
