"""`/measures/published`: what everybody may read of a quarter, at an address that stays."""

from uuid import UUID

from flask import Blueprint, abort, g, render_template
from flask.typing import ResponseReturnValue

from auth.guard import public as for_everybody
from auth.models import Organization
from casework.measures.counts import OUTSIDE
from casework.measures.quarters import Quarter, quarter_named
from casework.measures.reading import Place, public, published_quarters
from casework.measures.tables import FEWEST
from casework.parts import the_parts
from casework.views.measuring_export import sent
from casework.views.measuring_pages import drawn, names_of_places
from casework.words.measuring_sheets import Taken

bp = Blueprint("measuring_public", __name__, url_prefix="/measures/published")

RULE = {"rule": OUTSIDE, "fewest": FEWEST}


@bp.get("")
@for_everybody
def show() -> ResponseReturnValue:
    found = published_quarters(g.db)
    names = names_of_places(g.db, [programme for programme, _quarter, _on in found])
    every = [(names[of], at, _address(at, of), on) for of, at, on in found]
    return render_template("casework/measuring/published.html", every=every, read=None, **RULE)


@bp.get("/<quarter>/<uuid:programme_id>")
@for_everybody
def show_quarter(quarter: str, programme_id: UUID) -> ResponseReturnValue:
    at, programme = quarter_named(quarter), g.db.get(Organization, programme_id)
    read = public(g.db, the_parts().register(g.db), programme_id, at) if at is not None else None
    if at is None or programme is None or read is None:
        abort(404)
    return render_template(
        "casework/measuring/published.html",
        read=read,
        pages=drawn([read], read, Place(programme_id, programme_id)),
        programme=programme.name,
        at=programme_id,
        address=the_parts().config.origin + _address(at, programme_id),
        on=read.made_on.isoformat(),
        **RULE,
    )


@bp.get("/<quarter>/<uuid:programme_id>/measures.<form>")
@for_everybody
def send_quarter(quarter: str, programme_id: UUID, form: str) -> ResponseReturnValue:
    """The same numbers as a file: csv, xlsx or pdf."""
    at, programme = quarter_named(quarter), g.db.get(Organization, programme_id)
    read = public(g.db, the_parts().register(g.db), programme_id, at) if at is not None else None
    if programme is None or read is None:
        abort(404)
    return sent(Taken([read], programme.name), form)


def _address(quarter: Quarter, programme: UUID) -> str:
    return f"/measures/published/{quarter}/{programme}"
