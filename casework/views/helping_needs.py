"""`/cases/<id>/help/needs`: what she needs of a place that helps."""

from zoneinfo import ZoneInfo

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from sqlalchemy import select

from auth.guard import guarded
from auth.permissions import Permission
from casework.desk.reading import Opened
from casework.forms.needing import NeedsForm
from casework.helping.needs import Kept, country_of, her_needs
from casework.helping.noting_needs import keep
from casework.languages import offered as spoken_here
from casework.models.case import Case
from casework.protection.places import zone_of
from casework.views.cases_writing import page, written
from casework.views.casing import back_to, explain_refusals, find_case, opened, the_turn
from casework.views.whom import places_of
from referrals.directory.reading import offered
from referrals.models.keeping import Area

bp = Blueprint("helping_needs", __name__, url_prefix="/cases/<uuid:case_id>/help/needs")
explain_refusals(bp)
PAGE = "helping/needs"


@bp.get("")
@guarded(Permission.Case.KEEP_NEEDS, find_case)
def show(case: Case) -> ResponseReturnValue:
    found, form = opened(case), NeedsForm(formdata=None)
    kept = _offer(form, found)
    form.show(kept.wanted, _zone(case))
    return page(case, PAGE, form, found, about={"kept": kept})


@bp.post("")
@guarded(Permission.Case.KEEP_NEEDS, find_case)
def write(case: Case) -> ResponseReturnValue:
    form = NeedsForm()
    kept = _offer(form, opened(case))
    return written(case, PAGE, form, lambda: _keep(case, form, kept), {"kept": kept})


def _offer(form: NeedsForm, found: Opened) -> Kept:
    """Say what there is to choose from, what is chosen already among it; gives that back."""
    kept = her_needs(found.timeline.lines)
    needs = kept.wanted.needs
    areas = _areas(country_of(g.db, found.cover))
    in_directory = {each for place in offered(g.db) for each in place.languages}
    spoken = in_directory | set(spoken_here()) | needs.languages
    named = {each: _language(each) for each in spoken}
    if needs.area and needs.area not in dict(areas):
        areas = [*areas, (needs.area, needs.area)]
    form.offer_out(kept.wanted.kept_out, places_of(found.cover))
    form.offer(areas, sorted(named.items(), key=lambda pair: pair[1]))
    return kept


def _areas(country: str) -> list[tuple[str, str]]:
    """The parts of a country, each under the one above it."""
    rows = g.db.scalars(select(Area).where(Area.country == country)).all()
    named = {each.code: each.name for each in rows}
    parts = [each for each in rows if each.parent_code]
    pairs = [(each.code, _under(each, named)) for each in parts]
    return sorted(pairs, key=lambda pair: pair[1])


def _under(area: Area, named: dict[str, str]) -> str:
    above = named.get(area.parent_code, "")
    is_country = len(area.parent_code) == 2
    return area.name if is_country or not above else f"{above} – {area.name}"


def _language(code: str) -> str:
    return str(get_locale().languages.get(code, code))


def _zone(case: Case) -> ZoneInfo:
    return zone_of(g.db, case.id)


def _keep(case: Case, form: NeedsForm, kept: Kept) -> ResponseReturnValue:
    wanted = form.wanted(kept.wanted, _zone(case))
    keep(g.db, the_turn(case, form.seen.data), wanted)
    return back_to(case, "/help")
