"""A supervisor's board: committees of her programme, and no trace of a case she holds no key of."""

from datetime import timedelta
from uuid import UUID, uuid4

from msgspec.structs import replace
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from auth.arriving import standings_of
from auth.models import Membership, Organization
from casework.case import handling
from casework.case.covers import the_cover
from casework.committee import book as books
from casework.desk.held import Look
from casework.models.committee_book import Book, Forum, Hazard, Prevention, Sitter
from casework.oversight.board import Board, Clocks, board
from casework.oversight.coaching import written
from casework.readers.intentions import fulfil, intend
from crypto.compartments import Compartment
from tests.casework.numbers import OTHER_NUMBER
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

C = Compartment
LATER = NOW + timedelta(hours=48)


def seen(db: Session, world: World, who: str = "supervisor") -> Board:
    """What this person's board shows."""
    ring = world.as_(db, who)
    actor = Actor(
        Rank.STAFF,
        world.people[who],
        standings=standings_of(db, world.people[who], TODAY),
        ring_loader=lambda _actor: ring,
    )
    return board(db, Look(actor, world.keys, world.register(db), NOW))


def called_in(db: Session, world: World, case: UUID) -> None:
    """The chair calls the supervisor in, and hands the keys over two days later."""
    parts = (C.TOLD, C.OUTCOME, C.CHANNEL)
    meant = intend(
        db, turn(db, world, "chair", case), world.people["supervisor"], parts, "We need help."
    )
    fulfil(db, turn(db, world, "chair", case, now=LATER), meant.id)
    db.commit()


def test_a_case_without_a_key_for_her_is_in_no_list_and_in_no_number(
    db: Session, world: World
) -> None:
    before = seen(db, world)
    world.told(db, world.complaint(tells_programme=None))

    after = seen(db, world)

    assert [each.cases for each in after.places] == [[]]
    assert after == before


def test_a_case_she_was_called_into_stands_at_its_factory_with_the_reason(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(tells_programme=None))
    called_in(db, world, case)

    (place,) = [each for each in seen(db, world).places if each.cases]

    (found,) = place.called
    assert place.sitting.place.name == "Rupali Knitwear"
    assert found.called is not None
    assert found.called.reason == "We need help."
    assert not found.is_past_committee


def test_once_she_stepped_out_nothing_of_it_is_left(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(tells_programme=None))
    called_in(db, world, case)

    handling.step_out(db, turn(db, world, "supervisor", case), "The committee goes on alone.")
    db.commit()

    assert [each.cases for each in seen(db, world).places] == [[]]


def test_called_in_again_the_newer_reason_stands(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(tells_programme=None))
    called_in(db, world, case)
    handling.step_out(db, turn(db, world, "supervisor", case, now=LATER), "Done.")
    handling.settle_owing(db, turn(db, world, "chair", case, now=LATER))
    meant = intend(
        db,
        turn(db, world, "chair", case, now=LATER + timedelta(hours=1)),
        world.people["supervisor"],
        (C.OUTCOME,),
        "Once more.",
    )
    fulfil(db, turn(db, world, "chair", case, now=LATER + timedelta(hours=50)), meant.id)
    db.commit()

    (found,) = [one for each in seen(db, world).places for one in each.called]

    assert found.called is not None
    assert found.called.reason == "Once more."


def test_a_case_whose_committee_is_conflicted_is_shown_as_routed_past_it(
    db: Session, world: World
) -> None:
    away = frozenset(world.people[each] for each in ("chair", "member", "external", "conflicted"))
    told = world.complaint(told_for_programme=True)
    world.told(db, told, withheld=away | {world.people["respondent"]})

    (place,) = [each for each in seen(db, world).places if each.cases]

    assert [each.is_past_committee for each in place.cases] == [True]


def test_nothing_due_is_no_zero(db: Session, world: World) -> None:
    (first,) = seen(db, world).places

    assert first.clocks == Clocks()
    assert not first.clocks.is_known


def test_a_committee_that_lacks_somebody_is_named_with_what_it_lacks(
    db: Session, world: World
) -> None:
    (whole,) = seen(db, world).places
    yesterday = TODAY - timedelta(days=1)
    hers = Membership.id == world.memberships["external"]
    db.execute(update(Membership).where(hers).values(until_on=yesterday))

    (after,) = seen(db, world).places

    assert [each.short for each in whole.sitting.short] == [1]
    assert [each.short for each in after.sitting.short] == [2]


def test_a_factory_that_her_programme_does_not_cover_is_not_on_it(
    db: Session, world: World
) -> None:
    assert db.get(Organization, world.bodies["other_factory"]) is not None
    assert [each.sitting.place.name for each in seen(db, world).places] == ["Rupali Knitwear"]


def test_more_cases_ask_the_database_nothing_more(db: Session, world: World) -> None:
    world.told(db, world.complaint())
    one = _asked(db, world)
    world.told(db, world.complaint(), world.prepare(number=OTHER_NUMBER))

    assert _asked(db, world) == one


def _asked(db: Session, world: World) -> int:
    world.kept(db, "supervisor")
    db.commit()
    asked: list[str] = []
    engine = db.get_bind()

    def count(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    seen(db, world)
    event.remove(engine, "before_cursor_execute", count)
    return len(asked)


def test_whoever_steps_out_reads_it_no_more_and_who_recused_herself_is_another(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    handling.step_out(db, turn(db, world, "supervisor", case), "Done.")
    db.commit()

    world.as_(db, "chair")

    assert [each.reason for each in the_cover(db, case).text.departed] == [handling.STEPPED_OUT]
    assert world.as_(db, "supervisor").cases == frozenset()


def test_the_board_counts_what_each_member_holds_and_who_was_called_in_is_no_member(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(tells_programme=None))
    called_in(db, world, case)

    (place,) = [each for each in seen(db, world).places if each.cases]

    held = dict(place.caseload)
    assert held[world.people["chair"]] == 1
    assert world.people["supervisor"] not in held


def test_notes_without_an_answer_and_changes_that_are_overdue_stand_on_the_board(
    db: Session, world: World
) -> None:
    late = Prevention(
        id=uuid4(), hazard=Hazard.LIGHT, words="Lamps", forum=Forum.SAFETY, who="Maintenance",
        by_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    to_come = replace(late, id=uuid4(), by_on=TODAY)
    world_book = Book(preventions=(late, to_come))
    books.say(
        db,
        world.keys,
        world.bodies["factory"],
        lambda _book: written(world_book, Sitter("Maya"), "Who sits in for Nasrin?", TODAY),
    )

    (place,) = seen(db, world).places

    assert (place.sitting.overdue, place.sitting.unanswered) == (1, 1)
    assert place.sitting.waits_beside
