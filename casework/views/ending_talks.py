"""`/cases/<id>/ending/talk`: what she said alone of her withdrawal, to somebody from outside."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.case.inbox import withdrawn_since
from casework.desk.reading import Opened
from casework.ending import confirming
from casework.ending.confirming import NotAlone, NotFromOutside, NoWithdrawal, Says, TooSoon
from casework.ending.outside import is_outsider, outsiders
from casework.forms.ending import TalkForm
from casework.models.case import Case
from casework.number.withdrawing import counts_from
from casework.views.cases_writing import page, written
from casework.views.casing import back_to, explain_refusals, find_case, opened, the_look, the_turn
from casework.words.ending import SAYS

bp = Blueprint("ending_talks", __name__, url_prefix="/cases/<uuid:case_id>/ending")
explain_refusals(bp)


@bp.get("/talk")
@guarded(Permission.Case.HEAR_ALONE, find_case)
def show_talk(case: Case) -> ResponseReturnValue:
    return talk_page(case, TalkForm(formdata=None))


@bp.post("/talk")
@guarded(Permission.Case.HEAR_ALONE, find_case)
def take_talk(case: Case) -> ResponseReturnValue:
    form, about = _talking(TalkForm(), opened(case))
    return written(case, "ending-talk", form, lambda: _note(case, form), about)


def talk_page(case: Case, form: TalkForm) -> str:
    """The page of a talk. Raises NotFound where there is no withdrawal, or another hears her."""
    found = opened(case)
    form, about = _talking(form, found)
    return page(case, "ending-talk", form, found, about=about)


def _talking(form: TalkForm, found: Opened) -> tuple[TalkForm, dict[str, object]]:
    look = the_look()
    asked_at = withdrawn_since(found.cover.withdrawal_asked_at, found.inbox)
    if asked_at is None or not is_outsider(found.cover, look.actor.person):
        raise NotFound
    may_confirm = confirming.may_confirm(found.cover, look.now, found.inbox)
    if not may_confirm:
        others = [(key, words) for key, words in SAYS.items() if key != Says.WITHDRAWS]
        form.says.offer(others)
    return form.offer(), {"withdrawal": withdrawal(found), "may_confirm": may_confirm}


def _note(case: Case, form: TalkForm) -> ResponseReturnValue:
    try:
        confirming.note_talk(g.db, the_turn(case, form.seen.data), form.talk())
    except (NoWithdrawal, NotFromOutside, TooSoon):
        raise NotFound from None
    except NotAlone:
        g.db.rollback()
        complain(form.was_alone, _("Only what she says when you are alone confirms it."))
        return talk_page(g.db.get_one(Case, case.id), form), 422
    return back_to(case, "/ending")


def withdrawal(found: Opened) -> dict[str, object]:
    """Her request, the talks about it, from when on it counts and who hears her."""
    cover, lines = found.cover, found.timeline.lines
    return {
        "asked_at": withdrawn_since(cover.withdrawal_asked_at, found.inbox),
        "request": confirming.request(cover, lines),
        "talks": confirming.talks(lines),
        "confirmed": confirming.confirmed(cover, lines),
        "counts_from": counts_from(cover, found.inbox),
        "hearers": sorted(found.name(each) for each in outsiders(cover)),
        "is_mine": is_outsider(cover, the_look().actor.person),
    }
