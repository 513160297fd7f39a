"""Every sheet there is, by its number: blank, to be printed and written on by hand."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from flask_babel import lazy_gettext as _l

from casework.paper import committee, ending, first_talk, inquiry, letters, meetings
from casework.paper.sheets import Sheet

Blank: TypeAlias = Callable[[], Sheet]
OF_A_CASE: Mapping[str, Blank] = MappingProxyType(
    {
        "S01": first_talk.first_talk_card,
        "S02": first_talk.first_talk_record,
        "S03": first_talk.consent,
        "S04": first_talk.safety_plan,
        "S05": first_talk.proof_slip,
        "S06": letters.notice,
        "S07": letters.reply,
        "S08": inquiry.witness_statement,
        "S09": inquiry.hearing_minutes,
        "S10": inquiry.inquiry_report,
        "S11": letters.order,
        "S12": letters.personnel_slip,
        "S13": ending.closure,
        "S14": ending.feedback,
        "S15": meetings.handover_of_case,
    }
)
OF_A_COMMITTEE: Mapping[str, Blank] = MappingProxyType(
    {
        "C01": committee.constitution,
        "C02": committee.notice_board,
        "C03": committee.undertaking,
        "C04": meetings.meeting_book,
        "C05": meetings.nil_return,
        "C06": meetings.this_week,
        "C07": meetings.box_log,
        "C08": committee.care,
        "C09": meetings.handover,
    }
)
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "S01": _l("First talk: a card for whoever listens"),
        "S02": _l("First talk: the record"),
        "S03": _l("Consent: what may be passed on"),
        "S04": _l("Safety plan"),
        "S05": _l("Slip for her: proof that it was received"),
        "S06": _l("Letter to the respondent: notice"),
        "S07": _l("The respondent's reply"),
        "S08": _l("Statement of a witness"),
        "S09": _l("Minutes of a hearing"),
        "S10": _l("Report of the inquiry"),
        "S11": _l("Decision and order"),
        "S12": _l("Slip for personnel: what to arrange, and no reason"),
        "S13": _l("Closing: what is gone through before"),
        "S14": _l("Feedback: asked by somebody who did not deal with it"),
        "S15": _l("Handing over: I am away from tomorrow"),
        "C01": _l("Order: who sits on the committee"),
        "C02": _l("Sheet for the notice board"),
        "C03": _l("Promise of secrecy: member, interpreter, companion"),
        "C04": _l("Meeting book: who was there, minutes"),
        "C05": _l("Return: nothing came in"),
        "C06": _l("This week on one sheet"),
        "C07": _l("Log of the box: two openers, a seal"),
        "C08": _l("How the members are: threats, talks, time"),
        "C09": _l("Handing over: I am away from tomorrow"),
    }
)
"""What each is called in a list. The sheet itself may say less: a stranger can find it."""
