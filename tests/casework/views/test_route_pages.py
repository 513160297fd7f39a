"""How it goes on, page by page: she chooses, the panel is named, she is told, and they read."""

import re
from datetime import timedelta
from html import unescape
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from casework.case.answers import Age, Wish
from casework.case.covers import the_cover
from casework.clocks.routes import Route
from casework.course.choosing import choose
from tests.accounts import PASSPHRASE, open_account
from tests.casework.numbers import hers, seeds_of
from tests.casework.returners import TAGS, Returner
from tests.visitors import Visitor
from tests.worlds import NOW, World

SEEN = re.compile(r'name="seen" value="([^"]+)"')
WORDS = "He put his hand on my back and did not stop."
MESSAGE = "Please do not tell my line chief."
SAID = {
    "route": "formal",
    "how": "phone",
    "when": "Yesterday",
    "words": "I want an inquiry.",
    "are_hers": "y",
}


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of, and the trust of this world."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint whose name the committee does not know."""
    case = world.told(db, world.complaint(name_for_committee=False, name_for_programme=False))
    db.rollback()
    return case


@pytest.fixture
def she(app: Flask, case: UUID) -> Returner:
    """The survivor, back with number and word."""
    return Returner(app.test_client()).enter()


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def formal(db: Session, world: World, case: UUID) -> None:
    choose(db, hers(db, world, case, seeds_of(db, world)), Route.FORMAL)
    db.commit()


def sent(visitor: Visitor, path: str, **typed: object) -> TestResponse:
    """Fill in the form of a page and send it."""
    found = SEEN.search(visitor.get(path).text)
    assert found
    return visitor.post(path, seen=found.group(1), **typed)


def answered(reader: Visitor, case: UUID) -> TestResponse:
    """What opens once somebody has said that she is close to nobody of it."""
    assert "Before this case opens" in reader.get(f"/cases/{case}").text
    reader.post(f"/cases/{case}/declaration", related="no", over="no", is_named="no")
    return reader.get(f"/cases/{case}")


def words_of(page: TestResponse) -> str:
    return " ".join(unescape(TAGS.sub(" ", page.text)).split())


def test_from_her_choice_to_the_panel_that_reads(
    app: Flask,
    db: Session,
    world: World,
    she: Returner,
    case: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    she.press("/r/message", text=MESSAGE)
    she.open("/r/route").press("/r/route", route="formal")
    assert "Your choice counts from now on" in she.text
    chair = enter(app, db, world, "chair")
    assert "Formal route: name the panel" in chair.get("/desk").text
    assert "She has chosen the formal route" in chair.get(f"/cases/{case}").text
    people = [world.people[each].hex for each in ("conflicted", "external")]
    named = sent(chair, f"/cases/{case}/panel", people=people, words="Neither knows his line.")
    assert named.status_code == 303

    she.open("/r/all")
    assert "Committee member, Rupali Knitwear" in she.text
    assert "For the panel of the inquiry you chose" in she.text
    assert "Neither knows his line." in she.text
    assert "announced; you can say no on your page" in she.open("/r/route").text
    assert "Neither knows his line." in she.text
    reader = enter(app, db, world, "conflicted")
    assert reader.get(f"/cases/{case}").status_code == 404

    monkeypatch.setattr("casework.views.casing.now", lambda: NOW + timedelta(hours=49))
    link = re.search(rf'href="(/cases/{case}/hand-over/[^"]+)"', chair.get(f"/cases/{case}").text)
    assert link
    assert chair.post(f"{link.group(1)}/seal", passphrase=PASSPHRASE).status_code == 303

    page = answered(reader, case)
    assert WORDS in page.text
    assert "Her name and how to reach her are sealed to you." in page.text
    assert "What help she needs and where she was referred is sealed to you." in page.text
    assert "The messages between her and the receivers are sealed to you." in page.text
    assert MESSAGE not in page.text
    assert "Rahima" not in page.text
    assert "The panel holds its keys" in page.text


def test_her_page_says_what_each_route_means_and_shows_her_wish_beside_it(she: Returner) -> None:
    she.open("/r/route")

    assert "People of the committee are named as a panel" in she.text
    assert "When you wrote to us you wished: Make a complaint." in she.text
    assert "checked" not in she.seen


def test_without_a_choice_nothing_is_written_and_she_is_asked_again(she: Returner) -> None:
    she.open("/r/route")

    she.press("/r/route")

    assert she.status == 422
    assert "Choose one, or go back to your page." in she.text


def test_a_made_up_route_is_no_choice(she: Returner) -> None:
    she.open("/r/route")

    she.press("/r/route", route="secret")

    assert she.status == 422


def test_she_changes_her_mind_and_what_was_announced_is_gone(
    app: Flask, db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.open("/r/route").press("/r/route", route="formal")
    chair = enter(app, db, world, "chair")
    sent(chair, f"/cases/{case}/panel", people=[world.people["conflicted"].hex], words="Why")
    assert "Somebody new is to read" in she.open("/r/all").text

    she.open("/r/route").press("/r/route", route="informal")

    assert "Somebody new is to read" not in she.text
    page = chair.get(f"/cases/{case}")
    assert "Announced, and not yet handed over" not in page.text
    assert "/panel" not in page.text


@pytest.mark.parametrize("changes", [{"wish": Wish.KEEP}, {"for_somebody_else": True}])
def test_where_there_is_no_route_there_is_no_page(
    app: Flask, db: Session, world: World, changes: dict[str, object]
) -> None:
    world.told(db, world.complaint(**changes))
    she = Returner(app.test_client()).enter()

    assert "/r/route" not in she.seen
    typed = {"csrf_token": she.open("/r/end").token, "route": "outside"}
    assert she.client.post("/r/route", data=typed).status_code == 404
    assert she.open("/r/route").status == 404


def test_without_a_committee_no_inquiry_is_offered(app: Flask, db: Session, world: World) -> None:
    answers = world.complaint(workplace=None, union=None, told_for_programme=True)
    case = world.told(db, answers)
    she = Returner(app.test_client()).enter()

    she.open("/r/route")

    assert "Formal" not in she.text
    assert "there is no inquiry to choose" in she.text
    supervisor = enter(app, db, world, "supervisor")
    assert "Formal" not in words_of(supervisor.get(f"/cases/{case}/route"))
    assert supervisor.get(f"/cases/{case}/panel").status_code == 404


def test_for_a_child_no_panel_is_named(app: Flask, db: Session, world: World) -> None:
    case = world.told(db, world.complaint(age=Age.UNDER_18))
    officer = enter(app, db, world, "child_one")

    assert officer.get(f"/cases/{case}").status_code == 200
    assert officer.get(f"/cases/{case}/panel").status_code == 404


def test_what_she_said_is_written_down_and_shown_to_her(
    app: Flask, db: Session, world: World, she: Returner, case: UUID
) -> None:
    member = enter(app, db, world, "member")

    assert sent(member, f"/cases/{case}/route", **SAID).status_code == 303

    assert "wrote it down as what you said" in she.open("/r/route").text
    assert "I want an inquiry." in she.text
    assert "An answer waits" in she.open("/r/all").text
    page = words_of(member.get(f"/cases/{case}"))
    assert "She chose by voice: Formal: an inquiry by a panel." in page
    assert "She said it on the telephone: Yesterday" in page


@pytest.mark.parametrize("missing", list(SAID))
def test_what_is_not_wholly_written_down_keeps_every_word(
    app: Flask, db: Session, world: World, case: UUID, missing: str
) -> None:
    member = enter(app, db, world, "member")
    typed = {name: value for name, value in SAID.items() if name != missing}

    page = sent(member, f"/cases/{case}/route", **typed)

    assert page.status_code == 422
    assert all(value in page.text for value in typed.values())
    world.as_(db, "chair")
    assert the_cover(db, case).text.route is None


@pytest.mark.parametrize("who", ["union", "officer"])
def test_who_only_follows_the_case_writes_no_choice_and_names_nobody(
    app: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    formal(db, world, case)
    other = enter(app, db, world, who)

    assert other.get(f"/cases/{case}/route").status_code == 404
    assert other.get(f"/cases/{case}/panel").status_code == 404
    assert other.post(f"/cases/{case}/route", **SAID).status_code == 404
    assert other.post(f"/cases/{case}/panel", people="x", words="x").status_code == 404


def test_the_union_reads_the_route_and_the_referral_officer_does_not(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    formal(db, world, case)

    of_union = enter(app, db, world, "union").get(f"/cases/{case}")
    of_officer = enter(app, db, world, "officer").get(f"/cases/{case}")

    assert "How it goes on" in of_union.text
    assert "How it goes on" not in of_officer.text


def test_the_panel_page_shows_who_can_sit_and_nobody_whom_something_keeps_away(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    formal(db, world, case)
    chair = enter(app, db, world, "chair")

    page = words_of(chair.get(f"/cases/{case}/panel"))

    assert "Rafiq Islam, mechanic, line 3, Committee member" in page
    assert page.count("Reads it already, and needs no new key.") == 3
    assert "Abdul Karim" not in page
    assert "Puppet Person" not in page
    assert "When she wrote she wished: Make a complaint" in page


def test_before_she_chose_the_panel_page_says_so(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    page = chair.get(f"/cases/{case}/panel")
    pressed = chair.post(
        f"/cases/{case}/panel", people=world.people["conflicted"].hex, words="Long words."
    )

    assert "She has not chosen the formal route." in page.text
    assert pressed.status_code == 422
    assert "Long words." in pressed.text
    world.as_(db, "chair")
    assert the_cover(db, case).text.intentions == []


@pytest.mark.parametrize("who", ["respondent", "puppet", "supervisor"])
def test_whoever_is_not_offered_cannot_be_sent_along(
    app: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    formal(db, world, case)
    chair = enter(app, db, world, "chair")

    page = sent(chair, f"/cases/{case}/panel", people=[world.people[who].hex], words="Kept words.")
    made_up = sent(chair, f"/cases/{case}/panel", people=[uuid4().hex], words="Kept words.")

    assert (page.status_code, made_up.status_code) == (422, 422)
    assert "Kept words." in page.text


def test_whom_she_refused_stands_as_refused(
    app: Flask, db: Session, world: World, she: Returner, case: UUID
) -> None:
    she.open("/r/route").press("/r/route", route="formal")
    chair = enter(app, db, world, "chair")
    sent(chair, f"/cases/{case}/panel", people=[world.people["conflicted"].hex], words="Why")
    world.as_(db, "chair")
    (meant,) = the_cover(db, case).text.intentions
    db.rollback()
    she.open("/r/all").press(f"/r/object/{meant.id}")

    assert "You said no." in she.text
    assert "She said no to Rafiq Islam" in words_of(chair.get(f"/cases/{case}"))
    again = words_of(chair.get(f"/cases/{case}/panel"))
    assert "The survivor said no to this person before." in again


def test_who_names_a_panel_second_sees_that_somebody_was_faster(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    formal(db, world, case)
    chair, member = (enter(app, db, world, who) for who in ("chair", "member"))
    shown = SEEN.search(member.get(f"/cases/{case}/panel").text)
    assert shown
    sent(chair, f"/cases/{case}/panel", people=[world.people["chair"].hex], words="First.")

    late = member.post(
        f"/cases/{case}/panel",
        seen=shown.group(1),
        people=world.people["conflicted"].hex,
        words="My own words.",
    )

    assert late.status_code == 409
    assert "Somebody else was faster" in late.text
    assert "My own words." in late.text


def test_a_panel_typed_while_keys_were_owing_comes_back(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    formal(db, world, case)
    chair, external = (enter(app, db, world, who) for who in ("chair", "external"))
    external.get(f"/cases/{case}/panel")
    chair.post(f"/cases/{case}/recuse", words="He is my cousin.")

    late = external.post(f"/cases/{case}/panel", words="Typed meanwhile.")
    page = external.post(f"/cases/{case}/keys", then="panel", words="Typed meanwhile.")

    assert late.status_code == 409
    assert "Typed meanwhile." in page.text
    assert f'action="/cases/{case}/panel"' in page.text


@pytest.mark.parametrize("then", ["panel", "hand-over", "answer"])
def test_new_keys_open_no_page_that_is_not_hers(
    app: Flask, db: Session, world: World, case: UUID, then: str
) -> None:
    formal(db, world, case)
    union = enter(app, db, world, "union")

    answer = union.post(f"/cases/{case}/keys", then=then)

    assert union.get(f"/cases/{case}/{then}").status_code == 404
    assert (answer.status_code, answer.location) == (303, f"/cases/{case}")
