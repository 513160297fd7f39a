"""A complaint taken down by somebody else: who reads it then, and that its writer may not."""

from datetime import date
from uuid import UUID

import msgspec
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from auth import trail
from auth.models import CertificateRow, Membership
from casework import returning_number
from casework.answers import Age, Answers, Named, Reply, Wish
from casework.audience import audience
from casework.covers import the_cover
from casework.intake import NobodyReads
from casework.keeping import keep_delivered
from casework.models.case import Case
from casework.models.entry import Kind
from casework.taking_down import (
    Limit,
    NotCertified,
    TakenDown,
    Way,
    WishMissing,
    Wording,
    log,
    weigh,
)
from casework.timeline import Line, timeline
from casework.verifying import verify
from crypto import number
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from crypto.sealing import the_ring
from crypto.seeds import Seeds
from tests.casework.taking import logged, opens, taken
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, TODAY, World

C = Compartment
RECEIVED = {"cover", "told", "account", "outcome", "channel"}


def another(world: World, **changes: object) -> Answers:
    """A complaint about somebody no member of the cast is like."""
    named = Named(name="Jashim Uddin", post="storekeeper", line="12")
    return world.complaint(**{"respondent": named, **changes})


def lines(db: Session, world: World, who: str, case: UUID) -> list[Line]:
    """What somebody reads of a case."""
    world.as_(db, who)
    return timeline(db, case, world.register(db)).lines


def test_what_a_member_took_down_is_read_by_the_receivers(db: Session, world: World) -> None:
    made = logged(db, world, "conflicted", taken(another(world)))

    assert opens(db, world, "chair", made.case) == RECEIVED | {"identity"}
    statement = next(
        each for each in lines(db, world, "chair", made.case) if each.kind is Kind.STATEMENT
    )
    assert statement.text == "He put his hand on my back and did not stop."
    assert statement.author == world.people["conflicted"]
    assert statement.is_verified
    assert verify(db, made.case, world.register(db)).holds


@pytest.mark.parametrize("who", ["chair", "member", "conflicted", "external", "respondent"])
def test_whoever_does_not_go_on_holds_nothing_of_what_she_took_down(
    db: Session, world: World, who: str
) -> None:
    made = logged(db, world, who, taken(another(world)))

    assert made.code == ""
    assert not the_ring(db).holds(made.case, C.COVER)
    assert world.as_(db, who).cases == frozenset()
    with pytest.raises(KeyMissing):
        the_cover(db, made.case)


def test_nothing_she_wrote_stays_open_in_the_session(db: Session, world: World) -> None:
    world.as_(db, "chair")
    what, register = taken(another(world)), world.register(db)

    log(db, world.keys, what, world.author("chair"), register, world.prepare(), NOW)

    assert what.case not in the_ring(db).cases
    with pytest.raises(KeyMissing):
        the_cover(db, what.case)


def test_a_member_goes_on_where_the_survivor_agreed(db: Session, world: World) -> None:
    made = logged(db, world, "conflicted", taken(another(world), goes_on=True))

    assert made.code
    assert the_ring(db).holds(made.case, C.TOLD)
    assert opens(db, world, "conflicted", made.case) == RECEIVED | {"identity"}
    others = [bool(opens(db, world, who, made.case)) for who in ("chair", "member")]
    assert sorted(others) == [False, True]


def test_the_woman_she_picked_reads_beside_the_member_who_goes_on(
    db: Session, world: World
) -> None:
    answers = another(world, preferred_receiver=world.memberships["member"])

    made = logged(db, world, "conflicted", taken(answers, goes_on=True))

    assert opens(db, world, "member", made.case) != set()
    assert opens(db, world, "conflicted", made.case) != set()
    assert opens(db, world, "chair", made.case) == set()


@pytest.mark.parametrize("who", ["union", "officer", "stranger"])
def test_going_on_is_for_the_committee_of_that_factory(db: Session, world: World, who: str) -> None:
    answers = another(world, union=None, tells_programme=None, wants_officer=False)

    made = logged(db, world, who, taken(answers, goes_on=True))

    assert not made.is_open
    assert opens(db, world, who, made.case) == set()


def test_a_union_representative_reads_no_more_than_the_survivor_gave_her_union(
    db: Session, world: World
) -> None:
    made = logged(db, world, "union", taken(another(world)))

    assert opens(db, world, "union", made.case) == {"cover", "outcome"}
    assert [each.kind for each in lines(db, world, "union", made.case)] == [Kind.STAGE]


def test_a_chair_who_logs_against_himself_holds_no_key(db: Session, world: World) -> None:
    about_her = Named(name="Akter", post="welfare officer")
    what = taken(another(world, respondent=about_her), goes_on=True)

    made = logged(db, world, "chair", what)

    assert not made.is_open
    assert opens(db, world, "chair", made.case) == set()
    assert opens(db, world, "member", made.case) != set()
    assert world.people["chair"] in made.audience.withheld


def test_nobody_clears_herself_or_others_where_she_may_be_meant(db: Session, world: World) -> None:
    close = {world.memberships[who].hex: Reply.NO for who in ("chair", "conflicted", "respondent")}
    both = Named(name="Shirin Akter", post="supervisor", line="3")
    what = taken(another(world, respondent=both, close=close))

    weighed = weigh(db, world.keys, what, world.people["chair"], world.register(db), TODAY)

    assert weighed.is_conflicted
    assert weighed.answers.close == {}
    assert {world.people["chair"], world.people["respondent"]} <= set(weighed.audience.withheld)
    assert weighed.asked == ()


def test_where_the_person_decides_on_jobs_a_writer_of_the_factory_is_told_so(
    db: Session, world: World
) -> None:
    what = taken(another(world, decides_on_jobs=Reply.YES, told_for_programme=True), goes_on=True)

    weighed = weigh(db, world.keys, what, world.people["chair"], world.register(db), TODAY)

    assert weighed.is_conflicted
    assert {each.reader.person for each in weighed.audience.recipients} == {
        world.people[who] for who in ("supervisor", "union", "officer")
    }


def test_colleagues_who_may_be_meant_are_asked_about(db: Session, world: World) -> None:
    what = taken(world.complaint())

    weighed = weigh(db, world.keys, what, world.people["member"], world.register(db), TODAY)

    assert not weighed.is_conflicted
    assert "Abdul Karim" in [each.name for each in weighed.asked]
    assert world.people["respondent"] in weighed.audience.withheld


choices = st.fixed_dictionaries(
    {
        "wish": st.sampled_from([Wish.TALK, Wish.HELP, Wish.COMPLAIN]),
        "for_somebody_else": st.booleans(),
        "age": st.sampled_from([None, Age.ADULT, Age.UNDER_18, Age.NOT_SURE]),
        "name_for_committee": st.booleans(),
        "name_for_union": st.booleans(),
        "name_for_programme": st.booleans(),
        "tells_programme": st.sampled_from([None, True, False]),
        "declines_programme": st.booleans(),
        "told_for_programme": st.booleans(),
        "wants_officer": st.booleans(),
        "needs_for_committee": st.booleans(),
        "decides_on_jobs": st.sampled_from([None, Reply.NO, Reply.UNKNOWN]),
    }
)


@given(choices, st.booleans(), st.sampled_from(["stranger", "analyst"]))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_her_choices_decide_who_holds_what_whoever_writes_them_down(
    db: Session, world: World, chosen: dict[str, object], has_union: bool, who: str
) -> None:
    db.rollback()
    union = world.bodies["union"] if has_union else None
    answers = another(world, union=union, **chosen)
    expected = audience(answers, world.readers(db), frozenset())
    assume(not expected.is_too_small)

    made = log(
        db, world.keys, taken(answers), world.author(who), world.register(db), world.prepare(), NOW
    )

    found = {each.reader.person: set(each.compartments) for each in made.audience.recipients}
    assert found == {each.reader.person: {*each.compartments} for each in expected.recipients}
    keys = {
        person: {each.compartment for each in ring_of(db, world, person).held(made.case)}
        for person in world.people.values()
    }
    assert {person: parts for person, parts in keys.items() if parts} == found


def ring_of(db: Session, world: World, person: UUID):  # type: ignore[no-untyped-def]
    who = next(name for name, known in world.people.items() if known == person)
    return world.as_(db, who)
