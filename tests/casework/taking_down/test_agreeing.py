"""She agrees: a case of her own, and of what somebody else told only the words are carried over."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth import trail
from casework.case import handling
from casework.case.answers import Reply
from casework.case.bounds import ConcernClosed
from casework.case.covers import the_cover
from casework.case.timeline import timeline
from casework.models.case import Case
from casework.models.cover import Capacity
from casework.models.entry import Kind
from casework.models.number import Status
from casework.taking_down import concerns
from casework.taking_down.agreeing import NotHers, agree
from casework.taking_down.complaint import Logged
from casework.taking_down.concerns import Reason
from casework.telling.intake import NobodyReads
from crypto.compartments import Compartment
from tests.casework.browsing import filled
from tests.casework.case.test_openings import openings
from tests.casework.returners import Returner
from tests.casework.taking import opens, taken
from tests.casework.taking_down.test_concerns import facts
from tests.casework.tellers import NUMBER
from tests.casework.turning import her_seeds, turn
from tests.casework.views.test_cases_pages import enter
from tests.visitors import Visitor
from tests.worlds import World

C = Compartment
TOLD = "He put his hand on my back and did not stop."
HERS = "He follows me to the store room."
HER_NUMBER = "2000000000000004"


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A friend told it, with a number and a second word."""
    case = world.told(db, world.complaint(for_somebody_else=True, needs=[], union=None))
    db.rollback()
    return case


def agreed(db: Session, world: World, case: UUID, **changes: Any) -> Logged:
    """The chair writes down what the survivor says herself."""
    what = taken(world.complaint(words=HERS, **changes), goes_on=True)
    logged = agree(db, turn(db, world, "chair", case), what, world.prepare("red door", HER_NUMBER))
    db.commit()
    return logged


def test_she_has_a_case_and_a_number_of_her_own(db: Session, world: World, case: UUID) -> None:
    logged = agreed(db, world, case)

    world.as_(db, "chair")
    cover = the_cover(db, logged.case).text
    her = cover.holder(logged.case)
    assert logged.case != case
    assert not cover.is_concern
    assert her is not None
    assert her.capacity is Capacity.SURVIVOR
    assert cover.number is not None
    assert cover.number.is_provisional


def test_her_own_choices_say_who_reads_it(db: Session, world: World, case: UUID) -> None:
    logged = agreed(db, world, case, tells_programme=None, name_for_committee=False)

    assert opens(db, world, "chair", logged.case) == {
        "cover", "told", "account", "outcome", "channel"
    }  # fmt: skip
    assert opens(db, world, "union", logged.case) == {"cover", "outcome"}
    assert opens(db, world, "supervisor", logged.case) == set()


def test_the_reporters_words_are_copied_in_signed_by_who_copied_them(
    db: Session, world: World, case: UUID
) -> None:
    logged = agreed(db, world, case)

    world.as_(db, "member")
    read = timeline(db, logged.case, world.register(db))
    (copied,) = [each for each in read.lines if each.kind is Kind.COPIED]
    assert (copied.text, copied.compartment) == (TOLD, C.TOLD)
    assert (copied.author, copied.is_verified) == (world.people["chair"], True)
    assert copied.facts == {"concern": the_cover(db, case).text.code}
    assert HERS in {each.text for each in read.lines if each.kind is Kind.STATEMENT}
    assert read.broken == []


def test_the_concern_is_closed_and_knows_nothing_of_the_case(
    db: Session, world: World, case: UUID
) -> None:
    logged = agreed(db, world, case)

    world.as_(db, "chair")
    code = the_cover(db, logged.case).text.code
    cover = the_cover(db, case).text
    words = f"{cover} {[each.text for each in timeline(db, case, world.register(db)).lines]}"
    acts = [each.act for each in trail.walk(db, cover.trail_keys) if each.act]
    assert cover.is_closed_concern
    assert facts(db, world).status is Status.CLOSED
    assert code not in words
    assert logged.case.hex not in words.replace("-", "")
    assert [each.verb for each in acts][-1] == "case:concern:close"
    assert {each.subject for each in acts if each.subject} == {case}


def test_whoever_told_it_opens_nothing_of_the_new_case(
    db: Session, world: World, case: UUID
) -> None:
    logged = agreed(db, world, case)

    ring = world.with_seeds(db, case, her_seeds(db, world))

    assert ring.cases == {case}
    assert not ring.holds(logged.case, C.COVER)


def test_where_nobody_could_read_her_case_nothing_is_done(
    db: Session, world: World, case: UUID
) -> None:
    what = taken(world.complaint(close={}, decides_on_jobs=Reply.YES, tells_programme=None))

    with pytest.raises(NobodyReads):
        agree(db, turn(db, world, "chair", case), what, world.prepare("red door", HER_NUMBER))
    db.rollback()

    world.as_(db, "chair")
    assert not the_cover(db, case).text.is_closed_concern


def test_another_report_by_somebody_else_is_no_yes_of_hers(
    db: Session, world: World, case: UUID
) -> None:
    what = taken(world.complaint(for_somebody_else=True))

    with pytest.raises(NotHers):
        agree(db, turn(db, world, "chair", case), what, world.prepare("red door", HER_NUMBER))


def test_she_agrees_once(db: Session, world: World, case: UUID) -> None:
    agreed(db, world, case)
    what = taken(world.complaint())

    with pytest.raises(ConcernClosed):
        agree(db, turn(db, world, "member", case), what, world.prepare("x y", "3000000000000006"))


def test_what_was_said_before_is_no_part_of_the_copy(db: Session, world: World, case: UUID) -> None:
    handling.answer(db, turn(db, world, "chair", case), "Thank you for telling us.")
    db.commit()

    logged = agreed(db, world, case)

    world.as_(db, "chair")
    texts = {each.text for each in timeline(db, logged.case, world.register(db)).lines}
    assert "Thank you for telling us." not in texts


@pytest.fixture
def chair(instance: Flask, db: Session, world: World, case: UUID) -> Visitor:
    """The chair, signed in."""
    return enter(instance, db, world, "chair")


def count(db: Session) -> int:
    found = db.scalar(select(func.count()).select_from(Case)) or 0
    db.rollback()
    return found


def taken_down(chair: Visitor, path: str) -> tuple[TestResponse, dict[str, str | list[str]]]:
    """From the first screen to her number; gives back too what the last press sent."""
    form = filled(chair.get(path).text)
    form |= {"told_by": "herself", "wish": "complain", "words": HERS, "goes_on": "y"}
    close = chair.post(path, **form)
    check = chair.post(path, **{**filled(close.text), "asked": "1"})
    last = {**filled(check.text), "word_wish": "without", "save": "1"}
    return chair.post(path, **last), last


def test_whoever_sees_the_words_there_has_opened_the_concern(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    chair.get(f"/cases/{case}/agreed")

    assert openings(db, world, case) == [world.people["chair"]]


def test_the_screen_begins_with_what_was_told_in_quotation_marks(
    chair: Visitor, case: UUID
) -> None:
    page = chair.get(f"/cases/{case}/agreed").text

    form = filled(page)
    assert form["words"] == f"Somebody else told this: “{TOLD}”"
    assert form["who_name"] == "Abdul Karim"
    assert form["told_by"] == "herself"
    assert 'value="somebody_else"' not in page
    assert "wish" not in form


def test_after_her_yes_there_is_a_number_and_the_concern_is_closed(
    db: Session, chair: Visitor, case: UUID
) -> None:
    saved, _sent = taken_down(chair, f"/cases/{case}/agreed")

    assert saved.status_code == 200, saved.text
    assert NUMBER.search(saved.text)
    assert "This concern is closed" in chair.get(f"/cases/{case}").text
    assert "She agreed: a case of her own takes its place" in chair.get(f"/cases/{case}").text
    assert count(db) == 2


def test_pressed_twice_it_is_one_case_with_one_number(
    db: Session, chair: Visitor, case: UUID
) -> None:
    path = f"/cases/{case}/agreed"
    first, sent = taken_down(chair, path)

    second = chair.post(path, **sent)

    one, other = NUMBER.search(first.text), NUMBER.search(second.text)
    assert one
    assert other
    assert one.group(1) == other.group(1)
    assert count(db) == 2


def test_a_closed_concern_takes_no_yes(db: Session, world: World, case: UUID) -> None:
    concerns.close_concern(db, turn(db, world, "chair", case), Reason.UNSAFE)
    db.commit()
    what = replace(turn(db, world, "chair", case))

    with pytest.raises(ConcernClosed):
        agree(db, what, taken(world.complaint()), world.prepare("red door", HER_NUMBER))


def test_when_it_was_closed_meanwhile_the_screen_is_not_there(
    db: Session, world: World, chair: Visitor, case: UUID
) -> None:
    form = filled(chair.get(f"/cases/{case}/agreed").text)
    concerns.close_concern(db, turn(db, world, "member", case), Reason.UNSAFE)
    db.commit()

    late = chair.post(f"/cases/{case}/agreed", **form)

    assert late.status_code == 404
    assert count(db) == 1


def test_whoever_told_it_sees_the_same_as_after_any_other_end(
    instance: Flask, chair: Visitor, case: UUID
) -> None:
    taken_down(chair, f"/cases/{case}/agreed")

    friend = Returner(instance.test_client()).enter()

    assert "Somebody has looked into it, and it is closed." in friend.text
    assert HERS not in friend.text
    assert "agreed" not in friend.text.lower().replace("until she agrees", "")
