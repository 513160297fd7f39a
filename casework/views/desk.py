"""`/desk` and `/cases`: what somebody holds, and what of it waits for her."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from casework.case_words import stage_words, wait_words
from casework.desk import Look, Row, counted, list_cases, waiting
from casework.parts import the_parts
from casework.unread import IN_TIME, unread_in_time
from casework.views.casing import show_went_back, the_look
from crypto.errors import RolledBack, SealBroken

bp = Blueprint("desk", __name__)
# A memory that is gone or does not open is one that somebody put away.
bp.register_error_handler(RolledBack, show_went_back)
bp.register_error_handler(SealBroken, show_went_back)
PAGE = 50


@bp.get("/desk")
@guarded(Permission.Own.SEE, lambda _db, actor: actor)
def show(_actor: object) -> ResponseReturnValue:
    rows = _rows()
    mine = waiting(rows)
    return render_template(
        "casework/desk/desk.html",
        counts=[(wait, wait_words(wait), count) for wait, count in counted(rows).items()],
        waiting=[(row, _waits(row)) for row in mine[:PAGE]],
        more=max(len(mine) - PAGE, 0),
        held=len(rows),
        late=unread_in_time(g.db, the_look(), rows),
        in_time=IN_TIME,
        me_id=g.actor.person,
    )


@bp.get("/cases")
@guarded(Permission.Case.LIST)
def show_cases() -> ResponseReturnValue:
    rows = _rows()
    last = max((len(rows) - 1) // PAGE + 1, 1)
    page = min(max(request.args.get("page", 1, int), 1), last)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return render_template(
        "casework/desk/cases.html",
        rows=[(row, stage_words(row.stage), _waits(row)) for row in shown],
        total=len(rows),
        page=page,
        last=last,
    )


def _rows() -> list[Row]:
    register = the_parts().register(g.db)
    return list_cases(g.db, Look(g.actor, g.keys, register, now()))


def _waits(row: Row) -> list[str]:
    return [wait_words(wait) for wait in row.waits]
