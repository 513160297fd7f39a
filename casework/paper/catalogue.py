"""Every sheet there is, by its number: blank, to be printed and written on by hand."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

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
