"""Interim measures: none moves her without her yes, none that he notices passes the gate by."""

from contextlib import suppress
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from casework.asking.asking import NoYes
from casework.asking.questions import QuestionKind, Reply
from casework.course.promised import PLAN, REVIEWS, kept
from casework.desk.due import Due
from casework.desk.held import list_cases
from casework.procedures.loading import CODES, packs, the_pack
from casework.procedures.terms import Binding
from casework.protection import measures as m
from casework.protection.gate import Act, GateClosed
from casework.protection.holding import Hold, Keeping, ask_for, holds, skip
from casework.protection.measured import Measure, State, consent, measures
from casework.protection.measures import NoMeasure, Proposal
from casework.protection.offers import Offer, offers, word_of
from tests.casework.course.test_reminding import told_of as reminded
from tests.casework.inquiry.inquiring import course_of
from tests.casework.protection.protecting import (
    NEXT_WEEK,
    TODAY,
    let_through,
    lines_of,
    planned,
    she_says,
    told_of,
)
from tests.casework.turning import turn
from tests.casework.views.test_desk import look
from tests.worlds import World

Q = QuestionKind
DAY = timedelta(days=1)
LATER = TODAY + 45 * DAY
"""No day on which anybody is asked whether she is punished."""


def offer(name: str) -> Offer:
    return {each.id: each for each in offers(the_pack("generic"))}[name]


def proposed(
    db: Session, world: World, case: UUID, of: Offer, asked: str = "Do you want this?"
) -> UUID:
    chair = turn(db, world, "chair", case)
    made = m.propose(
        db, chair, Proposal(offer=of, what="Line 5, day shift", from_on=TODAY, asked=asked)
    )
    db.commit()
    return made


def granted(db: Session, world: World, case: UUID, id_: UUID) -> None:
    m.grant(db, turn(db, world, "chair", case), id_, "It protects her.", None, NEXT_WEEK)
    db.commit()


def the_one(db: Session, world: World, case: UUID, id_: UUID) -> Measure:
    return measures(lines_of(db, world, case))[id_]


@pytest.mark.parametrize("code", CODES)
def test_every_pack_offers_its_own_measures_and_ours(code: str) -> None:
    pack = the_pack(code)

    offered = offers(pack)

    words = {word_of(each.id) for each in offered}
    assert {"separate", "leave", "nocontact", "transport", "remote"} <= words
    assert {each.id for each in pack.interim_measures if each.enabled} <= {
        each.id for each in offered
    }
    assert all(each.wants_consent for each in offered if each.moves_her)


@pytest.mark.parametrize("code", CODES)
def test_she_can_ask_for_another_line_herself_and_is_never_put_there_without_her_yes(
    code: str,
) -> None:
    line = {word_of(each.id): each for each in offers(the_pack(code))}["line"]

    assert line.moves_her
    assert line.wants_consent
    assert line.he_notices


def test_no_measure_of_ours_is_shown_as_law() -> None:
    ours = [each for pack in packs() for each in offers(pack) if each.id.startswith("our_")]

    assert {each.binding for each in ours} == {Binding.RECOMMENDED}


def test_what_moves_her_is_not_granted_before_she_says_yes(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case, offer("remote"))
    with pytest.raises(NoYes):
        granted(db, world, case, id_)
    db.rollback()
    let_through(db, world, case, Act.MOVE, id_.hex)

    granted(db, world, case, id_)

    found = the_one(db, world, case, id_)
    assert (found.state, found.reason, found.review_on) == (
        State.GRANTED,
        "It protects her.",
        NEXT_WEEK,
    )


def due_on_desk(db: Session, world: World) -> list[date]:
    """The days on which the chair's desk says that something is looked at with her."""
    (row,) = list_cases(db, look(db, world, "chair"))
    return [each.on for each in row.days if each.what is Due.SAFETY]


def kept_days(db: Session, world: World, case: UUID) -> list[date]:
    """When something is looked at with her again, apart from her plan."""
    days = kept(course_of(db, world, case), REVIEWS)
    return [on for what, on in days.items() if what != PLAN]


@pytest.mark.parametrize(
    ("until_on", "told_on"),
    [(None, LATER), (LATER + DAY, LATER), (LATER - DAY, LATER - DAY)],
    ids=["until further notice", "longer", "shorter"],
)
def test_a_granted_measure_is_told_of_before_it_lapses(
    db: Session, world: World, case: UUID, until_on: date | None, told_on: date
) -> None:
    id_ = proposed(db, world, case, offer("remote"))
    let_through(db, world, case, Act.MOVE, id_.hex)
    before = reminded(db, world)["chair"]

    m.grant(db, turn(db, world, "chair", case), id_, "It protects her.", until_on, LATER)
    db.commit()

    assert reminded(db, world)["chair"] - before == {told_on}
    assert kept_days(db, world, case) == [told_on]


def test_its_day_moves_with_a_review_and_goes_with_its_end(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case, offer("remote"))
    let_through(db, world, case, Act.MOVE, id_.hex)
    chair = turn(db, world, "chair", case)
    m.grant(db, chair, id_, "It protects her.", LATER + DAY, LATER - DAY)
    db.commit()

    m.review(db, turn(db, world, "chair", case), id_, "She feels safer.", LATER + 2 * DAY)
    db.commit()
    reviewed = kept_days(db, world, case)
    let_through(db, world, case, Act.MOVE, id_.hex)
    m.end(db, turn(db, world, "chair", case), id_, "She moved house.")
    db.commit()

    assert reviewed == [LATER + DAY]
    assert kept_days(db, world, case) == []
    assert LATER + DAY not in reminded(db, world)["chair"]


def test_a_measure_that_lapses_stands_on_the_desk_until_somebody_ends_it(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case, offer("remote"))
    let_through(db, world, case, Act.MOVE, id_.hex)
    m.grant(db, turn(db, world, "chair", case), id_, "It protects her.", TODAY + DAY, NEXT_WEEK)
    db.commit()
    granted_until = due_on_desk(db, world)

    let_through(db, world, case, Act.MOVE, id_.hex)
    m.end(db, turn(db, world, "chair", case), id_, "She moved house.")
    db.commit()

    assert granted_until == [TODAY + DAY]
    assert due_on_desk(db, world) == [NEXT_WEEK]


EVERY = tuple({each.id: each for pack in packs() for each in offers(pack)}.values())


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    of=st.sampled_from(EVERY),
    asked=st.sampled_from(["", "Shall we?"]),
    reply=st.sampled_from([Reply.NO, Reply.IN_WORDS]),
)
def test_behind_an_open_gate_nothing_that_wants_her_yes_is_granted_without_it(
    db: Session, world: World, case: UUID, of: Offer, asked: str, reply: Reply
) -> None:
    id_ = proposed(db, world, case, of, asked)
    act = the_one(db, world, case, id_).act
    planned(db, world, case)
    told_of(db, world, case, act, id_.hex)
    she_says(db, world, case, Reply.YES, Q.DAY_AND_HOUR, Q.MAY_STOP)
    she_says(db, world, case, reply, Q.MEASURE)

    with suppress(NoYes):
        granted(db, world, case, id_)
    db.rollback()

    state = the_one(db, world, case, id_).state
    assert state is (State.PROPOSED if of.wants_consent else State.GRANTED)
    assert not (of.moves_her and state is State.GRANTED)


def test_what_he_notices_waits_at_the_gate_although_she_agreed(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case, offer("suspend"))
    she_says(db, world, case)

    with pytest.raises(GateClosed) as closed:
        granted(db, world, case, id_)

    assert closed.value.act is Act.SUSPENSION


def test_transport_home_needs_her_yes_and_no_gate(db: Session, world: World, case: UUID) -> None:
    id_ = proposed(db, world, case, offer("transport"))
    she_says(db, world, case)

    granted(db, world, case, id_)

    assert the_one(db, world, case, id_).state is State.GRANTED


def test_after_it_was_granted_her_yes_is_used_up(db: Session, world: World, case: UUID) -> None:
    id_ = proposed(db, world, case, offer("transport"))
    she_says(db, world, case)
    granted(db, world, case, id_)

    asked = consent(lines_of(db, world, case), the_one(db, world, case, id_))

    assert asked is not None
    assert asked.acted_at is not None


def test_a_measure_is_refused_with_a_reason_reviewed_and_ended(
    db: Session, world: World, case: UUID
) -> None:
    kept, refused = (proposed(db, world, case, offer("transport")) for _each in range(2))
    she_says(db, world, case)
    granted(db, world, case, kept)
    m.refuse(db, turn(db, world, "chair", case), refused, "The bus does not run.")
    m.review(db, turn(db, world, "member", case), kept, "She feels safer.", date(2026, 3, 16))
    m.end(db, turn(db, world, "member", case), kept, "She moved house.")
    db.commit()

    found = measures(lines_of(db, world, case))

    assert (found[refused].state, found[refused].reason) == (State.REFUSED, "The bus does not run.")
    assert (found[kept].state, found[kept].reason) == (State.ENDED, "She moved house.")
    assert [words for _at, words in found[kept].reviews] == ["She feels safer."]


@pytest.mark.parametrize("until", [None, TODAY + 9 * DAY])
def test_he_does_not_come_back_early_before_she_knows(
    db: Session, world: World, case: UUID, until: date | None
) -> None:
    id_ = proposed(db, world, case, offer("suspend"))
    let_through(db, world, case, Act.SUSPENSION, id_.hex)
    m.grant(db, turn(db, world, "chair", case), id_, "It protects her.", until, NEXT_WEEK)
    db.commit()

    with pytest.raises(GateClosed):
        m.end(db, turn(db, world, "chair", case), id_, "He asks to come back.")
    db.rollback()
    let_through(db, world, case, Act.SUSPENSION, id_.hex)
    m.end(db, turn(db, world, "chair", case), id_, "She knows of it.")
    db.commit()

    assert the_one(db, world, case, id_).state is State.ENDED


def test_a_measure_ends_without_a_gate_on_the_day_she_was_told(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case, offer("suspend"))
    let_through(db, world, case, Act.SUSPENSION, id_.hex)
    m.grant(db, turn(db, world, "chair", case), id_, "It protects her.", TODAY, NEXT_WEEK)
    db.commit()

    m.end(db, turn(db, world, "chair", case), id_, "It was until today.")

    assert the_one(db, world, case, id_).state is State.ENDED


@pytest.mark.parametrize("verb", [m.refuse, m.end])
def test_a_measure_nobody_proposed_is_not_decided(
    db: Session, world: World, case: UUID, verb: object
) -> None:
    assert callable(verb)
    with pytest.raises(NoMeasure):
        verb(db, turn(db, world, "chair", case), uuid4(), "No")


def test_evidence_is_asked_for_of_a_whole_floor_once_the_gate_is_open(
    db: Session, world: World, case: UUID
) -> None:
    hold = Hold(
        floor="Second floor", first_day=TODAY, last_day=TODAY, keeping=(Keeping.CCTV,),
        asked_of="The gate office",
    )  # fmt: skip
    with pytest.raises(GateClosed):
        ask_for(db, turn(db, world, "chair", case), hold)
    db.rollback()
    planned(db, world, case)
    told_of(db, world, case, Act.HOLD)
    she_says(db, world, case)

    ask_for(db, turn(db, world, "chair", case), hold)
    skip(db, turn(db, world, "chair", case), "The cameras keep three months.")
    db.commit()

    found = holds(lines_of(db, world, case))
    assert [each.hold for each in found] == [hold, None]
    assert found[1].reason == "The cameras keep three months."
