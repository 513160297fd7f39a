"""`/r/questions/<id>`: the survivor answers what she is asked, and denies what she never said."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from auth.throttle import limiter
from casework.asking.asking import AlreadyActedOn, NotAsked, answer
from casework.asking.questions import Asked, QuestionKind, Reply, questions
from casework.case.covers import OwingFirst
from casework.case.entering import remember_case
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.forms.questions import ReplyForm
from casework.models.case import Case
from casework.parts import the_parts
from casework.protection import in_person
from casework.protection.in_person import NotNoted
from casework.protection.signs import Sign
from casework.protection.watching import she_answers
from casework.views.coming_back import HOME, LIMIT, find_hers, turn_of
from casework.views.her_presses import after
from casework.words.asking import reply_words
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("returning_asked", __name__)


@bp.get("/r/questions/<uuid:question>")
@guarded(Permission.Survivor.ANSWER, find_hers)
def show(case: Case, question: UUID) -> ResponseReturnValue:
    """One question, with room for her own words."""
    asked = _the_question(case, question)
    form = _offering(ReplyForm(formdata=None), asked)
    if asked.answer is not None:
        form.reply.data = asked.answer.reply.value
    return _page(asked, form)


@bp.post("/r/questions/<uuid:question>")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.ANSWER, find_hers)
def reply(case: Case, question: UUID) -> ResponseReturnValue:
    """Her answer, with one press or in words."""
    asked = _the_question(case, question)
    form = _offering(ReplyForm(), asked)
    if not form.validate():
        return _page(asked, form), 422
    _answer(turn_of(g.actor, case), asked, form)
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, "answered")


@bp.post("/r/unsaid/<act>")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.ANSWER, find_hers)
def deny(case: Case, act: str) -> ResponseReturnValue:
    """One press: she never said what somebody wrote down of her."""
    in_person.deny(g.db, turn_of(g.actor, case), act)
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(HOME, "unsaid")


@bp.errorhandler(AlreadyActedOn)
@bp.errorhandler(KeyMissing)
@bp.errorhandler(NotAsked)
@bp.errorhandler(NotNoted)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_again(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


def _the_question(case: Case, question: UUID) -> Asked:
    """Raises NotFound for one that is not asked of her here, or was acted on."""
    lines = timeline(g.db, case.id, the_parts().register(g.db)).lines
    asked = questions(lines).get(question)
    if asked is None or asked.acted_at is not None:
        raise NotFound
    return asked


def _answer(turn: Turn, asked: Asked, form: ReplyForm) -> None:
    said = Reply(form.reply.value), form.words.data or ""
    if asked.question.kind is QuestionKind.CHECK_IN:
        signs = [Sign(each) for each in form.signs.values]
        she_answers(g.db, turn, asked.id, *said, signs)
        return
    answer(g.db, turn, asked.id, *said)


def _offering(form: ReplyForm, asked: Asked) -> ReplyForm:
    form.reply.offer([(each.value, reply_words(asked.question.kind, each)) for each in Reply])
    return form


def _page(asked: Asked, form: ReplyForm) -> str:
    return render_template("casework/returning/question.html", asked=asked, form=form)
