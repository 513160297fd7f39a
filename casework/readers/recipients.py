"""Who may still be handed keys of a case, and to what: her choices hold for later grants too."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from auth.models import COMMITTEE, Role
from casework.case.handling import RECUSED, REMOVED
from casework.case.roster import Reader, roster
from casework.clocks.routes import Route
from casework.models.case import Case
from casework.models.cover import Capacity, CoverText, Holder
from casework.readers.audience import RECEIVERS
from casework.readers.kept_away import Described, described, fitting, never
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.instance import InstanceKeys

C = Compartment
EVERYTHING = frozenset(Compartment)
REACH: dict[Role, tuple[Capacity, frozenset[Compartment]]] = {
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
"""The most that anybody of a role can be handed, whatever a giver wishes; of the committee, see
`places_for`."""
INQUIRY = frozenset({C.COVER, C.TOLD, C.ACCOUNT, C.OUTCOME})
IN_THE_ROOM = (Capacity.RECEIVER, Capacity.EXTERNAL_MEMBER)
"""Who reads for the committee from the beginning: what she let it know, these hold."""


@dataclass(frozen=True)
class Place:
    """Something to be in a case: in which capacity, and to open what at the most."""

    capacity: Capacity
    compartments: frozenset[Compartment]


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
    panel: list[Candidate] = field(default_factory=list)
    """Who could be named for the inquiry and handed its keys."""
    readers: list[Reader] = field(default_factory=list)
    """Those of the committee whom nothing keeps away, and who open the whole inquiry already."""
    if_settled: list[Candidate] = field(default_factory=list)
    """Those to be settled for whom a place in the case is vacant."""


def reach(
    db: Session,
    keys: InstanceKeys,
    register: Register,
    case: UUID,
    cover: CoverText,
    on: date,
    said: Described | None = None,
) -> Reach:
    """Everybody certified who could be handed something now, one entry a person and list.

    Nobody who is withheld, fits the description as it reads today, or has recused herself;
    nobody of the factory for a child; nobody whom the survivor's choices leave out.
    `said`: the description, where the case is open already.
    """
    row = db.get(Case, case)
    if row is None or cover.is_kept:
        return Reach([], [])
    readers = roster(db, register, row.factory_id, on)
    said = said or described(db, case)
    away = fitting(db, keys, said, readers) | frozenset(cover.withheld)
    holders = {each.holder for each in cover.holders}
    removed = {each.holder for each in cover.departed if each.reason == REMOVED}
    unsettled = away - never(db, said, readers) - holders - removed
    open_to = [each for each in readers if is_open_to(cover, each)]
    found = [one for each in open_to for one in candidates_for(cover, each)]
    named = (one for one in found if one.capacity is Capacity.PANEL)
    others = [one for one in found if one.capacity is not Capacity.PANEL]
    return Reach(
        candidates=_once(each for each in others if each.person not in away - holders),
        to_settle=list(dict.fromkeys(one.person for one in readers if one.person in unsettled)),
        panel=_once(each for each in named if each.person not in away),
        readers=[each for each in open_to if each.person not in away and reads_for_it(cover, each)],
        if_settled=_once(each for each in others if each.person in unsettled),
    )


def places_for(cover: CoverText, reader: Reader) -> list[Place]:
    """What somebody of this role could be in the case today; pure.

    A chair or member takes a receiver's place while fewer than two are filled, and one on the
    panel once the survivor has chosen the formal route; before that she is nothing in it.
    Whoever stands in for somebody is handed nothing else meanwhile.
    """
    held = cover.holder(reader.person)
    if held is not None and held.until is not None:
        return []
    if reader.role in (Role.CHAIR, Role.MEMBER):
        return _on_the_committee(cover, held)
    if reader.role is Role.EXTERNAL_MEMBER:
        is_hers = held is not None and held.capacity is Capacity.EXTERNAL_MEMBER
        is_vacant = held is None and not _filled(cover, Capacity.EXTERNAL_MEMBER)
        return [first_reader(cover, Capacity.EXTERNAL_MEMBER)] if is_hers or is_vacant else []
    if reader.role not in REACH:
        return []
    capacity, most = REACH[reader.role]
    return [Place(held.capacity if held else capacity, most)]


def candidates_for(cover: CoverText, reader: Reader) -> list[Candidate]:
    """The same, less what she holds already and what nobody could hand her."""
    return [in_place(cover, reader, each) for each in places_for(cover, reader)]


def in_place(cover: CoverText, reader: Reader, place: Place) -> Candidate:
    """Somebody as a candidate for one place."""
    held = cover.holder(reader.person)
    made = {part for each in cover.holders for part in each.compartments}
    parts = (place.compartments & made) - (set(held.compartments) if held else set())
    return Candidate(reader, place.capacity, frozenset(parts))


def place_of(holder: Holder) -> Place:
    """The place that somebody holds: whoever stands in for her takes that one and no other."""
    return Place(holder.capacity, frozenset(holder.compartments))


def first_reader(cover: CoverText, capacity: Capacity) -> Place:
    """A receiver's or the external member's place: her name and her needs only if she agreed."""
    return Place(capacity, INQUIRY | {C.CHANNEL} | _agreed(cover, C.IDENTITY, C.REFERRAL))


def on_the_panel(cover: CoverText) -> Place:
    """A place on the panel: the inquiry, her name if she agreed, never her messages or needs."""
    return Place(Capacity.PANEL, INQUIRY | _agreed(cover, C.IDENTITY))


def reads_for_it(cover: CoverText, reader: Reader) -> bool:
    """Whether somebody of the committee opens the inquiry already; she needs nothing new.

    Whoever stands in for another does not count: her keys end.
    """
    held = cover.holder(reader.person)
    if held is None or held.until is not None or reader.role not in COMMITTEE:
        return False
    return set(held.compartments) >= INQUIRY


def _on_the_committee(cover: CoverText, held: Holder | None) -> list[Place]:
    capacity = held.capacity if held else None
    is_vacant = _filled(cover, Capacity.RECEIVER) < RECEIVERS
    places = []
    if capacity is Capacity.RECEIVER or (capacity in (None, Capacity.PANEL) and is_vacant):
        places.append(first_reader(cover, Capacity.RECEIVER))
    if capacity in (None, Capacity.PANEL) and cover.route is Route.FORMAL:
        places.append(on_the_panel(cover))
    return places


def _filled(cover: CoverText, capacity: Capacity) -> int:
    own = (each for each in cover.holders if each.instead_of is None)
    return sum(each.capacity is capacity for each in own)


def _agreed(cover: CoverText, *parts: Compartment) -> frozenset[Compartment]:
    """Those of some compartments that she opened to the committee herself."""
    known = {
        part for each in cover.holders if each.capacity in IN_THE_ROOM for part in each.compartments
    }
    return frozenset(known & set(parts))


def is_open_to(cover: CoverText, reader: Reader) -> bool:
    """Whether nothing but a match could keep somebody certified for a post here away; pure."""
    if reader.keys is None or not (reader.role in REACH or reader.role in COMMITTEE):
        return False
    gone = {each.holder for each in cover.departed if each.reason in (RECUSED, REMOVED)}
    if reader.person in gone:
        return False
    if cover.is_for_child_protection:
        return reader.role is Role.CHILD_PROTECTION_OFFICER
    if cover.is_concern and reader.role not in COMMITTEE:
        return reader.role in REACH and _filled(cover, REACH[reader.role][0]) > 0
    if not _is_chosen(cover, reader):
        return False
    is_child_officer = reader.role is Role.CHILD_PROTECTION_OFFICER
    is_manager = reader.has_management_post and reader.role not in COMMITTEE
    is_needed = not is_child_officer or cover.may_show_child or cover.may_be_child
    return is_needed and not is_manager


def _is_chosen(cover: CoverText, reader: Reader) -> bool:
    """Whether what she chose when she told leaves room for this role and body."""
    chosen = cover.chosen
    if reader.role in COMMITTEE:
        return not chosen.is_help_only or cover.route is Route.FORMAL
    if reader.role is Role.UNION_REPRESENTATIVE:
        return reader.organization == chosen.union
    if reader.role is Role.REFERRAL_OFFICER:
        return chosen.wants_officer or not cover.declined_supervisor
    return not (reader.role is Role.SUPERVISOR and cover.declined_supervisor)


def _once(found: Iterable[Candidate]) -> list[Candidate]:
    known: dict[UUID, Candidate] = {}
    for each in found:
        if each.compartments and each.person not in known:
            known[each.person] = each
    return list(known.values())
