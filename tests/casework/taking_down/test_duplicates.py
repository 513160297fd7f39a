"""Before it is saved: is it the same matter as one she can open? Who cannot open is never asked."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from auth.arriving import standings_of
from casework.case.answers import Age, Contact, Named, Reply
from casework.case.bounds import NotAgreed
from casework.case.covers import the_cover
from casework.case.timeline import Line, timeline
from casework.case.turns import begin
from casework.desk.held import Look
from casework.desk.lending import Stay, lend
from casework.models.entry import Kind
from casework.readers.intentions import fulfil
from casework.taking_down import told_again
from casework.taking_down.complaint import TakenDown
from casework.taking_down.duplicates import Possible, alike
from crypto.compartments import Compartment
from tests.casework.taking import logged, taken
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

C = Compartment
AGAIN = "It happened at the line again, and he laughed."


def look(db: Session, world: World, who: str) -> Look:
    """A member of the cast who looks, with her ring."""
    ring, person = world.as_(db, who), world.people[who]
    actor = Actor(
        Rank.STAFF,
        person,
        standings=standings_of(db, person, TODAY),
        seeds=world.seeds[who],
        ring_loader=lambda _actor: ring,
    )
    return Look(actor, world.keys, world.register(db), NOW)


def offered(db: Session, world: World, what: TakenDown, who: str = "chair") -> list[Possible]:
    """What somebody is shown beside what she typed."""
    return alike(db, look(db, world, who), what)


def again(world: World, **changes: object) -> TakenDown:
    """The same told to somebody else, some days later."""
    return taken(world.complaint(words=AGAIN, **changes))


def added(db: Session, world: World, case: UUID, kind: Kind) -> list[Line]:
    """The entries of a kind, as the chair reads them."""
    world.as_(db, "chair")
    return [line for line in timeline(db, case, world.register(db)).lines if line.kind is kind]


def queries(db: Session, world: World) -> int:
    """How many statements it takes to look."""
    looking, asked = look(db, world, "chair"), []

    def note(*args: object) -> None:
        asked.append(args)

    event.listen(db.get_bind(), "before_cursor_execute", note)
    alike(db, looking, again(world))
    event.remove(db.get_bind(), "before_cursor_execute", note)
    return len(asked)


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Told by herself on the second of March, about Abdul Karim of line 3."""
    return world.told(db, world.complaint())


def test_the_same_respondent_in_the_same_week_is_shown(
    db: Session, world: World, case: UUID
) -> None:
    (found,) = offered(db, world, again(world))

    assert found.case == case
    assert found.named.name == "Abdul Karim"
    assert found.words == "He put his hand on my back and did not stop."
    assert found.on == TODAY


def test_whoever_stood_in_is_shown_nothing_after_her_last_day(
    db: Session, world: World, case: UUID
) -> None:
    stay = Stay(world.people["chair"], world.people["conflicted"], date(2026, 3, 12))
    meant = lend(db, turn(db, world, "chair", case), stay, "I am away.")
    db.commit()
    fulfil(db, turn(db, world, "member", case, now=NOW + timedelta(days=2)), meant.id)
    world.free(db, case)
    db.commit()
    hers = look(db, world, "conflicted")
    days = [NOW + timedelta(days=10), NOW + timedelta(days=11)]

    shown = [len(alike(db, replace(hers, now=each), again(world))) for each in days]

    assert shown == [1, 0]


@pytest.mark.parametrize("name", ["Karim", "supervisor Karim", "abdul KARIM"])
def test_half_a_name_is_enough(db: Session, world: World, case: UUID, name: str) -> None:
    assert offered(db, world, again(world, respondent=Named(name=name))) != []


def test_another_respondent_is_another_matter(db: Session, world: World, case: UUID) -> None:
    other = Named(name="Jahangir Hossain", post="guard", line="gate")

    assert offered(db, world, again(world, respondent=other)) == []


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (7, True), (8, False), (30, False)])
def test_a_week_is_seven_days_to_both_sides(
    db: Session, world: World, case: UUID, days: int, is_shown: bool
) -> None:
    for_both = [
        bool(offered(db, world, taken(world.complaint(), event_on=TODAY + timedelta(days=each))))
        for each in (days, -days)
    ]

    assert for_both == [is_shown, is_shown]


def test_the_day_it_happened_counts_before_the_day_it_was_told(db: Session, world: World) -> None:
    long_ago = date(2026, 1, 10)
    mine = logged(db, world, "chair", taken(world.complaint(), event_on=long_ago, goes_on=True))
    begin(db, turn(db, world, "chair", mine.case), Compartment.ACCOUNT)
    world.free(db, mine.case)
    db.commit()

    assert offered(db, world, again(world)) == []
    assert offered(db, world, taken(world.complaint(), event_on=long_ago)) != []


@pytest.mark.parametrize("who", ["union", "officer", "analyst", "stranger", "conflicted"])
def test_whoever_cannot_open_what_was_told_is_shown_nothing(
    db: Session, world: World, case: UUID, who: str
) -> None:
    assert offered(db, world, again(world), who) == []


def test_the_same_name_at_another_factory_is_somebody_else(
    db: Session, world: World, case: UUID
) -> None:
    elsewhere = again(world, workplace=world.bodies["other_factory"])

    assert offered(db, world, elsewhere) == []


def test_a_concern_is_neither_compared_nor_offered(db: Session, world: World) -> None:
    world.told(db, world.complaint(for_somebody_else=True))

    assert offered(db, world, again(world)) == []
    assert offered(db, world, again(world, for_somebody_else=True)) == []


def test_one_reporter_is_not_laid_beside_the_survivor(
    db: Session, world: World, case: UUID
) -> None:
    assert offered(db, world, again(world, for_somebody_else=True)) == []


def test_what_a_child_told_is_compared_with_childrens_alone(db: Session, world: World) -> None:
    world.told(db, world.complaint(age=Age.UNDER_18))

    grown = offered(db, world, again(world), "child_one")
    childs = offered(db, world, again(world, age=Age.NOT_SURE), "child_one")

    assert (len(grown), len(childs)) == (0, 1)


def test_it_takes_as_many_queries_for_three_cases_as_for_one(
    db: Session, world: World, case: UUID
) -> None:
    one = queries(db, world)
    for digits in ("1000000000000008", "1000000000000010"):
        world.told(db, world.complaint(), world.prepare(number=digits))

    assert queries(db, world) == one


def test_what_was_typed_goes_into_the_case_whole(db: Session, world: World, case: UUID) -> None:
    what = again(
        world,
        when_text="on Friday",
        decides_on_jobs=Reply.NO,
        contact=Contact(how="phone", where="0171"),
    )

    done = told_again.add(db, turn(db, world, "chair", case), what)
    db.commit()

    (line,) = added(db, world, case, Kind.TOLD_AGAIN)
    assert done
    assert (line.text, line.is_verified) == (AGAIN, True)
    assert line.compartment is C.ACCOUNT
    assert line.author == world.people["chair"]
    assert (line.facts["when_text"], line.facts["came_by"]) == ("on Friday", "in_person")


def test_her_name_and_needs_go_where_they_belong(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(needs_for_committee=True))
    what = again(world, name="Rahima Khatun", needs=["legal"])

    told_again.add(db, turn(db, world, "chair", case), what)
    db.commit()

    names = [line.facts["name"] for line in added(db, world, case, Kind.IDENTITY)]
    needs = [line.facts["needs"] for line in added(db, world, case, Kind.NEEDS)]
    assert names == ["Rahima", "Rahima Khatun"]
    assert needs == [["health"], ["legal"]]


def test_what_is_sealed_to_others_there_is_not_written_elsewhere(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(name_for_committee=False, name_for_programme=False))
    what = again(world, name="Rahima Khatun", needs=["legal"])
    ring = world.as_(db, "chair")

    left = told_again.left_out(ring, the_cover(db, case), what.answers)
    told_again.add(db, turn(db, world, "chair", case), what)
    db.commit()

    (line,) = added(db, world, case, Kind.TOLD_AGAIN)
    assert left == [C.IDENTITY, C.REFERRAL]
    assert "Rahima Khatun" not in str((line.text, line.facts))


@pytest.mark.parametrize("choice", ["name_for_committee", "name_for_programme"])
def test_her_name_goes_to_nobody_to_whom_she_does_not_open_it_this_time(
    db: Session, world: World, choice: str
) -> None:
    case = world.told(db, world.complaint(**{choice: True}))
    what = again(world, name="Rahima Khatun", **{choice: False})
    left = told_again.left_out(world.as_(db, "chair"), the_cover(db, case), what.answers)

    told_again.add(db, turn(db, world, "chair", case), what)
    db.commit()

    assert C.IDENTITY in left
    assert [line.facts["name"] for line in added(db, world, case, Kind.IDENTITY)] == ["Rahima"]


def test_sent_twice_it_is_added_once(db: Session, world: World, case: UUID) -> None:
    what = again(world)
    first = told_again.add(db, turn(db, world, "chair", case), what)
    db.commit()
    second = told_again.add(db, turn(db, world, "chair", case), what)
    db.commit()

    assert (first, second) == (True, False)
    assert len(added(db, world, case, Kind.TOLD_AGAIN)) == 1


def test_nothing_is_added_to_a_concern(db: Session, world: World) -> None:
    concern = world.told(db, world.complaint(for_somebody_else=True))

    with pytest.raises(NotAgreed):
        told_again.add(db, turn(db, world, "chair", concern), again(world))
