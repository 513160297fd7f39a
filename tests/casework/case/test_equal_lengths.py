"""Lengths that say nothing: whatever is answered, what is stored is as long."""

from collections.abc import Sequence
from functools import reduce
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.case.answers import Answers, Contact, Named
from casework.case.search_words import Kept, with_words
from casework.forms.asking import SHORT
from casework.models.cover import Cover
from casework.models.entry import Entry, SearchText
from casework.models.number import ReturnNumber
from crypto.compartments import Compartment
from crypto.grants import Grant
from crypto.records import Record
from tests.worlds import World

LONGEST = "𑄝" * SHORT
"""A letter of the Chakma script takes four bytes, the most that any letter takes."""
FULL: dict[str, Any] = {
    "respondent": Named(
        name=LONGEST, nickname=LONGEST, employee_number=LONGEST, post=LONGEST, line=LONGEST
    ),
    "places": ["line", "floor", "dormitory", "transport", "phone", "outside", "home"],
    "place_text": LONGEST,
    "when_text": LONGEST * 2,
    "kinds": ["verbal", "staring", "pictures", "touching", "forced", "favours", "punished"],
    "words": LONGEST * 8,
    "name": LONGEST,
    "employee_number": LONGEST,
    "contact": Contact(
        how="through_somebody",
        where=LONGEST,
        when=LONGEST,
        whose_phone=LONGEST,
        who_answers=LONGEST,
        what_to_say=LONGEST * 2,
    ),
    "needs": ["health", "talking", "shelter", "legal", "money"],
}
"""Every short answer as long as its form lets it be, and a page of her own words."""
EMPTY = {
    "respondent": Named(),
    "places": [],
    "place_text": "",
    "when_text": "",
    "kinds": [],
    "words": "",
    "name": "",
    "employee_number": "",
    "contact": Contact(),
    "needs": [],
}


NOTHING: Kept = ""
SHORTLY = st.text(max_size=SHORT)
ANSWERED = st.fixed_dictionaries(
    {
        "respondent": st.builds(
            Named,
            name=SHORTLY,
            nickname=SHORTLY,
            employee_number=SHORTLY,
            post=SHORTLY,
            line=SHORTLY,
        ),
        "places": st.lists(st.sampled_from(FULL["places"]), unique=True),
        "place_text": SHORTLY,
        "when_text": st.text(max_size=2 * SHORT),
        "kinds": st.lists(st.sampled_from(FULL["kinds"]), unique=True),
        "words": st.text(max_size=8 * SHORT),
        "name": SHORTLY,
        "employee_number": SHORTLY,
        "contact": st.builds(
            Contact, where=SHORTLY, when=SHORTLY, what_to_say=st.text(max_size=2 * SHORT)
        ),
        "needs": st.lists(st.sampled_from(FULL["needs"]), unique=True),
    }
)
"""Whatever the forms let somebody answer, and as much of her own words as has room."""


def folded(kept: Kept) -> int:
    """The stored length of what a search looks into."""
    row = SearchText(case_id=uuid4(), compartment=Compartment.TOLD, generation=1)
    row.folded = kept
    row.sealed["folded"].seal(row, bytes(32))
    return len(row.stored("folded"))


def lengths(db: Session, world: World, answers: Answers, word: str) -> Sequence[object]:
    world.told(db, answers, world.prepare(word, "1000000000000008"))
    entries = [len(row.stored("body")) for row in db.scalars(select(Entry))]
    grants = [(row.form, len(row.sealed)) for row in db.scalars(select(Grant))]
    numbers = [
        (len(row.facts_sealed), len(row.seeds_sealed)) for row in db.scalars(select(ReturnNumber))
    ]
    covers = [len(row.stored("text")) for row in db.scalars(select(Cover))]
    folded = [len(row.stored("folded")) for row in db.scalars(select(SearchText))]
    db.rollback()
    return [sorted(entries), sorted(grants), numbers, covers, sorted(folded)]


@pytest.fixture
def full(db: Session, world: World) -> Sequence[object]:
    """What is stored of somebody who answered everything."""
    found = lengths(db, world, world.complaint(**FULL), "blue door")
    _forget(db)
    return found


def _forget(db: Session) -> None:
    rows = ("entry", "attachment", "search_text", "course", "epoch", "cover", "generation")
    for table in (*rows, "case", "grant", "return_number", "code_tag", "trail_entry"):
        db.connection().execute(delete(Record.metadata.tables[table]))
    db.commit()
    db.expire_all()


def test_an_empty_answer_is_stored_as_long_as_a_full_one(
    db: Session, world: World, full: Sequence[object]
) -> None:
    empty = lengths(db, world, world.complaint(**EMPTY), "blue door")

    assert empty == full


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answered=ANSWERED)
def test_any_two_answers_are_stored_in_equal_length(
    db: Session, world: World, full: Sequence[object], answered: dict[str, object]
) -> None:
    found = lengths(db, world, world.complaint(**answered), "blue door")
    _forget(db)

    assert found == full


@given(texts=st.lists(st.text(max_size=5_000), max_size=8))
def test_whatever_was_written_what_is_searched_is_stored_in_one_length(texts: list[str]) -> None:
    kept = reduce(with_words, texts, NOTHING)

    assert folded(kept) == folded("")


def test_more_than_there_is_room_for_is_searched_in_the_same_length() -> None:
    kept = reduce(with_words, [f"word{number} 𑄝{number}" for number in range(3_000)], NOTHING)

    assert folded(kept) == folded("")


def test_who_chose_no_second_word_leaves_a_number_of_the_same_length(
    db: Session, world: World, full: Sequence[object]
) -> None:
    without = lengths(db, world, world.complaint(**FULL), "")

    assert without[2] == full[2]
    assert without[0] == full[0]


def test_grants_do_not_tell_how_much_somebody_may_open(db: Session, world: World) -> None:
    world.told(db, world.complaint())

    found = {len(row.sealed) for row in db.scalars(select(Grant))}

    assert len(found) == 1
