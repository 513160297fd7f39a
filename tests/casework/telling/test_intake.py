"""A complaint told: who can read it, by key, and who cannot."""

import pytest
from sqlalchemy.orm import Session

from casework.case.answers import Wish
from casework.case.covers import the_cover
from casework.case.owing import owing_under
from casework.case.rekey import Renewal, depart, renew
from casework.case.timeline import timeline
from casework.models.entry import Kind
from casework.number import returning_number
from casework.telling.intake import NobodyReads, Sending, WordNeeded, send
from crypto import number
from crypto.compartments import Compartment
from crypto.epochs import lock
from crypto.errors import KeyMissing
from tests.crypto.costs import CHEAP
from tests.worlds import NOW, NUMBER, SALT, World

C = Compartment


def test_a_receiver_reads_what_the_survivor_told(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    world.as_(db, "chair")
    read = timeline(db, case, world.register(db))

    statement = next(line for line in read.lines if line.kind is Kind.STATEMENT)
    assert statement.text == "He put his hand on my back and did not stop."
    assert read.broken == []


@pytest.mark.parametrize(
    "who",
    ["respondent", "conflicted", "analyst", "administrator", "puppet", "stranger", "child_one"],
)
def test_nobody_else_holds_any_key(db: Session, world: World, who: str) -> None:
    case = world.told(db, world.complaint())

    ring = world.as_(db, who)

    assert ring.cases == frozenset()
    with pytest.raises(KeyMissing):
        the_cover(db, case)


def test_the_union_sees_the_outcome_and_no_word_of_hers(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    world.as_(db, "union")
    read = timeline(db, case, world.register(db))

    assert read.opened == [C.COVER, C.OUTCOME]
    assert {line.kind for line in read.lines} == {Kind.SHARED, Kind.STAGE}
    assert [each.facts for each in read.lines if each.kind is Kind.SHARED] == [
        {"post": "", "line": ""}
    ]


def test_whoever_chose_no_union_leaves_the_same_empty_entry(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(union=None, union_post="operator"))

    world.as_(db, "chair")
    read = timeline(db, case, world.register(db))

    assert [each.facts for each in read.lines if each.kind is Kind.SHARED] == [
        {"post": "", "line": ""}
    ]


def test_the_survivor_reads_with_number_and_word(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None

    seeds = returning_number.open_seeds(found, "Blue  DOOR", world.keys)
    world.with_seeds(db, case, seeds)

    read = timeline(db, case, world.register(db))
    assert any("hand on my back" in line.text for line in read.lines)


def test_delivered_grants_are_checked_once_and_kept(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())

    refused = world.kept(db, "chair")
    ring = world.as_(db, "chair")

    assert refused == []
    assert ring.holds(case, C.TOLD)


def test_a_recused_member_no_longer_opens_anything(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    world.as_(db, "chair")
    lock(db, case)
    depart(db, case, world.people["chair"], "my cousin", NOW)
    db.commit()

    ring = world.as_(db, "chair")

    assert ring.cases == frozenset()


def test_what_she_knew_is_owing_until_the_next_holder_renews_it(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    old = world.as_(db, "chair")
    depart(db, case, world.people["chair"], "my cousin", NOW)
    db.commit()

    world.as_(db, "member")
    renewal = Renewal(world.keys, world.register(db), world.author("member"), NOW)
    still = renew(db, case, renewal, "recusal")
    db.commit()

    assert still == []
    world.as_(db, "member")
    assert timeline(db, case, world.register(db)).broken == []
    generations = lock(db, case)
    assert generations[C.TOLD] == 2
    assert owing_under(generations, the_cover(db, case).text) == still
    with pytest.raises(KeyMissing):
        old.key(case, C.TOLD, 2)


def test_everybody_who_stays_can_open_after_a_renewal(db: Session, world: World) -> None:
    case = world.told(db, world.complaint())
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    seeds = returning_number.open_seeds(found, "blue door", world.keys)
    world.as_(db, "chair")
    depart(db, case, world.people["chair"], "my cousin", NOW)
    world.as_(db, "member")
    renewal = Renewal(world.keys, world.register(db), world.author("member"), NOW)
    renew(db, case, renewal, "recusal")
    db.commit()

    refused = [world.kept(db, who) for who in ("member", "external", "union", "supervisor")]
    world.with_seeds(db, case, seeds)

    assert refused == [[], [], [], []]
    assert timeline(db, case, world.register(db)).broken == []


def test_what_is_kept_needs_a_second_word(db: Session, world: World) -> None:
    answers = world.complaint(wish=Wish.KEEP)
    heard = world.audience(db, answers)

    with pytest.raises(WordNeeded):
        send(db, world.keys, Sending(answers, heard, world.prepare(word=""), NOW))


def test_nothing_is_sent_when_nobody_could_read_it(db: Session, world: World) -> None:
    answers = world.complaint(tells_programme=None, declines_programme=True, wants_officer=False)
    heard = world.audience(db, answers, frozenset(world.people.values()))

    with pytest.raises(NobodyReads):
        send(db, world.keys, Sending(answers, heard, world.prepare(), NOW))


def test_without_a_word_she_leaves_no_key_of_hers(db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))

    world.as_(db, "chair")

    assert the_cover(db, case).text.holder(case) is None
    assert the_cover(db, case).text.survivor is None
