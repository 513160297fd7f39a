"""Whoever is to stand by a letter does so on the print, on sheets and in the report."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from casework.case.answers import Named
from casework.case.handling import note
from casework.case.timeline import timeline
from casework.inquiry.hearings import Heard, Minutes, Setting, hold, plan
from casework.paper.blocks import Field, Fields, Table
from casework.parties.people import Part, Party, correct, leave, parties
from casework.report.masking import Mask, labels, masked_throughout, of_parties
from casework.words.parties import called
from tests.accounts import PASSPHRASE, open_account
from tests.casework.paper.printed import Printed
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


def test_who_left_the_case_or_was_put_right_is_masked_under_every_name(
    db: Session, world: World, case: UUID
) -> None:
    (bina,) = (id_ for id_, each in _parties(db, world, case).items() if each.called == "Bina Rai")
    roy = sketch(Named(name="Bina Roy", employee_number="W-17"), Part.WITNESS, is_masked=True)
    correct(db, turn(db, world, "chair", case), bina, roy)
    leave(db, turn(db, world, "chair", case), bina, "Bina Roy was not there.")
    db.commit()

    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines

    names = ("Bina Rai", "Bina Roy", "W-17")
    assert of_parties(lines, CALLED) == dict.fromkeys(names, "[witness B]")


def test_one_witness_is_one_letter_under_all_her_names(
    db: Session, world: World, case: UUID
) -> None:
    rupa = Named(name="Rupa Das", employee_number="W-31")
    named(db, world, case, sketch(rupa, Part.WITNESS))
    world.as_(db, "chair")
    lines = timeline(db, case, world.register(db)).lines

    found = labels(lines, [Mask.WITNESSES], "[her]", "[w {}]")

    assert found == {
        "Joya Sen": "[w A]",
        "Bina Rai": "[w B]",
        "Rupa Das": "[w C]",
        "W-31": "[w C]",
    }


@pytest.mark.parametrize("part", list(Part))
def test_whoever_is_masked_stands_by_a_letter_in_the_report_whatever_her_part(
    app: Flask, db: Session, world: World, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = world.told(db, world.complaint(respondent=Named()))
    named(db, world, case, sketch(BINA, part, is_masked=True))
    note(db, turn(db, world, "chair", case), "Bina Rai said so.")
    db.commit()
    chair = at_her_desk(app, db, world, case, monkeypatch)

    form = {"made_for": "decides", "language": "en", "passphrase": PASSPHRASE}
    said = Printed(chair.post(f"/cases/{case}/report", masks=["survivor"], **form).data).text

    assert "A] said so." in said
    assert "Bina" not in said
    assert "Whoever is to stand on paper by a letter is masked" in said


def test_minutes_on_paper_have_a_letter_for_the_masked_interpreter(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    rupa = sketch(Named(name="Mina Das"), Part.INTERPRETER, is_masked=True)
    who = named(db, world, case, rupa)
    answered(db, world, case, "chair", FREE)
    setting = Setting(on=NOW.date(), hour="15:00", place="Clinic", heard=Heard.WITNESS)
    id_ = plan(db, turn(db, world, "chair", case), setting)
    chair_sat = Minutes(
        on=NOW.date(),
        people=(world.people["chair"],),
        words="Mina Das said it in Bangla.",
        beside=(who,),
        signing=(who,),
    )
    hold(db, turn(db, world, "chair", case), id_, chair_sat)
    db.commit()
    chair = at_her_desk(app, db, world, case, monkeypatch)

    asked = {"sheet": "S09", "state": "filled", "language": "en", "passphrase": PASSPHRASE}
    sheet = Printed(chair.post(f"/cases/{case}/paper", **asked).data).text

    assert "[interpreter A] said it in Bangla." in sheet
    assert "Mina" not in sheet


def at_her_desk(
    app: Flask, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> Visitor:
    """The chair, to whom the case opens."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    chair = Visitor(app.test_client())
    assert open_account(db, world, "chair").sign_in(chair).status_code == 303
    chair.post(f"/cases/{case}/declaration", related="no", over="no", is_named="no")
    return chair


def _parties(db: Session, world: World, case: UUID) -> dict[UUID, Party]:
    world.as_(db, "chair")
    return parties(timeline(db, case, world.register(db)).lines)


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
