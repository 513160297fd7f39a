"""Making somebody a recipient: two certified people of two other bodies put their names to it."""

import hmac
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import CertificateRow, Membership, Role
from auth.six_words import spoken
from crypto.certificates import (
    NO_WITNESSES,
    OFFICER,
    Certificate,
    Confirmation,
    Register,
    Statement,
    confirm,
    confirm_as_root,
)
from crypto.errors import CertificateInvalid
from crypto.seeds import PublicKeys, Seeds

GOOD_FOR = timedelta(days=365)
SOON = timedelta(days=60)
"""A certificate that ends within this time may be asked for anew."""


class Reason(StrEnum):
    """Why somebody cannot confirm this certificate."""

    OWN = "own"
    SAME_BODY = "same_body"
    UNCERTIFIED = "uncertified"
    ADMINISTRATOR = "administrator"
    OUTSIDE = "outside"
    """She receives what is sent to a place that helps, and vouches for nobody."""
    ALREADY = "already"
    TOO_LATE = "too_late"
    """She was certified after it began: its holder asks for a new one."""
    OTHER_WORDS = "other_words"
    """What she heard is not what these keys say: somebody may have swapped them."""


class ConfirmationRefused(Exception):
    """This person's signature under this certificate would count for nothing."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Signer:
    """Who confirms, with her own seeds."""

    person: UUID
    seeds: Seeds = field(repr=False)


def propose(
    db: Session, membership: Membership, keys: PublicKeys, on: date
) -> CertificateRow | None:
    """Ask for a certificate of these keys: one year, no confirmation yet, so worth nothing yet.

    None for an administrator, who is never a recipient.
    """
    if membership.role is Role.ADMINISTRATOR:
        return None
    statement = Statement(
        person=membership.person_id,
        body=membership.organization_id,
        role=Role(membership.role).value,
        keys=keys,
        from_on=on,
        until_on=on + GOOD_FOR,
    )
    row = CertificateRow(person_id=membership.person_id, membership_id=membership.id, made_on=on)
    write(row, Certificate(statement))
    db.add(row)
    db.flush()
    return row


def propose_again(
    db: Session, register: Register, person: UUID, keys: PublicKeys, on: date
) -> list[CertificateRow]:
    """New certificates where this person needs one: new keys, a new post, or time is running out.

    What still waited of hers, or is over, ends. Older ones of the same keys stand until they
    expire; those of other keys end at once, since they would deliver to keys she gave up.
    """
    for row in rows_of(db, person):
        if not is_complete(register, row, on) or read(row).statement.keys != keys:
            row.ended_on = on
    db.flush()
    good = {row.membership_id for row in rows_of(db, person) if _lasts(register, row, on)}
    posts = db.scalars(select(Membership).where(Membership.person_id == person))
    wanting = [each for each in posts if each.is_current(on) and each.id not in good]
    made = [propose(db, each, keys, on) for each in wanting]
    return [each for each in made if each is not None]


def confirm_keys(
    db: Session, register: Register, row: CertificateRow, signer: Signer, heard: str, on: date
) -> bool:
    """Sign that the keys are hers. `heard` is the line of six words that she read aloud.

    Gives back whether the certificate now stands. Raises ConfirmationRefused.
    """
    certificate = read(row)
    statement = the_signing_statement(db, register, certificate, signer.person, on)
    if not hmac.compare_digest(heard.encode(), spoken(certificate.statement.keys).encode()):
        raise ConfirmationRefused(Reason.OTHER_WORDS)
    given = confirm(certificate.statement, statement, signer.seeds)
    return _add(db, register, row, given, on)


def confirm_offline(
    db: Session, register: Register, row: CertificateRow, root: Seeds, on: date
) -> bool:
    """Sign with the offline root key, as `casework certify` does."""
    return _add(db, register, row, confirm_as_root(read(row).statement, root), on)


def the_signing_statement(
    db: Session, register: Register, certificate: Certificate, signer: UUID, on: date
) -> Statement:
    """The statement under which this person may confirm. Raises ConfirmationRefused."""
    subject = certificate.statement
    if signer == subject.person:
        raise ConfirmationRefused(Reason.OWN)
    _refuse_by_posts(db, signer, subject, on)
    valid = [each.statement for each in register.of(signer) if register.is_valid(each, on)]
    if valid and all(each.role in NO_WITNESSES for each in valid):
        raise ConfirmationRefused(Reason.OUTSIDE)
    valid = [each for each in valid if each.role not in NO_WITNESSES]
    if not valid:
        raise ConfirmationRefused(Reason.UNCERTIFIED)
    in_time = [each for each in valid if each.from_on <= subject.from_on]
    if not in_time:
        raise ConfirmationRefused(Reason.TOO_LATE)
    chosen = max(in_time, key=lambda each: (each.from_on, each.digest()))
    if chosen.body in bodies_that_confirmed(register, certificate):
        raise ConfirmationRefused(Reason.ALREADY)
    return chosen


def bodies_that_confirmed(register: Register, certificate: Certificate) -> set[UUID]:
    """The bodies whose people have signed it so far; a root is of none."""
    signers = (register.the_signer(each) for each in certificate.confirmations)
    return {each.body for each in signers if each is not None}


def end(db: Session, membership: Membership, on: date) -> None:
    """The certificates of a post end with it."""
    for row in rows_of(db, membership.person_id):
        if row.membership_id == membership.id:
            row.ended_on = on


def rows_of(db: Session, person: UUID) -> list[CertificateRow]:
    """Her certificates that nobody has ended."""
    found = select(CertificateRow).where(
        CertificateRow.person_id == person, CertificateRow.ended_on.is_(None)
    )
    return list(db.scalars(found))


def read(row: CertificateRow) -> Certificate:
    """The certificate in a row. Raises CertificateInvalid for bytes that are none."""
    try:
        return msgspec.msgpack.decode(row.body, type=Certificate)
    except msgspec.DecodeError as wrong:
        raise CertificateInvalid from wrong


def write(row: CertificateRow, certificate: Certificate) -> None:
    """Put a certificate into its row."""
    row.body = msgspec.msgpack.encode(certificate)


def is_complete(register: Register, row: CertificateRow, on: date) -> bool:
    """Whether it has its signatures and is not over.

    Whether they are worth anything `Register.is_valid` says. One that rests on a root is
    complete, and over after ninety days.
    """
    certificate = read(row)
    needed = 1 if certificate.statement.role == OFFICER else 2
    return len(certificate.confirmations) >= needed and register.good_until(certificate) >= on


def _lasts(register: Register, row: CertificateRow, on: date) -> bool:
    return register.good_until(read(row)) > on + SOON


def _refuse_by_posts(db: Session, signer: UUID, subject: Statement, on: date) -> None:
    posts = db.scalars(select(Membership).where(Membership.person_id == signer))
    current = [each for each in posts if each.is_current(on)]
    if any(each.role == Role.ADMINISTRATOR for each in current):
        raise ConfirmationRefused(Reason.ADMINISTRATOR)
    if any(each.organization_id == subject.body for each in current):
        raise ConfirmationRefused(Reason.SAME_BODY)
    if not current:
        raise ConfirmationRefused(Reason.UNCERTIFIED)


def _add(
    db: Session, register: Register, row: CertificateRow, given: Confirmation, on: date
) -> bool:
    # Two people may confirm in the same second: neither signature may overwrite the other.
    db.refresh(row, with_for_update=True)
    old = read(row)
    new = Certificate(old.statement, (*old.confirmations, given))
    write(row, new)
    db.flush()
    return register.including(new).is_valid(new, on)
