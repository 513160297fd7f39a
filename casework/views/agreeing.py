"""`/cases/<id>/agreed`: the survivor agreed; what she says is taken down as a case of her own."""

from dataclasses import replace

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.incoming import takes_files
from auth.permissions import Permission
from auth.policy import may
from auth.throttle import limiter
from casework.case.entering import remember_case
from casework.desk.reading import note_opening
from casework.models.case import Case
from casework.number.returning_number import Prepared
from casework.parts import the_parts
from casework.taking_down.agreeing import agree, as_told, copy_of, elsewhere_of
from casework.taking_down.carried import begun
from casework.taking_down.complaint import Logged, TakenDown
from casework.telling.uploads import sink
from casework.views.casing import explain_refusals, find_case, the_look, the_turn
from casework.views.taking_down import LIMIT, pressed, shown, the_desk
from casework.views.taking_down_pages import Desk
from crypto.errors import SealBroken

bp = Blueprint("agreeing", __name__, url_prefix="/cases/<uuid:case_id>/agreed")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.AGREE, find_case)
def show(case: Case) -> ResponseReturnValue:
    """The screen, with what the reporter told in quotation marks. Nothing is agreed yet."""
    note_opening(g.db, the_parts().sessions, the_look(), case.id)
    turn = the_turn(case)
    words = copy_of(g.db, turn).words
    quoted = str(_("Somebody else told this: “%(words)s”", words=words)) if words else ""
    return shown(_desk(case, request.args.get("at") or _place(case)), as_told(g.db, turn, quoted))


@bp.post("")
@limiter.limit(LIMIT)
@takes_files(sink)
@guarded(Permission.Case.READ_WORDS, find_case)
def press(case: Case) -> ResponseReturnValue:
    """As at `/cases/new`; with the last press the concern is closed too.

    Sent again after that, it shows her number once more: nobody can agree a second time.
    """
    if not (may(g.actor, Permission.Case.AGREE, case) or _is_saved(case)):
        raise NotFound
    return pressed(_desk(case, request.form.get("place")))


def _desk(case: Case, place: str | None) -> Desk:
    def save(taken: TakenDown, prepared: Prepared) -> Logged:
        turn = the_turn(g.db.get_one(Case, case_id))
        logged = agree(g.db, turn, taken, prepared)
        remember_case(g.db, the_parts(), g.actor, case_id)
        return logged

    case_id = case.id
    return replace(the_desk(place, f"/cases/{case_id}/agreed"), agreed=save)


def _place(case: Case) -> str:
    """Where the concern is from: there the screen begins."""
    if case.factory_id is not None:
        return case.factory_id.hex
    return elsewhere_of(g.db, the_turn(case))


def _is_saved(case: Case) -> bool:
    """Whether this very form was saved before."""
    try:
        made = begun(request.form.get("begun", ""), the_turn(case).author.seeds)
    except SealBroken:
        return False
    return g.db.get(Case, made.case) is not None
