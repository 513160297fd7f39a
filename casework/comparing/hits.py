"""Notices that another case of the programme may name the same person, for the holders of one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Role
from casework.case.acts import act
from casework.case.covers import change
from casework.case.entries import put, said_now
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.comparing.sending import ROOM, Sent, sent
from casework.comparing.working import of_hit, signed_parts
from casework.models.cover import CoverText
from casework.models.entry import Kind
from casework.models.match import By, HitText, MatchHit, MatchName, ProgrammeKey, State
from casework.parties.linking import NOT_SAME, NoLink, link_named
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.envelope import open_
from crypto.errors import PaddingBroken, SealBroken, SignatureInvalid
from crypto.padding import unpad
from crypto.seeds import verify

C = Compartment


@dataclass(frozen=True)
class Hit:
    """Another case of the programme names perhaps the same person: nothing more is said of it."""

    id: UUID
    other: UUID
    """The pointer of the other case: it leads nowhere without its keys."""
    who: str = field(repr=False)
    """Whom of this case."""
    by: tuple[By, ...]
    state: State


def hits(db: Session, register: Register, cover: CoverText, lines: Iterable[Line]) -> list[Hit]:
    """What supervisors have found about the names of a case, and nobody has decided about yet.

    Only what a certified supervisor of that programme signed, and what this ring opens.
    """
    known = sent(lines, cover)
    rows = db.execute(
        select(MatchHit, ProgrammeKey.programme_id)
        .join(MatchName, MatchName.id == MatchHit.name_id)
        .join(ProgrammeKey, ProgrammeKey.id == MatchName.match_key_id)
        .where(MatchHit.name_id.in_(known), MatchHit.id.not_in(cover.settled_hits))
        .order_by(MatchHit.id)
    )
    opened = (_hit(register, row, programme, known[row.name_id]) for row, programme in rows)
    return [each for each in opened if each is not None]


def with_hits(db: Session, covers: dict[UUID, CoverText]) -> frozenset[UUID]:
    """Those cases of a list about whose names a notice waits: one query, and nothing is opened."""
    of = {name: case for case, cover in covers.items() for name in cover.compared}
    if not of:
        return frozenset()
    settled = {hit for cover in covers.values() for hit in cover.settled_hits}
    found = db.execute(select(MatchHit.id, MatchHit.name_id).where(MatchHit.name_id.in_(of)))
    return frozenset(of[name] for hit, name in found if hit not in settled)


def put_on_record(db: Session, turn: Turn, hit: UUID) -> UUID:
    """Put on record that another case names the same person; she can still take her yes back.

    Raises NoLink where there is no such notice, NoYes, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT)
    found = _the_hit(db, turn, cover.text, hit)
    id_ = link_named(db, cover, turn, found.other, found.state)
    change(db, cover, settled_hits=_settled(db, cover.text, hit))
    return id_


def not_the_same(db: Session, turn: Turn, hit: UUID, why: str) -> None:
    """Decide that it is somebody else, and why. Raises as `put_on_record`."""
    cover = begin(db, turn, C.ACCOUNT)
    found = _the_hit(db, turn, cover.text, hit)
    said = said_now(Kind.LINK, turn.now, why, step=NOT_SAME, about=found.other.hex)
    put(db, cover, C.ACCOUNT, said, turn.author)
    change(db, cover, settled_hits=_settled(db, cover.text, hit))
    act(db, turn.case, "case:link:not_same", turn.author.person, turn.now)


def _the_hit(db: Session, turn: Turn, cover: CoverText, hit: UUID) -> Hit:
    lines = timeline(db, turn.case, turn.register).lines
    found = [each for each in hits(db, turn.register, cover, lines) if each.id == hit]
    if not found:
        raise NoLink
    return found[0]


def _settled(db: Session, cover: CoverText, hit: UUID) -> list[UUID]:
    """With this one, and without those that are gone by now."""
    known: Collection[UUID] = cover.settled_hits
    still = set(db.scalars(select(MatchHit.id).where(MatchHit.id.in_(known))))
    return [*(each for each in known if each in still), hit]


def _hit(register: Register, row: MatchHit, programme: UUID, ours: Sent) -> Hit | None:
    try:
        plain = unpad(open_(ours.opens, row.sealed, *of_hit(row)), ROOM)
        text = msgspec.msgpack.decode(plain, type=HitText)
        verify(text.verify, text.signature, *signed_parts(row, text, programme))
    except (SealBroken, PaddingBroken, msgspec.DecodeError, SignatureInvalid):
        return None
    if not _was_supervisor(register, text, programme):
        return None
    return Hit(row.id, row.other_id, ours.who, text.by, text.state)


def _was_supervisor(register: Register, text: HitText, programme: UUID) -> bool:
    """Whether those were a supervisor's keys there, also of one who has left since."""
    said = (each.statement for each in register.of(text.author))
    is_hers = any(
        (each.body, each.role, each.keys.verify) == (programme, Role.SUPERVISOR.value, text.verify)
        for each in said
    )
    return is_hers and register.ever_signed_with(text.author, text.verify)
