"""Searching: everything she holds is found, in any script, and nothing that she does not hold."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor, Rank
from auth.arriving import standings_of
from casework.case import handling
from casework.case.covers import taken, the_cover
from casework.case.rekey import depart
from casework.case.search_words import ROOM, Wanted
from casework.desk import searching
from casework.desk.excerpts import LONGEST, Excerpt
from casework.desk.held import Look, as_rows, list_cases
from casework.desk.searching import excerpts, search
from casework.desk.waits import Wait
from casework.models.entry import SearchText, Sieve
from crypto.compartments import Compartment
from crypto.records import Record
from tests.casework.turning import turn
from tests.worlds import NOW, TODAY, World

C = Compartment
BENGALI = "লাইন চিফ রাতে আমাকে ফোনে ছবি আর মেসেজ পাঠায়। আমি উত্তর না দিলে পরদিন বেশি কাজ দেয়।"
KHMER = "មេក្រុមតែងតែឈរជិតខ្ញុំ ហើយនិយាយអំពីរូបរាងកាយខ្ញុំនៅមុខអ្នកដទៃ។ ខ្ញុំខ្មាសអៀន"
ANOTHER_NUMBER = "1000000000000016"


def look(db: Session, world: World, who: str) -> Look:
    """A member of the cast who looks for something."""
    ring = world.as_(db, who)
    actor = Actor(
        rank=Rank.STAFF,
        holder=world.people[who],
        seeds=world.seeds[who],
        standings=standings_of(db, world.people[who], TODAY),
        ring_loader=lambda _actor: ring,
    )
    return Look(actor, world.keys, world.register(db), NOW)


def found(db: Session, world: World, who: str, typed: str) -> list[UUID]:
    """The cases that somebody's search gives."""
    return [each.case.id for each in search(db, look(db, world, who), Wanted(typed)).cases]


def shown(db: Session, world: World, who: str, typed: str) -> list[Excerpt]:
    """The sentences that she is shown of the first of them."""
    seen, wanted = look(db, world, who), Wanted(typed)
    rows = as_rows(db, seen, search(db, seen, wanted).cases)
    return excerpts(db, rows, wanted)[rows[0].case]


def marked(pieces: Sequence[Excerpt]) -> list[str]:
    return [part for piece in pieces for part, is_hit in piece.parts if is_hit]


def told(db: Session, world: World, words: str) -> UUID:
    return world.told(db, world.complaint(words=words))


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("He put his HAND on my back.", "hand back"),
        ("He put his hand on my back.", "BACK han"),
        ("Chị Đặng bị chạm vào lưng", "dang lung"),
        (BENGALI, "মেসেজ উত্তর"),
        (BENGALI, "ছব"),
        (KHMER, "រូបរាង ឈរ"),
        (KHMER, "ខ្មាសអៀន មេក្រុម"),
        ("Line 7, ৭ নম্বর", "7"),
        ("line 12", "১২"),
    ],
)
def test_words_are_found_in_any_script_order_and_case(
    db: Session, world: World, words: str, typed: str
) -> None:
    case = told(db, world, words)

    assert found(db, world, "chair", typed) == [case]


@pytest.mark.parametrize("typed", ["hospital", "back hospital", "মেসেজ", "ខ្ញុំ"])
def test_a_case_without_every_word_is_not_found(db: Session, world: World, typed: str) -> None:
    told(db, world, "He put his hand on my back.")

    assert found(db, world, "chair", typed) == []


def test_words_are_found_across_the_parts_of_one_case_and_not_of_two(
    db: Session, world: World
) -> None:
    case = told(db, world, "He waits at the gate.")
    world.told(db, world.complaint(words="The bus."), world.prepare(number=ANOTHER_NUMBER))
    handling.note(db, turn(db, world, "chair", case), "Ask the guard of line 7.")
    db.commit()

    assert found(db, world, "chair", "gate guard") == [case]
    assert found(db, world, "chair", "gate bus") == []


def test_a_case_is_found_by_its_code_whatever_of_it_somebody_holds(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    world.as_(db, "chair")
    code = the_cover(db, case).text.code

    assert found(db, world, "chair", code) == [case]
    assert found(db, world, "union", code.lower()) == [case]
    assert found(db, world, "officer", code.split("-")[0]) == [case]


def test_whoever_is_not_given_her_words_does_not_find_them(db: Session, world: World) -> None:
    told(db, world, "He put his hand on my back.")

    assert found(db, world, "union", "hand") == []
    assert found(db, world, "officer", "hand") == []


@pytest.mark.parametrize(
    "who", ["respondent", "conflicted", "analyst", "administrator", "stranger"]
)
def test_others_find_nothing(db: Session, world: World, who: str) -> None:
    told(db, world, "He put his hand on my back.")

    assert found(db, world, who, "hand") == []


@pytest.mark.parametrize("is_told", [True, False])
def test_her_name_is_found_by_whom_she_tells_it_alone(
    db: Session, world: World, is_told: bool
) -> None:
    case = world.told(db, world.complaint(name="Rahima Khatun", name_for_committee=is_told))

    assert (found(db, world, "chair", "khatun") == [case]) is is_told


def test_who_stepped_back_finds_nothing_more(db: Session, world: World) -> None:
    case = told(db, world, "He put his hand on my back.")
    handling.recuse(db, turn(db, world, "chair", case), "My cousin.")
    db.commit()

    assert found(db, world, "chair", "hand") == []
    assert found(db, world, "member", "hand") == [case]


def test_a_box_that_a_leaver_puts_back_finds_nothing(db: Session, world: World) -> None:
    case = told(db, world, "He put his hand on my back.")
    grants = Record.metadata.tables["grant"]
    hers = grants.c.ring == world.keys.ring_tag(world.people["chair"])
    kept = [dict(row) for row in db.execute(select(grants).where(hers)).mappings()]
    world.as_(db, "member")
    depart(db, case, world.people["chair"], "left", NOW)
    db.commit()
    db.connection().execute(grants.insert(), kept)
    db.commit()

    assert case in look(db, world, "chair").actor.ring.cases
    assert found(db, world, "chair", "hand") == []


def test_a_row_under_a_replaced_key_is_not_looked_at(db: Session, world: World) -> None:
    case = told(db, world, "He put his hand on my back.")
    texts = Record.metadata.tables["search_text"]
    is_told = (texts.c.case_id == case) & (texts.c.compartment == C.TOLD)
    old = db.execute(select(texts).where(is_told)).mappings().one()
    handling.recuse(db, turn(db, world, "chair", case), "My cousin.")
    handling.settle_owing(db, turn(db, world, "member", case))
    db.commit()
    generations = Record.metadata.tables["generation"]
    old_key = {"case_id": case, "compartment": C.TOLD, "number": old["generation"]}
    db.connection().execute(generations.insert().values(id=uuid4(), **old_key))
    db.connection().execute(texts.delete().where(is_told))
    db.connection().execute(texts.insert(), dict(old))
    db.commit()

    assert found(db, world, "member", "hand") == []


def test_a_row_of_another_case_that_was_moved_is_not_looked_at(db: Session, world: World) -> None:
    told(db, world, "He put his hand on my back.")
    other = world.told(db, world.complaint(words="x"), world.prepare(number=ANOTHER_NUMBER))
    texts = Record.metadata.tables["search_text"]
    box = select(texts.c.folded_sealed).where(
        texts.c.compartment == C.TOLD, texts.c.case_id != other
    )
    mine = db.execute(box).scalar_one()
    is_other = (texts.c.case_id == other) & (texts.c.compartment == C.TOLD)
    db.connection().execute(texts.update().where(is_other).values(folded_sealed=mine))
    db.commit()

    assert other not in found(db, world, "chair", "hand")


def test_the_end_of_a_long_statement_is_found_in_a_script_without_spaces(
    db: Session, world: World
) -> None:
    long = "".join(f"{KHMER}{number}។" for number in range(200)) + "ចុងបញ្ចប់នៃរឿង"

    case = told(db, world, long[-20_000:])

    world.as_(db, "chair")
    row = db.scalars(select(SearchText).where(SearchText.compartment == C.TOLD)).one()
    assert isinstance(row.folded, Sieve)
    assert found(db, world, "chair", "ចុងបញ្ចប់ រូបរាង") == [case]
    assert found(db, world, "chair", "មន្ទីរពេទ្យ") == []


def test_what_a_sieve_takes_for_a_word_is_looked_up(db: Session, world: World) -> None:
    case = told(db, world, "He waits at the gate.")
    world.as_(db, "chair")
    taken(db, case)
    row = db.scalars(select(SearchText).where(SearchText.compartment == C.TOLD)).one()
    row.folded = Sieve(b"\xff" * ROOM)
    db.commit()

    assert found(db, world, "chair", "hospital") == []
    assert found(db, world, "chair", "gate") == [case]


def test_the_sentences_with_her_words_are_shown_and_the_words_marked(
    db: Session, world: World
) -> None:
    told(db, world, f"It began in May. {BENGALI} The end.")

    pieces = shown(db, world, "chair", "মেসেজ উত্তর may")

    assert set(marked(pieces)) == {"মেসেজ", "উত্তর", "May"}
    assert "The end." not in "".join(part for piece in pieces for part, _hit in piece.parts)


def test_a_long_sentence_without_spaces_is_cut_around_the_word(db: Session, world: World) -> None:
    told(db, world, KHMER.replace("។", "").replace(" ", "") * 20 + "មន្ទីរពេទ្យ" + "កខគ" * 200)

    pieces = shown(db, world, "chair", "មន្ទីរពេទ្យ")

    assert marked(pieces) == ["មន្ទីរពេទ្យ"]
    assert sum(len(part) for part, _hit in pieces[0].parts) <= LONGEST


def test_a_case_found_by_its_code_shows_none_of_its_words(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    world.as_(db, "chair")
    code = the_cover(db, case).text.code

    assert shown(db, world, "chair", code) == []


def test_nothing_is_shown_of_a_case_that_went_back_or_needs_new_keys(
    db: Session, world: World
) -> None:
    case = told(db, world, "He put his hand on my back.")
    handling.recuse(db, turn(db, world, "chair", case), "My cousin.")
    db.commit()
    seen, wanted = look(db, world, "member"), Wanted("hand")

    rows = as_rows(db, seen, search(db, seen, wanted).cases)

    assert [row.waits[0] for row in rows] == [Wait.OWING]
    assert excerpts(db, rows, wanted) == {}


def test_the_newest_stands_first_and_too_many_are_cut(
    db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [
        world.told(db, world.complaint(), world.prepare(number=number), now=NOW - timedelta(days=n))
        for n, number in enumerate(("1000000000000002", ANOTHER_NUMBER, "1000000000000024"))
    ]
    assert found(db, world, "chair", "hand") == cases
    monkeypatch.setattr(searching, "MOST", 2)

    result = search(db, look(db, world, "chair"), Wanted("hand"))

    assert (len(result.cases), result.is_cut) == (2, True)


def test_a_search_finds_exactly_what_the_list_would_show(db: Session, world: World) -> None:
    for number in ("1000000000000002", ANOTHER_NUMBER):
        world.told(db, world.complaint(), world.prepare(number=number))

    listed = {row.case for row in list_cases(db, look(db, world, "chair"))}

    assert set(found(db, world, "chair", "hand")) == listed
