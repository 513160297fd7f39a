"""The course of a case, page by page: stages, clocks, moves with a reason, and who may see them."""

import re
from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.models import Organization
from casework.case.covers import taken
from casework.case.turns import begin
from casework.clocks.routes import Route
from casework.course.choosing import choose
from casework.course.recording import note_events, the_course
from casework.procedures.terms import Event, StageId
from crypto.compartments import Compartment
from tests.accounts import open_account
from tests.casework.numbers import hers, seeds_of
from tests.casework.returners import TAGS
from tests.casework.turning import turn
from tests.visitors import Visitor
from tests.worlds import NOW, World

SEEN = re.compile(r'name="seen" value="([^"]+)"')
MODULES = ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk")


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of, and the trust of this world."""
    for module in MODULES:
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five days on."""
    for module in MODULES:
        monkeypatch.setattr(f"{module}.now", lambda: NOW + timedelta(days=5))


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that the union follows."""
    told = world.complaint(union=world.bodies["union"])
    case = world.told(db, told)
    db.rollback()
    return case


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def sent(visitor: Visitor, path: str, **typed: object) -> TestResponse:
    """Fill in the form of a page and send it."""
    found = SEEN.search(visitor.get(path).text)
    assert found
    return visitor.post(path, seen=found.group(1), **typed)


def words_of(page: TestResponse) -> str:
    return " ".join(unescape(TAGS.sub(" ", page.text)).split())


def course_words(visitor: Visitor, case: UUID) -> str:
    page = visitor.get(f"/cases/{case}/course")
    assert page.status_code == 200
    return words_of(page)


def stage(db: Session, world: World, case: UUID) -> StageId:
    db.rollback()
    world.as_(db, "chair")
    taken(db, case)
    found = the_course(db, case).text.stage
    db.rollback()
    return found


def test_the_chair_sees_what_is_due_and_what_it_rests_on(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    shown = course_words(enter(app, db, world, "chair"), case)
    assert "She has been told that it was read Soon Due 3 March 2026" in shown
    assert "one working day from 2 March 2026" in shown
    assert "Our advice, not law Our own advice; no source says it" in shown
    assert "Law BNWLA v Government of Bangladesh" in shown
    assert "No lawyer has reviewed these rules" in shown


def test_a_number_that_is_our_advice_is_never_shown_as_law(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    page = enter(app, db, world, "chair").get(f"/cases/{case}/course").text
    ours = re.findall(r'cw-clocks__binding--law">([^<]*)</strong>\s*Our own advice', page)
    assert ours == []
    assert 'cw-clocks__binding--law">Law</strong>' in page


def test_the_union_sees_the_course_and_changes_nothing(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    union = enter(app, db, world, "union")
    assert "What is due" in course_words(union, case)
    assert "Note when something happened" not in course_words(union, case)
    assert union.post(f"/cases/{case}/course/to/safety", words="Now").status_code == 404
    assert stage(db, world, case) is StageId.RECEIVE


def test_a_case_goes_on_with_a_reason_and_her_name(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    answer = sent(chair, f"/cases/{case}/course/to/safety", words="I have read it whole.")
    assert answer.status_code == 303
    assert answer.location == f"/cases/{case}/course"
    assert stage(db, world, case) is StageId.SAFETY
    assert "I have read it whole." in course_words(chair, case)
    assert "moved the case to another stage" in words_of(chair.get(f"/cases/{case}/trail"))


def test_without_a_reason_nothing_moves(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")
    answer = sent(chair, f"/cases/{case}/course/to/safety", words="")
    assert answer.status_code == 422
    assert "Write why, in a sentence." in answer.text
    assert stage(db, world, case) is StageId.RECEIVE


def test_what_is_missing_is_said_and_her_words_stay(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    sent(chair, f"/cases/{case}/course/to/safety", words="Read.")
    answer = sent(chair, f"/cases/{case}/course/to/route", words="She is in a hurry.")
    assert answer.status_code == 422
    assert "Not on record yet: Her safety was asked after." in words_of(answer)
    assert "She is in a hurry." in answer.text
    assert stage(db, world, case) is StageId.SAFETY


def test_nobody_jumps_over_a_stage(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")
    assert chair.get(f"/cases/{case}/course/to/inquiry").status_code == 404
    assert chair.post(f"/cases/{case}/course/to/decide", words="Now").status_code == 404


def test_whoever_was_overtaken_is_shown_what_came_in(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    found = SEEN.search(chair.get(f"/cases/{case}/course/to/safety").text)
    assert found
    begun = begin(db, turn(db, world, "member", case), Compartment.OUTCOME)
    note_events(db, begun, turn(db, world, "member", case), {Event.SAFETY_CHECKED: NOW})
    db.commit()
    answer = chair.post(f"/cases/{case}/course/to/safety", words="Mine", seen=found.group(1))
    assert answer.status_code == 409
    assert "Mine" in answer.text
    assert stage(db, world, case) is StageId.RECEIVE


def test_what_is_late_says_so_and_takes_a_reason(
    app: Flask, db: Session, world: World, case: UUID, later: None
) -> None:
    chair = enter(app, db, world, "chair")
    assert "Late by 4 days" in course_words(chair, case)
    answer = sent(chair, f"/cases/{case}/course/late/our_ack", words="The factory was flooded.")
    assert answer.status_code == 303
    shown = course_words(chair, case)
    assert "The factory was flooded." in shown
    assert "Late by 4 days" in shown
    assert chair.get(f"/cases/{case}/course/late/our_ack").status_code == 404


def test_the_law_s_deadline_is_longer_only_as_far_as_the_law_says(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    path = f"/cases/{case}/course/longer/inquiry"
    assert "Where necessary, up to 60 working days in all" in chair.get(path).text
    refused = sent(chair, path, amount="31", words="Two witnesses are away.")
    assert refused.status_code == 422
    assert "The source allows less than this" in refused.text
    assert "Two witnesses are away." in refused.text
    assert sent(chair, path, amount="৩০", words="Two witnesses are away.").status_code == 303
    assert "Made longer by 30 working days: " in course_words(chair, case)


@pytest.mark.parametrize("amount", ["", "0", "-3", "many", "1.5", "9" * 5000])
def test_what_is_no_number_is_said(
    app: Flask, db: Session, world: World, case: UUID, amount: str
) -> None:
    chair = enter(app, db, world, "chair")
    answer = sent(chair, f"/cases/{case}/course/longer/inquiry", amount=amount, words="Why")
    assert answer.status_code == 422
    assert "Type a number of one or more." in answer.text


def day(of: str, month: str = "3", year: str = "2026") -> dict[str, str]:
    return {"day-day": of, "day-month": month, "day-year": year}


def test_the_day_it_happened_starts_the_window(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    assert "Possible until" not in course_words(chair, case)
    path = f"/cases/{case}/course/days"
    answer = sent(chair, path, event="incident", words="She said so.", **day("1"))
    assert answer.status_code == 303
    assert "It happened: 1 March 2026" in course_words(chair, case)


@pytest.mark.parametrize("of", [day("3"), day("31", "2"), day("", "", "")])
def test_a_day_that_has_not_come_is_no_day(
    app: Flask, db: Session, world: World, case: UUID, of: dict[str, str]
) -> None:
    chair = enter(app, db, world, "chair")
    path = f"/cases/{case}/course/days"
    answer = sent(chair, path, event="incident", words="She said so.", **of)
    assert answer.status_code == 422
    assert "She said so." in answer.text


@pytest.fixture
def in_cambodia(db: Session, world: World) -> None:
    """The factory stands in Cambodia, whose law bars discipline after some days."""
    place = db.get_one(Organization, world.bodies["factory"])
    place.country, place.time_zone = "KH", "Asia/Phnom_Penh"
    db.commit()


def test_the_time_bars_stand_there_from_the_first_day(
    app: Flask, db: Session, world: World, in_cambodia: None, case: UUID
) -> None:
    shown = course_words(enter(app, db, world, "chair"), case)
    assert "Who of the employer knew, and since when?" in shown
    assert "No longer possible after 9 March 2026" in shown
    assert "No longer possible after 17 March 2026" in shown
    assert "counted from the complaint, since nobody noted when the employer knew" in shown


def test_who_knew_and_since_when_moves_the_bars(
    app: Flask, db: Session, world: World, in_cambodia: None, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    path = f"/cases/{case}/course/knew"
    answer = sent(chair, path, words="The manager of human resources.", **day("28", "2"))
    assert answer.status_code == 303
    shown = course_words(chair, case)
    assert "No longer possible after 7 March 2026" in shown
    assert "Somebody of the employer knew: 28 February 2026" in shown
    assert "Who of the employer knew, and since when?" not in shown


def test_without_such_a_law_nobody_is_asked_who_knew(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    assert "Who of the employer knew" not in course_words(chair, case)
    assert chair.get(f"/cases/{case}/course/knew").status_code == 404


@pytest.mark.parametrize("route", [Route.INFORMAL, Route.OUTSIDE, Route.SUPPORT_ONLY])
def test_only_the_formal_route_leads_to_an_inquiry(
    app: Flask, db: Session, world: World, case: UUID, route: Route
) -> None:
    for_her = hers(db, world, case, seeds_of(db, world))
    choose(db, for_her, route)
    db.commit()
    shown = course_words(enter(app, db, world, "chair"), case)
    assert shown.count("Not on the route she chose.") >= 4
