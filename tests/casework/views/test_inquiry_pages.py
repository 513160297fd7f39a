"""The inquiry and the decision, page by page: what stands against something is said, kept typed."""

import re
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from auth.models import Organization
from casework.clocks.routes import Route
from casework.course.choosing import choose
from casework.inquiry.choosing import Remedy
from casework.inquiry.hearings import Heard, Minutes, Setting, hold, plan
from casework.parties.people import Part
from tests.accounts import PASSPHRASE, open_account
from tests.casework.inquiry.inquiring import TODAY, a_guest, brought_to_route, released, written
from tests.casework.numbers import hers, seeds_of
from tests.casework.paper.printed import Printed
from tests.casework.parties.naming import BINA, answered, named, sketch
from tests.casework.returners import TAGS, Returner
from tests.casework.turning import turn
from tests.journeys.inquiring import Committee, day, sent
from tests.journeys.wire import token_in
from tests.visitors import Visitor
from tests.worlds import NOW, World

NOTED = "noted by the committee"
WITHOUT_HER_NAME = "he gets a letter that says what he is to answer, without your name"
SAYS = "He touched a worker on line 3."


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of, and the trust of this world."""
    modules = (
        "auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk",
        "casework.forms.safety",
        "casework.forms.taking_down",
    )  # fmt: skip
    for module in modules:
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint on the formal route, that the committee, the union and CARE deal with."""
    case = world.told(db, world.complaint(told_for_programme=True))
    choose(db, hers(db, world, case, seeds_of(db, world)), Route.FORMAL)
    db.commit()
    return case


@pytest.fixture
def she(app: Flask, case: UUID) -> Returner:
    """The survivor, back with number and word."""
    return Returner(app.test_client()).enter()


@pytest.fixture
def committee(app: Flask, db: Session, world: World, case: UUID, she: Returner) -> Committee:
    """Chair, member and external member, each signed in."""
    chair, member, external = (enter(app, db, world, who).client for who in SITTING)
    here = f"/cases/{case}"
    return Committee(chair, member, external, she.client, here, TODAY, NOTED, SAYS)


SITTING = ("chair", "member", "external")


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def words_of(page: str) -> str:
    return " ".join(TAGS.sub(" ", page).split())


def refused(committee: Committee, path: str, **typed: str) -> str:
    """Send a form that something stands against; gives the page that comes."""
    page = f"{committee.here}{path}"
    shown = committee.chair.get(page).text
    answer = committee.chair.post(page, data={"csrf_token": token_in(shown), **typed})
    assert answer.status_code == 422
    return words_of(answer.text)


def link(committee: Committee, act: str, place: str = "/inquiry") -> str:
    pattern = rf'href="{committee.here}({act}/[0-9a-f-]{{36}})"'
    return str(re.findall(pattern, committee.page(committee.chair, place))[-1])


def test_from_the_letter_to_a_decision_that_somebody_saw_applied(
    app: Flask, db: Session, world: World, committee: Committee, she: Returner
) -> None:
    committee.inquire()
    committee.decide()

    union = enter(app, db, world, "union")
    page = words_of(union.get(f"{committee.here}/decision").text)
    assert "Verified" in page
    assert SAYS not in page
    assert union.get(f"{committee.here}/inquiry").status_code == 404
    shown = words_of(she.open("/r/outcome").text)
    assert "Done, and somebody saw it The external member went and saw" in shown
    assert "The person it is about asked for a review on 2 March 2026" in shown
    assert "The decision stands." in shown
    timeline = words_of(committee.page(committee.chair, ""))
    assert "He has it since 2 March 2026: Handed to him, alone." in timeline
    assert "Established: Substantiated." in timeline


def test_she_is_asked_whether_she_wants_an_apology_before_it_is_decided(
    committee: Committee,
) -> None:
    committee.inquire()
    committee.tell_her("decision")
    typed = {
        **dict.fromkeys(("by", "words", "departure"), NOTED),
        **committee.on(), **day("told_on", TODAY), "chosen": Remedy.APOLOGY.value,
    }  # fmt: skip
    before = refused(committee, "/decision/decide", **typed)
    offered = committee.page(committee.chair, "/decision")
    committee.send(committee.chair, "/decision/apology", words="Do you want one?", safe_by="page")
    waiting = words_of(committee.page(committee.chair, "/decision"))
    committee.her_yes()
    answered = words_of(committee.page(committee.chair, "/decision"))

    committee.send(committee.chair, "/decision/decide", **typed)

    assert "She has not said yes to it." in before
    assert f'href="{committee.here}/decision/apology"' in offered
    assert "She was asked whether she wants an apology." in waiting
    assert "She wants an apology." in answered


def test_after_a_review_that_changed_it_the_other_decision_is_written_down(
    committee: Committee,
) -> None:
    committee.inquire()
    committee.decide("changed")
    anew = f'href="{committee.here}/decision/decide"'
    reviewed = committee.page(committee.chair, "/decision")

    committee.write_decision()

    assert anew in reviewed
    assert anew not in committee.page(committee.chair, "/decision")


def test_after_a_review_that_left_it_nothing_is_decided_anew(committee: Committee) -> None:
    committee.inquire()
    committee.decide()

    shown = committee.page(committee.chair, "/decision")

    assert f'href="{committee.here}/decision/decide"' not in shown


def test_why_the_case_moved_is_said_in_the_words_of_the_page(committee: Committee) -> None:
    committee.inquire()
    committee.decide()

    course = words_of(committee.page(committee.chair, "/course"))
    timeline = words_of(committee.page(committee.chair, ""))

    assert "The respondent has the letter." in course
    assert "The report is with whoever decides." in timeline
    assert "The review has ended." in course


def test_before_she_chooses_she_reads_what_the_law_sends_him(
    committee: Committee, she: Returner
) -> None:
    hers_to_read = words_of(she.open("/r/route").text)
    said_to_her = words_of(committee.page(committee.chair, "/route"))

    assert WITHOUT_HER_NAME in hers_to_read
    assert WITHOUT_HER_NAME in said_to_her
    assert "Our advice, not law" in hers_to_read


def test_where_the_law_sends_him_her_complaint_she_reads_that_he_will_know(
    app: Flask, db: Session, world: World
) -> None:
    db.get_one(Organization, world.bodies["factory"]).country = "IN"
    world.told(db, world.complaint())
    db.rollback()

    page = words_of(Returner(app.test_client()).enter().open("/r/route").text)

    assert "the law makes us send him a copy of your complaint. He then knows" in page
    assert "r. 7(2)" in page


@pytest.mark.parametrize(("country", "is_sent"), [("IN", True), ("BD", False)])
def test_the_second_reader_reads_her_words_where_the_law_sends_him_a_copy(
    app: Flask, db: Session, world: World, country: str, is_sent: bool
) -> None:
    db.get_one(Organization, world.bodies["factory"]).country = country
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    id_ = written(db, world, case)
    member = enter(app, db, world, "member")

    page = words_of(member.get(f"/cases/{case}/inquiry/read/{id_}").text)

    hers_there = " ".join(world.complaint().words.split()) in page
    assert (hers_there, "Copy of the complaint" in page) == (is_sent, is_sent)


def test_the_letter_on_paper_ends_with_her_words_where_the_law_sends_him_a_copy(
    app: Flask, db: Session, world: World
) -> None:
    db.get_one(Organization, world.bodies["factory"]).country = "IN"
    case = world.told(db, world.complaint(told_for_programme=True))
    brought_to_route(db, world, case)
    released(db, world, case)
    chair = enter(app, db, world, "chair")
    typed = {"sheet": "S06", "state": "filled", "language": "en", "passphrase": PASSPHRASE}

    document = Printed(chair.post(f"/cases/{case}/paper", **typed).data)

    assert "Internal Committee, Rupali Knitwear" in document.text
    copy = document.text.partition("Copy of the complaint")[2]
    assert " ".join(world.complaint().words.split()) in copy


def test_a_letter_that_names_her_comes_back_with_every_word(committee: Committee) -> None:
    soon = day("answer_by", TODAY)
    page = refused(
        committee, "/inquiry/notice", to="Abdul Karim", words="You touched Rahima.", **soon
    )

    assert "Take these words out: rahima" in page
    assert "You touched Rahima." in page


def test_whoever_wrote_the_letter_is_told_that_another_reads_it(committee: Committee) -> None:
    committee.to_route()
    committee.send(
        committee.chair, "/inquiry/notice", to="Abdul Karim", words=SAYS, **day("answer_by", TODAY)
    )
    path = link(committee, "/inquiry/read")

    assert SAYS in words_of(committee.page(committee.chair, path))
    page = refused(committee, path, could_tell="no", words="I was careful.")
    assert "Somebody else says whether he could tell." in page
    assert "I was careful." in page


def test_a_closed_gate_is_said_where_the_letter_would_go(committee: Committee) -> None:
    committee.to_route()
    committee.send(
        committee.chair, "/inquiry/notice", to="Abdul Karim", words=SAYS, **day("answer_by", TODAY)
    )
    committee.press(committee.member, "/inquiry/read", could_tell="no", words=NOTED)
    path = link(committee, "/inquiry/release")

    page = refused(committee, path, **committee.on())

    assert "The gate is not open for that day" in page
    assert "Tell her the day and hour" in page


def test_a_form_left_empty_says_what_is_missing(committee: Committee) -> None:
    page = refused(committee, "/inquiry/finish", words="")

    assert "Write why, in a sentence." in page


@pytest.mark.parametrize(
    "path", ["/inquiry/nothing", "/inquiry/read", "/decision/nothing", "/decision/applied"]
)
def test_what_no_address_names_is_not_there(committee: Committee, path: str) -> None:
    assert committee.chair.get(f"{committee.here}{path}").status_code == 404


def test_too_few_at_a_hearing_stands_on_the_desk_of_the_external_member(
    committee: Committee,
) -> None:
    setting = {"hour": "15:00", "place": "Clinic", **committee.on()}
    committee.send(committee.chair, "/inquiry/hearing", heard="nobody", **setting)
    path = link(committee, "/inquiry/minutes")
    chair = re.findall(
        r'value="([0-9a-f]{32})"[^>]*>\s*<label[^>]*>Shirin Akter',
        committee.page(committee.chair, path),
    )
    typed = {"people": chair[0], "words": NOTED, **committee.on()}

    assert sent(committee.chair, f"{committee.here}{path}", typed) == 303

    assert "Too few sat on a hearing" in committee.external.get("/desk").text
    assert "Too few sat on a hearing" not in committee.chair.get("/desk").text
    assert "it does not count" in words_of(committee.page(committee.chair, "/inquiry"))


def test_that_too_few_sat_stands_before_care_too_who_reads_no_inquiry(
    app: Flask, db: Session, world: World
) -> None:
    case = world.told(db, world.complaint())
    setting = Setting(on=NOW.date(), hour="15:00", place="Clinic", heard=Heard.NOBODY)
    id_ = plan(db, turn(db, world, "chair", case), setting)
    alone = Minutes(on=NOW.date(), people=(world.people["chair"],), words=NOTED)
    hold(db, turn(db, world, "chair", case), id_, alone)
    db.commit()
    supervisor = enter(app, db, world, "supervisor")

    page = supervisor.get(f"/cases/{case}").text

    assert "Too few sat on a hearing" in supervisor.get("/desk").text
    assert "Too few sat on a hearing" in page
    assert f"/cases/{case}/inquiry" not in page


def test_minutes_are_refused_while_an_interpreter_or_a_guest_has_signed_nothing(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    guest = a_guest(db, world)
    who = named(db, world, case, sketch(BINA, Part.INTERPRETER))
    setting = Setting(on=NOW.date(), hour="15:00", place="Clinic", heard=Heard.WITNESS)
    id_ = plan(db, turn(db, world, "chair", case), setting)
    db.commit()
    chair, page = enter(app, db, world, "chair"), f"/cases/{case}/inquiry/minutes/{id_}"
    on = {"on-day": "2", "on-month": "3", "on-year": "2026"}
    people = [world.people["chair"].hex, f"seat-{guest.hex}"]
    typed = {"people": people, "beside": [who.hex], "words": "She saw it.", **on}

    refused = chair.post(page, **typed)
    half = chair.post(page, **typed, signing=[who.hex])
    nobody = chair.post(page, **(typed | {"people": people[1:]}), signing=[who.hex, guest.hex])
    signed = chair.post(page, **typed, signing=[who.hex, guest.hex])

    assert refused.status_code == 422
    assert "Not signed: Bina Rai" in words_of(refused.text)
    assert "She saw it." in refused.text
    assert "Not signed: Lata Rani" in words_of(half.text)
    assert "Choose one at least who has an account." in words_of(nobody.text)
    assert signed.status_code == 303
    shown = words_of(chair.get(f"/cases/{case}/inquiry").text)
    assert "Lata Rani, member without an account" in shown
    assert "Beside them: Bina Rai" in shown
    assert "Bina Rai , Interpreter 2 March 2026" in shown


def test_the_page_says_who_has_to_answer_before_anything_goes_out(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    written(db, world, case)
    chair = enter(app, db, world, "member")
    assert "Nothing goes out yet" not in chair.get(f"/cases/{case}/inquiry").text
    named(db, world, case, sketch(BINA, Part.WITNESS))
    answered(db, world, case, "member")
    db.rollback()

    page = words_of(chair.get(f"/cases/{case}/inquiry").text)

    assert "Nothing goes out yet" in page
    assert "Still to answer: Shirin Akter" in page
