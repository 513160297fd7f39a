"""Hearings and findings: who sat is counted, nobody reports before all is found."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from casework.case.answers import Named
from casework.case.covers import the_cover
from casework.clocks.course import MoveRefused
from casework.course.promised import TOO_FEW, kept
from casework.inquiry import findings, hearings, undertakings
from casework.inquiry.findings import Finding, Found, NotAllFound, Report
from casework.inquiry.hearings import Heard, Minutes, Setting, Signed
from casework.inquiry.sitting import sees_to_it
from casework.inquiry.steps import NotThere, TooEarly
from casework.inquiry.undertakings import (
    NotAsked,
    NotFree,
    NotSigned,
    Standing,
    Undertaking,
)
from casework.parties.declaring import NotDeclared
from casework.parties.people import BESIDE, NoParty, Part, correct
from casework.procedures.terms import Event, StageId
from casework.protection.gate import Act, AnotherDay, GateClosed
from tests.casework.course.test_reminding import told_of
from tests.casework.inquiry.inquiring import (
    NEXT_WEEK,
    TODAY,
    YESTERDAY,
    a_guest,
    course_of,
    found,
    held,
    inquired,
    replied,
)
from tests.casework.parties.naming import BINA, JASHIM, NASRIN, answered, named, sketch
from tests.casework.protection.protecting import let_through, lines_of
from tests.casework.turning import turn
from tests.worlds import World

SETTING = Setting(on=TODAY, hour="15:00", place="Clinic", heard=Heard.WITNESS)
FINDING = replace(SETTING, heard=Heard.NOBODY)
REPORT = Report(to="The director", on=TODAY, recommended=("remedy:pay",), words="As found.")


def short_at(db: Session, world: World, case: UUID) -> object:
    world.as_(db, "external")
    return the_cover(db, case).text.quorum_short_at


def test_too_few_do_not_count_and_come_to_the_desk_of_those_outside(
    db: Session, world: World, case: UUID
) -> None:
    replied(db, world, case)

    id_ = held(db, world, case, ("chair",))

    hearing = hearings.hearings(lines_of(db, world, case))[id_]
    cover = the_cover(db, case).text
    assert not hearing.has_quorum
    assert hearing.short
    assert short_at(db, world, case) is not None
    assert sees_to_it(cover, world.people["external"])
    assert sees_to_it(cover, world.people["supervisor"])
    assert not sees_to_it(cover, world.people["chair"])


def test_where_the_external_member_is_out_whoever_deals_with_it_sees_that_too_few_sat(
    db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(), withheld=frozenset({world.people["external"]}))
    world.as_(db, "chair")

    cover = the_cover(db, case).text

    assert sees_to_it(cover, world.people["supervisor"])
    assert sees_to_it(cover, world.people["chair"])
    assert not sees_to_it(cover, world.people["union"])


def test_too_few_are_told_of_to_the_chair_and_outside_until_enough_sat(
    db: Session, world: World, case: UUID
) -> None:
    replied(db, world, case)

    held(db, world, case, ("chair",))
    short = kept(course_of(db, world, case), TOO_FEW)
    told = {who for who, days in told_of(db, world).items() if TODAY in days}
    held(db, world, case)

    assert short == {"sitting": TODAY}
    assert "chair" in told
    assert kept(course_of(db, world, case), TOO_FEW) == {}


def test_enough_at_the_next_take_it_from_the_desk(db: Session, world: World, case: UUID) -> None:
    replied(db, world, case)
    held(db, world, case, ("chair",))

    held(db, world, case)

    assert short_at(db, world, case) is None


@pytest.mark.parametrize("who", ["respondent", "conflicted", "union"])
def test_nobody_sits_who_does_not_read_the_inquiry(
    db: Session, world: World, case: UUID, who: str
) -> None:
    id_ = hearings.plan(db, turn(db, world, "chair", case), SETTING)
    db.commit()
    minutes = Minutes(on=TODAY, people=(world.people[who],), words="Heard.")

    with pytest.raises(NotThere):
        hearings.hold(db, turn(db, world, "chair", case), id_, minutes)


def test_nobody_sits_who_has_not_said_that_she_is_close_to_nobody(
    db: Session, world: World, case: UUID
) -> None:
    named(db, world, case, sketch(JASHIM))
    answered(db, world, case, "chair")
    id_ = hearings.plan(db, turn(db, world, "chair", case), SETTING)
    db.commit()
    minutes = Minutes(on=TODAY, people=(world.people["external"],), words="Heard.")
    with pytest.raises(NotDeclared) as refused:
        hearings.hold(db, turn(db, world, "chair", case), id_, minutes)
    assert refused.value.people == (world.people["external"],)
    db.rollback()

    answered(db, world, case, "external")

    counted = hearings.hold(db, turn(db, world, "chair", case), id_, minutes)
    assert not counted.is_enough


def test_no_hearing_is_set_by_whoever_has_not_answered(
    db: Session, world: World, case: UUID
) -> None:
    named(db, world, case, sketch(JASHIM))

    with pytest.raises(NotDeclared):
        hearings.plan(db, turn(db, world, "chair", case), SETTING)


def a_hearing(db: Session, world: World, case: UUID) -> UUID:
    """One that is set for today."""
    id_ = hearings.plan(db, turn(db, world, "chair", case), SETTING)
    db.commit()
    return id_


def sat(world: World, *beside: UUID, signing: tuple[UUID, ...] = ()) -> Minutes:
    """Minutes of the chair, with somebody beside whoever was heard."""
    people = (world.people["chair"],)
    return Minutes(on=TODAY, people=people, words="Heard.", beside=beside, signing=signing)


@pytest.mark.parametrize("part", sorted(BESIDE))
def test_nobody_sits_beside_them_who_has_not_signed_to_keep_it_secret(
    db: Session, world: World, case: UUID, part: Part
) -> None:
    who = named(db, world, case, sketch(BINA, part))
    id_ = a_hearing(db, world, case)

    with pytest.raises(NotSigned) as refused:
        hearings.hold(db, turn(db, world, "chair", case), id_, sat(world, who))

    assert refused.value.who == ("Bina Rai",)


def test_who_signs_it_that_day_sits_and_both_stand_on_record(
    db: Session, world: World, case: UUID
) -> None:
    who = named(db, world, case, sketch(BINA, Part.INTERPRETER))
    id_ = a_hearing(db, world, case)

    minutes = sat(world, who, signing=(who,))
    hearings.hold(db, turn(db, world, "chair", case), id_, minutes)
    db.commit()

    lines = lines_of(db, world, case)
    held = hearings.hearings(lines)[id_].held
    (signed,) = undertakings.undertakings(lines)
    assert held is not None
    assert (held.beside, held.beside_named) == ((who,), ("Bina Rai",))
    assert (signed.party, signed.who, signed.on) == (who, "Bina Rai", TODAY)
    assert signed.standing is Standing.INTERPRETER


def test_who_signed_before_sits_without_signing_again(
    db: Session, world: World, case: UUID
) -> None:
    who = named(db, world, case, sketch(BINA, Part.COMPANION))
    promise = Undertaking(on=TODAY, is_free=True, party=who)
    undertakings.undertake(db, turn(db, world, "chair", case), promise)
    db.commit()
    id_ = a_hearing(db, world, case)

    hearings.hold(db, turn(db, world, "chair", case), id_, sat(world, who))
    db.commit()

    assert len(undertakings.undertakings(lines_of(db, world, case))) == 1


def test_an_undertaking_that_came_after_the_hearing_is_none(
    db: Session, world: World, case: UUID
) -> None:
    who = named(db, world, case, sketch(BINA, Part.INTERPRETER))
    promise = Undertaking(on=TODAY, is_free=True, party=who)
    undertakings.undertake(db, turn(db, world, "chair", case), promise)
    db.commit()
    id_ = a_hearing(db, world, case)
    yesterday = replace(sat(world, who), on=YESTERDAY)

    with pytest.raises(NotSigned):
        hearings.hold(db, turn(db, world, "chair", case), id_, yesterday)


def test_somebody_else_under_the_same_entry_signs_anew(
    db: Session, world: World, case: UUID
) -> None:
    who = named(db, world, case, sketch(BINA, Part.INTERPRETER))
    promise = Undertaking(on=TODAY, is_free=True, party=who)
    undertakings.undertake(db, turn(db, world, "chair", case), promise)
    correct(db, turn(db, world, "chair", case), who, sketch(NASRIN, Part.INTERPRETER))
    db.commit()
    id_ = a_hearing(db, world, case)

    with pytest.raises(NotSigned):
        hearings.hold(db, turn(db, world, "chair", case), id_, sat(world, who))


def test_who_may_be_the_respondent_himself_sits_beside_nobody(
    db: Session, world: World, case: UUID
) -> None:
    named(db, world, case, sketch())
    who = named(db, world, case, sketch(Named(name="Abdul Korim"), Part.INTERPRETER))
    id_ = a_hearing(db, world, case)

    with pytest.raises(NotFree):
        hearings.hold(db, turn(db, world, "chair", case), id_, sat(world, who, signing=(who,)))


def test_a_witness_sits_beside_nobody(db: Session, world: World, case: UUID) -> None:
    who = named(db, world, case, sketch(BINA, Part.WITNESS))
    answered(db, world, case, "chair")
    id_ = a_hearing(db, world, case)

    with pytest.raises(NoParty):
        hearings.hold(db, turn(db, world, "chair", case), id_, sat(world, who))


def test_minutes_are_of_a_day_that_was(db: Session, world: World, case: UUID) -> None:
    id_ = hearings.plan(db, turn(db, world, "chair", case), SETTING)
    db.commit()
    minutes = Minutes(on=NEXT_WEEK, people=(world.people["chair"],), words="Heard.")

    with pytest.raises(TooEarly):
        hearings.hold(db, turn(db, world, "chair", case), id_, minutes)


def test_a_hearing_put_off_says_why_and_when_anew(db: Session, world: World, case: UUID) -> None:
    id_ = hearings.plan(db, turn(db, world, "chair", case), SETTING)
    db.commit()

    later = replace(SETTING, on=NEXT_WEEK)
    hearings.put_off(db, turn(db, world, "member", case), id_, later, "No interpreter.")
    db.commit()

    hearing = hearings.hearings(lines_of(db, world, case))[id_]
    assert (hearing.setting.on, hearing.put_off) == (NEXT_WEEK, ("No interpreter.",))


@pytest.mark.parametrize("signed", list(Signed))
def test_minutes_are_read_back_once(db: Session, world: World, case: UUID, signed: Signed) -> None:
    id_ = held(db, world, case, heard=Heard.WITNESS)
    hearings.read_back(db, turn(db, world, "chair", case), id_, signed, "One word changed.")
    db.commit()

    assert hearings.hearings(lines_of(db, world, case))[id_].signed is signed
    with pytest.raises(NotThere):
        hearings.read_back(db, turn(db, world, "chair", case), id_, Signed.SIGNED, "")


@pytest.mark.parametrize(
    ("people", "heard"),
    [(("chair",), Heard.NOBODY), (("chair", "member"), Heard.NOBODY)],
)
def test_no_inquiry_is_finished_before_enough_sat_to_say_what_was_established(
    db: Session, world: World, case: UUID, people: tuple[str, ...], heard: Heard
) -> None:
    replied(db, world, case)
    held(db, world, case, people, heard)

    with pytest.raises(MoveRefused):
        hearings.finish(db, turn(db, world, "chair", case), "Done.")


def test_a_hearing_of_a_witness_is_no_sitting_that_establishes(
    db: Session, world: World, case: UUID
) -> None:
    replied(db, world, case)
    held(db, world, case, heard=Heard.WITNESS)

    with pytest.raises(MoveRefused):
        hearings.finish(db, turn(db, world, "chair", case), "Done.")


def test_a_finished_inquiry_goes_on_to_its_report(db: Session, world: World, case: UUID) -> None:
    inquired(db, world, case)

    course = course_of(db, world, case)
    assert course.stage is StageId.REPORT
    assert course.events[Event.INQUIRY_BEGUN] == (TODAY,)
    assert course.events[Event.INQUIRY_DONE] == (TODAY,)


def test_what_was_found_stands_with_who_sees_it_differently(
    db: Session, world: World, case: UUID
) -> None:
    inquired(db, world, case)

    id_ = found(db, world, case, Found.PARTLY, dissent="I find it substantiated.")

    finding = findings.allegations(lines_of(db, world, case, "external"))[id_].finding
    assert finding is not None
    assert (finding.found, finding.dissent) == (Found.PARTLY, "I find it substantiated.")


def test_nothing_is_found_before_the_inquiry(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(NotThere):
        found(db, world, case)


def test_no_report_before_all_is_found(db: Session, world: World, case: UUID) -> None:
    inquired(db, world, case)
    with pytest.raises(NotAllFound):
        findings.report(db, turn(db, world, "chair", case), REPORT)
    found(db, world, case)
    findings.allege(db, turn(db, world, "chair", case), "He wrote to her at night.")
    db.commit()

    with pytest.raises(NotAllFound):
        findings.report(db, turn(db, world, "chair", case), REPORT)


def test_nothing_is_found_anew_once_the_report_is_handed_over(
    db: Session, world: World, case: UUID
) -> None:
    inquired(db, world, case)
    id_ = found(db, world, case)
    findings.report(db, turn(db, world, "chair", case), REPORT)
    db.commit()
    finding = Finding(found=Found.NOT_ENOUGH, standard="clear", reasons="On second thoughts.")

    with pytest.raises(NotThere):
        findings.find(db, turn(db, world, "chair", case), id_, finding)


def test_nobody_signs_to_keep_it_secret_who_was_not_asked_about_a_conflict(
    db: Session, world: World, case: UUID
) -> None:
    signed = Undertaking(who="Bina Rai", standing=Standing.INTERPRETER, on=TODAY, is_free=True)
    with pytest.raises(NotAsked):
        undertakings.undertake(db, turn(db, world, "chair", case), replace(signed, is_free=False))

    undertakings.undertake(db, turn(db, world, "chair", case), signed)
    db.commit()

    assert undertakings.undertakings(lines_of(db, world, case)) == [signed]


def test_he_is_called_only_on_a_day_and_hour_that_she_knows(
    db: Session, world: World, case: UUID
) -> None:
    replied(db, world, case)
    called = Setting(on=NEXT_WEEK, hour="15:00", place="Clinic", heard=Heard.RESPONDENT)
    with pytest.raises(GateClosed):
        hearings.plan(db, turn(db, world, "chair", case), called)
    db.rollback()
    let_through(db, world, case, Act.HEARING, on=NEXT_WEEK)

    id_ = hearings.plan(db, turn(db, world, "chair", case), called)
    db.commit()

    assert hearings.hearings(lines_of(db, world, case))[id_].setting == called
    with pytest.raises(GateClosed):
        hearings.put_off(db, turn(db, world, "chair", case), id_, called, "He is away.")


def test_he_is_heard_on_no_day_that_she_was_not_told_of(
    db: Session, world: World, case: UUID
) -> None:
    replied(db, world, case)
    let_through(db, world, case, Act.HEARING, on=NEXT_WEEK)
    called = Setting(on=NEXT_WEEK, hour="15:00", place="Clinic", heard=Heard.RESPONDENT)
    id_ = hearings.plan(db, turn(db, world, "chair", case), called)
    db.commit()
    with pytest.raises(AnotherDay):
        hearings.hold(db, turn(db, world, "chair", case), id_, sat(world))
    db.rollback()
    let_through(db, world, case, Act.HEARING)

    hearings.hold(db, turn(db, world, "chair", case), id_, sat(world))
    db.commit()

    held = hearings.hearings(lines_of(db, world, case))[id_].held
    assert held is not None
    assert held.on == TODAY


def with_guest(world: World, guest: UUID, signing: tuple[UUID, ...] = ()) -> Minutes:
    """The chair and a member sat, and somebody without an account."""
    people = (world.people["chair"], world.people["member"])
    return Minutes(on=TODAY, people=people, words="Agreed.", guests=(guest,), signing=signing)


def test_a_member_from_outside_without_an_account_makes_up_the_number_that_finds(
    db: Session, world: World, case: UUID
) -> None:
    replied(db, world, case)
    guest = a_guest(db, world)
    without = held(db, world, case, ("chair", "member"))
    id_ = hearings.plan(db, turn(db, world, "chair", case), FINDING)
    db.commit()

    hearings.hold(
        db, turn(db, world, "chair", case), id_, with_guest(world, guest, signing=(guest,))
    )
    db.commit()

    lines = lines_of(db, world, case)
    known, (promise,) = hearings.hearings(lines), undertakings.undertakings(lines)
    sat = known[id_].held
    assert (known[without].has_quorum, known[id_].has_quorum) == (False, True)
    assert sat is not None
    assert (sat.guests, sat.guests_named) == ((guest,), ("Lata Rani",))
    assert (promise.seat, promise.standing) == (guest, Standing.MEMBER)


@pytest.mark.parametrize("who", ["not signed", "no seat", "the respondent"])
def test_no_guest_sits_who_has_not_signed_or_has_no_seat_or_is_the_respondent(
    db: Session, world: World, case: UUID, who: str
) -> None:
    named(db, world, case, sketch())
    id_, nobody = a_hearing(db, world, case), uuid4()
    names = {"not signed": "Lata Rani", "no seat": "Lata Rani", "the respondent": "Abdul Korim"}
    guest = a_guest(db, world, names[who])
    minutes, why = {
        "not signed": (with_guest(world, guest), NotSigned),
        "no seat": (with_guest(world, nobody, signing=(nobody,)), NotThere),
        "the respondent": (with_guest(world, guest, signing=(guest,)), NotFree),
    }[who]

    with pytest.raises(why):
        hearings.hold(db, turn(db, world, "chair", case), id_, minutes)


def test_a_guest_is_asked_again_when_somebody_else_is_written_down(
    db: Session, world: World, case: UUID
) -> None:
    guest = a_guest(db, world)
    first = a_hearing(db, world, case)
    signing = with_guest(world, guest, signing=(guest,))
    hearings.hold(db, turn(db, world, "chair", case), first, signing)
    db.commit()
    second = a_hearing(db, world, case)
    hearings.hold(db, turn(db, world, "chair", case), second, with_guest(world, guest))
    db.commit()
    named(db, world, case, sketch(JASHIM))
    answered(db, world, case, "chair")
    answered(db, world, case, "member")
    third = a_hearing(db, world, case)

    with pytest.raises(NotSigned):
        hearings.hold(db, turn(db, world, "chair", case), third, with_guest(world, guest))
