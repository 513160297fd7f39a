"""What holds of matching for any services and any needs that somebody can think of."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.directory.offered import Offered, Tells
from referrals.matching.facts import Criterion, Fact, Verdict
from referrals.matching.needs import AgeBand, Needs, Reach, StaffWish
from referrals.matching.ranking import Candidate, excluded, matched
from referrals.matching.weights import LANES, MOST, WEIGHTS
from referrals.models.terms import Cost, Duty, Freshness, Known, StaffSex
from tests.referrals.matching.anything import GROUND, WHEN, needs, offers

directories = st.lists(offers, max_size=5, unique_by=lambda place: place.id).map(tuple)
WISHED = {StaffWish.MAN: frozenset({StaffSex.MEN})}
Better = Callable[[Offered, Needs], dict[str, object]]
BETTER: dict[str, Better] = {
    "a kind she asked for": lambda place, asked: {"categories": place.categories | asked.kinds},
    "her area served": lambda place, asked: {
        "areas": place.areas | ({asked.area} if asked.area else set())
    },
    "a door in her area": lambda place, asked: {"area": asked.area or place.area},
    "her language": lambda place, asked: {"languages": place.languages | asked.languages},
    "free": lambda _place, _asked: {"cost": Cost.FREE},
    "whom she wants opposite": lambda _place, asked: {
        "staff_sex": WISHED.get(asked.staff, frozenset({StaffSex.WOMEN}))
    },
    "open day and night": lambda _place, _asked: {"always_open": Known.YES},
    "good to trans people": lambda _place, _asked: {"trans_friendly": Known.YES},
    "there for her": lambda place, asked: {
        "serves": place.serves | asked.whom if place.serves else place.serves
    },
    "all ages": lambda _place, _asked: {
        "minimum_age": None,
        "maximum_age": None,
        "ages_known": True,
    },
    "no steps": lambda _place, _asked: {"step_free": Known.YES},
    "children welcome": lambda _place, _asked: {"children_welcome": Known.YES},
    "no papers": lambda _place, _asked: {"documents": frozenset(), "documents_known": True},
    "no police report": lambda place, _asked: {
        "documents": frozenset(),
        "documents_known": True,
        "police_report": Known.NO,
    },
    "migrants welcome": lambda _place, _asked: {"migrants": Known.YES},
    "somebody goes along": lambda _place, _asked: {"accompaniment": Known.YES},
    "tells nobody": lambda _place, _asked: {
        "tells": Tells(police=Duty.NEVER, family=Duty.NEVER, employer=Duty.NEVER)
    },
    "a place free": lambda _place, _asked: {"capacity": 4, "capacity_on": date(2026, 3, 1)},
    "confirmed": lambda _place, _asked: {"freshness": Freshness.CONFIRMED},
    "quick to answer": lambda _place, _asked: {"learnt_hours": 0.5},
}
LESS: dict[str, dict[str, object]] = {
    "money": {"must_be_free": False},
    "the condition": {"staff_is_condition": False},
    "trans-friendly": {"trans_friendly": False},
    "steps": {"step_free": False},
    "children": {"children_along": False},
    "now": {"open_now": False},
    "secrets": {"secret_from": frozenset()},
    "papers": {"documents_known": False, "secret_from": frozenset()},
    "distance": {"reach": Reach.COUNTRY},
    "staying in": {"can_travel": True},
    "age": {"age": AgeBand.UNKNOWN},
    "whom": {"whom": frozenset()},
    "where she is": {"area": "", "country": "XX"},
}


def ranked(places: Sequence[Offered], asked: Needs) -> list[UUID]:
    """The ids of what fits, best first."""
    return [each.place.id for each in matched(places, asked, WHEN, GROUND)]


def rank(place: Offered, among: Sequence[Offered], asked: Needs) -> int:
    """How many stand before it; as many as there are where it does not appear."""
    found = ranked((place, *among), asked)
    return found.index(place.id) if place.id in found else len(among) + 1


@given(places=directories, asked=needs, data=st.data())
def test_the_order_in_which_services_are_given_changes_nothing(
    places: tuple[Offered, ...], asked: Needs, data: st.DataObject
) -> None:
    shuffled = tuple(data.draw(st.permutations(places)))

    assert matched(shuffled, asked, WHEN, GROUND) == matched(places, asked, WHEN, GROUND)
    assert excluded(shuffled, asked, WHEN, GROUND) == excluded(places, asked, WHEN, GROUND)


@given(places=directories, asked=needs)
def test_what_is_said_of_a_service_does_not_depend_on_what_else_there_is(
    places: tuple[Offered, ...], asked: Needs
) -> None:
    together = {each.place.id: each for each in matched(places, asked, WHEN, GROUND)}

    alone: list[Candidate] = []
    for place in places:
        alone += matched((place,), asked, WHEN, GROUND)

    assert together == {each.place.id: each for each in alone}


@pytest.mark.parametrize("gift", sorted(BETTER))
@settings(max_examples=30)
@given(place=offers, among=directories, asked=needs)
def test_what_was_asked_for_never_lowers_a_rank(
    place: Offered, among: tuple[Offered, ...], asked: Needs, gift: str
) -> None:
    better = msgspec.structs.replace(place, **BETTER[gift](place, asked))

    assert rank(better, among, asked) <= rank(place, among, asked)


@pytest.mark.parametrize("left_out", sorted(LESS))
@settings(max_examples=30)
@given(places=directories, asked=needs)
def test_asking_for_less_loses_no_candidate(
    places: tuple[Offered, ...], asked: Needs, left_out: str
) -> None:
    less = msgspec.structs.replace(asked, **LESS[left_out])

    assert set(ranked(places, less)) >= set(ranked(places, asked))


@given(places=directories, asked=needs)
def test_every_service_looked_at_fits_or_says_why_it_is_out(
    places: tuple[Offered, ...], asked: Needs
) -> None:
    found = set(ranked(places, asked))
    out = {each.place.id: each.refusals for each in excluded(places, asked, WHEN, GROUND)}

    assert found.isdisjoint(out)
    assert all(out.values())
    assert found | set(out) >= {
        each.id for each in places if not asked.kinds or each.categories & asked.kinds
    }


@given(places=directories, asked=needs, data=st.data())
def test_what_is_linked_to_the_case_never_appears(
    places: tuple[Offered, ...], asked: Needs, data: st.DataObject
) -> None:
    place = data.draw(offers)
    name = data.draw(st.sampled_from(["id", "service", "organization"]))
    kept = msgspec.structs.replace(asked, kept_from=frozenset({getattr(place, name)}))

    assert place.id not in ranked((place, *places), kept)


@given(places=directories, asked=needs, factory=st.uuids())
def test_what_belongs_to_her_factory_never_appears(
    places: tuple[Offered, ...], asked: Needs, factory: UUID
) -> None:
    owned = tuple(msgspec.structs.replace(each, factories=frozenset({factory})) for each in places)

    assert ranked(owned, msgspec.structs.replace(asked, factory=factory)) == []


@given(places=directories, asked=needs)
def test_points_are_the_sum_of_what_is_said_and_unknown_adds_nothing(
    places: tuple[Offered, ...], asked: Needs
) -> None:
    for each in matched(places, asked, WHEN, GROUND):
        counted = [WEIGHTS[reason.fact].points for reason in (*each.fits, *each.does_not)]
        assert each.points == sum(counted) <= each.most
        assert sorted((*each.fits, *each.does_not, *each.unknown), key=repr) == sorted(
            each.reasons, key=repr
        )


@given(places=directories, asked=needs)
def test_nothing_is_said_twice_under_one_heading(places: tuple[Offered, ...], asked: Needs) -> None:
    for each in matched(places, asked, WHEN, GROUND):
        headings = [WEIGHTS[reason.fact].criterion for reason in each.reasons]
        assert len(headings) == len(set(headings))


@given(places=directories, asked=needs)
def test_a_lane_outranks_all_points(places: tuple[Offered, ...], asked: Needs) -> None:
    found = matched(places, asked, WHEN, GROUND)

    assert [each.lane for each in found] == sorted((each.lane for each in found), reverse=True)


@given(places=directories, asked=needs, first=st.integers(0, 4))
def test_the_first_few_are_the_beginning_of_all(
    places: tuple[Offered, ...], asked: Needs, first: int
) -> None:
    every = matched(places, asked, WHEN, GROUND)

    assert matched(places, asked, WHEN, GROUND, first) == every[:first]


def test_every_fact_stands_in_the_table_once_and_unknown_counts_nothing() -> None:
    signs = {
        Verdict.FITS: lambda points: points > 0,
        Verdict.UNKNOWN: lambda points: points == 0,
        Verdict.DOES_NOT: lambda points: points <= 0,
    }

    assert set(WEIGHTS) == set(Fact)
    assert [fact for fact, row in WEIGHTS.items() if not signs[row.verdict](row.points)] == []


def test_every_heading_has_a_fact_and_a_lane_belongs_to_hours_that_count() -> None:
    assert {row.criterion for row in WEIGHTS.values()} == set(Criterion) == set(MOST)
    assert {WEIGHTS[fact].criterion for fact in LANES} == {
        Criterion.CARE_IN_TIME,
        Criterion.SAFETY_NOW,
    }
