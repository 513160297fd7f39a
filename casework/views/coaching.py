"""`/committee/<id>/coaching`: what whoever supports a committee writes to it, and its answers."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.models import Organization, Role
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from casework.committee import book as books
from casework.forms.oversight import AnswerCoachingForm, CoachingForm
from casework.models.committee_book import Coaching, Sitter
from casework.oversight.coaching import AnsweredAlready, answered, written
from casework.views.committee import find_place, today

bp = Blueprint("coaching", __name__, url_prefix="/committee/<uuid:factory_id>/coaching")


@bp.get("")
@guarded(Permission.Committee.READ_COACHING, find_place)
def show(place: Organization) -> ResponseReturnValue:
    return _page(place, CoachingForm(formdata=None))


@bp.post("")
@guarded(Permission.Committee.COACH, find_place)
def write(place: Organization) -> ResponseReturnValue:
    form = CoachingForm()
    if not form.validate():
        return _page(place, form), 422
    by, words = Sitter(g.actor.name, Role.SUPERVISOR), form.words.data or ""
    books.say(g.db, g.keys, place.id, lambda book: written(book, by, words, today()))
    return _noted(place, "committee:coaching:written")


@bp.get("/<uuid:note_id>")
@guarded(Permission.Committee.KEEP, find_place)
def show_answer(place: Organization, note_id: UUID) -> ResponseReturnValue:
    return _answer_page(place, _the_note(place, note_id), AnswerCoachingForm(formdata=None))


@bp.post("/<uuid:note_id>")
@guarded(Permission.Committee.KEEP, find_place)
def answer(place: Organization, note_id: UUID) -> ResponseReturnValue:
    said, form = _the_note(place, note_id), AnswerCoachingForm()
    if not form.validate():
        return _answer_page(place, said, form), 422
    words = form.words.data or ""
    try:
        books.say(g.db, g.keys, place.id, lambda book: answered(book, said.id, words, today()))
    except AnsweredAlready:
        return _answer_page(place, said, form), 409
    return _noted(place, "committee:coaching:answered")


def _the_note(place: Organization, note_id: UUID) -> Coaching:
    book, _seen = books.read(g.db, g.keys, place.id)
    found = next((each for each in book.coaching if each.id == note_id), None)
    if found is None:
        raise NotFound
    return found


def _page(place: Organization, form: CoachingForm) -> str:
    book, _seen = books.read(g.db, g.keys, place.id)
    return render_template(
        "casework/oversight/coaching.html", place=place, notes=book.coaching[::-1], form=form
    )


def _answer_page(place: Organization, said: Coaching, form: AnswerCoachingForm) -> str:
    return render_template(
        "casework/oversight/coaching_answer.html", place=place, said=said, form=form
    )


def _noted(place: Organization, verb: str) -> ResponseReturnValue:
    note(g.db, g.keys, g.actor.person, verb, place.id, now())
    return redirect(f"/committee/{place.id}/coaching", 303)
