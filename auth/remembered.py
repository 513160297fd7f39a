"""What is remembered of a case and of the trail, and when it contradicts what is shown."""

from collections.abc import Mapping

import msgspec

from crypto.authorship import Head
from crypto.checkpoints import Checkpoint
from crypto.compartments import Compartment
from crypto.errors import RolledBack


class Remembered(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The last state of a case that one person has checked."""

    epoch: int
    digest: bytes
    heads: dict[Compartment, Head]
    checked: dict[Compartment, Head] = {}
    """How far she verified the signatures of each chain; the heads are what its cover said."""


class TrailHead(msgspec.Struct, frozen=True, array_like=True):
    """The last signed head of the trail that one person has checked."""

    note: str
    frontier: bytes
    """The peaks of the tree at that head: enough to see whether a later tree only added to it."""

    @property
    def signed(self) -> Checkpoint:
        """The head itself. Its signature was checked before it was kept."""
        return Checkpoint.read(self.note.rpartition("\n\n")[0] + "\n")


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """The whole memory of one person, as it is sealed."""

    cases: dict[bytes, Remembered] = {}
    trail: TrailHead | None = None


def check_state(
    known: Remembered,
    shown: Remembered,
    epochs: Mapping[int, bytes],
    chains: Mapping[Compartment, Mapping[int, bytes]],
) -> None:
    """Check that a case as shown is the remembered one or a later one of it.

    `epochs` and `chains` give the digests by number of what was opened, for the states between.

    Raises RolledBack for an older epoch, a shorter chain, or another digest under a number.
    """
    check_heads(known, shown.epoch, shown.heads)
    _agree(known.digest, {**epochs, shown.epoch: shown.digest}.get(known.epoch))
    for part, head in (*known.heads.items(), *known.checked.items()):
        if part in chains:
            _require(chains[part].get(head.number) == head.digest)


def check_heads(known: Remembered, epoch: int, heads: Mapping[Compartment, Head]) -> None:
    """The same by the number of the record in force and the heads alone, as a list shows them.

    Raises RolledBack.
    """
    _require(epoch >= known.epoch)
    # Most cases of a list are as she left them.
    if known.heads == heads:
        return
    for part, head in known.heads.items():
        now = heads.get(part, Head())
        _require(now.number >= head.number)
        _agree(head.digest, now.digest if now.number == head.number else None)


def merged(one: Kept, other: Kept) -> Kept:
    """Both memories in one. Raises RolledBack where they remember two states of one number."""
    cases = dict(one.cases)
    for case, state in other.cases.items():
        cases[case] = later(cases[case], state) if case in cases else state
    return Kept(cases, _later_head(one.trail, other.trail))


def later(one: Remembered, other: Remembered) -> Remembered:
    """The later of two states of a case, chain by chain. Raises RolledBack."""
    if one.epoch == other.epoch:
        _agree(one.digest, other.digest)
    epoch = max(one, other, key=lambda each: each.epoch)
    heads = _later_chains(one.heads, other.heads)
    return Remembered(epoch.epoch, epoch.digest, heads, _later_chains(one.checked, other.checked))


def _later_chains(
    one: Mapping[Compartment, Head], other: Mapping[Compartment, Head]
) -> dict[Compartment, Head]:
    return {
        part: _later_chain(one.get(part, Head()), other.get(part, Head()))
        for part in {**one, **other}
    }


def _later_chain(one: Head, other: Head) -> Head:
    if one.number == other.number:
        _agree(one.digest, other.digest)
    return max(one, other, key=lambda each: each.number)


def _later_head(one: TrailHead | None, other: TrailHead | None) -> TrailHead | None:
    if one is None or other is None:
        return one or other
    if one.signed.size == other.signed.size:
        _agree(one.signed.root, other.signed.root)
    return max(one, other, key=lambda each: each.signed.size)


def _agree(known: bytes, shown: bytes | None) -> None:
    _require(shown is None or known == shown)


def _require(fact: bool) -> None:
    if not fact:
        raise RolledBack
