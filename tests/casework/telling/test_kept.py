"""What is kept to decide later: hers alone, until she sends it to the people of that day."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.answers import Age, Answers, Contact, Named, Reply, Wish
from casework.case.covers import taken, the_cover, the_record
from casework.case.entries import put, said_now
from casework.case.keeping import check_epochs, epochs, keep_delivered
from casework.case.timeline import Timeline, timeline
from casework.models.case import Case
from casework.models.entry import Kind
from casework.models.number import Status
from casework.number.renumbering import change_number
from casework.procedures.terms import Gender
from casework.readers.audience import audience
from casework.telling.intake import NobodyReads
from casework.telling.releasing import AlreadySent, Release, release
from casework.telling.retelling import as_kept, workplace_of
from crypto.compartments import Compartment
from crypto.epochs import Generation, lock
from crypto.seeds import Seeds
from tests.casework.numbers import OTHER_NUMBER, found, hers, row_of, seeds_of
from tests.worlds import NOW, World

C = Compartment
LATER = NOW + timedelta(days=90)
EVERYBODY = ("chair", "member", "external", "union", "officer", "supervisor", "child_one")


def kept(db: Session, world: World, **changes: object) -> UUID:
    """She writes it down and decides later."""
    return world.told(db, world.complaint(wish=Wish.KEEP, **changes))


def sent(db: Session, world: World, case: UUID, **changes: object) -> Seeds:
    """She decides: the same words, by the rest of the way through `/w`."""
    seeds = seeds_of(db, world)
    world.with_seeds(db, case, seeds)
    answers = world.complaint(**changes)
    heard = audience(answers, world.readers(db), frozenset())
    release(db, world.keys, Release(case, answers, heard, seeds, LATER))
    db.commit()
    return seeds


def read_by(db: Session, world: World, case: UUID, who: str) -> Timeline:
    world.as_(db, who)
    return timeline(db, case, world.register(db))


def test_nobody_holds_what_she_keeps_but_she(db: Session, world: World) -> None:
    case = kept(db, world)

    rings = [world.as_(db, who).cases for who in EVERYBODY]
    ring = world.with_seeds(db, case, seeds_of(db, world))

    assert rings == [frozenset()] * len(EVERYBODY)
    assert {each.compartment for each in ring.held(case)} == {
        C.COVER,
        C.IDENTITY,
        C.TOLD,
        C.REFERRAL,
    }


def test_nothing_but_what_is_hers_has_a_key_while_it_is_kept(db: Session, world: World) -> None:
    case = kept(db, world)

    made = set(db.scalars(select(Generation.compartment).where(Generation.case_id == case)))
    row = db.get_one(Case, case)

    assert made == {"cover", "identity", "told", "referral"}
    assert row.factory_id is None
    assert row.destroy_after == date(2028, 3, 31)


def test_sending_gives_exactly_the_audience_their_keys(db: Session, world: World) -> None:
    case = kept(db, world)
    sent(db, world, case)

    rings = {who: world.as_(db, who).held(case) for who in EVERYBODY}

    assert {who: {each.compartment for each in held} for who, held in rings.items()} == {
        "chair": {C.COVER, C.IDENTITY, C.TOLD, C.ACCOUNT, C.OUTCOME, C.CHANNEL},
        "member": {C.COVER, C.IDENTITY, C.TOLD, C.ACCOUNT, C.OUTCOME, C.CHANNEL},
        "external": {C.COVER, C.IDENTITY, C.TOLD, C.ACCOUNT, C.OUTCOME, C.CHANNEL},
        "union": {C.COVER, C.OUTCOME},
        "officer": {C.COVER, C.REFERRAL},
        "supervisor": {C.COVER, C.OUTCOME, C.REFERRAL},
        "child_one": set(),
    }


def test_she_holds_what_was_made_and_never_the_account(db: Session, world: World) -> None:
    case = kept(db, world)
    seeds = sent(db, world, case)

    world.with_seeds(db, case, seeds)

    read = timeline(db, case, world.register(db))
    assert read.sealed == [C.ACCOUNT]
    assert read.broken == []


def test_every_box_and_record_of_a_release_holds(db: Session, world: World) -> None:
    case = kept(db, world)
    seeds = sent(db, world, case)

    refused = [world.kept(db, who) for who in ("chair", "member", "external", "union", "officer")]
    world.with_seeds(db, case, seeds)
    refused.append(keep_delivered(db, world.keys.ring_tag(case), seeds, world.register(db)))

    assert refused == [[], [], [], [], [], []]
    assert len(check_epochs(epochs(db, case), the_cover(db, case).text, world.register(db))) == 2


def test_words_sent_unchanged_keep_the_day_they_were_written(db: Session, world: World) -> None:
    case = kept(db, world)
    sent(db, world, case)

    read = read_by(db, world, case, "chair")

    told = [line for line in read.lines if line.kind is Kind.STATEMENT]
    wishes = [line.facts["wish"] for line in read.lines if line.kind is Kind.INTAKE]
    assert [line.at for line in told] == [NOW]
    assert wishes == [Wish.KEEP, Wish.COMPLAIN]
    assert read.broken == []


def test_nobody_reads_a_sentence_she_took_out_before_sending(db: Session, world: World) -> None:
    case = kept(db, world, words="He touched me. Nobody may know that I am ill.")
    sent(db, world, case, words="He touched me.")

    read = read_by(db, world, case, "chair")

    assert [line.text for line in read.lines if line.kind is Kind.STATEMENT] == ["He touched me."]
    assert [line.facts["written_since"] for line in read.lines if line.kind is Kind.INTAKE] == [
        "2026-03-02"
    ]
    assert read.broken == []


ASKED_ANEW = {
    "wish",
    "workplace",
    "poster_code_given",
    "programme",
    "decides_on_jobs",
    "files",
    "name_for_committee",
    "name_for_union",
    "name_for_programme",
    "union",
    "union_post",
    "union_line",
    "tells_programme",
    "declines_programme",
    "told_for_programme",
    "preferred_receiver",
    "close",
    "wants_officer",
    "needs_for_committee",
    "help_for_committee",
    "second_word",
}
"""What decides who reads is asked of the people of that day; files and word stay as they are."""
TOLD = Answers(
    language="bn",
    gender=Gender.WOMAN,
    elsewhere="at_home",
    safe_now=Reply.NO,
    wish=Wish.KEEP,
    for_somebody_else=True,
    age=Age.NOT_SURE,
    respondent=Named(name="A", nickname="B", employee_number="C", post="D", line="E"),
    places=["line", "floor"],
    place_text="behind the store",
    when_text="in March",
    kinds=["touching"],
    words="He touched her.",
    name="Rahima",
    employee_number="17",
    needs=["health"],
    contact=Contact(
        how="phone",
        where="0100",
        when="Friday",
        whose_phone="my sister's",
        who_answers="her husband",
        what_to_say="wrong number",
    ),
)


@pytest.mark.parametrize(
    "field", [each for each in Answers.__struct_fields__ if each not in ASKED_ANEW]
)
def test_what_she_kept_comes_back_as_she_answered_it(db: Session, world: World, field: str) -> None:
    assert getattr(TOLD, field) != getattr(Answers(), field)
    case = world.told(db, TOLD)

    world.with_seeds(db, case, seeds_of(db, world))
    found = as_kept(db, taken(db, case))

    assert getattr(found, field) == getattr(TOLD, field)


def test_her_age_reaches_no_member_when_she_sends(db: Session, world: World) -> None:
    case = kept(db, world, age=Age.ADULT)
    sent(db, world, case, age=Age.ADULT, needs_for_committee=True)

    read = read_by(db, world, case, "chair")

    needs = [line.facts for line in read.lines if line.kind is Kind.NEEDS]
    assert needs == [{"needs": ["health"], "age": ""}]


def test_a_number_that_was_kept_shows_received(db: Session, world: World) -> None:
    case = kept(db, world)
    sent(db, world, case)

    row = found(db, world)
    assert row is not None

    assert (row.facts.status, row.facts.is_kept) == (Status.RECEIVED, False)
    assert row.facts.inbox == the_record(db, case).inbox
    assert row.facts.inbox_generation == 1
    case_row = db.get_one(Case, case)
    assert (case_row.factory_id, case_row.destroy_after) == (world.bodies["factory"], None)


def test_what_was_sent_is_not_sent_twice(db: Session, world: World) -> None:
    case = kept(db, world)
    sent(db, world, case)

    with pytest.raises(AlreadySent):
        sent(db, world, case)


def test_nothing_is_made_when_nobody_could_read_it(db: Session, world: World) -> None:
    case = kept(db, world)
    seeds = seeds_of(db, world)
    world.with_seeds(db, case, seeds)
    answers = world.complaint(tells_programme=None, declines_programme=True, wants_officer=False)
    nobody = audience(answers, world.readers(db), frozenset(world.people.values()))

    with pytest.raises(NobodyReads):
        release(db, world.keys, Release(case, answers, nobody, seeds, LATER))

    assert set(lock(db, case)) == {C.COVER, C.IDENTITY, C.TOLD, C.REFERRAL}


def test_the_child_protection_officers_receive_what_a_child_kept(db: Session, world: World) -> None:
    case = kept(db, world, age=Age.UNDER_18)
    sent(db, world, case, age=Age.UNDER_18)

    held = {who: len(world.as_(db, who).held(case)) for who in ("child_one", "child_two", "chair")}
    read = read_by(db, world, case, "child_one")

    assert held == {"child_one": 7, "child_two": 7, "chair": 0}
    assert [line.facts["age"] for line in read.lines if line.kind is Kind.NEEDS] == ["under_18"]
    assert [line.facts["workplace"] for line in read.lines if line.kind is Kind.INTAKE] == [
        "Rupali Knitwear",
        "Rupali Knitwear",
    ]


def test_what_she_kept_fills_the_questions_again(db: Session, world: World) -> None:
    case = kept(db, world)
    world.with_seeds(db, case, seeds_of(db, world))
    cover = the_cover(db, case)

    answers = as_kept(db, cover)

    assert workplace_of(db, cover) == "Rupali Knitwear"
    same = ("words", "respondent", "places", "when_text", "kinds", "name", "needs")
    told: Answers = world.complaint()
    assert {each: getattr(answers, each) for each in same} == {
        each: getattr(told, each) for each in same
    }
    assert answers.wish is None


def test_words_added_meanwhile_are_part_of_what_she_sends(db: Session, world: World) -> None:
    case = kept(db, world)
    turn = hers(db, world, case, seeds_of(db, world))
    put(
        db,
        taken(db, case),
        C.TOLD,
        said_now(Kind.STATEMENT, NOW, "It happened again."),
        turn.author,
    )
    db.commit()
    words = as_kept(db, the_cover(db, case)).words

    sent(db, world, case, words=words)

    read = read_by(db, world, case, "chair")
    assert words.endswith("It happened again.")
    assert [line.text for line in read.lines if line.kind is Kind.STATEMENT][-1] == (
        "It happened again."
    )


def test_a_changed_number_sends_what_was_kept(db: Session, world: World) -> None:
    case = kept(db, world)
    turn = hers(db, world, case, seeds_of(db, world))
    change_number(db, turn, row_of(db, world), world.prepare("blue door", OTHER_NUMBER))
    db.commit()

    seeds = seeds_of(db, world, OTHER_NUMBER)
    world.with_seeds(db, case, seeds)
    answers = world.complaint()
    heard = audience(answers, world.readers(db), frozenset())
    release(db, world.keys, Release(case, answers, heard, seeds, LATER))
    db.commit()

    assert read_by(db, world, case, "chair").broken == []
    assert world.kept(db, "chair") == []
