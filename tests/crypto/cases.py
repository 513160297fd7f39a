"""A case's keys, its epoch records and the boxes made of them, for the tests of keys alone."""

from datetime import date
from uuid import UUID

import msgspec

from crypto.compartments import Compartment
from crypto.epochs import EpochRecord, commit, inbox_keys, mac_key, new_key, sign_epoch
from crypto.ring import Held
from crypto.seeds import Seeds

CASE = UUID("a" * 32)
DAY = date(2026, 3, 2)
SURVIVOR = Seeds.generate()
HELD = tuple(new_key(part, 1) for part in Compartment)


def held(part: Compartment, of: tuple[Held, ...] = HELD) -> Held:
    """The key of one compartment."""
    return next(each for each in of if each.compartment is part)


COVER = held(Compartment.COVER)


def first(survivor: Seeds | None = SURVIVOR, **facts: object) -> EpochRecord:
    """The record of intake, signed by the survivor or with a one-time key."""
    signer = survivor or Seeds.generate()
    record = EpochRecord(
        case=CASE,
        number=1,
        keys=tuple(commit(CASE, each) for each in HELD),
        inbox=inbox_keys(CASE, held(Compartment.CHANNEL)).kem_public,
        survivor=survivor.public if survivor else None,
        previous=b"",
        day=DAY,
        reason="intake",
        author=None,
        author_key=signer.public.verify,
        salt=b"s" * 32,
    )
    return sign_epoch(msgspec.structs.replace(record, **facts), signer, None)


def following(
    previous: EpochRecord,
    author: UUID | None,
    seeds: Seeds,
    *,
    cover: Held = COVER,
    **facts: object,
) -> EpochRecord:
    """The record after another: the same keys, another reason."""
    record = msgspec.structs.replace(
        previous,
        number=previous.number + 1,
        previous=previous.digest(),
        reason="recusal",
        author=author,
        author_key=seeds.public.verify,
        signature=b"",
        mac=b"",
    )
    return sign_epoch(
        msgspec.structs.replace(record, **facts), seeds, mac_key(previous.case, cover)
    )
