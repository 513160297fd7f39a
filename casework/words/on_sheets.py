"""What stands in a case and at a desk, as the sheets that are printed say it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import cast

import msgspec
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from auth.models import Organization, OrganizationKind
from casework.asking.questions import questions
from casework.case.timeline import Line
from casework.committee.book import week_of
from casework.desk.coming_days import DueCase
from casework.desk.due import Day, Due
from casework.desk.held import Row
from casework.desk.reading import Opened
from casework.desk.sitting import Body
from casework.languages import own_name
from casework.models.entry import Kind
from casework.paper import first_talk, meetings
from casework.paper.blocks import Block
from casework.paper.sheets import Around, Sheet
from casework.parties.people import Part, Party, of_part
from casework.procedures.pack import Pack
from casework.procedures.terms import StageId
from casework.protection.safety import safety
from casework.report.masking import masked_throughout, of_parties
from casework.telling.choices import REACHING
from casework.words import case_sheets, committee_sheets, her_sheets
from casework.words.asking import question_of_case
from casework.words.case_sheets import OF_AN_INQUIRY
from casework.words.cases import fact_rows, wait_words
from casework.words.finding import due_words
from casework.words.her_sheets import OF_HERSELF
from casework.words.parties import called
from casework.words.procedures import body_name, footing

MOST_STEPS = 40
"""Rows of a sheet that is handed on: more is no hand-over."""
ON_ONE_SHEET = 15
"""Rows of a week that has one sheet."""


@dataclass(frozen=True)
class Desk:
    """What somebody has open: her cases with what waits in them, and what has a day."""

    rows: Sequence[Row] = field(default=(), repr=False)
    due: Sequence[DueCase] = field(default=(), repr=False)
    name: str = ""
    address: str = ""
    """Where anybody can write to the committee."""
    outside: Sequence[str] = ()
    """Help outside for everybody of the place, each with its number."""
    back_on: date | None = None
    """When she is back who is away or will be, and who stands in for her."""
    handed_to: str = ""
    pack: Pack | None = field(default=None, repr=False)
    """Of a case: what it began under, with all that can be decided in it."""
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
    return Around(code=code, body=named, language=language, footing=footing(pack))


def record(opened: Opened, _desk: Desk) -> Sheet:
    """The record of a first talk: her words, as far as whoever prints reads them."""
    kinds = (Kind.STATEMENT, Kind.INTAKE, Kind.NEEDS, Kind.TAKEN_DOWN)
    told, asked, needs, came = (_all(opened, kind) for kind in kinds)
    return first_talk.first_talk_record(
        first_talk.Record(
            told_on=format_datetime(opened.cover.received_at),
            language=own_name(str(_fact(asked, "language")) or "en") if asked else "",
            interpreter=str(_fact(came, "interpreter") or "") if came else "",
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
    call = (opened.cover.code, "\n".join(_promised(opened)), _lines(_safe_times(opened)))
    return meetings.handover_of_case(_handed_on(desk, call))


def handover(_body: Body, desk: Desk) -> Sheet:
    """The same of all cases she holds: codes and steps. No list of many women's safe hours is
    printed: whoever wants them asks for a page for each case (casework.views.handing_on)."""
    return meetings.handover(_handed_on(desk))


def this_week(body: Body, desk: Desk) -> Sheet:
    """Who is on call, when the box is opened, and what is late or due this week, by code."""
    _monday, last = week_of(body.on)
    due = [each for each in desk.due if each.day.on <= last]
    more = len(due) - ON_ONE_SHEET
    steps = _dated(due[:ON_ONE_SHEET])
    if more > 0:
        steps.append(("", _("and %(count)s more, on the desk", count=more), ""))
    return meetings.this_week(committee_sheets.week(body, steps))


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
        "S10": lambda opened, desk: case_sheets.report(opened, pack=desk.pack),
        "S11": lambda opened, desk: case_sheets.order(opened, pack=desk.pack),
    }
)
"""Sheets that a case fills. Whoever adds an act that ends on paper adds its sheet here."""
WHICH_OF_A_CASE = MappingProxyType({**case_sheets.WHICH, **her_sheets.WHICH})
"""Of which sheets a case can have several, and what each of them is called."""
OF_A_COMMITTEE: Mapping[str, Callable[[Body, Desk], Sheet]] = MappingProxyType(
    {
        "C01": lambda body, _desk: committee_sheets.constitution(body),
        "C02": lambda body, desk: committee_sheets.notice_board(body, desk.address, desk.outside),
        "C03": lambda body, desk: committee_sheets.undertaking(body, desk.which, desk.name),
        "C04": lambda body, desk: committee_sheets.meeting_book(body, desk.which),
        "C05": lambda body, desk: committee_sheets.nil_return(body, desk.which),
        "C06": this_week,
        "C07": lambda body, _desk: committee_sheets.box_log(body),
        "C08": lambda body, _desk: committee_sheets.care(body),
        "C09": handover,
    }
)
"""Sheets that a committee's register, its book or somebody's desk fills."""
WHICH_OF_A_COMMITTEE = committee_sheets.WHICH


def _handed_on(desk: Desk, *calls: Sequence[str]) -> meetings.Handover:
    return meetings.Handover(
        by=desk.name,
        until=_day(desk.back_on),
        to=desk.handed_to,
        steps=_steps(desk),
        calls=calls,
    )


def _steps(desk: Desk) -> list[tuple[str, str, str]]:
    waiting = [(row.code, wait_words(wait), "") for row in desk.rows for wait in row.waits]
    return [*_dated(desk.due), *waiting][:MOST_STEPS]


def _dated(due: Iterable[DueCase]) -> list[tuple[str, str, str]]:
    return [(each.row.code, due_words(each.day), format_date(each.day.on)) for each in due]


def _is_receipt(day: Day) -> bool:
    return day.what is Due.RECEIPT or (day.what is Due.CLOCK and day.stage == StageId.RECEIVE)


def _promised(opened: Opened) -> Iterator[str]:
    """What she waits for, and what is to be asked of her by voice or face to face."""
    since = opened.cover.asked_at
    if since is not None:
        yield _("She waits for an answer since %(day)s.", day=format_date(since))
    for each in questions(opened.timeline.lines).values():
        if each.waits and not each.is_on_her_page:
            yield f"{question_of_case(each.question.kind)}: {each.question.text}"


def _safe_times(opened: Opened) -> Iterator[str]:
    """When and with which words she may be reached: what she said last, then what she wrote."""
    asked = safety(opened.timeline.lines).assessment
    if asked is not None:
        way = REACHING.get(asked.safe_way, asked.safe_way)
        yield from filter(None, (str(way), asked.safe_when, asked.safe_words))
    reach = _all(opened, Kind.IDENTITY)
    yield from filter(None, (_answer(reach, "contact_when"), _answer(reach, SAYING)))


def _lines(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(words))


def _all(opened: Opened, kind: Kind) -> list[Line]:
    return [line for line in opened.timeline.lines if line.kind is kind]


def _fact(lines: Sequence[Line], name: str) -> str | list[str]:
    return lines[-1].facts.get(name, "") if lines else ""


def _answer(lines: Sequence[Line], name: str) -> str:
    """The newest answer to one question, in words."""
    found = {name: _fact(lines, name)}
    return "".join(words for _question, words in fact_rows(found))
