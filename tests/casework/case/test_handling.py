"""Reading and answering a case, verb by verb."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from auth import trail
from casework.case import handling, inbox
from casework.case.answers import SentFile
from casework.case.authors import Author
from casework.case.covers import OwingFirst, open_facts, the_cover
from casework.case.rekey import LastHolder
from casework.case.search_words import Wanted
from casework.case.timeline import timeline
from casework.case.turns import ChangedMeanwhile, Turn, version_of
from casework.course.acknowledging import acknowledge
from casework.models.entry import Entry, InboxText, Kind, SearchText
from casework.models.number import ReturnNumber, Status
from casework.number import returning_number, speaking
from crypto import number
from crypto.compartments import Compartment
from crypto.envelope import OVERHEAD
from crypto.errors import KeyMissing
from crypto.grants import rows_of
from tests.casework.turning import her_seeds, turn
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, World

C = Compartment
PHOTO = SentFile(
    object_name="0" * 32,
    name="shift list.jpg",
    media_type="image/jpeg",
    size=10,
    sha256=b"h" * 32,
    key=b"k" * 32,
)


def status(db: Session, world: World) -> Status:
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    return found.facts.status


def test_the_survivor_learns_that_her_complaint_was_read(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    acknowledge(db, turn(db, world, "chair", case))
    db.commit()

    world.with_seeds(db, case, her_seeds(db, world))
    assert Kind.ACKNOWLEDGED in {line.kind for line in timeline(db, case, world.register(db)).lines}
    assert status(db, world) is Status.ANSWER_WAITS


def test_who_has_no_word_sees_only_that_it_was_received(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))

    acknowledge(db, turn(db, world, "chair", case))
    db.commit()

    assert status(db, world) is Status.RECEIVED


def test_a_second_acknowledgement_writes_nothing(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    acknowledge(db, turn(db, world, "chair", case))
    version = version_of(db, case)

    acknowledge(db, turn(db, world, "member", case))

    assert version_of(db, case) == version


def test_an_answer_reaches_her_and_her_number_says_so(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    handling.answer(db, turn(db, world, "chair", case), "You are safe to come to the clinic.")
    db.commit()

    world.with_seeds(db, case, her_seeds(db, world))
    lines = timeline(db, case, world.register(db)).lines
    last = next(each for each in lines if each.kind is Kind.MESSAGE_TO_SURVIVOR)
    assert (last.kind, last.text) == (
        Kind.MESSAGE_TO_SURVIVOR,
        "You are safe to come to the clinic.",
    )
    assert last.author == world.people["chair"]
    assert last.is_verified
    assert status(db, world) is Status.ANSWER_WAITS


def test_a_note_is_for_the_inquiry_and_not_for_her(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    handling.note(db, turn(db, world, "chair", case), "Speak with the night shift.")
    db.commit()

    world.with_seeds(db, case, her_seeds(db, world))
    texts = {line.text for line in timeline(db, case, world.register(db)).lines}
    assert "Speak with the night shift." not in texts


def test_a_referral_officer_notes_into_what_she_holds(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    entry = handling.note(db, turn(db, world, "officer", case), "The clinic has a bed.")

    assert entry.compartment == C.REFERRAL


def test_the_union_representative_has_no_place_for_a_note(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    with pytest.raises(KeyMissing):
        handling.note(db, turn(db, world, "union", case), "…")


def test_a_file_is_part_of_the_account(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    handling.attach(db, turn(db, world, "chair", case), PHOTO, "The shift list")
    db.commit()

    world.as_(db, "external")
    lines = timeline(db, case, world.register(db)).lines
    line = next(each for each in lines if each.kind is Kind.FILE)
    assert [(each.name, each.media_type) for each in line.files] == [
        ("shift list.jpg", "image/jpeg")
    ]


def test_texts_of_the_inbox_become_entries(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    inbox.drop(db, found.facts, "Please call after six.", NOW)
    inbox.drop(db, found.facts, "Not on Friday.", NOW + timedelta(minutes=1))
    db.commit()

    count = handling.take_inbox_in(db, turn(db, world, "member", case))
    db.commit()

    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines
    assert count == 2
    assert [line.text for line in lines if line.kind is Kind.MESSAGE_FROM_SURVIVOR] == [
        "Please call after six.",
        "Not on Friday.",
    ]
    assert db.scalar(select(func.count()).select_from(InboxText)) == 0
    assert the_cover(db, case).text.asked_at == NOW


def test_an_answer_ends_the_waiting(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    inbox.drop(db, found.facts, "Please call after six.", NOW)
    handling.take_inbox_in(db, turn(db, world, "member", case))

    handling.answer(db, turn(db, world, "member", case), "I will.")

    assert the_cover(db, case).text.asked_at is None


def test_words_she_adds_wait_like_a_message_once_receipt_was_confirmed(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    before = waiting_since(db, world, case)
    acknowledge(db, turn(db, world, "chair", case))
    seeds = her_seeds(db, world)
    world.with_seeds(db, case, seeds)
    hers = Turn(case, Author(None, seeds), world.keys, world.register(db), NOW, None)

    speaking.tell_more(db, hers, "He came again on Sunday.")

    assert before is None
    assert waiting_since(db, world, case) == NOW


def waiting_since(db: Session, world: World, case: UUID) -> object:
    """Since when the survivor of a case waits for an answer, as the chair reads it."""
    world.as_(db, "chair")
    return the_cover(db, case).text.asked_at


def test_who_saves_second_is_told_and_nothing_is_written(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    world.as_(db, "chair")
    seen = version_of(db, case)
    handling.note(db, turn(db, world, "chair", case, seen=seen), "First.")
    db.commit()

    with pytest.raises(ChangedMeanwhile):
        handling.note(db, turn(db, world, "member", case, seen=seen), "Second.")

    assert "Second." not in {line.text for line in timeline(db, case, world.register(db)).lines}


def test_every_act_is_on_the_trail_of_its_case(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    acknowledge(db, turn(db, world, "chair", case))
    handling.answer(db, turn(db, world, "chair", case), "We have read it.")
    handling.note(db, turn(db, world, "member", case), "Note.")
    handling.attach(db, turn(db, world, "member", case), PHOTO)
    handling.recuse(db, turn(db, world, "member", case), "He is my uncle.")
    db.commit()

    world.as_(db, "chair")
    entries = trail.walk(db, the_cover(db, case).text.trail_keys)
    verbs = [entry.act.verb for entry in entries if entry.act]
    assert verbs == [
        "case:recipient:refused",
        "case:complaint:tell",
        "case:complaint:acknowledge",
        "case:survivor:answer",
        "case:note:write",
        "case:file:attach",
        "case:reader:recuse",
    ]


def test_who_recuses_herself_no_longer_finds_the_case(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    handling.recuse(db, turn(db, world, "chair", case), "He is my cousin.")
    db.commit()

    assert world.as_(db, "chair").cases == frozenset()
    assert rows_of(db, world.keys.ring_tag(world.people["chair"])) == []
    with pytest.raises(KeyMissing):
        the_cover(db, case)


def test_her_reason_is_read_by_those_who_deal_with_it_alone(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    handling.recuse(db, turn(db, world, "chair", case), "He is my cousin.")
    db.commit()

    world.as_(db, "union")
    for_union = timeline(db, case, world.register(db))
    cover = the_cover(db, case).text
    world.as_(db, "member")
    for_member = timeline(db, case, world.register(db))

    assert "He is my cousin." in {line.text for line in for_member.lines}
    assert "He is my cousin." not in {line.text for line in for_union.lines}
    assert [each.reason for each in cover.departed] == [handling.RECUSED]


def test_nothing_is_written_under_a_key_a_leaver_knows(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    handling.recuse(db, turn(db, world, "chair", case), "He is my cousin.")
    db.commit()

    with pytest.raises(OwingFirst):
        handling.note(db, turn(db, world, "member", case), "Not yet.")


def test_after_new_keys_the_case_goes_on(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    handling.recuse(db, turn(db, world, "chair", case), "He is my cousin.")
    db.commit()

    still = handling.settle_owing(db, turn(db, world, "member", case))
    handling.note(db, turn(db, world, "member", case), "We go on.")
    db.commit()

    world.as_(db, "external")
    read = timeline(db, case, world.register(db))
    assert still == []
    assert read.broken == []
    assert "We go on." in {line.text for line in read.lines}


def alone(db: Session, world: World) -> UUID:
    """A case that the external member alone can still read."""
    case = world.told(db, world.complaint(tells_programme=None, declines_programme=True))
    for who in ("chair", "member"):
        handling.settle_owing(db, turn(db, world, who, case))
        handling.recuse(db, turn(db, world, who, case), "…")
        db.commit()
    handling.settle_owing(db, turn(db, world, "external", case))
    db.commit()
    return case


def test_the_last_holder_cannot_leave(db: Session, world: World) -> None:
    case = alone(db, world)

    with pytest.raises(LastHolder):
        handling.recuse(db, turn(db, world, "external", case), "I am tired.")

    assert world.as_(db, "external").holds(case, C.ACCOUNT)


def test_no_form_of_words_breaks_an_entry(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    words = "ខ្ញុំ" * 4000 + "👩🏽‍🏭 \u202eevil"

    handling.note(db, turn(db, world, "chair", case), words)
    db.commit()

    world.as_(db, "member")
    assert words in {line.text for line in timeline(db, case, world.register(db)).lines}
    row = db.scalars(select(SearchText).where(SearchText.compartment == C.ACCOUNT)).one()
    assert Wanted(words[:500]).within(row.folded)
    assert len(row.stored("folded")) == 4096 + OVERHEAD


def test_notes_of_any_length_up_to_a_page_are_stored_alike(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    short = handling.note(db, turn(db, world, "chair", case), "")
    long = handling.note(db, turn(db, world, "chair", case), "x" * 3000)

    assert len(short.stored("body")) == len(long.stored("body"))
    assert db.scalar(select(func.count()).select_from(Entry)) is not None


def test_the_number_row_keeps_its_length_whatever_it_says(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    before = len(db.scalars(select(ReturnNumber)).one().facts_sealed)

    handling.answer(db, turn(db, world, "chair", case), "Answer.")
    db.commit()

    row = db.scalars(select(ReturnNumber)).one()
    world.as_(db, "chair")
    state = the_cover(db, case).text.number
    assert state is not None
    assert open_facts(row, state.status_key).status is Status.ANSWER_WAITS
    assert len(row.facts_sealed) == before
