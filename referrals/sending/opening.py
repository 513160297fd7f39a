"""Opening a one-time link: a right code spends it, and one browser sees it for an hour."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from crypto.context import Part
from crypto.envelope import derive
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys
from crypto.slots import slot
from referrals.models.sending import ReferralAnswering, ReferralLink, ReferralOpening
from referrals.sending import answering
from referrals.sending.answering import Visit, answering_key
from referrals.sending.codes import Kind
from referrals.sending.given import Contents, Said, until
from referrals.sending.link import TRIES, lookup, root_of
from referrals.sending.sealing import CONTENTS_ROOM, opened, sealed
from referrals.sending.steps import Step
from referrals.sending.trying import Key, answering_of, link_of, lying

SEEN_FOR = timedelta(hours=1)


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """What one browser may see: sealed for its own cookie."""

    row: UUID
    key: bytes
    until_at: datetime
    contents: Contents | None = None
    code: str = ""

    def __repr__(self) -> str:
        return "<Opening>"


def enter(db: Session, keys: InstanceKeys, key: Key, browser: bytes, now: datetime) -> bool:
    """Open a link, or come back to answer, for this browser; False where it opens nothing.

    Of two right codes at once one gets the row. A link past its end is deleted and opens
    nothing.
    """
    if key.kind is Kind.ANSWERING:
        return _come_back(db, keys, key, browser, now)
    row = link_of(db, key.raw)
    try:
        found = lying(keys, row, key) if row is not None else None
    except SealBroken:
        return False
    if row is None or found is None or not _spend(db, row):
        return False
    is_over = now > found.until_at or now.date() > found.contents.until
    if not is_over:
        _begin(db, keys, key, found.contents, browser, now)
    return not is_over


def visit(
    db: Session, keys: InstanceKeys, raw: bytes, browser: bytes, now: datetime
) -> Visit | None:
    """What this browser may see of a link now; None for a stranger, or after its hour."""
    place = lookup(root_of(raw), "opening")
    for row in db.scalars(select(ReferralOpening).where(ReferralOpening.lookup == place)):
        found = _seen(db, keys, row, raw, browser)
        if found is not None and now <= found.until_at:
            return found
    return None


def _spend(db: Session, row: ReferralLink) -> bool:
    spent = db.execute(
        delete(ReferralLink)
        .where(ReferralLink.id == row.id)
        .returning(ReferralLink.id)
        .execution_options(synchronize_session=False)
    )
    return spent.scalar() is not None


def _begin(
    db: Session, keys: InstanceKeys, key: Key, contents: Contents, browser: bytes, now: datetime
) -> None:
    row = ReferralAnswering(
        lookup=lookup(root_of(key.raw), "answering"),
        until_on=until(contents.on, contents.until),
        tries_left=TRIES,
        salt=key.salt,
        version=1,
        sealed=b"",
    )
    its = answering_key(keys, key.raw, key.answering, row.id)
    answering.seal_into(row, its, answering.begun(contents))
    db.add(row)
    db.flush()
    seen = Opening(row=row.id, key=its, until_at=now + SEEN_FOR, contents=contents, code=key.code)
    _show(db, keys, key.raw, browser, seen, now)
    here = Visit(row.id, its, answering.open_from(row, its), seen.until_at)
    answering.answer(db, here, Said(step=Step.SEEN), now.date())


def _come_back(db: Session, keys: InstanceKeys, key: Key, browser: bytes, now: datetime) -> bool:
    row = answering_of(db, key.raw)
    if row is None or now.date() > row.until_on:
        return False
    its = answering_key(keys, key.raw, key.stretched, row.id)
    try:
        answering.open_from(row, its)
    except SealBroken:
        return False
    db.execute(
        update(ReferralAnswering)
        .where(ReferralAnswering.id == row.id)
        .values(tries_left=TRIES)
        .execution_options(synchronize_session=False)
    )
    _show(db, keys, key.raw, browser, Opening(row=row.id, key=its, until_at=now + SEEN_FOR), now)
    return True


def _show(
    db: Session, keys: InstanceKeys, raw: bytes, browser: bytes, seen: Opening, now: datetime
) -> None:
    row = ReferralOpening(
        lookup=lookup(root_of(raw), "opening"), slot=slot(keys.slots, now), sealed=b""
    )
    row.sealed = sealed(_key(keys, raw, browser, row), seen, CONTENTS_ROOM, *_cell(row))
    db.add(row)
    db.flush()


def _seen(
    db: Session, keys: InstanceKeys, row: ReferralOpening, raw: bytes, browser: bytes
) -> Visit | None:
    try:
        key = _key(keys, raw, browser, row)
        seen = opened(key, row.sealed, Opening, CONTENTS_ROOM, *_cell(row))
        place = db.get(ReferralAnswering, seen.row, populate_existing=True)
        known = answering.open_from(place, seen.key) if place is not None else None
    except SealBroken:
        return None
    if known is None:
        return None
    return Visit(seen.row, seen.key, known, seen.until_at, seen.contents, seen.code)


def _key(keys: InstanceKeys, raw: bytes, browser: bytes, row: ReferralOpening) -> bytes:
    return derive(raw + browser + keys.pepper, "casework/referral-opening/1", row.id)


def _cell(row: ReferralOpening) -> tuple[Part, ...]:
    return ("referral_opening", row.id, "sealed")
