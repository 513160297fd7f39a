"""From her yes to a notice: what is sent, what a supervisor's press finds, and who learns it."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.asking.asking import NoYes, take_down
from casework.asking.questions import Question, QuestionKind, Reply
from casework.case.answers import Named
from casework.comparing.hits import not_the_same, put_on_record
from casework.comparing.sending import NothingToSend, is_due
from casework.comparing.working import Worked, waiting
from casework.course.choosing import ByVoice
from casework.models.match import By, MatchHit, MatchIndex, MatchName, State
from casework.parties.linking import NoLink, contest, links, show
from casework.parties.people import Part, add
from tests.casework.comparing.agreeing import (
    KARIM,
    WORDS,
    agrees,
    alike,
    asked,
    both,
    compares,
    cover_of,
    found,
    has_key,
    lines_of,
    replies,
    sends,
)
from tests.casework.parties.naming import BINA, sketch
from tests.casework.turning import turn
from tests.worlds import World

TABLES = (MatchName, MatchIndex, MatchHit)
HEARD = ByVoice(how="phone", when="Monday", words="She said yes.")


def rows(db: Session) -> list[int]:
    """How many names, marks and notices there are."""
    return [db.scalar(select(func.count()).select_from(each)) or 0 for each in TABLES]


def test_with_the_yes_of_both_the_holders_of_both_are_told(db: Session, world: World) -> None:
    one, other = alike(db, world)

    (here,), (there,) = found(db, world, one), found(db, world, other)

    assert (here.who, here.by, here.state) == (KARIM.name, (By.NAME,), State.OPEN)
    assert (there.by, there.state) == ((By.NAME,), State.OPEN)


def test_every_holder_of_the_inquiry_is_told_and_the_union_is_not(
    db: Session, world: World
) -> None:
    one, _other = alike(db, world)

    assert len(found(db, world, one, "external")) == 1
    assert found(db, world, one, "union") == []


def test_a_hit_says_nothing_that_leads_to_the_other_case(db: Session, world: World) -> None:
    one, other = alike(db, world)

    (here,) = found(db, world, one)

    assert here.other in cover_of(db, world, other).compared
    assert other.case not in (here.id, here.other)
    assert not hasattr(here, "code")


def test_nothing_is_sent_without_her_yes(db: Session, world: World) -> None:
    has_key(db, world)
    one, _other = both(db, world)
    asked(db, world, one)

    with pytest.raises(NoYes):
        sends(db, world, one)
    assert rows(db) == [0, 0, 0]


def test_a_yes_to_a_question_that_did_not_name_care_sends_nothing(
    db: Session, world: World
) -> None:
    has_key(db, world)
    one, _other = both(db, world)
    agrees(db, world, one, Question(QuestionKind.NAMED_BY_OTHERS, WORDS))

    with pytest.raises(NoYes):
        sends(db, world, one)


def test_a_yes_by_voice_that_a_receiver_took_down_is_a_yes(db: Session, world: World) -> None:
    has_key(db, world)
    one, _other = both(db, world)
    question = asked(db, world, one)
    take_down(db, turn(db, world, "chair", one.case), question, Reply.YES, HEARD)
    db.commit()

    assert sends(db, world, one) == 1


def test_where_only_one_agreed_nobody_is_told(db: Session, world: World) -> None:
    has_key(db, world)
    one, other = both(db, world)
    agrees(db, world, one)
    sends(db, world, one)

    done = compares(db, world)

    assert done == Worked(compared=1)
    assert found(db, world, one) == found(db, world, other) == []


def test_somebody_else_is_no_hit(db: Session, world: World) -> None:
    has_key(db, world)
    one, other = both(db, world, Named(name="Jashim Uddin"))
    for each in (one, other):
        agrees(db, world, each)
        sends(db, world, each)

    assert compares(db, world) == Worked(compared=2)
    assert found(db, world, one) == []


def test_the_desk_knows_that_her_yes_waits_to_be_acted_on(db: Session, world: World) -> None:
    has_key(db, world)
    one, _other = both(db, world)
    agrees(db, world, one)
    assert cover_of(db, world, one).name_waits

    sends(db, world, one)

    assert not cover_of(db, world, one).name_waits


def test_without_a_key_of_the_programme_nothing_can_be_sent(db: Session, world: World) -> None:
    one, _other = both(db, world)
    agrees(db, world, one)

    with pytest.raises(NothingToSend):
        sends(db, world, one)


def test_a_supervisor_is_told_how_many_names_wait(db: Session, world: World) -> None:
    has_key(db, world)
    one, _other = both(db, world)
    agrees(db, world, one)
    sends(db, world, one)
    programme = world.bodies["programme"]
    assert waiting(db, [programme]) == {programme: 1}

    compares(db, world)

    assert waiting(db, [programme]) == {}


@pytest.mark.parametrize("reply", [Reply.NO, Reply.IN_WORDS])
def test_a_yes_that_she_takes_back_takes_her_name_out_at_once(
    db: Session, world: World, reply: Reply
) -> None:
    has_key(db, world)
    one, other = both(db, world)
    question = agrees(db, world, one)
    agrees(db, world, other)
    for each in (one, other):
        sends(db, world, each)
    compares(db, world)

    replies(db, world, one, question, reply)

    assert rows(db) == [1, 1, 0]
    assert found(db, world, one) == found(db, world, other) == []


def test_while_she_is_asked_anew_nothing_of_hers_is_compared(db: Session, world: World) -> None:
    one, other = alike(db, world)

    asked(db, world, one)

    assert cover_of(db, world, one).compared == []
    assert found(db, world, other) == []


def test_she_can_take_her_yes_back_after_it_was_put_on_record(db: Session, world: World) -> None:
    has_key(db, world)
    one, other = both(db, world)
    question = agrees(db, world, one)
    agrees(db, world, other)
    for each in (one, other):
        sends(db, world, each)
    compares(db, world)
    (hit,) = found(db, world, one)
    put_on_record(db, turn(db, world, "chair", one.case), hit.id)
    db.commit()

    replies(db, world, one, question, Reply.NO)

    assert cover_of(db, world, one).compared == []


def test_a_name_that_was_put_right_is_compared_no_more(db: Session, world: World) -> None:
    one, other = alike(db, world)

    add(db, turn(db, world, "chair", one.case), sketch(BINA))
    db.commit()

    assert found(db, world, other) == []
    assert cover_of(db, world, one).name_waits


def test_a_witness_who_is_written_down_changes_nothing(db: Session, world: World) -> None:
    one, other = alike(db, world)

    add(db, turn(db, world, "chair", one.case), sketch(BINA, Part.WITNESS))
    db.commit()

    assert len(found(db, world, other)) == 1


def test_what_is_sent_again_replaces_what_was_sent(db: Session, world: World) -> None:
    one, other = alike(db, world)

    sends(db, world, one)
    compares(db, world)

    assert rows(db) == [2, 3, 2]
    assert len(found(db, world, one)) == len(found(db, world, other)) == 1


def test_what_was_sent_is_not_due_until_it_changes(db: Session, world: World) -> None:
    one, _other = alike(db, world)
    lines, cover = lines_of(db, world, one), cover_of(db, world, one)
    assert not is_due(db, turn(db, world, "chair", one.case), cover, lines)

    add(db, turn(db, world, "chair", one.case), sketch(BINA))
    db.commit()

    lines, cover = lines_of(db, world, one), cover_of(db, world, one)
    assert is_due(db, turn(db, world, "chair", one.case), cover, lines)


def test_it_can_be_somebody_else_and_that_is_said_once(db: Session, world: World) -> None:
    one, other = alike(db, world)
    (hit,) = found(db, world, one)

    not_the_same(db, turn(db, world, "chair", one.case), hit.id, "He left before that.")
    db.commit()

    assert found(db, world, one) == []
    assert len(found(db, world, other)) == 1


def test_nobody_decides_about_a_notice_twice(db: Session, world: World) -> None:
    one, _other = alike(db, world)
    (hit,) = found(db, world, one)
    put_on_record(db, turn(db, world, "chair", one.case), hit.id)
    db.commit()

    with pytest.raises(NoLink):
        not_the_same(db, turn(db, world, "chair", one.case), hit.id, "Another one.")


def test_of_what_is_open_he_is_shown_nothing(db: Session, world: World) -> None:
    one, _other = alike(db, world)
    (hit,) = found(db, world, one)
    id_ = put_on_record(db, turn(db, world, "chair", one.case), hit.id)
    db.commit()

    with pytest.raises(NoLink):
        show(db, turn(db, world, "chair", one.case), id_, "Read out.")


def test_he_sees_and_contests_what_was_substantiated(
    db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.comparing.sending.is_anything_found", lambda _lines: True)
    one, _other = alike(db, world)
    (hit,) = found(db, world, one)
    id_ = put_on_record(db, turn(db, world, "chair", one.case), hit.id)

    show(db, turn(db, world, "chair", one.case), id_, "Read out to him.")
    contest(db, turn(db, world, "chair", one.case), id_, "That was another Karim.")
    db.commit()

    known = links(lines_of(db, world, one))[id_]
    assert (known.code, known.state) == ("", State.SUBSTANTIATED)
    assert known.contested == ("That was another Karim.",)
