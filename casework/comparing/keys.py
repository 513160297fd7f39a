"""A programme's match key: made by a supervisor, vouched for, and handed to the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.models import Coverage, Membership, Role
from casework.case.compared import drop_names
from casework.models.match import KeyShare, MatchName, ProgrammeKey
from crypto.certificates import Register
from crypto.errors import BoxBroken, CertificateInvalid, KeyMissing
from crypto.match_keys import MatchCertificate, MatchKey, MatchStatement, open_share
from crypto.seeds import PublicKeys, Seeds


@dataclass(frozen=True)
class Supervisor:
    """A supervisor of one programme at work: who she is, her keys, and whom she believes."""

    programme: UUID
    person: UUID
    seeds: Seeds = field(repr=False)
    former: tuple[Seeds, ...] = field(repr=False)
    register: Register = field(repr=False)
    now: datetime

    @property
    def on(self) -> date:
        """Today."""
        return self.now.date()


@dataclass(frozen=True)
class Sharing:
    """Who of a programme has its match key and who has not, by person."""

    has: frozenset[UUID] = frozenset()
    lacks: frozenset[UUID] = frozenset()
    left: frozenset[UUID] = frozenset()
    """Who was given it and is a supervisor there no more: she knows it."""


def compared_places(db: Session) -> frozenset[UUID]:
    """Every programme that has a match key, and every factory that one of them covers."""
    keyed = db.scalars(select(ProgrammeKey.programme_id)).all()
    covered = select(Coverage.factory_id).where(Coverage.organization_id.in_(keyed))
    return frozenset([*keyed, *db.scalars(covered)])


def row_of(db: Session, programme: UUID) -> ProgrammeKey | None:
    """The row of a programme's match key, sound or not."""
    return db.scalar(select(ProgrammeKey).where(ProgrammeKey.programme_id == programme))


def certificate_in(row: ProgrammeKey) -> MatchCertificate:
    """What stands in it."""
    return msgspec.msgpack.decode(row.body, type=MatchCertificate)


def sound(row: ProgrammeKey, register: Register, on: date) -> MatchStatement | None:
    """What it says, if a certified supervisor of that programme vouches for it; else None.

    Whoever writes the database can put another key there: to that one nothing is sealed.
    """
    found = certificate_in(row)
    said = found.statement
    is_its = (said.id, said.programme) == (row.id, row.programme_id)
    return said if is_its and found.stands(_verify_key(register, row, on)) else None


def who_asks(row: ProgrammeKey, register: Register, on: date) -> UUID | None:
    """The certified supervisor who asks that a new key takes the place of this one, if any."""
    return certificate_in(row).who_asks(_verify_key(register, row, on))


def _verify_key(register: Register, row: ProgrammeKey, on: date) -> Callable[[UUID], bytes | None]:
    def verify_key(person: UUID) -> bytes | None:
        known = keys_as_supervisor(register, person, row.programme_id, on)
        return known.verify if known else None

    return verify_key


def keys_as_supervisor(
    register: Register, person: UUID, programme: UUID, on: date
) -> PublicKeys | None:
    """Her certified keys as a supervisor of that programme; None where she has none."""
    try:
        return register.the_keys_as(person, programme, Role.SUPERVISOR.value, on)
    except CertificateInvalid:
        return None


def supervisors(
    db: Session, register: Register, programme: UUID, on: date
) -> dict[UUID, PublicKeys]:
    """Whoever supervises there today and is certified as that, with her keys."""
    posts = db.scalars(
        select(Membership)
        .where(Membership.organization_id == programme, Membership.role == Role.SUPERVISOR)
        .order_by(Membership.person_id)
    )
    people = dict.fromkeys(each.person_id for each in posts if each.is_current(on))
    known = ((each, keys_as_supervisor(register, each, programme, on)) for each in people)
    return {person: keys for person, keys in known if keys is not None}


def sharing(db: Session, row: ProgrammeKey | None, register: Register, on: date) -> Sharing:
    """Who has the key under the keys that she has today."""
    if row is None:
        return Sharing()
    there = supervisors(db, register, row.programme_id, on)
    given = {each.person_id: each.sealed_to for each in _shares(db, row)}
    has = {each for each, keys in there.items() if given.get(each) == keys.fingerprint()}
    return Sharing(frozenset(has), frozenset(there.keys() - has), frozenset(given - there.keys()))


def the_key(db: Session, her: Supervisor) -> tuple[MatchStatement, MatchKey]:
    """The programme's key, out of her own box; only one that somebody certified vouches for.

    Raises KeyMissing.
    """
    row = row_of(db, her.programme)
    said = sound(row, her.register, her.on) if row is not None else None
    if row is None or said is None:
        raise KeyMissing
    for share in _shares(db, row):
        if share.person_id == her.person:
            try:
                return said, open_share(share.box, (her.seeds, *her.former), said, her.person)
            except BoxBroken as wrong:
                raise KeyMissing from wrong
    raise KeyMissing


def holds_key(db: Session, her: Supervisor) -> bool:
    """Whether she could compare names now."""
    try:
        the_key(db, her)
    except KeyMissing:
        return False
    return True


def make_key(db: Session, her: Supervisor) -> ProgrammeKey | None:
    """A new key, for every supervisor who is certified there. What the old one compared goes.

    Where a sound key is there and another supervisor, two press: the first asks, and gets None.

    Raises KeyMissing for somebody who is no certified supervisor of the programme.
    """
    if keys_as_supervisor(her.register, her.person, her.programme, her.on) is None:
        raise KeyMissing
    row = _locked_row(db, her.programme)
    if row is not None and _needs_another(db, her, row):
        row.body = msgspec.msgpack.encode(certificate_in(row).asked_by(her.person, her.seeds))
        db.flush()
        return None
    _drop(db, row)
    return _made(db, her)


def _needs_another(db: Session, her: Supervisor, row: ProgrammeKey) -> bool:
    """Whether a second supervisor has to confirm: one alone wipes nothing that is sound."""
    others = supervisors(db, her.register, her.programme, her.on).keys() - {her.person}
    if not others or sound(row, her.register, her.on) is None:
        return False
    return who_asks(row, her.register, her.on) not in others


def _made(db: Session, her: Supervisor) -> ProgrammeKey:
    key, id_ = MatchKey.generate(), uuid4()
    said = MatchStatement(id_, her.programme, key.kem_public, her.on)
    body = MatchCertificate(said).vouched_by(her.person, her.seeds)
    row = ProgrammeKey(id=id_, programme_id=her.programme, body=msgspec.msgpack.encode(body))
    db.add(row)
    db.flush()
    _deliver(db, row, key, supervisors(db, her.register, her.programme, her.on))
    return row


def hand_on(db: Session, her: Supervisor) -> int:
    """Deliver the key to every supervisor who lacks it, and vouch for it; gives back how many.

    Raises KeyMissing where she has none herself.
    """
    said, key = the_key(db, her)
    row = db.get_one(ProgrammeKey, said.id)
    row.body = msgspec.msgpack.encode(certificate_in(row).vouched_by(her.person, her.seeds))
    lacks = sharing(db, row, her.register, her.on).lacks
    there = supervisors(db, her.register, her.programme, her.on)
    _deliver(db, row, key, {each: there[each] for each in lacks})
    return len(lacks)


def _deliver(db: Session, row: ProgrammeKey, key: MatchKey, people: dict[UUID, PublicKeys]) -> None:
    said = certificate_in(row).statement
    db.execute(
        delete(KeyShare).where(KeyShare.match_key_id == row.id, KeyShare.person_id.in_(people))
    )
    for person, keys in people.items():
        box = key.share(keys.kem, said, person)
        db.add(
            KeyShare(match_key_id=row.id, person_id=person, sealed_to=keys.fingerprint(), box=box)
        )
    db.flush()


def _locked_row(db: Session, programme: UUID) -> ProgrammeKey | None:
    of_it = select(ProgrammeKey).where(ProgrammeKey.programme_id == programme)
    return db.scalar(of_it.with_for_update().execution_options(populate_existing=True))


def _drop(db: Session, row: ProgrammeKey | None) -> None:
    if row is not None:
        names = db.scalars(select(MatchName.id).where(MatchName.match_key_id == row.id)).all()
        drop_names(db, names)
        db.execute(delete(KeyShare).where(KeyShare.match_key_id == row.id))
        db.delete(row)
        db.flush()


def _shares(db: Session, row: ProgrammeKey) -> Iterable[KeyShare]:
    return db.scalars(select(KeyShare).where(KeyShare.match_key_id == row.id))
