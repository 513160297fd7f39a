"""Who of the colleagues has new keys and needs cases again, and handing them over in one press."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.again import is_proven
from auth.forms import AgainForm
from auth.guard import guarded
from auth.judging import complain
from auth.models import Person
from auth.permissions import Permission
from auth.policy import may
from casework.case.covers import OwingFirst
from casework.case.entering import remember_case
from casework.case.turns import Turn
from casework.desk.reading import names_of
from casework.desk.regaining import Lost, give_again, lost_by_others
from casework.parts import the_parts
from casework.readers.intentions import NotOffered
from casework.views.casing import explain_refusals, the_author, the_look
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("regaining", __name__)
explain_refusals(bp)
CANNOT = (NotOffered, OwingFirst, KeyMissing, RolledBack)


@dataclass(frozen=True)
class Needing:
    """Somebody who needs cases again, and which of them whoever looks can give her."""

    person: UUID
    name: str
    cases: list[Lost]


def needing_again() -> list[Needing]:
    """For the roster: everybody who needs something that this person can give. A global."""
    if not may(g.actor, Permission.Case.LIST):
        return []
    found = lost_by_others(g.db, the_look())
    names = names_of(g.db, found)
    listed = [Needing(who, names.get(who, ""), cases) for who, cases in found.items()]
    return sorted(listed, key=lambda each: each.name)


bp.add_app_template_global(needing_again, "needing_again")


def find_needing(db: Session, _actor: Actor, person: UUID) -> Needing | None:
    """Somebody who needs cases again of whoever asks; nobody else exists here."""
    if not may(g.actor, Permission.Case.LIST):
        return None
    cases = lost_by_others(db, the_look()).get(person, [])
    row = db.get(Person, person)
    return Needing(person, row.name, cases) if cases and row else None


@bp.get("/people/again/<uuid:person>")
@guarded(Permission.Case.LIST, find_needing)
def show(needing: Needing) -> ResponseReturnValue:
    return _page(needing, AgainForm(formdata=None))


@bp.post("/people/again/<uuid:person>")
@guarded(Permission.Case.LIST, find_needing, asks_again=True)
def give(needing: Needing) -> ResponseReturnValue:
    form = AgainForm()
    if not form.validate() or not is_proven():
        if form.passphrase.data:
            complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _page(needing, form), 422
    given = [each for each in needing.cases if _is_given(each.case, needing.person)]
    left = [each for each in needing.cases if each not in given]
    return render_template("casework/again/given.html", needing=needing, given=given, left=left)


def _is_given(case: UUID, person: UUID) -> bool:
    look = the_look()
    turn = Turn(case, the_author(), g.keys, look.register, look.now)
    try:
        give_again(g.db, turn, person)
    except CANNOT:
        return False
    remember_case(g.db, the_parts(), g.actor, case)
    return True


def _page(needing: Needing, form: AgainForm) -> str:
    page: str = render_template("casework/again/needing.html", needing=needing, form=form)
    return page
