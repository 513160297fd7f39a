"""She reads what became of each measure she was asked about, and why, as long as that is safe."""

from uuid import UUID

from sqlalchemy.orm import Session

from casework.asking.questions import SafeBy
from casework.case.timeline import Line, timeline
from casework.models.number import Status
from casework.procedures.loading import the_pack
from casework.protection import measures as m
from casework.protection.gate import Act
from casework.protection.her_measures import HerMeasure, her_measures
from casework.protection.measured import State, measures
from casework.protection.measures import Proposal
from casework.protection.offers import offers
from tests.casework.numbers import found, hers, seeds_of
from tests.casework.protection.protecting import NEXT_WEEK, TODAY, let_through, lines_of
from tests.casework.turning import turn
from tests.worlds import World

REMOTE = {each.id: each for each in offers(the_pack("generic"))}["remote"]
WHERE = "The office at the gate, day shift"


def proposed(
    db: Session,
    world: World,
    case: UUID,
    safe_by: SafeBy = SafeBy.PAGE,
    asked: str = "Do you want this?",
) -> UUID:
    proposal = Proposal(offer=REMOTE, what=WHERE, from_on=TODAY, asked=asked, safe_by=safe_by)
    id_ = m.propose(db, turn(db, world, "chair", case), proposal)
    db.commit()
    return id_


def refused(db: Session, world: World, case: UUID, id_: UUID) -> None:
    m.refuse(db, turn(db, world, "chair", case), id_, "There is no free place there.")
    db.commit()


def read_by_her(db: Session, world: World, case: UUID) -> list[Line]:
    her = hers(db, world, case, seeds_of(db, world))
    return timeline(db, case, her.register).lines


def shown(db: Session, world: World, case: UUID) -> HerMeasure:
    (one,) = her_measures(read_by_her(db, world, case))
    return one


def test_she_reads_that_it_is_not_decided_yet(db: Session, world: World, case: UUID) -> None:
    proposed(db, world, case)

    one = shown(db, world, case)

    assert (one.told.step, one.told.what, one.told.from_on) == (State.PROPOSED, WHERE, TODAY)


def test_she_reads_that_it_was_granted_why_and_when_it_is_looked_at(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case)
    let_through(db, world, case, Act.MOVE, id_.hex)
    chair = turn(db, world, "chair", case)
    m.grant(db, chair, id_, "It keeps you away from him.", NEXT_WEEK, NEXT_WEEK)
    db.commit()
    m.review(db, turn(db, world, "chair", case), id_, "It helps.", NEXT_WEEK)
    db.commit()

    one = shown(db, world, case)

    assert (one.told.step, one.told.why) == (State.GRANTED, "It keeps you away from him.")
    assert (one.told.until_on, one.told.review_on) == (NEXT_WEEK, NEXT_WEEK)
    assert [words for _at, words in one.looked_at] == ["It helps."]


def test_she_reads_that_it_was_refused_and_why_and_her_number_says_so(
    db: Session, world: World, case: UUID
) -> None:
    refused(db, world, case, proposed(db, world, case))

    one, row = shown(db, world, case), found(db, world)

    assert (one.told.step, one.told.why) == (State.REFUSED, "There is no free place there.")
    assert row is not None
    assert row.facts.status is Status.ANSWER_WAITS


def test_what_is_asked_in_person_alone_stands_nowhere_on_her_page(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case, SafeBy.IN_PERSON)
    refused(db, world, case, id_)

    assert her_measures(read_by_her(db, world, case)) == []
    assert measures(lines_of(db, world, case))[id_].state is State.REFUSED


def test_where_her_page_is_not_safe_nothing_stands_there_though_nobody_asked_her(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case, SafeBy.IN_PERSON, asked="")
    refused(db, world, case, id_)

    assert her_measures(read_by_her(db, world, case)) == []
    assert measures(lines_of(db, world, case))[id_].safe_by is SafeBy.IN_PERSON


def test_asked_again_elsewhere_what_is_said_last_of_her_page_counts(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case)
    chair = turn(db, world, "chair", case)
    m.ask_again(db, chair, id_, "Do you want this?", SafeBy.IN_PERSON)
    db.commit()

    refused(db, world, case, id_)

    assert shown(db, world, case).told.step == State.PROPOSED


def test_what_she_reads_is_counted_once_by_those_who_decide(
    db: Session, world: World, case: UUID
) -> None:
    id_ = proposed(db, world, case)
    refused(db, world, case, id_)

    known = measures(lines_of(db, world, case))

    assert list(known) == [id_]
    assert known[id_].reviews == ()
