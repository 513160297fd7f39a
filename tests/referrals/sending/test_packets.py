"""A packet for people with accounts: who gets it, who does not, and that it can be taken back."""

from datetime import timedelta

import msgspec
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from auth import joining
from auth.models import CertificateRow, Membership, Role
from crypto.seeds import Seeds
from referrals.consent.packet import read
from referrals.models.sending import ReferralBox, ReferralPacket
from referrals.sending import answers, packets, receiving, sweeping, withdrawing
from referrals.sending.answers import OutOfTurn, Signer
from referrals.sending.given import Said
from referrals.sending.packets import NobodyThere
from referrals.sending.steps import Reason, Step
from referrals.sending.withdrawing import Standing
from tests.cast import Character
from tests.referrals.sending.parcels import (
    HAPPENED,
    forged,
    given,
    letters,
    packet,
    reader,
    rows,
    sender,
    words,
)
from tests.worlds import NOW, TODAY, World, joins

COLLEAGUE = Character("colleague", "Ruma Dey", "provider", Role.PROVIDER_STAFF, "midwife")


def says(db: Session, world: World, step: Step, who: str = "provider", note: str = "") -> None:
    """Somebody of the clinic answers what lies there for her."""
    signer = Signer(world.people[who], world.seeds[who])
    receiving.answer(db, letters(db, world, who)[0], Said(step=step, words=note), signer, TODAY)
    db.commit()


def test_the_nurse_reads_what_was_sent_to_her_clinic(db: Session, world: World) -> None:
    given(db, world)

    (letter,) = letters(db, world)

    assert words(letter.contents) == HAPPENED
    assert letter.contents.sender == world.bodies["programme"]
    assert (letter.body, letter.step, letter.on) == (world.bodies["provider"], None, TODAY)


@pytest.mark.parametrize("who", ["adviser", "officer", "administrator", "union", "chair"])
def test_nobody_else_finds_or_opens_it(db: Session, world: World, who: str) -> None:
    given(db, world)

    db.execute(update(ReferralBox).values(receiver=world.keys.received_tag(world.people[who])))

    assert letters(db, world, who) == []


def test_the_officer_of_the_programme_finds_nothing_under_her_tag(
    db: Session, world: World
) -> None:
    given(db, world)

    assert letters(db, world, "officer") == []


def test_every_person_in_post_gets_a_box_of_her_own(db: Session, world: World) -> None:
    joins(db, world, COLLEAGUE)

    made = given(db, world)

    assert len(made.boxes) == 2
    assert words(letters(db, world, "colleague")[0].contents) == HAPPENED
    assert words(letters(db, world)[0].contents) == HAPPENED


def test_whoever_has_to_do_with_the_factory_gets_none(db: Session, world: World) -> None:
    joins(db, world, COLLEAGUE)
    clinic, barred = world.bodies["provider"], [world.people["colleague"]]

    packets.give(db, world.keys, world.register(db), packet(), clinic, sender(world), TODAY, barred)

    assert letters(db, world, "colleague") == []
    assert len(letters(db, world)) == 1


def test_what_they_did_not_answer_in_fourteen_days_opens_no_more(db: Session, world: World) -> None:
    given(db, world)
    says(db, world, Step.SEEN)

    before = letters(db, world, on=TODAY + timedelta(days=13))
    after = letters(db, world, on=TODAY + timedelta(days=14))

    assert (len(before), len(after)) == (1, 0)


def test_what_they_said_yes_to_stays_open(db: Session, world: World) -> None:
    given(db, world)
    says(db, world, Step.SEEN)
    says(db, world, Step.ACCEPTED)

    assert len(letters(db, world, on=TODAY + timedelta(days=30))) == 1


def test_a_clinic_where_nobody_is_certified_receives_nothing(db: Session, world: World) -> None:
    db.execute(update(CertificateRow).values(ended_on=TODAY))

    with pytest.raises(NobodyThere):
        given(db, world)

    assert rows(db, "referral_packet") == 0


def test_whoever_left_before_it_was_sent_gets_no_box(db: Session, world: World) -> None:
    post = db.scalars(
        select(Membership).where(Membership.person_id == world.people["provider"])
    ).one()
    joining.leave(db, world.keys, post, TODAY)

    with pytest.raises(NobodyThere):
        given(db, world)


def test_a_supervisor_put_into_the_clinic_by_the_database_receives_nothing(
    db: Session, world: World
) -> None:
    # Certified she is, but not for this body and role: nobody confirmed her there.
    db.add(
        Membership(
            person_id=world.people["supervisor"],
            organization_id=world.bodies["provider"],
            role=Role.PROVIDER_STAFF,
            from_on=TODAY,
        )
    )
    db.flush()

    people = packets.recipients(db, world.register(db), world.bodies["provider"], TODAY)

    assert people == (world.people["provider"],)


def test_a_box_made_up_by_whoever_writes_the_database_is_refused(db: Session, world: World) -> None:
    clinic, maker = world.bodies["provider"], forged(sender(world))

    packets.give(db, world.keys, world.register(db), packet(), clinic, maker, TODAY)

    assert letters(db, world) == []


def test_a_box_that_was_moved_to_another_row_opens_nothing(db: Session, world: World) -> None:
    given(db, world)
    box = db.scalars(select(ReferralBox)).one()

    db.add(
        ReferralBox(receiver=box.receiver, receiver_version=1, until_on=box.until_on, box=box.box)
    )
    db.delete(box)
    db.flush()

    assert letters(db, world) == []


def test_a_withdrawn_packet_opens_nowhere_though_the_nurse_kept_its_address(
    db: Session, world: World
) -> None:
    made = given(db, world)
    address = letters(db, world)[0].id

    withdrawing.withdraw(db, made)
    withdrawing.withdraw(db, made)

    assert letters(db, world) == []
    found = receiving.find(db, world.keys, world.register(db), reader(world), address, TODAY)
    assert found is None
    assert [rows(db, each) for each in ("referral_packet", "referral_box")] == [0, 0]
    assert withdrawing.standing(db, world.keys, made, NOW) is Standing.GONE


def test_a_packet_withdrawn_while_the_nurse_reads_takes_no_answer(
    db: Session, world: World
) -> None:
    made = given(db, world)
    letter = letters(db, world)[0]
    withdrawing.withdraw(db, made)
    signer = Signer(world.people["provider"], world.seeds["provider"])

    with pytest.raises(OutOfTurn):
        receiving.answer(db, letter, Said(step=Step.SEEN), signer, TODAY)

    assert rows(db, "referral_answer") == 0


def test_of_two_who_answer_at_once_one_is_told_that_the_other_was_faster(
    db: Session, world: World
) -> None:
    joins(db, world, COLLEAGUE)
    given(db, world)
    read_before = letters(db, world, "colleague")[0]
    says(db, world, Step.SEEN)
    signer = Signer(world.people["colleague"], world.seeds["colleague"])

    with pytest.raises(OutOfTurn):
        receiving.answer(db, read_before, Said(step=Step.SEEN), signer, TODAY)

    assert letters(db, world, "colleague")[0].progress[0].by == world.people["provider"]


def test_her_name_comes_after_the_clinic_has_said_yes(db: Session, world: World) -> None:
    made = given(db, world)
    says(db, world, Step.SEEN)

    is_there = packets.renew(db, made, packet(is_accepted=True), sender(world), TODAY)

    assert is_there
    letter = letters(db, world)[0]
    assert "Rahima" in str([each.values for each in read(letter.contents.content).fields])
    assert letter.step is Step.SEEN


def test_a_withdrawn_packet_is_not_put_back_by_renewing_it(db: Session, world: World) -> None:
    made = given(db, world)
    withdrawing.withdraw(db, made)

    assert not packets.renew(db, made, packet(is_accepted=True), sender(world), TODAY)
    assert rows(db, "referral_packet") == 0


def test_the_case_reads_what_the_nurse_answered_and_that_she_signed_it(
    db: Session, world: World
) -> None:
    made = given(db, world)
    says(db, world, Step.SEEN)
    says(db, world, Step.DECLINED, note="We have no bed.")

    first, second = answers.waiting(db, world.register(db), made)

    assert [first.answered.said.step, second.answered.said.step] == [Step.SEEN, Step.DECLINED]
    assert second.answered.said.words == "We have no bed."
    assert (second.is_signed, second.answered.by) == (True, world.people["provider"])


def test_an_answer_is_taken_in_once(db: Session, world: World) -> None:
    made = given(db, world)
    says(db, world, Step.SEEN)
    found = answers.waiting(db, world.register(db), made)

    answers.taken(db, [each.row for each in found])

    assert answers.waiting(db, world.register(db), made) == []


def test_an_answer_in_her_name_that_she_did_not_sign_is_left_out(db: Session, world: World) -> None:
    made = given(db, world)
    letter = letters(db, world)[0]
    signer = Signer(world.people["provider"], Seeds.generate())
    reply, said = letter.contents.reply, Said(step=Step.SEEN)
    answered = answers.following((), said, reply, TODAY, signer)

    answers.leave(db, answered, reply, TODAY)

    assert answers.waiting(db, world.register(db), made) == []


@pytest.mark.parametrize("who", [None, "supervisor"])
def test_an_answer_of_nobody_or_of_somebody_who_works_elsewhere_counts_for_nothing(
    db: Session, world: World, who: str | None
) -> None:
    made = given(db, world)
    reply, said = letters(db, world)[0].contents.reply, Said(step=Step.SEEN)
    signer = Signer(world.people[who], world.seeds[who]) if who else None

    answers.leave(db, answers.following((), said, reply, TODAY, signer), reply, TODAY)

    assert answers.waiting(db, world.register(db), made) == []


def test_another_case_does_not_read_the_answer(db: Session, world: World) -> None:
    made, other = given(db, world), given(db, world)
    says(db, world, Step.SEEN)

    read_here = answers.waiting(db, world.register(db), made)
    read_there = answers.waiting(db, world.register(db), other)

    assert len(read_here) + len(read_there) == 1


def test_nobody_accepts_what_nobody_has_opened(db: Session, world: World) -> None:
    given(db, world)

    with pytest.raises(OutOfTurn):
        says(db, world, Step.ACCEPTED)


def test_an_answer_of_any_kind_is_as_long_as_any_other(db: Session, world: World) -> None:
    given(db, world)
    says(db, world, Step.SEEN)
    short = db.scalars(select(ReferralPacket.progress_sealed)).one()
    says(db, world, Step.ACCEPTED, note="Tuesday, ask for Nila at the side door. " * 20)
    long = db.scalars(select(ReferralPacket.progress_sealed)).one()

    assert len(short) == len(long)


def test_a_reason_stays_a_word_of_the_list() -> None:
    said = Said(step=Step.DECLINED, reason=Reason.FULL)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(said), type=Said) == said


def test_rows_say_no_day_finer_than_the_end_of_a_month(db: Session, world: World) -> None:
    made = given(db, world)

    assert made.until + timedelta(days=1) == (made.until + timedelta(days=1)).replace(day=1)
    assert made.until >= TODAY + timedelta(days=60)


def test_retention_removes_what_is_over(db: Session, world: World) -> None:
    made = given(db, world)
    says(db, world, Step.SEEN)

    kept = sweeping.sweep(db, world.keys, NOW)
    gone = sweeping.sweep(db, world.keys, NOW.replace(year=made.until.year + 1))

    assert (kept, gone) == (0, 3)


def test_retention_takes_the_boxes_of_whoever_has_left(db: Session, world: World) -> None:
    joins(db, world, COLLEAGUE)
    given(db, world)
    post = db.scalars(
        select(Membership).where(Membership.person_id == world.people["provider"])
    ).one()
    joining.leave(db, world.keys, post, TODAY)

    gone = sweeping.sweep(db, world.keys, NOW)

    assert gone == 1
    assert letters(db, world) == []
    assert len(letters(db, world, "colleague")) == 1
