"""What of people waits for somebody who has just signed in: calls, six words, new keys, herself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import certifying, inviting, match_data, people
from auth.certifying import ConfirmationRefused
from auth.models import Account, CertificateRow, Person
from auth.people import Paper
from crypto.certificates import Register
from crypto.errors import CertificateInvalid


@dataclass(frozen=True)
class Waiting:
    """What waits for one person on the people pages."""

    calls: int
    """Invited people who wait for the code that she tells."""
    to_confirm: int
    new_keys: list[Paper]
    """Colleagues' certificates that she has not seen yet."""
    is_about_due: bool
    """Whether her own match data is missing or older than six months."""


def what_waits(
    db: Session, register: Register, person: UUID, on: date, *, reads_cases: bool
) -> Waiting:
    """For the first page after signing in; `reads_cases` says whether match data is asked of her.

    Only what is unfinished or new is judged, so that it costs little among many people.
    """
    seen_on = db.scalar(select(Account.colleagues_seen_on).where(Account.person_id == person))
    new = CertificateRow.made_on > (seen_on or on)
    herself = db.get_one(Person, person)
    return Waiting(
        calls=len(inviting.to_be_told_by(db, person, on)),
        to_confirm=sum(
            _may_confirm(db, register, row, person, on) for row in _unfinished(db, register, on)
        ),
        new_keys=since_last_seen(db, people.papers(db, register, on, new), person),
        is_about_due=reads_cases and match_data.is_due(herself, on),
    )


def since_last_seen(db: Session, papers: Iterable[Paper], person: UUID) -> list[Paper]:
    """Certificates made after the day up to which she has seen them; her own are no news."""
    seen_on = db.scalar(select(Account.colleagues_seen_on).where(Account.person_id == person))
    if seen_on is None:
        return []
    return [each for each in papers if each.row.made_on > seen_on and each.row.person_id != person]


def mark_seen(db: Session, person: UUID, on: date) -> None:
    """Note that she has seen everything up to yesterday; what is made later today shows again."""
    account = db.scalar(select(Account).where(Account.person_id == person))
    if account is not None:
        account.colleagues_seen_on = on - timedelta(days=1)


def _unfinished(db: Session, register: Register, on: date) -> list[CertificateRow]:
    rows = db.scalars(select(CertificateRow).where(CertificateRow.ended_on.is_(None)))
    return [each for each in rows if _is_unfinished(register, each, on)]


def _is_unfinished(register: Register, row: CertificateRow, on: date) -> bool:
    try:
        is_over = register.good_until(certifying.read(row)) < on
        return not is_over and not certifying.is_complete(register, row, on)
    except CertificateInvalid:
        return False


def _may_confirm(
    db: Session, register: Register, row: CertificateRow, person: UUID, on: date
) -> bool:
    try:
        certifying.the_signing_statement(db, register, certifying.read(row), person, on)
    except ConfirmationRefused:
        return False
    return True
