"""Stored tables opened: under the reader's own keys, and only what an analyst there signed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Role
from casework.measures.quarters import Quarter
from casework.measures.storing import Document, context_of, public_row, signed_parts
from casework.measures.tables import Table
from casework.models.measured import MeasuredShare, MeasuredTables, PublicTables, SignedTables
from crypto.certificates import Register
from crypto.envelope import open_
from crypto.errors import BoxBroken, PaddingBroken, SealBroken
from crypto.padding import unpad
from crypto.seeds import Seeds
from crypto.vouching import Vouch, is_signed


@dataclass(frozen=True)
class Reading:
    """Somebody at work: which keys open what was sealed to her, and whom she believes."""

    person: UUID
    seeds: tuple[Seeds, ...] = field(repr=False)
    register: Register = field(repr=False)


@dataclass(frozen=True)
class QuarterRead:
    """One quarter of one place."""

    quarter: Quarter
    made_on: date
    author: UUID
    tables: tuple[Table, ...]
    since: date | None = None
    """Since which day the programme counts, where that is after the quarter began."""

    def table(self, indicator: str) -> Table | None:
        """The table of one indicator."""
        return next((each for each in self.tables if each.indicator == indicator), None)


@dataclass(frozen=True)
class Place:
    """Of which factory, or of which programme's groups."""

    programme: UUID
    place: UUID


def places_of(db: Session, person: UUID) -> list[Place]:
    """Of which places somebody was given tables, in a stable order."""
    rows = db.execute(
        select(MeasuredTables.programme_id, MeasuredTables.place_id)
        .join(MeasuredShare, MeasuredShare.tables_id == MeasuredTables.id)
        .where(MeasuredShare.person_id == person)
        .distinct()
    )
    return [Place(*each) for each in sorted(rows, key=lambda each: (each[0] != each[1], *each))]


def quarters_of(db: Session, her: Reading, at: Place) -> list[QuarterRead]:
    """Every quarter of a place that opens for her, the oldest first."""
    rows = db.execute(
        select(MeasuredTables, MeasuredShare.box)
        .join(MeasuredShare, MeasuredShare.tables_id == MeasuredTables.id)
        .where(
            MeasuredShare.person_id == her.person,
            MeasuredTables.programme_id == at.programme,
            MeasuredTables.place_id == at.place,
        )
        .order_by(MeasuredTables.year, MeasuredTables.number)
    )
    found = (opened(her, row, box) for row, box in rows)
    return [each[1] for each in found if each is not None]


def opened(her: Reading, row: MeasuredTables, box: bytes) -> tuple[bytes, QuarterRead] | None:
    """The key in somebody's box and what it opens; None for what nobody signed for this place."""
    for seeds in her.seeds:
        try:
            key = seeds.receive(box, *context_of(row.id, her.person))
            plain = unpad(open_(key, row.sealed, "measured_tables", row.id, "sealed"))
        except (BoxBroken, SealBroken, PaddingBroken):
            continue
        read = _believed(her.register, row, plain)
        return (key, read) if read is not None else None
    return None


def public(db: Session, register: Register, programme: UUID, at: Quarter) -> QuarterRead | None:
    """What everybody may read of a quarter; None for what is not there or nobody signed."""
    row = public_row(db, programme, at)
    return _believed(register, row, row.body) if row is not None else None


def published_quarters(db: Session) -> list[tuple[UUID, Quarter, date]]:
    """Every public quarter with its programme and day, the newest first."""
    rows = db.scalars(
        select(PublicTables).order_by(
            PublicTables.year.desc(), PublicTables.number.desc(), PublicTables.programme_id
        )
    )
    return [(each.programme_id, Quarter(each.year, each.number), each.made_on) for each in rows]


def _believed(
    register: Register, row: MeasuredTables | PublicTables, plain: bytes
) -> QuarterRead | None:
    """What stands in a row, if an analyst of that programme signed it for this very place."""
    try:
        signed = msgspec.msgpack.decode(plain, type=SignedTables)
        said = msgspec.msgpack.decode(signed.said, type=Document)
    except msgspec.DecodeError:
        return None
    if _named(said) != _named_by(row) or not _is_signed(register, said, signed):
        return None
    at = Quarter(said.year, said.number)
    return QuarterRead(at, said.made_on, signed.author, said.tables, said.since)


def _named(said: Document) -> tuple[UUID | int | date, ...]:
    return said.row, said.programme, said.place, said.year, said.number, said.made_on


def _named_by(row: MeasuredTables | PublicTables) -> tuple[UUID | int | date, ...]:
    place = row.place_id if isinstance(row, MeasuredTables) else row.programme_id
    return row.id, row.programme_id, place, row.year, row.number, row.made_on


def _is_signed(register: Register, said: Document, signed: SignedTables) -> bool:
    """Whether she was an analyst there on the day that she signed; later she publishes nothing."""
    parts = signed_parts(said.row, signed.author, signed.said)
    vouch, its = Vouch(signed.author, signed.signature), (said.programme, Role.ANALYST.value)
    keys: Iterable[bytes] = {each.statement.keys.verify for each in register.of(signed.author)}
    return any(
        (post.body, post.role) == its and since <= said.made_on <= until
        for key in keys
        if is_signed(vouch, key, *parts)
        for post, since, until in register.spans(signed.author, key)
    )
