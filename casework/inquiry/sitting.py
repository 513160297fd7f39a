"""Who can sit on a hearing, and whether enough of them do, by the pack the case began under."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership
from casework.case.turns import Turn
from casework.committee import register
from casework.models.cover import Capacity, CoverText
from casework.parties.declaring import is_due
from casework.procedures import loading
from casework.procedures.composition import Finding, Member, holds, quorum
from casework.procedures.pack import Pack
from crypto.compartments import Compartment
from crypto.instance import InstanceKeys

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
    """Everybody of the committee who reads the inquiry and has said that she is close to nobody
    of it, as far as anybody is asked: who is kept away by key sits on nothing."""
    not_of_it = (Capacity.SURVIVOR, Capacity.REPORTER, Capacity.SUPERVISOR)
    return tuple(
        each.holder
        for each in cover.holders_of(Compartment.ACCOUNT)
        if each.capacity not in not_of_it and not is_due(cover, each.holder)
    )


def count(
    db: Session,
    turn: Turn,
    cover: CoverText,
    pack: Pack,
    people: Iterable[UUID],
    on: date,
    *,
    finds: bool,
) -> Quorum:
    """Count who sat: people with keys, and guests by their seats in the register.

    `finds`: whether this sitting says what was established.
    """
    advice = loading.the_pack(loading.GENERIC).committee
    members = _members(db, turn.keys, cover.home, people, on)
    return Quorum(quorum(pack.committee, members, advice, makes_findings=finds))


def lacks_quorum(cover: CoverText, person: UUID | None) -> bool:
    """Whether too few sat on the last hearing and it is for this person to see to it."""
    return cover.quorum_short_at is not None and sees_to_it(cover, person)


def sees_to_it(cover: CoverText, person: UUID | None) -> bool:
    """Whether somebody is told that too few sat: external member and supervisor, and whoever
    deals with the case where no external member does."""
    outside = {each.holder: each.capacity for each in cover.holders if each.capacity in SEES_TO_IT}
    is_watched = Capacity.EXTERNAL_MEMBER in outside.values()
    return person in outside or (not is_watched and person in can_sit(cover))


def _members(
    db: Session, keys: InstanceKeys, place: UUID | None, people: Iterable[UUID], on: date
) -> Sequence[Member]:
    """Those who sat, as the register of the committee knows them; each is counted once."""
    if place is None:
        return ()
    those = set(people)
    rows = select(Membership.id, Membership.person_id).where(
        Membership.organization_id == place, Membership.person_id.in_(those)
    )
    whose = {each: each for each in those} | dict(db.execute(rows).all())
    known, _version = register.read(db, keys, place)
    sat: dict[UUID, Member] = {}
    for seat in register.seats(db, known, place, on):
        if seat.id in whose:
            before = sat.get(whose[seat.id], seat.member)
            sat[whose[seat.id]] = msgspec.structs.replace(
                seat.member, posts=seat.member.posts | before.posts
            )
    return list(sat.values())
