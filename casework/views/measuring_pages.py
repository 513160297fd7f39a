"""What every page of measures draws: rows with their words, bars, and what a dash means."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.measures.indicators import INDICATORS
from casework.measures.reading import Place, QuarterRead
from casework.measures.shown import (
    Point,
    Share,
    clocks,
    completed,
    funnel,
    series,
    share,
    shares,
)
from casework.measures.tables import Row, Table
from casework.words.measuring import (
    bucket_words,
    definition,
    funnel_words,
    is_share,
    place_words,
    suppression_note,
    title_of,
)

WHOLE = 100


@dataclass(frozen=True)
class Bar:
    """One line of a picture: what it is, how many, and how long its bar is in per cent."""

    label: str
    count: int | None
    length: int


@dataclass(frozen=True)
class Line:
    """One place of a table: its name, n, a count for each bucket, a share and a middle."""

    name: str
    row: Row
    share: Share | None

    @property
    def middle(self) -> str:
        """The bucket in which the middle lies, in words."""
        return bucket_words(self.row.middle) if self.row.middle else "–"


@dataclass(frozen=True)
class Drawn:
    """One indicator on a page. A page that only names it works out no more than that."""

    table: Table
    place: str

    @property
    def id(self) -> str:
        """The indicator."""
        return self.table.indicator

    @cached_property
    def title(self) -> str:
        """Its number and its name."""
        return title_of(self.id)

    @cached_property
    def own(self) -> Line | None:
        """Of the place that is looked at."""
        row = self.table.row(self.place)
        return self._line(row) if row is not None else None

    @cached_property
    def lines(self) -> Sequence[Line]:
        """Every place it has."""
        return [self._line(row) for row in self.table.rows]

    @cached_property
    def buckets(self) -> Sequence[str]:
        """What it sorts into, in words."""
        return [bucket_words(each) for each in self.table.buckets]

    @cached_property
    def bars(self) -> Sequence[Bar]:
        """Its buckets at the place that is looked at."""
        counts = self.own.row.counts if self.own is not None else ()
        points = [Point(*each) for each in zip(self.table.buckets, counts, strict=False)]
        return bars(points, bucket_words)

    @cached_property
    def definition(self) -> Sequence[tuple[str, str]]:
        """What it counts, and how it is read."""
        return definition(self.id)

    @property
    def is_share(self) -> bool:
        """Whether a share is made of it."""
        return is_share(self.id)

    @property
    def has_middle(self) -> bool:
        """Whether a middle is told of any of its places."""
        return any(each.row.middle is not None for each in self.lines)

    def _line(self, row: Row) -> Line:
        return Line(place_words(row.place), row, share(self.table, row))


@dataclass(frozen=True)
class Pages:
    """Everything that is drawn of one quarter of one place."""

    received: Sequence[Bar]
    funnel: Sequence[Bar]
    clocks: Sequence[tuple[str, Row, Share | None]]
    outcomes: Sequence[Bar]
    """How decisions came out."""
    completed: Share | None
    """Referrals completed out of those accepted."""
    tables: Sequence[Drawn]
    empty: Sequence[str]
    """What had nothing to count."""
    note: str
    is_union: bool
    """Whether it is what a union covers, beside the groups as everybody reads them."""


def drawn(quarters: Sequence[QuarterRead], read: QuarterRead, at: Place) -> Pages:
    """One quarter as pages show it, beside the quarters around it."""
    place = place_in(at)
    return Pages(
        received=bars(series(quarters, "I1", place)),
        funnel=bars(funnel(read, place), funnel_words),
        clocks=[
            (title_of(id_), row, part) for id_, row, part in clocks(read, place) if _shows(row)
        ],
        outcomes=bars(mix(read, "decided", place), bucket_words),
        completed=completed(read, place),
        tables=tables(read, place),
        empty=empty_of(read, place),
        note=suppression_note(read.tables[0].minimum if read.tables else 0),
        is_union=bool(place) and any(len(each.rows) > 1 for each in read.tables),
    )


@dataclass(frozen=True)
class Compared:
    """One indicator beside itself: in other quarters, and in the groups of factories."""

    over_time: Sequence[Bar]
    shares: Sequence[tuple[str, Share | None]]
    groups: Sequence[Bar]
    """In the order of their names: it is no rank."""


def compared(quarters: Sequence[QuarterRead], one: Drawn, at: Place) -> Compared:
    """What is drawn of an indicator that somebody looks at."""
    place = place_in(at)
    groups = [each for each in one.lines if each.row.place not in ("", place)]
    shown = sorted(groups, key=lambda each: each.name)
    return Compared(
        over_time=bars(series(quarters, one.id, place)),
        shares=shares(quarters, one.id, place) if one.is_share else (),
        groups=_beside(shown, is_share=one.is_share) if len(shown) > 1 else (),
    )


def _beside(lines: Iterable[Line], *, is_share: bool) -> list[Bar]:
    """A bar for each group: its share in per cent, or how many."""
    if not is_share:
        return bars(Point(each.name, each.row.n) for each in lines)
    percent = ((each.name, each.share.percent if each.share else None) for each in lines)
    return [Bar(name, found, found or 0) for name, found in percent]


def _shows(row: Row) -> bool:
    """Whether any number of it is shown."""
    return any(each is not None for each in (row.n, *row.counts))


def place_in(at: Place) -> str:
    """How a place is called in its tables."""
    return "" if at.place == at.programme else str(at.place)


def mix(read: QuarterRead, indicator: str, place: str) -> list[Point]:
    """How many fell into each bucket; nothing where nothing of it is shown."""
    table = read.table(indicator)
    row = table.row(place) if table is not None else None
    if table is None or row is None or row.n == 0 or not _shows(row):
        return []
    return [Point(*each) for each in zip(table.buckets, row.counts, strict=True)]


def tables(read: QuarterRead, place: str) -> list[Drawn]:
    """Every indicator that a quarter has something to say of, in the order of the list."""
    found = [each for one in INDICATORS if (each := read.table(one.id)) is not None]
    return [Drawn(each, place) for each in found if _says_something(each, place)]


def _says_something(table: Table, place: str) -> bool:
    """A stage nothing ended, a form nobody named: where all is 0 the page says it once."""
    row = table.row(place)
    return row is not None and row.n != 0


def bars(points: Iterable[Point], words: Callable[[str], str] = str) -> list[Bar]:
    """Bars beside each other: the longest is whole, one that is hidden has none."""
    every = list(points)
    most = max((each.count or 0 for each in every), default=0) or 1
    return [Bar(words(each.label), each.count, WHOLE * (each.count or 0) // most) for each in every]


def names_of_places(db: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of some bodies."""
    rows = db.execute(
        select(Organization.id, Organization.name).where(Organization.id.in_(set(ids)))
    )
    return dict(rows.all())


def empty_of(read: QuarterRead, place: str) -> list[str]:
    """The indicators that had nothing to count."""
    found = (read.table(each.id) for each in INDICATORS)
    zero = [each for each in found if each is not None and not _says_something(each, place)]
    return [title_of(each.indicator) for each in zero]
