"""Making the demonstration's bodies and people: really activated, really vouched for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import passphrases
from auth.activating import Enrolled, enrol
from auth.certifying import Signer, confirm_keys, confirm_offline
from auth.joining import Post, add_person, join
from auth.models import (
    Arrangement,
    CertificateRow,
    Membership,
    Organization,
    OrganizationKind,
    Role,
)
from auth.organising import Told, add_organization, arrange, cover
from auth.six_words import spoken
from casework.case.authors import Author
from casework.committee.rules import enter_own
from casework.demo.keeping import KeptPerson, KeptPoster
from casework.demo.people import BODIES, OFFICERS, PEOPLE, Body, Played, address_of
from casework.models.committee import Rules
from casework.parts import Parts
from casework.procedures.own_rules import OwnRules
from crypto.seeds import Seeds

MUST_TELL = (
    "DEMO TEXT, NOT LEGAL ADVICE. We pass on what we read only where the law of the country makes"
    " us, such as danger to a child. Before we do, we tell you."
)
READING_HOURS = "Saturday to Thursday, 9 in the morning to 5 in the afternoon (demo)"
CLOSED_DAYS = "Fridays and public holidays (demo)"

OWN = OwnRules(
    in_force_on=date(2020, 1, 1),
    title="Demo regulations, no legal advice",
    reason="DEMO: a lawyer was asked what must be reported.",
    report_adults=False,
    report_children=True,
)


@dataclass(frozen=True)
class Member:
    """A demo person as the filling knows her: who she is, and her keys."""

    played: Played
    person: UUID
    membership: UUID
    seeds: Seeds = field(repr=False)
    kept: KeptPerson = field(repr=False)

    @property
    def author(self) -> Author:
        """Her, as somebody who signs."""
        return Author(self.person, self.seeds)


@dataclass
class World:
    """The bodies and people made so far, by their keys in casework.demo.people."""

    parts: Parts
    root: Seeds = field(repr=False)
    made_at: datetime
    bodies: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, Member] = field(default_factory=dict)
    posters: list[KeptPoster] = field(default_factory=list)

    @property
    def day(self) -> date:
        """When everybody joined."""
        return self.made_at.date()


def build(world: World) -> Iterator[str]:
    """Make everything, one transaction a step; says after each what was made."""
    with world.parts.sessions() as db:
        _add_bodies(db, world)
        db.commit()
    yield "organisations"
    for played in PEOPLE:
        with world.parts.sessions() as db:
            _add(db, world, played)
            db.commit()
        yield played.name


def _add_bodies(db: Session, world: World) -> None:
    rows = {each.key: _add_body(db, world, each) for each in BODIES}
    for body in BODIES:
        for covered in body.covers:
            cover(db, rows[body.key], rows[covered])


def _add_body(db: Session, world: World, body: Body) -> Organization:
    row = add_organization(db, body.kind, body.name, body.country, body.place, body.time_zone)
    world.bodies[body.key] = row.id
    if body.kind is OrganizationKind.FACTORY:
        enter_own(db, row.id, 0, OWN, Rules())
    arrangement = db.scalar(select(Arrangement).where(Arrangement.organization_id == row.id))
    if arrangement is not None:
        told = Told(
            reading_hours=READING_HOURS,
            closed_days=CLOSED_DAYS,
            must_tell=MUST_TELL,
            names_published=body.names_published,
            stop_by_phone="0800 000 000 (demo, rings nowhere)",
        )
        arrange(arrangement, told)
        world.posters.append(KeptPoster(body.name, arrangement.poster_code))
    return row


def _add(db: Session, world: World, played: Played) -> None:
    membership = _join(db, world, played)
    address, passphrase = address_of(played), passphrases.offer("en")
    enrolled = enrol(
        db,
        world.parts.keys,
        world.parts.config.cost,
        membership,
        address=address,
        passphrase=passphrase,
        on=world.day,
        told=played.told,
    )
    for row in enrolled.certificates:
        _vouch(db, world, played, row, enrolled)
    kept = KeptPerson(
        person=membership.person_id,
        name=played.name,
        role=Role(played.role).value,
        post=played.post,
        organization=membership.organization.name,
        address=address,
        passphrase=passphrase,
        factor=enrolled.factor_secret,
    )
    world.people[played.key] = Member(
        played, membership.person_id, membership.id, enrolled.seeds, kept
    )


def _join(db: Session, world: World, played: Played) -> Membership:
    post = Post(
        role=played.role,
        post=played.post,
        is_woman=played.is_woman,
        is_receiver=played.is_receiver,
        from_on=world.day,
    )
    organization = db.get_one(Organization, world.bodies[played.body])
    return join(db, add_person(db, played.name), organization, post)


def _vouch(
    db: Session, world: World, played: Played, row: CertificateRow, enrolled: Enrolled
) -> None:
    """The root certifies the two officers; two people of two other bodies everybody else."""
    register = world.parts.register(db)
    if played in OFFICERS:
        confirm_offline(db, register, row, world.root, world.day)
        return
    heard = spoken(enrolled.seeds.public)
    for each in _vouching(world, played):
        signer = Signer(each.person, each.seeds)
        confirm_keys(db, world.parts.register(db), row, signer, heard, world.day)


def _vouching(world: World, played: Played) -> list[Member]:
    known = (world.people[key] for key in ("ratana", "hasina", "salma") if key in world.people)
    return [each for each in known if each.played.body != played.body][:2]
