"""What the union's list shows: cases opened to it, what came of them, and nothing that was told."""

from datetime import UTC, timedelta
from typing import cast
from uuid import UUID

import pytest
from sqlalchemy import Table, delete, event, select
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from auth.arriving import standings_of
from casework.asking.questions import Reply
from casework.clocks.standing import Days
from casework.desk.held import Look
from casework.desk.held import list_cases as desk
from casework.desk.waits import Wait
from casework.inquiry import carrying_out
from casework.inquiry.carrying_out import Saw
from casework.models.entry import Entry
from casework.outcomes import beside, points
from casework.outcomes.filtering import ANY, Filter, State, months
from casework.outcomes.following import (
    Kept,
    Need,
    Row,
    Shared,
    kept_so_far,
    list_followed,
    needed,
)
from casework.outcomes.opened import followed
from casework.outcomes.points import About
from casework.procedures.terms import Binding, DeadlineKind, Owner, StageId
from casework.protection.signs import Sign, Watched
from casework.protection.watching import Heard, notice
from crypto.compartments import Compartment
from tests.casework.inquiry.inquiring import TODAY, applied, course_of, decided
from tests.casework.inquiry.test_carrying_out import NOTE, she_is_asked
from tests.casework.inquiry.test_decisions import SANCTION
from tests.casework.numbers import OTHER_NUMBER, hers, seeds_of
from tests.casework.protection.protecting import lines_of
from tests.casework.turning import turn
from tests.worlds import NOW, World


def look(db: Session, world: World, who: str = "union", days: int = 0) -> Look:
    """A member of the cast at her list, some days later."""
    ring = world.as_(db, who)
    actor = Actor(
        rank=Rank.STAFF,
        holder=world.people[who],
        seeds=world.seeds[who],
        standings=standings_of(db, world.people[who], TODAY),
        ring_loader=lambda _actor: ring,
    )
    return Look(actor, world.keys, world.register(db), NOW + timedelta(days=days))


def rows(db: Session, world: World, who: str = "union", days: int = 0) -> list[Row]:
    return list_followed(db, look(db, world, who, days))


def the_row(db: Session, world: World, days: int = 0) -> Row:
    (row,) = rows(db, world, days=days)
    return row


def other_case(db: Session, world: World, **changes: object) -> UUID:
    """Somebody else's complaint."""
    return world.told(db, world.complaint(**changes), world.prepare(number=OTHER_NUMBER))


def test_a_case_opened_to_the_union_is_listed_with_its_stage_and_its_days(
    db: Session, world: World, case: UUID
) -> None:
    row = the_row(db, world)

    assert (row.case, row.place, row.stage) == (case, "Rupali Knitwear", "route")
    assert (row.shared, row.decided, row.carryings) == (Shared.NOTHING, None, ())
    assert row.next is not None


def test_what_she_did_not_open_is_not_there_also_not_in_a_count(
    db: Session, world: World, case: UUID
) -> None:
    other_case(db, world, union=None)

    assert [each.case for each in rows(db, world)] == [case]
    assert sum(needed(rows(db, world)).values()) == 0


@pytest.mark.parametrize(
    "who", ["chair", "external", "supervisor", "officer", "analyst", "administrator", "stranger"]
)
def test_nobody_else_follows_anything_for_a_union(
    db: Session, world: World, case: UUID, who: str
) -> None:
    assert rows(db, world, who) == []


def test_her_name_is_shared_where_she_chose_that(db: Session, world: World) -> None:
    case = other_case(db, world, name_for_union=True)

    read = followed(lines_of(db, world, case, "union"), None, TODAY)

    assert the_row(db, world).shared is Shared.NAME
    assert (read.her.shared, read.her.name) == (Shared.NAME, "Rahima")


def test_her_post_and_line_are_shared_where_she_wrote_them(db: Session, world: World) -> None:
    case = other_case(db, world, union_post="helper", union_line="7")

    her = followed(lines_of(db, world, case, "union"), None, TODAY).her

    assert the_row(db, world).shared is Shared.PLACE
    assert (her.shared, her.post, her.line, her.name) == (Shared.PLACE, "helper", "7", "")


def test_what_she_wrote_for_no_union_is_written_nowhere(db: Session, world: World) -> None:
    case = other_case(db, world, union=None, union_post="helper", union_line="7")

    assert "helper" not in repr([each.facts for each in lines_of(db, world, case)])


def test_the_union_reads_nothing_of_what_was_told(db: Session, world: World, case: UUID) -> None:
    read = followed(lines_of(db, world, case, "chair"), course_of(db, world, case), TODAY)

    said = repr(read) + repr([each.words for each in read.points])
    assert "hand on my back" not in said
    assert "Karim" not in said
    her = followed(lines_of(db, world, case, "union"), None, TODAY).her
    assert (her.shared, her.name, her.post, her.line) == (Shared.NOTHING, "", "", "")


def test_a_sanction_is_followed_from_the_decision_until_somebody_saw_it_applied(
    db: Session, world: World, case: UUID
) -> None:
    (item,) = decided(db, world, case, (SANCTION,))
    applied(db, world, case, item)
    assert the_row(db, world).needs == ()
    she_is_asked(db, world, case, item, Reply.YES)
    carrying_out.hand_note(db, turn(db, world, "chair", case), item)
    db.commit()
    assert the_row(db, world).needs == (Need.LOOK,)

    carrying_out.verify(db, turn(db, world, "union", case), item, Saw.APPLIED, "Another is there.")
    db.commit()

    row = the_row(db, world)
    (found,) = row.sanctions
    assert row.needs == ()
    assert found.note == NOTE
    assert found.seen is not None
    assert (found.seen.as_, found.seen.at.astimezone(UTC).date()) == (
        "union_representative",
        TODAY,
    )
    assert Filter(state=State.SEEN).of([row], UTC) == [row]


def test_what_somebody_saw_not_applied_needs_the_union(
    db: Session, world: World, case: UUID
) -> None:
    (item,) = decided(db, world, case, (SANCTION,))
    applied(db, world, case, item)

    saw = Saw.NOT_APPLIED
    carrying_out.verify(db, turn(db, world, "external", case), item, saw, "He is still there.")
    db.commit()

    assert the_row(db, world).needs == (Need.NOT_APPLIED,)
    assert Filter(state=State.DECIDED).of([the_row(db, world)], UTC) != []


def noticed(db: Session, world: World, case: UUID) -> None:
    heard = Heard(whom=Watched.WITNESS, how="", signs=(Sign.OVERTIME,), on=TODAY)
    notice(db, turn(db, world, "union", case), heard)
    db.commit()


def test_a_sign_that_the_union_notes_waits_for_the_committee_and_names_nobody(
    db: Session, world: World, case: UUID
) -> None:
    noticed(db, world, case)

    row = the_row(db, world)
    assert (len(row.signals), row.needs) == (1, (Need.SIGNAL,))
    (found,) = followed(lines_of(db, world, case), None, TODAY).signals
    assert (found.whom, found.signs, found.by) == (
        Watched.WITNESS,
        (Sign.OVERTIME,),
        world.people["union"],
    )
    assert Wait.SIGNAL in desk(db, look(db, world, "chair"))[0].waits


def test_what_the_union_asks_waits_on_the_desks_of_the_committee_until_it_is_answered(
    db: Session, world: World, case: UUID
) -> None:
    id_ = points.raise_point(db, turn(db, world, "union", case), About.LATE, "When?")
    db.commit()
    assert Wait.UNION in desk(db, look(db, world, "chair"))[0].waits
    assert Wait.UNION not in desk(db, look(db, world, "union"))[0].waits
    assert Need.UNANSWERED not in the_row(db, world).needs
    assert Need.UNANSWERED in the_row(db, world, days=14).needs

    points.answer_point(db, turn(db, world, "chair", case), id_, "On Monday.")
    db.commit()

    assert Wait.UNION not in desk(db, look(db, world, "chair"))[0].waits
    assert Need.UNANSWERED not in the_row(db, world, days=14).needs


def test_that_she_asks_for_company_stands_first_for_the_union(
    db: Session, world: World, case: UUID
) -> None:
    other_case(db, world)

    beside.ask(db, hers(db, world, case, seeds_of(db, world)), "")
    db.commit()

    first, second = rows(db, world)
    assert (first.case, first.needs) == (case, (Need.BESIDE,))
    assert second.needs == ()
    assert Wait.BESIDE in desk(db, look(db, world, "union"))[0].waits
    assert Wait.BESIDE not in {w for row in desk(db, look(db, world, "chair")) for w in row.waits}


def test_a_day_that_passed_is_a_broken_clock_and_needs_the_union(
    db: Session, world: World, case: UUID
) -> None:
    row = the_row(db, world, days=60)

    assert row.kept is Kept.BROKEN
    assert Need.LATE in row.needs
    assert Filter(kept=Kept.BROKEN, need=ANY).of([row], UTC) == [row]
    assert Filter(kept=Kept.KEPT).of([row], UTC) == []
    assert Filter(need="c").of([row], UTC) == []


def days(done: int | None, owner: Owner = Owner.COMMITTEE) -> Days:
    """Something due on the tenth day."""
    due = TODAY + timedelta(days=10)
    return Days(
        rule="r",
        stage=StageId.INQUIRY,
        kind=DeadlineKind.DUE,
        owner=owner,
        binding=Binding.LAW,
        started_on=TODAY,
        due_on=due,
        safe_on=due,
        warn_on=due,
        calendar="",
        done_on=None if done is None else TODAY + timedelta(days=done),
    )


@pytest.mark.parametrize(
    ("clocks", "after", "kept"),
    [
        ((), 20, Kept.NONE),
        ((days(None),), 10, Kept.NONE),
        ((days(10),), 20, Kept.KEPT),
        ((days(11),), 20, Kept.BROKEN),
        ((days(None),), 11, Kept.BROKEN),
        ((days(10), days(None)), 10, Kept.KEPT),
        ((days(11, Owner.OUTSIDE),), 20, Kept.NONE),
    ],
)
def test_a_clock_is_kept_until_the_evening_of_its_day(
    clocks: tuple[Days, ...], after: int, kept: Kept
) -> None:
    assert kept_so_far(clocks, TODAY + timedelta(days=after)) is kept


def test_months_are_those_in_which_a_case_was_told(db: Session, world: World, case: UUID) -> None:
    row, month = the_row(db, world), TODAY.replace(day=1)

    assert months([row], UTC) == [month]
    assert Filter(since=month, until=month).of([row], UTC) == [row]
    assert Filter(since=month + timedelta(days=31)).of([row], UTC) == []


def test_the_list_asks_as_many_questions_of_the_database_for_two_cases_as_for_one(
    db: Session, world: World, case: UUID
) -> None:
    one = asked_by_list(db, world)
    other_case(db, world)

    assert asked_by_list(db, world) == one
    assert len(rows(db, world)) == 2


def asked_by_list(db: Session, world: World) -> int:
    seen, found = look(db, world), list[str]()
    assert seen.actor.ring.cases

    def note(*said: object) -> None:
        found.append(str(said[2]))

    event.listen(db.get_bind(), "before_cursor_execute", note)
    list_followed(db, seen)
    event.remove(db.get_bind(), "before_cursor_execute", note)
    return len(found)


def drop_newest_of_outcome(db: Session, case: UUID) -> None:
    """Somebody with the database takes the last entry out."""
    kept = lines_in(db, case)
    table = cast("Table", Entry.__table__)
    db.execute(delete(table).where(table.c.id == kept[-1].id))
    db.commit()


def lines_in(db: Session, case: UUID) -> list[Entry]:
    """The rows of the outcome by number, as the session's ring opens them."""
    found = db.scalars(
        select(Entry).where(Entry.case_id == case, Entry.compartment == Compartment.OUTCOME)
    )
    return sorted(found, key=lambda each: each.body.signed.number)


def test_a_case_of_which_an_entry_was_taken_out_says_so_and_shows_nothing_of_it(
    db: Session, world: World, case: UUID
) -> None:
    noticed(db, world, case)
    drop_newest_of_outcome(db, case)

    row = the_row(db, world)

    assert row.needs[0] is Need.WENT_BACK
    assert row.signals == ()
