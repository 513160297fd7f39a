"""What somebody else says about a case, taken down by whoever deals with it."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.timeline import Line, timeline
from casework.desk import statements
from casework.desk.statements import Agreed, Speaker, Statement
from casework.inquiry.undertakings import undertakings
from casework.models.entry import Kind
from casework.parties.people import Part
from crypto.compartments import Compartment
from crypto.errors import KeyMissing
from tests.accounts import open_account
from tests.casework.parties.naming import BINA, named, sketch
from tests.casework.turning import her_seeds, turn
from tests.visitors import Visitor
from tests.worlds import NOW, TODAY, World

WORDS = "আমি সিঁড়ির নিচে ছিলাম। আমি সব শুনেছি।"
STATEMENT = Statement(
    speaker="Beauty, line 4",
    capacity=Speaker.WITNESS,
    way="in_person",
    when="today at noon",
    agreed=Agreed.READ_BACK,
    words=WORDS,
)
TYPED = {
    "capacity": "witness",
    "speaker": "Beauty, line 4",
    "way": "in_person",
    "when": "today at noon",
    "agreed": "read_back",
    "words": WORDS,
}


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint told to chair, member, external member, union and programme."""
    case = world.told(db, world.complaint())
    db.rollback()
    return case


@pytest.fixture
def chair(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> Visitor:
    """The chair at her desk, on the day the complaint was told."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    visitor = Visitor(app.test_client())
    assert open_account(db, world, "chair").sign_in(visitor).status_code == 303
    return visitor


def statements_seen(db: Session, world: World, case: UUID) -> list[Line]:
    """The statements of others that whoever holds the session opens."""
    lines = timeline(db, case, world.register(db)).lines
    return [line for line in lines if line.kind is Kind.OTHERS]


def test_another_handler_reads_who_said_what_and_whether_it_was_read_back(
    db: Session, world: World, case: UUID
) -> None:
    statements.take(db, turn(db, world, "chair", case), STATEMENT)
    db.commit()

    world.as_(db, "external")
    (line,) = statements_seen(db, world, case)
    assert line.text == WORDS
    assert line.facts["speaker"] == "Beauty, line 4"
    assert line.facts["agreed"] == "read_back"
    assert (line.author, line.compartment) == (world.people["chair"], Compartment.ACCOUNT)
    assert line.is_verified


def test_the_survivor_and_the_union_do_not_read_it(db: Session, world: World, case: UUID) -> None:
    statements.take(db, turn(db, world, "chair", case), STATEMENT)
    db.commit()

    seeds = her_seeds(db, world)
    world.with_seeds(db, case, seeds)
    hers = statements_seen(db, world, case)
    world.as_(db, "union")
    of_the_union = statements_seen(db, world, case)

    assert hers == of_the_union == []


def test_who_holds_no_inquiry_takes_nothing_down(db: Session, world: World, case: UUID) -> None:
    with pytest.raises(KeyMissing):
        statements.take(db, turn(db, world, "union", case), STATEMENT)


def test_it_stands_on_the_case_page_with_the_capacity_in_words(chair: Visitor, case: UUID) -> None:
    sent = chair.post(f"/cases/{case}/statement", **TYPED)

    page = chair.get(f"/cases/{case}").text
    assert sent.status_code == 303
    assert WORDS in page
    assert "A witness" in page
    assert "took down a statement" in page


def test_nobody_interprets_a_statement_who_has_not_signed_to_keep_it_secret(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    who = named(db, world, case, sketch(BINA, Part.INTERPRETER))
    path = f"/cases/{case}/statement"

    refused = chair.post(path, **TYPED, beside=[who.hex])
    taken = chair.post(path, **TYPED, beside=[who.hex], signing=[who.hex])

    world.as_(db, "chair")
    (line,) = statements_seen(db, world, case)
    (promise,) = undertakings(timeline(db, case, world.register(db)).lines)
    assert refused.status_code == 422
    assert "Not signed: Bina Rai" in refused.text
    assert WORDS in refused.text
    assert taken.status_code == 303
    assert line.facts["beside_named"] == "Bina Rai"
    assert (promise.party, promise.on) == (who, TODAY)


@pytest.mark.parametrize("missing", ["capacity", "way", "words", "agreed"])
def test_what_is_missing_is_named_and_every_word_stays(
    chair: Visitor, case: UUID, missing: str
) -> None:
    typed = {name: value for name, value in TYPED.items() if name != missing}

    page = chair.post(f"/cases/{case}/statement", **typed)

    assert page.status_code == 422
    assert "Beauty, line 4" in page.text
    assert "today at noon" in page.text
    assert (WORDS in page.text) == (missing != "words")
