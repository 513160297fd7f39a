"""What assessors and brands may be shown of a committee: no file, no number that points."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from auth.models import Checkpoint, Organization
from auth.trail_days import newest_checkpoint
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
from crypto.instance import InstanceKeys

LEAST = 10
"""Steps below which nothing is said of a stage: what goes outside takes more than what stays."""
FEW, MANY, ALMOST_ALL = 0.5, 0.8, 0.95
MONTHS = 12


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


def audit_pack(
    db: Session,
    keys: InstanceKeys,
    place: Organization,
    modules: Iterable[str],
    rows: Iterable[Row],
    today: date,
) -> AuditPack:
    """The pack of a factory over the last twelve months that are over.

    `rows`: the cases of the place whose outcome whoever makes it holds.
    Raises SealBroken for a moved or changed register or book.
    """
    since, until = window(today)
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


def window(today: date) -> tuple[date, date]:
    """First and last day of the twelve whole months that are over: no pack of one day differs."""
    until = today.replace(day=1) - timedelta(days=1)
    following = until + timedelta(days=1)
    return following.replace(year=following.year - 1), until


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
