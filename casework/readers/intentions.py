"""A later grant: told to the survivor first, sealed after 48 hours unless she objects."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits, change, the_record
from casework.case.entries import put
from casework.case.granting import grant, with_grant
from casework.case.handling import place_for
from casework.case.turns import Turn, begin, begin_renewed
from casework.models.cover import Capacity, Cover, CoverText, Holder, Intention
from casework.models.entry import Kind, Said
from casework.readers.recipients import Candidate, reach
from casework.readers.ripening import is_ripe
from casework.readers.standing_in import lent, taking_over
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from crypto.ring import Held, KeyRing
from crypto.sealing import the_ring

C = Compartment
OBJECTION_PLACES = (C.CHANNEL, C.TOLD, C.OUTCOME)
RECORD_PLACES = (C.ACCOUNT, C.OUTCOME, C.REFERRAL, C.CHANNEL, C.IDENTITY)


class NotOffered(Exception):
    """This person cannot be handed these keys: not certified, withheld, recused, out of reach."""


class NotRipe(Exception):
    """There is no such hand-over to be sealed now: too early, objected to, done, or unknown."""


class SamePerson(Exception):
    """A second holder confirms, not the one who asked."""


def intend(
    db: Session,
    turn: Turn,
    recipient: UUID,
    compartments: Iterable[Compartment],
    reason: str,
    *,
    for_danger: bool = False,
) -> Intention:
    """Say who is to be handed which keys and why. No box is made.

    The survivor is told on her page and has 48 hours to object; of danger to life she is told
    afterwards, and a second holder confirms instead.

    Raises NotOffered, and as `casework.case.turns.begin` for the compartments named.
    """
    parts = frozenset({C.COVER, *compartments})
    cover = begin(db, turn, *sorted(parts))
    candidate = offered(db, turn, cover.text, recipient, parts - {C.COVER})
    return add(db, turn, cover, candidate, parts, reason, for_danger=for_danger)


def add(
    db: Session,
    turn: Turn,
    cover: Cover,
    candidate: Candidate,
    parts: Iterable[Compartment],
    reason: str,
    *,
    for_danger: bool = False,
    until: date | None = None,
    instead_of: UUID | None = None,
) -> Intention:
    """The same with the cover taken and the recipient asked about; `until`: she stands in."""
    intention = Intention(
        id=uuid4(),
        recipient=candidate.person,
        capacity=candidate.capacity,
        compartments=tuple(sorted({C.COVER, *parts})),
        by=turn.author.person,
        reason=reason,
        at=turn.now,
        is_for_danger=for_danger,
        until=until,
        instead_of=instead_of,
    )
    change(db, cover, intentions=[*cover.text.intentions, intention])
    note_step(db, turn, cover, intention, "intended", reason)
    if not for_danger and cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)
    act(db, turn.case, "case:hand_over:intend", turn.author.person, turn.now)
    return intention


def object_to(db: Session, turn: Turn, intention: UUID, *, by_voice: bool = False) -> None:
    """End an intention: the survivor's own press, or a receiver who heard her say it.

    Raises NotRipe where nothing pending has that id, and as `casework.case.turns.begin_renewed`.
    """
    part = place_for(the_ring(db), turn.case, OBJECTION_PLACES)
    cover = begin_renewed(db, turn, part)
    found = the_pending(cover.text, intention)
    _replace(db, cover, msgspec.structs.replace(found, objected_at=turn.now))
    facts = {"intention": found.id.hex, "recipient": found.recipient.hex}
    way = "voice" if by_voice else "page"
    said = Said(kind=Kind.OBJECTION, at=turn.now, facts={**facts, "way": way})
    put(db, cover, part, said, turn.author)
    act(db, turn.case, "case:hand_over:object", turn.author.person, turn.now, way=way)


def second(db: Session, turn: Turn, intention: UUID) -> Intention:
    """Confirm, as a second holder, that life is in danger; the keys are sealed at once.

    Raises SamePerson for whoever asked, and as `fulfil`.
    """
    cover = begin(db, turn)
    found = the_pending(cover.text, intention)
    if not found.is_for_danger:
        raise NotRipe
    if turn.author.person in (None, found.by, found.recipient):
        raise SamePerson
    _replace(db, cover, msgspec.structs.replace(found, seconded_by=turn.author.person))
    act(db, turn.case, "case:hand_over:second", turn.author.person, turn.now)
    return _seal(db, turn, cover, intention)


def fulfil(db: Session, turn: Turn, intention: UUID) -> Intention:
    """Seal a ripe hand-over with what this ring holds of it; the rest waits for who holds that.

    Raises NotRipe, NotOffered when the recipient is certified no more or her place is taken or
    gone, and as `casework.case.turns.begin`: what is owing is handed to nobody new.
    """
    return _seal(db, turn, begin(db, turn), intention)


def pending(cover: CoverText) -> list[Intention]:
    """What is neither ended nor wholly given, by somebody who still holds keys."""
    return [each for each in cover.intentions if _is_pending(cover, each)]


def ripe(cover: CoverText, now: datetime) -> list[Intention]:
    """Those of them that may be sealed now."""
    return [each for each in pending(cover) if is_ripe(cover, each, now)]


def can_give(ring: KeyRing, case: UUID, intention: Intention) -> list[Compartment]:
    """What of an intention this ring could seal; a cover alone is not worth a press."""
    rest = [part for part in intention.compartments if part not in intention.given]
    mine = [part for part in rest if ring.holds(case, part)]
    return mine if set(mine) - {C.COVER} else []


def end_all(db: Session, cover: Cover, capacity: Capacity, now: datetime) -> None:
    """End what is pending in one capacity, without anybody's no; what was given stays given."""
    ended = [
        msgspec.structs.replace(each, ended_at=now)
        if each.capacity is capacity and _is_pending(cover.text, each)
        else each
        for each in cover.text.intentions
    ]
    change(db, cover, intentions=ended)


def told_to_her(cover: CoverText) -> list[Intention]:
    """What the survivor's page shows: all but a danger to life that nobody was given keys for."""
    return [each for each in cover.intentions if not each.is_for_danger or each.given]


def the_pending(cover: CoverText, intention: UUID) -> Intention:
    """A pending intention by its id. Raises NotRipe."""
    found = next((each for each in pending(cover) if each.id == intention), None)
    if found is None:
        raise NotRipe
    return found


def offered(
    db: Session,
    turn: Turn,
    cover: CoverText,
    person: UUID,
    parts: Iterable[Compartment],
    capacity: Capacity | None = None,
) -> Candidate:
    """Somebody who may be handed exactly these compartments now, in this capacity if it is named.

    Nobody is handed a place on the panel without its name. Raises NotOffered.
    """
    open_to = reach(db, turn.keys, turn.register, turn.case, cover, turn.now.date())
    pool = open_to.panel if capacity is Capacity.PANEL else open_to.candidates
    found = next((each for each in pool if each.person == person), None)
    wanted = frozenset(parts)
    if found is None or not wanted or not wanted <= found.compartments:
        raise NotOffered
    if capacity not in (None, found.capacity):
        raise NotOffered
    return found


def _is_pending(cover: CoverText, intention: Intention) -> bool:
    is_done = set(intention.compartments) <= set(intention.given)
    still_holds = intention.by is not None and cover.holder(intention.by) is not None
    is_over = intention.objected_at is not None or intention.ended_at is not None
    return not is_over and not is_done and still_holds


def _seal(db: Session, turn: Turn, cover: Cover, intention: UUID) -> Intention:
    found = the_pending(cover.text, intention)
    if not is_ripe(cover.text, found, turn.now):
        raise NotRipe
    parts = can_give(the_ring(db), turn.case, found)
    if not parts:
        raise NotRipe
    begin(db, _unversioned(turn), *parts)
    rest = frozenset(found.compartments) - {C.COVER, *found.given}
    candidate = _the_recipient(db, turn, cover.text, found, rest)
    holders = lent(_handed(db, turn, cover, candidate, parts), found)
    given = msgspec.structs.replace(found, given=tuple(sorted({*found.given, *parts})))
    change(db, cover, holders=holders)
    _replace(db, cover, given)
    note_step(db, turn, cover, given, "given")
    if found.is_for_danger:
        answer_waits(db, cover.text)
    act(db, turn.case, "case:hand_over:seal", turn.author.person, turn.now)
    return given


def _the_recipient(
    db: Session, turn: Turn, cover: CoverText, found: Intention, rest: frozenset[Compartment]
) -> Candidate:
    if found.instead_of is None:
        return offered(db, turn, cover, found.recipient, rest, found.capacity)
    candidate = taking_over(db, turn, cover, found, rest)
    if candidate is None:
        raise NotOffered
    return candidate


def _handed(
    db: Session, turn: Turn, cover: Cover, candidate: Candidate, parts: list[Compartment]
) -> list[Holder]:
    record, ring = the_record(db, turn.case), the_ring(db)
    held: list[Held] = [ring.newest(turn.case, part) for part in parts]
    if candidate.reader.keys is None:
        raise NotOffered
    row = grant(
        db,
        turn.keys,
        case=turn.case,
        epoch=record.number,
        held=held,
        holder=candidate.person,
        to=candidate.reader.keys,
        author=turn.author,
        day=turn.now.date(),
    )
    capacity: Capacity = candidate.capacity
    to = candidate.reader.keys
    return with_grant(cover.text.holders, candidate.person, capacity, parts, row, to)


def _replace(db: Session, cover: Cover, changed: Intention) -> None:
    kept = [changed if each.id == changed.id else each for each in cover.text.intentions]
    change(db, cover, intentions=kept)


def note_step(
    db: Session, turn: Turn, cover: Cover, intention: Intention, step: str, text: str = ""
) -> None:
    """Put a signed entry beside what the cover says, where this writer can put one."""
    try:
        part = place_for(the_ring(db), turn.case, RECORD_PLACES)
    except KeyMissing:
        return
    begin(db, _unversioned(turn), part)
    facts: dict[str, str | list[str]] = {
        "step": step,
        "intention": intention.id.hex,
        "recipient": intention.recipient.hex,
        "compartments": [str(each) for each in intention.compartments],
        "given": [str(each) for each in intention.given],
        "until": intention.until.isoformat() if intention.until else "",
    }
    put(
        db, cover, part, Said(kind=Kind.HAND_OVER, at=turn.now, text=text, facts=facts), turn.author
    )


def _unversioned(turn: Turn) -> Turn:
    """The same turn after it wrote something itself."""
    return Turn(turn.case, turn.author, turn.keys, turn.register, turn.now)
