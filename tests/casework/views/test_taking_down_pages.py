"""The screen on which a complaint is taken down, as a member of staff meets it."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth import sessions
from auth.lanes import Busy, Lanes
from auth.models import Membership
from casework.case.timeline import timeline
from casework.models.case import Case
from casework.models.cover import Cover
from casework.models.entry import Attachment
from casework.number import returning_number
from casework.number.returning_number import Prepared
from casework.parts import Parts
from casework.readers import conflict
from casework.taking_down import carried
from casework.taking_down.complaint import log
from crypto import number
from tests.accounts import Insider, open_account
from tests.casework.evidence.making import photograph
from tests.casework.taking import taken
from tests.casework.tellers import BOUNDARY, multipart
from tests.crypto.costs import CHEAP
from tests.visitors import TOKEN, Visitor
from tests.worlds import NOW, SALT, World

FIELD = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')
NUMBER = re.compile(r'cw-secret__value"><bdi[^>]*>([0-9 ]+)<')
WORDS = "He waits for her at the gate of the store."
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"p" * 5000
CLOSE_TO_NOBODY = {"related": "no", "over": "no", "is_named": "no"}
ENOUGH = {"told_by": "herself", "wish": "complain", "words": WORDS, "who_name": "Jashim Uddin"}


@pytest.fixture(autouse=True)
def today(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates are of. After `app`, as in test_cases_pages."""
    modules = ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk")
    ours = ("casework.views.taking_down", "casework.views.taking_down_pages")
    for module in (*modules, *ours):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)


@pytest.fixture(autouse=True)
def trust(app: Flask, world: World) -> None:
    """The application trusts the root of this test's world."""
    app.extensions["casework"].register = world.register


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    insider: Insider = open_account(db, world, who)
    visitor = Visitor(app.test_client())
    assert insider.sign_in(visitor).status_code == 303
    return visitor


def hidden(page: TestResponse) -> dict[str, list[str]]:
    """What a page carries on."""
    found: dict[str, list[str]] = {}
    for name, value in FIELD.findall(page.text):
        found.setdefault(name, []).append(value)
    found.pop("csrf_token", None)
    return found


def sent(visitor: Visitor, page: TestResponse, **typed: object) -> TestResponse:
    """Fill in a page and send it, with all that it carries."""
    return visitor.post("/cases/new", **{**hidden(page), **typed})


def looked_at(visitor: Visitor, **typed: object) -> TestResponse:
    """From the empty screen to the page that says who will read it."""
    return sent(visitor, visitor.get("/cases/new"), **{**ENOUGH, **typed})


def saved(visitor: Visitor, **typed: object) -> TestResponse:
    """The same, and saved."""
    return sent(visitor, looked_at(visitor, **typed), word_wish="without", save="1")


def digits(page: TestResponse) -> str:
    found = NUMBER.search(page.text)
    assert found, page.text
    return found.group(1).replace(" ", "")


def cases(db: Session) -> int:
    found = db.scalar(select(func.count()).select_from(Case)) or 0
    db.rollback()
    return found


def test_a_complaint_is_taken_down_with_two_answers_and_two_presses(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "conflicted")

    check = looked_at(member)
    done = sent(member, check, word_wish="without", save="1")

    assert check.status_code == 200
    assert "Nasrin Begum" in check.text
    assert done.status_code == 200, done.text
    assert len(digits(done)) == 16
    assert "closed to you" in done.text
    assert cases(db) == 1


def test_the_screen_is_for_whoever_people_tell_and_for_nobody_else(
    app: Flask, db: Session, world: World
) -> None:
    found = {
        who: enter(app, db, world, who).get("/cases/new").status_code
        for who in ("chair", "external", "union", "officer", "supervisor", "child_one", "adviser")
    }
    refused = [
        enter(app, db, world, who).get("/cases/new").status_code
        for who in ("administrator", "analyst")
    ]

    assert set(found.values()) == {200}
    assert refused == [404, 404]


def test_nothing_is_chosen_beforehand(app: Flask, db: Session, world: World) -> None:
    page = enter(app, db, world, "chair").get("/cases/new")

    assert " checked" not in page.text
    assert "Rupali Knitwear" in page.text
    assert "Change the place" not in page.text


def test_whoever_covers_several_places_chooses_one_first(
    app: Flask, db: Session, world: World
) -> None:
    adviser = enter(app, db, world, "adviser")

    places = adviser.get("/cases/new")
    screen = adviser.get("/cases/new?at=home_based")

    assert "Rupali Knitwear" in places.text
    assert "Mekong Stitch" not in places.text
    assert 'name="words"' not in places.text
    assert "She works from home for a factory" in screen.text
    assert 'name="jobs"' not in screen.text
    assert 'name="goes_on"' not in screen.text


def test_a_nurse_of_a_clinic_sends_somebody_in_from_any_factory_and_reads_nothing_of_it(
    app: Flask, db: Session, world: World
) -> None:
    nurse = enter(app, db, world, "provider")
    places = nurse.get("/cases/new")
    screen = nurse.get(f"/cases/new?at={world.bodies['other_factory'].hex}")

    unasked = sent(nurse, screen, **ENOUGH)
    done = sent(nurse, unasked, word_wish="without", save="1")

    assert "Rupali Knitwear" in places.text
    assert "Mekong Stitch" in places.text
    assert done.status_code in {200, 303}
    case, factory = db.execute(select(Case.id, Case.factory_id)).one()
    db.commit()
    assert factory == world.bodies["other_factory"]
    assert nurse.get(f"/cases/{case}").status_code == 404


def test_an_address_of_a_place_that_is_not_hers_shows_her_places(
    app: Flask, db: Session, world: World
) -> None:
    adviser = enter(app, db, world, "adviser")

    page = adviser.get(f"/cases/new?at={world.bodies['other_factory'].hex}")

    assert page.status_code == 200
    assert 'name="words"' not in page.text


def test_without_the_two_answers_it_is_shown_again_with_every_word(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")

    page = sent(chair, chair.get("/cases/new"), words=WORDS, who_name="Jashim Uddin", care="told")

    assert page.status_code == 422
    assert "Choose who told you" in page.text
    assert "Ask her what she would like" in page.text
    assert WORDS in page.text
    assert 'value="Jashim Uddin"' in page.text
    assert re.search(r'name="care"[^>]*value="told"[^>]* checked', page.text)
    assert cases(db) == 0


@pytest.mark.parametrize(
    "odd",
    [
        {"told_by": "nobody"},
        {"wish": "keep"},
        {"union": "0" * 32},
        {"way": "pigeon"},
        {"event_on-day": "30", "event_on-month": "2", "event_on-year": "2026"},
        {"told_on-day": "1", "told_on-month": "1", "told_on-year": "2999"},
        {"words": "x" * 20_001},
        {"limits": "everything"},
        {"receiver": "not an id"},
        {"interpreter": "Bina Rai"},
        {"bound": "y", "interpreter": "Jasim Uddin"},
    ],
    ids=lambda each: next(iter(each)),
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(
    app: Flask, db: Session, world: World, odd: dict[str, str]
) -> None:
    chair = enter(app, db, world, "chair")

    page = looked_at(chair, **{"who_post": "storekeeper", **odd})

    assert page.status_code == 422
    assert 'value="storekeeper"' in page.text
    assert "govuk-error-message" in page.text


def test_whoever_reads_it_is_named_before_it_is_saved(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")

    page = looked_at(chair, union=world.bodies["union"].hex, name="Rahima", shared="union")

    assert cases(db) == 0
    assert "Nasrin Begum" in page.text
    assert "Farida Rahman" in page.text
    assert "What was told. Not her name" in page.text
    assert "What is done about it, and her name" in page.text
    assert "Shirin Akter, welfare" not in page.text


def test_changing_something_keeps_every_answer(app: Flask, db: Session, world: World) -> None:
    chair = enter(app, db, world, "chair")
    check = looked_at(chair, kinds=["touching", "digital"], care="outcome", goes_on="y")

    page = sent(chair, check, back="1")

    assert page.status_code == 200
    assert WORDS in page.text
    assert len(re.findall(r'name="kinds"[^>]* checked', page.text)) == 2
    assert re.search(r'name="goes_on"[^>]* checked', page.text)


@pytest.mark.both_databases
def test_sending_it_twice_makes_one_case_and_shows_one_number(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")
    check = looked_at(chair)

    first = sent(chair, check, word_wish="without", save="1")
    second = sent(chair, check, word_wish="without", save="1", words="Changed since.")

    assert digits(first) == digits(second)
    assert "pressed the first time" in second.text
    assert "Changed since." in second.text
    assert cases(db) == 1


def test_a_form_of_somebody_else_opens_nothing_of_hers(
    app: Flask, db: Session, world: World
) -> None:
    done = saved(enter(app, db, world, "chair"))
    member = enter(app, db, world, "member")

    page = sent(member, done, **ENOUGH)

    assert digits(done) not in page.text.replace(" ", "")
    assert page.status_code == 200
    assert 'name="save"' in page.text


def test_the_slip_has_the_number_and_says_nothing(app: Flask, db: Session, world: World) -> None:
    chair = enter(app, db, world, "chair")
    done = saved(chair)

    slip = chair.post("/cases/new/slip", **hidden(done))

    assert digits(slip) == digits(done)
    body = re.findall(r"<main[^>]*>(.*?)</main>", slip.text, re.DOTALL)[0]
    assert re.sub(r"<[^>]+>|\s", "", body) == f"Notes{digits(done)}"


def test_there_is_no_slip_of_what_was_not_saved(app: Flask, db: Session, world: World) -> None:
    chair = enter(app, db, world, "chair")
    check = looked_at(chair)

    assert chair.post("/cases/new/slip", **hidden(check)).location == "/cases/new"


def test_she_types_a_second_word_and_comes_back_with_it(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")
    typed = {"word_wish": "with", "new_word": "blue door", "again": "Blue  DOOR", "save": "1"}

    done = sent(chair, looked_at(chair), **typed)

    survivor = Visitor(app.test_client())
    assert survivor.post("/r", number=digits(done)).location == "/r/here"
    token = re.findall(r'csrf_token" value="([^"]+)"', survivor.get("/r/here").text)[0]
    opened = survivor.client.post("/r/word", data={"csrf_token": token, "word": "blue door"})
    assert opened.location == "/r/all"
    hers = survivor.get("/r/all").text
    assert WORDS in hers
    assert "Written down by Chair of the committee" in hers


def test_by_number_alone_it_says_received_and_that_the_number_was_handed_out(
    app: Flask, db: Session, world: World
) -> None:
    done = saved(enter(app, db, world, "chair"))
    found = returning_number.find(db, number.stretch(digits(done), SALT, CHEAP), world.keys)

    assert found is not None
    assert found.facts.is_provisional
    assert not found.facts.has_word


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"word_wish": "with"},
        {"word_wish": "with", "new_word": "  ", "again": "  "},
        {"word_wish": "with", "new_word": "blue", "again": "green"},
    ],
    ids=["not asked", "no word", "blanks", "two words"],
)
def test_a_word_is_chosen_or_declined_and_typed_twice(
    app: Flask, db: Session, world: World, typed: dict[str, str]
) -> None:
    chair = enter(app, db, world, "chair")

    page = sent(chair, looked_at(chair), **typed, save="1")

    assert page.status_code == 422
    assert 'value="blue"' not in page.text
    assert cases(db) == 0


def test_a_word_typed_and_not_wanted_counts_for_nothing(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")
    typed = {"word_wish": "without", "new_word": "blue", "again": "blue", "save": "1"}

    done = sent(chair, looked_at(chair), **typed)

    assert "Without a second word the number shows only" in done.text


def test_whoever_took_it_down_does_not_find_it_again(app: Flask, db: Session, world: World) -> None:
    chair = enter(app, db, world, "chair")
    saved(chair)
    case = db.scalars(select(Case.id)).one()
    db.rollback()

    assert chair.get(f"/cases/{case}").status_code == 404
    assert str(case) not in chair.get("/cases").text + chair.get("/desk").text


def test_with_the_survivors_yes_she_goes_on(app: Flask, db: Session, world: World) -> None:
    chair = enter(app, db, world, "chair")

    done = saved(chair, goes_on="y")
    case = db.scalars(select(Case.id)).one()
    db.rollback()
    chair.post(f"/cases/{case}/declaration", related="no", over="no", is_named="no")
    page = chair.get(f"/cases/{case}")

    assert f"/cases/{case}" in done.text
    assert page.status_code == 200
    assert WORDS in page.text
    assert "Taken down by Shirin Akter" in page.text
    assert "How it was taken down" in page.text
    assert f"/cases/{case}" in chair.get("/desk").text


def test_a_chair_who_logs_against_himself_is_told_so_and_holds_nothing(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")

    check = looked_at(chair, who_name="Shirin Akter", goes_on="y")
    done = sent(chair, check, word_wish="without", save="1")
    case = db.scalars(select(Case.id)).one()
    db.rollback()

    assert "This may be about you or somebody close to you" in check.text
    assert "You will not be able to read it" in check.text
    assert "Seal it to them" in check.text
    assert "Nasrin Begum" in check.text
    assert "You yourself" not in check.text
    assert "For you it does not exist" in done.text
    assert chair.get(f"/cases/{case}").status_code == 404
    assert str(case) not in chair.get("/logged").text
    member = enter(app, db, world, "member")
    assert member.get(f"/cases/{case}").status_code == 200


def test_colleagues_who_may_be_meant_are_asked_about_first(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "member")

    close = looked_at(member, who_name="Abdul Karim")
    asked = f"close_{world.memberships['respondent'].hex}"
    check = sent(member, close, **{asked: "no"})

    assert "May it be one of these people?" in close.text
    assert asked in close.text
    assert WORDS in close.text
    assert "These people will be able to read it" in check.text


def test_when_the_people_change_meanwhile_she_is_shown_them_anew(
    app: Flask, db: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair = enter(app, db, world, "chair")
    check = looked_at(chair)
    person = world.people["external"]
    monkeypatch.setattr(conflict, "withheld", lambda *_asked: frozenset({person}))

    page = sent(chair, check, word_wish="without", save="1")

    assert page.status_code == 409
    assert "The people have changed" in page.text
    assert cases(db) == 0


def test_where_nobody_is_left_she_is_asked_and_nothing_is_saved(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")

    page = looked_at(chair, jobs="yes", care="no")

    assert page.status_code == 422
    assert "Nobody is left who could read it" in page.text
    assert "You will not be able to read it" in page.text
    assert WORDS in page.text
    assert cases(db) == 0


def test_a_childs_reaches_the_officers_and_nobody_of_the_factory(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")

    check = looked_at(chair, age="under_18", goes_on="y")

    assert "Rina Paul" in check.text
    assert "Anu Roy" in check.text
    assert "Nasrin Begum" not in check.text
    assert "Nobody of the factory can read it" in check.text


def test_what_a_friend_told_is_a_concern(app: Flask, db: Session, world: World) -> None:
    member = enter(app, db, world, "member")

    check = looked_at(member, told_by="somebody_else", name="Rahima", shared="committee")
    done = sent(member, check, word_wish="without", save="1")
    world.as_(db, "chair")
    cover = db.scalars(select(Cover)).one()

    assert "It is a concern" in check.text
    assert "A number for who told you" in done.text
    assert cover.text.is_concern
    read = timeline(db, cover.case_id, world.register(db)).lines
    assert "Rahima" not in " ".join(str(each.facts) for each in read)


def test_what_nobody_would_see_is_said_before_it_is_lost(
    app: Flask, db: Session, world: World
) -> None:
    chair = enter(app, db, world, "chair")

    check = looked_at(chair, name="Rahima", needs="health")

    assert "Her name and how to reach her: nobody may know them" in check.text
    assert "What help she needs: nobody may know it" in check.text


def test_the_photo_of_a_letter_is_kept_through_a_mistake_and_read_by_the_receivers(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "member")
    photo = {"file": (BytesIO(photograph("PNG")), "letter.png")}
    wrong = looked_at(member, wish="", **photo)

    check = sent(member, wrong, **ENOUGH)
    done = sent(member, check, word_wish="without", save="1")
    case = db.scalars(select(Case.id)).one()
    db.rollback()
    chair = enter(app, db, world, "chair")
    chair.post(f"/cases/{case}/declaration", **CLOSE_TO_NOBODY)
    page = chair.get(f"/cases/{case}")
    address = re.findall(rf"/cases/{case}/files/[0-9a-f-]+", page.text)[0]

    assert wrong.status_code == 422
    assert "letter.png" in wrong.text
    assert "letter.png" in check.text
    assert done.status_code == 200
    assert chair.post(address).data.startswith(b"\x89PNG")


@pytest.mark.parametrize("ticked", ["with the file", "after it"])
def test_what_was_ticked_as_intimate_is_opened_by_no_receiver_alone(
    app: Flask, db: Session, world: World, ticked: str
) -> None:
    member, first = enter(app, db, world, "member"), {"intimate": "y"}
    photo = {"file": (BytesIO(photograph("PNG")), "letter.png")}
    wrong = looked_at(member, wish="", **photo, **(first if ticked == "with the file" else {}))

    check = sent(member, wrong, **ENOUGH, intimate="y")
    sent(member, check, word_wish="without", save="1")
    case = db.scalars(select(Case.id)).one()
    db.rollback()
    chair = enter(app, db, world, "chair")
    chair.post(f"/cases/{case}/declaration", **CLOSE_TO_NOBODY)
    address = re.findall(rf"/cases/{case}/files/[0-9a-f-]{{36}}", chair.get(f"/cases/{case}").text)

    assert "intimate: nobody opens it alone" in check.text
    assert chair.post(address[0]).status_code == 404
    assert chair.get(address[0]).location == f"{address[0]}/intimate"
    world.as_(db, "chair")
    files = db.scalars(select(Attachment).where(Attachment.case_id == case)).all()
    assert [each.meta.is_intimate for each in files] == [True]


def test_a_file_can_be_taken_out_again(app: Flask, db: Session, world: World) -> None:
    member = enter(app, db, world, "member")
    page = looked_at(member, wish="", file=(BytesIO(PNG), "letter.png"))

    page = sent(member, page, **ENOUGH, drop_file="1")

    assert page.status_code == 200
    assert "letter.png" not in page.text
    assert WORDS in page.text
    assert "No photo or file." in sent(member, page, **ENOUGH).text


def sent_large(visitor: Visitor, size: int) -> TestResponse:
    """The screen with a file, as a browser sends it."""
    carried = {name: values[0] for name, values in hidden(visitor.get("/cases/new")).items()}
    typed = {**carried, "csrf_token": visitor.token(), **ENOUGH}
    return visitor.client.post(
        "/cases/new",
        data=multipart({**typed, "file": (PNG + bytes(size), "film.png")}),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )


def test_a_file_that_is_too_large_costs_no_word(app: Flask, db: Session, world: World) -> None:
    page = sent_large(enter(app, db, world, "member"), 15_800_000)

    assert page.status_code == 422
    assert "larger than 15 MB" in page.text
    assert WORDS in page.text


def test_neither_does_one_too_large_to_be_read_at_all(
    app: Flask, db: Session, world: World
) -> None:
    member = enter(app, db, world, "member")

    refused = sent_large(member, 17_000_000)

    assert refused.status_code == 413
    assert WORDS in refused.text
    assert "These people will be able to read it" in sent(member, refused).text


def test_a_file_that_is_gone_is_asked_for_again(
    app: Flask, db: Session, world: World, parts: Parts
) -> None:
    member = enter(app, db, world, "member")
    check = looked_at(member, file=(BytesIO(PNG), "letter.png"))
    for name in list(parts.files.names(NOW.date().replace(year=2100))):
        parts.files.delete(name)

    page = sent(member, check, word_wish="without", save="1")

    assert page.status_code == 422
    assert "Choose it again" in page.text
    assert WORDS in page.text
    assert cases(db) == 0


def test_after_the_session_ended_what_was_typed_is_kept_and_sent_again(
    app: Flask, db: Session, world: World
) -> None:
    insider = open_account(db, world, "chair")
    visitor = Visitor(app.test_client())
    insider.sign_in(visitor)
    screen, token = visitor.get("/cases/new"), visitor.token()
    sessions.end_everywhere(db, world.keys, world.people["chair"])
    db.commit()

    ended = visitor.client.post(
        "/cases/new", data={**hidden(screen), **ENOUGH, "csrf_token": token}
    )
    insider.sign_in(visitor)
    check = visitor.client.post(
        "/cases/new", data={**hidden(ended), "csrf_token": TOKEN.findall(ended.text)[-1]}
    )

    assert ended.status_code == 403
    assert WORDS in ended.text
    assert "These people will be able to read it" in check.text
    assert WORDS in check.text


def test_while_many_send_it_waits_with_every_word(
    app: Flask, db: Session, world: World, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair = enter(app, db, world, "chair")
    check = looked_at(chair)

    def busy(*_asked: object) -> None:
        raise Busy(5)

    monkeypatch.setattr(Lanes, "enter", busy)
    page = sent(chair, check, word_wish="with", new_word="blue", again="blue", save="1")

    assert page.status_code == 503
    assert page.headers["Retry-After"] == "5"
    assert WORDS in page.text
    assert 'value="blue"' not in page.text


def test_whoever_is_not_certified_is_told_before_she_types(
    app: Flask, db: Session, world: World
) -> None:
    puppet = enter(app, db, world, "puppet")

    page = puppet.get("/cases/new")
    pressed = puppet.post("/cases/new", **ENOUGH)

    assert "Your keys are not certified" in page.text
    assert 'name="words"' not in page.text
    assert pressed.status_code == 409
    assert WORDS in pressed.text


def test_the_place_can_be_changed_with_everything_typed(
    app: Flask, db: Session, world: World
) -> None:
    adviser = enter(app, db, world, "adviser")
    screen = adviser.get(f"/cases/new?at={world.bodies['factory'].hex}")

    places = sent(adviser, screen, **ENOUGH, move="1")
    moved = sent(adviser, places, place="closed")

    assert "Where did it happen?" in places.text
    assert WORDS in moved.text
    assert "A factory that has closed" in moved.text
    assert 'name="goes_on"' not in moved.text


def test_what_happened_outside_every_factory_is_read_by_the_programme_if_she_says_so(
    app: Flask, db: Session, world: World
) -> None:
    adviser = enter(app, db, world, "adviser")
    screen = adviser.get("/cases/new?at=home_based")

    unasked = sent(adviser, screen, **ENOUGH)
    agreed = sent(adviser, screen, **ENOUGH, care="told")
    done = sent(adviser, agreed, word_wish="without", save="1")

    assert "Nobody is left who could read it" in unasked.text
    assert "Maya Sen" in agreed.text
    assert done.status_code == 200
    case = db.scalars(select(Case)).one()
    assert case.programme_id == world.bodies["programme"]


def test_a_child_for_whom_nobody_is_named_is_given_the_child_line(
    app: Flask, db: Session, world: World
) -> None:
    officers = (world.memberships["child_one"], world.memberships["child_two"])
    ended = NOW.date().replace(month=1)
    db.execute(update(Membership).where(Membership.id.in_(officers)).values(until_on=ended))
    db.commit()
    chair = enter(app, db, world, "chair")

    page = looked_at(chair, age="not_sure")

    assert page.status_code == 422
    assert "trained for children" in page.text
    assert WORDS in page.text
    assert cases(db) == 0


@pytest.mark.both_databases
def test_of_two_presses_at_once_one_makes_the_case_and_both_show_its_number(
    app: Flask, db: Session, world: World, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair = enter(app, db, world, "chair")
    check = looked_at(chair)
    begun = carried.begun(hidden(check)["begun"][0], world.seeds["chair"])
    prepare = returning_number.prepare

    def after_the_other(*asked: Any) -> Prepared:
        monkeypatch.setattr(returning_number, "prepare", prepare)
        ready = world.prepare(word="", number=begun.number)
        with parts.sessions() as other:
            what, register = taken(world.complaint(), case=begun.case), world.register(other)
            log(other, world.keys, what, world.author("chair"), register, ready, NOW)
            other.commit()
        return prepare(*asked)

    monkeypatch.setattr(returning_number, "prepare", after_the_other)
    done = sent(chair, check, word_wish="without", save="1")

    assert done.status_code == 200
    assert "pressed the first time" in done.text
    assert digits(done) == begun.number
    assert cases(db) == 1
