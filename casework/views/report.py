"""`/cases/<id>/report`: a page that says what it means, then the report of a whole case."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, format_date
from flask_babel import gettext as _
from sqlalchemy import select

from auth import trail
from auth.again import is_proven
from auth.guard import guarded
from auth.judging import complain
from auth.models import Checkpoint
from auth.permissions import Permission
from casework import languages
from casework.case.keeping import epochs
from casework.desk.reading import Opened
from casework.forms.report import FOR, ReportForm
from casework.models.case import Case
from casework.paper import case_report
from casework.paper.typesetting import Unprintable
from casework.parts import the_parts
from casework.report.masking import Mask
from casework.views.as_text import texts
from casework.views.casing import explain_refusals, find_case, opened, the_look
from casework.views.papering import around_case, note_printing, sent
from casework.words import reporting
from casework.words.reporting import Asked, Proof

bp = Blueprint("report", __name__, url_prefix="/cases/<uuid:case_id>/report")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.PRINT, find_case)
def show(case: Case) -> ResponseReturnValue:
    usual = [Mask.SURVIVOR, Mask.WITNESSES, Mask.NOTES, Mask.MESSAGES]
    form = _offering(ReportForm(formdata=None, masks=usual, language=languages.in_force()))
    return _page(opened(case), form)


@bp.post("")
@guarded(Permission.Case.PRINT, find_case, asks_again=True, reads=True)
def send(case: Case) -> ResponseReturnValue:
    form, found = _offering(ReportForm()), opened(case)
    if not form.validate():
        return _page(found, form), 422
    if not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _page(found, form), 422
    language = form.language.value or languages.in_force()
    try:
        with force_locale(language):
            response = sent(
                case_report.case_report(_report(found, form)), around_case(found, language)
            )
    except Unprintable:
        complain(form.made_for, _("The report could not be made just now. Please try again."))
        return _page(found, form), 503
    note_printing(
        found,
        "case:report:print",
        made_for=form.made_for.value,
        left_out=" ".join(form.masks.values),
    )
    return response


def _offering(form: ReportForm) -> ReportForm:
    spoken = [(code, languages.own_name(code)) for code in languages.offered()]
    form.offer({mask.value: str(words) for mask, words in reporting.MASKS.items()}, spoken)
    return form


def _page(found: Opened, form: ReportForm) -> str:
    return render_template("casework/case/report.html", case=found.case, opened=found, form=form)


def _report(found: Opened, form: ReportForm) -> case_report.CaseReport:
    asked = Asked(str(FOR[form.made_for.value]), frozenset(map(Mask, form.masks.values)))
    newest = g.db.scalar(select(Checkpoint.note).order_by(Checkpoint.size.desc()).limit(1))
    proof = Proof(
        epoch=epochs(g.db, found.case.id)[-1],
        checkpoint=newest or "",
        trail=trail.walk(g.db, found.cover.trail_keys),
        log_keys=[each.written for each in the_parts().config.log_public_keys],
    )
    made_on = format_date(the_look().now)
    return reporting.case_report(found, texts(found), asked, proof, made_on)
