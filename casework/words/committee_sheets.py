"""The committee's own sheets as its register and its book fill them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from flask_babel import format_date
from flask_babel import gettext as _

from casework.committee.book import on_call, week_of
from casework.committee.register import Seat
from casework.desk.sitting import Body
from casework.models.committee_book import Meeting, NilReturn, Opening
from casework.paper import committee, meetings
from casework.paper.sheets import Sheet
from casework.procedures.composition import State, composition
from casework.words.committee_book import (
    STRAINS,
    days_words,
    on_the_wall,
    role_words,
    seat_title,
    sitter_words,
)
from casework.words.procedures import body_name, found
from casework.words.several import Named, picked
from referrals.words.lines import Helpline

CODES, EACH = "codes", "each"
"""How much is handed on at once. Safe times only where somebody asks for a page for each case."""
NEXT = "next"
"""In place of a meeting that was held: the page for the one that comes, with who sits there."""


def helpline_words(line: Helpline) -> str:
    """A telephone number for help in one line, as the page lists it."""
    unsure = "" if line.confirmed_on else str(_("Not yet confirmed by us"))
    stale = str(_("Call before you go")) if line.is_stale else ""
    tells = str(_("Tells others: %(whom)s", whom=line.tells_briefly))
    numbers = (
        f"{each.number} ({each.note})" if each.note else each.number for each in line.numbers
    )
    more = (line.for_whom, line.hours, line.cost, tells, stale, unsure)
    return ". ".join(filter(None, (f"{line.name}: {', '.join(numbers)}", *more)))


def constitution(body: Body) -> Sheet:
    """Who sits on the committee, also without an account, and what its rules miss."""
    rows = [
        (each.name, each.work, seat_title(each), _day(each.from_on), _day(each.until_on))
        for each in body.seats
    ]
    findings = composition(body.pack.committee, [each.member for each in body.seats])
    unmet = [found(each) for each in findings if each.state in (State.SHORT, State.UNCLEAR)]
    return committee.constitution(
        committee.Constitution(
            body=body_name(body.pack),
            place=body.place.name,
            on=_day(body.on),
            rule=body.pack.committee.section,
            members=rows,
            unmet=unmet,
        )
    )


def notice_board(body: Body, address: str, outside: Sequence[str] = ()) -> Sheet:
    """Whom to turn to: by name only where the place has published its names."""
    arrangement = body.arrangement
    hours = arrangement.reading_hours if arrangement else ""
    return committee.notice_board(
        committee.NoticeBoard(
            members=[(_called(body, each), hours) for each in body.seats],
            address=address,
            code=arrangement.poster_code if arrangement else "",
            outside=outside,
        )
    )


def undertaking(body: Body, which: str, name: str) -> Sheet:
    """The promise of one member, of whoever prints it where nobody was chosen."""
    own = {each.id.hex: each for each in sorted(body.seats, key=lambda each: each.name == name)}
    seat = picked(own, which)
    if seat is None:
        return committee.undertaking()
    signed = [each.on for each in body.book.promises if each.seat == seat.id]
    return committee.undertaking(
        committee.Undertaking(
            name=seat.name, capacity=seat_title(seat), on=_day(max(signed, default=None))
        )
    )


def meeting_book(body: Body, which: str) -> Sheet:
    """A meeting that was held; or the page for the next one, with those who should be there."""
    held = picked(_meetings(body), which)
    if held is None:
        rows = [(each.name, seat_title(each), "") for each in body.seats]
        return meetings.meeting_book(meetings.Meeting(present=rows))
    return meetings.meeting_book(
        meetings.Meeting(
            on=" ".join(filter(None, (_day(held.on), held.hours))),
            place=held.place,
            present=[(each.name, role_words(each), "") for each in held.present],
            absent=held.absent,
            topics=held.topics,
            minutes=held.minutes,
            todo=held.todo,
            next_on=_day(held.next_on),
        )
    )


def nil_return(body: Body, which: str) -> Sheet:
    """That nothing came in, once everybody who sits there with an account has said so.

    Until then the sheet is the blank one, whoever has said it.
    """
    said = picked(_nil_returns(body), which)
    if said is None:
        return meetings.nil_return()
    return meetings.nil_return(
        meetings.NilReturn(
            place=body.place.name,
            from_on=_day(said.from_on),
            until_on=_day(said.until_on),
            opened_on=", ".join(map(_day, said.opened_on)),
            by=", ".join(map(sitter_words, said.by)),
        )
    )


def week(body: Body, steps: list[tuple[str, str, str]]) -> meetings.Week:
    """The week of the day: who is on call, when the box is opened next, what is due."""
    first, last = week_of(body.on)
    box = body.book.box
    return meetings.Week(
        named=days_words(first, last),
        on_call=[
            (days_words(each.from_on, each.until_on), sitter_words(each.who), each.how)
            for each in on_call(body.book, first, last)
        ],
        box_on=" ".join(filter(None, (_day(box.next_on), box.hour))),
        steps=steps,
        meetings="\n".join(filter(None, (_next_meeting(body), *_runs_out(body, last)))),
    )


def box_log(body: Body) -> Sheet:
    """Every opening of the box."""
    rows = [_opening(each) for each in body.book.openings]
    return meetings.box_log(meetings.BoxLog(where=body.book.box.where, rows=rows))


def care(body: Body) -> Sheet:
    """How the members are: what is written of it, and what of this month's list was there."""
    cares = body.book.cares
    month = {each.what.value for each in cares if each.on >= body.on.replace(day=1)}
    rows = [
        (_day(each.on), "\n".join(filter(None, (str(STRAINS[each.what]), each.words))), each.done)
        for each in cares
    ]
    return committee.care(committee.Care(ticked=sorted(month), rows=rows))


def _choices_of_handing_on(_body: Body) -> Named:
    return [
        (CODES, _("Codes and steps alone")),
        (EACH, _("And a page for each case, with promised calls and safe times")),
    ]


def _choices_of_seats(body: Body) -> Named:
    return [(each.id.hex, each.name) for each in body.seats]


def _choices_of_meetings(body: Body) -> Named:
    held = _meetings(body).items()
    return [(key, _day(each.on) if each else str(_("The next one"))) for key, each in held]


def _choices_of_nil_returns(body: Body) -> Named:
    found = _nil_returns(body).items()
    return [(key, days_words(each.from_on, each.until_on)) for key, each in found]


WHICH: Mapping[str, Callable[[Body], Named]] = MappingProxyType(
    {
        "C03": _choices_of_seats,
        "C04": _choices_of_meetings,
        "C05": _choices_of_nil_returns,
        "C09": _choices_of_handing_on,
    }
)
"""What each of these sheets can be about, where there are several."""


def _meetings(body: Body) -> dict[str, Meeting | None]:
    held = {each.id.hex: each for each in sorted(body.book.meetings, key=lambda each: each.on)}
    return {NEXT: None, **held}


def _nil_returns(body: Body) -> dict[str, NilReturn]:
    return {each.id.hex: each for each in body.book.nil_returns}


def _next_meeting(body: Body) -> str:
    coming = [
        each.next_on for each in body.book.meetings if each.next_on and each.next_on >= body.on
    ]
    if not coming:
        return ""
    return str(_("Meeting of the committee: %(day)s", day=_day(min(coming))))


def _runs_out(body: Body, last: date) -> Iterator[str]:
    """Trainings that are due again and terms that end, up to a day."""
    for each in body.seats:
        if each.renews_on and each.renews_on <= last:
            yield str(
                _("%(name)s: training again by %(day)s", name=each.name, day=_day(each.renews_on))
            )
        if each.ends_on and each.ends_on <= last:
            yield str(
                _("%(name)s: the term ends on %(day)s", name=each.name, day=_day(each.ends_on))
            )


def _opening(each: Opening) -> tuple[str, ...]:
    first, second = each.openers
    return (
        " ".join(filter(None, (_day(each.on), each.hour))),
        first.name,
        second.name,
        each.seal,
        str(_("Yes") if each.is_whole else _("No")),
        str(each.letters),
        each.new_seal,
    )


def _called(body: Body, seat: Seat) -> str:
    work = ", ".join(filter(None, (on_the_wall(seat), seat.work)))
    return f"{seat.name}, {work}" if body.is_published else work


def _day(day: date | None) -> str:
    return str(format_date(day)) if day else ""
