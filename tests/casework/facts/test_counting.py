"""What happens in a case is counted once, coarsely, and only as she wants it."""

from collections import Counter
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from casework.asking.asking import answer
from casework.asking.questions import QuestionKind, Reply, SafeBy, newest_about
from casework.case.answers import Wish
from casework.clocks.routes import Route
from casework.ending.before import ask_feedback
from casework.facts import of_outcome
from casework.facts.count import Count
from casework.facts.fact import Answer, Channel, Fact, FactKind, Result, Step
from casework.facts.origin import NAME
from casework.facts.reading import said_in
from casework.helping.moving import Heard as Told
from casework.helping.moving import note
from casework.helping.states import State
from casework.inquiry import carrying_out
from casework.inquiry.carrying_out import Saw
from casework.models.cover import CoverText
from casework.models.entry import Entry, Kind, Said
from casework.models.measuring import MeasurementKeyRow, OutboxFact, Tally, TallyText
from casework.procedures.terms import Gender, OutcomeKind, StageId
from casework.protection.safety import Assessment, Plan, assess, make_plan
from casework.protection.signs import Sign, Watched
from casework.protection.watching import Heard, write_down
from casework.taking_down.complaint import Way
from crypto.compartments import Compartment
from crypto.errors import BoxBroken
from tests.casework.ending.ends import at_its_end, closed, gone_on, ready
from tests.casework.facts.counting import counted, counts, origin
from tests.casework.helping.being_counted import agreed, asked, refused
from tests.casework.helping.referred import asked_for_help, needs_of_her
from tests.casework.helping.test_consenting import asked_her, by_number, she_presses
from tests.casework.inquiry.inquiring import (
    PAY,
    TODAY,
    applied,
    brought_to_route,
    decided,
)
from tests.casework.inquiry.test_decisions import SANCTION
from tests.casework.numbers import hers, seeds_of
from tests.casework.protection.protecting import lines_of
from tests.casework.taking import logged, taken
from tests.casework.turning import turn
from tests.worlds import NOW, World

F, A = FactKind, Answer


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint in a factory whose programme counts."""
    counts(db, world)
    return world.told(db, world.complaint(told_for_programme=True))


def of(db: Session, world: World, kind: FactKind) -> list[Fact]:
    """What is counted of one kind."""
    return list(counted(db, world).of(kind))


def how_many(db: Session, world: World) -> Counter[FactKind]:
    """How many facts of each kind count."""
    return Counter(each.kind for each in counted(db, world))


def tally_of(db: Session, world: World, case: UUID) -> TallyText:
    world.as_(db, "chair")
    return db.scalars(select(Tally).where(Tally.case_id == case)).one().text


def test_a_complaint_is_counted_when_it_is_told(db: Session, world: World) -> None:
    counts(db, world)

    world.told(db, world.complaint(kinds=["touching", "digital"], gender=Gender.WOMAN))

    (fact,) = counted(db, world)
    assert (fact.kind, fact.month, fact.received) == (F.RECEIVED, "2026-03", "2026-03")
    assert fact.factory == world.bodies["factory"]
    assert fact.forms == ("digital", "touching")
    assert (fact.sex, fact.channel) == (Gender.WOMAN, Channel.ONLINE)
    assert fact.delay is None


def test_what_is_taken_down_says_how_it_came_and_how_long_after(db: Session, world: World) -> None:
    counts(db, world)
    day = TODAY.replace(month=2, day=20)

    logged(db, world, "supervisor", taken(world.complaint(), way=Way.SAVINGS_GROUP, event_on=day))

    (fact,) = of(db, world, F.RECEIVED)
    assert (fact.channel, fact.delay) == (Channel.SAVINGS_GROUP, 10)


@pytest.mark.parametrize("way", Way)
def test_every_way_by_which_a_complaint_comes_is_one_of_a_fact(way: Way) -> None:
    assert Channel(way.value)


def test_a_fact_holds_nothing_that_leads_to_a_case(db: Session, world: World, case: UUID) -> None:
    (fact,) = counted(db, world)
    people = set(world.people.values())

    assert case not in (fact.id, fact.factory, fact.programme)
    assert fact.id not in people


def test_nothing_is_written_where_the_programme_has_no_key(db: Session, world: World) -> None:
    db.info[NAME] = origin(world)

    world.told(db, world.complaint())

    assert db.scalars(select(OutboxFact)).all() == []
    assert db.scalars(select(Tally)).all() == []


def test_a_broken_key_of_a_programme_stops_no_complaint_and_no_count(
    db: Session, world: World
) -> None:
    counts(db, world)
    programme = world.bodies["programme"]
    db.add(MeasurementKeyRow(programme_id=programme, year=2026, number=9, body=b"garbage"))
    db.commit()

    case = world.told(db, world.complaint())

    assert db.scalars(select(Entry).where(Entry.case_id == case)).first() is not None
    assert len(of(db, world, F.RECEIVED)) == 1


def test_what_cannot_be_counted_is_written_all_the_same(
    db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.facts.counting.send", _fails)
    before = tally_of(db, world, case)

    with capture_logs() as logged_:
        assess(db, turn(db, world, "chair", case), Assessment(danger="no"))
        db.commit()

    assert len(said_in(db, case, Compartment.ACCOUNT, Kind.SAFETY)) == 1
    assert tally_of(db, world, case) == before
    assert {each["error"] for each in logged_ if "error" in each} == {"BoxBroken"}
    assert "her words" not in str(logged_)


def _fails(*_said: object) -> None:
    raise BoxBroken("her words")


def test_what_she_keeps_to_decide_later_is_not_counted(db: Session, world: World) -> None:
    counts(db, world)

    world.told(db, world.complaint(wish=Wish.KEEP))

    assert db.scalars(select(OutboxFact)).all() == []


def test_a_case_from_safety_to_its_end(db: Session, world: World, case: UUID) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    closed(db, world, case)

    found = how_many(db, world)

    assert found == {
        F.RECEIVED: 1,
        F.SAFETY: 1,
        F.STAGE_ENDED: 3,
        F.ROUTE: 1,
        F.FEEDBACK: 1,
        F.CLOSED: 1,
    }
    (end,) = of(db, world, F.CLOSED)
    assert (end.result, end.route, end.days) == (Result.HELPED, Route.SUPPORT_ONLY, 0)
    stages = {each.stage for each in of(db, world, F.STAGE_ENDED)}
    assert stages == {StageId.RECEIVE, StageId.SAFETY, StageId.ROUTE}


def test_a_plan_corrects_that_there_was_none(db: Session, world: World, case: UUID) -> None:
    gone_on(db, world, case, StageId.SAFETY)
    assess(db, turn(db, world, "chair", case), Assessment(danger="no", threats="yes"))
    db.commit()
    (first,) = of(db, world, F.SAFETY)

    make_plan(db, turn(db, world, "chair", case), Plan(places="At my sister's."))
    db.commit()

    (second,) = of(db, world, F.SAFETY)
    assert (first.needed, first.done) == (A.YES, A.NO)
    assert (second.needed, second.done, second.replaces) == (A.YES, A.YES, first.id)


def test_the_day_it_happened_learnt_later_corrects_the_complaint(
    db: Session, world: World, case: UUID
) -> None:
    gone_on(db, world, case, StageId.SAFETY)
    day = TODAY.replace(month=2, day=26)
    assess(db, turn(db, world, "chair", case), Assessment(danger="no", event_on=day))
    db.commit()

    (fact,) = of(db, world, F.RECEIVED)

    assert fact.delay == 4
    assert fact.forms == ("touching",)


def test_a_sanction_that_somebody_saw_applied(db: Session, world: World, case: UUID) -> None:
    brought_to_route(db, world, case)
    (item,) = decided(db, world, case, (SANCTION,))
    applied(db, world, case, item)

    carrying_out.verify(db, turn(db, world, "external", case), item, Saw.APPLIED, "")
    db.commit()

    (fact,), (done,) = of(db, world, F.DECIDED), of(db, world, F.APPLIED)
    assert (fact.result, fact.outcome) == (Result.SUBSTANTIATED, OutcomeKind.DISCIPLINARY)
    assert (fact.sanction, fact.remedy) == (SANCTION, None)
    assert (done.sanction, done.done, done.days) == (SANCTION, A.YES, 0)


def test_a_remedy_that_was_not_there_when_somebody_looked(
    db: Session, world: World, case: UUID
) -> None:
    brought_to_route(db, world, case)
    (item,) = decided(db, world, case, PAY)
    applied(db, world, case, item)

    carrying_out.verify(db, turn(db, world, "external", case), item, Saw.NOT_APPLIED, "")
    db.commit()

    (done,) = of(db, world, F.REMEDY)
    assert (done.remedy, done.done) == (PAY[0], A.NO)


def test_a_sign_of_retaliation_is_counted_once_a_case(
    db: Session, world: World, case: UUID
) -> None:
    heard = Heard(whom=Watched.SURVIVOR, how="phone", signs=(Sign.LINE,), on=TODAY)
    write_down(db, turn(db, world, "chair", case), heard, changed=True)
    db.commit()
    write_down(db, turn(db, world, "chair", case), heard, changed=True)
    db.commit()

    (sign,) = of(db, world, F.RETALIATION)

    assert sign.within is A.YES
    assert len(of(db, world, F.FOLLOW_UP)) == 2


def test_her_answer_takes_the_place_of_that_she_was_asked(
    db: Session, world: World, case: UUID
) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    (asked_her_,) = of(db, world, F.FEEDBACK)
    question = newest_about(lines_of(db, world, case, "external"), QuestionKind.FEEDBACK, "")
    assert question is not None

    answer(db, hers(db, world, case, seeds_of(db, world)), question.id, Reply.YES)
    db.commit()

    (answered,) = of(db, world, F.FEEDBACK)
    assert (asked_her_.satisfied, asked_her_.by_another) == (None, A.YES)
    assert (answered.satisfied, answered.by_another) == (A.YES, A.YES)


def test_asked_once_more_her_first_answer_stands(db: Session, world: World, case: UUID) -> None:
    at_its_end(db, world, case)
    ready(db, world, case)
    question = newest_about(lines_of(db, world, case, "external"), QuestionKind.FEEDBACK, "")
    assert question is not None
    answer(db, hers(db, world, case, seeds_of(db, world)), question.id, Reply.YES)
    db.commit()

    ask_feedback(db, turn(db, world, "external", case), "And how was it now?", SafeBy.PAGE)
    db.commit()

    assert {each.satisfied for each in of(db, world, F.FEEDBACK)} == {A.YES, None}


def test_help_is_counted_from_sending_to_its_end(db: Session, world: World, case: UUID) -> None:
    needs_of_her(db, world, case)
    referral = asked_for_help(db, world, case)
    note(db, turn(db, world, "officer", case), referral, Told(state=State.ACCEPTED))
    db.commit()
    note(db, turn(db, world, "officer", case), referral, Told(state=State.DONE))
    db.commit()

    found = of(db, world, F.REFERRAL)

    assert {each.step for each in found} == {Step.OFFERED, Step.ACCEPTED, Step.COMPLETED}
    assert {each.need for each in found} == {"health"}


def test_a_no_to_passing_on_is_counted_and_a_yes_taken_back_is_not(
    db: Session, world: World, case: UUID
) -> None:
    needs_of_her(db, world, case)
    refused(db, world, case, asked_her(db, world, case))

    assert len(of(db, world, F.CONSENT_REFUSED)) == 1


def test_her_no_to_being_counted_takes_back_what_was_counted(
    db: Session, world: World, case: UUID
) -> None:
    at_its_end(db, world, case)
    needs_of_her(db, world, case)
    refused(db, world, case, asked(db, world, case))
    ready(db, world, case)
    closed(db, world, case)

    (fact,) = counted(db, world)

    assert (fact.kind, fact.factory) == (F.NOT_COUNTED, world.bodies["factory"])
    assert (fact.forms, fact.received, fact.country) == (None, None, None)


def test_her_own_no_takes_back_at_once_also_what_was_counted_outside_the_outcome(
    db: Session, world: World, case: UUID
) -> None:
    needs_of_her(db, world, case)
    by_number(db, world, case, asked_her(db, world, case))
    db.commit()
    assert how_many(db, world) == {F.RECEIVED: 1, F.CONSENT_REFUSED: 1}

    by_number(db, world, case, asked(db, world, case))
    db.commit()

    assert how_many(db, world) == {F.NOT_COUNTED: 1}


def test_her_yes_after_a_no_counts_her_at_once(db: Session, world: World, case: UUID) -> None:
    needs_of_her(db, world, case)
    by_number(db, world, case, asked(db, world, case))
    db.commit()
    consent = asked(db, world, case)

    she_presses(db, world, case, consent)

    assert how_many(db, world) == {F.RECEIVED: 1}


def test_after_her_no_nothing_of_her_help_is_counted_either(
    db: Session, world: World, case: UUID
) -> None:
    needs_of_her(db, world, case)
    refused(db, world, case, asked(db, world, case))

    asked_for_help(db, world, case)

    assert of(db, world, F.REFERRAL) == []


def test_her_yes_after_a_no_counts_her_again(db: Session, world: World, case: UUID) -> None:
    needs_of_her(db, world, case)
    refused(db, world, case, asked(db, world, case))
    gone_on(db, world, case, StageId.SAFETY)
    assert how_many(db, world) == {F.NOT_COUNTED: 1}

    agreed(db, world, case)
    assess(db, turn(db, world, "chair", case), Assessment(danger="no"))
    db.commit()

    found = how_many(db, world)
    assert found[F.RECEIVED] == 1
    assert found[F.NOT_COUNTED] == 0


def test_the_ids_of_facts_stand_in_the_outcome_of_the_case(
    db: Session, world: World, case: UUID
) -> None:
    known = tally_of(db, world, case).facts

    assert set(known.values()) == {each.id for each in counted(db, world)}


def _seen_done(decided_: OutcomeKind) -> list[FactKind]:
    """What it counts as that somebody saw done what was decided."""
    said = Said(
        kind=Kind.CARRIED_OUT, at=NOW, facts={"step": "seen", "about": "1", "saw": "applied"}
    )
    cover = CoverText(
        code="", received_at=NOW, holders=[], survivor=None, number=None, heads={}, trail_keys=[]
    )
    tally = TallyText(decided={"1": f"{decided_.value} x"}, decided_on=TODAY)
    count = Count(Session(), uuid4(), cover, said, tally=tally)
    of_outcome.carried_out(count)
    return [each.kind for each in count.made]


@pytest.mark.parametrize(
    ("decided_", "counted_as"),
    [
        (OutcomeKind.DISCIPLINARY, [F.APPLIED]),
        (OutcomeKind.REMEDY, [F.REMEDY]),
        (OutcomeKind.CRIMINAL, []),
        (OutcomeKind.EMPLOYER_PENALTY, []),
        (OutcomeKind.SETTLEMENT, []),
        (OutcomeKind.NO_FINDING, []),
    ],
)
def test_only_what_was_decided_for_her_is_a_remedy_when_somebody_saw_it_done(
    decided_: OutcomeKind, counted_as: list[FactKind]
) -> None:
    assert _seen_done(decided_) == counted_as
