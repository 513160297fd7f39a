"""Taking keys away, at the level of bytes, and what the database refuses to leave behind."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from auth import trail
from auth.models import CertificateRow, Membership
from casework.case import handling, inbox, rekey
from casework.case.authors import Author
from casework.case.covers import OwingFirst, the_cover, the_record
from casework.case.lapsing import indebted, lapsed, sound_holders
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.number import returning_number
from crypto import number
from crypto.compartments import Compartment
from crypto.epochs import Epoch, Generation, lock
from crypto.errors import KeyMissing
from crypto.grants import rows_of
from crypto.records import CaseRecord
from crypto.ring import KeyRing
from crypto.sealing import give_ring
from tests.casework.opening import opened_by, sealed_rows
from tests.casework.turning import her_seeds, turn
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, TODAY, World

C = Compartment


def left(db: Session, world: World, case: UUID) -> KeyRing:
    """The chair recuses herself; gives back the keys that she had and may have copied."""
    handling.note(db, turn(db, world, "chair", case), "Before she left.")
    copied = world.as_(db, "chair")
    handling.recuse(db, turn(db, world, "chair", case), "My cousin.")
    db.commit()
    return copied


def renewed(db: Session, world: World, case: UUID, by: str = "member") -> list[Compartment]:
    still = handling.settle_owing(db, turn(db, world, by, case))
    db.commit()
    return still


def test_at_once_her_ring_opens_nothing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    left(db, world, case)

    ring = world.as_(db, "chair")

    assert opened_by(db, ring, case) == set()


def test_before_new_keys_a_copy_of_hers_still_would(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    copied = left(db, world, case)

    assert opened_by(db, copied, case) != set()


def test_after_the_next_holders_visit_no_old_key_opens_any_row(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(needs_for_committee=True))
    copied = left(db, world, case)

    renewed(db, world, case)
    handling.note(db, turn(db, world, "member", case), "After she left.")
    db.commit()

    assert opened_by(db, copied, case) == set()
    assert len(sealed_rows(db, case)) > 10


def test_what_she_never_held_keeps_its_key(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(name_for_committee=False))
    left(db, world, case)

    renewed(db, world, case)

    generations = lock(db, case)
    assert generations[C.IDENTITY] == generations[C.REFERRAL] == 1
    assert generations[C.TOLD] == generations[C.COVER] == 2


def test_no_row_stays_under_an_old_generation(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    left(db, world, case)

    renewed(db, world, case)

    numbers = dict(lock(db, case))
    rows = [
        row
        for table in CaseRecord.__subclasses__()
        for row in db.scalars(select(table).where(table.case_id == case))
    ]
    assert {row.generation - numbers[Compartment(row.compartment)] for row in rows} == {0}
    per_part = (
        select(func.count()).where(Generation.case_id == case).group_by(Generation.compartment)
    )
    assert set(db.scalars(per_part)) == {1}


def test_the_database_refuses_to_forget_a_generation_in_use(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    of_told = delete(Generation).where(Generation.case_id == case, Generation.compartment == C.TOLD)

    with pytest.raises(IntegrityError):
        db.execute(of_told)


def test_a_supervisor_without_the_account_leaves_it_owing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    left(db, world, case)

    still = renewed(db, world, case, "supervisor")

    assert C.OUTCOME not in still
    assert set(still) == {C.IDENTITY, C.TOLD, C.ACCOUNT, C.CHANNEL}
    assert set(the_record(db, case).owing) == set(still)


def test_what_is_still_owing_the_next_holder_makes(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    copied = left(db, world, case)
    renewed(db, world, case, "supervisor")

    still = renewed(db, world, case, "external")

    assert still == []
    assert opened_by(db, copied, case) == set()
    world.as_(db, "member")
    assert timeline(db, case, world.register(db)).broken == []


def test_the_survivor_makes_new_keys_when_she_is_first(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    copied = left(db, world, case)
    seeds = her_seeds(db, world)
    world.with_seeds(db, case, seeds)

    hers = Turn(case, Author(None, seeds), world.keys, world.register(db), NOW)
    still = handling.settle_owing(db, hers)
    db.commit()
    still_after = renewed(db, world, case, "member")

    assert set(still) == {C.ACCOUNT}
    assert still_after == []
    assert opened_by(db, copied, case) == set()
    assert world.kept(db, "external") == []


def test_two_leavers_are_one_renewal(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    first = left(db, world, case)
    second = world.as_(db, "external")
    rekey.depart(db, case, world.people["external"], "left", NOW)
    db.commit()

    renewed(db, world, case)

    assert opened_by(db, first, case) == opened_by(db, second, case) == set()


def test_a_renewal_with_nothing_owing_changes_no_key(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    before = acts_on(db, world, case)

    still = renewed(db, world, case)

    assert still == []
    assert db.scalar(select(func.count()).select_from(Epoch)) == 1
    assert acts_on(db, world, case) == before


def acts_on(db: Session, world: World, case: UUID) -> list[str]:
    """The verbs on the trail of a case, as a member reads it."""
    world.as_(db, "member")
    entries = trail.walk(db, the_cover(db, case).text.trail_keys)
    return [each.act.verb for each in entries if each.act]


def test_whoever_is_slower_with_new_keys_makes_none(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    left(db, world, case)
    slow = turn(db, world, "external", case)
    old = world.as_(db, "external")
    renewed(db, world, case, "member")
    give_ring(db, old)

    still = handling.settle_owing(db, slow)

    assert still == []
    assert the_record(db, case).number == 2


def test_a_leavers_old_ring_catches_up_with_nothing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    late = turn(db, world, "chair", case)
    copied = left(db, world, case)
    renewed(db, world, case, "member")
    give_ring(db, copied)

    with pytest.raises(KeyMissing):
        handling.note(db, late, "…")


def test_a_text_dropped_before_new_keys_is_taken_in_by_them(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    left(db, world, case)
    inbox.drop(db, found.facts, "Is anybody there?", NOW)
    db.commit()

    renewed(db, world, case)

    texts = {line.text for line in timeline(db, case, world.register(db)).lines}
    assert "Is anybody there?" in texts


def test_a_text_sealed_to_the_old_inbox_still_opens(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    left(db, world, case)
    renewed(db, world, case)
    inbox.drop(db, found.facts, "Sent in the same second.", NOW)
    db.commit()

    world.as_(db, "external")

    assert [each.text for each in inbox.waiting(db, case)] == ["Sent in the same second."]


def test_the_number_writes_to_the_new_inbox_afterwards(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    left(db, world, case)
    renewed(db, world, case)

    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)

    assert found is not None
    assert found.facts.inbox_generation == 2
    assert found.facts.inbox == the_record(db, case).inbox


def ended(db: Session, world: World, who: str) -> None:
    """A certificate ends today."""
    hers = CertificateRow.person_id == world.people[who]
    db.execute(update(CertificateRow).where(hers).values(ended_on=TODAY))
    db.commit()


def test_whose_certificate_ended_is_found_without_a_flag(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    ended(db, world, "chair")

    chairs = world.people["chair"]
    world.as_(db, "member")
    cover, register = the_cover(db, case).text, world.register(db)

    sound = sound_holders(db, case, cover, register, TODAY)
    assert lapsed(cover, case, sound, TODAY) == [chairs]
    assert C.TOLD in indebted(db, case, lock(db, case), cover, register, TODAY)


def test_whose_membership_ended_is_found_the_same_way(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    db.execute(
        update(Membership)
        .where(Membership.person_id == world.people["chair"])
        .values(until_on=TODAY - timedelta(days=1))
    )
    db.commit()

    with pytest.raises(OwingFirst):
        handling.note(db, turn(db, world, "member", case), "…")


def test_a_leavers_keys_go_with_the_next_holders_visit(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    copied = world.as_(db, "chair")
    ended(db, world, "chair")

    renewed(db, world, case)

    assert rows_of(db, world.keys.ring_tag(world.people["chair"])) == []
    assert opened_by(db, copied, case) == set()
    world.as_(db, "member")
    assert the_cover(db, case).text.holder(world.people["chair"]) is None


def test_a_last_holder_whose_certificate_ended_blocks_nobody(db: Session, world: World) -> None:
    answers = world.complaint(tells_programme=None, declines_programme=True)
    case = world.told(db, answers, world.prepare(word=""))
    left(db, world, case)
    ended(db, world, "officer")

    still = renewed(db, world, case)

    assert still == []
    world.as_(db, "member")
    assert the_cover(db, case).text.holder(world.people["officer"]) is not None


def test_who_would_be_the_last_stays_though_her_certificate_ended(
    db: Session, world: World
) -> None:
    answers = world.complaint(tells_programme=None, declines_programme=True)
    case = world.told(db, answers)
    ended(db, world, "chair")
    ended(db, world, "external")
    ended(db, world, "member")
    world.as_(db, "chair")
    cover = the_cover(db, case).text

    sound = sound_holders(db, case, cover, world.register(db), TODAY)
    gone = lapsed(cover, case, sound, TODAY)

    assert len(gone) == 2


def test_boxes_are_of_one_length_whatever_they_hold(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(needs_for_committee=True))
    left(db, world, case)
    renewed(db, world, case)

    people = ("member", "external", "union", "officer", "supervisor")
    lengths = {
        len(row.sealed)
        for who in people
        for row in rows_of(db, world.keys.ring_tag(world.people[who]))
    }

    assert len(lengths) == 1


def test_three_hundred_entries_are_re_sealed_in_one_go(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    entries = [handling.note(db, each, "Note.") for each in [turn(db, world, "chair", case)] * 300]
    copied = left(db, world, case)

    renewed(db, world, case)

    assert len(entries) == 300
    assert opened_by(db, copied, case) == set()
    assert timeline(db, case, world.register(db)).broken == []
