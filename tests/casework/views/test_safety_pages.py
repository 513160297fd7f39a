"""Her safety, page by page: asked, planned, measured, told before, watched, and answered by her."""

import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.timeline import timeline
from casework.parties.people import Part
from casework.protection.measured import measures
from casework.protection.signs import signals
from tests.accounts import open_account
from tests.casework.paper.printed import Printed
from tests.casework.parties.naming import BINA, answered, named, sketch
from tests.casework.returners import TAGS, Returner
from tests.visitors import Visitor
from tests.worlds import NOW, World

SEEN = re.compile(r'name="seen" value="([^"]+)"')
LINK = re.compile(r'href="(/[^"]+)"')
TODAY = {"day": "2", "month": "3", "year": "2026"}
NEXT = {"day": "9", "month": "3", "year": "2026"}
PLAN = {"ways": "With Ayesha, by the front gate"}
MEASURE = {
    "offer": "our_remote",
    "what": "Hall B, the same shift",
    "asked": "Shall we let you work in hall B?",
    "safe_by": "page",
}
TELLING = {
    "hour": "14:00",
    "words": "You would begin in hall B today at two. Do you know this?",
    "stop_words": "You can still stop it. Shall it go on?",
    "safe_by": "page",
}


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of, and the trust of this world."""
    modules = (
        "auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk",
        "casework.forms.safety", "casework.forms.taking_down",
    )  # fmt: skip
    for module in modules:
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint in which force was ticked."""
    case = world.told(db, world.complaint(kinds=["forced"]))
    db.rollback()
    return case


@pytest.fixture
def chair(app: Flask, db: Session, world: World, case: UUID) -> Visitor:
    """The chair, signed in."""
    return enter(app, db, world, "chair")


@pytest.fixture
def she(app: Flask, case: UUID) -> Returner:
    """The survivor, back with number and word."""
    return Returner(app.test_client()).enter()


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def dated(name: str, day: dict[str, str]) -> dict[str, str]:
    return {f"{name}-{part}": value for part, value in day.items()}


def sent(visitor: Visitor, page: str, path: str = "", /, **typed: object) -> str:
    """Fill in the form of a page and send it; gives back where it leads."""
    found = SEEN.search(visitor.get(page).text)
    assert found
    answer = visitor.post(path or page, seen=found.group(1), **typed)
    assert answer.status_code == 303, words_in(answer.text)
    return str(answer.location)


def words_in(page: str) -> str:
    return " ".join(TAGS.sub(" ", page).split())


def seen_by(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200
    return words_in(answer.text)


def pressed(she: Returner, reply: str, question: int = 0) -> None:
    """She answers a question of her page with one press."""
    she.open("/r/all")
    waiting = re.findall(r'action="(/r/questions/[^"]+)"', she.seen)
    she.press(waiting[question], reply=reply)
    assert "We have your answer" in she.text


def planned(chair: Visitor, case: UUID) -> None:
    sent(chair, f"/cases/{case}/safety/plan", **PLAN, **dated("review_on", NEXT))


def proposed(chair: Visitor, case: UUID) -> str:
    return sent(chair, f"/cases/{case}/safety/measure", **MEASURE, **dated("from_on", TODAY))


def test_urgent_care_stands_first_until_she_had_it_or_does_not_want_it(
    chair: Visitor, case: UUID
) -> None:
    at_once = seen_by(chair, f"/cases/{case}")
    asked = {"care": "yes", "event_hour": "22", **dated("event_on", {**TODAY, "day": "1"})}
    sent(chair, f"/cases/{case}/safety/asked", **asked)
    counted = seen_by(chair, f"/cases/{case}")
    for care in ("hiv_medicine", "emergency_contraception"):
        path = f"/cases/{case}/safety/care/{care}"
        sent(chair, path, became="refused", words="She does not want it.")

    assert "ask her today when it happened" in at_once
    assert at_once.index("Care that has its hours") < at_once.index("Nobody has confirmed yet")
    assert "59 hours left" in counted
    assert "Care that has its hours" not in seen_by(chair, f"/cases/{case}/safety").split("Care")[0]
    assert "hours left" not in seen_by(chair, f"/cases/{case}")


def test_a_measure_that_moves_her_from_proposal_to_slip(
    chair: Visitor, she: Returner, case: UUID
) -> None:
    planned(chair, case)
    path = proposed(chair, case)
    assert "It can be granted once everything above is there." in seen_by(chair, path)
    assert "/grant" not in chair.get(path).text
    pressed(she, "yes")
    sent(chair, path.replace("/measure/", "/gate/move/"), **TELLING, **dated("day", TODAY))
    pressed(she, "yes")
    pressed(she, "yes")
    assert "The gate is open" in seen_by(chair, path.replace("/measure/", "/gate/move/"))

    sent(chair, path, f"{path}/grant", words="She wants it.", **dated("review_on", NEXT))

    assert "Granted" in seen_by(chair, f"/cases/{case}/safety")
    hers = she.open("/r/all").text
    assert "What protects you" in hers
    assert "She wants it." in hers
    slip = chair.post(f"{path}/slip", who="Rahima, 304", what="Hall B, day shift", code="none")
    assert slip.status_code == 200
    words = words_in(slip.text)
    assert "Administrative" in words
    assert "Rahima, 304" in words
    assert "harass" not in words.lower()
    typed = {"who": "Rahima, 304", "what": "Hall B, day shift", "code": "none", "as_file": "1"}
    document = Printed(chair.post(f"{path}/slip", **typed).data)
    assert document.title == "S12"
    said = ("Administrative", "Rahima, 304", "Hall B, day shift", "What changes")
    assert all(each in document.text and each in words for each in said)


def test_before_it_ends_early_the_page_sends_her_to_be_told(
    chair: Visitor, she: Returner, case: UUID
) -> None:
    planned(chair, case)
    path = proposed(chair, case)
    pressed(she, "yes")
    sent(chair, path.replace("/measure/", "/gate/move/"), **TELLING, **dated("day", TODAY))
    pressed(she, "yes")
    pressed(she, "yes")
    sent(chair, path, f"{path}/grant", words="She wants it.", **dated("review_on", NEXT))
    page = chair.get(path)
    found = SEEN.search(page.text)
    assert found

    answer = chair.post(f"{path}/end", seen=found.group(1), words="He asks to come back.")

    assert "She hears of it first" in words_in(page.text)
    assert path.replace("/measure/", "/gate/move/") in page.text
    assert answer.status_code == 422
    assert "He asks to come back." in answer.text


def test_a_grant_that_comes_too_early_loses_no_word(chair: Visitor, case: UUID) -> None:
    path = proposed(chair, case)
    found = SEEN.search(chair.get(path).text)
    assert found

    answer = chair.post(
        f"{path}/grant", seen=found.group(1), words="My long reason.", **dated("review_on", NEXT)
    )

    assert answer.status_code == 422
    assert "My long reason." in answer.text
    assert "She has not said yes to it." in words_in(answer.text)


def test_what_she_answers_is_written_down_by_voice_and_shown_to_her(
    chair: Visitor, she: Returner, case: UUID
) -> None:
    sent(chair, f"/cases/{case}/questions", words="Shall we meet outside?", safe_by="in_person")
    she.open("/r/all")
    assert "Shall we meet outside?" not in she.text.split("What you were asked")[0]
    page = chair.get(f"/cases/{case}/questions").text
    link = re.search(rf'href="(/cases/{case}/questions/[^"]+)"', page)
    assert link

    said = {"reply": "yes", "how": "phone", "when": "At noon", "words": "Yes, at the tea stall."}
    sent(chair, link.group(1), **said)

    assert "Yes, at the tea stall." in seen_by(chair, f"/cases/{case}/questions")


def test_with_scripts_off_she_changes_her_answer_in_words(
    chair: Visitor, she: Returner, case: UUID
) -> None:
    sent(chair, f"/cases/{case}/questions", words="May we call you?", safe_by="page")
    she.open("/r/all")
    assert "There is a question for you" in she.text
    pressed(she, "no")
    link = re.search(r'href="(/r/questions/[^"]+)"', she.open("/r/all").seen)
    assert link

    empty = she.open(link.group(1)).press(link.group(1), reply="in_words", words="")
    assert "Write your answer here" in empty.text
    she.press(link.group(1), reply="in_words", words="Only after nine.")

    assert "Only after nine." in seen_by(chair, f"/cases/{case}/questions")
    assert "She answered a question" in seen_by(chair, "/desk")
    chair.get(f"/cases/{case}/questions")
    assert chair.post(f"/cases/{case}/questions/read").status_code == 303
    assert "She answered a question" not in seen_by(chair, "/desk")


def test_at_a_check_in_one_press_of_hers_is_a_sign_that_the_union_sees(
    app: Flask, db: Session, world: World, chair: Visitor, she: Returner, case: UUID
) -> None:
    sent(chair, f"/cases/{case}/watch", f"/cases/{case}/watch/ask", words="How is it at work?")
    she.open("/r/all")
    assert "Nothing has changed" in she.text
    link = re.search(r'href="(/r/questions/[^"]+)"', she.seen)
    assert link
    she.open(link.group(1)).press(
        link.group(1), reply="yes", signs=["overtime"], words="They took me off the list."
    )

    union = enter(app, db, world, "union")
    page = seen_by(union, f"/cases/{case}/watch")

    assert "Overtime cut or forced" in page
    assert "They took me off the list." not in page
    assert "Write down what was done" not in page
    assert union.get(f"/cases/{case}/safety").status_code == 404
    assert "Something has changed" in seen_by(chair, f"/cases/{case}/questions")


def test_a_sign_is_noted_with_a_name_for_the_inquiry_alone_and_dealt_with(
    app: Flask, db: Session, world: World, chair: Visitor, case: UUID
) -> None:
    typed = {
        "whom": "witness", "how": "noticed", "changed": "yes", "signs": ["line"],
        "name": "Ayesha", "words": "She was moved.",
    }  # fmt: skip
    sent(chair, f"/cases/{case}/watch/check", **typed)
    sent(chair, f"/cases/{case}/watch/before", source="line", words="30 hours each.")
    union = enter(app, db, world, "union")
    assert "Ayesha" not in seen_by(union, f"/cases/{case}/watch")
    world.as_(db, "chair")
    (sign,) = signals(timeline(db, case, world.register(db)).lines).values()
    db.rollback()

    sent(chair, f"/cases/{case}/watch/signs/{sign.id}", words="She is back at her line.")

    page = seen_by(chair, f"/cases/{case}/watch")
    assert "Ayesha" in page
    assert "She is back at her line." in page
    assert "30 hours each." in page


def test_everybody_who_may_be_punished_is_asked_by_name_and_the_union_sees_no_name(
    app: Flask, db: Session, world: World, chair: Visitor, case: UUID
) -> None:
    witness = named(db, world, case, sketch(BINA, Part.WITNESS))
    answered(db, world, case, "chair")
    db.rollback()
    typed = {"whom": [witness.hex, "survivor"], "how": "in_person", "changed": "no"}

    sent(chair, f"/cases/{case}/watch/check", **typed)

    safety = seen_by(chair, f"/cases/{case}/safety")
    watch = seen_by(chair, f"/cases/{case}/watch")
    union = seen_by(enter(app, db, world, "union"), f"/cases/{case}/watch")
    assert "Who is asked, and when" in safety
    assert "Bina Rai" in safety
    assert "Nasrin Begum" in watch
    assert "Who else is asked" not in union
    assert "Bina" not in union


def test_what_is_due_to_protect_stands_on_the_desk(
    db: Session, world: World, chair: Visitor, case: UUID
) -> None:
    planned(chair, case)

    desk = seen_by(chair, "/desk")

    assert "Ask her how it is at work" in desk
    assert "Ask those who spoke or stood by her how it is at work" in desk
    assert "Look at her plan or a measure with her again" in desk


def test_evidence_is_asked_for_of_a_floor_after_the_gate_and_the_letter_names_nobody(
    chair: Visitor, she: Returner, case: UUID
) -> None:
    assert "Tell her the day and the hour" in seen_by(chair, f"/cases/{case}/safety/hold")
    planned(chair, case)
    sent(chair, f"/cases/{case}/safety/gate/hold", **TELLING, **dated("day", TODAY))
    pressed(she, "yes")
    pressed(she, "yes")
    typed = {"floor": "Second floor", "keeping": ["cctv", "attendance"], "asked_of": "Security"}
    days = {**dated("first_day", TODAY), **dated("last_day", TODAY)}

    sent(chair, f"/cases/{case}/safety/hold", **typed, **days)

    letter = seen_by(chair, f"/cases/{case}/safety/hold/letter")
    assert "Recordings of all cameras of the floor" in letter
    assert "Karim" not in letter


def test_when_nothing_is_asked_for_it_says_why(chair: Visitor, case: UUID) -> None:
    page = f"/cases/{case}/safety/hold"
    sent(chair, page, f"{page}/skip", words="No camera there.")

    assert "No camera there." in seen_by(chair, f"/cases/{case}/safety")


@pytest.mark.parametrize(
    "path",
    ["safety/gate/other", "safety/care/other", "safety/gate/move/{id}", "safety/plan/again"],
)
def test_what_there_is_not_is_not_found(chair: Visitor, case: UUID, path: str) -> None:
    assert chair.get(f"/cases/{case}/{path.format(id=case)}").status_code == 404


@pytest.mark.parametrize("page", ["safety/asked", "safety/plan", "safety/measure", "safety/hold",
                                  "watch/check", "watch/before", "safety/gate/notice"])  # fmt: skip
def test_a_bad_form_says_so_and_keeps_what_was_typed(chair: Visitor, case: UUID, page: str) -> None:
    bad = {f"{name}-{part}": "99" for name in ("event_on", "review_on", "from_on", "first_day",
           "last_day", "on", "day") for part in ("day", "month", "year")}  # fmt: skip

    answer = chair.post(f"/cases/{case}/{page}", words="Kept words", floor="Kept floor", **bad)

    assert answer.status_code == 422
    assert "Please look at this again" in answer.text


def test_a_measure_of_another_case_is_not_found(
    db: Session, world: World, chair: Visitor, case: UUID
) -> None:
    path = proposed(chair, case)
    world.as_(db, "chair")
    (measure,) = measures(timeline(db, case, world.register(db)).lines)
    db.rollback()

    assert path.endswith(str(measure))
    assert chair.get(path.replace(str(case), str(measure))).status_code == 404
