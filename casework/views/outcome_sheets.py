"""`/outcomes/factory`: a union's sheets of one factory, for bargaining; each counted once."""

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.models import Organization, Role
from auth.permissions import Permission
from casework.outcomes.following import list_followed
from casework.outcomes.sheets import CountedAlready, Representative, count, is_counted, sheets
from casework.outcomes.stood import DAYS
from casework.parts import the_parts
from casework.views.casing import explain_refusals, the_look
from casework.views.committee import find_place
from casework.words.outcomes import KEPT

bp = Blueprint("outcome_sheets", __name__, url_prefix="/outcomes/factory")
explain_refusals(bp)


@bp.get("/<uuid:factory_id>")
@guarded(Permission.Outcome.COLLECT, find_place)
def show(place: Organization) -> ResponseReturnValue:
    """The sheet that is asked for, or the newest; where the newest quarter has none, a press."""
    her = _representing(place)
    every, asked = sheets(g.db, her), request.args.get("q", "")
    found = next((each for each in every if asked in ("", str(each[0]))), None)
    if asked and found is None:
        abort(404)
    return render_template(
        "casework/outcomes/factory.html",
        place=place,
        quarters=[quarter for quarter, _sheet in every],
        quarter=found[0] if found is not None else None,
        found=found[1] if found is not None else None,
        to_count=her.quarter if not is_counted(g.db, her) else None,
        days=[str(KEPT[each]) for each in DAYS],
    )


@bp.post("/<uuid:factory_id>")
@guarded(Permission.Outcome.COLLECT, find_place)
def count_it(place: Organization) -> ResponseReturnValue:
    """Count the newest quarter that is over, once, for all who represent the union."""
    her = _representing(place)
    rows = [row for row in list_followed(g.db, the_look()) if row.union in (None, her.union)]
    try:
        count(g.db, her, rows, ZoneInfo(place.time_zone))
    except CountedAlready:
        g.db.rollback()
    return redirect(f"/outcomes/factory/{place.id}", 303)


def _representing(place: Organization) -> Representative:
    """Whoever is signed in, for the union of hers that covers this factory."""
    posts = g.actor.standings_as((Role.UNION_REPRESENTATIVE,))
    unions = sorted(
        each.organization
        for each in posts
        if place.id in each.reach and not each.has_management_post
    )
    actor = g.actor
    if not unions or actor.seeds is None or actor.person is None:
        abort(404)
    return Representative(
        union=unions[0],
        factory=place.id,
        person=actor.person,
        seeds=actor.seeds,
        former=actor.former,
        register=the_parts().register(g.db),
        on=the_look().now.astimezone(ZoneInfo(place.time_zone)).date(),
    )
