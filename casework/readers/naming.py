"""How people are called: to colleagues by name, to her by what is public of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Arrangement, Membership, Organization, OrganizationKind, Person, Role
from auth.titles import role_title
from casework.models.cover import CoverText


@dataclass(frozen=True)
class Known:
    """Somebody as she is named on the page: a name where it is public, and her work or role."""

    name: str
    """What she is called: her name, or where that is not public, her work."""
    work: str
    """Her work beside a name; empty where the work stands for the name."""

    @property
    def whole(self) -> str:
        """Both on one line."""
        return ", ".join(filter(None, (self.name, self.work)))


@dataclass(frozen=True)
class _Post:
    person: UUID
    name: str
    role: Role
    post: str
    body: str
    kind: OrganizationKind
    is_published: bool


def known(db: Session, people: Iterable[UUID]) -> dict[UUID, Known]:
    """Names and work of people, for colleagues. The newest post counts."""
    return {each.person: Known(each.name, _work(each, shown=True)) for each in _posts(db, people)}


def known_to_her(db: Session, cover: CoverText, people: Iterable[UUID]) -> dict[UUID, Known]:
    """The same for whoever told: anybody can tell something, to learn who sits on a committee.

    By role and body; by post for who has typed the poster's code; by name where it is published.
    """
    knows = cover.chosen.knows_roster
    return {each.person: _called(each, knows_roster=knows) for each in _posts(db, people)}


def shows_post(kind: OrganizationKind, *, is_published: bool, knows_roster: bool) -> bool:
    """Whether a post may be said: of a factory only to who has its poster's code."""
    return is_published or knows_roster or kind is not OrganizationKind.FACTORY


def work_of(role: Role, post: str, body: str, *, with_post: bool) -> str:
    """Somebody's work in words, without her name."""
    title = role_title(role)
    return f"{post} ({title}), {body}" if with_post and post else f"{title}, {body}"


def _called(each: _Post, *, knows_roster: bool) -> Known:
    shown = shows_post(each.kind, is_published=each.is_published, knows_roster=knows_roster)
    work = _work(each, shown=shown)
    return Known(each.name, work) if each.is_published else Known(work, "")


def _work(each: _Post, *, shown: bool) -> str:
    return work_of(each.role, each.post, each.body, with_post=shown)


def _posts(db: Session, people: Iterable[UUID]) -> Iterator[_Post]:
    found = db.execute(
        select(
            Person.id,
            Person.name,
            Membership.role,
            Membership.post,
            Organization.name.label("body"),
            Organization.kind,
            Arrangement.names_published,
        )
        .join(Membership, Membership.person_id == Person.id)
        .join(Organization, Organization.id == Membership.organization_id)
        .outerjoin(Arrangement, Arrangement.organization_id == Organization.id)
        .where(Person.id.in_(list(people)))
        .order_by(Membership.from_on)
    )
    for row in found:
        is_published = bool(row.names_published)
        yield _Post(row.id, row.name, Role(row.role), row.post, row.body, row.kind, is_published)
