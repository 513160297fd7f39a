"""`/oversight`: how the committees of a programme stand, for the supervisor who supports them."""

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from auth.guard import guarded
from auth.models import Person
from auth.permissions import Permission
from casework.forms.oversight import BoardForm
from casework.measures.reading import places_of
from casework.oversight.board import board
from casework.oversight.choosing import chosen, listed
from casework.views.casing import the_look
from casework.words.committee import COMMITTEE_WORDS
from casework.words.oversight import climbed_words

bp = Blueprint("oversight", __name__, url_prefix="/oversight")


@bp.get("")
@guarded(Permission.Oversight.LIST)
def show() -> ResponseReturnValue:
    form = BoardForm(request.args)
    form.offer()
    if not form.validate():
        return redirect("/oversight", 303)
    found = board(g.db, the_look())
    every = [*found.elsewhere, *(one for each in found.places for one in each.cases)]
    people = {one for each in every for one in each.members}
    callers = {each.called.by for each in every if each.called is not None}
    return render_template(
        "casework/oversight/board.html",
        form=form,
        board=found,
        shown=chosen(found, form.shown, form.first),
        elsewhere=listed(found.elsewhere, form.shown),
        measured={each.place for each in places_of(g.db, g.actor.person)},
        names=_names(people | callers),
        climbed_words=climbed_words,
        **COMMITTEE_WORDS,
    )


def _names(people: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = [each for each in people if each is not None]
    found = g.db.execute(select(Person.id, Person.name).where(Person.id.in_(wanted))).all()
    return {each.id: each.name for each in found}
