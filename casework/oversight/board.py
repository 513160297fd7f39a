"""A supervisor's board: committees of her programme, and of cases only those she reads."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.models import Organization, OrganizationKind, Role
from casework.case import one_pass
from casework.clocks.calendars import Calendar
from casework.clocks.standing import Days, State, is_owed, standing
from casework.committee.rules import calendar_of, pack_of
from casework.desk.held import Look, Row, list_cases
from casework.models.committee import Rules
from casework.models.cover import CLOSED, Capacity, CoverText, Intention
from casework.oversight.climbing import Climbed, climbed, who_can_be_told
from casework.oversight.committees import Sitting, committees

MEASURED = frozenset({State.DONE, State.DONE_LATE, State.LATE})
"""How a clock stands of which can be said whether it was kept."""
OF_ITS_COMMITTEE = frozenset({Capacity.RECEIVER, Capacity.EXTERNAL_MEMBER, Capacity.PANEL})


@dataclass(frozen=True)
class Followed:
    """One case whose outcome she reads."""

    row: Row
    called: Intention | None
    """With what she was called in, where somebody called her after it was told."""
    is_past_committee: bool
    """Nobody of the factory's committee holds a key of it."""
    members: tuple[UUID, ...] = ()
    """Who of its committee holds keys of it."""
    climbed: tuple[Climbed, ...] = ()
    """Its clocks that are late, and how far up each has come."""

    @property
    def is_open(self) -> bool:
        """Whether it is still being dealt with."""
        return self.row.stage != CLOSED

    @property
    def is_late(self) -> bool:
        """Whether a day of it has passed and nobody has done it."""
        return self.is_open and self.row.next is not None and self.row.next.is_late

    @property
    def is_with_care(self) -> bool:
        """Whether something late of it has come up to CARE."""
        return self.is_open and any(each.is_with_care for each in self.climbed)


@dataclass(frozen=True)
class Clocks:
    """How often what a committee or an employer owed was done in time; None of it is no zero."""

    kept: int = 0
    late: int = 0

    @property
    def is_known(self) -> bool:
        """Whether anything was due."""
        return bool(self.kept or self.late)

    @property
    def share(self) -> float:
        """What part of it was in time; 1 where nothing was due."""
        return self.kept / (self.kept + self.late) if self.is_known else 1.0


@dataclass(frozen=True)
class Standing:
    """One factory on the board. What she holds no key of is in no list and no number."""

    sitting: Sitting
    cases: list[Followed] = field(default_factory=list)

    @property
    def open(self) -> list[Followed]:
        """Those still being dealt with."""
        return [each for each in self.cases if each.is_open]

    @property
    def late(self) -> list[Followed]:
        """Those with something late."""
        return [each for each in self.cases if each.is_late]

    @property
    def past(self) -> list[Followed]:
        """Those routed past the committee."""
        return [each for each in self.cases if each.is_past_committee]

    @property
    def called(self) -> list[Followed]:
        """Those into which she was called."""
        return [each for each in self.cases if each.called is not None]

    @property
    def with_care(self) -> int:
        """How many have something late that came up to CARE."""
        return sum(each.is_with_care for each in self.cases)

    @property
    def caseload(self) -> list[tuple[UUID, int]]:
        """How many of the open ones each member of the committee holds, the most first."""
        return Counter(one for each in self.open for one in each.members).most_common()

    @property
    def most(self) -> int:
        """How many the member holds who holds the most."""
        return max((count for _person, count in self.caseload), default=0)

    @property
    def clocks(self) -> Clocks:
        """All their clocks together."""
        return clocks(each.row for each in self.cases)


@dataclass(frozen=True)
class Board:
    """Everything she supports, by name."""

    places: list[Standing]
    elsewhere: list[Followed]
    """Cases without a factory, told to the programme itself."""

    @property
    def open(self) -> list[Followed]:
        """Every case that she reads and that is still being dealt with."""
        every = [*(one for each in self.places for one in each.cases), *self.elsewhere]
        return [each for each in every if each.is_open]


def board(db: Session, look: Look) -> Board:
    """Read in one pass, however many factories and cases there are."""
    rows = [each for each in list_cases(db, look) if each.follows]
    covers = one_pass.listed_covers(db, {each.case for each in rows})
    places, today = supported(db, look.actor), look.now.date()
    sittings = committees(db, look.keys, places, today)
    calendars: dict[UUID | None, Calendar] = {each.place.id: each.calendar for each in sittings}
    else_days = calendar_of(Rules(), None, pack_of(db, None, today), today.year)
    cases = [
        _followed(row, covers[row.case], calendars.get(row.home), else_days, look.actor)
        for row in rows
    ]
    found = [
        Standing(each, [case for case in cases if case.row.home == each.place.id])
        for each in sittings
    ]
    return Board(found, [each for each in cases if each.row.home not in calendars])


def supported(db: Session, actor: Actor) -> Sequence[Organization]:
    """The factories that her programmes cover, by name."""
    reach = {at for each in actor.standings_as((Role.SUPERVISOR,)) for at in each.reach}
    factories = select(Organization).where(
        Organization.id.in_(reach), Organization.kind == OrganizationKind.FACTORY
    )
    return db.scalars(factories.order_by(Organization.name)).all()


def clocks(rows: Iterable[Row]) -> Clocks:
    """What was owed by a day, and done by it or not."""
    states = [state for _each, state in _owed(rows)]
    late = sum(each in (State.LATE, State.DONE_LATE) for each in states)
    return Clocks(kept=states.count(State.DONE), late=late)


def due_between(rows: Iterable[Row], since: date, until: date) -> dict[str, Clocks]:
    """By stage: what fell due from a day to a day, and whether it was done in time."""
    found: dict[str, Clocks] = {}
    for each, state in _owed(rows):
        if since <= each.due_on <= until and state in MEASURED:
            before, is_kept = found.get(each.stage, Clocks()), state is State.DONE
            found[each.stage] = Clocks(before.kept + is_kept, before.late + (not is_kept))
    return found


def _owed(rows: Iterable[Row]) -> list[tuple[Days, State]]:
    """Every clock of a committee or an employer, and how it stands."""
    return [
        (each, standing(each, row.today)) for row in rows for each in row.clocks if is_owed(each)
    ]


def _followed(
    row: Row, cover: CoverText, of_factory: Calendar | None, else_days: Calendar, actor: Actor
) -> Followed:
    """One case; `of_factory`: the days off of a factory of hers, None for one told elsewhere."""
    readers = [each.holder for each in cover.holders if each.capacity in OF_ITS_COMMITTEE]
    can_be_told, calendar = who_can_be_told(cover), of_factory or else_days
    return Followed(
        row,
        _called(cover, actor.person),
        is_past_committee=of_factory is not None and not readers,
        members=tuple(readers),
        climbed=tuple(climbed(row.clocks, calendar, can_be_told, row.today)),
    )


def _called(cover: CoverText, me: UUID | None) -> Intention | None:
    """The latest hand-over to her that was sealed, since she stepped out last."""
    left = [each.at for each in cover.departed if each.holder == me]
    since = max(left, default=None)
    given = [each for each in cover.intentions if each.recipient == me and each.given]
    return next((each for each in reversed(given) if since is None or each.at > since), None)
