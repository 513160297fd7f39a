"""Secrecy undertakings: of everybody who comes to hear of a case beside those who deal with it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import Named
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.inquiry.steps import require_past, step
from casework.models.cover import Cover
from casework.models.entry import Kind
from casework.parties.declaring import whom
from casework.parties.people import BESIDE, NoParty, Part, Party, parties
from casework.protection.reading import day, iso, text
from casework.readers.conflict import same_person
from crypto.compartments import Compartment

C = Compartment
SAME = 88
"""Likeness from which on somebody beside them may be the respondent himself."""


class Standing(StrEnum):
    """As what somebody comes to hear of it."""

    INTERPRETER = "interpreter"
    COMPANION = "companion"
    MEMBER = "member"
    OTHER = "other"


class NotAsked(Exception):
    """Nobody has asked whether she is related to one of the two, or named: she signs nothing."""


class NotFree(Exception):
    """What is known of her fits the respondent: somebody else is found."""


class NotSigned(Exception):
    """Somebody who sat beside them has not signed to keep it secret, or signed it later."""

    def __init__(self, who: Sequence[str]) -> None:
        super().__init__()
        self.who = tuple(who)


@dataclass(frozen=True, kw_only=True)
class Undertaking:
    """Who signed to keep it secret, as what, when, and that no conflict stands against it."""

    who: str = field(default="", repr=False)
    """Empty where `party` says who."""
    standing: Standing = Standing.OTHER
    on: date
    is_free: bool
    """She was asked, and is neither related, nor above or below one of the two, nor named."""
    words: str = field(default="", repr=False)
    party: UUID | None = None
    """Somebody of the People page; under which name is written beside it."""
    seat: UUID | None = None
    """Of a member without an account, in the register of the committee."""
    of: int = field(default=0, compare=False)
    """About how many of the case she was asked (CoverText.named)."""


def undertake(db: Session, turn: Turn, undertaking: Undertaking) -> None:
    """Write down that somebody signed.

    Raises NotAsked where the question after a conflict was not answered with no; NotFree; NoParty
    for somebody who stands beside nobody; TooEarly; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.ACCOUNT)
    if not undertaking.is_free:
        raise NotAsked
    require_past(db, turn, undertaking.on)
    lines = timeline(db, turn.case, turn.register).lines
    party = the_party(lines, undertaking.party) if undertaking.party is not None else None
    undertake_within(db, cover, turn, undertaking, lines, party)


def undertake_within(
    db: Session,
    cover: Cover,
    turn: Turn,
    undertaking: Undertaking,
    lines: Iterable[Line],
    party: Party | None,
) -> None:
    """The same for a verb that has begun its turn and asked. Raises NotFree."""
    require_free(party.sketch.named if party is not None else undertaking.who, lines)
    standing = _standing(party) if party is not None else undertaking.standing
    said = step(
        Kind.UNDERTAKING,
        turn.now,
        undertaking.words,
        who=party.called if party is not None else undertaking.who,
        party=party.id.hex if party is not None else "",
        seat=undertaking.seat.hex if undertaking.seat is not None else "",
        of=str(cover.text.named),
        standing=standing.value,
        on=iso(undertaking.on),
        is_free="yes",
    )
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:undertaking:sign", turn.author.person, turn.now)


def undertakings(lines: Iterable[Line]) -> list[Undertaking]:
    """All that were signed, the oldest first."""
    found = (each for each in lines if each.kind is Kind.UNDERTAKING and each.is_verified)
    return [
        Undertaking(
            who=text(each.facts, "who"),
            standing=Standing(text(each.facts, "standing")),
            on=on,
            is_free=True,
            words=each.text,
            party=UUID(known) if (known := text(each.facts, "party")) else None,
            seat=UUID(sat) if (sat := text(each.facts, "seat")) else None,
            of=int(text(each.facts, "of") or 0),
        )
        for each in found
        if (on := day(each.facts, "on")) is not None
    ]


def signed(lines: Iterable[Line], on: date) -> frozenset[UUID]:
    """Those of the People page who had signed by a day, under the name they have now; pure."""
    read = list(lines)
    called = {each.id: each.called for each in parties(read).values()}
    return frozenset(
        each.party
        for each in undertakings(read)
        if each.party is not None and each.on <= on and called.get(each.party) == each.who
    )


def can_sit_beside(lines: Iterable[Line]) -> list[Party]:
    """Everybody of the People page who stands beside one of the two, or interprets; pure."""
    return [each for each in parties(lines).values() if each.sketch.part in BESIDE]


def the_party(lines: Iterable[Line], party: UUID) -> Party:
    """Raises NoParty for somebody who stands beside nobody."""
    found = {each.id: each for each in can_sit_beside(lines)}.get(party)
    if found is None:
        raise NoParty
    return found


def bind(
    db: Session,
    cover: Cover,
    turn: Turn,
    on: date,
    beside: Iterable[UUID],
    signing: Collection[UUID],
) -> list[Party]:
    """Who sat beside somebody on a day, each bound to secrecy: before, or by this.

    `signing`: those who were asked about a conflict and signed that day. For a verb that has begun
    its turn in ACCOUNT. Raises NotSigned, NotFree, NoParty.
    """
    lines = timeline(db, turn.case, turn.register).lines
    those = [the_party(lines, each) for each in beside]
    had = signed(lines, on)
    unsigned = [each for each in those if each.id not in had]
    missing = [each.called for each in unsigned if each.id not in signing]
    if missing:
        raise NotSigned(missing)
    for each in unsigned:
        undertake_within(
            db, cover, turn, Undertaking(on=on, is_free=True, party=each.id), lines, each
        )
    return those


def require_free(named: Named | str, lines: Iterable[Line]) -> None:
    """Raises NotFree where what is known of somebody fits the respondent; pure."""
    mine = Named(name=named) if isinstance(named, str) else named
    if any(is_same(mine, each) for each in whom(lines)):
        raise NotFree


def is_same(one: Named, other: Named) -> bool:
    """Whether what is known of two is so alike that they may be one person; pure."""
    return same_person(one, other) >= SAME


def _standing(party: Party) -> Standing:
    is_interpreter = party.sketch.part is Part.INTERPRETER
    return Standing.INTERPRETER if is_interpreter else Standing.COMPANION
