"""The Merkle tree over the trail (RFC 9162, section 2.1): roots, proofs, and their checks."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Self, TypeAlias

from crypto.errors import ProofInvalid

HASH_BYTES = 32
SIZE_BYTES = 8
EMPTY = sha256(b"").digest()

Node: TypeAlias = Callable[[int, int], bytes]
"""Gives the root of the complete subtree of 2**level leaves that is `index`th from the left."""


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 ‖ leaf): no leaf can be passed off as a node."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """The roots of the complete subtrees of a growing tree: enough to append and know the root."""

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._peaks: list[bytes] = []
        self.extend(hashes)

    def extend(self, hashes: Iterable[bytes]) -> None:
        """Add leaf hashes in their order."""
        for leaf in hashes:
            self.append(leaf)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash (`leaf_hash`)."""
        joins = self.size
        while joins & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            joins >>= 1
        self._peaks.append(leaf)
        self.size += 1

    @property
    def root(self) -> bytes:
        """The Merkle tree hash of all leaves so far, 32 bytes."""
        if not self._peaks:
            return EMPTY
        *larger, root = self._peaks
        for peak in reversed(larger):
            root = node_hash(peak, root)
        return root

    def to_bytes(self) -> bytes:
        """Size (8 bytes) ‖ the peaks, largest subtree first (docs/ciphertext.md,
        "The tree and checkpoints").
        """
        return self.size.to_bytes(SIZE_BYTES, "big") + b"".join(self._peaks)

    @classmethod
    def from_bytes(cls, written: bytes) -> Self:
        """What `to_bytes` wrote. Raises ProofInvalid for another length."""
        size, peaks = int.from_bytes(written[:SIZE_BYTES], "big"), written[SIZE_BYTES:]
        if len(written) < SIZE_BYTES or len(peaks) != size.bit_count() * HASH_BYTES:
            raise ProofInvalid
        frontier = cls()
        frontier.size = size
        frontier._peaks = [peaks[at : at + HASH_BYTES] for at in range(0, len(peaks), HASH_BYTES)]
        return frontier


class Tree:
    """A whole tree in memory, about 64 bytes a leaf: it can prove what it holds."""

    def __init__(self, hashes: Iterable[bytes] = ()) -> None:
        self._levels: list[bytearray] = [bytearray()]
        for leaf in hashes:
            self.append(leaf)

    @property
    def size(self) -> int:
        return len(self._levels[0]) // HASH_BYTES

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash (`leaf_hash`) and every subtree it completes."""
        level, index = 0, self.size
        self._levels[0] += leaf
        while index & 1:
            leaf = node_hash(self.node(level, index - 1), leaf)
            level, index = level + 1, index >> 1
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += leaf

    def node(self, level: int, index: int) -> bytes:
        """The root of a complete subtree; raises IndexError for one that is not complete."""
        start = index * HASH_BYTES
        found = bytes(self._levels[level][start : start + HASH_BYTES])
        if not found:
            raise IndexError((level, index))
        return found

    def root(self, size: int | None = None) -> bytes:
        """The root now, or as it was at `size` leaves."""
        return root_at(self.size if size is None else size, self.node)

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """See the function of that name."""
        return inclusion_proof(index, self.size if size is None else size, self.node)

    def consistency_proof(self, first: int, second: int | None = None) -> list[bytes]:
        """See the function of that name."""
        return consistency_proof(first, self.size if second is None else second, self.node)


def root_at(size: int, node: Node) -> bytes:
    """The root of the first `size` leaves of a tree whose complete subtrees `node` gives."""
    return _root(0, size, node) if size else EMPTY


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """PATH(index, D[size]) of RFC 9162 section 2.1.3.1, at most 63 hashes.

    Raises IndexError when there is no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(index)
    return _path(index, 0, size, node)


def consistency_proof(first: int, second: int, node: Node) -> list[bytes]:
    """PROOF(first, D[second]) of RFC 9162 section 2.1.4.1; empty from nothing, and to itself.

    Raises IndexError when the first tree is not the smaller.
    """
    if not 0 <= first <= second:
        raise IndexError(first)
    return _subproof(first, 0, second, node, whole=True) if first else []


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Check by RFC 9162 section 2.1.3.2 that `leaf` (a hash) is the `index`th of the tree.

    Raises ProofInvalid.
    """
    if not 0 <= index < size:
        raise ProofInvalid
    at, last, seen = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise ProofInvalid
        if at & 1 or at == last:
            seen = node_hash(step, seen)
            at, last = _past_zeros(at, last)
        else:
            seen = node_hash(seen, step)
        at, last = at >> 1, last >> 1
    if last != 0 or seen != root:
        raise ProofInvalid


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> None:
    """Check by RFC 9162 section 2.1.4.2 that the second tree only added to the first.

    Raises ProofInvalid; above all when the second is the smaller: history does not shrink.
    """
    if not 0 <= first <= second:
        raise ProofInvalid
    if first in (0, second):
        unchanged = EMPTY if first == 0 else first_root
        if proof or first_root != unchanged or (first == second and second_root != unchanged):
            raise ProofInvalid
        return
    steps = list(proof) if first & (first - 1) else [first_root, *proof]
    if not steps:
        raise ProofInvalid
    if _replayed(first - 1, second - 1, steps) != (first_root, second_root):
        raise ProofInvalid


def _replayed(at: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Both roots that a consistency proof leads to."""
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise ProofInvalid
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            at, last = _past_zeros(at, last)
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    if last != 0:
        raise ProofInvalid
    return old, new


def _past_zeros(at: int, last: int) -> tuple[int, int]:
    while at and not at & 1:
        at, last = at >> 1, last >> 1
    return at, last


def _path(index: int, start: int, stop: int, node: Node) -> list[bytes]:
    if stop - start == 1:
        return []
    middle = start + _split(stop - start)
    if index < middle:
        return [*_path(index, start, middle, node), _root(middle, stop, node)]
    return [*_path(index, middle, stop, node), _root(start, middle, node)]


def _subproof(first: int, start: int, stop: int, node: Node, *, whole: bool) -> list[bytes]:
    if first == stop:
        return [] if whole else [_root(start, stop, node)]
    middle = start + _split(stop - start)
    if first <= middle:
        proof = _subproof(first, start, middle, node, whole=whole)
        return [*proof, _root(middle, stop, node)]
    proof = _subproof(first, middle, stop, node, whole=False)
    return [*proof, _root(start, middle, node)]


def _root(start: int, stop: int, node: Node) -> bytes:
    """The root of leaves `start` to `stop`, where `start` is as RFC 9162 splits."""
    length = stop - start
    if length & (length - 1) == 0:
        level = length.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(length)
    return node_hash(_root(start, middle, node), _root(middle, stop, node))


def _split(length: int) -> int:
    """The largest power of two below `length`."""
    return 1 << (length - 1).bit_length() - 1
