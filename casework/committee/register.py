"""The register of a committee: everybody who sits on it, for whom, how long, trained in what."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import COMMITTEE, Membership, Person, Role
from casework.clocks.days import months_after
from casework.committee.rules import Overtaken
from casework.models.committee import CommitteeRegister, Details, Guest, Register
from casework.procedures.composition import Member, Post
from casework.procedures.terms import Gender
from crypto.envelope import open_, seal
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad

ROOM = 8192
POSTS = {
    Role.CHAIR: frozenset({Post.CHAIR, Post.MEMBER}),
    Role.MEMBER: frozenset({Post.MEMBER}),
    Role.EXTERNAL_MEMBER: frozenset({Post.EXTERNAL, Post.MEMBER}),
}
TRAINED_FOR = 24
"""Months after which a training is repeated: our own number, no source says one."""
SOON = timedelta(days=60)
"""So long before its end a term is named: a new member is appointed, invited and certified."""


@dataclass(frozen=True)
class Seat:
    """Somebody on a committee. `id`: of her membership, or of the guest."""

    id: UUID
    name: str
    work: str
    role: Role | None
    """None for who has no account."""
    from_on: date
    until_on: date | None
    details: Details
    term_months: int | None = None
    """How long a term is by the rules of the place; None: they do not say."""

    @property
    def posts(self) -> frozenset[Post]:
        """For whom she sits there, by her role and beside it."""
        by_role = POSTS.get(self.role, frozenset({Post.MEMBER})) if self.role else None
        return (by_role or frozenset({Post.MEMBER})) | self.details.posts

    @property
    def member(self) -> Member:
        """As a pack's rules on composition see her."""
        return Member(self.details.gender, self.posts)

    @property
    def ends_on(self) -> date | None:
        """When her term runs out: as it was entered, or else as long as the rules let one be."""
        if self.until_on is not None or self.term_months is None:
            return self.until_on
        return months_after(self.from_on, self.term_months)

    @property
    def renews_on(self) -> date | None:
        """When her training is due again; None where she has had none."""
        last = max((each.on for each in self.details.training), default=None)
        return last and months_after(last, TRAINED_FOR)

    def ends_soon(self, today: date) -> bool:
        """Whether her term runs out within two months."""
        return self.ends_on is not None and self.ends_on - today <= SOON

    def renews_soon(self, today: date) -> bool:
        """Whether her training is due again within two months."""
        return self.renews_on is not None and self.renews_on - today <= SOON

    def untrained_in(self, modules: Iterable[str]) -> list[str]:
        """The modules she has not been through."""
        had = {each.module for each in self.details.training}
        return [each for each in modules if each not in had]


def read(db: Session, keys: InstanceKeys, factory: UUID) -> tuple[Register, int]:
    """The register of a committee and its version, 0 where nobody has written in it.

    Raises SealBroken for a moved or changed row.
    """
    row = _row(db, factory)
    if row is None:
        return Register(), 0
    raw = unpad(open_(keys.committees, row.sealed, *_cell(factory)), ROOM)
    return msgspec.msgpack.decode(raw, type=Register), row.version


def read_every(
    db: Session, keys: InstanceKeys, factories: Collection[UUID]
) -> dict[UUID, Register]:
    """The registers of some committees, in one query; an empty one where nobody has written."""
    of_these = CommitteeRegister.factory_id.in_(factories)
    found = {each: Register() for each in factories}
    for row in db.scalars(select(CommitteeRegister).where(of_these)):
        raw = unpad(open_(keys.committees, row.sealed, *_cell(row.factory_id)), ROOM)
        found[row.factory_id] = msgspec.msgpack.decode(raw, type=Register)
    return found


def write(db: Session, keys: InstanceKeys, factory: UUID, seen: int, register: Register) -> None:
    """Write it over version `seen`. Raises Overtaken where somebody else has written since."""
    row = _row(db, factory)
    if (row.version if row else 0) != seen:
        raise Overtaken
    sealed = seal(keys.committees, pad(msgspec.msgpack.encode(register), ROOM), *_cell(factory))
    if row is None:
        db.add(CommitteeRegister(factory_id=factory, sealed=sealed))
    else:
        row.sealed, row.version = sealed, row.version + 1
    db.flush()


def reseal(db: Session, old: InstanceKeys, new: InstanceKeys) -> None:
    """Carry every register over to another instance secret."""
    for row in db.scalars(select(CommitteeRegister)):
        raw = open_(old.committees, row.sealed, *_cell(row.factory_id))
        row.sealed = seal(new.committees, raw, *_cell(row.factory_id))
    db.flush()


def seats(
    db: Session, register: Register, factory: UUID, today: date, term_months: int | None = None
) -> list[Seat]:
    """Who sits on the committee today: those in post here, then those without an account.

    `term_months`: how long a term is by the rules of the place.
    """
    return seats_of_every(db, {factory: register}, today, {factory: term_months})[factory]


def seats_of_every(
    db: Session,
    registers: Mapping[UUID, Register],
    today: date,
    terms: Mapping[UUID, int | None],
) -> dict[UUID, list[Seat]]:
    """The same for some committees, in one query: registers and terms by factory."""
    rows = db.execute(
        select(Membership, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organization_id.in_(registers), Membership.role.in_(COMMITTEE))
    )
    posts: dict[UUID, list[Seat]] = {each: [] for each in registers}
    for post, name in rows:
        if post.is_current(today):
            at = post.organization_id
            posts[at].append(_seat(registers[at], post, name))
    return {
        each: _sitting(posts[each], register, today, terms.get(each))
        for each, register in registers.items()
    }


def _sitting(
    found: list[Seat], register: Register, today: date, term_months: int | None
) -> list[Seat]:
    found.sort(key=lambda seat: (_rank(seat.role), seat.name))
    guests = (_guest(each) for each in register.guests if _is_current(each, today))
    return [replace(each, term_months=term_months) for each in (*found, *guests)]


def with_details(register: Register, seat: UUID, details: Details) -> Register:
    """The register with other details of one seat."""
    guests = tuple(
        msgspec.structs.replace(each, details=details) if each.id == seat else each
        for each in register.guests
    )
    if any(each.id == seat for each in guests):
        return msgspec.structs.replace(register, guests=guests)
    return msgspec.structs.replace(register, details={**register.details, seat: details})


def with_guest(register: Register, guest: Guest) -> Register:
    """The register with one more who has no account."""
    return msgspec.structs.replace(register, guests=(*register.guests, guest))


def without_guest(register: Register, guest: UUID, on: date) -> Register:
    """The register in which somebody's seat ended on a day. She stays in it."""
    guests = tuple(
        msgspec.structs.replace(each, until_on=on) if each.id == guest else each
        for each in register.guests
    )
    return msgspec.structs.replace(register, guests=guests)


def _seat(register: Register, post: Membership, name: str) -> Seat:
    known = register.details.get(post.id)
    details = known or Details(gender=_told(post.is_woman))
    return Seat(post.id, name, post.post, post.role, post.from_on, post.until_on, details)


def _guest(each: Guest) -> Seat:
    return Seat(each.id, each.name, "", None, each.from_on, each.until_on, each.details)


def _told(is_woman: bool | None) -> Gender:
    # "No" on the roster means only that she did not say she is a woman.
    return Gender.WOMAN if is_woman else Gender.UNSAID


def _is_current(guest: Guest, today: date) -> bool:
    return guest.from_on <= today and (guest.until_on is None or today <= guest.until_on)


def _rank(role: Role | None) -> int:
    return COMMITTEE.index(role) if role in COMMITTEE else len(COMMITTEE)


def _row(db: Session, factory: UUID) -> CommitteeRegister | None:
    return db.scalar(select(CommitteeRegister).where(CommitteeRegister.factory_id == factory))


def _cell(factory: UUID) -> tuple[str, UUID, str]:
    return ("committee_register", factory, "sealed")
