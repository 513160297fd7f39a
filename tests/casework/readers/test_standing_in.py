"""A member goes on leave: a colleague takes her place in each case, until a day and no longer."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.case import handling, one_pass
from casework.case.authors import Author
from casework.case.covers import OwingFirst, the_cover
from casework.case.lapsing import LAPSED
from casework.case.rekey import depart
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin
from casework.desk.held import Row
from casework.desk.lending import Stay, Step, is_lent_by, lend, overview, take_back
from casework.models.cover import Capacity, Intention
from casework.readers.intentions import (
    NotOffered,
    NotRipe,
    fulfil,
    intend,
    object_to,
    pending,
    told_to_her,
)
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from crypto.grants import rows_of
from tests.casework.opening import opened_by
from tests.casework.turning import her_seeds, turn
from tests.worlds import NOW, NUMBER, World

C = Compartment
RIPE = NOW + timedelta(hours=48)
UNTIL = date(2026, 3, 12)
ON_THE_LAST_DAY = NOW + timedelta(days=10)
AFTERWARDS = NOW + timedelta(days=11)
OTHER, THIRD, FOURTH = "1000000000000010", "1000000000000028", "1000000000000036"
REASON = "I am away until 12 March."


def stay(world: World, absent: str = "chair", substitute: str = "conflicted") -> Stay:
    return Stay(world.people[absent], world.people[substitute], UNTIL)


def announced(
    db: Session, world: World, case: UUID, absent: str = "chair", substitute: str = "conflicted"
) -> Intention:
    meant = lend(db, turn(db, world, absent, case), stay(world, absent, substitute), REASON)
    db.commit()
    return meant


def lent(db: Session, world: World, case: UUID) -> Intention:
    """The chair is away, and the member has handed the mechanic her place."""
    meant = announced(db, world, case)
    given = fulfil(db, turn(db, world, "member", case, now=RIPE), meant.id)
    db.commit()
    return given


def boxes(db: Session, world: World, who: str) -> int:
    return len(rows_of(db, world.keys.ring_tag(world.people[who])))


def test_the_survivor_is_told_and_no_box_is_made(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    meant = announced(db, world, case)

    world.with_seeds(db, case, her_seeds(db, world))
    told = told_to_her(the_cover(db, case).text)
    assert [(each.id, each.until, each.reason) for each in told] == [(meant.id, UNTIL, REASON)]
    assert boxes(db, world, "conflicted") == 0


def test_nobody_hurries_it(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    meant = announced(db, world, case)

    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "member", case), meant.id)


def test_she_takes_the_same_place_and_opens_the_same(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    lent(db, world, case)

    world.as_(db, "chair")
    cover = the_cover(db, case).text
    chair = cover.holder(world.people["chair"])
    held = cover.holder(world.people["conflicted"])
    assert chair is not None
    assert held is not None
    assert (held.capacity, held.compartments) == (Capacity.RECEIVER, chair.compartments)
    assert (held.until, held.instead_of) == (UNTIL, world.people["chair"])
    assert world.kept(db, "conflicted") == []
    world.as_(db, "conflicted")
    assert timeline(db, case, world.register(db)).broken == []


def test_on_her_last_day_she_still_writes(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    lent(db, world, case)

    handling.note(db, turn(db, world, "conflicted", case, now=ON_THE_LAST_DAY), "Heard line 7.")


def test_after_her_last_day_she_writes_nothing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    lent(db, world, case)

    with pytest.raises(KeyMissing):
        begin(db, turn(db, world, "conflicted", case, now=AFTERWARDS), C.ACCOUNT)


def test_after_her_last_day_she_is_no_reader(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    lent(db, world, case)
    world.as_(db, "chair")

    cover = the_cover(db, case).text

    assert cover.reads(world.people["conflicted"], UNTIL)
    assert not cover.reads(world.people["conflicted"], UNTIL + timedelta(days=1))


def test_after_her_last_day_the_next_holder_makes_new_keys(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    lent(db, world, case)

    with pytest.raises(OwingFirst):
        begin(db, turn(db, world, "member", case, now=AFTERWARDS), C.ACCOUNT)
    assert handling.settle_owing(db, turn(db, world, "member", case, now=AFTERWARDS)) == []
    db.commit()

    assert boxes(db, world, "conflicted") == 0
    handling.note(db, turn(db, world, "member", case, now=AFTERWARDS), "We go on.")
    db.commit()
    assert opened_by(db, world.as_(db, "conflicted"), case) == set()


def test_whoever_alone_could_open_something_keeps_it(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(tells_programme=None, wants_officer=False, union=None))
    lent(db, world, case)
    for who in ("chair", "member"):
        handling.recuse(db, turn(db, world, who, case, now=RIPE), "My cousin.")
        db.commit()
        handling.settle_owing(db, turn(db, world, "external", case, now=RIPE))
        db.commit()
    handling.recuse(db, turn(db, world, "external", case, now=RIPE), "My cousin too.")
    db.commit()

    world.as_(db, "conflicted")

    assert the_cover(db, case).text.reads(world.people["conflicted"], AFTERWARDS.date())


def test_coming_back_early_takes_her_boxes_at_once(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    lent(db, world, case)

    assert take_back(db, turn(db, world, "chair", case, now=RIPE))
    db.commit()

    assert boxes(db, world, "conflicted") == 0
    with pytest.raises(OwingFirst):
        begin(db, turn(db, world, "member", case, now=RIPE), C.ACCOUNT)


def test_coming_back_ends_what_was_only_announced(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    meant = announced(db, world, case)

    assert take_back(db, turn(db, world, "chair", case))
    db.commit()

    world.as_(db, "member")
    cover = the_cover(db, case).text
    assert pending(cover) == []
    assert cover.intentions[0].ended_at == NOW
    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "member", case, now=RIPE), meant.id)


def test_coming_back_to_a_case_that_nobody_took_changes_nothing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    hers = turn(db, world, "chair", case)

    assert not is_lent_by(the_cover(db, case).text, world.people["chair"])
    assert not take_back(db, hers)


def test_the_survivor_says_no(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    meant = announced(db, world, case)
    seeds = her_seeds(db, world)
    world.with_seeds(db, case, seeds)
    object_to(db, Turn(case, Author(None, seeds), world.keys, world.register(db), NOW), meant.id)
    db.commit()

    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "member", case, now=RIPE), meant.id)


@pytest.mark.parametrize(
    "substitute", ["respondent", "external", "puppet", "stranger", "union", "member"]
)
def test_nobody_takes_a_place_who_is_named_elsewhere_or_reads_it_already(
    db: Session, world: World, substitute: str
) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(NotOffered):
        announced(db, world, case, substitute=substitute)


def test_nobody_inside_takes_the_place_of_the_external_member(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(NotOffered):
        announced(db, world, case, absent="external")


def test_whoever_was_kept_away_takes_no_place(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), withheld=frozenset({world.people["conflicted"]}))

    with pytest.raises(NotOffered):
        announced(db, world, case)


def test_it_is_announced_once(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    announced(db, world, case)

    with pytest.raises(NotOffered):
        announced(db, world, case)


def test_a_place_is_lent_by_its_holder_alone(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(KeyMissing):
        lend(db, turn(db, world, "member", case), stay(world), REASON)


def test_an_absence_that_is_over_hands_nothing_over(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    meant = announced(db, world, case)

    with pytest.raises(NotOffered):
        fulfil(db, turn(db, world, "member", case, now=AFTERWARDS), meant.id)


def test_while_standing_in_she_is_handed_nothing_else(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    lent(db, world, case)
    hers = turn(db, world, "member", case, now=RIPE)

    with pytest.raises(NotOffered):
        intend(db, hers, world.people["conflicted"], [C.IDENTITY], "She is asked for.")


def test_whoever_stands_in_lends_the_place_to_nobody(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    depart(db, case, world.people["member"], LAPSED, NOW)
    db.commit()
    handling.settle_owing(db, turn(db, world, "external", case))
    db.commit()
    meant = announced(db, world, case)
    fulfil(db, turn(db, world, "external", case, now=RIPE), meant.id)
    db.commit()
    further = Stay(world.people["conflicted"], world.people["member"], date(2026, 12, 12))

    with pytest.raises(NotOffered):
        lend(db, turn(db, world, "conflicted", case, now=RIPE), further, REASON)


def test_a_survivor_without_a_page_is_told_by_somebody_first(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    meant = announced(db, world, case)
    hers = turn(db, world, "chair", case)
    covers = one_pass.covers(db, [case])

    (found,), _later = overview(db, hers, [Row(case, "", "", "", NOW, ())], covers, stay(world))

    assert (found.step, found.ripe_at) == (Step.UNTOLD, None)
    with pytest.raises(NotRipe):
        fulfil(db, turn(db, world, "member", case, now=RIPE), meant.id)


def test_the_overview_says_how_far_each_case_has_come(db: Session, world: World) -> None:
    prepared = [world.prepare(number=str(each)) for each in (NUMBER, OTHER, THIRD)]
    hers, away, handed = (world.told(db, world.complaint(), each) for each in prepared)
    kept = world.told(
        db,
        world.complaint(),
        world.prepare(number=FOURTH),
        withheld=frozenset({world.people["conflicted"]}),
    )
    announced(db, world, away)
    lent(db, world, handed)
    ring = world.as_(db, "chair")
    rows = [Row(each, "", "", "", NOW, ()) for each in (hers, away, handed, kept)]

    found, later = overview(
        db, turn(db, world, "chair", hers), rows, one_pass.covers(db, ring.cases), stay(world)
    )

    steps = [Step.OPEN, Step.ANNOUNCED, Step.GIVEN, Step.KEPT_AWAY]
    assert [each.step for each in found] == steps
    assert later == 0
