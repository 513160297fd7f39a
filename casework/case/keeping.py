"""What was delivered to somebody: checked before its keys are used, and kept at sign-in."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.cover import Cover, CoverText
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.epochs import Epoch, EpochRecord, check_epoch
from crypto.errors import CryptoError, EpochInvalid, GrantInvalid, KeyMissing
from crypto.grants import GrantBody, check_grant, keep, open_grant, rows_of
from crypto.ring import Held, KeyRing
from crypto.sealing import give_ring
from crypto.seeds import Seeds


def keep_delivered(db: Session, ring: bytes, seeds: Seeds, register: Register) -> list[UUID]:
    """Check every delivered grant under a tag and re-seal the good ones under the ring key.

    Gives back the ids of the rows that were refused; they stay as they are. A row that these
    seeds do not open is refused too: seeds she replaced are asked one after the other.
    """
    known, delivered, refused = KeyRing(seeds=seeds), {}, []
    for row in rows_of(db, ring):
        try:
            body = open_grant(row, seeds)
        except GrantInvalid:
            refused.append(row)
            continue
        if row.form == "kept":
            known.add(body.case, body.held)
        else:
            delivered[row] = body
    good = admitted(db, known, list(delivered.values()), register)
    for row, body in delivered.items():
        if body in good:
            keep(db, row, body, seeds)
        else:
            refused.append(row)
    return [row.id for row in refused if row.form == "delivered"]


def admitted(
    db: Session, known: KeyRing, delivered: Sequence[GrantBody], register: Register
) -> list[GrantBody]:
    """Those of some delivered grants that hold, each checked against its case's signed epochs.

    `known` holds what was kept. The covers are opened with that, or with a delivered key that
    opens the cover: a forged box with another key beside it changes nothing.
    """
    before = db.info.get("ring")
    try:
        return list(_admitted(db, known, delivered, register))
    finally:
        db.info["ring"] = before


def epochs(db: Session, case: UUID) -> list[EpochRecord]:
    """All epoch records of a case in order, not yet checked.

    Raises KeyMissing without the cover's key, SealBroken for one that does not open.
    """
    rows = db.scalars(select(Epoch).where(Epoch.case_id == case).order_by(Epoch.number))
    return [row.record for row in rows]


def check_epochs(
    records: Iterable[EpochRecord], cover: CoverText, register: Register
) -> list[EpochRecord]:
    """Check a whole chain of epoch records. Raises EpochInvalid."""
    checked: list[EpochRecord] = []
    for record in records:
        previous = checked[-1] if checked else None
        mac = cover.mac_keys.get(previous.number) if previous else None
        check_epoch(record, previous, mac)
        _check_author(record, register)
        _check_second(record, cover, register)
        checked.append(record)
    if not checked:
        raise EpochInvalid
    return checked


def survivor_keys(records: Iterable[EpochRecord]) -> frozenset[bytes]:
    """Every key under which the survivor, or whoever sent the case in, signs: of checked records.

    Taken from the cover they would be whatever any holder of it had written there. Who takes
    down what somebody told her signs in her own name: her key is none of these.
    """
    checked = list(records)
    first = {each.author_key for each in checked[:1] if each.author is None}
    return frozenset(first | {each.survivor.verify for each in checked if each.survivor})


def _admitted(
    db: Session, known: KeyRing, delivered: Sequence[GrantBody], register: Register
) -> Iterator[GrantBody]:
    by_case = sorted(delivered, key=lambda each: each.case)
    for case, found in groupby(by_case, key=lambda each: each.case):
        bodies = list(found)
        row = db.scalar(select(Cover).where(Cover.case_id == case))
        if row is None:
            continue
        for key in _cover_keys(row, known, bodies):
            good = _checked(db, row, key, bodies, register)
            yield from good
            if good:
                break


def _cover_keys(row: Cover, known: KeyRing, bodies: Iterable[GrantBody]) -> list[Held]:
    try:
        kept = known.key(row.case_id, Compartment.COVER, row.generation)
        return [Held(Compartment.COVER, row.generation, kept)]
    except KeyMissing:
        held = (each for body in bodies for each in body.held)
        of_cover = [each for each in held if each.compartment is Compartment.COVER]
        return [each for each in dict.fromkeys(of_cover) if each.generation == row.generation]


def _checked(
    db: Session, row: Cover, cover_key: Held, bodies: Sequence[GrantBody], register: Register
) -> list[GrantBody]:
    ring = KeyRing()
    ring.add(row.case_id, [cover_key])
    give_ring(db, ring)
    try:
        cover = row.text
        records = check_epochs(epochs(db, row.case_id), cover, register)
    except CryptoError:
        return []
    finally:
        _close(db, row.case_id)
    return [each for each in bodies if _holds(each, records, cover, register)]


def _close(db: Session, case: UUID) -> None:
    """Forget what was opened with keys that are not admitted yet."""
    for row in db.identity_map.values():
        if isinstance(row, Cover | Epoch) and row.case_id == case:
            row.close()


def _holds(
    body: GrantBody, records: list[EpochRecord], cover: CoverText, register: Register
) -> bool:
    record = next((each for each in records if each.number == body.epoch), None)
    if record is None:
        return False
    try:
        check_grant(body, record)
    except GrantInvalid:
        return False
    return _may_give(body, records, cover, register)


def _may_give(
    body: GrantBody, records: list[EpochRecord], cover: CoverText, register: Register
) -> bool:
    """Whether the giver is the survivor, whoever sent the case in, or a certified holder.

    Also who took it down, though she hold nothing: for the boxes that she made with it, under
    the key that signed the first record.
    """
    if body.giver is None:
        return body.giver_key in survivor_keys(records)
    if _founded(records[0], body):
        return True
    return body.giver in _known(cover) and register.ever_signed_with(body.giver, body.giver_key)


def _founded(first: EpochRecord, body: GrantBody) -> bool:
    # That the key was certified for her is checked with the record (_check_author).
    is_her = (body.giver, body.giver_key) == (first.author, first.author_key)
    return is_her and body.epoch == first.number


def _known(cover: CoverText) -> set[UUID]:
    """Everybody who holds or held keys of the case."""
    return {each.holder for each in cover.holders} | {each.holder for each in cover.departed}


def _check_second(record: EpochRecord, cover: CoverText, register: Register) -> None:
    """Whoever confirmed a new key of the survivor was a certified holder too."""
    if record.second is None:
        return
    is_certified = register.ever_signed_with(record.second, record.second_key)
    if not is_certified or record.second not in _known(cover):
        raise EpochInvalid


def _check_author(record: EpochRecord, register: Register) -> None:
    if record.author is not None and not register.ever_signed_with(
        record.author, record.author_key
    ):
        raise EpochInvalid
