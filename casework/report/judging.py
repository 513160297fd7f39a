"""An exported case judged with nothing but itself: entries, whose keys they are, the trail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from auth.trail_proofs import is_placed
from casework.case.keeping import survivor_keys
from casework.report.exported import Exported, faults
from crypto.certificates import Register
from crypto.checkpoints import Checkpoint, LogVerifier, open_note
from crypto.epochs import EpochRecord
from crypto.errors import CheckpointInvalid, NoteInvalid, SignatureInvalid
from crypto.seeds import verify


class Head(StrEnum):
    """What became of the signed head of the trail."""

    SIGNED = "signed"
    NONE = "none"
    """No day of the trail was closed when the copy was made."""
    FORGED = "forged"
    """No key that is known signed it."""


@dataclass(frozen=True)
class Judged:
    """What holds of an exported case, and what does not."""

    entries: int
    wrong: Sequence[tuple[str, int, str]]
    """Part, number, and casework.report.exported.CHANGED or LOST."""
    strangers: Sequence[tuple[str, int]]
    """Entries under a key that no certificate gives their author."""
    lists: Sequence[int]
    """Lists of keys that are not signed, or do not follow the one before."""
    head: Head
    closed: int
    """Acts of the trail that were closed under the head, and stand in its tree."""
    open: int
    """Acts of days that were not closed yet: nothing shows that of them."""
    misplaced: Sequence[int]
    """Acts, counted from one, that do not stand in the tree where they say."""

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong with it."""
        is_forged = self.head is Head.FORGED
        return not (self.wrong or self.strangers or self.lists or self.misplaced or is_forged)


def judged(
    exported: Exported, root_keys: Sequence[bytes] = (), log_keys: Sequence[LogVerifier] = ()
) -> Judged:
    """Judge it by some keys, or by those beside it where none are given; pure.

    By those beside it, it shows that the whole hangs together, and nothing of who made it.
    """
    logs = log_keys or [LogVerifier.read(each) for each in exported.log_keys]
    acts, root = exported.trail.acts, _root(exported, logs)
    closed = [(at, each) for at, each in enumerate(acts, 1) if each.position is not None]
    register = Register(exported.certificates, root_keys or exported.root_keys)
    misplaced = [at for at, each in closed if root is None or not is_placed(each, *root)]
    return Judged(
        entries=sum(len(each) for each in exported.entries.values()),
        wrong=[(part.value, number, what) for part, number, what in faults(exported)],
        strangers=list(_strangers(exported, register)),
        lists=list(_broken_lists(exported.epochs, register)),
        head=_head(exported, root),
        closed=len(closed) - len(misplaced),
        open=len(acts) - len(closed),
        misplaced=misplaced,
    )


def _root(exported: Exported, logs: Sequence[LogVerifier]) -> tuple[int, bytes] | None:
    """The size and root of the signed head; None for none that a known key signed."""
    try:
        read = Checkpoint.read(open_note(exported.trail.checkpoint, *logs))
    except (NoteInvalid, CheckpointInvalid):
        return None
    return read.size, read.root


def _head(exported: Exported, root: tuple[int, bytes] | None) -> Head:
    if not exported.trail.checkpoint:
        return Head.NONE
    return Head.FORGED if root is None else Head.SIGNED


def _strangers(exported: Exported, register: Register) -> Iterator[tuple[str, int]]:
    hers = survivor_keys(exported.epochs)
    for part, entries in exported.entries.items():
        for each in entries:
            author, key = each.body.signed.author, each.body.signed.author_key
            is_known = key in hers if author is None else register.ever_signed_with(author, key)
            if not is_known:
                yield part.value, each.body.signed.number


def _broken_lists(records: Sequence[EpochRecord], register: Register) -> Iterator[int]:
    """Each list by itself and after the one before; its MAC only a holder can check."""
    previous = b""
    for each in records:
        try:
            verify(each.author_key, each.signature, *each.parts())
        except SignatureInvalid:
            yield each.number
            continue
        by = each.author
        is_known = by is None or register.ever_signed_with(by, each.author_key)
        if each.previous != previous or not is_known:
            yield each.number
        previous = each.digest()
