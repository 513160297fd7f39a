"""Writing into a case: an answer, a note, a file, and stepping back from it."""

from collections.abc import Callable, Mapping
from typing import cast

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from auth.guard import guarded
from auth.incoming import Incoming, takes_files
from auth.judging import complain
from auth.permissions import Permission
from casework.case import handling
from casework.case.rekey import LastHolder
from casework.case.seeing import Seen
from casework.case.turns import ChangedMeanwhile
from casework.course.leaving import leave
from casework.desk.reading import Opened
from casework.forms.cases import AnswerForm, AttachForm, CaseForm, NoteForm, RecuseForm
from casework.models.case import Case
from casework.telling.uploads import Arrivals, Problem, arrivals, sink
from casework.views.casing import (
    back_to,
    done,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_turn,
)

bp = Blueprint("cases_writing", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)


@bp.get("/answer")
@guarded(Permission.Case.ANSWER, find_case)
def show_answer(case: Case) -> ResponseReturnValue:
    return page(case, "answer", AnswerForm(formdata=None))


@bp.post("/answer")
@guarded(Permission.Case.ANSWER, find_case)
def answer(case: Case) -> ResponseReturnValue:
    form = AnswerForm()
    return written(case, "answer", form, lambda: _answer(case, form))


@bp.get("/note")
@guarded(Permission.Case.NOTE, find_case)
def show_note(case: Case) -> ResponseReturnValue:
    return page(case, "note", NoteForm(formdata=None))


@bp.post("/note")
@guarded(Permission.Case.NOTE, find_case)
def note(case: Case) -> ResponseReturnValue:
    form = NoteForm()
    return written(case, "note", form, lambda: _note(case, form))


@bp.get("/attach")
@guarded(Permission.Case.ATTACH, find_case)
def show_attach(case: Case) -> ResponseReturnValue:
    return page(case, "attach", AttachForm(formdata=None))


@bp.post("/attach")
@takes_files(sink)
@guarded(Permission.Case.ATTACH, find_case)
def attach(case: Case) -> ResponseReturnValue:
    form, arrived = AttachForm(), arrivals(cast("Incoming", request))
    if arrived.first is None or arrived.problem is not None:
        form.validate()
        complain(form.file, _problem_words(arrived))
        return page(case, "attach", form), 422
    return written(case, "attach", form, lambda: _attach(case, form, arrived))


@bp.get("/recuse")
@guarded(Permission.Case.RECUSE, find_case)
def show_recuse(case: Case) -> ResponseReturnValue:
    return page(case, "recuse", RecuseForm(formdata=None))


@bp.post("/recuse")
@guarded(Permission.Case.RECUSE, find_case)
def recuse(case: Case) -> ResponseReturnValue:
    form = RecuseForm()
    code = opened(case).cover.code
    return written(case, "recuse", form, lambda: _recuse(case, form, code))


def page(
    case: Case,
    name: str,
    form: CaseForm,
    found: Opened | None = None,
    *,
    about: Mapping[str, object] | None = None,
    is_late: bool = False,
    is_last: bool = False,
) -> str:
    """A form about a case; what it has seen is what this page shows."""
    found = found or opened(case)
    seen = Seen.read(form.seen.data)
    form.seen.data = found.seen.text
    drawn: str = render_template(
        _template(name),
        case=found.case,
        opened=found,
        form=form,
        meanwhile=seen.since(found.timeline) if seen else [],
        is_late=is_late,
        is_last=is_last,
        **(about or {}),
    )
    return drawn


def _template(name: str) -> str:
    """Of a page by its own name; a name with a folder in it stands in that one."""
    folder = "" if "/" in name else "case/"
    return f"casework/{folder}{name.replace('-', '_')}.html"


def written(
    case: Case,
    name: str,
    form: CaseForm,
    write: Callable[[], ResponseReturnValue],
    about: Mapping[str, object] | None = None,
) -> ResponseReturnValue:
    """Write what a form says; with what is wrong, or what came in meanwhile, shown beside it."""
    if not form.validate():
        return page(case, name, form, about=about), 422
    try:
        return write()
    except ChangedMeanwhile:
        return page(case, name, form, opened_anew(case), about=about, is_late=True), 409


def _answer(case: Case, form: AnswerForm) -> ResponseReturnValue:
    handling.answer(g.db, the_turn(case, form.seen.data), form.words.data or "")
    return done(case)


def _note(case: Case, form: NoteForm) -> ResponseReturnValue:
    handling.note(g.db, the_turn(case, form.seen.data), form.words.data or "")
    return done(case)


def _attach(case: Case, form: AttachForm, arrived: Arrivals) -> ResponseReturnValue:
    if arrived.first is not None:
        sent = arrived.first.keep(g.db, is_intimate=bool(form.intimate.data))
        where = {"origin": form.origin.data or "", "came_on": form.came_on.data or ""}
        handling.attach(g.db, the_turn(case), sent, form.words.data or "", **where)
    return back_to(case, "/evidence")


def _recuse(case: Case, form: RecuseForm, code: str) -> ResponseReturnValue:
    try:
        leave(g.db, the_turn(case, form.seen.data), form.words.data or "")
    except LastHolder:
        g.db.rollback()
        return page(case, "recuse", form, opened_anew(case), is_last=True), 409
    return render_template("casework/case/left.html", code=code)


def _problem_words(arrived: Arrivals) -> str:
    words: dict[Problem | None, str] = {
        None: _("Choose a file."),
        Problem.TOO_LARGE: _("This file is larger than 15 MB. Choose a smaller one."),
        Problem.WRONG_KIND: _("Only photos, PDF files, sound recordings and films can be added."),
        Problem.SECOND: _("Add one file at a time."),
    }
    return words[arrived.problem]
