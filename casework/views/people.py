"""`/cases/<id>/people`: whom it is about, who saw it, who stands beside her, who interprets."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.case.turns import Turn
from casework.desk.reading import Opened, names_of
from casework.forms import parties as forms
from casework.forms.parties import PartyForm
from casework.models.case import Case
from casework.parties import people
from casework.parties.declaring import is_due, whom
from casework.parties.people import Part, Party
from casework.readers.kept_away import described_by
from casework.readers.recipients import reach
from casework.views.acting import Doing, do, show_form, the_doing
from casework.views.casing import explain_refusals, find_case, opened, the_look

bp = Blueprint("cases_people", __name__, url_prefix="/cases/<uuid:case_id>/people")
explain_refusals(bp)
HERE = "/people"
MATCHED = _l(
    "Whoever of the roster may be meant is kept away by key until somebody settles it, and "
    "everybody of the committee is asked again before the case opens."
)


def _party(found: Opened, about: UUID | None) -> Party | None:
    """Raises NotFound for an id that names nobody."""
    if about is None:
        return None
    known = people.parties(found.timeline.lines).get(about)
    if known is None:
        raise NotFound
    return known


def _offer(form: PartyForm, found: Opened, about: UUID | None) -> Mapping[str, object]:
    party = _party(found, about)
    if party is not None and party.sketch.part is not form.part:
        raise NotFound
    return {}


def _begin(form: PartyForm, found: Opened, about: UUID | None) -> None:
    party = _party(found, about)
    if party is not None:
        form.show(party.sketch)
    elif form.part is Part.RESPONDENT:
        _as_she_told(form, found)


def _as_she_told(form: PartyForm, found: Opened) -> None:
    """What she answered stands there to begin with, once: the committee goes on from it."""
    told = whom(found.timeline.lines)
    if told and not people.of_part(found.timeline.lines, Part.RESPONDENT):
        form.show(people.Sketch(part=form.part, named=told[0], is_masked=False))


def _write(turn: Turn, form: PartyForm, about: UUID | None) -> object:
    sketch = form.sketch()
    if about is None:
        return people.add(g.db, turn, sketch)
    return people.correct(g.db, turn, about, sketch)


def _of(form: type[PartyForm], title: str, say: str) -> Doing:
    return Doing(
        title=title,
        say=say,
        form=form,
        offer=_offer,
        begin=_begin,
        do=_write,
        permission=Permission.Case.KEEP_PARTIES,
        may_be_about=True,
    )


def _somebody(_form: object, found: Opened, about: UUID) -> Mapping[str, object]:
    return {"party": _party(found, about)}


DOINGS: Mapping[str, Doing] = MappingProxyType(
    {
        "respondent": _of(forms.RespondentForm, _l("Whom it is about"), MATCHED),
        "witness": _of(forms.WitnessForm, _l("A witness"), MATCHED),
        "support": _of(
            forms.SupportForm,
            _l("Somebody who stands beside her"),
            _l("She chooses who it is. Whoever it is signs a secrecy undertaking first."),
        ),
        "interpreter": _of(
            forms.InterpreterForm,
            _l("An interpreter"),
            _l("Nobody of the same line, and nobody close to one of the two."),
        ),
        "left": Doing(
            title=_l("Does not belong to it"),
            say=_l("What was written stays in the timeline, and so does why it no longer counts."),
            form=forms.LeaveForm,
            offer=_somebody,
            do=lambda turn, form, about: people.leave(g.db, turn, about, form.words.data or ""),
            permission=Permission.Case.KEEP_PARTIES,
            is_about=True,
            beside="casework/case/people_party.html",
        ),
    }
)
"""By what stands in the address."""


@bp.get("")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def show(case: Case) -> ResponseReturnValue:
    found, look = opened(case), the_look()
    lines, cover, on = found.timeline.lines, found.cover, look.now.date()
    said = described_by(found.timeline)
    open_to = reach(g.db, g.keys, look.register, case.id, cover, on, said)
    return render_template(
        "casework/case/people.html",
        case=case,
        opened=found,
        parties=list(people.parties(lines).values()),
        told=whom(lines),
        to_settle=names_of(g.db, open_to.to_settle),
        asked=[each.holder for each in cover.holders if is_due(cover, each.holder)],
    )


@bp.get("/<act>")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def show_act(case: Case, act: str) -> ResponseReturnValue:
    return show_form(case, the_doing(case, DOINGS, act, None), None, HERE)


@bp.post("/<act>")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def do_act(case: Case, act: str) -> ResponseReturnValue:
    return do(case, the_doing(case, DOINGS, act, None), None, HERE)


@bp.get("/<act>/<uuid:about>")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def show_act_about(case: Case, act: str, about: UUID) -> ResponseReturnValue:
    return show_form(case, the_doing(case, DOINGS, act, about), about, HERE)


@bp.post("/<act>/<uuid:about>")
@guarded(Permission.Case.KEEP_PARTIES, find_case)
def do_act_about(case: Case, act: str, about: UUID) -> ResponseReturnValue:
    return do(case, the_doing(case, DOINGS, act, about), about, HERE)
