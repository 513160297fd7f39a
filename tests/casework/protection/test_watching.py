"""The watch: asked on set days from the complaint on; a sign waits until somebody has acted."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from casework.asking.questions import Reply, questions
from casework.case.covers import the_cover
from casework.case.turns import begin
from casework.clocks.checks import AFTER_DAYS
from casework.course.choosing import ByVoice
from casework.course.leaving import leave as leave_case
from casework.course.promised import COVERED, SIGNALS, kept
from casework.course.recording import note_events, the_course
from casework.models.course import CourseText
from casework.models.entry import Kind
from casework.parties.people import Part, add, leave
from casework.procedures.terms import Event
from casework.protection.covered import covered
from casework.protection.safety import Plan, make_plan, review
from casework.protection.signs import Sign, Signal, Watch, Watched, signals, waits, watch
from casework.protection.watching import (
    Heard,
    NoSignal,
    ask_her,
    deal_with,
    note_baseline,
    she_answers,
    she_said,
    write_down,
)
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from tests.casework.course.test_reminding import told_of
from tests.casework.numbers import hers, seeds_of
from tests.casework.parties.naming import BINA, KARIM, named, sketch
from tests.casework.protection.protecting import TODAY, lines_of
from tests.casework.turning import turn
from tests.worlds import NOW, World


def course_of(db: Session, world: World, case: UUID, who: str = "chair") -> CourseText:
    world.as_(db, who)
    return the_course(db, case).text


def watch_on(db: Session, world: World, case: UUID, days: int) -> Watch:
    return watch(course_of(db, world, case), TODAY, TODAY + timedelta(days=days))


def noticed(db: Session, world: World, case: UUID, heard: Heard, days: int = 0) -> None:
    later = NOW + timedelta(days=days)
    write_down(db, turn(db, world, "chair", case, now=later), heard, changed=bool(heard.signs))
    db.commit()


def seen(db: Session, world: World, case: UUID, who: str = "chair") -> list[Signal]:
    return list(signals(lines_of(db, world, case, who)).values())


def asked(db: Session, world: World, case: UUID) -> UUID:
    id_ = ask_her(db, turn(db, world, "chair", case), "How is it at work?")
    db.commit()
    return id_


def test_she_is_asked_from_the_second_day_on_for_half_a_year(
    db: Session, world: World, case: UUID
) -> None:
    before, second = watch_on(db, world, case, 1), watch_on(db, world, case, 2)

    assert (before.due, [each.days for each in before.coming]) == ((), list(AFTER_DAYS))
    assert [each.days for each in second.due] == [2]
    assert before.until == TODAY + timedelta(days=180)


def test_a_check_in_by_voice_answers_for_what_was_missed(
    db: Session, world: World, case: UUID
) -> None:
    noticed(db, world, case, Heard(whom=Watched.SURVIVOR, how="phone"), days=8)

    found = watch_on(db, world, case, 8)

    assert found.done == (TODAY + timedelta(days=8),)
    assert (found.due, [each.days for each in found.coming]) == ((), [30, 90, 180])


def test_after_a_notice_the_days_begin_again(db: Session, world: World, case: UUID) -> None:
    chair = turn(db, world, "chair", case, now=NOW + timedelta(days=20))
    cover = begin(db, chair, Compartment.OUTCOME)
    note_events(db, cover, chair, {Event.NOTICE: TODAY + timedelta(days=20)})
    db.commit()

    found = watch_on(db, world, case, 22)

    assert found.due[-1].days == 2
    assert found.until == TODAY + timedelta(days=200)


def test_with_one_press_she_says_that_nothing_has_changed(
    db: Session, world: World, case: UUID
) -> None:
    id_ = asked(db, world, case)

    she_answers(db, hers(db, world, case, seeds_of(db, world)), id_, Reply.NO, "", [])
    db.commit()

    assert seen(db, world, case) == []
    assert not waits(course_of(db, world, case))
    assert watch_on(db, world, case, 0).done == (TODAY,)


def test_a_check_in_that_was_asked_on_her_page_can_be_answered_by_voice(
    db: Session, world: World, case: UUID
) -> None:
    id_ = asked(db, world, case)
    heard = ByVoice("They moved me.", "phone", "At noon")

    she_said(db, turn(db, world, "member", case), id_, Reply.YES, heard)
    db.commit()

    (found,) = seen(db, world, case)
    assert (found.whom, found.by) == (Watched.SURVIVOR, world.people["member"])
    assert watch_on(db, world, case, 0).done == (TODAY,)


def test_with_one_press_she_says_that_something_has_and_the_desk_is_told(
    db: Session, world: World, case: UUID
) -> None:
    id_ = asked(db, world, case)

    her = hers(db, world, case, seeds_of(db, world))
    she_answers(db, her, id_, Reply.YES, "They cut my overtime.", [Sign.OVERTIME])
    db.commit()

    (found,) = seen(db, world, case)
    assert (found.whom, found.signs, found.by) == (Watched.SURVIVOR, (Sign.OVERTIME,), None)
    assert waits(course_of(db, world, case))
    world.as_(db, "chair")
    assert the_cover(db, case).text.answered_at == NOW


def test_the_union_sees_the_sign_and_neither_name_nor_words(
    db: Session, world: World, case: UUID
) -> None:
    heard = Heard(
        whom=Watched.WITNESS, how="in_person", signs=(Sign.LINE,), name="Shirin", words="Moved."
    )
    noticed(db, world, case, heard)

    of_union = lines_of(db, world, case, "union")
    details = [each for each in lines_of(db, world, case) if each.kind is Kind.SIGN_DETAIL]

    assert [each.signs for each in seen(db, world, case, "union")] == [(Sign.LINE,)]
    assert "Shirin" not in repr([(each.text, each.facts) for each in of_union])
    assert [(each.facts["name"], each.text) for each in details] == [("Shirin", "Moved.")]


def test_her_own_words_at_a_check_in_stay_in_the_channel(
    db: Session, world: World, case: UUID
) -> None:
    id_ = asked(db, world, case)
    her = hers(db, world, case, seeds_of(db, world))
    she_answers(db, her, id_, Reply.YES, "Only you may know.", [])
    db.commit()

    said = questions(lines_of(db, world, case))[id_].answer
    of_union = lines_of(db, world, case, "union")

    assert said is not None
    assert said.words == "Only you may know."
    assert all("Only you" not in each.text for each in of_union)


def test_a_sign_waits_until_somebody_says_what_was_done(
    db: Session, world: World, case: UUID
) -> None:
    for sign in (Sign.WARNING, Sign.RUMOURS):
        noticed(db, world, case, Heard(whom=Watched.SURVIVOR, how="", signs=(sign,)))
    first, second = seen(db, world, case)

    deal_with(db, turn(db, world, "member", case), first.id, "The warning was taken back.")
    db.commit()
    still = waits(course_of(db, world, case))
    deal_with(db, turn(db, world, "member", case), second.id, "Spoken with the line.")
    db.commit()

    assert still
    assert not waits(course_of(db, world, case))
    assert [each.done for each in seen(db, world, case)] == [
        "The warning was taken back.",
        "Spoken with the line.",
    ]
    with pytest.raises(NoSignal):
        deal_with(db, turn(db, world, "chair", case), uuid4(), "Nothing")


def test_a_sign_after_the_watched_days_is_noted_and_does_not_wait(
    db: Session, world: World, case: UUID
) -> None:
    noticed(db, world, case, Heard(whom=Watched.UNION, how="", signs=(Sign.SHIFT,)), days=181)

    (found,) = seen(db, world, case)

    assert not found.is_in_time
    assert not waits(course_of(db, world, case))


def test_a_witness_is_asked_without_being_her_check_in(
    db: Session, world: World, case: UUID
) -> None:
    noticed(db, world, case, Heard(whom=Watched.WITNESS, how="phone"), days=2)

    assert [each.days for each in watch_on(db, world, case, 2).due] == [2]


def watched(db: Session, world: World, case: UUID, days: int = 0) -> dict[str, Watch]:
    """Everybody beside her, as the chair reads it, by name or by the cast's name."""
    names = {id_: who for who, id_ in world.people.items()}
    lines = lines_of(db, world, case)
    cover, course = the_cover(db, case).text, course_of(db, world, case)
    found = covered(lines, cover, course, TODAY, TODAY + timedelta(days=days))
    return {each.name or names[each.id]: each.watch for each in found}


def test_members_and_the_union_are_asked_like_her(db: Session, world: World, case: UUID) -> None:
    found = watched(db, world, case, 2)

    assert set(found) == {"chair", "member", "external", "union"}
    assert [each.days for each in found["union"].due] == [2]


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.RESPONDENT])
def test_whoever_belongs_to_it_is_asked_from_the_day_she_is_written_down(
    db: Session, world: World, case: UUID, part: Part
) -> None:
    later = turn(db, world, "chair", case, now=NOW + timedelta(days=10))
    add(db, later, sketch(BINA, part))
    db.commit()

    found = watched(db, world, case, 10)["Bina Rai"]

    assert [each.on for each in found.coming][:2] == [
        TODAY + timedelta(days=12),
        TODAY + timedelta(days=17),
    ]


def test_the_respondent_is_not_asked(db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch(KARIM))

    assert "Abdul Karim" not in watched(db, world, case)


def test_who_does_not_belong_to_it_any_more_is_asked_no_more(
    db: Session, world: World, case: UUID
) -> None:
    id_ = named(db, world, case, sketch(BINA, Part.SUPPORT_PERSON))

    leave(db, turn(db, world, "chair", case), id_, "It was another Bina.")
    db.commit()

    assert "Bina Rai" not in watched(db, world, case)
    assert kept(course_of(db, world, case), COVERED) == {}


def test_a_check_in_is_that_of_whoever_was_asked(db: Session, world: World, case: UUID) -> None:
    asked = Heard(whom=Watched.MEMBER, how="in_person", about=world.people["member"])
    noticed(db, world, case, asked, days=8)

    found = watched(db, world, case, 8)

    assert found["member"].done == (TODAY + timedelta(days=8),)
    assert [each.days for each in found["member"].missed] == [2]
    assert found["member"].due == ()
    assert [each.days for each in found["chair"].due] == [2, 7]
    assert [each.days for each in watch_on(db, world, case, 8).due] == [2, 7]


def test_a_missed_day_is_said_and_an_asked_one_is_not(
    db: Session, world: World, case: UUID
) -> None:
    noticed(db, world, case, Heard(whom=Watched.SURVIVOR, how="phone"), days=3)

    found = watch_on(db, world, case, 31)

    assert [each.days for each in found.missed] == [7]
    assert [each.days for each in found.due] == [7, 30]


def test_the_watch_of_everybody_ends(db: Session, world: World, case: UUID) -> None:
    assert not watched(db, world, case, 180)["member"].is_over
    assert watched(db, world, case, 181)["member"].is_over


def test_who_is_asked_beside_her_stands_in_the_inquiry_alone(
    db: Session, world: World, case: UUID
) -> None:
    id_ = named(db, world, case, sketch(BINA, Part.WITNESS))
    heard = Heard(whom=Watched.WITNESS, how="phone", about=id_, signs=(Sign.LINE,))
    noticed(db, world, case, heard)

    of_union = repr([(each.text, each.facts) for each in lines_of(db, world, case, "union")])

    assert id_.hex not in of_union
    assert "Bina" not in of_union


def test_a_sign_is_told_on_that_day_until_somebody_saw_to_it(
    db: Session, world: World, case: UUID
) -> None:
    on = TODAY + timedelta(days=1)
    noticed(db, world, case, Heard(whom=Watched.SURVIVOR, how="", signs=(Sign.SHIFT,)), days=1)
    told = {who for who, days in told_of(db, world).items() if on in days}
    (sign,) = seen(db, world, case)

    deal_with(db, turn(db, world, "chair", case, now=NOW + timedelta(days=1)), sign.id, "Undone.")
    db.commit()

    assert "chair" in told
    assert kept(course_of(db, world, case), SIGNALS) == {}


def test_a_review_of_her_plan_is_told_and_moves_with_it(
    db: Session, world: World, case: UUID
) -> None:
    first, later = TODAY + timedelta(days=4), TODAY + timedelta(days=11)
    make_plan(db, turn(db, world, "chair", case), Plan(ways="With Ayesha", review_on=first))
    db.commit()
    before = told_of(db, world)["chair"]

    review(db, turn(db, world, "chair", case), "It stands.", later)
    db.commit()

    after = told_of(db, world)["chair"]
    assert (first in before, later in before) == (True, False)
    assert (first in after, later in after) == (False, True)


def test_nobody_hears_of_a_check_in_who_left_for_a_conflict(
    db: Session, world: World, case: UUID
) -> None:
    day = TODAY + timedelta(days=30)
    before = {who for who, days in told_of(db, world).items() if day in days}

    leave_case(db, turn(db, world, "chair", case), "He is my cousin.")
    db.commit()

    after = {who for who, days in told_of(db, world).items() if day in days}
    assert "chair" in before
    assert "chair" not in after
    assert "member" in after


def test_how_work_was_before_stands_in_the_inquiry(db: Session, world: World, case: UUID) -> None:
    note_baseline(db, turn(db, world, "chair", case), "payslips", "Line 3: 9,500 a month.")
    db.commit()

    read = {
        who: [each.text for each in lines_of(db, world, case, who) if each.kind is Kind.BASELINE]
        for who in ("member", "union")
    }

    assert read == {"member": ["Line 3: 9,500 a month."], "union": []}
    with pytest.raises(KeyMissing):
        note_baseline(db, turn(db, world, "union", case), "line", "x")
