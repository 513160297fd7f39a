"""A member turns out to be conflicted: two of the others take her keys away, and she is gone."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case import handling
from casework.case.covers import the_cover
from casework.case.handling import REMOVED
from casework.case.rekey import LastHolder
from casework.case.timeline import timeline
from casework.desk.lending import Stay, lend
from casework.models.entry import Kind
from casework.models.number import Status
from casework.number.returning import hers
from casework.readers.intentions import NotOffered, fulfil, intend
from casework.readers.recipients import reach
from casework.readers.removals import pending, removable, seconds, seen_by
from casework.readers.removing import NotRemovable, SecondNeeded, confirm, drop, remove
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from crypto.grants import rows_of
from tests.casework.numbers import found
from tests.casework.opening import opened_by
from tests.casework.turning import her_seeds, turn
from tests.worlds import NOW, TODAY, World

C = Compartment
WHY = "He is the respondent's brother."
ALONE = {"tells_programme": None, "wants_officer": False, "union": None}
"""Nobody but the committee: two receivers and the external member."""


def asked(db: Session, world: World, case: UUID, whom: str = "member", by: str = "chair") -> bool:
    is_done = remove(db, turn(db, world, by, case), world.people[whom], WHY)
    db.commit()
    return is_done


def confirmed(db: Session, world: World, case: UUID, whom: str = "member") -> None:
    confirm(db, turn(db, world, "external", case), world.people[whom])
    db.commit()


def boxes(db: Session, world: World, who: str) -> int:
    return len(rows_of(db, world.keys.ring_tag(world.people[who])))


def test_one_alone_takes_nothing_away(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    assert not asked(db, world, case)

    assert boxes(db, world, "member") == 1
    assert world.as_(db, "member").holds(case, C.TOLD)


def test_whoever_asked_does_not_confirm(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)

    with pytest.raises(NotRemovable):
        confirm(db, turn(db, world, "chair", case), world.people["member"])


def test_neither_does_she_whom_it_is_about(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)

    with pytest.raises(NotRemovable):
        confirm(db, turn(db, world, "member", case), world.people["member"])


@pytest.mark.parametrize("who", ["union", "officer"])
def test_who_only_follows_a_case_confirms_nothing(db: Session, world: World, who: str) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)

    with pytest.raises(KeyMissing):
        confirm(db, turn(db, world, who, case), world.people["member"])


def test_with_a_second_her_boxes_go_at_once(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)

    confirmed(db, world, case)

    assert boxes(db, world, "member") == 0
    assert opened_by(db, world.as_(db, "member"), case) == set()


def test_what_she_knew_opens_nothing_any_more(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    old = world.as_(db, "member")
    asked(db, world, case)

    confirmed(db, world, case)

    assert opened_by(db, old, case) == set()


def test_what_the_second_does_not_hold_is_owing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(needs_for_committee=True, **ALONE))
    asked(db, world, case, whom="external", by="chair")

    confirm(db, turn(db, world, "member", case), world.people["external"])
    db.commit()

    world.as_(db, "member")
    gone = the_cover(db, case).text.departed[-1]
    assert (gone.holder, gone.reason) == (world.people["external"], REMOVED)
    assert handling.settle_owing(db, turn(db, world, "chair", case)) == []


def test_the_others_read_why_and_who(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)
    confirmed(db, world, case)

    world.as_(db, "chair")
    read = timeline(db, case, world.register(db))

    why = next(each for each in read.lines if each.kind is Kind.REMOVAL and each.text)
    assert (why.text, why.compartment) == (WHY, C.ACCOUNT)
    assert why.author == world.people["external"]
    assert why.facts["by"] == world.people["chair"].hex
    assert read.broken == []


def test_the_survivor_is_told_on_her_page_and_an_answer_waits(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)
    confirmed(db, world, case)

    world.with_seeds(db, case, her_seeds(db, world))
    her = hers(db, case, world.register(db), NOW)

    (told,) = [each for each in her.messages if each.kind is Kind.REMOVAL]
    assert "Rupali Knitwear" in her.removed(told).name + her.removed(told).work
    assert WHY not in told.text
    there = found(db, world)
    assert there is not None
    assert there.facts.status is Status.ANSWER_WAITS


def test_nobody_is_offered_her_again_and_no_match_of_hers_is_settled(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)
    confirmed(db, world, case)
    hers = turn(db, world, "chair", case)
    cover = the_cover(db, case).text

    open_to = reach(db, world.keys, world.register(db), case, cover, TODAY)

    assert world.people["member"] in cover.withheld
    assert world.people["member"] not in open_to.to_settle
    with pytest.raises(NotOffered):
        intend(db, hers, world.people["member"], [C.TOLD, C.ACCOUNT], "Again.")


def test_who_alone_opens_something_stays(db: Session, world: World) -> None:
    answers = world.complaint(tells_programme=None)
    case = world.told(db, answers, world.prepare(word=""))

    with pytest.raises(LastHolder):
        asked(db, world, case, whom="officer")


def test_where_two_are_left_one_takes_the_others_keys(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(**ALONE), withheld=frozenset({world.people["external"]}))

    assert asked(db, world, case)

    assert boxes(db, world, "member") == 0


@pytest.mark.parametrize("whom", ["external", "supervisor"])
def test_who_watches_from_outside_is_never_removed_by_one(
    db: Session, world: World, whom: str
) -> None:
    case = world.told(db, world.complaint(tells_programme=True, told_for_programme=True))
    for who in {"member", "external", "supervisor"} - {whom}:
        handling.recuse(db, turn(db, world, who, case), "My cousin.")
        handling.settle_owing(db, turn(db, world, "chair", case))
        db.commit()

    with pytest.raises(SecondNeeded):
        asked(db, world, case, whom=whom)


def test_who_only_stands_in_removes_nobody_alone(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(**ALONE), withheld=frozenset({world.people["external"]}))
    stay = Stay(world.people["member"], world.people["conflicted"], TODAY + timedelta(days=9))
    meant = lend(db, turn(db, world, "member", case), stay, "I am away.")
    fulfil(db, turn(db, world, "chair", case, now=NOW + timedelta(hours=48)), meant.id)
    handling.recuse(db, turn(db, world, "member", case), "My cousin.")
    handling.settle_owing(db, turn(db, world, "chair", case))
    db.commit()

    with pytest.raises(SecondNeeded):
        asked(db, world, case, whom="chair", by="conflicted")


def test_nobody_removes_herself_or_the_survivor(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    hers = turn(db, world, "chair", case)

    for whom in (world.people["chair"], case, world.people["respondent"]):
        with pytest.raises(NotRemovable):
            remove(db, hers, whom, WHY)


def test_it_falls_with_whoever_asked(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)
    handling.recuse(db, turn(db, world, "chair", case), "My cousin.")
    handling.settle_owing(db, turn(db, world, "external", case))
    db.commit()

    with pytest.raises(NotRemovable):
        confirmed(db, world, case)


@pytest.mark.parametrize("who", ["chair", "external"])
def test_it_can_be_let_be(db: Session, world: World, who: str) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)

    drop(db, turn(db, world, who, case), world.people["member"])
    db.commit()

    world.as_(db, "chair")
    assert pending(the_cover(db, case).text, world.people["member"]) is None


def test_she_whom_it_is_about_does_not_let_it_be(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)

    with pytest.raises(NotRemovable):
        drop(db, turn(db, world, "member", case), world.people["member"])


def test_it_is_shown_to_everybody_but_her(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    asked(db, world, case)
    world.as_(db, "chair")

    cover = the_cover(db, case).text

    (shown,) = seen_by(cover, world.people["external"])
    assert (shown.holder, shown.by) == (world.people["member"], world.people["chair"])
    assert seen_by(cover, world.people["member"]) == []
    assert world.people["external"] in seconds(cover, shown)
    offered = {each.holder for each in removable(cover, case, world.people["chair"])}
    assert offered.isdisjoint({case, world.people["chair"], world.people["member"]})


def test_whoever_stands_in_for_her_goes_with_her(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    stay = Stay(world.people["member"], world.people["conflicted"], TODAY + timedelta(days=10))
    meant = lend(db, turn(db, world, "member", case), stay, "I am away.")
    db.commit()
    fulfil(db, turn(db, world, "chair", case, now=NOW + timedelta(days=2)), meant.id)
    db.commit()
    before = boxes(db, world, "conflicted")
    asked(db, world, case)

    confirmed(db, world, case)

    assert (before, boxes(db, world, "conflicted")) == (1, 0)
    assert opened_by(db, world.as_(db, "external"), case) != set()
    assert the_cover(db, case).text.holder(world.people["conflicted"]) is None
