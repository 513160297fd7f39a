"""`/cases/<id>/ending/…`: what comes before closing, closing itself, and opening again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.asking.questions import SafeBy
from casework.case.turns import Turn
from casework.clocks.course import MoveRefused
from casework.desk.reading import Opened
from casework.ending import before, closing, reopening
from casework.ending.before import Handled, NoPage, NotFromOutside, Way
from casework.ending.closing import NotThatReason, StillOpen, Unchecked
from casework.ending.outside import is_outsider
from casework.ending.reopening import NotClosed, NotHerWish
from casework.forms.cases import CaseForm
from casework.forms.ending import (
    CloseForm,
    ElsewhereForm,
    FeedbackForm,
    ReopenForm,
    ReopenHeardForm,
    TellForm,
)
from casework.models.case import Case
from casework.models.course import CourseText
from casework.views.cases_writing import page, written
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_look,
    the_turn,
)
from casework.words.course import against_words
from casework.words.ending import WHYS

bp = Blueprint("closing", __name__, url_prefix="/cases/<uuid:case_id>/ending")
explain_refusals(bp)
REFUSED = (NoPage, Handled, NotThatReason, StillOpen, Unchecked, MoveRefused)
GONE = (NotFromOutside, NotClosed, NotHerWish)


@dataclass(frozen=True)
class Doing:
    """One of these pages: its form, what stands around it, and what its button does."""

    name: str
    form: CaseForm
    about: Mapping[str, object]
    do: Callable[[], object]


@bp.get("/told")
@guarded(Permission.Case.CLOSE, find_case)
def show_told(case: Case) -> ResponseReturnValue:
    return _shown(case, lambda found: _telling(case, found, _drafted_telling()))


@bp.post("/told")
@guarded(Permission.Case.CLOSE, find_case)
def tell_her(case: Case) -> ResponseReturnValue:
    return _done(case, lambda found: _telling(case, found, TellForm()))


@bp.get("/feedback")
@guarded(Permission.Case.ASK, find_case)
def show_feedback(case: Case) -> ResponseReturnValue:
    return _shown(case, lambda found: _asking(case, found, _drafted_question()))


@bp.post("/feedback")
@guarded(Permission.Case.ASK, find_case)
def ask_feedback(case: Case) -> ResponseReturnValue:
    return _done(case, lambda found: _asking(case, found, FeedbackForm()))


@bp.get("/elsewhere")
@guarded(Permission.Case.HEAR_ALONE, find_case)
def show_elsewhere(case: Case) -> ResponseReturnValue:
    return _shown(case, lambda found: _handing(case, found, ElsewhereForm(formdata=None)))


@bp.post("/elsewhere")
@guarded(Permission.Case.HEAR_ALONE, find_case)
def agree_elsewhere(case: Case) -> ResponseReturnValue:
    return _done(case, lambda found: _handing(case, found, ElsewhereForm()))


@bp.get("/close")
@guarded(Permission.Case.CLOSE, find_case)
def show_close(case: Case) -> ResponseReturnValue:
    return _shown(case, lambda found: _closing(case, found, CloseForm(formdata=None)))


@bp.post("/close")
@guarded(Permission.Case.CLOSE, find_case)
def close(case: Case) -> ResponseReturnValue:
    return _done(case, lambda found: _closing(case, found, CloseForm()))


@bp.get("/reopen")
@guarded(Permission.Case.CLOSE, find_case)
def show_reopen(case: Case) -> ResponseReturnValue:
    return _shown(case, lambda found: _reopening(case, found, is_sent=False))


@bp.post("/reopen")
@guarded(Permission.Case.CLOSE, find_case)
def reopen(case: Case) -> ResponseReturnValue:
    return _done(case, lambda found: _reopening(case, found, is_sent=True))


def closing_page(case: Case, name: str) -> ResponseReturnValue:
    """One of these pages with what this request brings along."""
    made: dict[str, Callable[[Opened], Doing]] = {
        "told": lambda found: _telling(case, found, TellForm()),
        "feedback": lambda found: _asking(case, found, FeedbackForm()),
        "elsewhere": lambda found: _handing(case, found, ElsewhereForm()),
        "close": lambda found: _closing(case, found, CloseForm()),
        "reopen": lambda found: _reopening(case, found, is_sent=True),
    }
    return _shown(case, made[name])


def closure(found: Opened) -> dict[str, object]:
    """How far the closing of a case is, for its page; nothing without a course."""
    course, lines = found.course, found.timeline.lines
    if course is None:
        return {}
    return {
        "is_closed": course.is_closed,
        "reasons": closing.reasons(found.cover, course, lines),
        "missing": closing.missing(found.cover, course, lines, found.case.id),
        "on_record": course.on_record,
        "last": closing.newest(lines, closing.CLOSED),
        "wish": reopening.wish(lines),
        "is_from_outside": is_outsider(found.cover, the_look().actor.person),
    }


def _drafted_telling() -> TellForm:
    words = _("We would like to close it now. You can come back with your number at any time.")
    return TellForm(formdata=None, data={"words": words})


def _drafted_question() -> FeedbackForm:
    words = _("How was it dealt with? What should we do better? You need not answer.")
    return FeedbackForm(formdata=None, data={"words": words})


def _telling(case: Case, found: Opened, form: TellForm) -> Doing:
    _the_open_course(found)

    def do() -> None:
        before.tell(g.db, _turn(case, form), form.words.data or "", Way(form.way.value))

    return Doing("ending-told", form, {}, do)


def _asking(case: Case, found: Opened, form: FeedbackForm) -> Doing:
    _the_open_course(found)
    free = sorted(found.name(each) for each in before.uninvolved(found.cover, found.timeline.lines))

    def do() -> None:
        words, way = form.words.data or "", SafeBy(form.safe_by.value)
        before.ask_feedback(g.db, _turn(case, form), words, way)

    return Doing("ending-feedback", form, {"free": free}, do)


def _handing(case: Case, found: Opened, form: ElsewhereForm) -> Doing:
    _the_open_course(found)
    if not is_outsider(found.cover, the_look().actor.person):
        raise NotFound

    def do() -> None:
        before.agree_elsewhere(g.db, _turn(case, form), form.words.data or "")

    return Doing("ending-elsewhere", form, {}, do)


def _closing(case: Case, found: Opened, form: CloseForm) -> Doing:
    _the_open_course(found)
    shown = closure(found)
    offered = closing.reasons(found.cover, _the_course(found), found.timeline.lines)
    if not offered:
        raise NotFound
    form.why.offer([(each.value, str(WHYS[each])) for each in offered])

    def do() -> None:
        closing.close(g.db, _turn(case, form), form.closing())

    return Doing("ending-close", form, {"closure": shown}, do)


def _reopening(case: Case, found: Opened, *, is_sent: bool) -> Doing:
    if not _the_course(found).is_closed:
        raise NotFound
    asked = reopening.wish(found.timeline.lines)
    kind = ReopenForm if asked else ReopenHeardForm
    form = kind() if is_sent else kind(formdata=None)

    def do() -> None:
        heard = form.heard() if isinstance(form, ReopenHeardForm) else None
        reopening.reopen(g.db, _turn(case, form), form.words.data or "", heard)

    return Doing("ending-reopen", form, {"wish": asked}, do)


def _shown(case: Case, make: Callable[[Opened], Doing]) -> ResponseReturnValue:
    found = opened(case)
    doing = make(found)
    return page(case, doing.name, doing.form, found, about=doing.about)


def _done(case: Case, make: Callable[[Opened], Doing]) -> ResponseReturnValue:
    doing = make(opened(case))
    return written(case, doing.name, doing.form, lambda: _do(case, doing, make), doing.about)


def _do(case: Case, doing: Doing, make: Callable[[Opened], Doing]) -> ResponseReturnValue:
    try:
        doing.do()
    except GONE:
        raise NotFound from None
    except REFUSED as refused:
        complain(doing.form["words"], _refused_words(refused))
        found = opened_anew(case)
        again = make(found)
        return page(case, again.name, doing.form, found, about=again.about), 422
    return back_to(case, "/ending")


def _turn(case: Case, form: CaseForm) -> Turn:
    return the_turn(case, form.seen.data)


def _the_course(found: Opened) -> CourseText:
    if found.course is None:
        raise NotFound
    return found.course


def _the_open_course(found: Opened) -> CourseText:
    course = _the_course(found)
    if course.is_closed:
        raise NotFound
    return course


def _refused_words(refused: Exception) -> str:
    if isinstance(refused, MoveRefused):
        return " ".join(against_words(each) for each in refused.reasons)
    words: dict[type[Exception], str] = {
        NoPage: _("She has no second word, so nothing can be written to her. Tell her by voice."),
        Handled: _("You dealt with the case: somebody asks her who did not."),
        NotThatReason: _("A case that stands like this is not closed for that reason."),
        StillOpen: _("A sign of retaliation waits, or a text in the inbox. See to that first."),
        Unchecked: _("Not all of it holds: write why it is closed all the same."),
    }
    return str(words[type(refused)])
