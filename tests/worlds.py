"""A small world in a database: the cast with real keys and real certificate chains."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

import msgspec
import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from auth.models import (
    CertificateRow,
    Coverage,
    Membership,
    Organization,
    OrganizationKind,
    Person,
    Role,
)
from auth.rings import load_ring
from casework import schema
from casework.case.answers import Answers, Named, Wish
from casework.case.authors import Author
from casework.case.codes import new_code_key
from casework.case.covers import change, the_cover
from casework.case.keeping import keep_delivered
from casework.case.roster import Reader, roster, the_register
from casework.db import engine_for, sessions
from casework.models.committee import FactoryRules, Rules
from casework.models.instance import Instance
from casework.number import returning_number
from casework.number.returning_number import Prepared
from casework.parties.declaring import ASKED
from casework.procedures.own_rules import OwnRules
from casework.readers.audience import Audience, audience
from casework.telling.intake import Sending, send
from crypto.certificates import (
    OFFICER,
    Certificate,
    Confirmation,
    Register,
    Statement,
    confirm,
    confirm_as_root,
)
from crypto.instance import InstanceKeys
from crypto.ring import KeyRing
from crypto.sealing import give_ring
from crypto.seeds import Seeds
from tests.cast import BODIES, CAST, Character
from tests.crypto.costs import CHEAP
from tests.standing_rows import Standing, read, write

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
# Long, since the application asks the real clock.
FROM, UNTIL = date(2026, 1, 1), date(2120, 12, 31)
SALT = b"s" * 16
NUMBER = "1000000000000002"


@dataclass
class World:
    """Organisations and people by the keys of tests/cast.py, and every person's seeds."""

    keys: InstanceKeys
    root: Seeds
    bodies: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, UUID] = field(default_factory=dict)
    memberships: dict[str, UUID] = field(default_factory=dict)
    seeds: dict[str, Seeds] = field(default_factory=dict)

    def register(self, db: Session) -> Register:
        """Every certificate, against this world's root."""
        return the_register(db, [self.root.public.verify])

    def author(self, who: str) -> Author:
        """A member of the cast as somebody who signs."""
        return Author(self.people[who], self.seeds[who])

    def readers(self, db: Session, body: str | None = "factory") -> list[Reader]:
        """The roster of a factory."""
        workplace = self.bodies[body] if body else None
        return roster(db, self.register(db), workplace, TODAY)

    def as_(self, db: Session, who: str) -> KeyRing:
        """Let the session open with what this person holds, as a request of hers would."""
        return self.with_seeds(db, self.people[who], self.seeds[who])

    def with_seeds(self, db: Session, holder: UUID, seeds: Seeds) -> KeyRing:
        """The same for any holder, such as a survivor with her case's id."""
        ring = load_ring(db, self.keys, holder, seeds)
        db.expire_all()
        give_ring(db, ring)
        return ring

    def kept(self, db: Session, who: str) -> list[UUID]:
        """Sign this person in: her delivered grants are checked and kept."""
        self.as_(db, who)
        tag = self.keys.ring_tag(self.people[who])
        return keep_delivered(db, tag, self.seeds[who], self.register(db))

    def audience(
        self, db: Session, answers: Answers, withheld: frozenset[UUID] = frozenset()
    ) -> Audience:
        """Who would read these answers."""
        body = "factory" if answers.workplace else None
        return audience(answers, self.readers(db, body), withheld)

    def prepare(self, word: str = "blue door", number: str = NUMBER) -> Prepared:
        """A number, with a second word unless it is empty."""
        return returning_number.prepare(number, word, SALT, self.keys, CHEAP)

    def told(
        self,
        db: Session,
        answers: Answers,
        prepared: Prepared | None = None,
        withheld: frozenset[UUID] = frozenset(),
        now: datetime = NOW,
        *,
        is_free: bool = True,
    ) -> UUID:
        """Send a complaint and commit; gives back the case's id.

        `is_free`: everybody who is asked before it opens has said that she is close to nobody.
        """
        ready = prepared or self.prepare()
        heard = self.audience(db, answers, withheld)
        case = send(db, self.keys, Sending(answers, heard, ready, now))
        if is_free:
            self.free(db, case)
        db.commit()
        return case

    def free(self, db: Session, case: UUID) -> None:
        """Everybody who is asked before a case opens has said that she is close to nobody."""
        cover = the_cover(db, case)
        asked = [each.holder for each in cover.text.holders if each.capacity in ASKED]
        change(db, cover, declared=dict.fromkeys(asked, cover.text.named))

    def complaint(self, **changes: object) -> Answers:
        """A full complaint about the respondent, open to the committee, union and CARE."""
        answers = Answers(
            workplace=self.bodies["factory"],
            wish=Wish.COMPLAIN,
            respondent=Named(name="Abdul Karim", post="supervisor", line="3"),
            places=["line"],
            when_text="last Tuesday",
            kinds=["touching"],
            words="He put his hand on my back and did not stop.",
            name="Rahima",
            name_for_committee=True,
            union=self.bodies["union"],
            tells_programme=True,
            wants_officer=True,
            needs=["health"],
        )
        return msgspec.structs.replace(answers, **changes)


def make_world(db: Session, keys: InstanceKeys) -> World:
    """Build the cast in an empty database, certified as an instance would, and commit."""
    world = World(keys, Seeds.generate())
    db.add(Instance(number_salt=SALT, code_key_sealed=new_code_key(keys), made_on=TODAY))
    for body in BODIES:
        row = Organization(kind=body.kind, name=body.name, country="BD")
        db.add(row)
        world.bodies[body.key] = row.id
    db.flush()
    db.add(answers_for(world.bodies["factory"]))
    for covering in ("union", "programme", "resource_centre"):
        db.add(Coverage(organization_id=world.bodies[covering], factory_id=world.bodies["factory"]))
    officers = [_officer(db, world, "first"), _officer(db, world, "second")]
    for character in CAST:
        _add(db, world, character, officers)
    db.commit()
    return world


def joins(db: Session, world: World, character: Character) -> None:
    """Somebody more, certified by the same officers; committed."""
    officers = [
        (statement(world, _as_officer(key), world.seeds[key], OFFICER), world.seeds[key])
        for key in ("first", "second")
    ]
    _add(db, world, character, officers)
    db.commit()


def answers_for(factory: UUID) -> FactoryRules:
    """Its regulations: what happened to an adult is reported only if she wants it."""
    house = OwnRules(
        in_force_on=date(2025, 1, 1), reason="Counsel says so.", title="House", report_adults=False
    )
    return FactoryRules(factory_id=factory, content=msgspec.msgpack.encode(Rules(own=(house,))))


@pytest.fixture
def undecided(db: Session, world: World) -> None:
    """The factory has decided nothing about its procedure."""
    db.execute(delete(FactoryRules))
    db.commit()


@pytest.fixture(scope="session")
def first_world() -> dict[bytes, tuple[World, Standing]]:
    """The cast under one instance secret, once it was made: ids, keys and rows."""
    return {}


@pytest.fixture
def world(
    db: Session, keys: InstanceKeys, first_world: dict[bytes, tuple[World, Standing]]
) -> World:
    """The cast in this test's database: the same people in each test of a worker."""
    if keys.match not in first_world:
        first_world[keys.match] = _made_apart(keys)
    made, standing = first_world[keys.match]
    write(db, standing)
    return replace(another(made), keys=keys)


def _made_apart(keys: InstanceKeys) -> tuple[World, Standing]:
    apart = engine_for("sqlite://")
    schema.tables().create_all(apart)
    with sessions(apart)() as empty:
        made = make_world(empty, keys), read(empty)
    apart.dispose()
    return made


def another(world: World) -> World:
    """A world that can be changed and leaves this one as it was; keys never change."""
    return replace(
        world,
        bodies=dict(world.bodies),
        people=dict(world.people),
        memberships=dict(world.memberships),
        seeds=dict(world.seeds),
    )


def statement(
    world: World, character: Character, seeds: Seeds, role: str | None = None
) -> Statement:
    """What a certificate of this member of the cast says."""
    return Statement(
        person=world.people[character.key],
        body=world.bodies[character.body],
        role=role or character.role,
        keys=seeds.public,
        from_on=FROM,
        until_on=UNTIL,
    )


def _as_officer(key: str) -> Character:
    return Character(key, f"Officer {key}", f"{key}_body", Role.OFFICER, "officer")


def _officer(db: Session, world: World, key: str) -> tuple[Statement, Seeds]:
    body = Organization(kind=OrganizationKind.NETWORK, name=f"{key} body", country="BD")
    db.add(body)
    db.flush()
    world.bodies[f"{key}_body"] = body.id
    character = _as_officer(key)
    seeds = _person(db, world, character)
    said = statement(world, character, seeds, OFFICER)
    _certify(db, world, character, Certificate(said, (confirm_as_root(said, world.root),)))
    return said, seeds


def _add(
    db: Session, world: World, character: Character, officers: list[tuple[Statement, Seeds]]
) -> None:
    seeds = _person(db, world, character)
    said = statement(world, character, seeds)
    confirmations: tuple[Confirmation, ...] = tuple(
        confirm(said, signer, signing) for signer, signing in officers if character.is_certified
    )
    _certify(db, world, character, Certificate(said, confirmations))


def _person(db: Session, world: World, character: Character) -> Seeds:
    person = Person(name=character.name)
    db.add(person)
    db.flush()
    membership = Membership(
        person_id=person.id,
        organization_id=world.bodies[character.body],
        role=character.role,
        post=character.post,
        is_woman=character.is_woman,
        is_receiver=character.is_receiver,
        from_on=FROM,
    )
    db.add(membership)
    db.flush()
    world.people[character.key] = person.id
    world.memberships[character.key] = membership.id
    world.seeds[character.key] = Seeds.generate()
    return world.seeds[character.key]


def _certify(db: Session, world: World, character: Character, certificate: Certificate) -> None:
    db.add(
        CertificateRow(
            person_id=world.people[character.key],
            membership_id=world.memberships[character.key],
            body=msgspec.msgpack.encode(certificate),
            made_on=FROM,
        )
    )
