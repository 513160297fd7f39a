"""Who changed what in an entry, and when: the history behind its confirmation."""

from collections.abc import Iterator, Mapping
from enum import Enum
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory.entries import Writer
from referrals.directory.offered import Line, Opening
from referrals.models.keeping import Change, ChangeKind

CLOCK = 60
LONGEST = 4_000
"""Signs of a value that are kept of a field."""


def note_change(
    db: Session, by: Writer, kind: ChangeKind, resource: UUID, note: str = "", field: str = ""
) -> Change:
    """Write down that something was done to an entry."""
    row = Change(
        resource_id=resource,
        kind=kind,
        changed_on=by.on,
        by_id=by.person,
        source=by.source[:200],
        field_name=field,
        note=note[:500],
    )
    db.add(row)
    db.flush()
    return row


def note_fields(
    db: Session,
    by: Writer,
    resource: UUID,
    before: msgspec.Struct,
    after: msgspec.Struct,
    entity: str = "service",
) -> int:
    """Write down each field that is another now; how many there are."""
    found = list(differing(said_of(before), said_of(after)))
    db.add_all(
        Change(
            resource_id=resource,
            resource_type=entity,
            kind=ChangeKind.CHANGED,
            changed_on=by.on,
            by_id=by.person,
            source=by.source[:200],
            field_name=name,
            previous_value=old[:LONGEST],
            replacement_value=new[:LONGEST],
        )
        for name, old, new in found
    )
    db.flush()
    return len(found)


def differing(
    before: Mapping[str, str], after: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Field, what it said and what it says, where that differs."""
    for name, new in after.items():
        if before.get(name, "") != new:
            yield name, before.get(name, ""), new


def said_of(entry: msgspec.Struct) -> dict[str, str]:
    """Every field as a reader of the history reads it."""
    return {name: _said(getattr(entry, name)) for name in entry.__struct_fields__}


def history(db: Session, *resources: UUID) -> list[Change]:
    """What was done to an entry and its places, the newest first."""
    found = select(Change).where(Change.resource_id.in_(resources))
    return list(db.scalars(found.order_by(Change.changed_on.desc(), Change.id)))


def _said(value: object) -> str:
    match value:
        case None | "":
            return ""
        case frozenset():
            return ", ".join(sorted(_said(each) for each in value))
        case tuple():
            return "; ".join(_said(each) for each in value)
        case Line():
            return " ".join(filter(None, (value.number, value.kind, value.note)))
        case Opening():
            days = " ".join(str(each) for each in sorted(value.days))
            return f"{days} {_clock(value.opens)}-{_clock(value.closes)}"
        case Enum():
            return str(value.value)
        case _:
            return str(value)


def _clock(minutes: int) -> str:
    return f"{minutes // CLOCK:02}:{minutes % CLOCK:02}"
