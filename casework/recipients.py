"""Who may still be handed keys of a case, and to what: her choices hold for later grants too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from auth.models import COMMITTEE, Role
from casework.handling import RECUSED
from casework.kept_away import described, fitting, never
from casework.models.case import Case
from casework.models.cover import Capacity, CoverText
from casework.roster import Reader, roster
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.instance import InstanceKeys

C = Compartment
EVERYTHING = frozenset(Compartment)
REACH: dict[Role, tuple[Capacity, frozenset[Compartment]]] = {
    Role.CHAIR: (Capacity.PANEL, EVERYTHING),
    Role.MEMBER: (Capacity.PANEL, EVERYTHING),
    Role.EXTERNAL_MEMBER: (Capacity.EXTERNAL_MEMBER, EVERYTHING),
    Role.SUPERVISOR: (Capacity.SUPERVISOR, EVERYTHING),
    Role.UNION_REPRESENTATIVE: (
        Capacity.UNION_REPRESENTATIVE,
        frozenset({C.COVER, C.OUTCOME, C.IDENTITY}),
    ),
    Role.REFERRAL_OFFICER: (
        Capacity.REFERRAL_OFFICER,
        frozenset({C.COVER, C.REFERRAL, C.IDENTITY}),
    ),
    Role.CHILD_PROTECTION_OFFICER: (Capacity.CHILD_PROTECTION_OFFICER, EVERYTHING),
}
"""The most that anybody of a role can be handed, whatever a giver wishes."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be handed keys, and the most she may be handed beyond what she holds."""

    reader: Reader
    capacity: Capacity
    compartments: frozenset[Compartment]

    @property
    def person(self) -> UUID:
        """Who she is."""
        return self.reader.person


@dataclass(frozen=True)
class Reach:
    """Who could be handed something, and who is kept away until somebody settles it."""

    candidates: list[Candidate]
    to_settle: list[UUID]


def reach(
    db: Session, keys: InstanceKeys, register: Register, case: UUID, cover: CoverText, on: date
) -> Reach:
    """Everybody certified who could be handed something now, one entry a person.

    Nobody who is withheld, fits the description as it reads today, or has recused herself;
    nobody of the factory for a child; no supervisor where the survivor said no to the programme.
    """
    row = db.get(Case, case)
    if row is None or cover.is_kept:
        return Reach([], [])
    readers = roster(db, register, row.factory_id, on)
    said = described(db, case)
    away = fitting(db, keys, said, readers) | frozenset(cover.withheld)
    holders = {each.holder for each in cover.holders}
    unsettled = away - never(db, said, readers) - holders
    offered = (each for each in readers if _is_open_to(cover, each))
    return Reach(
        _once(_offered(cover, each) for each in offered if each.person not in away - holders),
        list(dict.fromkeys(each.person for each in readers if each.person in unsettled)),
    )


def _is_open_to(cover: CoverText, reader: Reader) -> bool:
    if reader.keys is None or reader.role not in REACH:
        return False
    if any(each.holder == reader.person and each.reason == RECUSED for each in cover.departed):
        return False
    if cover.is_for_child_protection:
        return reader.role is Role.CHILD_PROTECTION_OFFICER
    if reader.role is Role.SUPERVISOR and cover.declined_supervisor:
        return False
    is_child_officer = reader.role is Role.CHILD_PROTECTION_OFFICER
    is_manager = reader.has_management_post and reader.role not in COMMITTEE
    return not (is_child_officer or is_manager)


def _offered(cover: CoverText, reader: Reader) -> Candidate:
    capacity, reach = REACH[reader.role]
    held = cover.holder(reader.person)
    made = {part for each in cover.holders for part in each.compartments}
    parts = (reach & made) - (set(held.compartments) if held else set())
    return Candidate(reader, held.capacity if held else capacity, frozenset(parts))


def _once(found: Iterable[Candidate]) -> list[Candidate]:
    known: dict[UUID, Candidate] = {}
    for each in found:
        if each.compartments and each.person not in known:
            known[each.person] = each
    return list(known.values())
