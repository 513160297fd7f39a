"""A survivor who may be under age: what waits, and that a child's officer alone decides."""

from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.models import Membership, Role
from casework.case.covers import change, taken, the_cover
from casework.clocks.stages import Need
from casework.course import duties, minority, of_age
from casework.course.minority import AgeStep, NotAsked
from casework.course.recording import the_course
from casework.models.cover import Capacity, Holder
from casework.protection import gate
from casework.protection.gate import Act, GateClosed, Missing
from casework.readers.recipients import is_open_to
from tests.casework.inquiry.inquiring import YESTERDAY
from tests.casework.protection.protecting import let_through
from tests.casework.turning import turn
from tests.worlds import World

WHY = "She said that she turned sixteen in May."


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that the gate would let through, of somebody who turns out to be young."""
    case = world.told(db, world.complaint(told_for_programme=True))
    let_through(db, world, case, Act.NOTICE)
    minority.mark(db, turn(db, world, "member", case), WHY)
    db.commit()
    return case


def made_officer(db: Session, world: World, case: UUID, who: str) -> None:
    """Somebody of the case holds her keys as a child protection officer."""
    world.as_(db, who)
    cover = taken(db, case)
    own = world.people[who]
    holders = [_as_officer(each) if each.holder == own else each for each in cover.text.holders]
    change(db, cover, holders=holders)
    db.commit()


def _as_officer(holder: Holder) -> Holder:
    return Holder(
        holder=holder.holder,
        capacity=Capacity.CHILD_PROTECTION_OFFICER,
        compartments=holder.compartments,
        grants=holder.grants,
        sealed_to=holder.sealed_to,
    )


def on_record(db: Session, world: World, case: UUID) -> set[Need]:
    world.as_(db, "chair")
    return set(the_course(db, case).text.on_record)


def test_once_marked_nothing_is_done_that_he_notices(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(GateClosed) as closed:
        gate.require(db, turn(db, world, "chair", case), Act.NOTICE)

    assert Missing.CHILD in closed.value.missing
    assert on_record(db, world, case) == {Need.MAY_BE_CHILD}


def test_once_marked_a_childs_duty_to_report_counts_and_somebody_must_find_it_out(
    db: Session, world: World, case: UUID
) -> None:
    chair = turn(db, world, "chair", case)
    course, cover = the_course(db, case).text, the_cover(db, case).text

    found = duties.unanswered(duties.duties(db, cover, course, chair.now))

    assert [each.whose for each in found] == [duties.Whose.CHILDS]


def test_once_marked_a_child_protection_officer_can_be_handed_its_keys(
    db: Session, world: World, case: UUID
) -> None:
    officers = [each for each in world.readers(db) if each.role == "child_protection_officer"]
    cover = the_cover(db, case).text

    assert officers
    assert all(is_open_to(cover, each) for each in officers)


def test_it_is_marked_once(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(NotAsked):
        minority.mark(db, turn(db, world, "chair", case), WHY)


@pytest.mark.parametrize("step", [AgeStep.GOES_ON, AgeStep.STOPS, AgeStep.OF_AGE])
def test_nobody_but_a_child_protection_officer_decides(
    db: Session, world: World, case: UUID, step: AgeStep
) -> None:
    with pytest.raises(NotAsked):
        minority.decide(db, turn(db, world, "chair", case), step, "It seems right.")


def test_she_cannot_be_marked_by_what_an_officer_decides(
    db: Session, world: World, case: UUID
) -> None:
    made_officer(db, world, case, "supervisor")

    with pytest.raises(NotAsked):
        minority.decide(db, turn(db, world, "supervisor", case), AgeStep.MARKED, WHY)


@pytest.mark.parametrize(
    ("step", "left"),
    [
        (AgeStep.GOES_ON, {Need.MAY_BE_CHILD, Need.CHILD_OFFICER_AGREES}),
        (AgeStep.STOPS, {Need.MAY_BE_CHILD}),
        (AgeStep.OF_AGE, set()),
    ],
)
def test_what_the_officer_decides_is_on_record(
    db: Session, world: World, case: UUID, step: AgeStep, left: set[Need]
) -> None:
    made_officer(db, world, case, "supervisor")

    minority.decide(db, turn(db, world, "supervisor", case), step, "I spoke with her.")
    db.commit()

    assert on_record(db, world, case) == left
    assert the_cover(db, case).text.may_be_child is (step is not AgeStep.OF_AGE)


def test_with_an_officers_word_and_the_law_known_it_goes_on(
    db: Session, world: World, case: UUID
) -> None:
    made_officer(db, world, case, "supervisor")
    minority.decide(db, turn(db, world, "supervisor", case), AgeStep.GOES_ON, "With her mother.")
    db.commit()
    chair = turn(db, world, "chair", case)
    duties.answer(db, chair, duties.Whose.CHILDS, "Counsel: not by law.", required=False)
    db.commit()

    passed = gate.require(db, turn(db, world, "chair", case), Act.NOTICE)

    assert passed.is_open


@pytest.fixture
def without_officer(db: Session, world: World, case: UUID) -> UUID:
    """The same where nobody is a child protection officer any more."""
    ended = Membership.role == Role.CHILD_PROTECTION_OFFICER
    db.execute(update(Membership).where(ended).values(until_on=YESTERDAY))
    db.commit()
    return case


def lifted(db: Session, world: World, case: UUID, *people: str) -> None:
    """Each of them says that she is of age."""
    for who in people:
        of_age.lift(db, turn(db, world, who, case), "She told me alone.")
        db.commit()


def test_without_an_officer_two_say_that_she_is_of_age_and_it_goes_on(
    db: Session, world: World, without_officer: UUID
) -> None:
    lifted(db, world, without_officer, "chair")
    alone = on_record(db, world, without_officer)

    lifted(db, world, without_officer, "external")

    assert alone == {Need.MAY_BE_CHILD}
    assert on_record(db, world, without_officer) == set()
    assert not the_cover(db, without_officer).text.may_be_child


@pytest.mark.parametrize("who", ["member", "chair"])
def test_neither_whoever_marked_it_nor_the_same_person_twice_lifts_it(
    db: Session, world: World, without_officer: UUID, who: str
) -> None:
    lifted(db, world, without_officer, "chair")

    with pytest.raises(NotAsked):
        lifted(db, world, without_officer, who)


def test_where_an_officer_can_be_asked_nobody_else_lifts_it(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(NotAsked):
        lifted(db, world, case, "external")


def test_what_an_officer_has_stopped_nobody_else_lifts(
    db: Session, world: World, without_officer: UUID
) -> None:
    world.as_(db, "supervisor")
    before = the_cover(db, without_officer).text.holders
    made_officer(db, world, without_officer, "supervisor")
    supervisor = turn(db, world, "supervisor", without_officer)
    minority.decide(db, supervisor, AgeStep.STOPS, "She is afraid.")
    change(db, taken(db, without_officer), holders=before)
    db.commit()

    with pytest.raises(NotAsked):
        lifted(db, world, without_officer, "external")


def test_once_found_out_it_takes_two_to_mark_it_again(
    db: Session, world: World, without_officer: UUID
) -> None:
    lifted(db, world, without_officer, "chair", "external")
    minority.mark(db, turn(db, world, "member", without_officer), WHY)
    db.commit()
    alone = on_record(db, world, without_officer)
    with pytest.raises(NotAsked):
        minority.mark(db, turn(db, world, "member", without_officer), WHY)
    db.rollback()

    minority.mark(db, turn(db, world, "chair", without_officer), WHY)
    db.commit()

    assert alone == set()
    assert on_record(db, world, without_officer) == {Need.MAY_BE_CHILD}
