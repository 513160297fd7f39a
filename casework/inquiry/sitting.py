"""Who can sit on a hearing, and whether enough of them do, by the pack the case began under."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import COMMITTEE, Membership, Role
from casework.models.cover import Capacity, CoverText
from casework.procedures import loading
from casework.procedures.composition import Finding, Member, Post, holds, quorum
from casework.procedures.pack import Pack
from casework.procedures.terms import Gender
from crypto.compartments import Compartment

POSTS = {
    Role.CHAIR: Post.CHAIR,
    Role.MEMBER: Post.MEMBER,
    Role.EXTERNAL_MEMBER: Post.EXTERNAL,
}
SEES_TO_IT = (Capacity.EXTERNAL_MEMBER, Capacity.SUPERVISOR)
"""Whose desk it comes to when too few sat."""


@dataclass(frozen=True)
class Quorum:
    """How those who sat stand against what is asked of a hearing."""

    findings: tuple[Finding, ...]

    @property
    def is_enough(self) -> bool:
        """Whether nothing that is asked is short or not known."""
        return holds(self.findings)


def can_sit(cover: CoverText) -> tuple[UUID, ...]:
    """Everybody of the committee who reads the inquiry: who is kept away by key sits on nothing."""
    not_of_it = (Capacity.SURVIVOR, Capacity.REPORTER, Capacity.SUPERVISOR)
    return tuple(
        each.holder
        for each in cover.holders_of(Compartment.ACCOUNT)
        if each.capacity not in not_of_it
    )


def count(
    db: Session, cover: CoverText, pack: Pack, people: Iterable[UUID], on: date, *, finds: bool
) -> Quorum:
    """Count who sat. `finds`: whether this sitting says what was established."""
    advice = loading.the_pack(loading.GENERIC).committee
    members = _members(db, cover.home, people, on)
    return Quorum(quorum(pack.committee, members, advice, makes_findings=finds))


def lacks_quorum(cover: CoverText, person: UUID | None) -> bool:
    """Whether too few sat on the last hearing and it is for this person to see to it."""
    return cover.quorum_short_at is not None and sees_to_it(cover, person)


def sees_to_it(cover: CoverText, person: UUID | None) -> bool:
    """Whether somebody is told that too few sat: external member and supervisor, or whoever deals
    with the case where it has neither."""
    by_capacity = {each.holder for each in cover.holders if each.capacity in SEES_TO_IT}
    return person in by_capacity if by_capacity else person in can_sit(cover)


def _members(db: Session, place: UUID | None, people: Iterable[UUID], on: date) -> Sequence[Member]:
    rows = db.scalars(
        select(Membership).where(
            Membership.organization_id == place,
            Membership.role.in_(COMMITTEE),
            Membership.person_id.in_(set(people)),
        )
    )
    posts: dict[UUID, Member] = {}
    for each in rows:
        if each.is_current(on):
            before = posts.get(each.person_id)
            known = before.posts if before else frozenset[Post]()
            posts[each.person_id] = Member(_gender(each), known | {POSTS[each.role]})
    return list(posts.values())


def _gender(membership: Membership) -> Gender:
    known = {True: Gender.WOMAN, False: Gender.MAN, None: Gender.UNSAID}
    return known[membership.is_woman]
