"""An exported case judged with nothing but itself: entries, whose keys they are, the trail."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from auth.trail_proofs import is_placed
from casework.case.keeping import survivor_keys
from casework.report.exported import CHANGED, Exported, check_whole, faults
from crypto.certificates import Register
from crypto.checkpoints import Checkpoint, LogVerifier, open_note
from crypto.epochs import EpochRecord, check_chained
from crypto.errors import CheckpointInvalid, EpochInvalid, NoteInvalid, SignatureInvalid

NOTHING: Mapping[str, bytes] = MappingProxyType({})


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
    """Lists of keys that are not signed by whoever could make them, or do not follow the one
    before, and all after such a one."""
    is_whole: bool
    """Whether somebody certified signed all of it as it stands here."""
    others: Sequence[str]
    """Files that are missing, were not listed, or are not the ones an entry was signed for."""
    lost: Sequence[str]
    """Files that were not there any more when the copy was made, as whoever made it signed."""
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
        faults = (self.wrong, self.strangers, self.lists, self.others, self.misplaced)
        return self.is_whole and self.head is not Head.FORGED and not any(faults)


def judged(
    exported: Exported,
    root_keys: Sequence[bytes] = (),
    log_keys: Sequence[LogVerifier] = (),
    digests: Mapping[str, bytes] = NOTHING,
) -> Judged:
    """Judge it by some keys, or by those beside it where none are given; pure.

    `digests`: SHA-256 of each file that came with it, by its path.

    By those beside it, it shows that the whole hangs together, and nothing of who made it.
    """
    logs = log_keys or [LogVerifier.read(each) for each in exported.log_keys]
    acts, root = exported.trail.acts, _root(exported, logs)
    closed = [(at, each) for at, each in enumerate(acts, 1) if each.position is not None]
    register = Register(exported.certificates, root_keys or exported.root_keys)
    misplaced = [at for at, each in closed if root is None or not is_placed(each, *root)]
    sound = _sound_lists(exported, register)
    return Judged(
        entries=sum(len(each) for each in exported.entries.values()),
        wrong=[(part.value, number, what) for part, number, what in faults(exported)],
        strangers=list(_strangers(exported, sound, register)),
        lists=[each.number for each in exported.epochs[len(sound) :]] if sound else [1],
        is_whole=_is_whole(exported, register),
        others=list(_other_files(exported, digests)),
        lost=[each.path for each in exported.files if each.is_lost],
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


def _is_whole(exported: Exported, register: Register) -> bool:
    try:
        by = check_whole(exported)
    except SignatureInvalid:
        return False
    return register.ever_signed_with(by.person, by.key)


def _strangers(
    exported: Exported, sound: Sequence[EpochRecord], register: Register
) -> Iterator[tuple[str, int]]:
    hers = survivor_keys(sound)
    for part, entries in exported.entries.items():
        for each in entries:
            author, key = each.body.signed.author, each.body.signed.author_key
            is_known = key in hers if author is None else register.ever_signed_with(author, key)
            if not is_known:
                yield part.value, each.body.signed.number


def _sound_lists(exported: Exported, register: Register) -> list[EpochRecord]:
    """The lists up to the first that nobody could have made; a MAC only a holder can check."""
    sound: list[EpochRecord] = []
    for each in exported.epochs:
        if each.case != exported.case or not _follows(each, sound, register):
            break
        sound.append(each)
    return sound


def _follows(record: EpochRecord, sound: Sequence[EpochRecord], register: Register) -> bool:
    signers = ((record.author, record.author_key), (record.second, record.second_key))
    try:
        check_chained(record, sound[-1] if sound else None)
    except EpochInvalid:
        return False
    return all(who is None or register.ever_signed_with(who, key) for who, key in signers)


def _other_files(exported: Exported, digests: Mapping[str, bytes]) -> Iterator[str]:
    """By path. An original is what its entry was signed for; a copy is one of such a file."""
    listed = {each.path: each for each in exported.files}
    signed = _signed_for(exported)
    for path, each in listed.items():
        known = signed.get(each.copy_of.hex if each.copy_of else each.id)
        is_signed = known is not None and (each.copy_of is not None or known == each.sha256)
        there = digests.get(path)
        if not is_signed or there != (None if each.is_lost else each.sha256):
            yield path
    yield from (path for path in digests if path not in listed)


def _signed_for(exported: Exported) -> dict[str, bytes]:
    """The digest of each file under the signature of the entry that brought it."""
    wrong = {(part, number) for part, number, what in faults(exported) if what == CHANGED}
    return {
        file.hex: digest
        for part, entries in exported.entries.items()
        for each in entries
        if (part, each.body.signed.number) not in wrong
        for file, digest in zip(each.reads.files, each.reads.digests, strict=False)
    }
