"""Who is handed published tables: whoever is in post and certified on the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership, Role
from casework.facts.keys import Analyst
from crypto.certificates import Register
from crypto.errors import CertificateInvalid
from crypto.seeds import PublicKeys


@dataclass(frozen=True)
class Reader:
    """Somebody certified to whom something is sealed."""

    person: UUID
    keys: PublicKeys
    since: date
    """Since when she has that post, as those say who certified her in it."""


def certified(
    db: Session, her: Analyst, bodies: Iterable[UUID], roles: Iterable[Role]
) -> list[Reader]:
    """Who has one of these posts in one of these bodies today and is certified in it.

    A union's representative who hires or pays somebody is none.
    """
    return [one for each in certified_in(db, her, bodies, roles).values() for one in each]


def certified_in(
    db: Session, her: Analyst, bodies: Iterable[UUID], roles: Iterable[Role]
) -> dict[UUID, list[Reader]]:
    """The same by body, in one query however many there are."""
    posts = db.scalars(
        select(Membership)
        .where(Membership.organization_id.in_(list(bodies)), Membership.role.in_(list(roles)))
        .order_by(Membership.person_id)
    )
    found: dict[UUID, list[Reader]] = {}
    for post in posts:
        keys = _keys(her.register, post, her)
        if keys is not None and post.is_current(her.on) and not _is_management(post):
            reader = Reader(post.person_id, keys, _since(her.register, post))
            found.setdefault(post.organization_id, []).append(reader)
    return found


def _is_management(post: Membership) -> bool:
    return post.role is Role.UNION_REPRESENTATIVE and post.has_management_post


def _since(register: Register, post: Membership) -> date:
    """Not before her post, nor before the first time she was certified in it: the day of a post
    is readable, and nobody signs it.
    """
    its = (post.organization_id, post.role.value)
    days = (
        said.from_on
        for said in (each.statement for each in register.of(post.person_id))
        if (said.body, said.role) == its
        and register.ever_worked_with(post.person_id, said.keys.verify, said.body)
    )
    return max(post.from_on, min(days, default=date.max))


def _keys(register: Register, post: Membership, her: Analyst) -> PublicKeys | None:
    try:
        return register.the_keys_as(post.person_id, post.organization_id, post.role.value, her.on)
    except CertificateInvalid:
        return None


def once(readers: Iterable[Reader]) -> list[Reader]:
    """Each of them once."""
    return list({each.person: each for each in readers}.values())
