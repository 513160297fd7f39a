"""Coming back with a number: what it shows alone, and who else gets nothing."""

from uuid import UUID

import pytest
from flask import Flask, g
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from auth.models import Attempt
from casework.case.answers import Contact
from casework.case.covers import the_cover
from casework.case.handling import take_inbox_in
from casework.case.inbox import waiting
from casework.models.entry import Entry, Kind
from casework.views.her_presses import said_at
from crypto.grants import Grant
from tests.casework.numbers import OTHER_NUMBER, answered, case, lines, she, staff
from tests.casework.returners import Returner
from tests.worlds import NUMBER, World

__all__ = ["case", "she"]
BENGALI = "১০০০ ০০০০-০০০০ ০০০২"
KHMER = "១០០០០០០០០០០០០០០២"


@pytest.mark.parametrize("typed", [NUMBER, BENGALI, KHMER, " 1000-0000 0000.0002 "])
def test_a_number_is_taken_in_any_script(she: Returner, case: UUID, typed: str) -> None:
    she.come(typed)

    assert she.path == "/r/here"
    assert "We have received it" in she.text


def test_the_number_alone_shows_no_word_of_hers(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    answered(db, world, case, "Come on Friday.")

    she.come()

    assert "An answer waits for you" in she.text
    hers = ("hand on my back", "Friday", "Abdul", "Rahima", "Shirin", "KNIT")
    assert [word for word in hers if word in she.seen] == []


@pytest.mark.parametrize("page", ["all", "more", "readers", "number", "end"])
def test_the_number_alone_opens_no_other_page(she: Returner, case: UUID, page: str) -> None:
    she.come()

    she.open(f"/r/{page}")

    assert she.status == 404


@pytest.mark.parametrize("page", ["message", "read", "more", "file", "number", "end", "stop"])
def test_the_number_alone_writes_nothing_but_into_the_inbox(
    db: Session, she: Returner, case: UUID, page: str
) -> None:
    she.come()
    before = db.scalar(select(func.count()).select_from(Entry))
    db.rollback()

    she.press(f"/r/{page}", text="words", asks="withdrawal", word="blue door")

    assert she.status == 404
    assert db.scalar(select(func.count()).select_from(Entry)) == before


def test_a_slip_of_the_finger_is_told_before_anything_slow(
    db: Session, she: Returner, case: UUID
) -> None:
    she.open("/r")

    she.press("/r", number="1000 0000 0000 0003")

    assert she.status == 422
    assert "A digit is wrong" in she.text
    assert db.scalar(select(func.count()).select_from(Attempt)) in {0, 1, 2}


def test_wrong_numbers_are_answered_alike(she: Returner, case: UUID) -> None:
    she.open("/r")
    first = she.press("/r", number=OTHER_NUMBER).text

    second = she.press("/r", number="7000000000000008").text

    assert she.status == 403
    assert first.replace(OTHER_NUMBER, "") == second.replace("7000000000000008", "")


def test_many_wrong_numbers_are_followed_by_a_pause_and_never_a_lock(
    she: Returner, case: UUID
) -> None:
    she.open("/r")
    answers = [she.press("/r", number=OTHER_NUMBER).status for _try in range(22)]

    assert answers[:20] == [403] * 20
    assert answers[-1] == 429
    assert "Nothing is locked" in she.text


def test_a_wrong_word_is_delayed_and_never_locks(she: Returner, case: UUID) -> None:
    she.come()

    answers = [she.press("/r/word", word="red").status for _try in range(4)]

    assert answers[:3] == [403, 403, 403]
    assert answers[3] == 429
    assert "Nothing is locked" in she.text


@pytest.mark.parametrize(
    ("how", "shared", "told"),
    [
        ("phone", True, "Answers reach you by voice or in person only."),
        ("never", True, "No answer can reach you, unless you speak with one of them."),
        ("phone", False, "No answer can reach you, unless you speak with one of them."),
    ],
)
def test_without_a_word_she_is_told_truly_how_answers_come(
    db: Session, world: World, she: Returner, how: str, shared: bool, told: str
) -> None:
    answers = world.complaint(contact=Contact(how=how), name_for_committee=shared)
    world.told(db, answers, world.prepare(word=""))

    she.come()

    assert told in she.text


def test_the_way_out_is_explained_before_it_is_needed(she: Returner) -> None:
    she.open("/r")

    assert "It does not erase history" in she.text
    assert "/leaving" in she.seen


def test_her_words_by_number_alone_reach_the_readers(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.come()
    she.press("/r/write", text="Please call me after six.")

    world.as_(db, "chair")
    slips = waiting(db, case)
    assert [each.text for each in slips] == ["Please call me after six."]
    assert "We have your message" in she.text
    assert "after six" not in she.seen


def test_by_number_alone_a_withdrawal_is_a_slip_in_the_inbox(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.come()
    she.open("/r/stop")

    she.press("/r/ask", asks="withdrawal")

    assert take_inbox_in(db, staff(db, world, case, "chair")) == 1
    assert the_cover(db, case).text.is_withdrawn
    assert lines(db, world, case, Kind.WITHDRAWAL) == [""]


def test_no_day_of_her_withdrawal_stays_in_the_history_of_her_browser(
    she: Returner, case: UUID
) -> None:
    she.come()
    she.open("/r/stop")

    she.press("/r/ask", asks="withdrawal")

    assert she.path == said_at("/r/here", "withdrawal")
    assert "Nobody acts on it for seven days, counted from your press." in she.text


def test_a_session_of_the_number_alone_holds_no_seeds(
    she: Returner, instance: Flask, case: UUID
) -> None:
    she.come()

    with she.client:
        she.open("/r/here")
        assert g.actor.seeds is None
        assert g.actor.ring.cases == frozenset()


def test_somebody_else_s_number_opens_her_own_case_alone(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    world.told(db, world.complaint(words="Another story."), world.prepare("red", OTHER_NUMBER))

    she.enter(OTHER_NUMBER, "red")

    assert "Another story." in she.text
    assert "hand on my back" not in she.text
    assert she.open(f"/cases/{case}").status == 404


def test_boxes_that_were_taken_away_show_nothing_and_break_nothing(
    db: Session, world: World, she: Returner, case: UUID
) -> None:
    db.execute(delete(Grant).where(Grant.ring == world.keys.ring_tag(case)))
    db.commit()

    she.enter()

    assert she.status == 403
    assert "cannot be opened just now" in she.text


def test_leaving_ends_her_visit(she: Returner, case: UUID) -> None:
    she.enter()

    she.client.get("/x")

    assert she.open("/r/all").path == "/r"
