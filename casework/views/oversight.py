"""`/oversight`: how the committees of a programme stand, for the supervisor who supports them."""

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from auth.guard import guarded
from auth.models import Person
from auth.permissions import Permission
from casework.oversight.board import board
from casework.views.casing import the_look
from casework.words.committee import COMMITTEE_WORDS

bp = Blueprint("oversight", __name__, url_prefix="/oversight")


@bp.get("")
@guarded(Permission.Oversight.LIST)
def show() -> ResponseReturnValue:
    found = board(g.db, the_look())
    every = [*found.elsewhere, *(one for each in found.places for one in each.cases)]
    callers = {each.called.by for each in every if each.called is not None}
    return render_template(
        "casework/oversight/board.html",
        board=found,
        names=_names(callers),
        **COMMITTEE_WORDS,
    )


def _names(people: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = [each for each in people if each is not None]
    found = g.db.execute(select(Person.id, Person.name).where(Person.id.in_(wanted))).all()
    return {each.id: each.name for each in found}
