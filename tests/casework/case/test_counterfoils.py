"""Who logs a case that she cannot read goes on writing into it, and learns three words of it."""

from datetime import timedelta
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from auth.joining import leave
from auth.models import Membership
from casework.case import counterfoils, inbox, slips
from casework.case.answers import Reply, Wish
from casework.case.covers import show_status, the_cover
from casework.case.covers import taken as taken_cover
from casework.case.handling import recuse, settle_owing, take_inbox_in
from casework.case.slips import Foil, KnownBy
from casework.case.timeline import Line, timeline
from casework.course.acknowledging import acknowledge
from casework.instance.rotating import rotate
from casework.models.counterfoil import Counterfoil, Progress
from casework.models.entry import InboxText, Kind
from casework.models.number import Status
from casework.number import returning
from casework.taking_down.complaint import Way
from crypto.errors import SealBroken
from crypto.instance import InstanceKeys
from crypto.seeds import Seeds
from tests.casework.taking import logged as taken_down
from tests.casework.taking import taken
from tests.casework.turning import her_seeds, turn
from tests.worlds import NOW, World

LATER = "Two others of line 3 saw it. Ask on a Friday."
BY = KnownBy("Rupali Knitwear", "in_person")
LONG = "ខ្ញុំ" * 1_000


def actor(world: World, who: str, *former: Seeds) -> Actor:
    """A member of the cast, signed in."""
    return Actor(Rank.STAFF, world.people[who], seeds=world.seeds[who], former=former)


def logged(db: Session, world: World, who: str, **changes: object) -> tuple[UUID, UUID | None]:
    """A complaint somebody logged for a survivor; the case, and her counterfoil."""
    withheld = frozenset({world.people["conflicted"]})
    case = world.told(db, world.complaint(**changes), withheld=withheld)
    author = world.author(who)
    row = slips.keep(db, world.keys, author, case, BY, NOW)
    db.commit()
    return case, row


def the_foil(db: Session, world: World, who: str = "officer") -> Foil:
    """The one counterfoil somebody has."""
    (foil,) = slips.mine(db, world.keys, actor(world, who))
    return foil


def added(db: Session, world: World, case: UUID) -> list[Line]:
    """What the chair reads that was added later."""
    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines
    return [line for line in lines if line.kind is Kind.ADDED_LATER]


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """Logged by the referral officer, to whom she did not open it."""
    return logged(db, world, "officer", wants_officer=False)[0]


def test_what_she_learns_later_reaches_the_holders_with_her_name(
    db: Session, world: World, case: UUID
) -> None:
    slips.write(db, actor(world, "officer"), the_foil(db, world), LATER, NOW)
    db.commit()
    taken_in = take_inbox_in(db, turn(db, world, "chair", case))
    db.commit()

    (line,) = added(db, world, case)
    assert taken_in == 1
    assert line.text == LATER
    assert line.facts["by"] == world.people["officer"].hex


def test_her_words_do_not_stand_on_the_survivors_page_as_if_they_were_the_survivors(
    db: Session, world: World, case: UUID
) -> None:
    slips.write(db, actor(world, "officer"), the_foil(db, world), LATER, NOW)
    db.commit()

    world.with_seeds(db, case, her_seeds(db, world))

    assert [each.text for each in inbox.waiting(db, case)] == [LATER]
    assert returning.hers(db, case, world.register(db), NOW).waiting == []


def test_she_opens_nothing_of_the_case(db: Session, world: World, case: UUID) -> None:
    ring = world.as_(db, "officer")

    assert case not in ring.cases
    assert the_foil(db, world).place == "Rupali Knitwear"


def test_a_long_text_arrives_whole(db: Session, world: World, case: UUID) -> None:
    slips.write(db, actor(world, "officer"), the_foil(db, world), LONG, NOW)
    take_inbox_in(db, turn(db, world, "chair", case))
    db.commit()

    assert [line.text for line in added(db, world, case)] == [LONG]


def test_a_text_of_hers_is_stored_as_long_as_one_of_the_survivor(
    db: Session, world: World, case: UUID
) -> None:
    foil = the_foil(db, world)
    slips.write(db, actor(world, "officer"), foil, LATER, NOW)
    inbox.drop(db, foil, "Call me.", NOW)
    db.commit()

    assert len({len(row.box) for row in db.scalars(select(InboxText))}) == 1


def test_counterfoils_are_all_of_one_length(db: Session, world: World, case: UUID) -> None:
    author = world.author("analyst")
    other = world.told(db, world.complaint(), world.prepare(number="1000000000000008"))
    slips.keep(db, world.keys, author, other, KnownBy("ক" * 200, "box", 12), NOW)
    db.commit()

    rows = db.scalars(select(Counterfoil)).all()
    assert len(rows) == 2
    assert len({(len(row.mine_sealed), len(row.facts_sealed)) for row in rows}) == 1


def test_after_new_keys_she_writes_to_the_new_inbox(db: Session, world: World, case: UUID) -> None:
    before = the_foil(db, world)
    recuse(db, turn(db, world, "member", case), "He is my cousin.")
    settle_owing(db, turn(db, world, "chair", case))
    db.commit()

    slips.write(db, actor(world, "officer"), before, LATER, NOW)
    take_inbox_in(db, turn(db, world, "chair", case))
    db.commit()

    after = the_foil(db, world)
    assert (before.inbox_generation, after.inbox_generation) == (1, 2)
    assert before.inbox != after.inbox
    assert [line.text for line in added(db, world, case)] == [LATER]


def test_what_waits_when_keys_are_renewed_is_taken_in_with_her_name(
    db: Session, world: World, case: UUID
) -> None:
    slips.write(db, actor(world, "officer"), the_foil(db, world), LATER, NOW)
    recuse(db, turn(db, world, "member", case), "He is my cousin.")
    settle_owing(db, turn(db, world, "chair", case))
    db.commit()

    assert [line.text for line in added(db, world, case)] == [LATER]


def test_a_counterfoil_somebody_spoilt_does_not_stop_new_keys(
    db: Session, world: World, case: UUID
) -> None:
    db.scalars(select(Counterfoil)).one().facts_sealed = b"\x01" * 64
    db.commit()
    recuse(db, turn(db, world, "member", case), "He is my cousin.")

    assert settle_owing(db, turn(db, world, "chair", case)) == []
    assert slips.mine(db, world.keys, actor(world, "officer")) == []


def test_she_learns_that_it_is_dealt_with_and_that_it_is_closed(
    db: Session, world: World, case: UUID
) -> None:
    seen = [the_foil(db, world).status]
    acknowledge(db, turn(db, world, "chair", case))
    db.commit()
    seen.append(the_foil(db, world).status)
    show_status(db, taken_cover(db, case).text, status=Status.CLOSED)
    db.commit()
    seen.append(the_foil(db, world).status)

    assert seen == [Progress.RECEIVED, Progress.DEALT_WITH, Progress.CLOSED]


@pytest.mark.parametrize("who", ["conflicted", "chair", "member", "external"])
def test_who_is_close_and_who_reads_it_anyhow_keeps_none(
    db: Session, world: World, who: str
) -> None:
    case, row = logged(db, world, who)

    world.as_(db, "chair")
    assert row is None
    assert the_cover(db, case).text.writers == []
    assert slips.mine(db, world.keys, actor(world, who)) == []


def test_a_case_without_an_inbox_leaves_none(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(wish=Wish.KEEP), world.prepare())

    assert slips.keep(db, world.keys, world.author("officer"), case, BY, NOW) is None


def test_a_union_that_follows_the_outcome_may_still_add_what_it_learns(
    db: Session, world: World
) -> None:
    case, _row = logged(db, world, "union")

    slips.write(db, actor(world, "union"), the_foil(db, world, "union"), LATER, NOW)
    take_inbox_in(db, turn(db, world, "chair", case))
    db.commit()

    assert [line.text for line in added(db, world, case)] == [LATER]


def test_whoever_steps_back_loses_her_counterfoil_with_her_keys(db: Session, world: World) -> None:
    case, _row = logged(db, world, "union")
    foil = the_foil(db, world, "union")
    recuse(db, turn(db, world, "union", case), "I am her sister.")
    db.commit()

    with pytest.raises(SealBroken):
        slips.write(db, actor(world, "union"), foil, LATER, NOW)
    world.as_(db, "chair")
    assert the_cover(db, case).text.writers == []


def test_a_holder_takes_a_counterfoil_back(db: Session, world: World, case: UUID) -> None:
    slips.take_back(db, turn(db, world, "chair", case), world.people["officer"])
    db.commit()

    assert slips.mine(db, world.keys, actor(world, "officer")) == []
    assert db.scalars(select(Counterfoil)).all() == []


def test_nothing_is_taken_back_from_somebody_who_has_none(
    db: Session, world: World, case: UUID
) -> None:
    with pytest.raises(slips.NoWriter):
        slips.take_back(db, turn(db, world, "chair", case), world.people["analyst"])


def test_nobody_else_opens_her_counterfoil(db: Session, world: World, case: UUID) -> None:
    row = db.scalars(select(Counterfoil)).one()

    assert slips.find(db, world.keys, actor(world, "analyst"), row.id) is None
    with pytest.raises(SealBroken):
        counterfoils.open_mine(row, world.seeds["chair"])


def test_the_row_names_neither_her_nor_the_case(db: Session, world: World, case: UUID) -> None:
    row = db.scalars(select(Counterfoil)).one()
    stored = row.id.bytes + row.ring + row.mine_sealed + row.facts_sealed

    assert case.bytes not in stored
    assert world.people["officer"].bytes not in stored
    assert b"Rupali" not in stored


def test_with_new_seeds_the_old_ones_open_it_until_it_moves_over(
    db: Session, world: World, case: UUID
) -> None:
    old, world.seeds["officer"] = world.seeds["officer"], Seeds.generate()

    slips.tidy(db, world.keys, actor(world, "officer", old))
    db.commit()

    assert the_foil(db, world).case == case


def test_when_the_case_is_gone_it_is_not_listed_and_goes_at_her_sign_in(
    db: Session, world: World, case: UUID
) -> None:
    row, seeds = db.scalars(select(Counterfoil)).one(), world.seeds["officer"]
    gone = msgspec.structs.replace(counterfoils.open_mine(row, seeds), case=uuid4())
    counterfoils.seal_mine(row, gone, seeds)
    db.commit()

    listed = slips.mine(db, world.keys, actor(world, "officer"))
    slips.tidy(db, world.keys, actor(world, "officer"))
    db.commit()

    assert listed == []
    assert db.scalars(select(Counterfoil)).all() == []


def test_a_leavers_counterfoils_go_with_her_post(
    db: Session, world: World, keys: InstanceKeys, case: UUID
) -> None:
    leave(db, keys, db.get_one(Membership, world.memberships["officer"]), NOW.date())
    db.commit()

    removed = slips.sweep(db, keys, (NOW + timedelta(days=1)).date())

    assert removed == 1
    assert db.scalars(select(Counterfoil)).all() == []


def test_nobody_in_post_loses_hers(db: Session, world: World, case: UUID) -> None:
    assert slips.sweep(db, world.keys, NOW.date()) == 0
    assert the_foil(db, world).case == case


def test_a_new_instance_secret_finds_it_again(
    db: Session, world: World, keys: InstanceKeys, case: UUID
) -> None:
    fresh = InstanceKeys(b"n" * 32, keys.version + 1)
    rotate(db, keys, fresh, NOW)
    db.commit()

    assert slips.mine(db, keys, actor(world, "officer")) == []
    assert [each.case for each in slips.mine(db, fresh, actor(world, "officer"))] == [case]


def test_whoever_takes_it_down_and_cannot_read_it_keeps_one(db: Session, world: World) -> None:
    made = taken_down(db, world, "member", taken(world.complaint()))

    foil = the_foil(db, world, "member")

    assert (foil.case, foil.place, foil.way) == (made.case, "Rupali Knitwear", Way.IN_PERSON)


def test_whoever_goes_on_with_it_needs_none(db: Session, world: World) -> None:
    taken_down(db, world, "member", taken(world.complaint(), goes_on=True))

    assert slips.mine(db, world.keys, actor(world, "member")) == []


@pytest.mark.parametrize("who", ["respondent", "conflicted"])
def test_for_whoever_took_down_what_may_be_about_her_there_is_no_case(
    db: Session, world: World, who: str
) -> None:
    close = {world.memberships["conflicted"].hex: Reply.YES}

    taken_down(db, world, who, taken(world.complaint(close=close)))

    assert slips.mine(db, world.keys, actor(world, who)) == []


def test_the_survivor_is_told_who_may_add_to_it(db: Session, world: World) -> None:
    hers = world.prepare()
    made = taken_down(db, world, "officer", taken(world.complaint(wants_officer=False)), hers)
    assert hers.seeds is not None
    world.with_seeds(db, made.case, hers.seeds)

    (writer,) = returning.writers(db, made.case)

    assert "CARE programme" in writer.whole
