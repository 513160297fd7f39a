"""`/cases/<id>/questions`: what she is asked, what she answered, and writing down what she said."""

from uuid import UUID

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.asking.asking import (
    AlreadyActedOn,
    HerOwnNo,
    NotAsked,
    ask,
    note_read,
    take_down,
)
from casework.asking.questions import Asked, QuestionKind, Reply, questions
from casework.desk.reading import Opened
from casework.forms.questions import AskForm, HerAnswerForm
from casework.models.case import Case
from casework.protection.watching import she_said
from casework.views.cases_writing import page, written
from casework.views.casing import back_to, explain_refusals, find_case, opened, the_turn
from casework.words.asking import ASKING_WORDS, reply_words

bp = Blueprint("asking", __name__, url_prefix="/cases/<uuid:case_id>/questions")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(ASKING_WORDS))


@bp.get("")
@guarded(Permission.Case.ASK, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    return page(case, "questions", AskForm(formdata=None), found, about=_about(found))


@bp.post("")
@guarded(Permission.Case.ASK, find_case)
def ask_her(case: Case) -> ResponseReturnValue:
    form, found = AskForm(), opened(case)
    return written(case, "questions", form, lambda: _ask(case, form), _about(found))


@bp.post("/read")
@guarded(Permission.Case.ASK, find_case)
def mark_read(case: Case) -> ResponseReturnValue:
    note_read(g.db, the_turn(case))
    return back_to(case, "/questions")


@bp.get("/<uuid:question>")
@guarded(Permission.Case.ASK, find_case)
def show_answer(case: Case, question: UUID) -> ResponseReturnValue:
    found = opened(case)
    asked = _the_question(found, question)
    form = _offering(HerAnswerForm(formdata=None), asked)
    return page(case, "her-answer", form, found, about={"asked": asked})


@bp.post("/<uuid:question>")
@guarded(Permission.Case.ASK, find_case)
def take_answer_down(case: Case, question: UUID) -> ResponseReturnValue:
    asked = _the_question(opened(case), question)
    form = _offering(HerAnswerForm(), asked)
    about = {"asked": asked}
    return written(case, "her-answer", form, lambda: _take_down(case, form, asked), about)


def _about(found: Opened) -> dict[str, object]:
    asked = reversed(questions(found.timeline.lines).values())
    return {"questions": list(asked)}


def _the_question(found: Opened, question: UUID) -> Asked:
    """Raises NotFound for one that was not asked in this case, or was acted on."""
    asked = questions(found.timeline.lines).get(question)
    if asked is None or asked.acted_at is not None:
        raise NotFound
    return asked


def _offering(form: HerAnswerForm, asked: Asked) -> HerAnswerForm:
    form.reply.offer([(each.value, reply_words(asked.question.kind, each)) for each in Reply])
    return form


def _ask(case: Case, form: AskForm) -> ResponseReturnValue:
    ask(g.db, the_turn(case, form.seen.data), form.question())
    return back_to(case, "/questions")


def _take_down(case: Case, form: HerAnswerForm, asked: Asked) -> ResponseReturnValue:
    turn = the_turn(case, form.seen.data)
    try:
        verb = she_said if asked.question.kind is QuestionKind.CHECK_IN else take_down
        verb(g.db, turn, asked.id, Reply(form.reply.value), form.heard())
    except (NotAsked, AlreadyActedOn):
        raise NotFound from None
    except HerOwnNo:
        g.db.rollback()
        complain(form.reply, _("She said no on her page herself. Ask her anew instead."))
        return page(case, "her-answer", form, about={"asked": asked}), 422
    return back_to(case, "/questions")
