"""`/committee/<id>/book`: who is on call, the box, meetings, nil returns, the members' own care."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.models import Organization
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from casework.committee import book as books
from casework.committee import register as registers
from casework.committee.book import SaidAlready, SomethingCame
from casework.committee.register import Seat
from casework.committee.rules import Overtaken
from casework.desk.held import list_cases
from casework.forms.committee import BookForm
from casework.forms.committee_book import (
    BoxForm,
    CallForm,
    CareForm,
    MeetingForm,
    OpeningForm,
    PromiseForm,
    Written,
)
from casework.models.committee_book import Book, Sitter
from casework.views.casing import the_look
from casework.views.committee import find_place, overtaken, today
from casework.words.committee_book import BOOK_WORDS, seat_title

bp = Blueprint("committee_book", __name__, url_prefix="/committee/<uuid:factory_id>/book")
FORMS: Mapping[str, tuple[type[Written], str]] = MappingProxyType(
    {
        "call": (CallForm, "casework/committee/book_call.html"),
        "box": (BoxForm, "casework/committee/book_box.html"),
        "opening": (OpeningForm, "casework/committee/book_opening.html"),
        "meeting": (MeetingForm, "casework/committee/book_meeting.html"),
        "care": (CareForm, "casework/committee/book_care.html"),
        "promise": (PromiseForm, "casework/committee/book_promise.html"),
    }
)
"""Each page on which something is written in the book: its form, and its template."""


@bp.get("")
@guarded(Permission.Committee.KEEP, find_place)
def show(place: Organization) -> ResponseReturnValue:
    return _page(place)


@bp.get("/<page>")
@guarded(Permission.Committee.KEEP, find_place)
def show_form(place: Organization, page: str) -> ResponseReturnValue:
    book, seen = books.read(g.db, g.keys, place.id)
    form = _form(page)(formdata=None, seen=str(seen))
    form.show(book)
    return _form_page(place, page, form)


@bp.post("/<page>")
@guarded(Permission.Committee.KEEP, find_place)
def add(place: Organization, page: str) -> ResponseReturnValue:
    form, seats = _form(page)(), _seats(place)
    form.offer_seats(_named(seats))
    if not form.validate():
        return _form_page(place, page, form), 422
    book, _seen = books.read(g.db, g.keys, place.id)
    after = form.into(book, {each.id.hex: sitter(each) for each in seats})
    return _kept(place, form, after, lambda: _form_page(place, page, form))


@bp.post("/nil")
@guarded(Permission.Committee.KEEP, find_place)
def add_nil_return(place: Organization) -> ResponseReturnValue:
    """That nothing reached her in the month that is over: one press, and on no trail either."""
    came = [row.received_at.date() for row in list_cases(g.db, the_look()) if row.home == place.id]
    sitting = {each.id: sitter(each) for each in _seats(place) if each.role}
    try:
        books.say(
            g.db,
            g.keys,
            place.id,
            lambda book: books.nothing_reached(book, _own(place), sitting, today(), came),
        )
    except SaidAlready:
        return _page(place, _("You have said it of that month.")), 409
    except SomethingCame:
        return _page(place, _("A complaint that you read came in that month.")), 409
    return redirect(f"/committee/{place.id}/book", 303)


@bp.post("/calls/<uuid:call_id>/end")
@guarded(Permission.Committee.KEEP, find_place)
def end_call(place: Organization, call_id: UUID) -> ResponseReturnValue:
    form, (book, _seen) = BookForm(), books.read(g.db, g.keys, place.id)
    if call_id not in {each.id for each in book.calls}:
        raise NotFound
    return _kept(place, form, books.without_call(book, call_id), lambda: _page(place))


def _page(place: Organization, wrong: str = "") -> str:
    book, seen = books.read(g.db, g.keys, place.id)
    signed = {each.seat: each for each in book.promises}
    return render_template(
        "casework/committee/book.html",
        place=place,
        book=book,
        seen=seen,
        wrong=wrong,
        today=today(),
        calls=[each for each in book.calls if each.until_on >= today()],
        month=books.month_over(today()),
        has_said=books.has_said(book, _own(place), today()),
        seats=[(each, signed.get(each.id)) for each in _seats(place)],
        **BOOK_WORDS,
    )


def _form_page(place: Organization, page: str, form: Written) -> str:
    form.offer_seats(_named(_seats(place)))
    return render_template(FORMS[page][1], place=place, page=page, form=form)


def _form(page: str) -> type[Written]:
    if page not in FORMS:
        raise NotFound
    return FORMS[page][0]


def _named(seats: list[Seat]) -> list[tuple[str, str]]:
    return [(each.id.hex, f"{each.name}, {seat_title(each)}") for each in seats]


def _kept(
    place: Organization, form: BookForm, after: Book, page: Callable[[], str]
) -> ResponseReturnValue:
    try:
        books.write(g.db, g.keys, place.id, form.version, after)
    except Overtaken:
        return overtaken(form, page, books.read(g.db, g.keys, place.id)[1])
    note(g.db, g.keys, g.actor.person, "committee:book:changed", place.id, now())
    return redirect(f"/committee/{place.id}/book", 303)


def sitter(seat: Seat) -> Sitter:
    """Somebody of the committee as the book keeps her."""
    return Sitter(seat.name, seat.role.value if seat.role else "")


def _own(place: Organization) -> frozenset[UUID]:
    """Her own seats there."""
    own = {each.membership for each in g.actor.standings}
    return frozenset(each.id for each in _seats(place) if each.id in own)


def _seats(place: Organization) -> list[Seat]:
    register, _seen = registers.read(g.db, g.keys, place.id)
    return registers.seats(g.db, register, place.id, today())
