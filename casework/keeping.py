"""At sign-in: what was delivered is checked once and kept, what is wrong is refused."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.models.cover import Cover, CoverText
from crypto.certificates import Register
from crypto.epochs import Epoch, EpochRecord, check_epoch
from crypto.errors import CryptoError, EpochInvalid, GrantInvalid, KeyMissing
from crypto.grants import GrantBody, check_grant, keep, open_grant, rows_of
from crypto.seeds import Seeds


def keep_delivered(db: Session, ring: bytes, seeds: Seeds, register: Register) -> list[UUID]:
    """Check every delivered grant under a tag and re-seal the good ones under the ring key.

    The session's ring must hold the keys already (it opens the cover they are checked
    against). Gives back the ids of the rows that were refused; they stay as they are.
    """
    refused = []
    for row in rows_of(db, ring):
        if row.form != "delivered":
            continue
        try:
            body = open_grant(row, seeds)
            _check(db, body, register)
        except CryptoError:
            refused.append(row.id)
            continue
        keep(db, row, body, seeds)
    return refused


def epochs(db: Session, case: UUID) -> list[EpochRecord]:
    """All epoch records of a case in order, each checked against the one before.

    Raises EpochInvalid for a broken chain or an author who never held a certificate or keys,
    KeyMissing without the cover's key.
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
        checked.append(record)
    if not checked:
        raise EpochInvalid
    return checked


def _check(db: Session, body: GrantBody, register: Register) -> None:
    cover = db.scalar(select(Cover).where(Cover.case_id == body.case))
    if cover is None:
        raise KeyMissing
    records = check_epochs(epochs(db, body.case), cover.text, register)
    record = next((each for each in records if each.number == body.epoch), None)
    if record is None:
        raise GrantInvalid
    check_grant(body, record)
    if not _may_give(body, records, cover.text, register):
        raise GrantInvalid


def _may_give(
    body: GrantBody, records: list[EpochRecord], cover: CoverText, register: Register
) -> bool:
    """Whether the giver is the survivor, whoever sent the case in, or a certified holder."""
    if body.giver is None:
        survivors = {each.survivor.verify for each in records if each.survivor is not None}
        return body.giver_key in {records[0].author_key, *survivors}
    known = {each.holder for each in cover.holders} | {each.holder for each in cover.departed}
    return body.giver in known and register.ever_signed_with(body.giver, body.giver_key)


def _check_author(record: EpochRecord, register: Register) -> None:
    if record.author is not None and not register.ever_signed_with(
        record.author, record.author_key
    ):
        raise EpochInvalid
