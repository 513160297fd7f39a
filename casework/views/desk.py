"""`/desk` and `/cases`: what somebody holds, and what of it waits for her."""

from datetime import date
from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.models import COMMITTEE, Organization
from auth.paging import Pages
from auth.parts import now
from auth.permissions import Permission
from auth.policy import may
from casework.desk.coming_days import coming_days
from casework.desk.filtering import State, is_in, months
from casework.desk.held import Look, Row, counted, list_cases, waiting
from casework.desk.unread import IN_TIME, unread_in_time
from casework.forms.finding import FilterForm, SearchForm
from casework.noticing.terms import ends_next
from casework.oversight.beside import Beside, beside
from casework.parts import the_parts
from casework.views.casing import show_went_back
from casework.words.cases import stage_words, wait_words
from casework.words.finding import due_words
from crypto.errors import RolledBack, SealBroken
from referrals.directory.confirming import to_call
from referrals.directory.reading import offered

bp = Blueprint("desk", __name__)
# A memory that is gone or does not open is one that somebody put away.
bp.register_error_handler(RolledBack, show_went_back)
bp.register_error_handler(SealBroken, show_went_back)
PAGE = 50


@bp.get("/desk")
@guarded(Permission.Own.SEE, lambda _db, actor: actor)
def show(_actor: object) -> ResponseReturnValue:
    look = _look()
    rows = list_cases(g.db, look)
    mine, due = waiting(rows), coming_days(g.db, look, rows)
    return render_template(
        "casework/desk/desk.html",
        counts=[(wait, wait_words(wait), count) for wait, count in counted(rows).items()],
        waiting=[(row, _waits(row)) for row in mine[:PAGE]],
        more=max(len(mine) - PAGE, 0),
        due=[(each, due_words(each.day)) for each in due[:PAGE]],
        more_due=max(len(due) - PAGE, 0),
        held=len(rows),
        late=unread_in_time(g.db, look, rows),
        in_time=IN_TIME,
        me_id=g.actor.person,
        run_out=_run_out(),
        beside=_beside(),
        to_call=_to_call(),
    )


@bp.get("/cases")
@guarded(Permission.Case.LIST)
def show_cases() -> ResponseReturnValue:
    rows, zone = list_cases(g.db, _look()), ZoneInfo(g.actor.time_zone)
    form = FilterForm(request.args)
    counts = {state: sum(is_in(row, state) for row in rows) for state in State}
    form.offer(counts, months(rows, zone))
    is_right = form.validate()
    found = form.chosen.of(rows, zone)
    pages = Pages(request.args.get("page", 1, int), len(found), PAGE)
    page = render_template(
        "casework/desk/cases.html",
        rows=[(row, stage_words(row.stage), _waits(row)) for row in pages.of(found)],
        held=len(rows),
        unseen=sum(not (row.follows or row.is_concern) for row in rows),
        found=len(found),
        form=form,
        search=SearchForm(formdata=None),
        pages=pages,
    )
    return page, 200 if is_right else 422


def _run_out() -> list[tuple[Organization, date, bool]]:
    """The committees she sits on where a term or a training runs out, and whether it has."""
    today, hers = now().date(), [each.organization for each in g.actor.standings_as(COMMITTEE)]
    return [(each, on, on < today) for each, on in ends_next(g.db, g.keys, hers, today)]


def _beside() -> list[Beside]:
    """What waits beside the cases for the committees she sits on."""
    hers = [each.organization for each in g.actor.standings_as(COMMITTEE)]
    return beside(g.db, g.keys, hers, now().date()) if hers else []


def _to_call() -> int:
    """How many places of the directory are to be called; 0 for whoever does not call them."""
    if not may(g.actor, Permission.Directory.CONFIRM):
        return 0
    return to_call(offered(g.db, now().date()))


def _look() -> Look:
    return Look(g.actor, g.keys, the_parts().register(g.db), now())


def _waits(row: Row) -> list[str]:
    return [wait_words(wait) for wait in row.waits]
