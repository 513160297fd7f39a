"""`/cases/<id>/safety/gate/<act>`: what is missing before something that he can notice."""

from uuid import UUID

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.clocks.days import day_in
from casework.desk.reading import Opened
from casework.forms.measures import SpokenForm, TellingForm
from casework.forms.safety import show_day
from casework.models.case import Case
from casework.protection import gate, in_person
from casework.protection.gate import Act, Gate
from casework.protection.measured import Measure, day_noticed, measures
from casework.protection.places import zone_of
from casework.views.cases_writing import page, written
from casework.views.casing import back_to, explain_refusals, find_case, opened, the_turn

bp = Blueprint("gate", __name__, url_prefix="/cases/<uuid:case_id>/safety/gate")
explain_refusals(bp)
BACK = {Act.NOTICE: "/inquiry", Act.HEARING: "/inquiry", Act.DECISION: "/decision"}
"""The acts of an inquiry: a panel does them that reads none of her answers."""


@bp.get("/<act>")
@guarded(Permission.Case.PROTECT, find_case)
def show(case: Case, act: str) -> ResponseReturnValue:
    return _page(case, _the_act(act), None)


@bp.post("/<act>")
@guarded(Permission.Case.PROTECT, find_case)
def tell(case: Case, act: str) -> ResponseReturnValue:
    return _told(case, _the_act(act), None)


@bp.get("/<act>/spoken")
@guarded(Permission.Case.INQUIRE, find_case)
def show_spoken(case: Case, act: str) -> ResponseReturnValue:
    found, form = opened(case), SpokenForm(formdata=None)
    return page(case, "gate-spoken", form, found, about=_of_inquiry(case, found, act))


@bp.post("/<act>/spoken")
@guarded(Permission.Case.INQUIRE, find_case)
def note_spoken(case: Case, act: str) -> ResponseReturnValue:
    """What she said in person, for those who read none of her answers."""
    form, about = SpokenForm(), _of_inquiry(case, opened(case), act)
    return written(case, "gate-spoken", form, lambda: _note(case, _the_act(act), form), about)


@bp.get("/<act>/<uuid:measure>")
@guarded(Permission.Case.PROTECT, find_case)
def show_of(case: Case, act: str, measure: UUID) -> ResponseReturnValue:
    return _page(case, _the_act(act), measure)


@bp.post("/<act>/<uuid:measure>")
@guarded(Permission.Case.PROTECT, find_case)
def tell_of(case: Case, act: str, measure: UUID) -> ResponseReturnValue:
    return _told(case, _the_act(act), measure)


def gate_of(case: Case, found: Opened, act: Act, measure: Measure | None = None) -> Gate:
    """How the gate stands in an opened case, for the pages of what it lets through."""
    turn = the_turn(case)
    today = day_in(zone_of(g.db, case.id), turn.now)
    about, on = (measure.id.hex, day_noticed(measure, today)) if measure else ("", today)
    bars = gate.barred(g.db, found.cover, turn)
    return gate.gate(found.timeline.lines, found.cover, turn, act, about, on, bars)


def _page(case: Case, act: Act, measure: UUID | None) -> ResponseReturnValue:
    found = opened(case)
    about = _about(case, found, act, measure)
    form = TellingForm(formdata=None)
    known = about["measure"]
    today = day_in(zone_of(g.db, case.id), the_turn(case).now)
    show_day(form.day, day_noticed(known, today) if isinstance(known, Measure) else today)
    form.stop_words.data = str(_("You can still stop it. Shall it go on?"))
    return page(case, "gate", form, found, about=about)


def _told(case: Case, act: Act, measure: UUID | None) -> ResponseReturnValue:
    form, about = TellingForm(), _about(case, opened(case), act, measure)
    return written(case, "gate", form, lambda: _tell(case, act, measure, form), about)


def _about(case: Case, found: Opened, act: Act, measure: UUID | None) -> dict[str, object]:
    """Raises NotFound for a measure that is none of this case or of another sort."""
    known = measures(found.timeline.lines).get(measure) if measure else None
    if measure and (known is None or known.act is not act):
        raise NotFound
    return {"act": act, "measure": known, "gate": gate_of(case, found, act, known)}


def _of_inquiry(case: Case, found: Opened, act: str) -> dict[str, object]:
    """Raises NotFound for an act of no inquiry, and for whoever reads her answers and asks her."""
    if act not in BACK or in_person.asks_her(g.db, found.cover, case.id):
        raise NotFound
    known = Act(act)
    return {"act": known, "gate": gate_of(case, found, known), "back_path": BACK[known]}


def _note(case: Case, act: Act, form: SpokenForm) -> ResponseReturnValue:
    in_person.note(g.db, the_turn(case, form.seen.data), gate.about_of(act), form.said())
    return back_to(case, BACK[act])


def _the_act(act: str) -> Act:
    """Raises NotFound for anything else."""
    if act not in set(Act):
        raise NotFound
    return Act(act)


def _tell(case: Case, act: Act, measure: UUID | None, form: TellingForm) -> ResponseReturnValue:
    about = measure.hex if measure else ""
    gate.tell_her(g.db, the_turn(case, form.seen.data), act, form.telling(), about)
    return back_to(case, f"/safety/gate/{act}{f'/{measure}' if measure else ''}")
