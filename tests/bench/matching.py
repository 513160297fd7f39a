"""Needs matched against a directory of thousands of services, each with two opening hours."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import cycle
from statistics import median
from uuid import UUID

from referrals.directory.offered import Offered, Opening, Tells
from referrals.matching.ground import Ground
from referrals.matching.needs import AgeBand, Ear, Needs, Reach, Shift, StaffWish
from referrals.matching.ranking import excluded, matched
from referrals.models.terms import (
    Category,
    Cost,
    Document,
    Duty,
    Freshness,
    Known,
    StaffSex,
    Whom,
)
from tests.bench.bench import Bench
from tests.bench.figures import Figure, milliseconds

BAR = 50.0
PROVINCES, DISTRICTS = 8, 8
QUESTIONS = 100
SHOWN = 15
"""Candidates of one page."""
NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)
KINDS, LANGUAGES, WHOM = tuple(Category), ("bn", "en", "hi", "ur"), tuple(Whom)
KNOWN, COSTS, DUTIES = tuple(Known), tuple(Cost), tuple(Duty)
GROUND = Ground(
    parents={
        **{f"BD-{p}": "BD" for p in range(PROVINCES)},
        **{f"BD-{p}-{d}": f"BD-{p}" for p in range(PROVINCES) for d in range(DISTRICTS)},
    }
)


def measure(bench: Bench) -> None:
    """A hundred different questions, each once; then the layout that follows a change."""
    count = bench.size.services
    bench.say(f"matching {count} services")
    every = _directory(count)
    of = f"over {count} services with {sum(len(each.openings) for each in every)} opening hours"
    asked = [_needs(each) for each in range(QUESTIONS)]
    wide = [_of_any_kind(each) for each in asked]

    def answer(needs: Needs) -> object:
        return matched(every, needs, NOW, GROUND, SHOWN)

    _in_turn(bench, f"match {of}", asked, answer, BAR)
    _in_turn(bench, f"match without a kind, in the whole country, {of}", wide, answer)
    _in_turn(bench, f"what is out {of}", asked, lambda each: excluded(every, each, NOW, GROUND))
    _lay_out(bench, of)


def _in_turn(
    bench: Bench,
    name: str,
    asked: Sequence[Needs],
    answer: Callable[[Needs], object],
    bar: float | None = None,
) -> None:
    """Measure as many questions as there are, each its own: no answer is asked for twice."""
    following = cycle(asked)
    bench.runs(name, lambda: answer(next(following)), bar, len(asked))


def _lay_out(bench: Bench, of: str) -> None:
    """The first question after the directory changed."""
    fresh = [_directory(bench.size.services) for _each in range(bench.size.slow_runs)]
    took = [milliseconds(partial(matched, each, Needs(), NOW, GROUND, SHOWN)) for each in fresh]
    name = f"the first match after a change, {of}"
    bench.tell(Figure(name, median(took), "ms, median", len(took)))


def _directory(count: int) -> tuple[Offered, ...]:
    return tuple(_service(each) for each in range(count))


def _service(each: int) -> Offered:
    """A service of which most is known; neighbours in number differ in nearly everything."""
    area = f"BD-{each % PROVINCES}-{each // PROVINCES % DISTRICTS}"
    return Offered(
        id=UUID(int=each),
        service=UUID(int=each),
        organization=UUID(int=each // 3),
        name=f"Place {each}",
        organization_name=f"Body {each // 3}",
        categories=frozenset({KINDS[each % len(KINDS)], KINDS[each // 7 % len(KINDS)]}),
        country="BD",
        areas=frozenset({area, area[: 4 + each % 3]}),
        area=area,
        is_remote=each % 11 == 0,
        languages=frozenset({LANGUAGES[each % 4], LANGUAGES[each // 5 % 4]}),
        cost=COSTS[each % 4],
        always_open=Known.YES if each % 13 == 0 else Known.NO,
        openings=tuple(_openings(each)),
        time_zone="Asia/Dhaka",
        serves=frozenset({WHOM[each % 4], WHOM[each // 3 % 4]}),
        staff_sex=frozenset({StaffSex.WOMEN} if each % 3 else StaffSex),
        trans_friendly=KNOWN[each % 3],
        migrants=KNOWN[each // 2 % 3],
        minimum_age=18 if each % 10 == 0 else None,
        step_free=KNOWN[each // 3 % 3],
        children_welcome=KNOWN[each // 4 % 3],
        documents=frozenset({Document.IDENTITY_CARD} if each % 4 == 0 else ()),
        documents_known=each % 2 == 0,
        police_report=KNOWN[each // 5 % 3],
        accompaniment=KNOWN[each // 6 % 3],
        tells=Tells(police=DUTIES[each % 4], family=DUTIES[each // 3 % 4]),
        capacity=each % 5 if each % 6 == 0 else None,
        capacity_on=date(2026, 2, 25),
        learnt_hours=float(each % 90) if each % 5 == 0 else None,
        freshness=Freshness.STALE if each % 17 == 0 else Freshness.CONFIRMED,
        assured_on=date(2026, 2, 1) + timedelta(days=each % 28),
    )


def _openings(each: int) -> Iterator[Opening]:
    """Two times a week of its own; one in fifty comes once a month."""
    morning, evening = 420 + each % 37 * 5, 960 + each % 41 * 5
    rule = "FREQ=MONTHLY;BYDAY=1FR" if each % 50 == 0 else ""
    yield Opening(days=frozenset(range(each % 3, 5)), opens=morning, closes=morning + 240)
    yield Opening(days=frozenset({4, 5, each % 7}), opens=evening, closes=evening + 180, rule=rule)


def _needs(each: int) -> Needs:
    """What one asks of a hundred: one kind or two, near or far, by day or by night."""
    return Needs(
        kinds=frozenset({KINDS[each % len(KINDS)], KINDS[each // 2 % len(KINDS)]}),
        happened_at=NOW - timedelta(hours=each) if each % 5 == 0 else None,
        in_danger=each % 9 == 0,
        area=f"BD-{each % PROVINCES}-{each // 3 % DISTRICTS}",
        reach=tuple(Reach)[each % 3],
        shifts=(Shift(days=frozenset(range(6)), begins=480 + each, ends=1140 + each),),
        rest_days=frozenset({6}),
        languages=frozenset({LANGUAGES[each % 4]}),
        must_be_free=each % 2 == 0,
        staff=tuple(StaffWish)[each % 3],
        whom=frozenset({Whom.WOMEN}),
        age=tuple(AgeBand)[each % len(AgeBand)],
        step_free=each % 8 == 0,
        documents_known=each % 3 == 0,
        migrant_friendly=each % 4 == 0,
        accompaniment=each % 5 == 1,
        secret_from=frozenset(Ear) if each % 3 == 0 else frozenset(),
    )


def _of_any_kind(each: Needs) -> Needs:
    return Needs(
        country="BD",
        area=each.area,
        reach=Reach.COUNTRY,
        shifts=each.shifts,
        rest_days=each.rest_days,
        languages=each.languages,
        staff=each.staff,
        whom=each.whom,
        age=each.age,
    )
