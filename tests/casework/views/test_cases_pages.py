"""The pages of the desk and of a case, as somebody with a browser meets them."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth.models import TrailEntry
from casework.case import inbox
from casework.case.answers import Contact
from casework.case.authors import Author
from casework.case.rekey import depart
from casework.case.turns import Turn
from casework.models.cover import Cover
from casework.models.entry import Entry
from casework.number import returning_number
from casework.number.reaching_her import change_reaching
from casework.readers.intentions import intend
from casework.views.cases_keeping import AGAIN
from casework.views.casing import WRITTEN
from crypto import number
from crypto.compartments import Compartment
from crypto.grants import Grant
from tests.accounts import PASSPHRASE, Insider, open_account
from tests.casework.evidence.making import photograph, tells
from tests.casework.tellers import BOUNDARY, HIDDEN, multipart
from tests.casework.turning import her_seeds, turn
from tests.crypto.costs import CHEAP
from tests.visitors import Visitor
from tests.worlds import NOW, NUMBER, SALT, World

C = Compartment
SEEN = re.compile(r'name="seen" value="([^"]+)"')
WORDS = "He put his hand on my back and did not stop."


@pytest.fixture(autouse=True)
def today(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's certificates and complaints are of.

    After `app`: a module first imported under this clock would keep it for every later test.
    """
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)


@pytest.fixture(autouse=True)
def trust(app: Flask, world: World) -> None:
    """The application trusts the root of this test's world."""
    app.extensions["casework"].register = world.register


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint told to chair, member, external member, union and programme."""
    case = world.told(db, world.complaint())
    db.rollback()
    return case


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    insider: Insider = open_account(db, world, who)
    visitor = Visitor(app.test_client())
    assert insider.sign_in(visitor).status_code == 303
    return visitor


def seen(page: TestResponse) -> str:
    found = SEEN.search(page.text)
    assert found
    return found.group(1)


def count(db: Session, table: type[Entry] | type[TrailEntry]) -> int:
    found = db.scalar(select(func.count()).select_from(table)) or 0
    db.rollback()
    return found


def test_the_desk_says_what_waits(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")

    page = chair.get("/desk")

    assert page.status_code == 200
    assert f"/cases/{case}" in page.text
    assert "confirm receipt" in page.text


def test_the_list_shows_code_and_place_and_none_of_her_words(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    page = chair.get("/cases")

    assert "Rupali Knitwear" in page.text
    assert WORDS not in page.text
    assert "Rahima" not in page.text


@pytest.mark.parametrize(
    "who", ["respondent", "conflicted", "analyst", "administrator", "stranger"]
)
def test_for_everybody_else_there_is_nothing(
    app: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    other = enter(app, db, world, who)

    assert f"/cases/{case}" not in other.get("/desk").text
    assert other.get(f"/cases/{case}").status_code == 404
    assert other.get(f"/cases/{case}").text == other.get(f"/cases/{uuid4()}").text


def test_her_words_stand_behind_a_fold(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")

    page = chair.get(f"/cases/{case}")

    assert page.status_code == 200
    assert WORDS in page.text
    assert page.text.index("They may be hard to read") < page.text.index(WORDS)


def test_the_union_is_told_what_is_sealed_to_it(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    union = enter(app, db, world, "union")

    page = union.get(f"/cases/{case}")

    assert WORDS not in page.text
    assert "What she told, and her files, are sealed to you." in page.text
    assert f"/cases/{case}/note" not in page.text
    assert union.get(f"/cases/{case}/note").status_code == 404


def test_opening_is_on_the_trail_once_a_day(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    before = count(db, TrailEntry)

    chair.get(f"/cases/{case}")
    chair.get(f"/cases/{case}")

    assert count(db, TrailEntry) == before + 1
    assert "opened the case" in chair.get(f"/cases/{case}/trail").text


def test_she_confirms_and_answers_and_notes(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    assert chair.post(f"/cases/{case}/acknowledge").status_code == 303
    answer = seen(chair.get(f"/cases/{case}/answer"))
    assert chair.post(f"/cases/{case}/answer", seen=answer, words="We read it.").status_code == 303
    note = seen(chair.get(f"/cases/{case}/note"))
    assert chair.post(f"/cases/{case}/note", seen=note, words="Ask line 7.").status_code == 303

    page = chair.get(f"/cases/{case}")
    assert "We read it." in page.text
    assert "Ask line 7." in page.text
    assert "Confirm receipt" not in page.text


def test_who_saves_second_sees_both_texts(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    member = enter(app, db, world, "member")
    shown = seen(member.get(f"/cases/{case}/note"))
    chair.post(f"/cases/{case}/note", seen=shown, words="The first note.")

    late = member.post(f"/cases/{case}/note", seen=shown, words="The second note.")
    again = member.post(f"/cases/{case}/note", seen=seen(late), words="The second note.")

    assert late.status_code == 409
    assert "The first note." in late.text
    assert "The second note." in late.text
    assert again.status_code == 303
    assert "The second note." in chair.get(f"/cases/{case}").text


def test_a_form_that_is_not_right_keeps_every_word(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    long = "ខ្ញុំ" * 2000

    page = chair.post(f"/cases/{case}/answer", words=long)

    assert page.status_code == 422
    assert long in page.text


@pytest.mark.parametrize("odd", ["a\x00b", "\u202etxt", "👩🏽‍🏭", "x" * 20_000])
def test_odd_words_are_taken(app: Flask, db: Session, world: World, case: UUID, odd: str) -> None:
    chair = enter(app, db, world, "chair")

    page = chair.post(f"/cases/{case}/note", words=odd)

    assert page.status_code == 303
    assert chair.get(f"/cases/{case}").status_code == 200


def test_a_file_is_added_and_opened_through_a_warning(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    photo = photograph()
    sent = chair.client.post(
        f"/cases/{case}/attach",
        data={
            "csrf_token": chair.token(),
            "words": "The shift list",
            "origin": "The time office",
            "file": (BytesIO(photo), "Abdul Karim at night.jpg"),
        },
    )
    assert sent.status_code == 303
    link = re.search(r'href="(/cases/[^"]+/files/[^"]+)"', chair.get(f"/cases/{case}").text)
    assert link

    warned = chair.get(link.group(1))
    opened = chair.post(link.group(1))

    assert "leaves a copy" in warned.text
    assert tells(photo)
    assert not tells(opened.data)
    assert opened.data[:2] == photo[:2]
    assert opened.headers["Content-Disposition"] == 'attachment; filename="file.jpg"'
    assert opened.headers["X-Content-Type-Options"] == "nosniff"
    assert opened.mimetype == "image/jpeg"


@pytest.mark.parametrize("who", ["union", "stranger"])
def test_a_file_does_not_exist_for_who_holds_no_key_to_it(
    app: Flask, db: Session, world: World, case: UUID, who: str
) -> None:
    chair = enter(app, db, world, "chair")
    chair.client.post(
        f"/cases/{case}/attach",
        data={
            "csrf_token": chair.token(),
            "words": "A photo",
            "origin": "A witness",
            "file": (BytesIO(b"\xff\xd8\xff\xe0" + b"p" * 5000), "a.jpg"),
        },
    )
    link = re.search(r'href="(/cases/[^"]+/files/[^"]+)"', chair.get(f"/cases/{case}").text)
    assert link
    other = enter(app, db, world, who)

    assert other.get(link.group(1)).status_code == 404
    assert other.post(link.group(1)).status_code == 404


def test_what_is_no_photo_is_said_and_her_line_stays(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    page = chair.client.post(
        f"/cases/{case}/attach",
        data={
            "csrf_token": chair.token(),
            "words": "The shift list",
            "file": (BytesIO(b"MZ" + b"p" * 6000), "list.exe"),
        },
    )

    assert page.status_code == 422
    assert "Only photos, PDF files, sound recordings and films" in page.text
    assert "The shift list" in page.text


def test_a_file_far_too_large_loses_no_word(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    typed = {"csrf_token": chair.token(), "words": "The shift list of line 3, of March"}

    page = chair.client.post(
        f"/cases/{case}/attach",
        data=multipart({**typed, "file": (bytes(17_000_000), "list.pdf")}),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )
    again = chair.post(f"/cases/{case}/attach", words=dict(HIDDEN.findall(page.text))["words"])

    assert page.status_code == 413
    assert "Send without the file" in page.text
    assert 'value="The shift list of line 3, of March"' in again.text


def test_who_steps_back_no_longer_finds_the_case(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    shown = seen(chair.get(f"/cases/{case}/recuse"))

    page = chair.post(f"/cases/{case}/recuse", seen=shown, words="He is my cousin.")

    assert "You have stepped back" in page.text
    assert chair.get(f"/cases/{case}").status_code == 404
    assert str(case) not in chair.get("/desk").text
    assert str(case) not in chair.get("/cases").text


def test_the_next_holder_makes_new_keys_before_she_reads(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    member = enter(app, db, world, "member")
    chair.post(f"/cases/{case}/recuse", words="He is my cousin.")

    first = member.get(f"/cases/{case}")
    made = member.post(f"/cases/{case}/keys")
    then = member.get(f"/cases/{case}")

    assert "This case needs new keys first" in first.text
    assert WORDS not in first.text
    assert made.status_code == 303
    assert WORDS in then.text
    assert "He is my cousin." in then.text


def test_every_page_whose_words_are_kept_can_be_drawn_again() -> None:
    assert set(AGAIN) == set(WRITTEN)


@pytest.mark.parametrize(
    "name", ["answer", "note", "attach", "recuse", "hand-over", "match", "route"]
)
def test_words_typed_before_new_keys_come_back(
    app: Flask, db: Session, world: World, name: str
) -> None:
    away = world.people["conflicted"]
    case = world.told(db, world.complaint(), withheld=frozenset({away}))
    path = {"match": f"match/{away}"}.get(name, name)
    chair = enter(app, db, world, "chair")
    member = enter(app, db, world, "member")
    member.get(f"/cases/{case}/{path}")
    chair.post(f"/cases/{case}/recuse", words="He is my cousin.")

    late = member.post(f"/cases/{case}/{path}", words="Typed in the meantime, a long one.")
    page = member.post(f"/cases/{case}/keys", **dict(HIDDEN.findall(late.text)))

    assert late.status_code == 409
    assert "Typed in the meantime" in late.text
    assert "Typed in the meantime" in page.text
    assert f'action="/cases/{case}/{path}"' in page.text


def test_the_last_holder_is_told_why_she_cannot_leave(
    app: Flask, db: Session, world: World
) -> None:
    answers = world.complaint(tells_programme=None, declines_programme=True)
    case = world.told(db, answers)
    world.as_(db, "external")
    depart(db, case, world.people["chair"], "left", NOW)
    depart(db, case, world.people["member"], "left", NOW)
    db.commit()
    external = enter(app, db, world, "external")
    external.post(f"/cases/{case}/keys")

    page = external.post(f"/cases/{case}/recuse", words="I am tired.")

    assert page.status_code == 409
    assert "You are the last who can open a part of this case" in page.text
    assert "I am tired." in page.text


def test_keys_are_meant_for_somebody_and_sealed_with_the_passphrase(
    app: Flask,
    db: Session,
    world: World,
    case: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chair = enter(app, db, world, "chair")
    form = chair.get(f"/cases/{case}/hand-over")
    meant = chair.post(
        f"/cases/{case}/hand-over",
        seen=seen(form),
        person=world.people["supervisor"].hex,
        parts=["told", "account"],
        words="She can meet her outside.",
    )
    link = re.search(rf'href="(/cases/{case}/hand-over/[^"]+)"', chair.get(f"/cases/{case}").text)
    assert link
    early = chair.get(link.group(1))
    later = NOW + timedelta(hours=49)
    monkeypatch.setattr("casework.views.casing.now", lambda: later)

    offered = chair.get(f"/cases/{case}")
    unproven = chair.post(f"{link.group(1)}/seal", passphrase="not mine")
    sealed = chair.post(f"{link.group(1)}/seal", passphrase=PASSPHRASE)

    assert meant.status_code == 303
    assert "She has been told" in early.text
    assert "Keys are ready to be handed over" in offered.text
    assert unproven.status_code == 422
    assert sealed.status_code == 303
    supervisor = enter(app, db, world, "supervisor")
    assert WORDS in supervisor.get(f"/cases/{case}").text


def test_how_to_reach_her_stands_on_top_once_she_has_changed_it(
    app: Flask, db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(contact=Contact(how="phone", where="0100")))
    seeds = her_seeds(db, world)
    world.with_seeds(db, case, seeds)
    hers = Turn(case, Author(None, seeds), world.keys, world.register(db), NOW)
    change_reaching(db, hers, Contact(how="in_person", where="At the temple"))
    db.commit()
    chair = enter(app, db, world, "chair")

    page = chair.get(f"/cases/{case}").text

    assert "How to reach her was changed on" in page
    assert page.index("At the temple") < page.index("0100")
    assert "What she said last counts." in page


def test_who_has_no_word_is_told_by_voice_and_that_is_pressed(
    app: Flask, db: Session, world: World
) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    chair = enter(app, db, world, "chair")
    meant = intend(db, turn(db, world, "chair", case), world.people["supervisor"], [C.TOLD], "why")
    db.commit()
    page = f"/cases/{case}/hand-over/{meant.id}"
    before = chair.get(page).text

    pressed = chair.post(f"{page}/told", way="voice")
    odd = chair.post(f"{page}/told", way="by a bird")

    assert "She has to be told by voice or in person" in before
    assert (pressed.status_code, odd.status_code) == (303, 404)
    assert "She has been told. It can be handed over from" in chair.get(page).text
    assert "Told her by voice" in chair.get(f"/cases/{case}").text


def test_she_says_no_by_voice(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")
    chair.post(
        f"/cases/{case}/hand-over",
        person=world.people["supervisor"].hex,
        parts=["told"],
        words="She can meet her outside.",
    )
    link = re.search(rf'href="(/cases/{case}/hand-over/[^"]+)"', chair.get(f"/cases/{case}").text)
    assert link

    ended = chair.post(f"{link.group(1)}/object")

    assert ended.status_code == 303
    assert chair.get(link.group(1)).status_code == 404


def test_a_match_is_settled_in_words_and_told_to_her(app: Flask, db: Session, world: World) -> None:
    kept_away = frozenset({world.people["member"]})
    case = world.told(db, world.complaint(), withheld=kept_away)
    chair = enter(app, db, world, "chair")
    link = f"/cases/{case}/match/{world.people['member']}"

    assert link in chair.get(f"/cases/{case}").text
    shown = seen(chair.get(link))
    done = chair.post(link, seen=shown, parts=["told"], words="She works in another building.")

    page = chair.get(f"/cases/{case}")
    assert done.status_code == 303
    assert link not in page.text
    assert "She works in another building." in page.text


def test_the_page_says_that_everything_holds(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")

    page = chair.get(f"/cases/{case}/verify")

    assert "Everything that you can open holds." in page.text


def test_a_case_that_went_back_is_not_opened(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    table = Cover.metadata.tables["cover"]
    old = db.execute(select(table.c.text_sealed).where(table.c.case_id == case)).scalar_one()
    db.rollback()
    chair.post(f"/cases/{case}/note", words="A note that she remembers.")
    db.connection().execute(text("UPDATE cover SET text_sealed = :old"), {"old": old})
    db.commit()

    page = chair.get(f"/cases/{case}")

    assert page.status_code == 409
    assert "older than what you have seen" in page.text
    assert WORDS not in page.text
    assert "Shown older than you saw it" in chair.get("/desk").text


def test_nobody_writes_by_looking(app: Flask, db: Session, world: World, case: UUID) -> None:
    chair = enter(app, db, world, "chair")
    before = count(db, Entry)

    for_get = ["answer", "note", "attach", "recuse", "hand-over", "verify", "trail"]
    codes = {chair.get(f"/cases/{case}/{name}").status_code for name in for_get}

    assert codes == {200}
    assert count(db, Entry) == before


def test_what_came_by_number_is_taken_in(app: Flask, db: Session, world: World) -> None:
    case = world.told(db, world.complaint(), world.prepare(word=""))
    found = returning_number.find(db, number.stretch(NUMBER, SALT, CHEAP), world.keys)
    assert found is not None
    inbox.drop(db, found.facts, "Please call after six.", NOW)
    db.commit()
    chair = enter(app, db, world, "chair")

    before = chair.get(f"/cases/{case}")
    chair.post(f"/cases/{case}/inbox")
    after = chair.get(f"/cases/{case}")

    assert "Not yet part of the signed record" in before.text
    assert "Not yet part of the signed record" not in after.text
    assert "Please call after six." in after.text
    assert "She waits for an answer" in after.text
    assert turn(db, world, "chair", case) is not None


def test_a_leavers_box_put_back_into_the_database_finds_nothing(
    app: Flask, db: Session, world: World, case: UUID
) -> None:
    chair = enter(app, db, world, "chair")
    tag = world.keys.ring_tag(world.people["chair"])
    rows = db.execute(select(Grant.__table__).where(Grant.ring == tag)).mappings().all()
    db.rollback()
    chair.post(f"/cases/{case}/recuse", words="He is my cousin.")
    db.connection().execute(insert(Grant), [dict(row) for row in rows])
    db.commit()

    assert chair.get(f"/cases/{case}").status_code == 404
    assert chair.post(f"/cases/{case}/keys").status_code == 404
    assert str(case) not in chair.get("/cases").text
