"""A founded instance: the cast activated and vouched for by the house's own verbs, as of today."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from secrets import token_hex
from time import sleep
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import second_factor
from auth.activating import Enrolled, enrol
from auth.bundle import Factor, FactorKind
from auth.certifying import Signer, confirm_keys, confirm_offline
from auth.joining import Post, add_person, join
from auth.match_data import MatchData
from auth.models import (
    Arrangement,
    CertificateRow,
    Membership,
    Organization,
    OrganizationKind,
    Role,
)
from auth.organising import add_organization, cover
from auth.six_words import spoken
from casework.case import entering
from casework.config import Config
from casework.facts.keys import Analyst, make_key
from casework.instance.establishing import establish
from casework.measures.laws import Law
from casework.measures.reported import store
from casework.measures.statutory import Annual
from casework.parts import Parts, assemble
from crypto.certificates import Register
from crypto.seeds import Seeds
from tests.cast import BODIES, CAST, Body, Character
from tests.crypto.costs import CHEAP
from tests.worlds import answers_for

MONTH = timedelta(days=30)
STEP_SECONDS = 30
TYPING_SECONDS = 12
"""How long it may take from reading a code until it is judged: an old one must not run out."""
CONFIRMERS = (
    Character("first", "Ratana Meas", "first_body", Role.OFFICER, "officer"),
    Character("second", "Hasina Parvin", "second_body", Role.OFFICER, "officer"),
)
THEIRS = (
    Body("first_body", OrganizationKind.NETWORK, "Home-based workers' network"),
    Body("second_body", OrganizationKind.NETWORK, "Women's network"),
)
LEAVER = Character(
    "leaver", "Dipa Roy", "union", Role.UNION_REPRESENTATIVE, "organiser until last week", True
)
"""She read as the other representative does, until she left."""
KIN = {"conflicted": ["Abdul Karim"]}
COVERS = (("union", "factory"), ("programme", "factory"), ("programme", "other_factory"))


@dataclass
class Resident:
    """Somebody of the cast with an account, and what only she knows."""

    character: Character
    person: UUID
    membership: UUID
    address: str
    passphrase: str = field(repr=False)
    seeds: Seeds = field(repr=False)
    factor: Factor = field(repr=False)
    recovery_code: str = field(repr=False)
    used: int = 0

    def code(self) -> str:
        """A code of her app not used yet; who signs in a fourth time waits until it is valid."""
        soon = int(datetime.now(UTC).timestamp()) + TYPING_SECONDS
        self.used = max(soon // STEP_SECONDS - second_factor.DRIFT, self.used + 1)
        opens = (self.used - second_factor.DRIFT) * STEP_SECONDS
        sleep(max(0, opens - datetime.now(UTC).timestamp()))
        return second_factor.code_at(
            self.factor, datetime.fromtimestamp(self.used * STEP_SECONDS, UTC)
        )

    def key(self) -> dict[str, str]:
        """What she types at the door."""
        return {"address": self.address, "passphrase": self.passphrase, "code": self.code()}


@dataclass
class Village:
    """The instance: its configuration, bodies, people, and the root key on paper."""

    config: Config
    root: Seeds = field(repr=False)
    bodies: dict[str, UUID] = field(default_factory=dict)
    people: dict[str, Resident] = field(default_factory=dict)
    poster: str = ""

    @property
    def day(self) -> date:
        """When everybody joined."""
        return (datetime.now(UTC) - MONTH).date()

    @property
    def place(self) -> dict[str, str]:
        """What a worker of the factory answers to the question where she works."""
        return {"place": self.bodies["factory"].hex}

    def analyst(self, register: Register) -> Analyst:
        """Whoever counts for the programme, at work on the day it began."""
        her, at = self.people["analyst"], datetime.now(UTC) - MONTH
        return Analyst(self.bodies["programme"], her.person, her.seeds, (), register, at)

    def parts(self) -> Parts:
        """What requests would share; the caller disposes of its engine."""
        parts = assemble(self.config)
        entering.install(parts, self.config.log_public_keys)
        return parts


def found(config: Config, marker: str = "") -> Village:
    """Make everybody in an empty, migrated database.

    `marker` stands in everything that is secret of them, to be searched for.
    """
    root = Seeds.generate()
    village = Village(replace(config, root_keys=(root.public.verify,), cost=CHEAP), root)
    parts = village.parts()
    with parts.sessions() as db:
        establish(db, parts.keys, village.day)
        for body in (*BODIES, *THEIRS):
            row = add_organization(db, body.kind, body.name, "BD")
            village.bodies[body.key] = row.id
        db.add(answers_for(village.bodies["factory"]))
        for covering, covered in COVERS:
            bodies = (village.bodies[covering], village.bodies[covered])
            cover(db, *(db.get_one(Organization, each) for each in bodies))
        for character in (*CONFIRMERS, *CAST, LEAVER):
            _settle(db, parts, village, character, marker)
        village.poster = _poster(db, village.bodies["factory"])
        make_key(db, village.analyst(parts.register(db)))
        _report(db, village.analyst(parts.register(db)), village.bodies["other_factory"])
        db.commit()
    parts.sessions.engine.dispose()
    return village


def _report(db: Session, her: Analyst, factory: UUID) -> None:
    """An exact report of another factory than the one of which the tests tell."""
    store(db, her, factory, Law.POSH, her.on.year - 2, Annual(counts={}, actions={}))


def _settle(db: Session, parts: Parts, village: Village, character: Character, marker: str) -> None:
    membership = _join(db, village, character)
    passphrase = f"{character.key} orchid {token_hex(6)} gravel {marker}"
    enrolled = enrol(
        db,
        parts.keys,
        CHEAP,
        membership,
        address=f"{character.key}@example.org",
        passphrase=passphrase,
        on=village.day,
        told=MatchData(
            names=[character.name],
            posts=[character.post],
            nicknames=[marker[::-1]],
            kin=KIN.get(character.key, []),
        ),
    )
    for row in enrolled.certificates:
        _vouch(db, parts, village, character, row, enrolled)
    village.people[character.key] = Resident(
        character=character,
        person=membership.person_id,
        membership=membership.id,
        address=enrolled.account.address,
        passphrase=passphrase,
        seeds=enrolled.seeds,
        factor=Factor(FactorKind.TOTP, enrolled.factor_secret, is_enrolled=True),
        recovery_code=enrolled.recovery_code,
    )


def _join(db: Session, village: Village, character: Character) -> Membership:
    post = Post(
        role=character.role,
        post=character.post,
        is_woman=character.is_woman,
        is_receiver=character.is_receiver,
        from_on=village.day,
    )
    organization = db.get_one(Organization, village.bodies[character.body])
    return join(db, add_person(db, character.name), organization, post)


def _vouch(
    db: Session,
    parts: Parts,
    village: Village,
    character: Character,
    row: CertificateRow,
    enrolled: Enrolled,
) -> None:
    if character.role is Role.OFFICER:
        confirm_offline(db, parts.register(db), row, village.root, village.day)
        return
    vouching = CONFIRMERS if character.is_certified else ()
    for each in vouching:
        resident = village.people[each.key]
        signer = Signer(resident.person, resident.seeds)
        heard = spoken(enrolled.seeds.public)
        confirm_keys(db, parts.register(db), row, signer, heard, village.day)


def _poster(db: Session, factory: UUID) -> str:
    found = db.scalar(select(Arrangement.poster_code).where(Arrangement.organization_id == factory))
    assert found
    return found
