"""People of a case page by page, and the page that stands in place of it until she has answered."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.parties.people import Part
from tests.accounts import open_account
from tests.casework.parties.naming import BINA, JASHIM, NASRIN, named, sketch
from tests.visitors import Visitor
from tests.worlds import NOW, World

ASKED = "Before this case opens"
NO = {"related": "no", "over": "no", "is_named": "no"}
YES = {**NO, "related": "yes", "why": "He is my cousin."}
WORDS = "He put his hand on my back and did not stop."


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's complaints are of; the application trusts this world's root."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint that the committee reads."""
    case = world.told(db, world.complaint())
    db.rollback()
    return case


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def gone(app: Flask, db: Session, world: World, who: str, case: UUID) -> None:
    """A member says that she is close, and her keys go."""
    leaver = enter(app, db, world, who)
    leaver.post(f"/cases/{case}/keys")
    leaver.post(f"/cases/{case}/declaration", **YES)


def test_whom_it_is_about_is_written_down_and_everybody_is_asked(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair, member = (enter(app, db, world, who) for who in ("chair", "member"))
    form = chair.get(f"/cases/{case}/people/respondent")
    assert "Abdul Karim" in form.text

    typed = {"name": "Jashim Uddin", "post": "quality in-charge", "relation": "her_superior"}
    assert chair.post(f"/cases/{case}/people/respondent", **typed).status_code == 303

    page = member.get(f"/cases/{case}")
    assert ASKED in page.text
    assert "Jashim Uddin, quality in-charge" in page.text
    assert WORDS not in page.text


def test_from_the_first_opening_on_a_page_says_whom_she_named_and_nothing_else(
    app: Flask, db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(), is_free=False)
    chair = enter(app, db, world, "chair")

    page = chair.get(f"/cases/{case}").text

    assert ASKED in page
    assert "Abdul Karim, supervisor" in page
    assert WORDS not in page
    assert "Rahima" not in page
    assert chair.post(f"/cases/{case}/declaration", **NO).status_code == 303
    assert WORDS in chair.get(f"/cases/{case}").text


@pytest.mark.parametrize(
    "path",
    ["", "/people", "/course", "/inquiry", "/decision", "/safety", "/watch", "/paper", "/print",
     "/print?words=1", "/evidence", "/report", "/questions", "/note", "/trail", "/verify",
     "/hand-over", "/ending", "/statement", "/recuse"],
)  # fmt: skip
def test_no_page_of_the_case_opens_before_she_has_answered(
    app: Flask, db: Session, world: World, case: UUID, path: str
) -> None:
    named(db, world, case, sketch(BINA, Part.WITNESS))
    member = enter(app, db, world, "member")

    page = member.get(f"/cases/{case}{path}")

    assert ASKED in page.text
    assert WORDS not in page.text
    assert "Bina" not in page.text


def test_a_search_shows_no_sentence_before_she_has_answered(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    named(db, world, case, sketch(JASHIM))
    world.as_(db, "chair")
    code = the_cover(db, case).text.code
    db.rollback()
    member = enter(app, db, world, "member")

    by_word = member.post("/cases/search", words="hand")
    by_code = member.post("/cases/search", words=code)

    assert str(case) not in by_word.text
    assert "<mark>" not in by_code.text
    assert "Say whether a conflict stands against it" in by_code.text


def test_with_three_noes_the_case_opens(app: Flask, db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch(JASHIM))
    member = enter(app, db, world, "member")

    sent = member.post(f"/cases/{case}/declaration", **NO)

    assert (sent.status_code, sent.headers["Location"]) == (303, f"/cases/{case}")
    assert WORDS in member.get(f"/cases/{case}").text
    assert ASKED not in member.get(f"/cases/{case}").text


def test_what_was_typed_meanwhile_comes_back_after_the_answer(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    member = enter(app, db, world, "member")
    named(db, world, case, sketch(JASHIM))

    asked = member.post(f"/cases/{case}/note", words="She called at noon.")
    assert asked.status_code == 409
    assert "She called at noon." in asked.text

    back = member.post(f"/cases/{case}/declaration", **NO, then="note", words="She called at noon.")
    assert "Your note" in back.text
    assert "She called at noon." in back.text


def test_an_answer_left_out_is_asked_for(app: Flask, db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch(JASHIM))
    member = enter(app, db, world, "member")

    page = member.post(f"/cases/{case}/declaration", related="no", why="Wait.")

    assert page.status_code == 422
    assert "Answer with yes or no." in page.text
    assert "Wait." in page.text


def test_a_yes_ends_her_keys(app: Flask, db: Session, world: World, case: UUID) -> None:
    named(db, world, case, sketch(JASHIM))
    member = enter(app, db, world, "member")

    left = member.post(f"/cases/{case}/declaration", **YES)

    assert left.status_code == 200
    assert member.get(f"/cases/{case}").status_code == 404
    chair = enter(app, db, world, "chair")
    assert "This case needs new keys first" in chair.post(f"/cases/{case}/declaration", **NO).text
    chair.post(f"/cases/{case}/keys")
    chair.post(f"/cases/{case}/declaration", **NO)
    assert "He is my cousin." in chair.get(f"/cases/{case}").text


def test_a_member_whom_the_witness_may_be_is_warned_and_nobody_is_named(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    named(db, world, case, sketch(NASRIN, Part.WITNESS))
    member, external = (enter(app, db, world, who) for who in ("member", "external"))
    said = "What is written down of somebody of this case may fit you."

    assert said in member.get(f"/cases/{case}").text
    assert said not in external.get(f"/cases/{case}").text


def test_the_page_of_people_says_who_may_be_meant_and_who_has_to_answer(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    typed = {"name": "Rafiq Islam", "shown": "masked"}
    chair.post(f"/cases/{case}/people/witness", **typed)
    chair.post(f"/cases/{case}/declaration", **NO)

    page = chair.get(f"/cases/{case}/people").text

    assert "They may be meant, and hold no key" in page
    assert "A letter on paper" in page
    assert "Nasrin Begum" in page
    assert page.count("Rafiq Islam") >= 2


def test_somebody_of_whom_nothing_is_known_is_not_written_down(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    page = chair.post(f"/cases/{case}/people/witness", words="She will come tomorrow.")

    assert page.status_code == 422
    assert "whatever is known" in page.text
    assert "She will come tomorrow." in page.text


def test_corrected_and_sent_away(app: Flask, db: Session, world: World, case: UUID) -> None:
    id_ = named(db, world, case, sketch(BINA, Part.SUPPORT_PERSON))
    chair = enter(app, db, world, "chair")
    assert "Bina Rai" in chair.get(f"/cases/{case}/people/support/{id_}").text
    assert chair.get(f"/cases/{case}/people/witness/{id_}").status_code == 404

    chair.post(f"/cases/{case}/people/support/{id_}", name="Bina Roy")
    assert "Bina Roy" in chair.get(f"/cases/{case}/people").text

    chair.post(f"/cases/{case}/people/left/{id_}", words="She asked for somebody else.")
    assert "Bina Roy" not in chair.get(f"/cases/{case}/people").text
    assert "She asked for somebody else." in chair.get(f"/cases/{case}").text


def test_the_last_who_opens_something_hands_her_keys_over_first(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    named(db, world, case, sketch(JASHIM))
    gone(app, db, world, "member", case)
    gone(app, db, world, "external", case)
    chair = enter(app, db, world, "chair")
    chair.post(f"/cases/{case}/keys")

    last = chair.post(f"/cases/{case}/declaration", **YES)

    assert last.status_code == 409
    assert "Hand your keys to somebody else" in last.text
    assert chair.get(f"/cases/{case}/hand-over").status_code == 200
    assert ASKED in chair.get(f"/cases/{case}/note").text
    world.as_(db, "chair")
    assert the_cover(db, case).text.conflicted == [world.people["chair"]]


def test_the_case_itself_says_that_nobody_is_written_down_yet(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    chair.post(f"/cases/{case}/acknowledge")
    assert "Whom is it about?" in chair.get(f"/cases/{case}").text

    named(db, world, case, sketch(JASHIM))
    chair.post(f"/cases/{case}/declaration", **NO)

    assert "Whom is it about?" not in chair.get(f"/cases/{case}").text


def test_she_is_asked_whether_it_may_be_said_and_a_made_up_link_is_none(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    asked = {"words": "May we say that somebody else named him?", "safe_by": "page"}

    assert chair.post(f"/cases/{case}/people/ask", **asked).status_code == 303

    assert "She has not said yes to it." in chair.get(f"/cases/{case}/people").text
    assert chair.get(f"/cases/{case}/people/link/{case}").status_code == 404
    assert chair.post(f"/cases/{case}/people/link/{case}").status_code == 404
    assert chair.get(f"/cases/{case}/people/contested/{case}").status_code == 404
