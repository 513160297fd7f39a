"""Sending a name to CARE: with her yes to it, sealed to the programme's key, by a press."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.asking.asking import NoYes
from casework.case.acts import act
from casework.case.compared import forget_names
from casework.case.covers import change
from casework.case.entries import put, said_now
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.comparing.keys import row_of, sound
from casework.comparing.names import texts
from casework.facts.programmes import programmes_of
from casework.inquiry.correcting import correction
from casework.inquiry.findings import is_anything_found
from casework.models.case import Case
from casework.models.cover import CLOSED, Cover, CoverText
from casework.models.entry import Kind
from casework.models.match import MatchName, NameText, SignedName, State
from casework.parties.declaring import whom
from casework.parties.linking import SENT, agreed_to_care
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.context import encode
from crypto.match_keys import MatchStatement
from crypto.padding import pad
from crypto.seeds import deliver

C = Compartment
ROOM = 1024
BETWEEN = "\x1f"


class NothingToSend(Exception):
    """Nobody is named so that it could be compared, or no programme here has a sound key."""


@dataclass(frozen=True)
class Wanted:
    """A name as it would be sent now, and to which key."""

    key: MatchStatement
    texts: tuple[str, ...] = field(repr=False)
    state: State
    who: str = field(repr=False)
    """As it is written in the case."""

    @property
    def digest(self) -> str:
        """What it is compared by, to tell whether the same was sent before."""
        parts = encode(self.key.id, self.state.value, BETWEEN.join(self.texts))
        return sha256(parts).hexdigest()


@dataclass(frozen=True)
class Sent:
    """A name that was sent: the pointer to it, and what opens its notices."""

    name: UUID
    opens: bytes = field(repr=False)
    digest: str
    who: str = field(repr=False)


def state_of(lines: Iterable[Line], cover: CoverText) -> State | None:
    """How a case stands for another; None where nothing is said of it, or it was not proved."""
    read = list(lines)
    if correction(read) is not None:
        return None
    if is_anything_found(read):
        return State.SUBSTANTIATED
    return State.OPEN if cover.stage != CLOSED else None


def wanted(db: Session, turn: Turn, cover: CoverText, lines: Iterable[Line]) -> list[Wanted]:
    """What CARE would be sent as the case stands; nothing without her yes that names CARE."""
    read = list(lines)
    state = state_of(read, cover)
    if state is None or not agreed_to_care(read):
        return []
    case = db.get_one(Case, turn.case)
    place = case.factory_id or case.programme_id or turn.case
    return [
        Wanted(key, found, state, each.name or each.employee_number)
        for key in sound_keys(db, case, turn.register, turn)
        for each in whom(read)
        if (found := texts(each, place))
    ]


def sound_keys(db: Session, case: Case, register: Register, turn: Turn) -> list[MatchStatement]:
    """The match keys of the programmes that cover its place, as far as they are vouched for."""
    every = programmes_of(db, case.factory_id, case.programme_id)
    rows = (row for each in every if (row := row_of(db, each)) is not None)
    return [said for row in rows if (said := sound(row, register, turn.now.date())) is not None]


def sent(lines: Iterable[Line], cover: CoverText) -> dict[UUID, Sent]:
    """What was sent and not taken back, by pointer; pure."""
    live = {each.hex for each in cover.compared}
    read = [each for each in lines if each.kind is Kind.LINK and each.is_verified]
    return {
        UUID(str(each.facts["about"])): _sent(each)
        for each in read
        if each.facts["step"] == SENT and each.facts["about"] in live
    }


def is_due(db: Session, turn: Turn, cover: CoverText, lines: Iterable[Line]) -> bool:
    """Whether something would be sent that was not, or not like this."""
    read = list(lines)
    known = sent(read, cover)
    there = set(db.scalars(select(MatchName.id).where(MatchName.id.in_(known))))
    before = {each.digest for each in known.values() if each.name in there}
    return {each.digest for each in wanted(db, turn, cover, read)} != before


def gone_of(db: Session, covers: Mapping[UUID, CoverText]) -> frozenset[UUID]:
    """Those cases of a list of which a name went that is compared no more: its key was replaced."""
    of = {name: case for case, cover in covers.items() for name in cover.compared}
    if not of:
        return frozenset()
    there = frozenset(db.scalars(select(MatchName.id).where(MatchName.id.in_(of))))
    return frozenset(of[name] for name in of.keys() - there)


def send(db: Session, turn: Turn) -> int:
    """Send what her yes allows, in place of what was sent before; gives back how many names.

    Where nothing is to be compared any more what was sent is taken back.

    Raises NoYes, NothingToSend, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT)
    lines = timeline(db, turn.case, turn.register).lines
    if not agreed_to_care(lines):
        raise NoYes
    found = wanted(db, turn, cover.text, lines)
    if not found and not cover.text.compared:
        raise NothingToSend
    forget_names(db, cover)
    rows = [_put(db, cover, turn, each) for each in found]
    change(db, cover, compared=rows, name_waits=False)
    act(db, turn.case, "case:name:send", turn.author.person, turn.now)
    return len(rows)


def _put(db: Session, cover: Cover, turn: Turn, name: Wanted) -> UUID:
    row, opens = MatchName(match_key_id=name.key.id), secrets.token_bytes(32)
    text = NameText(texts=name.texts, opens=opens, state=name.state, on=turn.now.date())
    row.box = deliver(name.key.kem, _signed(turn, row.id, name.key, text), *of_box(row, name.key))
    db.add(row)
    said = said_now(
        Kind.LINK,
        turn.now,
        step=SENT,
        about=row.id.hex,
        opens=opens.hex(),
        digest=name.digest,
        who=name.who,
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    return row.id


def of_box(row: MatchName, key: MatchStatement) -> tuple[str, UUID, UUID, UUID]:
    """What a name's box is bound to."""
    return ("casework/match-name/1", row.id, key.id, key.programme)


def _signed(turn: Turn, row: UUID, key: MatchStatement, text: NameText) -> bytes:
    author, raw = turn.author, msgspec.msgpack.encode(text)
    if author.person is None:
        raise NoYes
    signature = author.seeds.sign("casework/match-name-said/1", row, key.id, author.person, raw)
    body = SignedName(said=raw, author=author.person, signature=signature)
    return pad(msgspec.msgpack.encode(body), ROOM)


def _sent(line: Line) -> Sent:
    facts = {name: str(value) for name, value in line.facts.items()}
    return Sent(UUID(facts["about"]), bytes.fromhex(facts["opens"]), facts["digest"], facts["who"])
