"""Sheets of paper: blank under the code, filled with the passphrase, and never under a name."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from auth import trail
from auth.models import Absence, Membership, Person, Role
from casework.case.answers import Contact
from casework.case.covers import the_cover
from casework.committee.rules import rules_of, write
from casework.desk import statements
from casework.desk.statements import Agreed, Speaker, Statement
from casework.models.committee import Chosen
from casework.paper import press
from tests.accounts import PASSPHRASE, Insider, open_account
from tests.casework.paper.printed import Printed
from tests.casework.turning import turn
from tests.referrals.directory.rows import put_service
from tests.visitors import Visitor
from tests.worlds import NOW, TODAY, World

CONTACT = Contact(how="phone", when="Sundays after nine", what_to_say="the sewing circle")
OWN = "/committee/paper"
pytestmark = pytest.mark.usefixtures("case")


@pytest.fixture
def case(db: Session, world: World) -> UUID:
    """A complaint, told in full."""
    case = world.told(db, world.complaint(contact=CONTACT))
    db.commit()
    return case


@pytest.fixture
def insider(db: Session, world: World, case: UUID) -> Insider:
    """The chair, and what she signs in with."""
    return open_account(db, world, "chair")


@pytest.fixture
def chair(app: Flask, world: World, insider: Insider, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """The chair, signed in on the day the complaint was told."""
    for module in ("auth.parts", "auth.guard", "casework.views.casing", "casework.views.desk"):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)
    app.extensions["casework"].register = world.register
    visitor = Visitor(app.test_client())
    assert insider.sign_in(visitor).status_code == 303
    return visitor


def asked(visitor: Visitor, path: str, **typed: str) -> TestResponse:
    return visitor.post(path, **{"state": "blank", "language": "en", **typed})


def printings(db: Session, world: World, case: UUID) -> list[dict[str, str]]:
    """What the trail holds of printed sheets."""
    world.as_(db, "chair")
    walked = trail.walk(db, the_cover(db, case).text.trail_keys)
    acts = [each.act for each in walked if each.act is not None]
    return [each.facts for each in acts if each.verb == "case:paper:print"]


def goes_by_india(db: Session, world: World, on: date = TODAY) -> None:
    """The factory has chosen another country's pack, from a day on."""
    chosen = Chosen(pack="in", from_on=on, reason="It sells there.")
    before, seen = rules_of(db, world.bodies["factory"])
    write(db, world.bodies["factory"], seen, msgspec.structs.replace(before, packs=(chosen,)))
    db.commit()


def said_twice(chair: Visitor, db: Session, world: World, case: UUID) -> str:
    """A witness spoke twice; gives back the choice of the first time."""
    first = Statement("Beauty", Speaker.WITNESS, "phone", "", Agreed.READ_BACK, "It was Monday.")
    statements.take(db, turn(db, world, "chair", case), first)
    db.commit()
    statements.take(db, turn(db, world, "chair", case), replace(first, words="I saw it again."))
    db.commit()
    offered = chair.get(f"/cases/{case}/paper").text
    chosen: list[str] = re.findall(r'value="(S08:\d+)">[^<]*Witness 1', offered)
    return chosen[0]


def code_of(db: Session, world: World, case: UUID) -> str:
    world.as_(db, "chair")
    code = the_cover(db, case).text.code
    db.rollback()
    return code


def test_a_blank_sheet_holds_the_code_and_no_word_of_the_case(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    code = code_of(db, world, case)

    answer = asked(chair, f"/cases/{case}/paper", sheet="S02")

    document = Printed(answer.data)
    assert answer.status_code == 200
    assert code in document.text
    assert "Record of a first talk" in document.text
    assert world.complaint().words not in document.text
    assert printings(db, world, case) == [{"sheet": "S02", "state": "blank"}]


def test_a_filled_sheet_holds_her_words_and_is_on_the_trail(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    typed = {"sheet": "S02", "state": "filled", "passphrase": PASSPHRASE}

    answer = asked(chair, f"/cases/{case}/paper", **typed)

    document = Printed(answer.data)
    assert " ".join(world.complaint().words.split()) in document.text
    assert printings(db, world, case) == [{"sheet": "S02", "state": "filled"}]


@pytest.mark.parametrize("typed", ["", "not hers at all"])
def test_nothing_is_filled_without_the_passphrase(
    chair: Visitor, db: Session, world: World, case: UUID, typed: str
) -> None:
    answer = asked(chair, f"/cases/{case}/paper", sheet="S02", state="filled", passphrase=typed)

    assert answer.status_code == 422
    assert "This is not your passphrase" in answer.text
    assert printings(db, world, case) == []


def test_a_file_is_called_by_the_code_and_kept_nowhere_on_its_way(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    name = f"{code_of(db, world, case).lower()}-s04.pdf"

    answer = asked(chair, f"/cases/{case}/paper", sheet="S04")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["Cache-Control"] == "no-store, no-transform"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.mimetype == "application/pdf"


def test_what_a_case_does_not_fill_is_not_called_filled(chair: Visitor, case: UUID) -> None:
    typed = {"sheet": "S01", "state": "filled", "passphrase": PASSPHRASE}

    answer = asked(chair, f"/cases/{case}/paper", **typed)

    assert answer.status_code == 422
    assert "This sheet can only be printed blank." in answer.text


def test_of_several_statements_the_one_that_was_chosen_is_printed(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    first = said_twice(chair, db, world, case)
    typed = {"sheet": "S08", "state": "filled", "passphrase": PASSPHRASE, "which": first}

    document = Printed(asked(chair, f"/cases/{case}/paper", **typed).data)

    assert "It was Monday." in document.text
    assert "I saw it again." not in document.text


def test_one_of_another_sheet_is_refused_and_nothing_is_lost(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    first = said_twice(chair, db, world, case)
    typed = {"sheet": "S09", "state": "filled", "passphrase": PASSPHRASE, "which": first}

    answer = asked(chair, f"/cases/{case}/paper", **typed)

    assert answer.status_code == 422
    assert "This belongs to another sheet" in answer.text
    assert f'value="{first}" selected' in answer.text


def test_nothing_chosen_is_said_beside_what_is_to_choose(chair: Visitor, case: UUID) -> None:
    answer = asked(chair, f"/cases/{case}/paper")

    assert answer.status_code == 422
    assert "Choose a sheet." in answer.text


@pytest.mark.parametrize("sheet", ["S99", "C01", "../S01"])
def test_no_sheet_is_made_that_was_not_offered(chair: Visitor, case: UUID, sheet: str) -> None:
    answer = asked(chair, f"/cases/{case}/paper", sheet=sheet)

    assert answer.status_code == 422


def test_a_sheet_that_cannot_be_made_keeps_what_was_chosen(
    chair: Visitor, case: UUID, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(press, "__file__", str(tmp_path / "no-press.py"))

    answer = asked(chair, f"/cases/{case}/paper", sheet="S04")

    assert answer.status_code == 503
    assert "This sheet could not be made just now" in answer.text
    assert re.search(r'value="S04" checked', answer.text)


def test_what_is_handed_over_with_a_case_says_when_she_is_safe(chair: Visitor, case: UUID) -> None:
    typed = {"sheet": "S15", "state": "filled", "passphrase": PASSPHRASE}

    document = Printed(asked(chair, f"/cases/{case}/paper", **typed).data)

    assert {"Sundays after nine", "the sewing circle"} <= phrases(document)
    assert "New: confirm receipt" in document.text


def test_who_is_away_hands_on_codes_alone_or_a_page_for_each_case_with_safe_times(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    typed = {"sheet": "C09", "state": "filled", "passphrase": PASSPHRASE}

    codes = Printed(asked(chair, "/committee/paper", **typed).data)
    each = Printed(asked(chair, "/committee/paper", **typed, which="C09:each").data)

    assert "Sundays after nine" not in codes.text
    assert {"Sundays after nine", "the sewing circle"} <= phrases(each)
    assert each.pages > codes.pages
    assert printings(db, world, case) == [{"sheet": "S15", "state": "filled"}]


@pytest.mark.parametrize("place", ["case", "committee"])
def test_who_hands_over_is_back_the_day_after_her_last_and_somebody_stands_in(
    chair: Visitor, db: Session, world: World, case: UUID, place: str
) -> None:
    db.add(
        Absence(
            membership_id=world.memberships["chair"],
            substitute_id=world.memberships["member"],
            from_on=TODAY + timedelta(days=1),
            until_on=TODAY + timedelta(days=8),
        )
    )
    db.commit()
    sheet, path = {"case": ("S15", f"/cases/{case}/paper"), "committee": ("C09", OWN)}[place]

    typed = {"sheet": sheet, "state": "filled", "passphrase": PASSPHRASE}
    said = phrases(Printed(asked(chair, path, **typed).data))

    assert {"11 March 2026", db.get_one(Person, world.people["member"]).name} <= said


def test_the_case_leads_to_its_sheets(chair: Visitor, case: UUID) -> None:
    assert f'href="/cases/{case}/paper"' in chair.get(f"/cases/{case}").text
    assert chair.get(f"/cases/{case}/paper").status_code == 200


def test_the_desk_leads_to_the_committees_own_paper(chair: Visitor) -> None:
    assert 'href="/committee/paper"' in chair.get("/desk").text


def test_the_committees_order_holds_its_members(chair: Visitor) -> None:
    typed = {"sheet": "C01", "state": "filled", "passphrase": PASSPHRASE}

    answer = asked(chair, "/committee/paper", **typed)

    document = Printed(answer.data)
    assert {"Shirin Akter", "Chair of the committee"} <= phrases(document)
    assert document.title == "C01"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="c01.pdf"'


def test_nobody_hangs_on_the_wall_by_name_before_the_names_are_published(chair: Visitor) -> None:
    typed = {"sheet": "C02", "state": "filled", "passphrase": PASSPHRASE}

    said = Printed(asked(chair, "/committee/paper", **typed).data).text

    assert "Chair of the committee" in said
    assert "Shirin" not in said


def test_help_outside_hangs_on_the_wall_with_its_number(db: Session, chair: Visitor) -> None:
    put_service(db, "Night line", assured_on=TODAY)
    db.commit()
    typed = {"sheet": "C02", "state": "filled", "passphrase": PASSPHRASE}

    said = Printed(asked(chair, "/committee/paper", **typed).data).text

    assert "Night line: 109" in said
    assert "ask first about: police, family, employer" in " ".join(said.split())


def test_the_week_holds_codes_and_no_names(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    typed = {"sheet": "C06", "state": "filled", "passphrase": PASSPHRASE}

    said = Printed(asked(chair, "/committee/paper", **typed).data).text

    assert code_of(db, world, case) in said
    assert "Rahima" not in said


@pytest.mark.parametrize("sheet", ["C06", "C09"])
def test_a_sheet_of_one_committee_holds_no_code_of_another(
    chair: Visitor, db: Session, world: World, case: UUID, sheet: str
) -> None:
    other = world.bodies["other_factory"]
    sits = {"organization_id": other, "role": Role.EXTERNAL_MEMBER, "post": "lawyer"}
    db.add(Membership(person_id=world.people["chair"], from_on=TODAY, **sits))
    db.commit()
    typed = {"sheet": sheet, "state": "filled", "passphrase": PASSPHRASE, "place": other.hex}

    said = Printed(asked(chair, "/committee/paper", **typed).data).text

    assert "Mekong Stitch" in said
    assert code_of(db, world, case) not in said


@pytest.mark.parametrize("sheet", ["C01", "C07"])
def test_a_committee_calls_itself_as_the_pack_does_that_it_chose(
    chair: Visitor, db: Session, world: World, sheet: str
) -> None:
    goes_by_india(db, world)
    typed = {"sheet": sheet, "state": "filled" if sheet == "C01" else "blank"}

    said = Printed(asked(chair, "/committee/paper", **typed, passphrase=PASSPHRASE).data).text

    assert "Internal Committee, Rupali Knitwear" in said
    assert "Complaint Committee" not in said


def test_the_order_that_makes_a_committee_names_the_law_of_the_pack_it_chose(
    chair: Visitor, db: Session, world: World
) -> None:
    goes_by_india(db, world)
    typed = {"sheet": "C01", "state": "filled", "passphrase": PASSPHRASE}

    said = Printed(asked(chair, "/committee/paper", **typed).data).text

    assert "s. 4(2)-(3)" in said
    assert "No lawyer has reviewed these rules." in said


def test_a_sheet_of_a_case_calls_the_body_as_the_pack_does_under_which_it_began(
    chair: Visitor, db: Session, world: World, case: UUID
) -> None:
    goes_by_india(db, world)

    said = Printed(asked(chair, f"/cases/{case}/paper", sheet="S06").data).text

    assert "Complaint Committee, Rupali Knitwear" in said


def test_whoever_holds_no_key_to_the_outcome_prints_under_the_pack_of_its_first_day(
    chair: Visitor, db: Session, world: World, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.desk.reading.checked_course", lambda *_given: None)
    goes_by_india(db, world, NOW.date() + timedelta(days=1))

    said = Printed(asked(chair, f"/cases/{case}/paper", sheet="S06").data).text

    assert "Complaint Committee, Rupali Knitwear" in said


def test_a_committees_blank_sheet_asks_for_no_passphrase(chair: Visitor) -> None:
    answer = asked(chair, "/committee/paper", sheet="C07")

    assert "The box" in Printed(answer.data).text


def phrases(document: Printed) -> set[str]:
    """Every run of one to four words."""
    words = document.text.split()
    return {" ".join(words[at : at + n]) for n in (1, 2, 3, 4) for at in range(len(words))}
