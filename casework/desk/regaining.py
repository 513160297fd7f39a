"""A colleague with new keys: which cases she has lost, and handing her the same ones again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership
from auth.policy import visible_cases
from casework.case import one_pass
from casework.case.acts import act
from casework.case.covers import change, the_record
from casework.case.entries import put
from casework.case.granting import grant, sealed_under, with_grant
from casework.case.handling import place_for
from casework.case.lapsing import LAPSED
from casework.case.roster import Reader, keys_of, roster
from casework.case.turns import Turn, begin
from casework.desk.held import Look
from casework.models.case import Case
from casework.models.cover import Capacity, Cover, CoverText, Departed, Holder
from casework.models.entry import Kind, Said
from casework.readers.intentions import RECORD_PLACES, NotOffered
from casework.readers.kept_away import described, fitting
from casework.readers.recipients import is_open_to
from casework.readers.standing_in import TAKEN_BY
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.grants import remove
from crypto.sealing import the_ring
from crypto.seeds import PublicKeys


@dataclass(frozen=True)
class Lost:
    """One case whose keys somebody lost with her old ones."""

    case: UUID
    code: str
    parts: tuple[Compartment, ...]
    """What whoever looks can hand her again."""


@dataclass(frozen=True)
class Claim:
    """What somebody held: in which capacity, to what, until when."""

    capacity: Capacity
    compartments: tuple[Compartment, ...]


def lost_by_others(db: Session, look: Look) -> dict[UUID, list[Lost]]:
    """Who of the other holders of one's cases needs which of them again, by person.

    Found by comparing the covers with the certificates in force: boxes sealed to other keys, or
    keys that lapsed while somebody who stayed in her post had no certificate.
    """
    actor, on = look.actor, look.now.date()
    cases = visible_cases(actor, db.scalars(select(Case).where(Case.id.in_(actor.ring.cases))))
    covers = one_pass.covers(db, [each.id for each in cases])
    mine = {case: each for case, each in covers.items() if _is_mine(each, actor.person, on)}
    people = {who for cover in mine.values() for who in _everybody(cover)} - {actor.person}
    keys = _keys(db, look.register, people, on)
    posts = _posts(db, people, on)
    found: dict[UUID, list[Lost]] = {}
    for case, cover in mine.items():
        for person in _everybody(cover) & keys.keys():
            claim = claim_of(cover, person, keys[person], posts.get(person, on), on)
            parts = (
                [part for part in claim.compartments if actor.ring.holds(case, part)]
                if claim
                else []
            )
            if parts:
                found.setdefault(person, []).append(Lost(case, cover.code, tuple(parts)))
    return {who: sorted(lost, key=lambda each: each.code) for who, lost in found.items()}


def claim_of(
    cover: CoverText, person: UUID, keys: PublicKeys, since: date, on: date
) -> Claim | None:
    """What somebody should hold again, or None; `since` is when her post began."""
    held = cover.holder(person)
    if held is not None:
        return _of_a_holder(held, keys, on)
    left = [each for each in cover.departed if each.holder == person]
    if not left or left[-1].reason != LAPSED or since > left[-1].at.date():
        return None
    return _of_one_who_lapsed(left[-1], cover)


def give_again(db: Session, turn: Turn, person: UUID) -> tuple[Compartment, ...]:
    """Seal what somebody held to the keys she is certified for today; gives back what.

    It waits for nothing: she was a reader before, and the survivor knows her as one.

    Raises NotOffered where she needs nothing again that this ring holds, or is kept away now,
    and as `casework.case.turns.begin`.
    """
    cover, on = begin(db, turn), turn.now.date()
    keys = keys_of(turn.register, person, on)
    since = _posts(db, [person], on).get(person, on)
    claim = claim_of(cover.text, person, keys, since, on) if keys else None
    ring = the_ring(db)
    parts = [part for part in claim.compartments if ring.holds(turn.case, part)] if claim else []
    if keys is None or claim is None or not parts:
        raise NotOffered
    begin(db, turn, *parts)
    if cover.text.holder(person) is None:
        _require_open(db, turn, cover.text, person, claim.capacity)
    _give(db, turn, cover, person, claim, parts, keys)
    return tuple(parts)


def _give(
    db: Session,
    turn: Turn,
    cover: Cover,
    person: UUID,
    claim: Claim,
    parts: list[Compartment],
    keys: PublicKeys,
) -> None:
    # First what may be refused: a box without its line in the record is never made.
    _say(db, turn, cover, person, parts)
    held = cover.text.holder(person)
    row = grant(
        db,
        turn.keys,
        case=turn.case,
        epoch=the_record(db, turn.case).number,
        held=[the_ring(db).newest(turn.case, part) for part in parts],
        holder=person,
        to=keys,
        author=turn.author,
        day=turn.now.date(),
    )
    holders = with_grant(cover.text.holders, person, claim.capacity, parts, row, keys)
    if held is not None and set(held.compartments) <= set(parts):
        remove(db, held.grants)
        holders = [_with_one_box(each, row) if each.holder == person else each for each in holders]
    change(db, cover, holders=holders)
    act(db, turn.case, "case:reader:again", turn.author.person, turn.now)


def _say(db: Session, turn: Turn, cover: Cover, person: UUID, parts: Iterable[Compartment]) -> None:
    facts: dict[str, str | list[str]] = {
        "step": "again",
        "recipient": person.hex,
        "given": [str(each) for each in parts],
    }
    part = place_for(the_ring(db), turn.case, RECORD_PLACES)
    begin(db, Turn(turn.case, turn.author, turn.keys, turn.register, turn.now), part)
    put(db, cover, part, Said(kind=Kind.HAND_OVER, at=turn.now, facts=facts), turn.author)


def _require_open(
    db: Session, turn: Turn, cover: CoverText, person: UUID, capacity: Capacity
) -> None:
    """Her keys had lapsed, so she is asked about like anybody new; and whether she is still in
    such a post, if she has several. Raises NotOffered.
    """
    row = db.get(Case, turn.case)
    readers: list[Reader] = []
    if row is not None:
        readers = roster(db, turn.register, row.factory_id, turn.now.date())
    away = fitting(db, turn.keys, described(db, turn.case), readers) | frozenset(cover.withheld)
    hers = [each for each in readers if each.person == person and is_open_to(cover, each)]
    if person in away or all(each.role not in TAKEN_BY.get(capacity, ()) for each in hers):
        raise NotOffered


def _of_a_holder(held: Holder, keys: PublicKeys, on: date) -> Claim | None:
    now = sealed_under(keys)
    is_stale = any(each != now for each in held.sealed_to.values())
    return Claim(held.capacity, held.compartments) if is_stale and not held.is_over(on) else None


def _of_one_who_lapsed(left: Departed, cover: CoverText) -> Claim | None:
    made = {part for each in cover.holders for part in each.compartments}
    parts = tuple(sorted(left.knew.keys() & made))
    return Claim(left.capacity, parts) if left.capacity is not None and parts else None


def _with_one_box(holder: Holder, row: UUID) -> Holder:
    return msgspec.structs.replace(holder, grants=(row,))


def _is_mine(cover: CoverText, person: UUID | None, on: date) -> bool:
    return person is not None and cover.reads(person, on)


def _everybody(cover: CoverText) -> set[UUID]:
    return {each.holder for each in cover.holders} | {each.holder for each in cover.departed}


def _keys(
    db: Session, register: Register, people: Iterable[UUID], on: date
) -> Mapping[UUID, PublicKeys]:
    sound = one_pass.sound_people(db, register, people, on)
    return dict(_certified(register, sound, on))


def _certified(
    register: Register, people: Iterable[UUID], on: date
) -> Iterator[tuple[UUID, PublicKeys]]:
    for person in people:
        keys = keys_of(register, person, on)
        if keys is not None:
            yield person, keys


def _posts(db: Session, people: Iterable[UUID], on: date) -> dict[UUID, date]:
    """Since when each of some people has been in the post she is in longest."""
    found = db.scalars(select(Membership).where(Membership.person_id.in_(list(people))))
    since: dict[UUID, date] = {}
    for each in found:
        if each.is_current(on):
            since[each.person_id] = min(each.from_on, since.get(each.person_id, on))
    return since
