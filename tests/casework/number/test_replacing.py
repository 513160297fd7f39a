"""A new number for somebody who lost hers: two people, and never one alone."""

from uuid import UUID

import msgspec
import pytest
from sqlalchemy.orm import Session

from casework.case.covers import the_cover, the_record
from casework.case.handling import answer
from casework.case.keeping import check_epochs, epochs, keep_delivered
from casework.case.owing import owing_under
from casework.case.rekey import Second, renew
from casework.case.timeline import timeline
from casework.models.number import NumberFacts, Status
from casework.number.renumbering import stop_number
from casework.number.replacing import (
    NotConfirmed,
    NotProposed,
    OneAlone,
    confirm,
    hand_out,
    propose,
)
from crypto.compartments import Compartment
from crypto.epochs import EpochRecord, check_epoch, lock, renumber_parts, sign_epoch
from crypto.errors import EpochInvalid, KeyMissing
from crypto.seeds import Seeds
from tests.casework.numbers import OTHER_NUMBER, THIRD_NUMBER, found, seeds_of, staff
from tests.worlds import NUMBER, World

C = Compartment


def proposed(db: Session, world: World, case: UUID, by: str = "chair") -> None:
    propose(db, staff(db, world, case, by))
    db.commit()


def confirmed(db: Session, world: World, case: UUID, by: str = "member") -> None:
    confirm(db, staff(db, world, case, by))
    db.commit()


def handed_out(
    db: Session, world: World, case: UUID, number: str = OTHER_NUMBER
) -> tuple[Compartment, ...]:
    prepared = world.prepare("new word", number)
    given = hand_out(db, staff(db, world, case, "chair"), prepared)
    db.commit()
    return given


def replaced(db: Session, world: World, case: UUID) -> tuple[Compartment, ...]:
    """She lost her number; the chair has spoken with her and the member confirms."""
    proposed(db, world, case)
    confirmed(db, world, case)
    return handed_out(db, world, case)


def facts_of(db: Session, world: World, number: str = OTHER_NUMBER) -> NumberFacts:
    row = found(db, world, number)
    assert row is not None
    return row.facts


def test_she_reads_again_what_the_receiver_could_give_her(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    given = replaced(db, world, case)

    world.with_seeds(db, case, seeds_of(db, world, OTHER_NUMBER, "new word"))
    read = timeline(db, case, world.register(db))
    assert set(given) == {C.COVER, C.IDENTITY, C.TOLD, C.OUTCOME, C.CHANNEL}
    assert read.opened == [C.COVER, C.IDENTITY, C.TOLD, C.OUTCOME, C.CHANNEL]
    assert read.broken == []
    assert C.REFERRAL in read.sealed


def test_what_only_she_held_stays_closed_to_her_new_number(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(name_for_committee=False))

    given = replaced(db, world, case)

    assert C.IDENTITY not in given
    world.with_seeds(db, case, seeds_of(db, world, OTHER_NUMBER, "new word"))
    assert C.IDENTITY not in timeline(db, case, world.register(db)).opened


def test_a_number_from_a_member_is_provisional(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    replaced(db, world, case)

    facts = facts_of(db, world)
    world.as_(db, "chair")
    number = the_cover(db, case).text.number
    assert facts.is_provisional
    assert facts.inbox == the_record(db, case).inbox
    assert number is not None
    assert number.is_provisional


def test_the_lost_number_opens_nothing_once_it_is_replaced(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    known = world.with_seeds(db, case, seeds_of(db, world))

    replaced(db, world, case)

    assert found(db, world, NUMBER) is None
    assert set(lock(db, case).values()) >= {2}
    with pytest.raises(KeyMissing):
        known.key(case, C.CHANNEL, lock(db, case)[C.CHANNEL])


def test_an_answer_that_waited_waits_behind_the_new_number(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    answer(db, staff(db, world, case, "chair"), "Come on Friday.")
    db.commit()

    replaced(db, world, case)

    assert facts_of(db, world).status is Status.ANSWER_WAITS


def test_an_answer_to_a_number_that_was_stopped_waits_behind_the_new_one(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    answer(db, staff(db, world, case, "chair"), "Come on Friday.")
    stop_number(db, staff(db, world, case, "chair"))
    db.commit()

    replaced(db, world, case)

    assert facts_of(db, world).status is Status.ANSWER_WAITS


def test_everybody_s_boxes_and_records_hold_after_a_replacement(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    replaced(db, world, case)
    seeds = seeds_of(db, world, OTHER_NUMBER, "new word")

    refused = [world.kept(db, who) for who in ("chair", "member", "external", "union")]
    world.with_seeds(db, case, seeds)
    refused.append(keep_delivered(db, world.keys.ring_tag(case), seeds, world.register(db)))

    assert refused == [[], [], [], [], []]
    cover = the_cover(db, case).text
    assert len(check_epochs(epochs(db, case), cover, world.register(db))) == 2
    assert owing_under(lock(db, case), cover) == [C.REFERRAL]


def test_a_stopped_number_is_replaced_by_two(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    stop_number(db, staff(db, world, case, "member"))
    db.commit()

    replaced(db, world, case)

    seeds = seeds_of(db, world, OTHER_NUMBER, "new word")
    world.with_seeds(db, case, seeds)
    cover = the_cover(db, case).text
    assert len(check_epochs(epochs(db, case), cover, world.register(db))) == 3
    assert cover.survivor == seeds.public


def test_somebody_who_had_no_word_can_have_one_later(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))

    replaced(db, world, case)

    world.with_seeds(db, case, seeds_of(db, world, OTHER_NUMBER, "new word"))
    assert timeline(db, case, world.register(db)).broken == []


def test_nobody_hands_out_a_number_alone(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    proposed(db, world, case)

    with pytest.raises(NotConfirmed):
        handed_out(db, world, case)


def test_nobody_confirms_herself(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    proposed(db, world, case)

    with pytest.raises(OneAlone):
        confirmed(db, world, case, "chair")


def test_nothing_is_confirmed_that_nobody_proposed(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(NotProposed):
        confirmed(db, world, case)


def test_she_who_confirmed_does_not_hand_out(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    proposed(db, world, case, by="member")
    confirmed(db, world, case, by="external")

    with pytest.raises(OneAlone):
        handed_out(db, world, case)


@pytest.mark.parametrize("who", ["union", "officer", "respondent", "stranger"])
def test_nobody_without_the_channel_confirms(db: Session, world: World, who: str) -> None:
    case = world.told(db, world.complaint())
    proposed(db, world, case)

    with pytest.raises(KeyMissing):
        confirmed(db, world, case, who)


def test_a_confirmation_serves_once(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    replaced(db, world, case)

    with pytest.raises(NotProposed):
        handed_out(db, world, case, THIRD_NUMBER)


def test_new_keys_in_between_end_a_confirmation(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    proposed(db, world, case)
    confirmed(db, world, case)
    turn = staff(db, world, case, "member")
    renew(db, case, turn.renewal, "other", also=[C.COVER])
    db.commit()

    with pytest.raises(NotProposed):
        handed_out(db, world, case)


def test_a_receiver_s_forged_confirmation_is_no_epoch(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    turn = staff(db, world, case, "chair")
    own = world.seeds["chair"]
    signed = own.sign(*renumber_parts(case, turn.author.person, the_record(db, case).digest()))

    record = forged(db, turn.case, world, Second(world.people["member"], own.public.verify, signed))

    with pytest.raises(EpochInvalid):
        check_epoch(record, the_record(db, case), b"m" * 32)


def test_an_old_confirmation_of_another_s_is_no_epoch(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    staff(db, world, case, "chair")
    second = world.seeds["member"]
    signed = second.sign(*renumber_parts(case, world.people["chair"], b"an older record"))

    record = forged(db, case, world, Second(world.people["member"], second.public.verify, signed))

    with pytest.raises(EpochInvalid):
        check_epoch(record, the_record(db, case), b"m" * 32)


def test_an_uncertified_second_is_no_epoch(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    turn = staff(db, world, case, "chair")
    stranger = Seeds.generate()
    signed = stranger.sign(*renumber_parts(case, turn.author.person, the_record(db, case).digest()))
    second = Second(world.people["member"], stranger.public.verify, signed)
    renew(db, case, turn.renewal, "forged", also=[C.COVER], second=second)

    with pytest.raises(EpochInvalid):
        check_epochs(epochs(db, case), the_cover(db, case).text, world.register(db))


def test_a_certified_second_who_never_held_it_is_no_epoch(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    turn = staff(db, world, case, "chair")
    stranger = world.seeds["stranger"]
    signed = stranger.sign(*renumber_parts(case, turn.author.person, the_record(db, case).digest()))
    second = Second(world.people["stranger"], stranger.public.verify, signed)
    renew(db, case, turn.renewal, "forged", also=[C.COVER], second=second)

    with pytest.raises(EpochInvalid):
        check_epochs(epochs(db, case), the_cover(db, case).text, world.register(db))


def forged(db: Session, case: UUID, world: World, second: Second) -> EpochRecord:
    """The next record with another key for the survivor, by the chair, as she would have it."""
    previous = the_record(db, case)
    record = msgspec.structs.replace(
        previous,
        number=previous.number + 1,
        previous=previous.digest(),
        survivor=Seeds.generate().public,
        author=world.people["chair"],
        author_key=world.seeds["chair"].public.verify,
        second=second.person,
        second_key=second.key,
        second_signature=second.signature,
    )
    return sign_epoch(record, world.seeds["chair"], b"m" * 32)
