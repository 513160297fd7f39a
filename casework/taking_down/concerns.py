"""A concern: what somebody else told. Until the survivor agrees, one offer of help, or its end."""

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.bounds import ConcernClosed
from casework.case.covers import change, show_status
from casework.case.entries import put, said_now
from casework.case.inbox import Asks, take_in
from casework.case.turns import Turn, begin, begin_renewed
from casework.models.cover import CLOSED, OFFERED, Cover, Intention
from casework.models.entry import Entry, Kind
from casework.models.number import Status
from crypto.compartments import Compartment

C = Compartment


class NoConcern(Exception):
    """The survivor told it herself: there is nothing to offer and nobody to ask."""


class OfferedAlready(Exception):
    """Help was offered once. A second offer would be pressure."""


class NotOffered(Exception):
    """There is no reply to an offer that nobody has made."""


class Way(StrEnum):
    """How she is spoken to without anybody noticing."""

    ALONE = "alone"
    OUTSIDE = "outside"
    BY_PHONE = "by_phone"
    THROUGH_SOMEBODY = "through_somebody"


class Reply(StrEnum):
    """What became of the offer."""

    NOT_REACHED = "not_reached"
    DECLINED = "declined"
    AGREED = "agreed"


class Reason(StrEnum):
    """Why a concern is closed."""

    DECLINED = "declined"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"
    """Nobody can tell who it is."""
    UNSAFE = "unsafe"
    """An offer could not be made without somebody noticing."""
    HELPED = "helped"
    """She has told it herself, or is being helped already."""
    TAKEN_BACK = "taken_back"
    AGREED = "agreed"
    """Never chosen: a new case with the survivor's own number takes its place."""


NEEDS_AN_OFFER = frozenset({Reason.DECLINED, Reason.NOT_REACHED})


@dataclass(frozen=True)
class Offer:
    """One offer of help, as it was made."""

    by: str = field(repr=False)
    """Who spoke with her."""
    way: Way
    where: str = field(repr=False)
    """Where and when."""
    words: str = field(repr=False)
    """What was said, word for word."""


def offer_help(db: Session, turn: Turn, offer: Offer) -> Entry:
    """Write down the one offer of help, as one signed entry.

    Raises OfferedAlready the second time, NoConcern or ConcernClosed where there is nothing to
    offer, and as `casework.case.turns.begin`, like every verb here.
    """
    cover = _taken(db, turn)
    if cover.text.stage == OFFERED:
        raise OfferedAlready
    facts = {"by": offer.by, "offer_way": offer.way.value, "offer_where": offer.where}
    said = said_now(Kind.OFFER, turn.now, offer.words, **facts)
    entry = put(db, cover, C.OUTCOME, said, turn.author)
    change(db, cover, stage=OFFERED)
    act(db, turn.case, "case:concern:offer", turn.author.person, turn.now)
    return entry


def note_not_reached(db: Session, turn: Turn, words: str) -> Entry:
    """Write down that the offer has not reached her yet. Raises NotOffered before any offer."""
    cover = _taken(db, turn)
    if cover.text.stage != OFFERED:
        raise NotOffered
    said = said_now(Kind.OFFER_REPLY, turn.now, words, reply=Reply.NOT_REACHED)
    entry = put(db, cover, C.OUTCOME, said, turn.author)
    act(db, turn.case, "case:concern:try", turn.author.person, turn.now)
    return entry


def close_concern(db: Session, turn: Turn, reason: Reason, words: str = "") -> None:
    """Close it. Afterwards it is read, and nothing more is done with it.

    Whoever told it holds the cover, the trail and the messages: they look the same whatever the
    survivor has said. The reason stands where only those read it who deal with it.

    Raises NotOffered for a reply to an offer that nobody has made.
    """
    cover = _taken(db, turn)
    if reason in NEEDS_AN_OFFER and cover.text.stage != OFFERED:
        raise NotOffered
    _end(db, cover, turn, reason, words)


def take_back(db: Session, turn: Turn) -> None:
    """Whoever told it, with number and word, takes it back: it is closed."""
    cover = begin_renewed(db, turn, C.CHANNEL)
    _require_open(cover)
    take_in(db, cover, turn.author, turn.now)
    said = said_now(Kind.WITHDRAWAL, turn.now, asks=Asks.WITHDRAWAL)
    put(db, cover, C.CHANNEL, said, turn.author)
    _shut(db, cover)
    act(db, turn.case, "case:concern:take_back", turn.author.person, turn.now)


def _taken(db: Session, turn: Turn) -> Cover:
    cover = begin(db, turn, C.OUTCOME, C.CHANNEL)
    _require_open(cover)
    return cover


def _require_open(cover: Cover) -> None:
    if not cover.text.is_concern:
        raise NoConcern
    if cover.text.is_closed_concern:
        raise ConcernClosed


def _end(db: Session, cover: Cover, turn: Turn, reason: Reason, words: str) -> None:
    take_in(db, cover, turn.author, turn.now)
    said = said_now(Kind.CONCERN_CLOSED, turn.now, words, reason=reason)
    put(db, cover, C.OUTCOME, said, turn.author)
    _shut(db, cover)
    # One verb and no fact, whatever the reason: who told it holds the key of this trail.
    act(db, turn.case, "case:concern:close", turn.author.person, turn.now)


def _shut(db: Session, cover: Cover) -> None:
    """Nothing waits any more: no hand-over, no answer, no withdrawal."""
    text = change(
        db,
        cover,
        stage=CLOSED,
        asked_at=None,
        withdrawal_asked_at=None,
        intentions=[each for each in cover.text.intentions if _is_over(each)],
    )
    show_status(db, text, status=Status.CLOSED)


def _is_over(intention: Intention) -> bool:
    is_given = set(intention.compartments) <= set(intention.given)
    return is_given or intention.objected_at is not None
