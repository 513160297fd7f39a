"""`/committee/paper`: the committee's own sheets, blank or filled from register and desk."""

from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from auth.guard import guarded
from auth.models import COMMITTEE, Organization
from auth.permissions import Permission
from casework.desk.coming_days import coming_days
from casework.desk.held import list_cases
from casework.desk.sitting import Body, the_body
from casework.forms.paper import BLANK, OwnPaperForm
from casework.languages import in_force
from casework.paper.catalogue import OF_A_COMMITTEE
from casework.paper.sheets import Sheet
from casework.paper.typesetting import Unprintable
from casework.views.casing import explain_refusals, the_look
from casework.views.papering import is_sound, language_of, not_made, offering, sent
from casework.words import on_sheets
from casework.words.on_sheets import Desk

bp = Blueprint("paper_own", __name__, url_prefix="/committee/paper")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Committee.PRINT)
def show() -> ResponseReturnValue:
    return _page(_offering(OwnPaperForm(formdata=None, state=BLANK, language=in_force())))


@bp.post("")
@guarded(Permission.Committee.PRINT, asks_again=True, reads=True)
def send() -> ResponseReturnValue:
    """One sheet. A filled one can hold case codes and names: with the passphrase."""
    form = _offering(OwnPaperForm())
    if not is_sound(form):
        return _page(form), 422
    language, body = language_of(form), _the_body(form)
    try:
        with force_locale(language):
            return sent(_sheet(body, form), on_sheets.around(body.place, body.pack, language))
    except Unprintable:
        return _page(not_made(form)), 503


def _offering(form: OwnPaperForm) -> OwnPaperForm:
    offering(form, OF_A_COMMITTEE, on_sheets.OF_A_COMMITTEE)
    places = dict.fromkeys(each.organization for each in g.actor.standings_as(COMMITTEE))
    named = [(each.hex, g.db.get_one(Organization, each).name) for each in places]
    form.place.offer(named)
    if len(named) == 1:
        form.place.data = named[0][0]
    return form


def _page(form: OwnPaperForm) -> str:
    return render_template("casework/desk/paper.html", form=form)


def _the_body(form: OwnPaperForm) -> Body:
    return the_body(g.db, UUID(form.place.value), the_look().now.date())


def _sheet(body: Body, form: OwnPaperForm) -> Sheet:
    if not form.is_filled:
        return OF_A_COMMITTEE[form.sheet.value]()
    look = the_look()
    # Whoever sits on two committees hands a sheet of one to nobody of the other.
    rows = [each for each in list_cases(g.db, look) if each.home == body.place.id]
    desk = Desk(rows, coming_days(g.db, look, rows), g.actor.name)
    return on_sheets.OF_A_COMMITTEE[form.sheet.value](body, desk)
