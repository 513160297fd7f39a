"""How somebody likes to be worked with: the language of her pages, and hours without notices."""

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from auth import phones, visit
from auth.actor import Actor
from auth.guard import guarded
from auth.judging import complain
from auth.models import Person
from auth.permissions import Permission
from auth.phones import NotANumber
from auth.views.oneself import find_oneself
from casework import languages
from casework.forms.habits import LanguageForm, PhoneForm, QuietForm

bp = Blueprint("habits", __name__)


@bp.get("/me/language")
@guarded(Permission.Own.SEE, find_oneself)
def show_language(actor: Actor) -> ResponseReturnValue:
    herself = g.db.get_one(Person, actor.person)
    form = _offering(LanguageForm(formdata=None, language=herself.language))
    return render_template("casework/habits/language.html", form=form)


@bp.post("/me/language")
@guarded(Permission.Own.CHANGE, find_oneself)
def choose_language(actor: Actor) -> ResponseReturnValue:
    form = _offering(LanguageForm())
    if not form.validate():
        return render_template("casework/habits/language.html", form=form), 422
    g.db.get_one(Person, actor.person).language = form.language.value
    visit.choose_language(form.language.value)
    return redirect("/me?done=language", 303)


@bp.get("/me/quiet")
@guarded(Permission.Own.SEE, find_oneself)
def show_quiet(actor: Actor) -> ResponseReturnValue:
    herself = g.db.get_one(Person, actor.person)
    form = QuietForm(formdata=None, **QuietForm.hours(herself.quiet_from, herself.quiet_until))
    return render_template("casework/habits/quiet.html", form=form, zone=actor.time_zone)


@bp.post("/me/quiet")
@guarded(Permission.Own.CHANGE, find_oneself)
def choose_quiet(actor: Actor) -> ResponseReturnValue:
    form = QuietForm()
    is_whole = form.validate()
    if is_whole and form.is_half:
        complain(form.until, _("Choose both hours, or neither."))
        is_whole = False
    if not is_whole:
        return render_template("casework/habits/quiet.html", form=form, zone=actor.time_zone), 422
    herself = g.db.get_one(Person, actor.person)
    herself.quiet_from, herself.quiet_until = form.chosen
    return redirect("/me?done=quiet", 303)


@bp.get("/me/phone")
@guarded(Permission.Own.SEE, find_oneself)
def show_phone(actor: Actor) -> ResponseReturnValue:
    known = phones.find(g.db.get_one(Person, actor.person), g.keys)
    form = PhoneForm(formdata=None, phone=known or "")
    return render_template("casework/habits/phone.html", form=form)


@bp.post("/me/phone")
@guarded(Permission.Own.CHANGE, find_oneself)
def choose_phone(actor: Actor) -> ResponseReturnValue:
    form = PhoneForm()
    is_whole = form.validate()
    try:
        if is_whole:
            phones.keep(g.db.get_one(Person, actor.person), g.keys, form.phone.data or "")
    except NotANumber:
        complain(form.phone, _("Type the number with its country, for example +880 1712 345678."))
        is_whole = False
    if not is_whole:
        return render_template("casework/habits/phone.html", form=form), 422
    return redirect("/me?done=phone", 303)


def _offering(form: LanguageForm) -> LanguageForm:
    form.language.offer([(code, languages.own_name(code)) for code in languages.offered()])
    return form
