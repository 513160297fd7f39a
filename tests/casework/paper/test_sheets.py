"""Sheets: blank ones have lines to write on, filled ones say what they were given and no more."""

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from casework.paper import catalogue, committee, his_file, letters
from casework.paper.blocks import Entry, Table
from casework.paper.case_report import CaseReport, Part, case_report
from casework.paper.ending import Closure, closure
from casework.paper.first_talk import (
    Consent,
    Passing,
    Record,
    Slip,
    consent,
    first_talk_record,
    proof_slip,
)
from casework.paper.inquiry import (
    Minutes,
    Report,
    WitnessStatement,
    hearing_minutes,
    inquiry_report,
    witness_statement,
)
from casework.paper.letters import Notice, PersonnelSlip, notice, personnel_slip
from casework.paper.meetings import (
    BoxLog,
    Handover,
    NilReturn,
    Week,
    box_log,
    handover,
    nil_return,
    this_week,
)
from casework.paper.sheets import Around, Sheet, file_name, print_sheet
from tests.casework.paper.printed import Printed

CODE = "KINGFISHER-27"
AROUND = Around(code=CODE, body="Internal Committee, Rose Garments")
A4 = (210, 297)
NAMES = {
    "bengali": "রহিমা খাতুন",
    "khmer": "សុខា ចាន់",
    "sinhala": "කුමාරි පෙරේරා",
    "tamil": "செல்வி முருகன்",
    "burmese": "မခင်မြင့်",
    "urdu": "رخسانہ بی بی",
    "nepali": "सीता थापा",
    "vietnamese": "Nguyễn Thị Hường",
    "lao": "ບຸນມີ ວົງສາ",
    "arabic": "فاطمة الخطيب",
    "indonesian": "Dewi Lestari",
}
EVERY = {**catalogue.OF_A_CASE, **catalogue.OF_A_COMMITTEE}


@pytest.fixture(autouse=True)
def words() -> Iterator[None]:
    """Sheets ask Babel for their words, and Babel asks for an application."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def _print(sheet: Sheet, around: Around = AROUND) -> Printed:
    return Printed(print_sheet(sheet, around))


@pytest.mark.parametrize(("number", "blank"), EVERY.items())
def test_every_sheet_can_be_printed_blank(number: str, blank: Callable[[], Sheet]) -> None:
    sheet = blank()

    document = _print(sheet, Around(body="Satgas"))

    assert sheet.id == document.title == number
    assert sheet.heading in document.text
    assert document.is_for_screen_readers
    assert document.pages <= 2
    assert document.papers == {A4}


def test_every_sheet_has_a_name_in_the_list() -> None:
    assert list(catalogue.NAMES) == list(EVERY)


@pytest.mark.parametrize("number", EVERY)
def test_nothing_but_code_and_number_names_a_file(number: str) -> None:
    sheet = EVERY[number]()

    assert re.fullmatch(r"(kingfisher-27-)?[sc]\d\d\.pdf", file_name(sheet, AROUND))


@pytest.mark.parametrize("number", ["S06", "S11", "C01", "C05"])
def test_the_bodys_own_name_stands_in_every_letter(number: str) -> None:
    assert "Internal Committee, Rose Garments" in _print(EVERY[number]()).text


CITING = {
    "S06": lambda rule: letters.notice(letters.Notice(rule=rule)),
    "S11": lambda rule: letters.order(letters.Order(rule=rule)),
    "C01": lambda rule: committee.constitution(committee.Constitution(rule=rule)),
    "S09": lambda rule: hearing_minutes(Minutes(quorum=rule)),
    "S10": lambda rule: inquiry_report(Report(recommended=rule)),
    "D01": lambda rule: _his(rule),
}


def _his(heading: str) -> Sheet:
    parts = [his_file.Part(heading=heading, blocks=[])] if heading else []
    return his_file.his_file(his_file.HisFile(to="Abdul Karim", parts=parts))


@pytest.mark.parametrize("number", CITING)
def test_a_sheet_that_cites_a_rule_says_that_no_lawyer_has_reviewed_it(number: str) -> None:
    unread = Around(body="Satgas", footing="No lawyer has reviewed these rules.")

    cited, blank = (_print(CITING[number](rule), unread).text for rule in ("s. 4(2)", ""))

    assert "No lawyer has reviewed these rules." in cited
    assert "No lawyer" not in blank
    assert "No lawyer" not in _print(CITING[number]("s. 4(2)")).text


def test_what_she_carries_home_names_neither_committee_nor_matter() -> None:
    document = _print(proof_slip(Slip(received_on="14 March 2026", answer_by="21 March 2026")))

    assert {"14 March 2026", "21 March 2026"} <= _phrases(document)
    assert document.title == CODE
    assert not re.search("committee|complain|harass", document.text, re.IGNORECASE)


def test_personnel_learns_what_to_arrange_and_not_that_there_is_a_case() -> None:
    slip = PersonnelSlip(reference="17", for_whom="Mina", what="Line 9", from_on="1 April")

    document = _print(personnel_slip(slip))

    assert {"17", "Mina", "Line 9", "1 April"} <= _phrases(document)
    assert CODE not in document.text + document.about
    assert file_name(personnel_slip(slip), AROUND) == "s12.pdf"
    assert not re.search("committee|complain|case", document.text, re.IGNORECASE)


def test_a_line_that_was_not_agreed_to_stands_there_as_it_was_answered() -> None:
    passings = [
        Passing(what="Her name", to="Clinic", purpose="Care", until="May", answer="Yes"),
        Passing(what="Her words", to="Union", purpose="Support", until="June", answer="No"),
    ]

    sheet = consent(Consent(passings=passings, counted=False))

    assert [list(each) for each in _table(sheet).rows] == [
        ["Her name", "Clinic", "Care", "May", "Yes"],
        ["Her words", "Union", "Support", "June", "No"],
    ]
    assert _table(sheet).blank == 0


def test_the_notice_says_what_it_was_given_and_that_nothing_is_decided() -> None:
    letter = Notice(to="Mr. X", particulars="On 4 May, words at the gate", answer_by="20 May")

    said = _print(notice(letter)).text

    assert "Mr. X" in said
    assert "On 4 May, words at the gate" in said
    assert "Nothing has been decided" in said


def test_what_was_told_is_printed_whole_over_as_many_pages_as_it_takes() -> None:
    document = _print(first_talk_record(Record(words="She said this. " * 600)))

    assert document.text.count("She said this.") == 600
    assert document.pages > 2


def test_a_masked_witness_is_called_as_the_sheet_was_told() -> None:
    said = _print(witness_statement(WitnessStatement(called="Witness A", words="I saw it"))).text

    assert "Witness A" in said
    assert "I saw it" in said


def test_minutes_hold_who_sat() -> None:
    minutes = Minutes(sitting=[("Rupa", "Chair", "no")], is_read_back=True)

    assert ("Rupa", "Chair", "no") in _table(hearing_minutes(minutes)).rows


def test_a_closing_ticks_what_was_done_and_nothing_else() -> None:
    sheet = closure(Closure(done=["paper", "safe"]))

    ticked = [each for block in sheet.blocks for each in getattr(block, "options", ())]
    assert [each.text for each in ticked if each.ticked] == [
        "Her safety was gone through with her, and nothing worries her now",
        "Papers outside were taken back or are accounted for",
    ]


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (lambda: this_week(Week(on_call=[("Mon", "Rupa", "line 3")], box_on="Friday")), "Friday"),
        (lambda: box_log(BoxLog(rows=[("4 May", "Rupa", "Mina", "0071", "yes", "2", "0072")])),
         "0071 yes 2 0072"),
        (lambda: nil_return(NilReturn(from_on="1 April", until_on="30 April")), "30 April"),
        (lambda: handover(Handover(calls=[(CODE, "Call on Monday", "after nine")])), "after nine"),
    ],
)  # fmt: skip
def test_the_committees_own_sheets_hold_what_they_were_given(
    sheet: Callable[[], Sheet], said: str
) -> None:
    assert said in _print(sheet(), Around(body="Satgas")).text


def test_a_report_says_what_is_left_out_and_what_it_can_be_checked_against() -> None:
    report = CaseReport(
        made_on="14 March 2026",
        made_for="The employer",
        parts=[Part(heading="Statements", entries=[Entry(head="Witness A", text="I saw it")])],
        left_out=["Names of two witnesses are masked."],
        heads=[("Account", "17", "9f86d081")],
        checkpoint="example.org/trail 17",
    )

    document = _print(case_report(report))

    assert document.text.count("Statements") == 2
    assert "Names of two witnesses are masked." in document.text
    assert "9f86d081" in document.text
    assert "example.org/trail 17" in document.text
    assert document.is_for_screen_readers


def test_what_stands_on_a_sheet_shows_itself_in_no_log() -> None:
    sheet = first_talk_record(Record(words="Shirin was told"))

    assert "Shirin" not in repr(sheet)
    assert "Shirin" not in repr(Record(words="Shirin was told"))
    assert "Shirin" not in repr(sheet.blocks)


def _table(sheet: Sheet) -> Table:
    return next(each for each in sheet.blocks if isinstance(each, Table))


def _phrases(document: Printed) -> set[str]:
    """Every run of one to three words."""
    words = document.text.split()
    return {" ".join(words[at : at + n]) for n in (1, 2, 3) for at in range(len(words))}


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_in_any_script_has_its_letters_on_the_sheet(name: str, language: str) -> None:
    minutes = Minutes(sitting=[(name, name, "")], course=name, place=name)

    document = _print(hearing_minutes(minutes), Around(code=CODE, body=name, language=language))

    # The standard refuses a document in which a letter has no shape.
    assert document.is_for_screen_readers


def test_a_letter_without_a_shape_would_be_noticed() -> None:
    document = _print(hearing_minutes(Minutes(place="ꦱꦶꦠꦶ")))

    assert not document.is_for_screen_readers
