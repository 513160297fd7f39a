"""`/cases/<id>/watch`: whether anybody is punished for speaking, asked, noted, and dealt with."""

from datetime import date
from uuid import UUID

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from auth.policy import may
from casework.clocks.days import day_in
from casework.desk.reading import Opened
from casework.forms.cases import CaseForm
from casework.forms.watching import AskHerForm, BaselineForm, CheckForm, DoneForm
from casework.models.case import Case
from casework.models.entry import Kind
from casework.protection.covered import Covered, covered
from casework.protection.places import zone_of
from casework.protection.signs import Signal, Watched, signals, watch
from casework.protection.watching import NoSignal, ask_her, deal_with, note_baseline, write_down
from casework.views.cases_writing import page, written
from casework.views.casing import back_to, explain_refusals, find_case, opened, the_look, the_turn
from casework.words.protection import watched_as

bp = Blueprint("watching", __name__, url_prefix="/cases/<uuid:case_id>/watch")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.READ_WATCH, find_case)
def show(case: Case) -> ResponseReturnValue:
    found, form = opened(case), AskHerForm(formdata=None)
    form.words.data = str(_("How are things at work since we spoke? Has anything changed for you?"))
    return page(case, "watch", form, found, about=_about(case, found))


@bp.post("/ask")
@guarded(Permission.Case.KEEP_WATCH, find_case)
def ask(case: Case) -> ResponseReturnValue:
    form = AskHerForm()
    return written(case, "watch", form, lambda: _ask(case, form), _about(case, opened(case)))


@bp.get("/check")
@guarded(Permission.Case.KEEP_WATCH, find_case)
def show_check(case: Case) -> ResponseReturnValue:
    found, form = opened(case), CheckForm(formdata=None)
    form.offer(_known(found))
    return page(case, "watch-check", form, found)


@bp.post("/check")
@guarded(Permission.Case.KEEP_WATCH, find_case)
def check(case: Case) -> ResponseReturnValue:
    form = CheckForm()
    form.offer(_known(opened(case)))
    return written(case, "watch-check", form, lambda: _check(case, form))


@bp.get("/before")
@guarded(Permission.Case.KEEP_WATCH, find_case)
def show_baseline(case: Case) -> ResponseReturnValue:
    return page(case, "watch-before", BaselineForm(formdata=None))


@bp.post("/before")
@guarded(Permission.Case.KEEP_WATCH, find_case)
def baseline(case: Case) -> ResponseReturnValue:
    form = BaselineForm()
    return written(case, "watch-before", form, lambda: _baseline(case, form))


@bp.get("/signs/<uuid:signal>")
@guarded(Permission.Case.KEEP_WATCH, find_case)
def show_signal(case: Case, signal: UUID) -> ResponseReturnValue:
    found = opened(case)
    about = {"signal": _the_signal(found, signal)}
    return page(case, "watch-sign", DoneForm(formdata=None), found, about=about)


@bp.post("/signs/<uuid:signal>")
@guarded(Permission.Case.KEEP_WATCH, find_case)
def settle(case: Case, signal: UUID) -> ResponseReturnValue:
    form, about = DoneForm(), {"signal": _the_signal(opened(case), signal)}
    return written(case, "watch-sign", form, lambda: _settle(case, signal, form), about)


def _about(case: Case, found: Opened) -> dict[str, object]:
    lines = found.timeline.lines
    details = [each for each in lines if each.kind is Kind.SIGN_DETAIL]
    return {
        **asked_when(case, found),
        "signals": list(reversed(signals(lines).values())),
        "sign_details": {str(each.facts["signal"]): each for each in details},
        "checks": [each for each in lines if each.kind is Kind.CHECK_IN],
        "baselines": [each for each in lines if each.kind is Kind.BASELINE],
    }


def asked_when(case: Case, found: Opened) -> dict[str, object]:
    """When she is asked, and everybody else as far as this reader opens who that is."""
    everybody = [(each, _name(found, each)) for each in _covered(case, found)]
    return {
        "watch": watch(found.course, *_days(case, found)) if found.course is not None else None,
        "watched": everybody,
        "watched_names": {each.id.hex: name for each, name in everybody},
    }


def _days(case: Case, found: Opened) -> tuple[date, date]:
    """When it was told, and today, in the days of its place."""
    zone = zone_of(g.db, case.id)
    return day_in(zone, found.cover.received_at), day_in(zone, the_look().now)


def _covered(case: Case, found: Opened) -> list[Covered]:
    """Nobody for whoever does not read the inquiry: the union sees signs and no names."""
    if found.course is None or not may(g.actor, Permission.Case.KEEP_WATCH, case):
        return []
    return covered(found.timeline.lines, found.cover, found.course, *_days(case, found))


def _name(found: Opened, each: Covered) -> str:
    return each.name or found.name(each.id)


def _known(found: Opened) -> dict[UUID, tuple[Watched, str]]:
    """Whom a check-in can be of: nobody whose watch has ended."""
    everybody = [each for each in _covered(found.case, found) if not each.watch.is_over]
    return {
        each.id: (each.whom, f"{_name(found, each)}, {watched_as(each.whom)}") for each in everybody
    }


def _the_signal(found: Opened, signal: UUID) -> Signal:
    """Raises NotFound for one that is none of this case, or was dealt with."""
    known = signals(found.timeline.lines).get(signal)
    if known is None or known.done_at is not None:
        raise NotFound
    return known


def _ask(case: Case, form: AskHerForm) -> ResponseReturnValue:
    ask_her(g.db, the_turn(case, form.seen.data), form.words.data or "")
    return back_to(case, "/watch")


def _check(case: Case, form: CheckForm) -> ResponseReturnValue:
    write_down(g.db, the_turn(case, form.seen.data), *form.heard(), changed=form.has_changed)
    return back_to(case, "/watch")


def _baseline(case: Case, form: BaselineForm) -> ResponseReturnValue:
    turn = the_turn(case, form.seen.data)
    note_baseline(g.db, turn, form.source.value, form.words.data or "")
    return back_to(case, "/watch")


def _settle(case: Case, signal: UUID, form: CaseForm) -> ResponseReturnValue:
    try:
        deal_with(g.db, the_turn(case, form.seen.data), signal, form["words"].data or "")
    except NoSignal:
        raise NotFound from None
    return back_to(case, "/watch")
