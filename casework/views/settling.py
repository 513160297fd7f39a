"""`/cases/<id>/ending/settle-…`: a talk to settle it, that she asked for and can stop."""

from collections.abc import Callable

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.asking.asking import NoYes
from casework.case.turns import Turn
from casework.clocks.course import MoveRefused
from casework.clocks.routes import Route
from casework.desk.reading import Opened
from casework.ending import settling, talks
from casework.ending.outside import is_outsider
from casework.ending.settling import NoMoney, NoTalk, NotFromOutside, NotPossible
from casework.forms.cases import CaseForm
from casework.forms.settling import HeardForm, OpenTalkForm, StopForm, TermsForm
from casework.models.case import Case
from casework.protection.gate import GateClosed
from casework.views.cases_writing import page, written
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened_anew,
    the_look,
    the_turn,
)
from casework.words.course import against_words
from casework.words.ending import CLOSED_TO_HER

bp = Blueprint("settling", __name__, url_prefix="/cases/<uuid:case_id>/ending")
explain_refusals(bp)
FORMS: dict[str, type[CaseForm]] = {
    "open": OpenTalkForm,
    "terms": TermsForm,
    "stop": StopForm,
    "heard": HeardForm,
}
FIRST = {"open": "contact", "terms": "words", "stop": "words", "heard": "words", "done": "words"}
"""The field beside which stands why something was refused."""


@bp.get("/settle-open")
@guarded(Permission.Case.CONCILIATE, find_case)
def show_open(case: Case) -> ResponseReturnValue:
    return settling_page(case, "open", is_sent=False)


@bp.post("/settle-open")
@guarded(Permission.Case.CONCILIATE, find_case)
def open_talk(case: Case) -> ResponseReturnValue:
    form = OpenTalkForm()
    return _sent(
        case, "open", form, lambda: settling.open_talk(g.db, _turn(case, form), form.known())
    )


@bp.get("/settle-terms")
@guarded(Permission.Case.CONCILIATE, find_case)
def show_terms(case: Case) -> ResponseReturnValue:
    return settling_page(case, "terms", is_sent=False)


@bp.post("/settle-terms")
@guarded(Permission.Case.CONCILIATE, find_case)
def write_terms(case: Case) -> ResponseReturnValue:
    form = TermsForm()
    return _sent(
        case, "terms", form, lambda: settling.write_terms(g.db, _turn(case, form), form.terms())
    )


@bp.get("/settle-stop")
@guarded(Permission.Case.CONCILIATE, find_case)
def show_stop(case: Case) -> ResponseReturnValue:
    return settling_page(case, "stop", is_sent=False)


@bp.post("/settle-stop")
@guarded(Permission.Case.CONCILIATE, find_case)
def stop(case: Case) -> ResponseReturnValue:
    form = StopForm()
    return _sent(
        case, "stop", form, lambda: settling.stop(g.db, _turn(case, form), form.words.data or "")
    )


@bp.get("/settle-heard")
@guarded(Permission.Case.HEAR_ALONE, find_case)
def show_heard(case: Case) -> ResponseReturnValue:
    return settling_page(case, "heard", is_sent=False)


@bp.post("/settle-heard")
@guarded(Permission.Case.HEAR_ALONE, find_case)
def take_down(case: Case) -> ResponseReturnValue:
    form = HeardForm()
    return _sent(
        case, "heard", form, lambda: settling.take_down(g.db, _turn(case, form), form.heard())
    )


@bp.post("/settle")
@guarded(Permission.Case.CONCILIATE, find_case)
def settle(case: Case) -> ResponseReturnValue:
    """It is settled, with her yes to the very words."""
    form = StopForm()
    return _sent(case, "done", form, lambda: settling.settle(g.db, _turn(case, form)))


def settling_page(case: Case, name: str, *, is_sent: bool = True) -> str:
    """One of these pages, with what this request brings along."""
    form = FORMS[name]() if is_sent else FORMS[name](formdata=None)
    return page(case, f"ending-settle-{name}", form)


def talk_of(found: Opened) -> dict[str, object]:
    """Where a talk stands in an opened case, for its page."""
    stands = talks.settling(found.timeline.lines)
    is_formal = found.course is not None and found.course.route is Route.FORMAL
    can_ask = is_formal and found.course is not None and not talks.has_begun(found.course)
    return {
        "talk": stands,
        "can_ask": can_ask and not stands.asked and not stands.settled,
        "is_from_outside": is_outsider(found.cover, the_look().actor.person),
        "yes": talks.her_yes(found.timeline.lines, stands),
        "why_not": talks.why_barred(found.timeline.lines),
    }


def _sent(case: Case, name: str, form: CaseForm, do: Callable[[], object]) -> ResponseReturnValue:
    drawn = "done" if name == "done" else name
    return written(case, f"ending-settle-{drawn}", form, lambda: _do(case, name, form, do))


def _do(case: Case, name: str, form: CaseForm, do: Callable[[], object]) -> ResponseReturnValue:
    try:
        do()
    except (NoTalk, NotFromOutside):
        raise NotFound from None
    except (NotPossible, NoMoney, NoYes, GateClosed, MoveRefused) as refused:
        complain(form[FIRST[name]], _refused_words(refused))
        return page(case, f"ending-settle-{name}", form, opened_anew(case)), 422
    return back_to(case, "/ending")


def _turn(case: Case, form: CaseForm) -> Turn:
    return the_turn(case, form.seen.data)


def _refused_words(refused: Exception) -> str:
    if isinstance(refused, NotPossible):
        words = [str(CLOSED_TO_HER[each]) for each in refused.reasons]
        return " ".join(words) or _("A talk is for the formal route, before the inquiry.")
    if isinstance(refused, MoveRefused):
        return " ".join(against_words(each) for each in refused.reasons)
    sentences: dict[type[Exception], str] = {
        NoMoney: _("The law lets no money be part of it, or nobody knows that it does."),
        NoYes: _("She has not said yes to these words."),
        GateClosed: _("First her safety plan, the day and the hour, and that she may still stop."),
    }
    return str(sentences[type(refused)])
