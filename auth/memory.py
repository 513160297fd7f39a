"""What one person remembers of her cases and of the trail, so that neither can go back."""

from collections.abc import Container, Mapping, Sequence
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from auth.models import RingMemory
from auth.remembered import Kept, Remembered, TrailHead, check_heads, check_state, later, merged
from auth.trail_days import leaf_hashes, newest_checkpoint
from crypto.authorship import Head
from crypto.checkpoints import Checkpoint, LogVerifier, open_checkpoint
from crypto.compartments import Compartment
from crypto.context import Part
from crypto.envelope import open_, seal
from crypto.errors import CheckpointInvalid, NoteInvalid, PaddingBroken, RolledBack, SealBroken
from crypto.grants import boxes_of
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad
from crypto.seeds import Seeds
from crypto.tree import Frontier

ROOM = 4096
"""The memory of a person with few cases is as long as that of one with none."""
Chains = Mapping[Compartment, Mapping[int, bytes]]
NONE = Head()


class Memory:
    """One person's memory for the length of a request; `remember` puts it back.

    It only grows: what is noted is merged with what was known, the later state of each number
    counts, and two different states of the same one raise RolledBack.
    """

    def __init__(self, keys: InstanceKeys, seeds: Seeds, holder: UUID) -> None:
        self.ring = keys.ring_tag(holder)
        self.ring_version = keys.version
        self._key = seeds.ring_key
        self._kept = Kept()
        self._row = uuid4()
        self._version = 0
        self.is_changed = False

    def __repr__(self) -> str:
        return f"<Memory of {len(self._kept.cases)} cases>"

    @property
    def trail(self) -> TrailHead | None:
        """The last head of the trail that was checked."""
        return self._kept.trail

    def knows(self, case: UUID) -> bool:
        """Whether anything of a case is remembered."""
        return case.bytes in self._kept.cases

    def check_case(
        self,
        case: UUID,
        epoch: int,
        digest: bytes,
        heads: Mapping[Compartment, Head],
        *,
        epochs: Mapping[int, bytes] | None = None,
        chains: Chains | None = None,
    ) -> None:
        """Check that the database does not show an older or another case than remembered.

        `epoch` and `digest` are of the record in force, `heads` those on the cover: enough for
        a list. Where the case is opened, `epochs` gives the digest of each record by number,
        and `chains` for each compartment she reads the digest of each entry by number.

        Raises RolledBack. A case that is not remembered passes: it is new to her.
        """
        known = self._kept.cases.get(case.bytes)
        if known is not None:
            shown = Remembered(epoch, digest, dict(heads))
            check_state(known, shown, epochs or {}, chains or {})

    def check_listed(self, case: UUID, epoch: int, heads: Mapping[Compartment, Head]) -> None:
        """The same for a list, where no record is opened: its number and the heads alone.

        Raises RolledBack.
        """
        known = self._kept.cases.get(case.bytes)
        if known is not None:
            check_heads(known, epoch, heads)

    def note(
        self, case: UUID, epoch: int, digest: bytes, heads: Mapping[Compartment, Head]
    ) -> None:
        """Take in the state of a case that was checked. Raises RolledBack."""
        self._note(case, Remembered(epoch, digest, dict(heads)))

    def note_checked(self, case: UUID, heads: Mapping[Compartment, Head]) -> None:
        """Take in how far the signatures of a case were verified, of which something was noted.

        Raises RolledBack.
        """
        known = self._kept.cases[case.bytes]
        self._note(case, Remembered(known.epoch, known.digest, known.heads, dict(heads)))

    def checked(self, case: UUID) -> Mapping[Compartment, Head]:
        """How far the signatures of a case were verified before."""
        known = self._kept.cases.get(case.bytes)
        return known.checked if known is not None else {}

    def unchecked(self, case: UUID, parts: Container[Compartment]) -> int:
        """How many entries of some compartments were noted and not verified yet."""
        known = self._kept.cases.get(case.bytes)
        if known is None:
            return 0
        return sum(
            head.number - known.checked.get(part, NONE).number
            for part, head in known.heads.items()
            if part in parts
        )

    def note_trail(self, head: TrailHead) -> None:
        """Take in a head of the trail that was checked."""
        if head != self._kept.trail:
            self._take(Kept(self._kept.cases, head))

    def forget(self, case: UUID) -> None:
        """Drop a case that was destroyed. One she lost her keys to she goes on remembering."""
        cases = {known: state for known, state in self._kept.cases.items() if known != case.bytes}
        if cases != self._kept.cases:
            self._take(Kept(cases, self._kept.trail))

    def belong_to(self, seeds: Seeds) -> None:
        """From now on it is sealed under the ring key of these seeds."""
        self._key, self.is_changed = seeds.ring_key, True

    def read_from(self, db: Session) -> bool:
        """Merge in what the database keeps; whether it keeps anything. Raises SealBroken."""
        columns = RingMemory.id, RingMemory.version, RingMemory.sealed
        with db.no_autoflush:
            row = db.execute(select(*columns).where(RingMemory.ring == self.ring)).first()
        if row is None:
            self._version = 0
            return False
        self._row, self._version, sealed = row
        try:
            raw = unpad(open_(self._key, sealed, *self._place(self._version)), ROOM)
            self._kept = merged(self._kept, msgspec.msgpack.decode(raw, type=Kept))
        except (PaddingBroken, msgspec.DecodeError) as wrong:
            raise SealBroken from wrong
        return True

    def write_to(self, db: Session) -> bool:
        """Put it into the database unless somebody was faster."""
        version = self._version + 1
        raw = pad(msgspec.msgpack.encode(self._kept), ROOM)
        sealed = seal(self._key, raw, *self._place(version))
        if self._version:
            statement = (
                update(RingMemory)
                .where(RingMemory.id == self._row, RingMemory.version == self._version)
                .values(version=version, sealed=sealed)
            )
            is_written = db.connection().execute(statement).rowcount == 1
        else:
            is_written = self._insert(db, sealed)
        if is_written:
            self._version, self.is_changed = version, False
        return is_written

    def _note(self, case: UUID, shown: Remembered) -> None:
        known = self._kept.cases.get(case.bytes)
        state = shown if known is None else later(known, shown)
        if state != known:
            # In place: somebody who comes in holds a thousand cases against it.
            self._kept.cases[case.bytes] = state
            self.is_changed = True

    def _take(self, kept: Kept) -> None:
        self._kept = kept
        self.is_changed = True

    def _insert(self, db: Session, sealed: bytes) -> bool:
        is_postgres = db.get_bind().dialect.name == "postgresql"
        insert = postgresql.insert if is_postgres else sqlite.insert
        statement = insert(RingMemory).values(
            id=self._row,
            ring=self.ring,
            ring_version=self.ring_version,
            version=1,
            sealed=sealed,
        )
        made = statement.on_conflict_do_nothing().returning(RingMemory.id)
        return db.connection().execute(made).first() is not None

    def _place(self, version: int) -> tuple[Part, ...]:
        return ("ring_memory", self._row, "sealed", version)


def recall(db: Session, keys: InstanceKeys, seeds: Seeds, holder: UUID) -> Memory:
    """One person's memory; empty where she has none yet. For a survivor `holder` is the case.

    Raises SealBroken when it does not open, and RolledBack when it is gone: whoever has kept a
    grant has a memory, since both are written in one transaction at sign-in.
    """
    memory = Memory(keys, seeds, holder)
    is_there = memory.read_from(db)
    if not is_there and boxes_of(db, memory.ring)[0]:
        raise RolledBack
    return memory


def remember(db: Session, memory: Memory) -> None:
    """Put a memory back in this transaction, if there is anything new in it.

    By compare-and-set: where another request of hers was faster, both are merged.

    Raises RolledBack when the two contradict each other.
    """
    while memory.is_changed and not memory.write_to(db):
        memory.read_from(db)


def carry_over(
    db: Session, keys: InstanceKeys, holder: UUID, before: Seeds, after: Seeds
) -> Memory:
    """The memory of somebody who made new seeds, put back under the new ring key.

    Raises as `recall` and `remember`.
    """
    memory = recall(db, keys, before, holder)
    memory.belong_to(after)
    remember(db, memory)
    return memory


def check_trail(memory: Memory, db: Session, log_keys: Sequence[LogVerifier]) -> None:
    """Check at sign-in that the trail only grew since this person's last, and note its head.

    The kept head is extended by the leaves since, and must lead to the newest signed root:
    that is the consistency of RFC 9162 section 2.1.4, without a proof that anybody else makes.
    It costs the leaves since her last visit; the first time, all of them.

    Raises RolledBack for a trail that forked, shrank, or whose newest head no log key signed.
    """
    newest, kept = newest_checkpoint(db), memory.trail
    if newest is None:
        if kept is not None:
            raise RolledBack
        return
    head = _signed_head(newest.note, log_keys)
    frontier = Frontier.from_bytes(kept.frontier) if kept else Frontier()
    frontier.extend(leaf_hashes(db, frontier.size, head.size))
    if (frontier.size, frontier.root) != (head.size, head.root):
        raise RolledBack
    memory.note_trail(TrailHead(newest.note, frontier.to_bytes()))


def _signed_head(note: str, log_keys: Sequence[LogVerifier]) -> Checkpoint:
    if not log_keys:
        raise RolledBack
    try:
        return open_checkpoint(note, log_keys[0].name, *log_keys)
    except (NoteInvalid, CheckpointInvalid) as wrong:
        raise RolledBack from wrong
