"""`/p`: help without an account. Asked by POST, so that no address, history or log holds it."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from auth.guard import public, publicly
from auth.parts import now, the_parts
from referrals.directory.reading import offered
from referrals.directory.showable import countries_served, showable
from referrals.forms.finding import COUNTRY, FindForm
from referrals.matching.entries import is_open
from referrals.matching.facts import Criterion, Verdict
from referrals.matching.grounding import grounded
from referrals.matching.ranking import Candidate, matched
from referrals.matching.weights import WEIGHTS
from referrals.models.terms import Category
from referrals.words.areas import area_choices, area_name, country_name
from referrals.words.kinds import FIRST, KINDS
from referrals.words.lines import Helplines
from referrals.words.showing import shown

bp = Blueprint("finding", __name__)
URGENT = frozenset({Category.HEALTH, Category.GBV, Category.EMERGENCY})
"""Kinds for which the hours that count stand above what was found."""
AT_ONCE = URGENT | {Category.SAFETY, Category.SHELTER, Category.HOTLINE}
"""Kinds for which a door that is open now stands before a better one that is not."""
CAN_ASK = frozenset(
    {
        Criterion.PLACE,
        Criterion.OPEN_NOW,
        Criterion.LANGUAGE,
        Criterion.COST,
        Criterion.STAFF,
        Criterion.TRANS,
    }
)
MOST = 12
"""Places of a list: more would be read by nobody on a small screen."""


@bp.get("/p")
@public
def show() -> ResponseReturnValue:
    """What is asked, and numbers to call for whoever asks nothing."""
    return _asked(_form(is_typed=False))


@bp.post("/p")
@publicly(reads=True)
def find() -> ResponseReturnValue:
    """What fits, as the answer to the question itself: nothing of it is kept."""
    form = _form()
    if not form.validate():
        return _asked(form), 422
    kind = form.category
    if kind is None or "change" in request.form:
        return _asked(form)
    return _found(form, kind, "found_print" if "print" in request.form else "found")


def _asked(form: FindForm) -> str:
    pairs = [(kind.value, words) for kind, words in KINDS.items()]
    return render_template(
        "referrals/help.html", form=form, first=pairs[:FIRST], more=pairs[FIRST:], **_lines("")
    )


def _found(form: FindForm, kind: Category, page: str) -> str:
    stands, when = grounded(g.db), now()
    found = matched(offered(g.db), form.needs(kind), when, stands.ground)
    fit = [(each, is_open(each.place, when)) for each in found if _fits(each)]
    rest = [each for each in found if not _fits(each)]
    if kind in AT_ONCE:
        fit.sort(key=lambda pair: pair[1] is not True)
    return render_template(
        f"referrals/{page}.html",
        form=form,
        kind=KINDS[kind],
        where=area_name(stands.areas, form.area.data or "") or _("Anywhere"),
        places=[shown(each.place, is_it) for each, is_it in fit[:MOST]],
        perhaps=[shown(each.place, is_open(each.place, when)) for each in rest[:MOST]],
        is_urgent=kind in URGENT,
        **_lines((form.area.data or "")[:COUNTRY]),
    )


def _fits(candidate: Candidate) -> bool:
    """Whether it is known to fit in everything that this page can ask."""
    asked = (WEIGHTS[each.fact] for each in candidate.reasons)
    return all(each.verdict is Verdict.FITS for each in asked if each.criterion in CAN_ASK)


def _lines(country: str) -> dict[str, object]:
    lines = Helplines(showable(offered(g.db), shows_all=the_parts().is_demo))
    countries = [country] if country else countries_served(g.db)
    named = ((country_name(each), lines.for_everybody([each])) for each in sorted(countries))
    return {
        "lines": [(name, rows) for name, rows in named if rows],
        "child_lines": lines.for_children(countries),
    }


def _form(*, is_typed: bool = True) -> FindForm:
    form = FindForm() if is_typed else FindForm(formdata=None)
    named = get_locale().languages
    spoken = {code for each in showable(offered(g.db)) for code in each.languages}
    pairs = sorted((named.get(each, each), each) for each in spoken)
    areas = area_choices(grounded(g.db).areas, countries_served(g.db))
    form.offer(areas, [(code, name) for name, code in pairs])
    return form
