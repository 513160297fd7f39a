"""The respondent's file: read as he would, taken out by somebody else, and nobody else in it."""

import re
from io import BytesIO
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth import trail
from auth.models import Organization
from casework.case.covers import the_cover
from casework.course import minority
from casework.desk.statements import Agreed, Speaker, Statement, take
from casework.inquiry import decisions, findings, hearings, notices
from casework.inquiry.choosing import NOTHING
from casework.inquiry.findings import Finding, Found, Report
from casework.inquiry.hearings import Heard, Signed
from casework.inquiry.notices import CouldTell
from casework.number.withdrawing import withdraw
from casework.protection.gate import Act
from casework.telling.uploads import Upload
from tests.accounts import PASSPHRASE, open_account
from tests.casework.evidence.making import photograph
from tests.casework.inquiry.inquiring import (
    HIS_WORDS,
    PAY,
    SERVED,
    TODAY,
    brought_to_route,
    decision,
    held,
    replied,
    written,
)
from tests.casework.inquiry.inquiring import judged as notice_judged
from tests.casework.inquiry.test_decisions import SANCTION
from tests.casework.inquiry.test_malice import PROOF as MALICE
from tests.casework.inquiry.test_malice import opened as malice_opened
from tests.casework.numbers import hers, seeds_of
from tests.casework.paper.printed import Printed
from tests.casework.protection.protecting import let_through
from tests.casework.returners import TAGS, Returner
from tests.casework.turning import turn
from tests.journeys.wire import token_in
from tests.visitors import Visitor
from tests.worlds import NOW, World

WITNESS = Statement("Ayesha", Speaker.WITNESS, "in_person", "today", Agreed.READ_BACK, "I saw it.")
REASONS = "Rahima was steady, and Ayesha saw it from the window of the store."
FILE = re.compile(r"/his-file/read/([0-9a-f-]{36})")


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
    """He has answered and was heard; a witness spoke."""
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    take(db, turn(db, world, "chair", case), WITNESS)
    db.commit()
    replied(db, world, case)
    let_through(db, world, case, Act.HEARING)
    heard = held(db, world, case, heard=Heard.RESPONDENT)
    hearings.read_back(db, turn(db, world, "chair", case), heard, Signed.SIGNED, "So it was.")
    db.commit()
    held(db, world, case)
    hearings.finish(db, turn(db, world, "chair", case), "Nobody else is to be heard.")
    db.commit()
    return case


def judged(db: Session, world: World, case: UUID, what: Found, chosen: tuple[str, ...]) -> None:
    """What was established, decided, and told to both."""
    put = findings.allege(db, turn(db, world, "chair", case), "He touched somebody on line 3.")
    db.commit()
    finding = Finding(found=what, standard="more_likely", reasons=REASONS)
    findings.find(db, turn(db, world, "chair", case), put, finding)
    db.commit()
    handed = Report(to="The director", on=TODAY, recommended=chosen, words="As found.")
    findings.report(db, turn(db, world, "chair", case), handed)
    db.commit()
    let_through(db, world, case, Act.DECISION)
    decisions.decide(db, turn(db, world, "chair", case), decision(chosen))
    db.commit()
    decisions.tell(db, turn(db, world, "chair", case), TODAY, "In writing, each alone.")
    db.commit()


@pytest.fixture
def proved(db: Session, world: World, case: UUID) -> UUID:
    """It was proved: he is dismissed, she gets her pay."""
    judged(db, world, case, Found.SUBSTANTIATED, (SANCTION, *PAY))
    return case


@pytest.fixture
def not_proved(db: Session, world: World, case: UUID) -> UUID:
    """There was not enough evidence."""
    judged(db, world, case, Found.NOT_ENOUGH, (NOTHING,))
    return case


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def send(who: Visitor, path: str, **typed: str) -> TestResponse:
    page = who.get(path).text
    return who.client.post(path, data={"csrf_token": token_in(page), **typed})


def prepared(chair: Visitor, case: UUID, words: str = "window of the store") -> str:
    """The chair prepares it in English; gives back its address below `/his-file/`."""
    here = f"/cases/{case}/his-file"
    assert send(chair, f"{here}/prepare", language="en", words=words).status_code == 303
    found: list[str] = FILE.findall(chair.get(here).text)
    return found[0]


def said(response: TestResponse) -> str:
    return " ".join(TAGS.sub(" ", response.text).split())


def test_he_gets_what_is_his_and_nobody_else_is_in_it(
    app: Flask, db: Session, world: World, proved: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    about, here = prepared(chair, proved), f"/cases/{proved}/his-file"
    read = send(member, f"{here}/read/{about}", could_tell="no", words="Forty work there.")

    taken = send(chair, f"{here}/take/{about}", passphrase=PASSPHRASE)

    words = Printed(taken.data).text
    assert (read.status_code, taken.status_code, taken.mimetype) == (303, 200, "application/pdf")
    named = [each for each in ("Rahima", "Ayesha", "window", "Pay that she lost") if each in words]
    assert named == []
    assert HIS_WORDS in words
    assert "They agreed on what was established. So it was." in words
    assert "Substantiated" in words
    assert "[…] was steady" in words
    assert "As the committee found." in words
    assert "You can ask for a review of the decision" in words


def test_that_it_was_taken_stands_in_the_case_and_on_its_trail(
    app: Flask, db: Session, world: World, proved: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    about, here = prepared(chair, proved), f"/cases/{proved}/his-file"
    send(member, f"{here}/read/{about}", could_tell="no", words="Forty work there.")

    send(chair, f"{here}/take/{about}", passphrase=PASSPHRASE)

    assert "Taken out, to be handed to him." in said(chair.get(f"/cases/{proved}"))
    world.as_(db, "chair")
    walked = trail.walk(db, the_cover(db, proved).text.trail_keys)
    assert "case:his_file:take" in [each.act.verb for each in walked if each.act]


def test_the_list_of_papers_names_nobody_they_came_from(
    app: Flask, db: Session, world: World, proved: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    file = {"words": "The shift list that Ayesha kept", "origin": "Ayesha, from her locker"}
    data = {**file, "csrf_token": chair.token(), "file": (BytesIO(photograph()), "ayesha.jpg")}
    assert chair.client.post(f"/cases/{proved}/attach", data=data).status_code == 303
    about = prepared(chair, proved)

    shown = said(member.get(f"/cases/{proved}/his-file/read/{about}"))

    assert "The shift list that […] kept" in shown
    assert [each for each in ("Ayesha", "ayesha", "locker") if each in shown] == []


def test_in_india_the_copy_he_was_sent_stands_in_it_too(
    app: Flask, db: Session, world: World
) -> None:
    db.get_one(Organization, world.bodies["factory"]).country = "IN"
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    letter = written(db, world, case)
    notice_judged(db, world, case, letter, CouldTell.LAW)
    let_through(db, world, case, Act.NOTICE)
    notices.release(db, turn(db, world, "chair", case), letter, TODAY)
    db.commit()
    notices.serve(db, turn(db, world, "chair", case), letter, SERVED)
    db.commit()
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    about, here = prepared(chair, case), f"/cases/{case}/his-file"

    read = send(member, f"{here}/read/{about}", could_tell="law", words="The law sends it.")

    taken = send(chair, f"{here}/take/{about}", passphrase=PASSPHRASE)
    assert (read.status_code, taken.status_code) == (303, 200)
    assert " ".join(world.complaint().words.split()) in Printed(taken.data).text


def test_his_papers_are_counted_from_one_whatever_is_kept_from_him(
    app: Flask, db: Session, world: World, proved: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    monkeypatch.setattr(Upload, "copy", lambda _self: None)
    for number, more in enumerate([{}, {"intimate": "y"}, *[{}] * 9]):
        token = {"words": f"Sheet {number}", "origin": "Him", "csrf_token": chair.token()}
        photo = {"file": (BytesIO(photograph()), "sheet.jpg")}
        chair.client.post(f"/cases/{proved}/attach", data={**token, **photo, **more})
    about = prepared(chair, proved)

    shown = said(member.get(f"/cases/{proved}/his-file/read/{about}"))

    counted = re.findall(r"(\d+) a picture .*? Sheet (\d+)", shown)
    last = [int(sheet) for _number, sheet in counted]
    assert [int(number) for number, _sheet in counted] == list(range(1, 11))
    assert last == [0, *range(2, 11)]


def test_before_both_were_told_he_reads_nothing_of_what_was_established(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    put = findings.allege(db, turn(db, world, "chair", case), "He touched somebody on line 3.")
    db.commit()
    finding = Finding(found=Found.SUBSTANTIATED, standard="more_likely", reasons=REASONS)
    findings.find(db, turn(db, world, "chair", case), put, finding)
    db.commit()
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    about = prepared(chair, case)

    shown = said(member.get(f"/cases/{case}/his-file/read/{about}"))

    assert "What you answered" in shown
    assert [each for each in ("What was established", "steady") if each in shown] == []


def test_while_she_asks_to_withdraw_his_file_goes_to_nobody(
    app: Flask, db: Session, world: World, proved: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    about, here = prepared(chair, proved), f"/cases/{proved}/his-file"
    send(member, f"{here}/read/{about}", could_tell="no", words="Forty work there.")
    withdraw(db, hers(db, world, proved, seeds_of(db, world)))
    db.commit()

    taken = send(chair, f"{here}/take/{about}", passphrase=PASSPHRASE)

    assert (taken.status_code, taken.mimetype) == (422, "text/html")
    assert "Nothing goes out to him yet." in said(taken)
    assert "she has asked to withdraw it" in said(taken)


def test_while_she_may_be_under_age_no_letter_goes_to_him(
    app: Flask, db: Session, world: World, not_proved: UUID
) -> None:
    minority.mark(db, turn(db, world, "member", not_proved), "She said she is sixteen.")
    db.commit()
    chair = enter(app, db, world, "chair")

    taken = send(chair, f"/cases/{not_proved}/his-file/letter", passphrase=PASSPHRASE)

    assert (taken.status_code, taken.mimetype) == (422, "text/html")
    assert "since she may be under age" in said(taken)


def test_unread_it_leaves_with_nobody(app: Flask, db: Session, world: World, proved: UUID) -> None:
    chair = enter(app, db, world, "chair")
    about, here = prepared(chair, proved), f"/cases/{proved}/his-file"

    taken = send(chair, f"{here}/take/{about}", passphrase=PASSPHRASE)

    assert (taken.status_code, taken.mimetype) == (422, "text/html")


@pytest.mark.parametrize(
    ("reader", "taker", "says"),
    [
        ("chair", "chair", "Somebody else says whether he could tell."),
        ("member", "member", "Somebody else says whether he could tell."),
    ],
)
def test_three_hands_are_never_one(
    app: Flask, db: Session, world: World, proved: UUID, reader: str, taker: str, says: str
) -> None:
    chair = enter(app, db, world, "chair")
    people = {"chair": chair, "member": enter(app, db, world, "member")}
    about, here = prepared(chair, proved), f"/cases/{proved}/his-file"

    read = send(people[reader], f"{here}/read/{about}", could_tell="no", words="Forty.")
    taken = send(people[taker], f"{here}/take/{about}", passphrase=PASSPHRASE)

    assert says in said(read) + said(taken)
    assert taken.status_code == 422


def test_what_was_read_is_no_other_file_afterwards(
    app: Flask, db: Session, world: World, proved: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    about, here = prepared(chair, proved), f"/cases/{proved}/his-file"
    send(member, f"{here}/read/{about}", could_tell="no", words="Forty work there.")
    care = {"language": "English", "companion": "His brother", "safety": "yes", "words": ""}
    assert send(chair, f"/cases/{proved}/inquiry/care", **care).status_code == 303

    taken = send(chair, f"{here}/take/{about}", passphrase=PASSPHRASE)

    assert taken.status_code == 422
    assert "The case has moved on since it was read." in said(taken)


def test_without_the_passphrase_it_stays(
    app: Flask, db: Session, world: World, proved: UUID
) -> None:
    chair, member = enter(app, db, world, "chair"), enter(app, db, world, "member")
    about, here = prepared(chair, proved), f"/cases/{proved}/his-file"
    send(member, f"{here}/read/{about}", could_tell="no", words="Forty work there.")

    taken = send(chair, f"{here}/take/{about}", passphrase="not hers at all")

    assert (taken.status_code, taken.mimetype) == (422, "text/html")


def test_the_union_comes_to_none_of_it(app: Flask, db: Session, world: World, proved: UUID) -> None:
    union = enter(app, db, world, "union")

    assert union.get(f"/cases/{proved}/his-file").status_code == 404
    assert union.get(f"/cases/{proved}/malice").status_code == 404


def test_where_it_was_not_proved_he_gets_a_letter_that_says_so(
    app: Flask, db: Session, world: World, not_proved: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    shown = said(chair.get(f"/cases/{not_proved}/his-file"))
    taken = send(chair, f"/cases/{not_proved}/his-file/letter", passphrase=PASSPHRASE)

    words = Printed(taken.data).text
    assert "It was not proved" in shown
    assert taken.status_code == 200
    assert "Nothing of what was said was proved." in words
    assert "Abdul Karim" in words
    assert "Rahima" not in words
    assert "It was not proved Nothing of it is held" in said(
        chair.get(f"/cases/{not_proved}/inquiry")
    )


def test_the_report_says_that_it_was_not_proved(
    app: Flask, db: Session, world: World, not_proved: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    typed = {"made_for": "decides", "language": "en", "passphrase": PASSPHRASE}
    made = send(chair, f"/cases/{not_proved}/report", **typed)

    words = Printed(made.data).text
    assert "Correction It was not proved." in words
    assert "It was not proved. Nothing is held against him." in words


def test_where_it_was_proved_there_is_no_such_letter(
    app: Flask, db: Session, world: World, proved: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    assert chair.get(f"/cases/{proved}/his-file/letter").status_code == 404


def test_the_page_against_whoever_complained_warns_and_names_the_law(
    app: Flask, db: Session, world: World, not_proved: UUID
) -> None:
    member = enter(app, db, world, "member")
    here = f"/cases/{not_proved}/malice"

    shown = said(member.get(here))
    unticked = send(member, f"{here}/propose", words="Message no. 4.")
    proposed = send(member, f"{here}/propose", words="Message no. 4.", is_malice="y")

    assert "That her complaint was not proved is no malice." in shown
    assert "That it was not proved does not make it false." in shown
    assert "(HCD) 694" in shown
    assert (unticked.status_code, proposed.status_code) == (422, 303)
    assert "does not know of it yet" in said(member.get(here))


def test_she_reads_on_her_page_what_is_asked_and_what_she_may(
    app: Flask, db: Session, world: World, not_proved: UUID
) -> None:
    malice_opened(db, world, not_proved)

    shown = said(Returner(app.test_client()).enter().client.get("/r/outcome"))

    assert "Since 2 March 2026 somebody asks whether your complaint was made to do harm." in shown
    assert "You are heard before anything is decided." in shown
    assert MALICE not in shown
