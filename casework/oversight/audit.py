"""What assessors and brands may be shown of a committee: no file, no number that points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from auth.models import Checkpoint, Organization
from auth.trail_days import newest_checkpoint
from auth.trail_verdict import verify
from casework.committee import book as books
from casework.committee import register as registers
from casework.committee.register import Seat, seats
from casework.committee.rules import in_force, rules_of
from casework.desk.held import Row
from casework.models.committee import Rules
from casework.oversight.board import Clocks, due_between
from casework.procedures.composition import Finding, composition
from casework.procedures.pack import Pack
from casework.procedures.terms import StageId
from crypto.checkpoints import LogVerifier
from crypto.instance import InstanceKeys

LEAST = 10
"""Steps below which nothing is said of a stage: what goes outside takes more than what stays."""
FEW, MANY, ALMOST_ALL = 0.5, 0.8, 0.95
JUNE, DAY = 6, timedelta(days=1)
AT_ONCE = 100_000
"""Entries of the trail that are gone through while somebody waits for her sheet."""


class Span(StrEnum):
    """Over which time something is counted: of two packs of one span no day differs."""

    HALF = "half"
    YEAR = "year"


class Checked(StrEnum):
    """What going through the trail came to."""

    NOT_NOW = "not_now"
    """On a page; on paper it is."""
    SOUND = "sound"
    WRONG = "wrong"
    TOO_LONG = "too_long"
    NO_KEYS = "no_keys"
    """The instance was not told by which keys its trail is signed."""


class Band(StrEnum):
    """How many steps were done in time, too coarse to count one of them."""

    TOO_FEW = "too_few"
    """Too few fell due for anything to be said."""
    FEWER_THAN_HALF = "fewer_than_half"
    MORE_THAN_HALF = "more_than_half"
    MOST = "most"
    ALMOST_ALL = "almost_all"


@dataclass(frozen=True)
class AuditPack:
    """Everything that is shown."""

    place: Organization
    on: date
    since: date
    until: date
    pack: Pack
    rules: Rules
    findings: list[Finding]
    seats: list[Seat]
    modules: dict[str, int]
    """By module: how many members went through it."""
    meetings: int
    openings: int
    broken_seals: int
    clocks: dict[str, Band]
    """By stage, every one: which of them a case has reached is not said either."""
    head: Checkpoint | None
    checked: Checked = Checked.NOT_NOW


def audit_pack(
    db: Session,
    keys: InstanceKeys,
    place: Organization,
    modules: Iterable[str],
    rows: Iterable[Row],
    today: date,
    span: Span = Span.HALF,
) -> AuditPack:
    """The pack of a factory over the last half-year or year of the calendar that is over.

    `rows`: the cases of the place whose outcome whoever makes it holds.
    Raises SealBroken for a moved or changed register or book.
    """
    since, until = window(today, span)
    rules, _version = rules_of(db, place.id)
    register, _seen = registers.read(db, keys, place.id)
    book, _written = books.read(db, keys, place.id)
    pack = in_force(place, rules, today)
    sitting = seats(db, register, place.id, today, pack.committee.term_months)
    opened = [each for each in book.openings if since <= each.on <= until]
    trained = {each: sum(not seat.untrained_in([each]) for seat in sitting) for each in modules}
    return AuditPack(
        place=place,
        on=today,
        since=since,
        until=until,
        pack=pack,
        rules=rules,
        findings=list(composition(pack.committee, [each.member for each in sitting])),
        seats=sitting,
        modules=trained,
        meetings=sum(since <= each.on <= until for each in book.meetings),
        openings=len(opened),
        broken_seals=sum(not each.is_whole for each in opened),
        clocks=bands(due_between(rows, since, until)),
        head=newest_checkpoint(db),
    )


def window(today: date, span: Span) -> tuple[date, date]:
    """First and last day of the calendar's half-year, or year, that is over; pure.

    Fixed days: from two packs a month apart nobody can tell what the month between them held.
    """
    is_first_half = span is Span.YEAR or today.month <= JUNE
    until = date(today.year, 1, 1) - DAY if is_first_half else date(today.year, JUNE, 30)
    begins = 1 if span is Span.YEAR or until.month == JUNE else JUNE + 1
    return date(until.year, begins, 1), until


def checked(db: Session, log_keys: Sequence[LogVerifier]) -> Checked:
    """Go through every closed entry, its place in the tree, and every signed head."""
    head = newest_checkpoint(db)
    if not log_keys:
        return Checked.NO_KEYS
    if head is not None and head.size > AT_ONCE:
        return Checked.TOO_LONG
    return Checked.SOUND if verify(db, log_keys).is_sound else Checked.WRONG


def bands(due: Mapping[str, Clocks]) -> dict[str, Band]:
    """Every stage in its order with what is said of it, also where nothing fell due; pure."""
    return {stage.value: band(due.get(stage.value, Clocks())) for stage in StageId}


def band(clocks: Clocks) -> Band:
    """How many of some steps were done in time; pure."""
    due = clocks.kept + clocks.late
    if due < LEAST:
        return Band.TOO_FEW
    share = clocks.kept / due
    if share >= ALMOST_ALL:
        return Band.ALMOST_ALL
    if share >= MANY:
        return Band.MOST
    return Band.MORE_THAN_HALF if share >= FEW else Band.FEWER_THAN_HALF
