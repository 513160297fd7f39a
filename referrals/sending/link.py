"""A one-time link: an address by mail or on paper, a code by telephone, both needed, once."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
from sqlalchemy.orm import Session

from crypto import passphrase
from crypto.context import Part
from crypto.envelope import derive
from crypto.instance import InstanceKeys
from crypto.passphrase import SALT_BYTES, Cost
from crypto.seeds import KEM_SEED_BYTES, InboxKeys
from crypto.slots import slot
from referrals.consent.packet import Packet
from referrals.models.sending import ReferralLink
from referrals.sending.given import NOBODY, Alarm, Contents, Given, Sender, until
from referrals.sending.packets import contents_of
from referrals.sending.sealing import CONTENTS_ROOM, sealed

LIVES = timedelta(days=7)
TRIES = 5
TOKEN_BYTES = 16
CODE_DIGITS = 6
SLOT_MINUTES = 60


class Lying(msgspec.Struct, frozen=True, kw_only=True):
    """What link and code open together: the contents and the exact end."""

    contents: Contents
    until_at: datetime

    def __repr__(self) -> str:
        return "<Lying>"


@dataclass(frozen=True, repr=False)
class Drawn:
    """A link that is drawn and stretched, and does not exist yet."""

    token: str
    """What the address ends in: /o/<token>."""
    code: str
    """Six digits, for the telephone."""
    stretched: bytes
    salt: bytes


@dataclass(frozen=True)
class Linked:
    """What leaves the verb. Token and code are shown to the sender once, and kept nowhere."""

    given: Given
    token: str = field(repr=False)
    code: str = field(repr=False)


def draw(cost: Cost) -> Drawn:
    """Draw token and code. One Argon2 run: the caller holds the sending lane, and no lock."""
    salt = secrets.token_bytes(SALT_BYTES)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    token = urlsafe_b64encode(secrets.token_bytes(TOKEN_BYTES)).decode().rstrip("=")
    return Drawn(token, code, passphrase.stretch(code, salt, cost), salt)


def give(
    db: Session,
    keys: InstanceKeys,
    drawn: Drawn,
    packet: Packet,
    sender: Sender,
    now: datetime,
    alarm: Alarm = NOBODY,
) -> Linked:
    """Seal a packet under a drawn link, for seven days. `alarm` as of
    referrals.sending.packets.give.
    """
    raw, on, seed = raw_token(drawn.token) or b"", now.date(), secrets.token_bytes(KEM_SEED_BYTES)
    root = root_of(raw)
    row = ReferralLink(
        lookup=lookup(root, "link"),
        slot=slot(keys.slots, now, SLOT_MINUTES),
        tries_left=TRIES,
        salt=drawn.salt,
        sealed=b"",
    )
    contents = contents_of(packet, sender, InboxKeys(seed).kem_public, on, alarm)
    key = packet_key(keys, raw, drawn.stretched, row)
    row.sealed = sealed(
        key, Lying(contents=contents, until_at=now + LIVES), CONTENTS_ROOM, *cell(row)
    )
    db.add(row)
    db.flush()
    given = Given(reply=seed, until=until(on, packet.until), root=root, alarm=alarm)
    return Linked(given, drawn.token, drawn.code)


def raw_token(token: str) -> bytes | None:
    """The 16 bytes of a token as it stands in an address; None for what is none."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"==")
    except (NotBase64, ValueError):
        return None
    return raw if urlsafe_b64encode(raw).decode().rstrip("=") == token and _fits(raw) else None


def root_of(raw: bytes) -> bytes:
    """What the case keeps of a token: it finds rows, and opens nothing."""
    return derive(raw, "casework/referral-link/1")


def lookup(root: bytes, what: str) -> bytes:
    """How a row of a link is found; `what` is "link", "opening" or "answering"."""
    return derive(root, "casework/referral-lookup/1", what)


def packet_key(keys: InstanceKeys, raw: bytes, stretched: bytes, row: ReferralLink) -> bytes:
    """HKDF(token ‖ Argon2(code) ‖ pepper): nothing of the three is enough without the others."""
    return derive(raw + stretched + keys.pepper, "casework/referral-link-packet/1", row.id)


def cell(row: ReferralLink) -> tuple[Part, ...]:
    """The cell its seal is bound to."""
    return ("referral_link", row.id, "sealed")


def _fits(raw: bytes) -> bool:
    return len(raw) == TOKEN_BYTES
