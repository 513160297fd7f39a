"""What a member tells of herself for matching, asked again every six months."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue

from auth import match_data
from auth.activation_forms import AboutForm
from auth.actor import Actor
from auth.guard import guarded
from auth.models import Person
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from auth.views.oneself import find_oneself

bp = Blueprint("about", __name__)


@bp.get("/me/about")
@guarded(Permission.Own.SEE, find_oneself)
def show(actor: Actor) -> ResponseReturnValue:
    known = match_data.find(g.db.get_one(Person, actor.person), g.keys.match)
    form = AboutForm.of(known)
    return render_template("auth/activation_about.html", form=form, action="/me/about")


@bp.post("/me/about")
@guarded(Permission.Own.CHANGE, find_oneself)
def tell(actor: Actor) -> ResponseReturnValue:
    form = AboutForm()
    if not form.validate():
        return render_template("auth/activation_about.html", form=form, action="/me/about"), 422
    person = g.db.get_one(Person, actor.person)
    match_data.keep(person, form.told(), g.keys.match, now().date())
    note(g.db, g.keys, actor.person, "people:about:confirmed", person.id, now())
    return redirect("/me", 303)
