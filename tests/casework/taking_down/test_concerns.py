"""A concern: one offer of help, its end, and nothing else until the survivor agrees."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from auth import trail
from casework.case import handling, inbox
from casework.case.bounds import ONLY_IN, ConcernClosed, Misplaced, NotAgreed
from casework.case.covers import the_cover
from casework.case.entries import put, said_now
from casework.case.inbox import Asks
from casework.case.rekey import depart
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin
from casework.course.acknowledging import acknowledge
from casework.models.cover import CLOSED, OFFERED, Capacity
from casework.models.entry import Kind
from casework.models.number import NumberFacts, Status
from casework.number import returning_number, speaking
from casework.readers import intentions
from casework.readers.settling import settle_match
from casework.taking_down import concerns
from casework.taking_down.concerns import NoConcern, NotOffered, Offer, OfferedAlready, Reason, Way
from crypto import number
from crypto.compartments import Compartment
from tests.casework.case.test_handling import PHOTO
from tests.casework.turning import her_seeds, turn
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, World

C = Compartment
OFFER = Offer("I myself", Way.OUTSIDE, "At the bus stop, on Friday", "You need not answer.")
Deed = Callable[[Session, Turn], object]


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A friend told it, with a number and a second word."""
    return world.told(db, world.complaint(for_somebody_else=True))


def facts(db: Session, world: World) -> NumberFacts:
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    return found.facts


def lines(db: Session, world: World, case: UUID, who: str = "chair") -> list[Line]:
    world.as_(db, who)
    return timeline(db, case, world.register(db)).lines


def hers(db: Session, world: World, case: UUID) -> Turn:
    """Whoever told it, back with number and word."""
    seeds = her_seeds(db, world)
    world.with_seeds(db, case, seeds)
    chair = turn(db, world, "chair", case)
    world.with_seeds(db, case, seeds)
    return replace(chair, author=replace(chair.author, person=None, seeds=seeds))


def closed(db: Session, world: World, case: UUID, reason: Reason = Reason.UNSAFE) -> None:
    concerns.close_concern(db, turn(db, world, "chair", case), reason, "She has her reasons.")
    db.commit()


def test_help_is_offered_in_one_signed_entry(db: Session, world: World, case: UUID) -> None:
    concerns.offer_help(db, turn(db, world, "chair", case), OFFER)
    db.commit()

    (offer,) = [each for each in lines(db, world, case, "member") if each.kind is Kind.OFFER]
    assert offer.text == OFFER.words
    assert offer.facts["offer_where"] == OFFER.where
    assert (offer.author, offer.is_verified) == (world.people["chair"], True)
    assert the_cover(db, case).text.stage == OFFERED


def test_help_is_not_offered_twice_whoever_offers_it(db: Session, world: World, case: UUID) -> None:
    concerns.offer_help(db, turn(db, world, "chair", case), OFFER)
    db.commit()

    with pytest.raises(OfferedAlready):
        concerns.offer_help(db, turn(db, world, "member", case), OFFER)


def test_that_she_was_not_reached_is_written_down_and_leaves_it_open(
    db: Session, world: World, case: UUID
) -> None:
    concerns.offer_help(db, turn(db, world, "chair", case), OFFER)

    concerns.note_not_reached(db, turn(db, world, "member", case), "She was not on the bus.")
    db.commit()

    assert "She was not on the bus." in {each.text for each in lines(db, world, case)}
    assert the_cover(db, case).text.stage == OFFERED


def test_there_is_no_reply_to_an_offer_nobody_made(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(NotOffered):
        concerns.note_not_reached(db, turn(db, world, "chair", case), "…")
    with pytest.raises(NotOffered):
        concerns.close_concern(db, turn(db, world, "chair", case), Reason.DECLINED)


def test_a_closed_concern_says_why_to_those_who_deal_with_it(
    db: Session, world: World, case: UUID
) -> None:
    closed(db, world, case)

    (end,) = [each for each in lines(db, world, case) if each.kind is Kind.CONCERN_CLOSED]
    assert end.facts["reason"] == Reason.UNSAFE
    assert end.text == "She has her reasons."
    assert the_cover(db, case).text.stage == CLOSED
    assert facts(db, world).status is Status.CLOSED


@pytest.mark.parametrize("reason", list(Reason))
def test_who_told_it_cannot_tell_what_the_survivor_said(
    db: Session, world: World, case: UUID, reason: Reason
) -> None:
    concerns.offer_help(db, turn(db, world, "chair", case), OFFER)
    closed(db, world, case, reason)

    ring = world.with_seeds(db, case, her_seeds(db, world))
    read, cover = timeline(db, case, world.register(db)), the_cover(db, case).text
    acts = [each.act for each in trail.walk(db, cover.trail_keys)]

    assert set(read.opened) == {C.COVER, C.TOLD, C.CHANNEL}
    assert not ring.holds(case, C.OUTCOME)
    assert "She has her reasons." not in {each.text for each in read.lines}
    assert {part: head.number for part, head in cover.heads.items()} == {
        C.TOLD: 2, C.ACCOUNT: 1, C.OUTCOME: 3,
    }  # fmt: skip
    done = [each for each in acts if each and each.verb.startswith("case:concern")]
    assert [each.verb for each in done] == ["case:concern:offer", "case:concern:close"]
    assert [each.facts for each in done] == [{}, {}]


def writes_a_note(db: Session, turn: Turn) -> None:
    handling.note(db, turn, "Ask the whole line.")


def adds_a_file(db: Session, turn: Turn) -> None:
    handling.attach(db, turn, PHOTO)


def comes_to_a_stage(db: Session, turn: Turn) -> None:
    cover = begin(db, turn, C.OUTCOME)
    put(db, cover, C.OUTCOME, said_now(Kind.STAGE, NOW, stage="inquiry"), turn.author)


def hears_a_witness(db: Session, turn: Turn) -> None:
    cover = begin(db, turn, C.ACCOUNT)
    put(db, cover, C.ACCOUNT, said_now(Kind.STATEMENT, NOW, "I saw it."), turn.author)


@pytest.mark.parametrize("deed", [writes_a_note, adds_a_file, comes_to_a_stage, hears_a_witness])
def test_nothing_of_an_inquiry_is_written_into_a_concern(
    db: Session, world: World, case: UUID, deed: Deed
) -> None:
    with pytest.raises(NotAgreed):
        deed(db, turn(db, world, "chair", case))


@pytest.mark.parametrize("kind", sorted(ONLY_IN))
def test_what_she_agreed_to_and_where_she_went_stand_in_their_own_compartment(
    db: Session, world: World, kind: Kind
) -> None:
    case = world.told(db, world.complaint())
    hers = turn(db, world, "chair", case)

    with pytest.raises(Misplaced):
        put(db, begin(db, hers, C.OUTCOME), C.OUTCOME, said_now(kind, NOW), hers.author)


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.NOTE, Kind.COPIED} - set(ONLY_IN)))
def test_what_is_no_concern_has_room_for_everything(db: Session, world: World, kind: Kind) -> None:
    case = world.told(db, world.complaint())
    hers = turn(db, world, "chair", case)

    entry = put(db, begin(db, hers, C.OUTCOME), C.OUTCOME, said_now(kind, NOW), hers.author)

    assert entry.compartment == C.OUTCOME


def acknowledges(db: Session, turn: Turn) -> None:
    acknowledge(db, turn)


def answers(db: Session, turn: Turn) -> None:
    handling.answer(db, turn, "Thank you for telling us.")


@pytest.mark.parametrize("deed", [acknowledges, answers])
def test_who_told_it_is_answered(db: Session, world: World, case: UUID, deed: Deed) -> None:
    deed(db, turn(db, world, "chair", case))
    db.commit()

    assert facts(db, world).status is Status.ANSWER_WAITS


def offers_help(db: Session, turn: Turn) -> None:
    concerns.offer_help(db, turn, OFFER)


def closes_it(db: Session, turn: Turn) -> None:
    concerns.close_concern(db, turn, Reason.UNSAFE)


@pytest.mark.parametrize("deed", [acknowledges, answers, offers_help, closes_it, writes_a_note])
def test_when_it_is_closed_nothing_more_is_done(
    db: Session, world: World, case: UUID, deed: Deed
) -> None:
    closed(db, world, case)

    with pytest.raises(ConcernClosed):
        deed(db, turn(db, world, "member", case))


@pytest.mark.parametrize("deed", [offers_help, closes_it])
def test_what_the_survivor_told_herself_is_no_concern(
    db: Session, world: World, deed: Deed
) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(NoConcern):
        deed(db, turn(db, world, "chair", case))


def test_keys_are_given_back_and_made_anew_also_of_a_closed_concern(
    db: Session, world: World, case: UUID
) -> None:
    closed(db, world, case)

    handling.recuse(db, turn(db, world, "member", case), "He is my cousin.")
    handling.settle_owing(db, turn(db, world, "chair", case))
    db.commit()

    assert the_cover(db, case).text.holder(world.people["member"]) is None
    assert timeline(db, case, world.register(db)).broken == []


def test_who_told_it_takes_it_back_and_it_is_closed(db: Session, world: World, case: UUID) -> None:
    concerns.take_back(db, hers(db, world, case))
    db.commit()

    assert facts(db, world).status is Status.CLOSED
    assert Kind.WITHDRAWAL in {each.kind for each in lines(db, world, case)}
    assert the_cover(db, case).text.is_closed_concern


def test_taken_back_by_number_alone_it_is_a_request_that_a_receiver_answers(
    db: Session, world: World, case: UUID
) -> None:
    inbox.drop(db, facts(db, world), "", NOW, Asks.WITHDRAWAL)

    handling.take_inbox_in(db, turn(db, world, "chair", case))

    assert the_cover(db, case).text.is_withdrawn
    closed(db, world, case, Reason.TAKEN_BACK)
    assert the_cover(db, case).text.is_closed_concern


def test_a_text_that_came_too_late_does_not_stop_the_making_of_new_keys(
    db: Session, world: World, case: UUID
) -> None:
    before = facts(db, world)
    closed(db, world, case)
    inbox.drop(db, before, "One more thing.", NOW)
    turn(db, world, "chair", case)
    depart(db, case, world.people["member"], "left", NOW)

    handling.settle_owing(db, turn(db, world, "chair", case))
    db.commit()

    assert "One more thing." in {each.text for each in lines(db, world, case)}


def test_after_closing_who_told_it_adds_nothing_and_her_number_keeps_saying_so(
    db: Session, world: World, case: UUID
) -> None:
    closed(db, world, case)

    speaking.mark_read(db, hers(db, world, case))
    with pytest.raises(ConcernClosed):
        speaking.write(db, hers(db, world, case), "And another thing.")

    assert facts(db, world).status is Status.CLOSED


def left_alone(db: Session, world: World, case: UUID) -> None:
    """The member is gone, so that a receiver's place is vacant."""
    turn(db, world, "chair", case)
    depart(db, case, world.people["member"], "left", NOW)
    handling.settle_owing(db, turn(db, world, "chair", case))
    db.commit()


def test_a_match_is_settled_and_fills_the_vacant_place(db: Session, world: World) -> None:
    respondent = world.people["respondent"]
    answers = world.complaint(for_somebody_else=True)
    case = world.told(db, answers, withheld=frozenset({respondent}))
    left_alone(db, world, case)

    settle_match(db, turn(db, world, "chair", case), respondent, [C.TOLD], "Another building.")
    db.commit()

    (intention,) = the_cover(db, case).text.intentions
    assert (intention.recipient, intention.capacity) == (respondent, Capacity.RECEIVER)


@pytest.mark.parametrize("who", ["supervisor", "union", "officer", "conflicted"])
def test_while_both_receivers_are_there_nobody_new_reads_a_concern(
    db: Session, world: World, case: UUID, who: str
) -> None:
    with pytest.raises(intentions.NotOffered):
        intentions.intend(
            db, turn(db, world, "chair", case), world.people[who], [C.OUTCOME], "To help."
        )


def test_a_pending_hand_over_ends_with_the_concern(db: Session, world: World, case: UUID) -> None:
    left_alone(db, world, case)
    intentions.intend(
        db,
        turn(db, world, "chair", case),
        world.people["conflicted"],
        [C.TOLD, C.ACCOUNT, C.OUTCOME, C.CHANNEL],
        "Nasrin has left.",
    )

    closed(db, world, case)

    assert the_cover(db, case).text.intentions == []
