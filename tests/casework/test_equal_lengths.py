"""Lengths that say nothing: whatever is answered, what is stored is as long."""

from collections.abc import Sequence

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework.answers import Answers, Contact, Named
from casework.models.cover import Cover
from casework.models.entry import Entry, SearchText
from casework.models.number import ReturnNumber
from crypto.grants import Grant
from crypto.records import Record
from tests.worlds import World

LONG = "ខ្ញុំ" * 12
FULL = {
    "respondent": Named(
        name=LONG, nickname=LONG[:40], employee_number="RK-0417", post=LONG, line=LONG[:20]
    ),
    "places": ["line", "floor", "dormitory", "transport", "phone", "outside", "home"],
    "place_text": LONG,
    "when_text": LONG,
    "kinds": ["verbal", "staring", "pictures", "touching", "forced", "favours", "punished"],
    "words": LONG * 4,
    "name": LONG,
    "employee_number": "RK-0999",
    "contact": Contact(
        how="phone",
        where="+880 1711 000000",
        when="after seven in the evening",
        whose_phone="mine",
        who_answers="my brother",
        what_to_say="say you are from the savings group",
    ),
    "needs": ["health", "talking", "shelter", "legal", "money"],
}
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
    tables = ("entry", "attachment", "search_text", "epoch", "cover", "generation", "case")
    for table in (*tables, "grant", "return_number", "code_tag", "trail_entry"):
        db.connection().execute(delete(Record.metadata.tables[table]))
    db.commit()
    db.expire_all()


def test_an_empty_answer_is_stored_as_long_as_a_full_one(
    db: Session, world: World, full: Sequence[object]
) -> None:
    empty = lengths(db, world, world.complaint(**EMPTY), "blue door")

    assert empty == full


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
