"""`/measures/statutory`: a factory's year, exact for an authority, else out of published tables."""

from uuid import UUID

from flask import Blueprint, Response, abort, g, redirect, render_template, request
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
from casework.committee.rules import pack_of
from casework.forms.measuring import DisclosedForm, StatutoryForm
from casework.measures.beside import filled
from casework.measures.disclosed import by_act, by_sex, disclosed, missing
from casework.measures.laws import NAMED, Law, laws_of, period_of
from casework.measures.reading import Place, QuarterRead, public, quarters_of
from casework.measures.reported import MadeAlready, reports_of, store
from casework.measures.statutory import annual_of
from casework.measures.storing import counted_by
from casework.paper.sheets import Around, Sheet, print_sheet
from casework.paper.typesetting import Unprintable
from casework.parts import the_parts
from casework.views.measuring import REFUSED, analyst_here, reading, why_not
from casework.views.measuring_keys import find_programme
from casework.words.statutory import LAWS, year_words
from casework.words.statutory_sheets import as_acts, as_disclosed

bp = Blueprint("statutory", __name__, url_prefix="/measures/statutory")
YEARS = 4
OUT = "out"
"""Before the names of the second form's fields: two forms of one page share none."""


@bp.get("/<uuid:programme_id>")
@guarded(Permission.Measures.PUBLISH, find_programme)
def show(programme: Organization) -> ResponseReturnValue:
    mine = [each for each in reports_of(g.db, reading()) if each.row.programme_id == programme.id]
    places = sorted(_counted(programme), key=lambda each: each.name)
    return render_template(
        "casework/measuring/statutory.html",
        programme=programme,
        places=places,
        names={each.id: each.name for each in places},
        reports=[(each, LAWS[each.law], year_words(each.period)) for each in mine],
        years=_years(),
    )


@bp.get("/<uuid:programme_id>/<uuid:factory_id>")
@guarded(Permission.Measures.PUBLISH, find_programme)
def show_factory(programme: Organization, factory_id: UUID) -> ResponseReturnValue:
    place = _covered(programme, factory_id)
    return _page(programme, place, _exact(place, StatutoryForm(formdata=None)))


@bp.post("/<uuid:programme_id>/<uuid:factory_id>")
@guarded(Permission.Measures.PUBLISH, find_programme, asks_again=True)
def make(programme: Organization, factory_id: UUID) -> ResponseReturnValue:
    """Counted, sealed to the committee, and on the trail: exact counts are made."""
    place = _covered(programme, factory_id)
    form = _exact(place, StatutoryForm())
    if not form.validate() or not _is_over(form):
        return _page(programme, place, form), 422
    if not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _page(programme, place, form), 422
    try:
        report = _made(programme, place, form)
    except MadeAlready:
        complain(form.year, _("There is a report of that year. It is made once: hand on that one."))
        return _page(programme, place, form), 422
    except REFUSED as wrong:
        g.db.rollback()
        form.form_errors.append(why_not(wrong))
        return _page(programme, place, form), 422
    return redirect(f"/measures/reports/{report}", 303)


def _made(programme: Organization, place: Organization, form: StatutoryForm) -> UUID:
    law, her = Law(form.law.value), analyst_here(programme.id)
    period = period_of(law, int(form.year.value))
    beside = filled(g.db, place.id, period, form.beside)
    annual = annual_of(g.db, her, place.id, period, beside)
    row = store(g.db, her, place.id, law, period.year, annual)
    facts = {"law": law.value, "year": str(period.year), "factory": str(place.id)}
    note(g.db, g.keys, g.actor.person, "measures:report:make", programme.id, now(), **facts)
    return row.id


@bp.get("/<uuid:programme_id>/<uuid:factory_id>/published.pdf")
@guarded(Permission.Measures.PUBLISH, find_programme)
def send_disclosed(programme: Organization, factory_id: UUID) -> ResponseReturnValue:
    """A report for whom no law names: added up out of this factory's published tables."""
    place = _covered(programme, factory_id)
    form = _published(place, DisclosedForm(formdata=request.args, prefix=OUT))
    if not form.validate() or not _is_over(form):
        return _page(programme, place, form), 422
    law = Law(form.law.value)
    period = period_of(law, int(form.year.value))
    quarters = quarters_of(g.db, reading(), Place(programme.id, place.id))
    beside, at = filled(g.db, place.id, period, form.beside), str(place.id)
    sheet = as_disclosed(
        law,
        disclosed(law, quarters, period, at, beside),
        by_sex(law, quarters, period, at),
        period,
        place.name,
        pack_of(g.db, place, now().date()),
        missing(quarters, period),
    )
    return printed(sheet)


@bp.get("/<uuid:programme_id>/gbvims/<int:year>.pdf")
@guarded(Permission.Measures.PUBLISH, find_programme)
def send_acts(programme: Organization, year: int) -> ResponseReturnValue:
    """What complaints name, of all factories together, out of what everybody may read."""
    if year not in _years():
        abort(404)
    period, register = period_of(Law.GBVIMS, year), the_parts().register(g.db)
    every = (public(g.db, register, programme.id, each) for each in period.quarters)
    quarters: list[QuarterRead] = [each for each in every if each is not None]
    without = missing(quarters, period)
    return printed(as_acts(by_act(quarters, period), period, programme.name, without))


def printed(sheet: Sheet) -> Response:
    """A sheet as a file; 503 where it could not be made just now."""
    try:
        made = print_sheet(sheet, Around(language=languages.in_force()))
    except Unprintable:
        abort(503)
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="report.pdf"'
    return response


def _covered(programme: Organization, factory: UUID) -> Organization:
    return next((each for each in _counted(programme) if each.id == factory), None) or abort(404)


def _counted(programme: Organization) -> list[Organization]:
    """Its factories, without those that another programme counts: of these it knows nothing."""
    return counted_by(g.db, analyst_here(programme.id))


def _years() -> range:
    """Years that are over."""
    this = now().year
    return range(this - 1, this - 1 - YEARS, -1)


def _is_over(form: StatutoryForm | DisclosedForm) -> bool:
    """A financial year ends after the year that it is named after."""
    is_over = period_of(Law(form.law.value), int(form.year.value)).last_day < now().date()
    if not is_over:
        complain(form.year, _("That year is not over."))
    return is_over


def _exact(place: Organization, form: StatutoryForm) -> StatutoryForm:
    form.offer([each for each in laws_of(place.country) if each in NAMED], _years())
    return form


def _published(place: Organization, form: DisclosedForm) -> DisclosedForm:
    form.offer([each for each in laws_of(place.country) if each not in NAMED], _years())
    return form


def _page(programme: Organization, place: Organization, form: StatutoryForm | DisclosedForm) -> str:
    is_exact = isinstance(form, StatutoryForm)
    page: str = render_template(
        "casework/measuring/statutory_factory.html",
        programme=programme,
        place=place,
        exact=form if is_exact else _exact(place, StatutoryForm(formdata=None)),
        published=_published(place, DisclosedForm(formdata=None, prefix=OUT)) if is_exact else form,
        form=form,
    )
    return page
