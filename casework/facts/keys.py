"""A programme's measurement keys: made by an analyst, vouched for, handed to the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.models import Membership, Organization, Role
from casework.models.measuring import MeasurementKeyRow, MeasurementShare
from crypto.certificates import Register
from crypto.errors import BoxBroken, CertificateInvalid, KeyMissing
from crypto.measurement_keys import (
    MeasurementCertificate,
    MeasurementKey,
    MeasurementStatement,
    open_share,
)
from crypto.seeds import PublicKeys, Seeds
from crypto.vouching import is_signed


@dataclass(frozen=True)
class Analyst:
    """An analyst of one programme at work: who she is, her keys, and whom she believes."""

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
class Holding:
    """Who of a programme has one of its keys and who has not, by person."""

    has: frozenset[UUID] = frozenset()
    lacks: frozenset[UUID] = frozenset()
    left: frozenset[UUID] = frozenset()
    """Who was given it and is an analyst there no more: she may still know it."""


def keys_as_analyst(
    register: Register, person: UUID, programme: UUID, on: date
) -> PublicKeys | None:
    """Her certified keys as an analyst of that programme; None where she has none."""
    try:
        return register.the_keys_as(person, programme, Role.ANALYST.value, on)
    except CertificateInvalid:
        return None


def analysts(db: Session, register: Register, programme: UUID, on: date) -> dict[UUID, PublicKeys]:
    """Whoever is an analyst there today and is certified as that, with her keys."""
    posts = db.scalars(
        select(Membership)
        .where(Membership.organization_id == programme, Membership.role == Role.ANALYST)
        .order_by(Membership.person_id)
    )
    people = dict.fromkeys(each.person_id for each in posts if each.is_current(on))
    known = ((each, keys_as_analyst(register, each, programme, on)) for each in people)
    return {person: keys for person, keys in known if keys is not None}


def rows_of(db: Session, programme: UUID) -> list[MeasurementKeyRow]:
    """The rows of a programme's keys, sound or not, the newest first."""
    newest = (MeasurementKeyRow.year.desc(), MeasurementKeyRow.number.desc())
    of_it = select(MeasurementKeyRow).where(MeasurementKeyRow.programme_id == programme)
    return list(db.scalars(of_it.order_by(*newest)))


def certificate_in(row: MeasurementKeyRow) -> MeasurementCertificate | None:
    """What stands in it; None where that is no certificate."""
    try:
        return msgspec.msgpack.decode(row.body, type=MeasurementCertificate)
    except msgspec.DecodeError:
        return None


def sound(row: MeasurementKeyRow, register: Register, on: date) -> MeasurementStatement | None:
    """What it says, if somebody who is a certified analyst of that programme now vouches for it.

    Whoever writes the database can put another key there: to that one nothing is sealed.
    """

    def verify_key(person: UUID) -> bytes | None:
        known = keys_as_analyst(register, person, row.programme_id, on)
        return known.verify if known else None

    found = certificate_in(row)
    if found is None or not _is_its(row, found):
        return None
    return found.statement if found.stands(verify_key) else None


def once_sound(row: MeasurementKeyRow, register: Register) -> MeasurementStatement | None:
    """The same where somebody vouches who was such an analyst once: what is kept stays readable.

    Whoever had left before the day on which it was made vouches for nothing.
    """
    found, its = certificate_in(row), (row.programme_id, Role.ANALYST.value)
    if found is None or not _is_its(row, found):
        return None
    made_on = found.statement.made_on
    vouched = any(
        (post.body, post.role) == its and made_on <= until
        for vouch in found.vouches
        for key in {each.statement.keys.verify for each in register.of(vouch.person)}
        if is_signed(vouch, key, *found.statement.parts())
        for post, _since, until in register.spans(vouch.person, key)
    )
    return found.statement if vouched else None


def current(
    db: Session, register: Register, programme: UUID, on: date
) -> MeasurementStatement | None:
    """The key to which facts are sealed on a day: the newest sound one whose year has begun.

    None where somebody who left was given that one: nothing more is sealed to what she knows,
    and none older serves in its place.
    """
    begun = (each for each in rows_of(db, programme) if each.year <= on.year)
    found = next(((row, said) for row in begun if (said := sound(row, register, on))), None)
    if found is None or holding(db, found[0], register, on).left:
        return None
    return found[1]


def counts_since(db: Session, register: Register, programme: UUID) -> date | None:
    """Since which day a programme counts: that of its first key. None where it never did."""
    every = (once_sound(each, register) for each in rows_of(db, programme))
    return min((each.made_on for each in every if each is not None), default=None)


def holding(db: Session, row: MeasurementKeyRow, register: Register, on: date) -> Holding:
    """Who has the key under the keys that she has today."""
    there = analysts(db, register, row.programme_id, on)
    given = {each.person_id: each.sealed_to for each in _shares(db, row.id)}
    has = {each for each, keys in there.items() if given.get(each) == keys.fingerprint()}
    return Holding(frozenset(has), frozenset(there.keys() - has), frozenset(given - there.keys()))


def open_key(
    db: Session, her: Analyst, row: MeasurementKeyRow
) -> tuple[MeasurementStatement, MeasurementKey]:
    """One key out of her own box; only one that an analyst there vouched for.

    Raises KeyMissing, also for somebody who is no certified analyst there today.
    """
    said = once_sound(row, her.register)
    if said is None or keys_as_analyst(her.register, her.person, her.programme, her.on) is None:
        raise KeyMissing
    for share in _shares(db, row.id):
        if share.person_id == her.person:
            try:
                return said, open_share(share.box, (her.seeds, *her.former), said, her.person)
            except BoxBroken as wrong:
                raise KeyMissing from wrong
    raise KeyMissing


def her_keys(db: Session, her: Analyst) -> list[tuple[MeasurementStatement, MeasurementKey]]:
    """Every key of the programme that she can open, the newest first."""
    found = []
    for row in rows_of(db, her.programme):
        try:
            found.append(open_key(db, her, row))
        except KeyMissing:
            continue
    return found


def make_key(db: Session, her: Analyst) -> MeasurementKeyRow:
    """A new key of this year, for every analyst who is certified there today.

    Older ones stay, for what was sealed to them. Raises KeyMissing for somebody who is no
    certified analyst of the programme.
    """
    if keys_as_analyst(her.register, her.person, her.programme, her.on) is None:
        raise KeyMissing
    # Two who press at once get two keys, one after the other.
    db.execute(select(Organization.id).where(Organization.id == her.programme).with_for_update())
    numbers = [each.number for each in rows_of(db, her.programme) if each.year == her.on.year]
    key, number = MeasurementKey.generate(), max(numbers, default=0) + 1
    id_, programme, year = uuid4(), her.programme, her.on.year
    said = MeasurementStatement(id_, programme, year, number, key.kem_public, her.on)
    body = msgspec.msgpack.encode(MeasurementCertificate(said).vouched_by(her.person, her.seeds))
    row = MeasurementKeyRow(id=id_, programme_id=programme, year=year, number=number, body=body)
    db.add(row)
    db.flush()
    _deliver(db, said, key, analysts(db, her.register, programme, her.on))
    return row


def hand_on(db: Session, her: Analyst) -> int:
    """Deliver every key she has to the analysts who lack it, and vouch for what is sound today.

    A key that only somebody vouches for who left is delivered as it is, to open what is kept.
    Gives back how many boxes were made. Raises KeyMissing where she has none herself.
    """
    mine = her_keys(db, her)
    if not mine:
        raise KeyMissing
    there = analysts(db, her.register, her.programme, her.on)
    return sum(_hand_on(db, her, said, key, there) for said, key in mine)


def _hand_on(
    db: Session,
    her: Analyst,
    said: MeasurementStatement,
    key: MeasurementKey,
    there: Mapping[UUID, PublicKeys],
) -> int:
    row = db.get_one(MeasurementKeyRow, said.id)
    found = certificate_in(row)
    # Whoever left can write a row that she alone vouches for: no other analyst adds her word.
    if found is not None and sound(row, her.register, her.on) is not None:
        row.body = msgspec.msgpack.encode(found.vouched_by(her.person, her.seeds))
    lacks = holding(db, row, her.register, her.on).lacks
    _deliver(db, said, key, {each: there[each] for each in lacks})
    return len(lacks)


def _deliver(
    db: Session, said: MeasurementStatement, key: MeasurementKey, people: Mapping[UUID, PublicKeys]
) -> None:
    of_it = MeasurementShare.measurement_key_id == said.id
    db.execute(delete(MeasurementShare).where(of_it, MeasurementShare.person_id.in_(people)))
    for person, keys in people.items():
        box, to = key.share(keys.kem, said, person), keys.fingerprint()
        db.add(
            MeasurementShare(measurement_key_id=said.id, person_id=person, sealed_to=to, box=box)
        )
    db.flush()


def _is_its(row: MeasurementKeyRow, found: MeasurementCertificate) -> bool:
    said = found.statement
    named = (said.id, said.programme, said.year, said.number)
    return named == (row.id, row.programme_id, row.year, row.number)


def _shares(db: Session, key: UUID) -> Iterable[MeasurementShare]:
    return db.scalars(select(MeasurementShare).where(MeasurementShare.measurement_key_id == key))
