"""What a set of keys opens of the raw columns of a case, whatever any page would say."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import schema
from crypto.compartments import Compartment
from crypto.envelope import open_
from crypto.errors import CryptoError
from crypto.records import CaseRecord
from crypto.ring import KeyRing

GENERATIONS = range(1, 6)


def opened_by(db: Session, ring: KeyRing, case: UUID) -> set[tuple[str, UUID]]:
    """Every sealed column of a case that some key of this ring opens, by table and row."""
    schema.tables()
    return {
        (table.__tablename__, row.id)
        for table in CaseRecord.__subclasses__()
        for row in db.scalars(select(table).where(table.case_id == case))
        for name in row.sealed
        if _opens(ring, row, f"{name}_sealed")
    }


def sealed_rows(db: Session, case: UUID) -> set[tuple[str, UUID]]:
    """Every sealed row of a case."""
    schema.tables()
    return {
        (table.__tablename__, row.id)
        for table in CaseRecord.__subclasses__()
        for row in db.scalars(select(table).where(table.case_id == case))
    }


def _opens(ring: KeyRing, row: CaseRecord, column: str) -> bool:
    *place, _generation = row.context(column)
    return any(
        _opens_with(ring, row, column, place, part, generation)
        for part in Compartment
        for generation in GENERATIONS
    )


def _opens_with(
    ring: KeyRing,
    row: CaseRecord,
    column: str,
    place: list[object],
    part: Compartment,
    generation: int,
) -> bool:
    try:
        key = ring.field_key(row.case_id, part, generation)
        open_(key, getattr(row, column), *place, generation)  # type: ignore[arg-type]  # a context
    except CryptoError:
        return False
    return True
