"""`/measures/statutory`: a factory's year in exact counts, for the authority that a law names."""

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from auth.again import is_proven
from auth.guard import guarded
from auth.judging import complain
from auth.models import Organization
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from casework import languages
from casework.facts.keeping import KeyLacking
from casework.facts.keys import Analyst
from casework.forms.measuring import StatutoryForm
from casework.measures.statutory import Beside, Law, annual_of
from casework.measures.storing import factories_of
from casework.paper.sheets import Around, Sheet, print_sheet
from casework.paper.typesetting import Unprintable
from casework.views.measuring import analyst_here, lacking
from casework.views.measuring_keys import find_programme
from casework.words.statutory import as_report
from crypto.errors import KeyMissing

bp = Blueprint("statutory", __name__, url_prefix="/measures/statutory")
YEARS = 4


@bp.get("/<uuid:programme_id>")
@guarded(Permission.Measures.PUBLISH, find_programme)
def show(programme: Organization) -> ResponseReturnValue:
    return _page(programme, _offering(programme, StatutoryForm(formdata=None)))


@bp.post("/<uuid:programme_id>")
@guarded(Permission.Measures.PUBLISH, find_programme, asks_again=True)
def send(programme: Organization) -> ResponseReturnValue:
    """The PDF, and a line on the trail: exact counts have left."""
    form = _offering(programme, StatutoryForm())
    if not form.validate():
        return _page(programme, form), 422
    if not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _page(programme, form), 422
    try:
        language = languages.in_force()
        made = print_sheet(_report(form, analyst_here(programme.id)), Around(language=language))
    except KeyLacking:
        complain(form.passphrase, lacking())
        return _page(programme, form), 422
    except KeyMissing:
        complain(form.passphrase, _("You are not certified here, or hold no such key."))
        return _page(programme, form), 422
    except Unprintable:
        complain(form.law, _("It could not be made just now. Please try again."))
        return _page(programme, form), 503
    _note(programme, form)
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="report.pdf"'
    return response


def _report(form: StatutoryForm, her: Analyst) -> Sheet:
    law, year = Law(form.law.value), int(form.year.value)
    place = next(each for each in factories_of(g.db, her.programme) if _is(each, form))
    beside = Beside(form.workshops.data, form.women.data, form.men.data, form.transgender.data)
    return as_report(law, annual_of(g.db, her, place.id, year, beside), place.name)


def _is(place: Organization, form: StatutoryForm) -> bool:
    return place.id.hex == form.factory.value


def _offering(programme: Organization, form: StatutoryForm) -> StatutoryForm:
    """Years that are over, and the factories that the programme covers."""
    this = now().year
    places = [(each.id.hex, each.name) for each in factories_of(g.db, programme.id)]
    form.offer(places, range(this - 1, this - 1 - YEARS, -1))
    return form


def _note(programme: Organization, form: StatutoryForm) -> None:
    facts = {"law": form.law.value, "year": form.year.value}
    verb = "measures:report:make"
    note(g.db, g.keys, g.actor.person, verb, programme.id, now(), **facts)


def _page(programme: Organization, form: StatutoryForm) -> str:
    page: str = render_template("casework/measuring/statutory.html", programme=programme, form=form)
    return page
