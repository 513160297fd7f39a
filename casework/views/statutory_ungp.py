"""`/measures/statutory/<programme>/ungp`: evidence for the eight criteria of UNGP 31."""

from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.models import Organization
from auth.parts import now
from auth.permissions import Permission
from casework.measures.storing import factories_of
from casework.oversight.effectiveness import Effectiveness, effectiveness
from casework.views.measuring import reading
from casework.views.measuring_keys import find_programme
from casework.views.statutory import printed
from casework.words.ungp import as_checklist, checklist, from_words, note_of, title_words

bp = Blueprint("statutory_ungp", __name__, url_prefix="/measures/statutory")


@bp.get("/<uuid:programme_id>/ungp")
@guarded(Permission.Measures.PUBLISH, find_programme)
def show(programme: Organization) -> ResponseReturnValue:
    found = _found(programme)
    return render_template(
        "casework/measuring/ungp.html",
        programme=programme,
        title=title_words(),
        standard=from_words(),
        note=note_of(found),
        checklist=checklist(found),
    )


@bp.get("/<uuid:programme_id>/ungp.pdf")
@guarded(Permission.Measures.PUBLISH, find_programme)
def send(programme: Organization) -> Response:
    """The same on paper."""
    today = now().date().isoformat()
    return printed(as_checklist(_found(programme), programme.name, today))


def _found(programme: Organization) -> Effectiveness:
    places = factories_of(g.db, programme.id)
    return effectiveness(g.db, g.keys, reading(), programme.id, places, now().date())
