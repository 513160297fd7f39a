"""`/directory/due`: whom to call, and what came of it, in one screen."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.paging import Pages
from auth.parts import now
from auth.permissions import Permission
from referrals.directory import confirming
from referrals.directory.areas import tree_of
from referrals.directory.confirming import Answer, Task, tasks
from referrals.directory.listing import is_for
from referrals.directory.reading import offered
from referrals.forms.keeping import CallForm, DueForm
from referrals.models.keeping import Area
from referrals.models.listed import Service
from referrals.views.directory import find_service, service_page, sources_of
from referrals.views.offering import areas_offered, audited, writer
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
    form, tree = DueForm(request.args), tree_of(g.db)
    form.offer(areas_offered(g.db))
    is_right = form.validate()
    area = (form.area.data or "") if is_right else ""
    every = offered(g.db, now().date())
    found = tasks(g.db, (each for each in every if not area or is_for(each, tree, area)))
    pages = Pages(request.args.get("page", 1, int), len(found), PAGE)
    page = render_template(
        "referrals/directory/due.html",
        tasks=_drawn(pages.of(found), tree),
        pages=pages,
        form=form,
        area=area,
        held=confirming.to_call(every),
    )
    return page, 200 if is_right else 422


def _drawn(found: Sequence[Task], tree: Mapping[str, Area]) -> list[tuple[object, ...]]:
    areas, sources = tree.values(), sources_of(g.db, [each.offered.service for each in found])
    return [
        (
            each,
            shown(each.offered),
            kinds_words(each.offered.categories),
            ", ".join(sorted(area_name(areas, code) for code in each.offered.areas)),
            STATES[each.offered.freshness],
            sources.get(each.offered.service),
        )
        for each in found
    ]


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
    if form.back.data == ON_ITS_OWN:
        return redirect(f"/directory/services/{service.id}", 303)
    asked = urlencode({"area": form.area.data}) if form.area.data else ""
    return redirect(f"/directory/due?{asked}".rstrip("?"), 303)


@bp.post("/services/<uuid:service_id>/doubt")
@guarded(Permission.Directory.CONFIRM, find_service)
def doubt(service: Service) -> ResponseReturnValue:
    """From now on no worker is shown it, until somebody called there."""
    confirming.doubt(g.db, writer(), service)
    audited("service:doubted", service.id)
    return redirect(f"/directory/services/{service.id}", 303)
