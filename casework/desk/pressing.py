"""What of a list presses within hours: care that has its hours, and evidence that is written over.

Only cases told, or gone through with her, in the last days are opened for it, and without
checking signatures: a list shows, and the case itself checks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.case import one_pass
from casework.case.timeline import Line
from casework.models.cover import CoverText
from casework.models.entry import Said
from casework.protection.holding import WITHIN, holds
from casework.protection.urgent import LONGEST, urgent
from crypto.compartments import Compartment
from crypto.ring import KeyRing

C = Compartment


@dataclass(frozen=True)
class Presses:
    """What presses in one case."""

    needs_care: bool = False
    hold_by: date | None = None
    """The day on which the 24 hours end, while nobody has asked or said that nobody will."""


NOTHING = Presses()


def pressing(
    db: Session, ring: KeyRing, covers: Mapping[UUID, CoverText], now: datetime
) -> dict[UUID, Presses]:
    """What presses, by case; most have nothing and are not opened."""
    recent = [case for case, cover in covers.items() if _is_recent(cover, now)]
    recent = one_pass.holding(ring, recent, C.ACCOUNT)
    if not recent:
        return {}
    lines = _lines(db, recent)
    zones = _zones(db, {covers[case].home for case in recent})
    return {
        case: _presses(lines.get(case, []), covers[case], zones.get(covers[case].home), now)
        for case in recent
    }


def _is_recent(cover: CoverText, now: datetime) -> bool:
    if cover.is_concern or cover.is_kept:
        return False
    return now - max(cover.received_at, cover.safety_at or cover.received_at) <= LONGEST


def _presses(lines: list[Line], cover: CoverText, zone: ZoneInfo | None, now: datetime) -> Presses:
    here, ends = zone or ZoneInfo("UTC"), cover.received_at + WITHIN
    return Presses(
        needs_care=any(not each.is_over for each in urgent(lines, here, now)),
        hold_by=ends.astimezone(here).date() if now <= ends and not holds(lines) else None,
    )


def _lines(db: Session, cases: list[UUID]) -> dict[UUID, list[Line]]:
    # In one query: an entry is found by its case, and those of both stand together.
    found = one_pass.said_in(db, cases, (C.TOLD, C.ACCOUNT))
    return {
        case: sorted((_line(each, part) for part, each in said), key=lambda line: line.at)
        for case, said in found.items()
    }


def _line(said: Said, part: Compartment) -> Line:
    return Line(
        kind=said.kind,
        at=said.at,
        text=said.text,
        facts=said.facts,
        author=None,
        compartment=part,
        number=0,
        head=b"",
        is_verified=True,
    )


def _zones(db: Session, homes: Iterable[UUID | None]) -> dict[UUID | None, ZoneInfo]:
    known = [each for each in homes if each is not None]
    rows = db.execute(
        select(Organization.id, Organization.time_zone).where(Organization.id.in_(known))
    )
    return {home: ZoneInfo(zone) for home, zone in rows}
