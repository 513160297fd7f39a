"""Trying a code at a link: one of five tries is taken first, then the code is stretched.

It runs in the lane of those who sign in and in transactions of its own, so that nobody waits
for it with a lock, and so that a try that is refused stays taken.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crypto import passphrase
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys
from crypto.passphrase import SALT_BYTES, Cost
from referrals.models.sending import ReferralAnswering, ReferralLink
from referrals.sending.answering import CODE_DIGITS, answering_key, open_from
from referrals.sending.codes import Kind
from referrals.sending.link import Lying, cell, lookup, packet_key, root_of
from referrals.sending.sealing import CONTENTS_ROOM, opened

Tried = ReferralLink | ReferralAnswering


@dataclass(frozen=True, repr=False)
class Key:
    """What a code was stretched to; of an answering code too, which is drawn for later."""

    raw: bytes
    kind: Kind
    stretched: bytes
    code: str = ""
    """The answering code of a link that is opened now."""
    salt: bytes = b""
    answering: bytes = b""


def tried(
    sessions: Callable[[], Session],
    keys: InstanceKeys,
    cost: Cost,
    raw: bytes,
    kind: Kind,
    digits: str,
) -> Key | None:
    """A key that opened a moment ago; None for a wrong code or an address that is worth nothing.

    One Argon2 run whatever the address is, and a second one where the code was right.
    """
    with sessions() as db:
        salt, is_last = _take_one(db, raw, kind)
        db.commit()
    stretched = passphrase.stretch(digits, salt or secrets.token_bytes(SALT_BYTES), cost)
    key = Key(raw, kind, stretched)
    with sessions() as db:
        is_right = salt is not None and _opens(db, keys, key)
        # Only the last try wipes: another that is still being stretched may be the right one.
        if is_last and not is_right and kind is Kind.OPENING:
            _wipe_tried_out(db, raw)
            db.commit()
    if not is_right:
        return None
    return _with_answering(key, cost) if kind is Kind.OPENING else key


def link_of(db: Session, raw: bytes) -> ReferralLink | None:
    """The row of a link that was not used."""
    where = ReferralLink.lookup == lookup(root_of(raw), "link")
    return db.scalar(select(ReferralLink).where(where).execution_options(populate_existing=True))


def answering_of(db: Session, raw: bytes) -> ReferralAnswering | None:
    """The row by which a link that was used is answered."""
    where = ReferralAnswering.lookup == lookup(root_of(raw), "answering")
    found = select(ReferralAnswering).where(where)
    return db.scalar(found.execution_options(populate_existing=True))


def lying(keys: InstanceKeys, row: ReferralLink, key: Key) -> Lying:
    """What lies under a link. Raises SealBroken for another code."""
    its = packet_key(keys, key.raw, key.stretched, row)
    return opened(its, row.sealed, Lying, CONTENTS_ROOM, *cell(row))


def _take_one(db: Session, raw: bytes, kind: Kind) -> tuple[bytes | None, bool]:
    """The salt of what lies there, if a try was left, and whether it was the last."""
    table, what = _where(kind)
    spent = db.execute(
        update(table)
        .where(table.lookup == lookup(root_of(raw), what), table.tries_left > 0)
        .values(tries_left=table.tries_left - 1)
        .returning(table.salt, table.tries_left)
        .execution_options(synchronize_session=False)
    )
    taken = spent.first()
    return (taken.salt, taken.tries_left == 0) if taken is not None else (None, False)


def _wipe_tried_out(db: Session, raw: bytes) -> None:
    # The last of five: from now on not even the right code opens it, nor does a stolen copy.
    place = lookup(root_of(raw), "link")
    db.execute(
        update(ReferralLink)
        .where(ReferralLink.lookup == place, ReferralLink.tries_left == 0)
        .values(sealed=b"")
        .execution_options(synchronize_session=False)
    )


def _opens(db: Session, keys: InstanceKeys, key: Key) -> bool:
    try:
        if key.kind is Kind.OPENING:
            row = link_of(db, key.raw)
            return row is not None and bool(lying(keys, row, key))
        known = answering_of(db, key.raw)
        return known is not None and bool(
            open_from(known, answering_key(keys, key.raw, key.stretched, known.id))
        )
    except SealBroken:
        return False


def _with_answering(key: Key, cost: Cost) -> Key:
    salt = secrets.token_bytes(SALT_BYTES)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    stretched = passphrase.stretch(code, salt, cost)
    return Key(key.raw, key.kind, key.stretched, code, salt, stretched)


def _where(kind: Kind) -> tuple[type[Tried], str]:
    if kind is Kind.OPENING:
        return ReferralLink, "link"
    return ReferralAnswering, "answering"
