"""The supervisor's page of names, and what those who deal with a case see of it."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from auth.administration import administration_keys
from auth.trail import walk
from casework.comparing.working import waiting
from tests.accounts import PASSPHRASE, open_account
from tests.casework.comparing.agreeing import Told, agrees, alike, asked, both, has_key, sends
from tests.casework.comparing.test_who_cannot import RINA
from tests.casework.parties.naming import BINA, named, sketch
from tests.casework.returners import Returner
from tests.visitors import Visitor
from tests.worlds import NOW, World, joins

NO = {"related": "no", "over": "no", "is_named": "no"}
PERHAPS = "Perhaps the same person"
PRESSED = "matching:names:compare"
HIT = "Another case of the programme may name the same person"


@pytest.fixture(autouse=True)
def today(app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the cast's complaints are of; the application trusts this world's root."""
    modules = ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk")
    for module in (*modules, "casework.views.matching"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register


def enter(app: Flask, db: Session, world: World, who: str) -> Visitor:
    """A member of the cast, signed in on a browser of her own."""
    db.rollback()
    visitor = Visitor(app.test_client())
    assert open_account(db, world, who).sign_in(visitor).status_code == 303
    return visitor


def dealing(app: Flask, db: Session, world: World, told: Told, who: str = "") -> Visitor:
    """Somebody who deals with the case and has said that she is close to nobody of it."""
    visitor = enter(app, db, world, who or told.who)
    visitor.post(f"/cases/{told.case}/declaration", **NO)
    return visitor


def test_a_supervisor_makes_the_key_with_her_passphrase(
    app: Flask, db: Session, world: World
) -> None:
    maya, place = enter(app, db, world, "supervisor"), world.bodies["programme"]
    assert "There is no key yet" in maya.get("/matching").text

    assert maya.post(f"/matching/{place}/key", passphrase="wrong").status_code == 422
    assert "There is no key yet" in maya.get("/matching").text
    assert maya.post(f"/matching/{place}/key", passphrase=PASSPHRASE).status_code == 303

    assert "No name waits." in maya.get("/matching").text
    assert "Maya Sen" in maya.get(f"/matching/{place}/key").text


def test_she_works_through_what_waits_by_a_press_and_reads_no_name(
    app: Flask, db: Session, world: World
) -> None:
    has_key(db, world)
    one, other = both(db, world)
    for each in (one, other):
        agrees(db, world, each)
        sends(db, world, each)
    maya, place = enter(app, db, world, "supervisor"), world.bodies["programme"]
    before = maya.get("/matching").text
    assert "2 names wait." in before

    answer = maya.post(f"/matching/{place}/work")

    after = maya.get(answer.location).text
    assert "2 names were compared." in after
    assert "Karim" not in before + after
    db.rollback()
    assert waiting(db, [place]) == {}


def test_what_a_press_found_stands_neither_in_its_address_nor_on_the_trail_of_administration(
    app: Flask, db: Session, world: World
) -> None:
    _one, other = alike(db, world)
    sends(db, world, other)
    maya, place = enter(app, db, world, "supervisor"), world.bodies["programme"]

    answer = maya.post(f"/matching/{place}/work")

    assert answer.location == "/matching?compared=1&refused=0"
    assert "perhaps the same" not in maya.get(answer.location).text
    db.rollback()
    entries = walk(db, administration_keys(db, world.keys))
    said = [each.act.facts for each in entries if each.act and each.act.verb == PRESSED]
    assert said == [{"compared": "1", "refused": "0"}]


def test_looking_at_the_page_compares_nothing(app: Flask, db: Session, world: World) -> None:
    has_key(db, world)
    one, _other = both(db, world)
    agrees(db, world, one)
    sends(db, world, one)
    maya, place = enter(app, db, world, "supervisor"), world.bodies["programme"]

    maya.get("/matching")
    maya.get(f"/matching/{place}/key")

    db.rollback()
    assert waiting(db, [place]) == {place: 1}


@pytest.mark.parametrize("who", ["chair", "officer", "child_one", "analyst", "administrator"])
def test_for_anybody_else_there_is_no_such_page(
    app: Flask, db: Session, world: World, who: str
) -> None:
    has_key(db, world)
    other, place = enter(app, db, world, who), world.bodies["programme"]

    assert other.get("/matching").status_code == 404
    assert other.get(f"/matching/{place}/key").status_code == 404
    assert other.post(f"/matching/{place}/work").status_code == 404
    assert other.post(f"/matching/{place}/key", passphrase=PASSPHRASE).status_code == 404


@pytest.mark.parametrize("body", ["factory", "union"])
def test_a_body_that_is_not_her_programme_has_no_key_of_hers(
    app: Flask, db: Session, world: World, body: str
) -> None:
    maya = enter(app, db, world, "supervisor")

    assert maya.get(f"/matching/{world.bodies[body]}/key").status_code == 404
    assert maya.post(f"/matching/{uuid4()}/work").status_code == 404


def test_a_hit_stands_on_the_desk_on_the_case_and_on_its_people_for_both(
    app: Flask, db: Session, world: World
) -> None:
    one, other = alike(db, world)

    for told in (one, other):
        visitor = dealing(app, db, world, told)
        assert PERHAPS in visitor.get("/desk").text
        assert HIT in visitor.get(f"/cases/{told.case}").text
        assert (
            "Perhaps the same person: you decide." in visitor.get(f"/cases/{told.case}/people").text
        )


def test_whoever_has_not_said_that_she_is_close_to_nobody_sees_none_of_it(
    app: Flask, db: Session, world: World
) -> None:
    one, _other = alike(db, world)
    named(db, world, one.case, sketch(BINA), "chair")
    member = enter(app, db, world, "member")

    assert PERHAPS not in member.get("/desk").text
    for path in ("", "/people"):
        page = member.get(f"/cases/{one.case}{path}").text
        assert HIT not in page
        assert "you decide" not in page


def test_a_union_representative_is_not_told(app: Flask, db: Session, world: World) -> None:
    one, _other = alike(db, world)
    union = enter(app, db, world, "union")

    assert PERHAPS not in union.get("/desk").text
    assert HIT not in union.get(f"/cases/{one.case}").text


def test_her_yes_stands_on_the_desk_until_the_name_is_sent(
    app: Flask, db: Session, world: World
) -> None:
    has_key(db, world)
    one, _other = both(db, world)
    agrees(db, world, one)
    chair = dealing(app, db, world, one)
    assert "send the name to CARE" in chair.get("/desk").text

    sent = chair.post(f"/cases/{one.case}/people/send")

    assert sent.status_code == 303
    assert "send the name to CARE" not in chair.get("/desk").text
    assert "With CARE, to be compared:" in chair.get(f"/cases/{one.case}/people").text


def test_what_a_new_key_wiped_stands_on_the_desk_until_it_is_sent_again(
    app: Flask, db: Session, world: World
) -> None:
    one, _other = alike(db, world)
    chair = dealing(app, db, world, one)
    assert "send the name to CARE" not in chair.get("/desk").text
    has_key(db, world)
    db.rollback()
    assert "send the name to CARE" in chair.get("/desk").text

    chair.post(f"/cases/{one.case}/people/send")

    assert "send the name to CARE" not in chair.get("/desk").text


def test_a_new_key_is_asked_for_by_one_supervisor_and_confirmed_by_another(
    app: Flask, db: Session, world: World
) -> None:
    alike(db, world)
    joins(db, world, RINA)
    place = world.bodies["programme"]
    maya, rina = (enter(app, db, world, who) for who in ("supervisor", RINA.key))

    maya.post(f"/matching/{place}/key", passphrase=PASSPHRASE)

    assert "You asked for a new key." in maya.get(f"/matching/{place}/key").text
    assert "Maya Sen asks for a new key." in rina.get("/matching").text
    assert "Confirm, and make a new key" in rina.get(f"/matching/{place}/key").text
    rina.post(f"/matching/{place}/key", passphrase=PASSPHRASE)
    assert "asks for a new key" not in rina.get("/matching").text
    entries = walk(db, administration_keys(db, world.keys))
    said = [each.act.verb for each in entries if each.act and "matching:key" in each.act.verb]
    assert said == ["matching:key:ask", "matching:key:make"]


def test_without_her_yes_sending_is_refused_in_a_sentence(
    app: Flask, db: Session, world: World
) -> None:
    has_key(db, world)
    one, _other = both(db, world)
    chair = dealing(app, db, world, one)

    refused = chair.post(f"/cases/{one.case}/people/send")

    assert refused.status_code == 422
    assert "She has not said yes to it." in refused.text


def test_what_care_learns_stands_wherever_it_is_asked(
    app: Flask, db: Session, world: World
) -> None:
    one, _other = both(db, world)
    question = asked(db, world, one)
    chair = dealing(app, db, world, one)
    learns = "CARE does not learn who you are, what happened or which case it is."
    state = "whether your case is open or the complaint was found to be true"

    assert learns in chair.get(f"/cases/{one.case}/people/ask").text
    assert state in chair.get(f"/cases/{one.case}/people/ask").text
    assert learns in chair.get(f"/cases/{one.case}/questions/{question}").text


def test_a_hit_is_put_on_record_or_said_to_be_somebody_else(
    app: Flask, db: Session, world: World
) -> None:
    one, other = alike(db, world)
    chair, stranger = (dealing(app, db, world, told) for told in (one, other))
    (again,) = _links(chair, one, "again")
    (not_same,) = _links(stranger, other, "not-same")

    assert chair.post(again).status_code == 303
    assert stranger.post(not_same).status_code == 422
    assert stranger.post(not_same, words="He was abroad.").status_code == 303

    assert "another case of the programme" in chair.get(f"/cases/{one.case}/people").text
    assert PERHAPS not in chair.get("/desk").text
    assert PERHAPS not in stranger.get("/desk").text
    assert "He was abroad." in stranger.get(f"/cases/{other.case}").text
    assert stranger.post(again).status_code == 404


def _links(visitor: Visitor, told: Told, act: str) -> list[str]:
    page = visitor.get(f"/cases/{told.case}/people").text
    root = f"/cases/{told.case}/people/{act}/"
    return [f"{root}{rest[:36]}" for rest in page.split(root)[1:]]


def test_she_reads_on_her_page_what_a_yes_means(app: Flask, db: Session, world: World) -> None:
    one, _other = both(db, world)
    question = asked(db, world, one)
    db.rollback()
    her = Returner(app.test_client())
    learns = "CARE learns the name of the person it is about"

    her.enter(one.number)

    assert learns in her.open("/r/all").seen
    assert learns in her.open(f"/r/questions/{question}").seen
