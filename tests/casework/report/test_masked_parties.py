"""Whoever is to stand by a letter does so on the print, on sheets and in the report."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.answers import Named
from casework.case.handling import note
from casework.case.timeline import timeline
from casework.paper.blocks import Field, Fields, Table
from casework.parties.people import Part
from casework.report.masking import masked_throughout, of_parties
from casework.words.parties import called
from tests.accounts import open_account
from tests.casework.parties.naming import BINA, FREE, KARIM, answered, named, sketch
from tests.casework.turning import turn
from tests.casework.views.test_evidence_pages import added
from tests.visitors import Visitor
from tests.worlds import NOW, World

CALLED = {part: f"[{part.value} {{}}]" for part in Part}
SEEN = "Bina Rai saw it. Abdul Karim denied it to Bina."


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint in which one witness stands by a letter and another by name."""
    case = world.told(db, world.complaint())
    named(db, world, case, sketch(KARIM))
    named(db, world, case, sketch(Named(name="Joya Sen"), Part.WITNESS))
    named(db, world, case, sketch(BINA, Part.WITNESS, is_masked=True))
    note(db, turn(db, world, "chair", case), SEEN)
    db.commit()
    return case


def test_only_who_is_to_be_masked_has_a_letter_and_the_one_of_her_place(
    db: Session, world: World, case: UUID
) -> None:
    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines

    assert of_parties(lines, CALLED) == {"Bina Rai": "[witness B]"}


def test_a_name_is_gone_from_every_depth_of_a_document() -> None:
    names = {"Bina Rai": "[witness A]"}
    fields = Fields(fields=[Field(label="Who", value="Bina Rai")])
    table = Table(head=["Who"], rows=[("Bina", "saw it")])

    found = masked_throughout([fields, table], names)

    assert found == [
        Fields(fields=[Field(label="Who", value="[witness A]")]),
        Table(head=["Who"], rows=[("[witness A]", "saw it")]),
    ]


def test_the_print_view_has_a_letter_for_her_and_the_name_of_him(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("auth.parts", "auth.guard", "casework.views.casing"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    answered(db, world, case, "chair", FREE)
    chair = Visitor(app.test_client())
    open_account(db, world, "chair").sign_in(chair)

    page = chair.get(f"/cases/{case}/print?words=1").text

    assert "[witness B] saw it. Abdul Karim denied it to [witness B]." in page
    assert "Bina" not in page


def test_every_part_has_words_for_its_letter(app: Flask) -> None:
    with app.test_request_context():
        assert all("{}" in words for words in called().values())
        assert set(called()) == set(Part)


def test_the_printed_register_of_files_names_no_witness_who_is_masked(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("auth.parts", "auth.guard", "casework.views.casing"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    answered(db, world, case, "chair", FREE)
    chair = Visitor(app.test_client())
    assert open_account(db, world, "chair").sign_in(chair).status_code == 303
    added(chair, case, origin="Bina Rai, from her phone", words="The gate, by Bina")

    page = chair.get(f"/cases/{case}/evidence/print?words=1").text

    assert "from her phone" in page
    assert "Bina" not in page
