"""Whom a notice can reach: people in post, by the tag under which reminders name them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import phones
from auth.models import COMMITTEE, Account, Arrangement, Membership, Organization, Person
from auth.notifying import is_mail_address
from crypto.instance import InstanceKeys


@dataclass(frozen=True)
class Addressee:
    """Somebody in post, and how short words reach her."""

    tag: bytes = field(repr=False)
    language: str
    zone: str
    quiet: tuple[int, int] | None
    mail: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    is_daily: bool
    """A committee of hers has everybody told every day."""

    @property
    def is_reachable(self) -> bool:
        """Whether she gave any address."""
        return self.mail is not None or self.phone is not None


def addressees(db: Session, keys: InstanceKeys, today: date) -> list[Addressee]:
    """Everybody who is in a post today and can sign in."""
    daily = _daily(db)
    posts = _posts(db, today)
    rows = db.execute(
        select(Person, Account.address)
        .join(Account, Account.person_id == Person.id)
        .where(Account.is_frozen.is_(False))
    )
    return [
        _addressee(keys, person, address, posts[person.id], daily)
        for person, address in rows
        if person.id in posts
    ]


def _addressee(
    keys: InstanceKeys,
    person: Person,
    address: str,
    posts: list[tuple[Membership, str]],
    daily: frozenset[UUID],
) -> Addressee:
    begin, until = person.quiet_from, person.quiet_until
    return Addressee(
        tag=keys.reminder_tag(person.id),
        language=person.language,
        zone=posts[0][1],
        quiet=None if begin is None or until is None else (begin, until),
        mail=address if is_mail_address(address) else None,
        phone=phones.find(person, keys),
        is_daily=_is_daily((post for post, _zone in posts), daily),
    )


def _is_daily(posts: Iterable[Membership], daily: frozenset[UUID]) -> bool:
    return any(each.role in COMMITTEE and each.organization_id in daily for each in posts)


def _daily(db: Session) -> frozenset[UUID]:
    chosen = select(Arrangement.organization_id).where(Arrangement.notices_daily.is_(True))
    return frozenset(db.scalars(chosen))


def _posts(db: Session, today: date) -> dict[UUID, list[tuple[Membership, str]]]:
    rows = db.execute(
        select(Membership, Organization.time_zone)
        .join(Organization, Organization.id == Membership.organization_id)
        .order_by(Membership.from_on, Membership.id)
    )
    found: dict[UUID, list[tuple[Membership, str]]] = {}
    for post, zone in rows:
        if post.is_current(today):
            found.setdefault(post.person_id, []).append((post, zone))
    return found
