"""`/committee/paper`: the committee's own sheets, blank or filled from register and desk."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from auth.guard import guarded
from auth.judging import complain
from auth.models import COMMITTEE
from auth.permissions import Permission
from casework.desk.coming_days import coming_days
from casework.desk.held import list_cases
from casework.desk.sitting import Body, the_body
from casework.forms.paper import BLANK, OwnPaperForm
from casework.languages import in_force
from casework.paper.catalogue import OF_A_COMMITTEE
from casework.paper.sheets import Sheet
from casework.paper.typesetting import Unprintable
from casework.parts import the_parts
from casework.views.calling import the_helplines
from casework.views.casing import explain_refusals, the_look
from casework.views.handing_on import with_each_case
from casework.views.papering import away, is_sound, language_of, not_made, offering, sent
from casework.words import on_sheets
from casework.words.committee_sheets import EACH, helpline_words
from casework.words.on_sheets import WHICH_OF_A_COMMITTEE as SEVERAL
from casework.words.on_sheets import Desk
from casework.words.several import Named

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
    language, body = language_of(form), _body(UUID(form.place.value))
    if form.is_filled and not _is_of_this_committee(form, body):
        return _page(form), 422
    try:
        with force_locale(language):
            return sent(_sheet(body, form), on_sheets.around(body.place, body.pack, language))
    except Unprintable:
        return _page(not_made(form)), 503


def _offering(form: OwnPaperForm) -> OwnPaperForm:
    offering(form, OF_A_COMMITTEE, on_sheets.OF_A_COMMITTEE)
    places = dict.fromkeys(each.organization for each in g.actor.standings_as(COMMITTEE))
    bodies = [_body(each) for each in places]
    form.place.offer((each.place.id.hex, each.place.name) for each in bodies)
    form.offer_several({sheet: _several(of, bodies) for sheet, of in SEVERAL.items()})
    if len(bodies) == 1:
        form.place.data = bodies[0].place.id.hex
    return form


def _several(of: Callable[[Body], Named], bodies: list[Body]) -> Named:
    """What a sheet can be about, by committee where she sits on more than one."""
    if len(bodies) == 1:
        return of(bodies[0])
    return [(key, f"{words}, {each.place.name}") for each in bodies for key, words in of(each)]


def _page(form: OwnPaperForm) -> str:
    return render_template("casework/desk/paper.html", form=form)


def _body(place: UUID) -> Body:
    return the_body(g.db, g.keys, place, the_look().now.date())


def _is_of_this_committee(form: OwnPaperForm, body: Body) -> bool:
    """Whether what was chosen is in the book of the committee that was chosen."""
    of = SEVERAL.get(form.sheet.value)
    if not form.chosen or of is None or form.chosen in dict(of(body)):
        return True
    complain(form.which, _("This belongs to another committee than the one you chose above."))
    return False


def _sheet(body: Body, form: OwnPaperForm) -> Sheet:
    if not form.is_filled:
        return OF_A_COMMITTEE[form.sheet.value]()
    look = the_look()
    # Whoever sits on two committees hands a sheet of one to nobody of the other.
    rows = [each for each in list_cases(g.db, look) if each.home == body.place.id]
    desk = Desk(
        rows,
        coming_days(g.db, look, rows),
        g.actor.name,
        address=f"{the_parts().config.origin}/w",
        outside=[*map(helpline_words, the_helplines().for_everybody([body.place.country]))],
        which=form.chosen,
    )
    desk = away(desk)
    sheet = on_sheets.OF_A_COMMITTEE[form.sheet.value](body, desk)
    return with_each_case(sheet, desk) if form.chosen == EACH else sheet
