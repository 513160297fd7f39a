"""When somebody comes in: her boxes are kept, and what she remembers is held against it all."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from auth import memory as memories
from auth import trail
from auth.actor import Actor, Rank
from auth.memory import Memory
from auth.parts import SharedParts, now
from auth.trail_rows import Act, ActorKind
from casework.case import one_pass, slips
from casework.case.chains import checked_heads
from casework.case.covers import the_cover, the_record
from casework.case.keeping import admitted, epochs, keep_delivered
from casework.case.timeline import Timeline
from casework.models.cover import CoverText
from crypto.certificates import Register
from crypto.checkpoints import LogVerifier
from crypto.compartments import Compartment
from crypto.epochs import EpochRecord
from crypto.errors import CryptoError, RolledBack
from crypto.grants import GrantBody
from crypto.instance import InstanceKeys
from crypto.ring import KeyRing
from crypto.sealing import the_ring

MANY, AT_ONCE = 20, 2_000
"""Entries: fewer are verified as fast as they are read; so many are verified at one sign-in."""
GRANT_REFUSED = "keys:grant:refused"
ROLLED_BACK = "case:state:rolled_back"


def install(parts: SharedParts, log_keys: Sequence[LogVerifier]) -> None:
    """Let `parts` admit what was delivered, and keep and remember at every sign-in."""

    def admit(db: Session, ring: KeyRing, bodies: Sequence[GrantBody]) -> list[GrantBody]:
        return admitted(db, ring, bodies, parts.register(db))

    parts.admit = admit
    parts.on_entry.append(keep_and_remember(parts, log_keys))
    parts.on_entry.append(lambda db, actor: slips.tidy(db, parts.keys, actor))


def keep_and_remember(
    parts: SharedParts, log_keys: Sequence[LogVerifier]
) -> Callable[[Session, Actor], None]:
    """What `parts.on_entry` calls for whoever has just signed in, in the same transaction.

    A case that went back stays out of her ring from then on; a trail that went back, or a
    memory that is gone, lets nobody in: RolledBack.
    """

    def enter(db: Session, actor: Actor) -> None:
        if actor.rank is not Rank.STAFF or actor.seeds is None or actor.holder is None:
            return
        memory = memories.recall(db, parts.keys, actor.seeds, actor.holder)
        memories.check_trail(memory, db, log_keys)
        _keep(db, parts, actor)
        # Whoever has kept a box has a memory, so that its absence shows.
        memory.is_changed = memory.is_changed or bool(actor.ring.cases)
        _note_each(db, parts.keys, memory, actor)
        _check_longest(db, parts, memory, actor)
        memories.remember(db, memory)

    return enter


def check_opened(db: Session, memory: Memory, case: UUID, opened: Timeline) -> None:
    """Check a whole opened case, entry by entry, against what is remembered of it.

    Raises RolledBack.
    """
    records = epochs(db, case)
    chains: dict[Compartment, dict[int, bytes]] = {part: {} for part in opened.opened}
    for line in opened.lines:
        chains[line.compartment][line.number] = line.head
    memory.check_case(
        case,
        records[-1].number,
        records[-1].digest(),
        the_cover(db, case).text.heads,
        epochs={each.number: each.digest() for each in records},
        chains=chains,
    )


def remember_case(db: Session, parts: SharedParts, actor: Actor, case: UUID) -> None:
    """At her next POST: take in the state of a case as she leaves it, and that it was verified.

    Raises RolledBack.
    """
    if actor.seeds is None or actor.holder is None or case not in the_ring(db).cases:
        return
    memory = memories.recall(db, parts.keys, actor.seeds, actor.holder)
    _note(db, memory, case)
    _check(db, parts.register(db), memory, case)
    memories.remember(db, memory)


def report_rolled_back(db: Session, keys: InstanceKeys, actor: Actor, case: UUID | None) -> None:
    """Put on the trail of administration that somebody remembers more than is shown."""
    _report(db, keys, actor, ROLLED_BACK, case.hex if case else "")


def _keep(db: Session, parts: SharedParts, actor: Actor) -> None:
    register, refused = parts.register(db), None
    for seeds in (actor.seeds, *actor.former):
        if seeds is None or actor.holder is None:
            continue
        left = set(keep_delivered(db, parts.keys.ring_tag(actor.holder), seeds, register))
        refused = left if refused is None else refused & left
    for row in refused or ():
        _report(db, parts.keys, actor, GRANT_REFUSED, row.hex)


def _note_each(db: Session, keys: InstanceKeys, memory: Memory, actor: Actor) -> None:
    """Hold every case of her ring against her memory, a thousand of them in two queries.

    What does not open in one pass is looked at by itself: it went back, or is broken.
    """
    cases = actor.ring.cases
    covers, records = one_pass.covers(db, cases), one_pass.records(db, cases)
    for case in cases:
        cover, record = covers.get(case), records.get(case)
        try:
            if cover is not None and record is not None:
                _note_shown(memory, case, cover, record)
            else:
                _note(db, memory, case)
        except CryptoError as wrong:
            _let_go(db, keys, actor, case, wrong)


def _check_longest(db: Session, parts: SharedParts, memory: Memory, actor: Actor) -> None:
    """Verify at sign-in what would be long to verify at every opening: the longest first.

    A case she only ever reads is remembered here, since reading it changes nothing. Whoever
    signs in does not wait for all she holds: what is left over is verified when it is opened.
    """
    ring, register, left = actor.ring, parts.register(db), AT_ONCE
    counted = [
        (memory.unchecked(case, [each.compartment for each in ring.held(case)]), case)
        for case in ring.cases
    ]
    for count, case in sorted(counted, key=lambda each: each[0], reverse=True):
        if count < MANY or count > left:
            break
        left -= count
        try:
            _check(db, register, memory, case)
        except CryptoError as wrong:
            _let_go(db, parts.keys, actor, case, wrong)


def _check(db: Session, register: Register, memory: Memory, case: UUID) -> None:
    memory.note_checked(case, checked_heads(db, case, register, memory.checked(case)))


def _let_go(db: Session, keys: InstanceKeys, actor: Actor, case: UUID, wrong: CryptoError) -> None:
    if isinstance(wrong, RolledBack):
        report_rolled_back(db, keys, actor, case)
    actor.ring.forget(case)


def _note(db: Session, memory: Memory, case: UUID) -> None:
    _note_shown(memory, case, the_cover(db, case).text, the_record(db, case))


def _note_shown(memory: Memory, case: UUID, cover: CoverText, record: EpochRecord) -> None:
    digest = record.digest()
    memory.check_case(case, record.number, digest, cover.heads)
    memory.note(case, record.number, digest, cover.heads)


def _report(db: Session, keys: InstanceKeys, actor: Actor, verb: str, what: str) -> None:
    done = Act(
        actor=actor.person,
        actor_kind=ActorKind.PERSON,
        verb=verb,
        at=now(),
        facts={"what": what},
    )
    trail.administration(db, keys, done)
