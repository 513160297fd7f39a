"""`/directory/paper`: the places that help on paper, by area: a booklet, a wall sheet, cards."""

from collections.abc import Sequence
from datetime import date

import msgspec
from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from auth.guard import guarded
from auth.judging import complain
from auth.parts import now
from auth.permissions import Permission
from casework import languages
from casework.forms.directory_paper import BOOKLET, DirectoryPaperForm
from casework.paper.typesetting import Unprintable, render
from referrals.directory.offered import Offered
from referrals.directory.reading import offered
from referrals.directory.showable import countries_served
from referrals.matching.grounding import grounded
from referrals.matching.needs import Needs, Reach
from referrals.matching.ranking import matched
from referrals.paper.booklet import Booklet, booklet
from referrals.paper.pathway import Pathway, pathway
from referrals.words.areas import area_choices, area_name

bp = Blueprint("directory_paper", __name__, url_prefix="/directory/paper")
COUNTRY = 2


@bp.get("")
@guarded(Permission.Directory.READ)
def show() -> ResponseReturnValue:
    return _page(_offering(DirectoryPaperForm(formdata=None)))


@bp.post("")
@guarded(Permission.Directory.READ, reads=True)
def send() -> ResponseReturnValue:
    """The PDF. Nothing unconfirmed, no secret door and nobody's name stands in it."""
    form = _offering(DirectoryPaperForm())
    if not form.validate():
        return _page(form), 422
    language = form.language.value or languages.in_force()
    try:
        with force_locale(language):
            return _sent(form.paper.value, form.area.value, language)
    except Unprintable:
        complain(form.paper, _("It could not be made just now. Please try again."))
        return _page(form), 503


def near(area: str) -> list[Offered]:
    """What a worker there may be shown, what is best for most first."""
    stands = grounded(g.db)
    needs = Needs(
        country=area[:COUNTRY],
        area="" if len(area) == COUNTRY else area,
        reach=Reach.NEIGHBOURS,
    )
    return [each.place for each in matched(offered(g.db), needs, now(), stands.ground)]


def _sent(paper: str, area: str, language: str) -> Response:
    named = area_name(grounded(g.db).areas, area)
    values = _made(paper, near(area), named, now().date())
    document = "booklet" if paper == BOOKLET else "pathway"
    made = render(document, msgspec.structs.asdict(values), language)
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="addresses.pdf"'
    return response


def _made(paper: str, places: Sequence[Offered], area: str, on: date) -> Booklet | Pathway:
    if paper == BOOKLET:
        return booklet(places, area, on)
    # What a factory pays is no first door for people of every factory.
    return pathway([each for each in places if not each.factories], area, on, paper)


def _offering(form: DirectoryPaperForm) -> DirectoryPaperForm:
    areas = area_choices(grounded(g.db).areas, countries_served(g.db))
    spoken = [(code, languages.own_name(code)) for code in languages.offered()]
    form.offer([pair for pairs in areas.values() for pair in pairs], spoken)
    return form


def _page(form: DirectoryPaperForm) -> str:
    return render_template("referrals/directory/paper.html", form=form)
