"""Inviting somebody: a one-time link from the administrator, a code from who will confirm her."""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auth.addresses import folded_address
from auth.models import Account, Invitation, Membership, Person
from crypto.certificates import Register
from crypto.envelope import derive, open_, seal
from crypto.errors import BoxBroken, CertificateInvalid, SealBroken
from crypto.seeds import PublicKeys, Seeds, deliver

LIVES = timedelta(hours=72)
TRIES = 5
TOKEN_BYTES = 20
CODE_DIGITS = 8


class InvitationRefused(Exception):
    """The link or the code opens nothing; one answer for every reason."""


class AddressTaken(Exception):
    """Somebody else signs in, or is invited to, with this address."""


class ConfirmerUnfit(Exception):
    """The one who should tell the code holds no valid certificate, or is of her own body."""


class Promise(msgspec.Struct, frozen=True):
    """What an invitation says inside its seal: the second code and the exact end."""

    code: str
    until_at: datetime

    def __repr__(self) -> str:
        return "<Promise>"


@dataclass(frozen=True)
class Invited:
    """What leaves the verb: the row, and the token that only the link carries."""

    invitation: Invitation
    token: str = field(repr=False)
    code: str = field(repr=False)
    """For the printed sheet of a first officer; else it goes to the confirmer alone."""


def invite(
    db: Session, membership: Membership, address: str, confirmer: PublicKeys | None, now: datetime
) -> Invited:
    """A new invitation, alive for 72 hours; an older one of the same person ends.

    The code is delivered to `confirmer`'s keys, so that the administrator never holds both.
    Raises AddressTaken.
    """
    folded = folded_address(address)
    if is_taken(db, folded, membership.person_id):
        raise AddressTaken
    withdraw(db, membership.person_id)
    token, code = secrets.token_urlsafe(TOKEN_BYTES), f"{secrets.randbelow(10**CODE_DIGITS):08d}"
    row = Invitation(
        person_id=membership.person_id,
        membership_id=membership.id,
        token_digest=digest(token),
        tries_left=TRIES,
        until_on=(now + LIVES).astimezone(UTC).date(),
        address=folded,
    )
    promise = msgspec.msgpack.encode(Promise(code, now + LIVES))
    row.code_sealed = seal(_token_key(token), promise, *_cell(row, "code_sealed"))
    if confirmer is not None:
        row.code_box = deliver(confirmer.kem, code.encode(), *_cell(row, "code_box"))
    db.add(row)
    db.flush()
    return Invited(row, token, code)


def invite_with_confirmer(
    db: Session,
    register: Register,
    membership: Membership,
    address: str,
    confirmer: UUID,
    now: datetime,
) -> Invited:
    """As `invite`, the code delivered to a certified person of another body.

    Raises ConfirmerUnfit and AddressTaken.
    """
    try:
        certificate = register.the_certificate(confirmer, now.date())
    except CertificateInvalid as wrong:
        raise ConfirmerUnfit from wrong
    if certificate.statement.body == membership.organization_id:
        raise ConfirmerUnfit
    invited = invite(db, membership, address, certificate.statement.keys, now)
    invited.invitation.confirmer_id = confirmer
    return invited


def withdraw(db: Session, person: UUID) -> None:
    """End whatever invitation this person still has."""
    db.execute(delete(Invitation).where(Invitation.person_id == person))


def sweep(db: Session, today: date) -> None:
    """Remove invitations whose last day is over."""
    db.execute(delete(Invitation).where(Invitation.until_on < today))


def admit(db: Session, token: str, code: str, now: datetime) -> Invitation:
    """The invitation that link and code open together. Raises InvitationRefused.

    A wrong code costs one of five tries, counted in the database before it is compared, so
    the caller must commit when it is refused too.
    """
    row = db.scalar(select(Invitation).where(Invitation.token_digest == digest(token)))
    if row is None or not _spend_try(db, row):
        raise InvitationRefused
    promise = _promise(row, token)
    if now > promise.until_at or not hmac.compare_digest(promise.code.encode(), code.encode()):
        raise InvitationRefused
    _give_back_try(db, row)
    return row


def code_to_tell(invitation: Invitation, seeds: tuple[Seeds, ...]) -> str | None:
    """The code, for the confirmer with her own seeds; None where they do not open it."""
    for each in seeds:
        try:
            box = invitation.code_box or b""
            return each.receive(box, *_cell(invitation, "code_box")).decode()
        except BoxBroken:
            continue
    return None


def to_be_told_by(db: Session, confirmer: UUID, today: date) -> list[tuple[Invitation, Person]]:
    """Everybody whom this person has to ring and tell a code."""
    found = db.execute(
        select(Invitation, Person)
        .join(Person, Person.id == Invitation.person_id)
        .where(Invitation.confirmer_id == confirmer, Invitation.until_on >= today)
        .order_by(Person.name)
    )
    return [(row, person) for row, person in found]


def is_taken(db: Session, address: str, by_other_than: UUID) -> bool:
    """Whether another person signs in or is invited with this folded address."""
    account = select(Account.id).where(
        Account.address == address, Account.person_id != by_other_than
    )
    invited = select(Invitation.id).where(
        Invitation.address == address, Invitation.person_id != by_other_than
    )
    return db.scalar(account.union(invited).limit(1)) is not None


def digest(token: str) -> bytes:
    """What the database keeps of a token."""
    return sha256(b"casework/invitation/1" + token.encode()).digest()


def progress_key(token: str, code: str, browser: bytes) -> bytes:
    """The key of what she has chosen so far: link, code and her own browser's secret.

    Without the last an administrator who can read the database would hold her keys before she
    does: the link is his, and the code lies under it.
    """
    return derive(_token_key(token) + browser, "casework/invitation-progress/1", code)


def _token_key(token: str) -> bytes:
    return derive(token.encode(), "casework/invitation-token/1")


def _promise(row: Invitation, token: str) -> Promise:
    try:
        raw = open_(_token_key(token), row.code_sealed, *_cell(row, "code_sealed"))
    except SealBroken as wrong:
        raise InvitationRefused from wrong
    return msgspec.msgpack.decode(raw, type=Promise)


def _spend_try(db: Session, row: Invitation) -> bool:
    spent = db.execute(
        update(Invitation)
        .where(Invitation.id == row.id, Invitation.tries_left > 0)
        .values(tries_left=Invitation.tries_left - 1)
        .returning(Invitation.id)
    )
    return spent.scalar() is not None


def _give_back_try(db: Session, row: Invitation) -> None:
    db.execute(
        update(Invitation)
        .where(Invitation.id == row.id)
        .values(tries_left=Invitation.tries_left + 1)
    )


def _cell(row: Invitation, column: str) -> tuple[str, UUID, str, UUID]:
    return ("invitation", row.id, column, row.person_id)
