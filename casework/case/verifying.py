"""Whether signatures, chains, keys and epochs of a case hold, or exactly what does not."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from auth import trail
from auth.trail import State
from casework.case.chains import Trust, bodies_of, is_author
from casework.case.covers import the_cover
from casework.case.keeping import check_epochs, epochs, survivor_keys
from casework.models.cover import CoverText
from casework.models.entry import EntryBody
from crypto.authorship import Head, check_entry
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.epochs import EpochRecord, check_commitments
from crypto.errors import CryptoError, EpochInvalid, SignatureInvalid
from crypto.sealing import the_ring


class Wrong(StrEnum):
    """What does not hold."""

    CHANGED = "changed"
    """The entry is not the one that was signed, or stands in another place."""
    MISSING = "missing"
    TWICE = "twice"
    """Another entry stands under a number that is taken: it was put in afterwards."""
    UNKNOWN_AUTHOR = "unknown_author"
    CLOSED = "closed"
    """A row of this compartment does not open with its key."""
    EPOCH = "epoch"
    """From this epoch on the signed list of keys is not what its authors signed."""
    KEY = "key"
    """A key in this ring is not the one that the epoch in force commits to."""
    TRAIL = "trail"


@dataclass(frozen=True)
class Fault:
    """One thing that does not hold, and where."""

    wrong: Wrong
    compartment: Compartment | None = None
    number: int | None = None


@dataclass(frozen=True)
class Chain:
    """One compartment's chain, as far as this ring opens it."""

    compartment: Compartment
    entries: int
    faults: list[Fault]


@dataclass(frozen=True)
class Verdict:
    """What was checked, and what does not hold."""

    chains: list[Chain]
    sealed: list[Compartment]
    """Compartments that this reader cannot check, since she holds no key."""
    epochs: list[EpochRecord] = field(repr=False)
    acts: int
    faults: list[Fault]

    @property
    def holds(self) -> bool:
        """Whether everything that could be checked holds."""
        return not self.faults


def verify(db: Session, case: UUID, register: Register) -> Verdict:
    """Check everything of a case that this session's ring opens.

    Raises KeyMissing for whoever holds nothing of it, SealBroken when the cover itself is broken.
    """
    cover, ring = the_cover(db, case).text, the_ring(db)
    made = {part for each in cover.holders for part in each.compartments}
    opened = [part for part in Compartment if part in made and ring.holds(case, part)]
    bodies, closed = bodies_of(db, case, opened)
    records, wrong_keys = _checked_epochs(db, case, cover, register)
    trust = Trust(register, survivor_keys(records))
    chains = [
        Chain(part, len(bodies[part]), [*_chain_faults(case, part, bodies[part], cover, trust)])
        for part in opened
    ]
    acts, wrong_acts = _checked_trail(db, cover)
    faults = [fault for chain in chains for fault in chain.faults]
    faults += [Fault(Wrong.CLOSED, part) for part in closed]
    return Verdict(
        chains=chains,
        sealed=[part for part in Compartment if part in made and part not in opened],
        epochs=records,
        acts=acts,
        faults=[*faults, *wrong_keys, *wrong_acts],
    )


def _chain_faults(
    case: UUID,
    part: Compartment,
    bodies: list[EntryBody],
    cover: CoverText,
    trust: Trust,
) -> list[Fault]:
    faults: list[Fault] = []
    head, end = Head(), cover.heads.get(part, Head())
    for body in bodies:
        number = body.signed.number
        if number <= head.number:
            faults.append(Fault(Wrong.TWICE, part, number))
            continue
        faults += [Fault(Wrong.MISSING, part, each) for each in range(head.number + 1, number)]
        before = Head(number - 1, body.signed.previous) if number > head.number + 1 else head
        faults += _entry_faults(case, part, body, before, trust)
        head = body.signed.head(case, part)
    faults += [Fault(Wrong.MISSING, part, each) for each in range(head.number + 1, end.number + 1)]
    if head.number > end.number:
        faults += [
            Fault(Wrong.TWICE, part, each) for each in range(end.number + 1, head.number + 1)
        ]
    elif head.number == end.number and head.digest != end.digest:
        faults.append(Fault(Wrong.CHANGED, part, head.number))
    return list(dict.fromkeys(faults))


def _entry_faults(
    case: UUID, part: Compartment, body: EntryBody, after: Head, trust: Trust
) -> list[Fault]:
    try:
        check_entry(body.signed, body.said, after, case=case, compartment=part)
    except SignatureInvalid:
        return [Fault(Wrong.CHANGED, part, body.signed.number)]
    # Where no list of keys holds, that is the fault: nobody can say which keys are hers.
    is_beyond_judgement = body.signed.author is None and not trust.survivor_keys
    if is_beyond_judgement or is_author(body, trust):
        return []
    return [Fault(Wrong.UNKNOWN_AUTHOR, part, body.signed.number)]


def _checked_epochs(
    db: Session, case: UUID, cover: CoverText, register: Register
) -> tuple[list[EpochRecord], list[Fault]]:
    """The records that hold, and where the first does not; then the keys of this ring."""
    try:
        records = epochs(db, case)
    except CryptoError:
        return [], [Fault(Wrong.EPOCH)]
    for count in range(len(records), 0, -1):
        try:
            sound = check_epochs(records[:count], cover, register)
        except EpochInvalid:
            continue
        if count < len(records):
            return sound, [Fault(Wrong.EPOCH, number=count + 1)]
        return sound, _wrong_keys(db, case, sound[-1])
    return [], [Fault(Wrong.EPOCH, number=1)]


def _wrong_keys(db: Session, case: UUID, record: EpochRecord) -> list[Fault]:
    faults = []
    for held in the_ring(db).held(case):
        try:
            check_commitments(record, case, [held])
        except EpochInvalid:
            faults.append(Fault(Wrong.KEY, held.compartment))
    return faults


def _checked_trail(db: Session, cover: CoverText) -> tuple[int, list[Fault]]:
    entries = trail.walk(db, cover.trail_keys)
    wrong = [each for each in entries if each.state is not State.SOUND]
    return len(entries), [Fault(Wrong.TRAIL, number=each.number) for each in wrong]
