"""`/directory/due`: whom to call, and what came of it, in one screen."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from referrals.directory import confirming
from referrals.directory.areas import tree_of
from referrals.directory.confirming import Answer, tasks
from referrals.directory.reading import offered
from referrals.forms.keeping import CallForm
from referrals.models.listed import Service
from referrals.views.directory import find_service, service_page
from referrals.views.offering import audited, writer
from referrals.words.areas import area_name
from referrals.words.directory import STATES, kinds_words
from referrals.words.showing import shown

bp = Blueprint("directory_calling", __name__, url_prefix="/directory")
PAGE = 20
ON_ITS_OWN = "entry"
"""Where the form was sent from: the page of the entry, or else the list of whom to call."""
ACTS = {
    Answer.CONFIRMED: confirming.confirm,
    Answer.CALLED: confirming.called,
    Answer.CHANGED: confirming.heard_other,
    Answer.GONE: confirming.gone,
}
VERBS = {
    Answer.CONFIRMED: "service:confirmed",
    Answer.CALLED: "service:called",
    Answer.CHANGED: "service:other",
    Answer.GONE: "service:gone",
}


@bp.get("/due")
@guarded(Permission.Directory.CONFIRM)
def show() -> ResponseReturnValue:
    found = tasks(g.db, offered(g.db, now().date()))
    areas = tree_of(g.db).values()
    return render_template(
        "referrals/directory/due.html",
        tasks=[
            (
                each,
                shown(each.offered),
                kinds_words(each.offered.categories),
                ", ".join(sorted(area_name(areas, code) for code in each.offered.areas)),
                STATES[each.offered.freshness],
            )
            for each in found[:PAGE]
        ],
        more=max(len(found) - PAGE, 0),
    )


@bp.post("/services/<uuid:service_id>/call")
@guarded(Permission.Directory.CONFIRM, find_service)
def note_call(service: Service) -> ResponseReturnValue:
    form = CallForm()
    if not form.validate():
        return service_page(service, form), 422
    answer = Answer(form.answer.data)
    ACTS[answer](g.db, writer(), service, (form.note.data or "").strip())
    audited(VERBS[answer], service.id)
    if answer is Answer.CHANGED:
        return redirect(f"/directory/services/{service.id}/edit", 303)
    on_its_own = form.back.data == ON_ITS_OWN
    return redirect(f"/directory/services/{service.id}" if on_its_own else "/directory/due", 303)


@bp.post("/services/<uuid:service_id>/doubt")
@guarded(Permission.Directory.CONFIRM, find_service)
def doubt(service: Service) -> ResponseReturnValue:
    """From now on no worker is shown it, until somebody called there."""
    confirming.doubt(g.db, writer(), service)
    audited("service:doubted", service.id)
    return redirect(f"/directory/services/{service.id}", 303)
