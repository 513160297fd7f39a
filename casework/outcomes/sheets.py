"""A union's sheet of a factory and a quarter: counted once, and the same for all who represent it.

What it counts depends on whoever counts it, and on the day. Counted again it would differ by a
case: so nobody counts it again.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership, Organization, Role
from casework.measures.quarters import Quarter, quarter_of
from casework.measures.storing import KEY_BYTES, context_of
from casework.models.measured import MeasuredShare, MeasuredTables, SignedTables
from casework.outcomes.collective import Collective, collective
from casework.outcomes.following import Row
from crypto.certificates import Register
from crypto.envelope import open_, seal
from crypto.errors import BoxBroken, CertificateInvalid, PaddingBroken, SealBroken
from crypto.padding import pad, unpad
from crypto.seeds import PublicKeys, Seeds, deliver
from crypto.vouching import Vouch, is_signed


class CountedAlready(Exception):
    """There is a sheet of this quarter: a second one would differ by a case."""


@dataclass(frozen=True)
class Representative:
    """Somebody at work for a union, at one factory."""

    union: UUID
    factory: UUID
    person: UUID
    seeds: Seeds = field(repr=False)
    former: tuple[Seeds, ...] = field(repr=False)
    register: Register = field(repr=False)
    on: date

    @property
    def quarter(self) -> Quarter:
        """The newest that is over."""
        return quarter_of(self.on).before


class SheetText(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed."""

    row: UUID
    union: UUID
    factory: UUID
    year: int
    number: int
    counted: Collective


def count(db: Session, her: Representative, rows: Iterable[Row], zone: tzinfo) -> Collective:
    """Count the newest quarter that is over, for everybody who represents her union today.

    No case is counted that is withheld from one of them. Sheets that she has are handed to whoever
    came since, but to nobody from whom a case there is kept. Raises CountedAlready.
    """
    # Two at once would count twice.
    db.execute(select(Organization.id).where(Organization.id == her.union).with_for_update())
    quarter = her.quarter
    if any(_quarter(row) == quarter for row in _rows(db, her)):
        raise CountedAlready
    readers = _representatives(db, her)
    here = [each for each in rows if each.home == her.factory]
    counted = collective(counted_together(here, her.factory, readers), zone, quarter)
    row, key = _sealed(her, quarter, counted)
    db.add(row)
    db.flush()
    _hand(db, row.id, key, readers)
    kept = {person for each in here for person in each.withheld}
    _hand_on(db, her, {who: keys for who, keys in readers.items() if who not in kept})
    db.flush()
    return counted


def counted_together(rows: Iterable[Row], factory: UUID, readers: Collection[UUID]) -> list[Row]:
    """The cases of a factory that are kept from none of these people; pure."""
    here = (row for row in rows if row.home == factory)
    return [row for row in here if not set(row.withheld) & set(readers)]


def sheets(db: Session, her: Representative) -> list[tuple[Quarter, Collective]]:
    """The sheets of her factory that open for her, the newest first."""
    found = []
    for row in _rows(db, her):
        key = _key(db, her, row)
        counted = _believed(her, row, key) if key is not None else None
        if counted is not None:
            found.append((_quarter(row), counted))
    return sorted(found, key=lambda each: each[0], reverse=True)


def is_counted(db: Session, her: Representative) -> bool:
    """Whether there is a sheet of the newest quarter, opened for her or not."""
    return any(_quarter(row) == her.quarter for row in _rows(db, her))


def _rows(db: Session, her: Representative) -> list[MeasuredTables]:
    """A union's sheets stand beside a programme's tables, under the union's own id."""
    found = select(MeasuredTables).where(
        MeasuredTables.programme_id == her.union, MeasuredTables.place_id == her.factory
    )
    return list(db.scalars(found))


def _quarter(row: MeasuredTables) -> Quarter:
    return Quarter(row.year, row.number)


def _representatives(db: Session, her: Representative) -> dict[UUID, PublicKeys]:
    """Who represents the union today, is certified as that, and hires and pays nobody."""
    role = Role.UNION_REPRESENTATIVE
    posts = db.scalars(
        select(Membership).where(Membership.organization_id == her.union, Membership.role == role)
    )
    found = {}
    for post in posts:
        if not post.is_current(her.on) or post.has_management_post:
            continue
        try:
            found[post.person_id] = her.register.the_keys_as(
                post.person_id, her.union, role.value, her.on
            )
        except CertificateInvalid:
            continue
    return found


def _sealed(
    her: Representative, quarter: Quarter, counted: Collective
) -> tuple[MeasuredTables, bytes]:
    id_, key = uuid4(), secrets.token_bytes(KEY_BYTES)
    text = SheetText(
        row=id_,
        union=her.union,
        factory=her.factory,
        year=quarter.year,
        number=quarter.number,
        counted=counted,
    )
    said = msgspec.msgpack.encode(text)
    signature = her.seeds.sign(*_signed_parts(id_, her.person, said))
    signed = SignedTables(said=said, author=her.person, signature=signature)
    plain = pad(msgspec.msgpack.encode(signed))
    row = MeasuredTables(
        id=id_,
        programme_id=her.union,
        place_id=her.factory,
        year=quarter.year,
        number=quarter.number,
        made_on=her.on,
        sealed=seal(key, plain, "measured_tables", id_, "sealed"),
    )
    return row, key


def _signed_parts(row: UUID, author: UUID, said: bytes) -> tuple[str, UUID, UUID, bytes]:
    return ("casework/union-sheet/1", row, author, said)


def _hand(db: Session, row: UUID, key: bytes, readers: Mapping[UUID, PublicKeys]) -> None:
    for person, keys in readers.items():
        box = deliver(keys.kem, key, *context_of(row, person))
        shared = MeasuredShare(
            tables_id=row, person_id=person, sealed_to=keys.fingerprint(), box=box
        )
        db.add(shared)


def _hand_on(db: Session, her: Representative, readers: Mapping[UUID, PublicKeys]) -> None:
    for row in _rows(db, her):
        has = set(
            db.scalars(select(MeasuredShare.person_id).where(MeasuredShare.tables_id == row.id))
        )
        lacks = {person: keys for person, keys in readers.items() if person not in has}
        key = _key(db, her, row) if lacks else None
        if key is not None:
            _hand(db, row.id, key, lacks)


def _key(db: Session, her: Representative, row: MeasuredTables) -> bytes | None:
    box = db.scalar(
        select(MeasuredShare.box).where(
            MeasuredShare.tables_id == row.id, MeasuredShare.person_id == her.person
        )
    )
    if box is None:
        return None
    for seeds in (her.seeds, *her.former):
        try:
            return seeds.receive(box, *context_of(row.id, her.person))
        except BoxBroken:
            continue
    return None


def _believed(her: Representative, row: MeasuredTables, key: bytes) -> Collective | None:
    """What stands in a row, if a representative of the union signed it for this very place."""
    try:
        plain = unpad(open_(key, row.sealed, "measured_tables", row.id, "sealed"))
        signed = msgspec.msgpack.decode(plain, type=SignedTables)
        text = msgspec.msgpack.decode(signed.said, type=SheetText)
    except (SealBroken, PaddingBroken, msgspec.DecodeError):
        return None
    named = text.row, text.union, text.factory, text.year, text.number
    if named != (row.id, row.programme_id, row.place_id, row.year, row.number):
        return None
    return text.counted if _is_signed(her, row.id, signed) else None


def _is_signed(her: Representative, row: UUID, signed: SignedTables) -> bool:
    parts = _signed_parts(row, signed.author, signed.said)
    vouch = Vouch(signed.author, signed.signature)
    return any(
        her.register.ever_signed_with(signed.author, each.statement.keys.verify)
        and is_signed(vouch, each.statement.keys.verify, *parts)
        for each in her.register.of(signed.author)
        if (each.statement.body, each.statement.role)
        == (her.union, Role.UNION_REPRESENTATIVE.value)
    )
