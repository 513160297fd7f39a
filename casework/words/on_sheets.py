"""What stands in a case and at a desk, as the sheets that are printed say it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import cast

import msgspec
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from auth.models import Organization, OrganizationKind
from auth.titles import role_title
from casework.case.timeline import Line
from casework.desk.coming_days import DueCase
from casework.desk.due import Day, Due
from casework.desk.held import Row
from casework.desk.reading import Opened
from casework.desk.sitting import Body, Seat
from casework.languages import own_name
from casework.models.entry import Kind
from casework.paper import committee, first_talk, meetings
from casework.paper.blocks import Block
from casework.paper.sheets import Around, Sheet
from casework.parties.people import Part, Party, of_part
from casework.procedures.pack import Pack
from casework.procedures.terms import StageId
from casework.report.masking import masked_throughout, of_parties
from casework.words import case_sheets, her_sheets
from casework.words.case_sheets import OF_AN_INQUIRY
from casework.words.cases import fact_rows, wait_words
from casework.words.finding import due_words
from casework.words.her_sheets import OF_HERSELF
from casework.words.parties import called
from casework.words.procedures import body_name

MOST_STEPS = 40
"""Rows of a sheet that is handed on: more is no hand-over."""


@dataclass(frozen=True)
class Desk:
    """What somebody has open: her cases with what waits in them, and what has a day."""

    rows: Sequence[Row] = field(default=(), repr=False)
    due: Sequence[DueCase] = field(default=(), repr=False)
    name: str = ""
    which: str = ""
    """Of several letters, hearings or statements the one that was chosen; empty for the newest."""


def around(place: Organization, pack: Pack, language: str, code: str = "") -> Around:
    """What is the same on every sheet: the code, and the body as the pack of the sheet calls it.

    `pack`: of a case the one it began under, of the committee's own sheets the one in force.
    What no factory's committee deals with stands under the programme's own name.
    """
    named = (
        f"{body_name(pack)}, {place.name}" if place.kind is OrganizationKind.FACTORY else place.name
    )
    return Around(code=code, body=named, language=language)


def record(opened: Opened, _desk: Desk) -> Sheet:
    """The record of a first talk: her words, as far as whoever prints reads them."""
    told, asked, needs = (_all(opened, kind) for kind in (Kind.STATEMENT, Kind.INTAKE, Kind.NEEDS))
    return first_talk.first_talk_record(
        first_talk.Record(
            told_on=format_datetime(opened.cover.received_at),
            language=own_name(str(_fact(asked, "language")) or "en") if asked else "",
            words="\n\n".join(line.text for line in told if line.text),
            wishes=_answer(asked, "wish"),
            needs=_answer(needs, "needs"),
        )
    )


def slip(opened: Opened, desk: Desk) -> Sheet:
    """The slip she carries away: that it came in, and until when somebody confirms it."""
    on = [each.day.on for each in desk.due if _is_receipt(each.day)]
    received = format_date(opened.cover.received_at)
    return first_talk.proof_slip(
        first_talk.Slip(received_on=received, answer_by=_day(min(on, default=None)))
    )


def handover_of_case(opened: Opened, desk: Desk) -> Sheet:
    """What whoever stands in must know of one case, with the times at which she is safe."""
    reach = _all(opened, Kind.IDENTITY)
    safe = "\n".join(filter(None, (_answer(reach, "contact_when"), _answer(reach, SAYING))))
    call = (opened.cover.code, _promised(opened), safe)
    return meetings.handover_of_case(
        meetings.Handover(by=desk.name, steps=_steps(desk), calls=[call])
    )


def handover(_body: Body, desk: Desk) -> Sheet:
    """The same of all cases she holds: codes and steps. Calls and safe times are written by hand,
    so that no list of many women's safe hours is ever printed at once."""
    return meetings.handover(meetings.Handover(by=desk.name, steps=_steps(desk)))


def this_week(_body: Body, desk: Desk) -> Sheet:
    """What is due, by code."""
    return meetings.this_week(meetings.Week(steps=_dated(desk.due)[:MOST_STEPS]))


def constitution(body: Body, _desk: Desk) -> Sheet:
    """Who sits on the committee."""
    rows = [
        (each.name, each.post, role_title(each.role), _day(each.from_on), _day(each.until_on))
        for each in body.seats
    ]
    rule = body.pack.committee.section
    order = committee.Constitution(place=body.place.name, rule=rule, members=rows)
    return committee.constitution(order)


def notice_board(body: Body, _desk: Desk) -> Sheet:
    """Whom to turn to: by name only where the place has published its names."""
    arrangement = body.arrangement
    hours = arrangement.reading_hours if arrangement else ""
    called = [_called(body, each) for each in body.seats]
    return committee.notice_board(
        committee.NoticeBoard(
            members=[(who, hours) for who in called],
            code=arrangement.poster_code if arrangement else "",
        )
    )


def meeting_book(body: Body, _desk: Desk) -> Sheet:
    """A page of the meeting book, with those who should be there."""
    rows = [(each.name, role_title(each.role), "") for each in body.seats]
    return meetings.meeting_book(meetings.Meeting(present=rows))


def _called(body: Body, seat: Seat) -> str:
    work = ", ".join(filter(None, (role_title(seat.role), seat.post)))
    return f"{seat.name}, {work}" if body.is_published else work


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _of_opened(fill: Callable[[Opened, str], Sheet]) -> Callable[[Opened, Desk], Sheet]:
    return lambda opened, desk: fill(opened, desk.which)


def masked_sheet(sheet: Sheet, opened: Opened) -> Sheet:
    """A filled sheet, with a letter for everybody of the case who is not to stand there by name.

    The letter to the respondent goes to a name in any case.
    """
    every = of_parties(opened.timeline.lines, called())
    his = {
        part for each in of_part(opened.timeline.lines, Part.RESPONDENT) for part in _known(each)
    }
    names = {name: label for name, label in every.items() if name not in his}
    blocks = cast("list[Block]", masked_throughout(sheet.blocks, names)) if names else sheet.blocks
    return msgspec.structs.replace(sheet, blocks=blocks)


def _known(party: Party) -> tuple[str, ...]:
    named = party.sketch.named
    return (named.name, named.nickname, named.employee_number)


SAYING = "contact_what_to_say"
OF_A_CASE: Mapping[str, Callable[[Opened, Desk], Sheet]] = MappingProxyType(
    {
        "S02": record,
        "S05": slip,
        "S15": handover_of_case,
        **{number: _of_opened(fill) for number, fill in {**OF_AN_INQUIRY, **OF_HERSELF}.items()},
    }
)
"""Sheets that a case fills. Whoever adds an act that ends on paper adds its sheet here."""
WHICH_OF_A_CASE = MappingProxyType({**case_sheets.WHICH, **her_sheets.WHICH})
"""Of which sheets a case can have several, and what each of them is called."""
OF_A_COMMITTEE: Mapping[str, Callable[[Body, Desk], Sheet]] = MappingProxyType(
    {
        "C01": constitution,
        "C02": notice_board,
        "C04": meeting_book,
        "C06": this_week,
        "C09": handover,
    }
)
"""Sheets that a committee's register or somebody's desk fills."""


def _steps(desk: Desk) -> list[tuple[str, str, str]]:
    waiting = [(row.code, wait_words(wait), "") for row in desk.rows for wait in row.waits]
    return [*_dated(desk.due), *waiting][:MOST_STEPS]


def _dated(due: Iterable[DueCase]) -> list[tuple[str, str, str]]:
    return [(each.row.code, due_words(each.day), format_date(each.day.on)) for each in due]


def _is_receipt(day: Day) -> bool:
    return day.what is Due.RECEIPT or (day.what is Due.CLOCK and day.stage == StageId.RECEIVE)


def _promised(opened: Opened) -> str:
    since = opened.cover.asked_at
    if since is None:
        return ""
    return str(_("She waits for an answer since %(day)s.", day=format_date(since)))


def _all(opened: Opened, kind: Kind) -> list[Line]:
    return [line for line in opened.timeline.lines if line.kind is kind]


def _fact(lines: Sequence[Line], name: str) -> str | list[str]:
    return lines[-1].facts.get(name, "") if lines else ""


def _answer(lines: Sequence[Line], name: str) -> str:
    """The newest answer to one question, in words."""
    found = {name: _fact(lines, name)}
    return "".join(words for _question, words in fact_rows(found))
