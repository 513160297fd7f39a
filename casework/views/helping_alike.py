"""`/cases/<id>/help/refer/<place>/same/<person>`: is somebody there whoever it is about?"""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.models import Person
from auth.permissions import Permission
from casework.desk.reading import Opened
from casework.forms.referring import SameForm
from casework.helping.alike import Same
from casework.helping.barring import alike_there
from casework.helping.telling_apart import tell_apart
from casework.models.case import Case
from casework.views.acting import Doing, do, show_form
from casework.views.casing import explain_refusals, find_case, opened, the_turn
from casework.views.helping import the_candidate

bp = Blueprint(
    "helping_alike",
    __name__,
    url_prefix="/cases/<uuid:case_id>/help/refer/<uuid:place>/same/<uuid:person>",
)
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.REFER, find_case)
def show(case: Case, place: UUID, person: UUID) -> ResponseReturnValue:
    return show_form(case, _asking(case, place), person, _back(place))


@bp.post("")
@guarded(Permission.Case.REFER, find_case)
def answer(case: Case, place: UUID, person: UUID) -> ResponseReturnValue:
    return do(case, _asking(case, place), person, _back(place))


def _back(place: UUID) -> str:
    return f"/help/refer/{place}"


def _asking(case: Case, place: UUID) -> Doing:
    """The question about one of the people with accounts of a place. Raises NotFound."""
    account = the_candidate(case, opened(case), place).place.account
    if account is None:
        raise NotFound

    def offer(_form: SameForm, found: Opened, about: UUID) -> Mapping[str, object]:
        if about not in alike_there(g.db, the_turn(found.case), account):
            raise NotFound
        return {"alike_name": g.db.get_one(Person, about).name}

    return Doing(
        title=_l("Is it the same person?"),
        form=SameForm,
        offer=offer,
        do=lambda turn, form, about: tell_apart(
            g.db, turn, account, about, Same(form.same.value), form.words.data or ""
        ),
        permission=Permission.Case.REFER,
        is_about=True,
        beside="casework/helping/alike.html",
    )
