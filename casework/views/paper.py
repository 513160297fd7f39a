"""`/cases/<id>/paper`: sheets about one case, blank under its code or filled from it."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from auth.guard import guarded
from auth.permissions import Permission
from casework.desk.coming_days import coming_days
from casework.desk.held import rows_of
from casework.desk.reading import Opened
from casework.forms.paper import BLANK, PaperForm
from casework.languages import in_force
from casework.models.case import Case
from casework.paper.catalogue import OF_A_CASE
from casework.paper.sheets import Sheet
from casework.paper.typesetting import Unprintable
from casework.views.casing import explain_refusals, find_case, opened, the_look
from casework.views.papering import (
    around_case,
    away,
    is_sound,
    language_of,
    not_made,
    note_printing,
    offering,
    pack_around,
    sent,
)
from casework.words import on_sheets
from casework.words.on_sheets import Desk

bp = Blueprint("paper", __name__, url_prefix="/cases/<uuid:case_id>/paper")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.PRINT, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    form = _offering(PaperForm(formdata=None, state=BLANK, language=in_force()), found)
    return _page(found, form)


@bp.post("")
@guarded(Permission.Case.PRINT, find_case, asks_again=True, reads=True)
def send(case: Case) -> ResponseReturnValue:
    """One sheet. A filled one leaves what is sealed: with the passphrase, and on the trail."""
    found = opened(case)
    form = _offering(PaperForm(), found)
    if not is_sound(form):
        return _page(found, form), 422
    language = language_of(form)
    try:
        with force_locale(language):
            response = sent(_sheet(found, form), around_case(found, language))
    except Unprintable:
        return _page(found, not_made(form)), 503
    facts = {"sheet": form.sheet.value, "state": form.state.value}
    note_printing(found, "case:paper:print", **facts)
    return response


def _offering(form: PaperForm, found: Opened) -> PaperForm:
    offering(form, OF_A_CASE, on_sheets.OF_A_CASE)
    form.offer_several({each: of(found) for each, of in on_sheets.WHICH_OF_A_CASE.items()})
    return form


def _page(found: Opened, form: PaperForm) -> str:
    return render_template("casework/case/paper.html", case=found.case, opened=found, form=form)


def _sheet(found: Opened, form: PaperForm) -> Sheet:
    if not form.is_filled:
        return OF_A_CASE[form.sheet.value]()
    look = the_look()
    rows = rows_of(g.db, look, [found.case.id])
    desk = Desk(
        rows,
        coming_days(g.db, look, rows),
        g.actor.name,
        pack=pack_around(found),
        which=form.chosen,
    )
    sheet = on_sheets.OF_A_CASE[form.sheet.value](found, away(desk))
    return on_sheets.masked_sheet(sheet, found)
