"""`/cases/<id>/route` and `/panel`: writing down what she chose, and naming who inquires."""

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from auth.titles import role_title
from casework.case.roster import Reader
from casework.clocks.routes import Route
from casework.course.choosing import ByVoice, NotOpenToHer, record, routes
from casework.desk.going_on import GoingOn, going_on
from casework.desk.reading import Opened
from casework.forms.choosing import HeardForm, PanelForm
from casework.models.case import Case
from casework.readers.intentions import NotOffered
from casework.readers.panel import NoPanel, name_panel, said_no_to, seats
from casework.readers.recipients import Reach, reach
from casework.telling.choices import ROUTES
from casework.views.cases_writing import page, written
from casework.views.casing import (
    done,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_look,
    the_turn,
)
from casework.views.inquiry_pack import pack_of

bp = Blueprint("cases_route", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)


@bp.get("/route")
@guarded(Permission.Case.RECORD_ROUTE, find_case)
def show_route(case: Case) -> ResponseReturnValue:
    found = opened(case)
    form = _choosing(HeardForm(formdata=None), case, found)
    return page(case, "route", form, found, about=_about(case, found))


@bp.post("/route")
@guarded(Permission.Case.RECORD_ROUTE, find_case)
def record_route(case: Case) -> ResponseReturnValue:
    found = opened(case)
    form = _choosing(HeardForm(), case, found)
    return written(case, "route", form, lambda: _record(case, form), _about(case, found))


@bp.get("/panel")
@guarded(Permission.Case.NAME_PANEL, find_case)
def show_panel(case: Case) -> ResponseReturnValue:
    found = opened(case)
    form, about = _naming(PanelForm(formdata=None), case, found)
    return page(case, "panel", form, found, about=about)


@bp.post("/panel")
@guarded(Permission.Case.NAME_PANEL, find_case)
def name(case: Case) -> ResponseReturnValue:
    form, about = _naming(PanelForm(), case, opened(case))
    return written(case, "panel", form, lambda: _name(case, form), about)


def route_page(case: Case) -> ResponseReturnValue:
    """The page of a choice with what this request brings along. Raises NotFound without a route."""
    found = opened(case)
    form = _choosing(HeardForm(), case, found)
    return page(case, "route", form, found, about=_about(case, found))


def panel_page(case: Case) -> ResponseReturnValue:
    """The same of a panel to be named. Raises NotFound where no committee deals with the case."""
    found = opened(case)
    form, about = _naming(PanelForm(), case, found)
    return page(case, "panel", form, found, about=about)


def going(case: Case, found: Opened) -> GoingOn:
    """The route of an opened case, for its page."""
    return going_on(case, found.cover, found.timeline.lines, the_look().now)


def _choosing(form: HeardForm, case: Case, found: Opened) -> HeardForm:
    """Raises NotFound for what has no route."""
    choices = routes(found.cover, case)
    if not choices:
        raise NotFound
    form.route.offer([(each.value, str(ROUTES[each])) for each in choices])
    return form


def _about(case: Case, found: Opened) -> dict[str, object]:
    return {"going": going(case, found), "pack": pack_of(found)}


def _naming(form: PanelForm, case: Case, found: Opened) -> tuple[PanelForm, dict[str, object]]:
    """Raises NotFound where no committee deals with it."""
    if Route.FORMAL not in routes(found.cover, case):
        raise NotFound
    look = the_look()
    open_to = reach(g.db, g.keys, look.register, case.id, found.cover, look.now.date())
    taken = {each.person for each in seats(found.cover)}
    able = [*open_to.readers, *(each.reader for each in open_to.panel)]
    free = {each.person: each for each in able if each.person not in taken}
    form.people.offer([(each.person.hex, _described(each)) for each in free.values()])
    hints = _hints(found, open_to, free)
    return form, {**_about(case, found), "hints": hints}


def _hints(found: Opened, open_to: Reach, free: Iterable[UUID]) -> dict[str, str]:
    """Beside each person: that she reads already, or that the survivor said no to her before."""
    reading = {each.person for each in open_to.readers}
    refused = said_no_to(found.cover)
    words = {
        each.hex: _("Reads it already, and needs no new key.")
        if each in reading
        else _("The survivor said no to this person before.")
        for each in free
        if each in reading or each in refused
    }
    return {person: str(each) for person, each in words.items()}


def _described(reader: Reader) -> str:
    named = (reader.name, reader.post, role_title(reader.role))
    return ", ".join(filter(None, named))


def _record(case: Case, form: HeardForm) -> ResponseReturnValue:
    said = ByVoice(form.words.data or "", form.how.value, form.when.data or "")
    try:
        record(g.db, the_turn(case, form.seen.data), Route(form.route.value), said)
    except NotOpenToHer:
        raise NotFound from None
    return done(case)


def _name(case: Case, form: PanelForm) -> ResponseReturnValue:
    people = [UUID(each) for each in form.people.values]
    try:
        name_panel(g.db, the_turn(case, form.seen.data), people, form.words.data or "")
    except (NoPanel, NotOffered):
        complain(form.people, _("Not all of them can be named now. Please look again."))
        found = opened_anew(case)
        form, about = _naming(form, case, found)
        return page(case, "panel", form, found, about=about), 422
    return done(case)
