"""Verifying the trail without any case's key: every closed entry, the tree, every signed head."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

import msgspec
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from auth.models import Checkpoint, Leaf, TrailEntry
from auth.trail_rows import leaf_of
from crypto.checkpoints import Checkpoint as SignedCheckpoint
from crypto.checkpoints import LogVerifier, open_checkpoint
from crypto.errors import CheckpointInvalid, NoteInvalid
from crypto.tree import Frontier, leaf_hash

AT_ONCE = 5_000
MOST_FAULTS = 1_000
TAG_DIGITS = 12


class Wrong(StrEnum):
    """What is wrong with an entry, the tree, or a head."""

    CHANGED = "changed"
    """The entry is not the one that was closed under its position."""
    REMOVED = "removed"
    INSERTED = "inserted"
    """A closed day holds an entry that was not there when it was closed."""
    TREE = "tree"
    """From this day on the tree is not the one that was signed."""
    CHECKPOINT = "checkpoint"
    """The head of this day is missing a signature of the log key in force, or is not a head."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong, as closely as it can be named without a case's key."""

    wrong: Wrong
    day: date | None = None
    position: int | None = None
    tag: str | None = None
    """The first digits of the entry's tag, in hexadecimal."""


class Verdict(msgspec.Struct, kw_only=True):
    """What `verify` found. `leaves` are closed entries; `open` those of days not closed yet."""

    leaves: int
    open: int
    closed_until: date | None
    faults: list[Fault]
    """At most MOST_FAULTS."""
    more_faults: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with any closed day."""
        return not self.faults


class _Head(msgspec.Struct, frozen=True):
    """How long the tree was at the end of a day; no root where the signature does not hold."""

    day: date
    size: int
    root: bytes | None


class _Pair(msgspec.Struct, frozen=True):
    """A leaf in its place, and the entry of the same id where there still is one."""

    position: int
    leaf: bytes
    day: date | None
    tag: bytes | None
    commitment: bytes | None
    sealed: bytes | None


class _Findings:
    """Faults as they are found, and no more of them in memory than anybody reads."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.more = 0

    def add(
        self, wrong: Wrong, day: date | None, position: int | None = None, tag: str = ""
    ) -> None:
        if len(self.faults) == MOST_FAULTS:
            self.more += 1
        else:
            fault = Fault(wrong=wrong, day=day, position=position, tag=tag[:TAG_DIGITS] or None)
            self.faults.append(fault)


def verify(db: Session, log_keys: Sequence[LogVerifier]) -> Verdict:
    """Recompute the tree, check every head, and compare every closed entry with its leaf.

    `log_keys` are the log's verifying keys, oldest first, from the configuration and never from
    the database; a later key counts from the head that it and its predecessor both signed.
    Reads in one pass with a few thousand rows in memory. Needs no key of any case, so it says
    nothing of days that are not closed, and cannot tell what an entry says.
    """
    findings = _Findings()
    heads = _heads(db, log_keys, findings)
    last = db.scalar(select(func.max(Checkpoint.day)))
    leaves, entries = _compare(db, heads, findings, last)
    # Looked for one by one only where the numbers say that there are any.
    if last is not None and entries != _count(db, TrailEntry.day <= last):
        _find_inserted(db, last, findings)
    return Verdict(
        leaves=leaves,
        open=_count(db, TrailEntry.day > (last or date.min)),
        closed_until=last,
        faults=findings.faults,
        more_faults=findings.more,
    )


def _heads(db: Session, log_keys: Sequence[LogVerifier], findings: _Findings) -> list[_Head]:
    heads = [_Head(date.min, 0, None)]
    keys = list(log_keys)
    for row in db.scalars(select(Checkpoint).order_by(Checkpoint.day)):
        signed = _signed(row, keys[:1])
        is_head = signed is not None and signed.size == row.size
        if not is_head or row.size < heads[-1].size:
            findings.add(Wrong.CHECKPOINT, row.day)
        if row.size >= heads[-1].size:
            heads.append(_Head(row.day, row.size, signed.root if signed and is_head else None))
        if is_head and _signed(row, keys[1:2]):
            del keys[0]
    return heads[1:]


def _signed(row: Checkpoint, keys: Sequence[LogVerifier]) -> SignedCheckpoint | None:
    try:
        return open_checkpoint(row.note, keys[0].name, *keys) if keys else None
    except (NoteInvalid, CheckpointInvalid):
        return None


def _compare(
    db: Session, heads: Sequence[_Head], findings: _Findings, last: date | None
) -> tuple[int, int]:
    """Walk leaves and heads side by side; counts the leaves, and their entries in closed days."""
    tree, entries = _Tree(heads, findings), 0
    for pair in _pairs(db):
        entries += pair.day is not None and last is not None and pair.day <= last
        day = tree.day_of(pair.position)
        tree.append(pair)
        if pair.tag is None:
            findings.add(Wrong.REMOVED, day, pair.position)
        elif pair.day != day or pair.leaf != _leaf(pair):
            findings.add(Wrong.CHANGED, day, pair.position, pair.tag.hex())
    return tree.end(), entries


def _leaf(pair: _Pair) -> bytes | None:
    if pair.day is None or pair.tag is None or pair.commitment is None or pair.sealed is None:
        return None
    return leaf_of(pair.day, pair.tag, pair.commitment, pair.sealed)


class _Tree:
    """The tree as it grows, held against each head it reaches; silent after the first fault."""

    def __init__(self, heads: Sequence[_Head], findings: _Findings) -> None:
        self._waiting = list(reversed(heads))
        self._findings = findings
        self._frontier = Frontier()
        self._is_sound = True

    def day_of(self, position: int) -> date | None:
        """The day under whose head a position lies; None behind the last."""
        while self._waiting and self._waiting[-1].size <= position:
            self._reach(self._waiting.pop())
        return self._waiting[-1].day if self._waiting else None

    def append(self, pair: _Pair) -> None:
        """The next leaf."""
        if pair.position != self._frontier.size or not self._waiting:
            self._find(self._waiting[-1].day if self._waiting else None, self._frontier.size)
        self._frontier.append(leaf_hash(pair.leaf))

    def end(self) -> int:
        """After the last leaf: what is still to be reached was not. Gives the number of leaves."""
        for head in reversed(self._waiting):
            self._reach(head)
        return self._frontier.size

    def _reach(self, head: _Head) -> None:
        if head.size != self._frontier.size:
            self._find(head.day, self._frontier.size)
        elif head.root not in (None, self._frontier.root):
            self._find(head.day, None)

    def _find(self, day: date | None, position: int | None) -> None:
        if self._is_sound:
            self._findings.add(Wrong.TREE, day, position)
        self._is_sound = False


def _pairs(db: Session) -> Iterator[_Pair]:
    both = (
        select(
            Leaf.position,
            Leaf.commitment,
            TrailEntry.day,
            TrailEntry.tag,
            TrailEntry.commitment,
            TrailEntry.sealed,
        )
        .outerjoin(TrailEntry, TrailEntry.id == Leaf.id)
        .order_by(Leaf.position)
        .execution_options(yield_per=AT_ONCE)
    )
    for row in db.execute(both):
        yield _Pair(*row)


def _find_inserted(db: Session, last: date, findings: _Findings) -> None:
    strangers = (
        select(TrailEntry.day, TrailEntry.tag)
        .outerjoin(Leaf, Leaf.id == TrailEntry.id)
        .where(TrailEntry.day <= last, Leaf.id.is_(None))
        .execution_options(yield_per=AT_ONCE)
    )
    for day, tag in db.execute(strangers):
        findings.add(Wrong.INSERTED, day, None, tag.hex())


def _count(db: Session, which: ColumnElement[bool]) -> int:
    return db.scalar(select(func.count()).select_from(TrailEntry).where(which)) or 0
