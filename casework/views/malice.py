"""`/cases/<id>/malice`: a proceeding of its own against whoever complained, after a warning."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.desk.reading import Opened
from casework.forms import malice as forms
from casework.forms.cases import CaseForm
from casework.forms.safety import a_day
from casework.inquiry import malice, malice_review
from casework.inquiry.decisions import the_decision
from casework.models.case import Case
from casework.views.acting import Doing, do, show_form, the_doing
from casework.views.casing import explain_refusals, find_case, opened
from casework.views.inquiry_pack import pack_of
from casework.words.malice import MALICE_WORDS

bp = Blueprint("malice", __name__, url_prefix="/cases/<uuid:case_id>/malice")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(MALICE_WORDS))
HERE = "/malice"
CHARGE = Permission.Case.CHARGE_MALICE
WARNING = "casework/case/malice_warning.html"


@bp.get("")
@guarded(Permission.Case.CHARGE_MALICE, find_case)
def show(case: Case) -> ResponseReturnValue:
    """What stands of it, after the warning."""
    found = opened(case)
    lines = found.timeline.lines
    decided = the_decision(lines)
    return render_template(
        "casework/case/malice.html",
        case=case,
        opened=found,
        pack=pack_of(found),
        is_over=decided is not None and decided.told_on is not None,
        proceedings=list(reversed(malice.proceedings(lines).values())),
    )


@bp.get("/propose")
@guarded(Permission.Case.CHARGE_MALICE, find_case)
def show_propose(case: Case) -> ResponseReturnValue:
    return show_form(case, PROPOSE, None, HERE)


@bp.post("/propose")
@guarded(Permission.Case.CHARGE_MALICE, find_case)
def propose(case: Case) -> ResponseReturnValue:
    return do(case, PROPOSE, None, HERE)


@bp.get("/<act>/<uuid:about>")
@guarded(Permission.Case.CHARGE_MALICE, find_case)
def show_act(case: Case, act: str, about: UUID) -> ResponseReturnValue:
    return show_form(case, the_doing(case, DOINGS, act, about), about, HERE)


@bp.post("/<act>/<uuid:about>")
@guarded(Permission.Case.CHARGE_MALICE, find_case)
def do_act(case: Case, act: str, about: UUID) -> ResponseReturnValue:
    return do(case, the_doing(case, DOINGS, act, about), about, HERE)


def _warned(_form: CaseForm, found: Opened, about: UUID | None) -> Mapping[str, object]:
    if about is not None and about not in malice.proceedings(found.timeline.lines):
        raise NotFound
    return {"pack": pack_of(found)}


PROPOSE = Doing(
    title=_l("Propose a proceeding against whoever complained"),
    form=forms.ProposeForm,
    offer=_warned,
    do=lambda turn, form, _about: malice.propose(g.db, turn, form.words.data or ""),
    permission=CHARGE,
    beside=WARNING,
    button=_l("Propose it"),
)
DOINGS: Mapping[str, Doing] = MappingProxyType(
    {
        "informed": Doing(
            title=_l("Who knows of it"),
            say=_l(
                "External member and supervisor each say so themselves; the external member also "
                "for a supervisor who does not read the inquiry."
            ),
            form=forms.InformForm,
            offer=_warned,
            do=lambda turn, form, about: malice.inform(
                g.db, turn, about, form.capacity, a_day(form.on), form.words.data or ""
            ),
            permission=CHARGE,
            is_about=True,
        ),
        "open": Doing(
            title=_l("Open it"),
            form=forms.OpenForm,
            offer=_warned,
            do=lambda turn, form, about: malice.open_it(
                g.db, turn, about, a_day(form.on), form.words.data or ""
            ),
            permission=CHARGE,
            is_about=True,
            beside=WARNING,
            button=_l("Open it: she was told"),
        ),
        "heard": Doing(
            title=_l("She is heard"),
            form=forms.HeardForm,
            offer=_warned,
            do=lambda turn, form, about: malice.hear(
                g.db, turn, about, a_day(form.on), form.words.data or ""
            ),
            permission=CHARGE,
            is_about=True,
        ),
        "decide": Doing(
            title=_l("What is decided of it"),
            say=_l("By somebody who neither decided the complaint nor proposed this."),
            form=forms.RuleForm,
            offer=_warned,
            do=lambda turn, form, about: malice.rule(g.db, turn, about, form.ruling()),
            permission=CHARGE,
            is_about=True,
            beside=WARNING,
        ),
        "review": Doing(
            title=_l("She asks for a review of it"),
            form=forms.ReviewForm,
            offer=_warned,
            do=lambda turn, form, about: malice_review.note_asked(
                g.db, turn, about, a_day(form.on), form.body.data or "", form.words.data or ""
            ),
            permission=CHARGE,
            is_about=True,
        ),
        "take-up": Doing(
            title=_l("Take up the review that she asked for"),
            say=_l("By somebody who did not decide what is reviewed."),
            form=forms.TakeUpForm,
            offer=_warned,
            do=lambda turn, form, about: malice_review.take_up(
                g.db, turn, about, a_day(form.on), form.body.data or ""
            ),
            permission=CHARGE,
            is_about=True,
        ),
        "review-ended": Doing(
            title=_l("How the review ended"),
            form=forms.ReviewEndedForm,
            offer=_warned,
            do=lambda turn, form, about: malice_review.end_review(
                g.db,
                turn,
                about,
                a_day(form.on),
                form.words.data or "",
                stands=form.stands.value == "yes",
            ),
            permission=CHARGE,
            is_about=True,
        ),
    }
)
"""By what stands in the address."""
