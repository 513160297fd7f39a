"""What the body is called: by its pack, or as its factory calls it, on every sheet and letter."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel

from auth.models import Organization, OrganizationKind
from casework.paper.catalogue import OF_A_CASE, OF_A_COMMITTEE
from casework.paper.sheets import print_sheet
from casework.procedures import own_rules
from casework.procedures.loading import CODES, GENERIC, the_pack
from casework.procedures.own_rules import OwnRules
from casework.words.committee_sheets import helpline_words
from casework.words.on_sheets import around
from referrals.directory.offered import Line, Tells
from referrals.models.terms import Category, Duty, Freshness
from referrals.words.lines import Helplines
from tests.casework.paper.printed import Printed
from tests.referrals.offers import TELLS_NOBODY, place

PLACE = Organization(name="Rose Garments", kind=OrganizationKind.FACTORY, country="BD", place="")
LETTERS = ["S06", "S11", "C01", "C05"]
SHEETS = {**OF_A_CASE, **OF_A_COMMITTEE}
CALLED = {
    "bd": "Complaint Committee",
    "id": "Satgas",
    "in": "Internal Committee",
}


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """Sheets ask Babel for their words, and Babel asks for an application."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, "Tells others: ask first about: police, family, employer"),
        ({"tells": TELLS_NOBODY}, "Tells others: nobody without asking you"),
        (
            {"tells": Tells(police=Duty.MUST, family=Duty.NEVER, employer=Duty.NEVER)},
            "Tells others: must tell: police",
        ),
        ({"phones": (Line(number="109", note="SMS"),)}, "National line: 109 (SMS)"),
        ({"freshness": Freshness.STALE}, "Call before you go"),
        ({"freshness": Freshness.UNVERIFIED}, "Not yet confirmed by us"),
    ],
    ids=["unknown", "nobody", "must", "note", "stale", "unconfirmed"],
)
def test_a_number_on_the_notice_board_says_whom_it_tells_how_and_how_sure_it_is(
    known: dict[str, Any], said: str
) -> None:
    national = {"areas": frozenset({"BD"}), "phones": (Line(number="109"),)}
    offers = [place("National line", Category.GBV, **(national | known))]

    (line,) = Helplines(offers).for_everybody(["BD"])

    assert said in helpline_words(line)


@pytest.mark.parametrize("code", CODES)
def test_every_packs_own_name_of_the_body_stands_above_a_letter(code: str) -> None:
    pack = the_pack(code)

    said = Printed(print_sheet(SHEETS["S06"](), around(PLACE, pack, "en"))).text

    assert pack.committee.name
    assert f"{pack.committee.name}, Rose Garments" in said


@pytest.mark.parametrize(("code", "called"), CALLED.items())
def test_a_body_is_called_as_people_there_call_it(code: str, called: str) -> None:
    assert called in around(PLACE, the_pack(code), "en").body


@pytest.mark.parametrize("number", LETTERS)
def test_a_factorys_own_name_of_it_goes_before_the_packs(number: str) -> None:
    own = OwnRules(
        in_force_on=date(2026, 1, 1), reason="Ours.", title="R", committee_name="Sisters of Hall C"
    )
    pack = own_rules.effective(the_pack("bd"), own, the_pack(GENERIC))

    said = Printed(print_sheet(SHEETS[number](), around(PLACE, pack, "en"))).text

    assert "Sisters of Hall C, Rose Garments" in said
    assert "Complaint Committee" not in said
