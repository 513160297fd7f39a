"""`/committee/audit`: what assessors and brands may be shown, on a page and on paper."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _

from auth.guard import guarded
from auth.models import Organization
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from casework.committee import register as registers
from casework.desk.held import list_cases
from casework.languages import in_force
from casework.oversight.audit import AuditPack, Span, audit_pack, checked, window
from casework.paper.auditing import audit_sheet
from casework.paper.typesetting import Unprintable
from casework.parts import the_parts
from casework.views.casing import the_look
from casework.views.committee import find_place, modules_of, places_to_see, today
from casework.views.papering import sent
from casework.words.auditing import SPANS, parts, refusal
from casework.words.on_sheets import around

bp = Blueprint("audit", __name__, url_prefix="/committee")


@bp.get("/audit")
@guarded(Permission.Committee.LIST)
def choose() -> ResponseReturnValue:
    """The factories for which she may put it together."""
    hers = places_to_see(Permission.Committee.AUDIT)
    if len(hers) == 1:
        return redirect(f"/committee/{hers[0].id}/audit", 303)
    return render_template("casework/oversight/places.html", places=hers, page="audit")


@bp.get("/<uuid:factory_id>/audit")
@guarded(Permission.Committee.AUDIT, find_place)
def show(place: Organization) -> ResponseReturnValue:
    return _page(_pack(place, _span(request.args)))


@bp.post("/<uuid:factory_id>/audit")
@guarded(Permission.Committee.AUDIT, find_place, reads=True)
def print_it(place: Organization) -> ResponseReturnValue:
    """The same as a PDF; that it was made stands on the trail of administration."""
    pack = _pack(place, _span(request.form))
    pack = replace(pack, checked=checked(g.db, the_parts().config.log_public_keys))
    said = [(each.heading, each.rows, each.said) for each in parts(pack)]
    try:
        response = sent(
            audit_sheet(refusal(), _over(pack), said), around(place, pack.pack, in_force())
        )
    except Unprintable:
        return _page(pack, _("It could not be printed just now. Please try again.")), 503
    with the_parts().sessions() as own:
        note(own, g.keys, g.actor.person, "committee:audit:printed", place.id, now())
        own.commit()
    return response


def _span(asked: Mapping[str, str]) -> Span:
    return Span.YEAR if asked.get("span") == Span.YEAR else Span.HALF


def _pack(place: Organization, span: Span) -> AuditPack:
    register, _seen = registers.read(g.db, g.keys, place.id)
    rows = [each for each in list_cases(g.db, the_look()) if each.follows]
    of_it = [each for each in rows if each.home == place.id]
    return audit_pack(g.db, g.keys, place, modules_of(register), of_it, today(), span)


def _over(pack: AuditPack) -> str:
    days = {"first": format_date(pack.since), "last": format_date(pack.until)}
    return (
        str(_("Put together on %(day)s.", day=format_date(pack.on)))
        + " "
        + str(_("What is counted, is counted from %(first)s to %(last)s.", **days))
    )


def _page(pack: AuditPack, wrong: str = "") -> str:
    return render_template(
        "casework/oversight/audit.html",
        place=pack.place,
        refusal=refusal(),
        over=_over(pack),
        parts=parts(pack),
        spans=[
            (each, SPANS[each], window(pack.on, each) == (pack.since, pack.until)) for each in Span
        ],
        wrong=wrong,
    )
