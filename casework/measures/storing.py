"""A quarter published once: its tables sealed to those who work there, and clear for everybody."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import COMMITTEE, Coverage, Organization, OrganizationKind, Role
from casework.facts.fact import Facts
from casework.facts.keeping import facts_of, of_open_days, waiting
from casework.facts.keys import Analyst, counts_since, keys_as_analyst
from casework.facts.lost import whole_since
from casework.facts.programmes import counting_at, covered_by_several
from casework.measures.grouping import groups_of
from casework.measures.left_out import left_out
from casework.measures.quarters import Quarter, last_day_of, quarter_of
from casework.measures.recipients import Reader, certified, certified_in, once
from casework.measures.tables import Table, published
from casework.measures.unions import of_union
from casework.models.measured import MeasuredShare, MeasuredTables, PublicTables, SignedTables
from crypto.context import Part
from crypto.envelope import seal
from crypto.errors import KeyMissing
from crypto.padding import pad
from crypto.seeds import deliver

KEY_BYTES = 32
OF_A_PROGRAMME = (Role.SUPERVISOR, Role.ANALYST)


class NotOver(Exception):
    """The quarter is not over: what is counted of it would be counted again."""


class NotNext(NotOver):
    """Another quarter is due before it, or it lies before the first: none is passed over."""


class AlreadyPublished(Exception):
    """It was published: a second table of it would tell the difference."""


class FactsWait(Exception):
    """Facts wait to be kept: what was published without them could never be corrected."""


class DaysWait(Exception):
    """Days that are over are not closed: what was counted in them would be missing for ever."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed: the tables of one place and one quarter."""

    row: UUID
    """The id of the row it stands in."""
    programme: UUID
    place: UUID
    year: int
    number: int
    made_on: date
    since: date | None = None
    """Since which day the programme counts, where that is after the quarter began: what happened
    before is counted as far as somebody wrote in its case since, and a 0 is none."""
    tables: tuple[Table, ...]


def publish(db: Session, her: Analyst, quarter: Quarter) -> int:
    """Publish a quarter; gives back to how many people.

    Raises NotOver, NotNext, AlreadyPublished, DaysWait, FactsWait, KeyMissing.
    """
    # Two at once would publish two.
    db.execute(select(Organization.id).where(Organization.id == her.programme).with_for_update())
    _may_be_published(db, her, quarter)
    facts = facts_of(db, her)
    if quarter != (_after_the_newest(db, her.programme) or _first(db, her, facts) or quarter):
        raise NotNext
    without, factories = left_out(db, quarter), counted_by(db, her)
    groups = groups_of(db, her.programme, [e for e in factories if e.id not in without])
    # Of a factory that the programme counts no more nothing is lost, and no row stands for it.
    made = published(facts.only_at({*without, *(e.id for e in factories)}), quarter, groups)
    readers, unions = readers_by_place(db, her), _unions(db, her)
    edition = _Edition(her, quarter, since_when(db, her, quarter.months[0]))
    boxes = _store(db, edition, her.programme, made.partners, readers[her.programme])
    for factory, tables in made.factories.items():
        boxes += _store(db, edition, factory, tables, readers[factory])
    for union, covers in unions.items():
        boxes += _store(db, edition, union, of_union(made, groups, union, covers), readers[union])
    _show(db, edition, made.public)
    # All tables at once, then all boxes: there are hundreds of both.
    db.flush()
    db.add_all(boxes)
    db.flush()
    return len(once(one for each in readers.values() for one in each))


def _may_be_published(db: Session, her: Analyst, quarter: Quarter) -> None:
    if keys_as_analyst(her.register, her.person, her.programme, her.on) is None:
        raise KeyMissing
    if quarter.last_day >= her.on:
        raise NotOver
    if is_published(db, her.programme, quarter):
        raise AlreadyPublished
    require_whole(db, her)


def require_whole(db: Session, her: Analyst) -> None:
    """That nothing is on its way to her facts any more. Raises DaysWait, FactsWait."""
    if of_open_days(db, her.programme, her.on):
        raise DaysWait
    if waiting(db, her.programme, her.register):
        raise FactsWait


def is_published(db: Session, programme: UUID, quarter: Quarter) -> bool:
    """Whether a programme has published a quarter."""
    return public_row(db, programme, quarter) is not None


def public_row(db: Session, programme: UUID, quarter: Quarter) -> PublicTables | None:
    """What everybody may read of a quarter."""
    return db.scalar(
        select(PublicTables).where(
            PublicTables.programme_id == programme,
            PublicTables.year == quarter.year,
            PublicTables.number == quarter.number,
        )
    )


def context_of(row: UUID, person: UUID) -> tuple[Part, ...]:
    """What the box of somebody is bound to (docs/ciphertext.md, "Tables of a quarter")."""
    return ("casework/measured-share/1", row, person)


def signed_parts(row: UUID, author: UUID, said: bytes) -> tuple[Part, ...]:
    """What an analyst signs."""
    return ("casework/measured/1", row, author, said)


def factories_of(db: Session, programme: UUID) -> Sequence[Organization]:
    """The factories that a programme covers, in a stable order."""
    covered = select(Coverage.factory_id).where(Coverage.organization_id == programme)
    return db.scalars(
        select(Organization).where(Organization.id.in_(covered)).order_by(Organization.id)
    ).all()


def counted_by(db: Session, her: Analyst) -> list[Organization]:
    """Those of them that this programme counts: where several cover one, a single one does."""
    every, shared = factories_of(db, her.programme), covered_by_several(db)
    return [
        each
        for each in every
        if each.id not in shared or counting_at(db, each.id, lambda: her.register) == her.programme
    ]


def readers_by_place(db: Session, her: Analyst) -> dict[UUID, list[Reader]]:
    """Who reads the tables of which place, as certified today.

    Of a factory its committee; of the programme's groups every committee; of a union whoever
    represents its workers and hires or pays nobody; and of all the programme's own.
    """
    every = certified(db, her, [her.programme], OF_A_PROGRAMME)
    factories = [each.id for each in factories_of(db, her.programme)]
    committees = certified_in(db, her, factories, COMMITTEE)
    found = {each: once([*every, *committees.get(each, ())]) for each in factories}
    everybody = once([*every, *(one for each in found.values() for one in each)])
    unions = {
        each: once([*every, *certified(db, her, [each], (Role.UNION_REPRESENTATIVE,))])
        for each in _unions(db, her)
    }
    return {her.programme: everybody, **found, **unions}


def _unions(db: Session, her: Analyst) -> dict[UUID, list[UUID]]:
    """The unions at the programme's factories, each with those that it covers."""
    at = select(Coverage.factory_id).where(Coverage.organization_id == her.programme)
    rows = db.execute(
        select(Coverage.organization_id, Coverage.factory_id)
        .join(Organization, Organization.id == Coverage.organization_id)
        .where(Coverage.factory_id.in_(at), Organization.kind == OrganizationKind.UNION)
        .order_by(Coverage.organization_id)
    )
    found: dict[UUID, list[UUID]] = {}
    for union, factory in rows:
        found.setdefault(union, []).append(factory)
    return found


@dataclass(frozen=True)
class _Edition:
    """One quarter on its way out: whose it is, and since when was counted."""

    her: Analyst
    quarter: Quarter
    since: date | None

    def signed(self, row: UUID, place: UUID, tables: tuple[Table, ...]) -> bytes:
        said = msgspec.msgpack.encode(
            Document(
                row=row,
                programme=self.her.programme,
                place=place,
                year=self.quarter.year,
                number=self.quarter.number,
                made_on=self.her.on,
                since=self.since,
                tables=tables,
            )
        )
        author = self.her.person
        signature = self.her.seeds.sign(*signed_parts(row, author, said))
        return msgspec.msgpack.encode(SignedTables(said=said, author=author, signature=signature))


def since_when(db: Session, her: Analyst, month: str) -> date | None:
    """Since which day her programme counts; None where it did when that month, YYYY-MM, began."""
    since = whole_since(db, her.register, her.programme)
    is_whole = since is None or since.isoformat()[:7] <= month
    return None if is_whole else since


def _store(
    db: Session,
    edition: _Edition,
    place: UUID,
    tables: tuple[Table, ...],
    readers: Iterable[Reader],
) -> list[MeasuredShare]:
    """Add the tables of one place; gives back what is delivered of them, to be added after."""
    id_, key, quarter = uuid4(), secrets.token_bytes(KEY_BYTES), edition.quarter
    plain = pad(edition.signed(id_, place, tables))
    db.add(
        MeasuredTables(
            id=id_,
            programme_id=edition.her.programme,
            place_id=place,
            year=quarter.year,
            number=quarter.number,
            made_on=edition.her.on,
            sealed=seal(key, plain, "measured_tables", id_, "sealed"),
        )
    )
    return [
        MeasuredShare(
            tables_id=id_,
            person_id=each.person,
            sealed_to=each.keys.fingerprint(),
            box=deliver(each.keys.kem, key, *context_of(id_, each.person)),
        )
        for each in readers
    ]


def _show(db: Session, edition: _Edition, tables: tuple[Table, ...]) -> None:
    id_, her, quarter = uuid4(), edition.her, edition.quarter
    db.add(
        PublicTables(
            id=id_,
            programme_id=her.programme,
            year=quarter.year,
            number=quarter.number,
            made_on=her.on,
            body=edition.signed(id_, her.programme, tables),
        )
    )


def next_quarter(db: Session, her: Analyst) -> Quarter | None:
    """The quarter that is to be published next: the first of which she has facts, or the one
    after the newest. None where she has no fact. Raises KeyMissing without any key.
    """
    found = _after_the_newest(db, her.programme)
    return found if found is not None else _first(db, her, facts_of(db, her))


def _after_the_newest(db: Session, programme: UUID) -> Quarter | None:
    newest = db.scalar(
        select(PublicTables)
        .where(PublicTables.programme_id == programme)
        .order_by(PublicTables.year.desc(), PublicTables.number.desc())
        .limit(1)
    )
    return Quarter(newest.year, newest.number).next if newest is not None else None


def _first(db: Session, her: Analyst, facts: Facts) -> Quarter | None:
    """That of the oldest fact; of what is dated long ago, four years before the first key."""
    first = min((fact.month for fact in facts), default=None)
    since = counts_since(db, her.register, her.programme)
    if first is None or since is None:
        return None
    return max(quarter_of(last_day_of(first)), quarter_of(since).four_years_before)
