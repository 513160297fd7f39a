"""`/cases/<id>/files/<id>/intimate`: what nobody opens alone, and nobody where a child may be."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from casework.case.covers import the_cover
from casework.case.turns import ChangedMeanwhile, Turn
from casework.desk import intimate, shown_copies
from casework.desk.intimate import NotNow, Standing
from casework.desk.reading import Opened
from casework.desk.shown_copies import Lying
from casework.evidence.copies import NotCopied
from casework.forms.cases import CaseForm
from casework.forms.intimate import AgreeForm, ChildForm, LookForm, MarkForm, RuleForm
from casework.models.case import Case
from casework.models.entry import Attachment
from casework.procedures.covering import OF_AGE, of_age_at
from casework.views.cases_files import copy_of, not_copied, streamed, the_file
from casework.views.cases_writing import page
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_turn,
)
from casework.views.inquiry_pack import pack_of

bp = Blueprint(
    "intimate", __name__, url_prefix="/cases/<uuid:case_id>/files/<uuid:file_id>/intimate"
)
explain_refusals(bp)
DRAWN = {
    Standing.ORDINARY: MarkForm,
    Standing.CHILD: RuleForm,
    Standing.ASKING: LookForm,
}
"""The form that a page begins with; everything else is a press."""
Verb = Callable[[Turn], None]


@bp.get("")
@guarded(Permission.Case.READ_EVIDENCE, find_case)
def show(case: Case, file_id: UUID) -> ResponseReturnValue:
    row = the_file(case, file_id)
    return _page(case, row, CaseForm(formdata=None))


@bp.post("/mark")
@guarded(Permission.Case.MARK_INTIMATE, find_case)
def mark(case: Case, file_id: UUID) -> ResponseReturnValue:
    form = MarkForm()
    child = form.may_show_child
    return _done(case, file_id, form, lambda turn: _mark(turn, file_id, child=child))


@bp.post("/ask")
@guarded(Permission.Case.OPEN_INTIMATE, find_case)
def ask(case: Case, file_id: UUID) -> ResponseReturnValue:
    form = LookForm()
    reason, child = form.words.data or "", form.may_show_child
    return _done(
        case, file_id, form, lambda turn: intimate.ask(g.db, turn, file_id, reason, child=child)
    )


@bp.post("/agree")
@guarded(Permission.Case.OPEN_INTIMATE, find_case)
def agree(case: Case, file_id: UUID) -> ResponseReturnValue:
    return _done(case, file_id, AgreeForm(), lambda turn: intimate.agree(g.db, turn, file_id))


@bp.post("/refuse")
@guarded(Permission.Case.OPEN_INTIMATE, find_case)
def refuse(case: Case, file_id: UUID) -> ResponseReturnValue:
    return _done(case, file_id, CaseForm(), lambda turn: intimate.refuse(g.db, turn, file_id))


@bp.post("/rule")
@guarded(Permission.Case.RULE_INTIMATE, find_case)
def rule(case: Case, file_id: UUID) -> ResponseReturnValue:
    form = RuleForm()
    return _done(case, file_id, form, lambda turn: _rule(turn, file_id, form))


@bp.post("/look")
@guarded(Permission.Case.OPEN_INTIMATE, find_case, reads=True)
def look(case: Case, file_id: UUID) -> ResponseReturnValue:
    """The page that shows it, to one of the two and for two minutes."""
    row = the_file(case, file_id)
    try:
        copy = copy_of(case, row, looks=True)
    except NotCopied as wrong:
        return not_copied(case, row, wrong.reason)
    except NotNow:
        return _page(case, row, CaseForm(formdata=None), is_late=True), 409
    return render_template(
        "casework/case/looking.html",
        case=case,
        opened=opened(case),
        file_id=file_id,
        meta=row.meta,
        kind="pages" if copy.meta.is_drawn else copy.meta.media_type.partition("/")[0],
        is_cut=copy.meta.is_first_of_several,
    )


@bp.get("/shown")
@guarded(Permission.Case.OPEN_INTIMATE, find_case)
def give(case: Case, file_id: UUID) -> ResponseReturnValue:
    """The picture in that page; at any other moment it is not there."""
    row = the_file(case, file_id)
    cover, copy = the_cover(g.db, case.id).text, shown_copies.find(g.db, row)
    if copy is None or not intimate.is_looking(cover, row.meta, g.actor.person, now()):
        raise NotFound
    return streamed(Lying.of(copy))


def _mark(turn: Turn, file: UUID, *, child: bool) -> None:
    intimate.mark(g.db, turn, file, child=child)


def _rule(turn: Turn, file: UUID, form: RuleForm) -> None:
    intimate.rule(g.db, turn, file, form.decided, form.words.data or "")


def _done(case: Case, file_id: UUID, form: CaseForm, verb: Verb) -> ResponseReturnValue:
    """Do it and show how the file stands then; what was typed stays where it cannot be done."""
    row = the_file(case, file_id)
    if not form.validate():
        return _page(case, row, form), 422
    try:
        verb(the_turn(case, form.seen.data))
    except (ChangedMeanwhile, NotNow):
        opened_anew(case)
        return _page(case, the_file(case, file_id), form, is_late=True), 409
    return back_to(case, f"/files/{file_id}/intimate")


def _page(case: Case, row: Attachment, form: CaseForm, *, is_late: bool = False) -> str:
    """The file as it stands now, with the form that fits; words typed for another stay beside."""
    found = _standing(case, row)
    fitting = DRAWN.get(found, AgreeForm)
    fits = isinstance(form, fitting)
    drawn = form if fits else fitting(formdata=None)
    drawn.seen.data = form.seen.data
    if isinstance(drawn, ChildForm):
        drawn.ask_under(_age(opened(case)))
    about = {
        "file_id": row.id,
        "meta": row.meta,
        "standing": found,
        "typed": "" if fits else _words_of(form),
    }
    return page(case, "intimate", drawn, about=about, is_late=is_late)


def _age(found: Opened) -> int:
    """From which age somebody is an adult by the rules of the case; 18 to who follows none."""
    return of_age_at(pack_of(found)) if found.course else OF_AGE


def _words_of(form: CaseForm) -> str:
    return (form.words.data or "") if isinstance(form, LookForm | RuleForm) else ""


def _standing(case: Case, row: Attachment) -> Standing:
    return intimate.standing(the_cover(g.db, case.id).text, row.meta, g.actor.person)
