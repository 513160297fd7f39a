"""What can be changed in a factory: out of a case without it, and on `/committee/prevention`."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from auth.actor import Actor
from auth.guard import guarded
from auth.judging import complain
from auth.models import Organization
from auth.permissions import Permission
from auth.policy import may
from casework.committee import book as books
from casework.committee.rules import pack_of
from casework.forms.oversight import DoneForm, ForumForm, PassOnForm, PreventionForm
from casework.forms.safety import the_day
from casework.inquiry.telltale import names_anybody
from casework.languages import in_force
from casework.models.case import Case
from casework.models.committee_book import Prevention
from casework.oversight.preventing import NamesSomebody, done, entered, of_forum, pass_on
from casework.paper.preventing import prevention_sheet
from casework.paper.typesetting import Unprintable
from casework.views.cases_writing import page, written
from casework.views.casing import done as back_to_case
from casework.views.casing import explain_refusals, find_case, opened, the_turn
from casework.views.committee import find_place, places_to_see, today
from casework.views.papering import sent
from casework.words.on_sheets import around
from casework.words.oversight import FORUMS, OVERSIGHT_WORDS, line_of

bp = Blueprint("preventing", __name__)
explain_refusals(bp)
ROOT = "/committee/<uuid:factory_id>/prevention"


def find_factory_case(db: Session, actor: Actor, case_id: UUID) -> Case | None:
    """A case of a factory: elsewhere there is no other committee to pass anything on to."""
    found = find_case(db, actor, case_id)
    return found if found is not None and found.factory_id is not None else None


@bp.get("/committee/prevention")
@guarded(Permission.Committee.LIST)
def choose() -> ResponseReturnValue:
    """The factories whose list she may look at."""
    hers = places_to_see()
    if len(hers) == 1:
        return redirect(f"/committee/{hers[0].id}/prevention", 303)
    return render_template("casework/oversight/places.html", places=hers, page="prevention")


@bp.get(ROOT)
@guarded(Permission.Committee.SEE, find_place)
def show(place: Organization) -> ResponseReturnValue:
    return _list_page(place, DoneForm(formdata=None))


@bp.get(f"{ROOT}/new")
@guarded(Permission.Committee.KEEP, find_place)
def show_new(place: Organization) -> ResponseReturnValue:
    form = PreventionForm(formdata=None)
    return render_template("casework/oversight/prevention_new.html", place=place, form=form)


@bp.post(f"{ROOT}/new")
@guarded(Permission.Committee.KEEP, find_place)
def enter(place: Organization) -> ResponseReturnValue:
    form = PreventionForm()
    if not form.validate():
        drawn = render_template("casework/oversight/prevention_new.html", place=place, form=form)
        return drawn, 422
    action = form.action()
    books.say(g.db, g.keys, place.id, lambda book: entered(book, action))
    return redirect(f"/committee/{place.id}/prevention", 303)


@bp.post(f"{ROOT}/paper")
@guarded(Permission.Committee.SEE, find_place, reads=True)
def print_it(place: Organization) -> ResponseReturnValue:
    """What one other committee is to take up, as a sheet to hand over."""
    form, (book, _seen) = ForumForm(), books.read(g.db, g.keys, place.id)
    rows = of_forum(book, form.forum.value) if form.validate() else []
    if not rows:
        raise NotFound
    sheet = prevention_sheet(str(FORUMS[form.forum.value]), [line_of(each) for each in rows])
    pack = pack_of(g.db, place, today())
    try:
        return sent(sheet, around(place, pack, in_force()))
    except Unprintable:
        wrong = _("It could not be printed just now. Please try again.")
        return _list_page(place, DoneForm(formdata=None), unprinted=wrong), 503


@bp.post(f"{ROOT}/<uuid:action_id>")
@guarded(Permission.Committee.KEEP, find_place)
def finish(place: Organization, action_id: UUID) -> ResponseReturnValue:
    form, (book, _seen) = DoneForm(), books.read(g.db, g.keys, place.id)
    if action_id not in {each.id for each in book.preventions}:
        raise NotFound
    if not form.validate():
        return _list_page(place, form, action_id), 422
    on, words = the_day(form.on) or today(), form.words.data or ""
    books.say(g.db, g.keys, place.id, lambda book: done(book, action_id, words, on))
    return redirect(f"/committee/{place.id}/prevention", 303)


@bp.get("/cases/<uuid:case_id>/prevention")
@guarded(Permission.Case.PREVENT, find_factory_case)
def show_case(case: Case) -> ResponseReturnValue:
    return _case_page(case, PassOnForm(formdata=None))


@bp.post("/cases/<uuid:case_id>/prevention")
@guarded(Permission.Case.PREVENT, find_factory_case)
def leave_case(case: Case) -> ResponseReturnValue:
    """The first press shows what leaves; only the second, with her tick, lets it go."""
    form = PassOnForm()
    is_whole = form.validate()
    if is_whole and _names(form, names_anybody(opened(case).timeline.lines, form.text)):
        return _case_page(case, form), 422
    leaves = form.action() if is_whole else None
    if leaves is not None and not form.sure.data:
        return _case_page(case, form, leaves)
    about = _about(leaves)
    return written(case, "oversight/prevention_case", form, lambda: _leave(case, form), about)


def _leave(case: Case, form: PassOnForm) -> ResponseReturnValue:
    action, turn = form.action(), the_turn(case, form.seen.data)
    if case.factory_id is None:
        raise NotFound
    try:
        pass_on(g.db, turn, case.factory_id, action, opened(case).timeline.lines)
    except NamesSomebody as wrong:
        _names(form, wrong.words)
        return _case_page(case, form), 422
    return back_to_case(case)


def _names(form: PassOnForm, found: Sequence[str]) -> bool:
    """Whether the text names somebody of the case; then the form says whom."""
    if found:
        named = ", ".join(found)
        complain(form.words, _("These words name somebody of the case: %(names)s", names=named))
    return bool(found)


def _case_page(case: Case, form: PassOnForm, leaves: Prevention | None = None) -> str:
    return page(case, "oversight/prevention_case", form, about=_about(leaves))


def _about(leaves: Prevention | None) -> dict[str, object]:
    return {"leaves": leaves, **OVERSIGHT_WORDS}


def _list_page(
    place: Organization, form: DoneForm, about: UUID | None = None, unprinted: str = ""
) -> str:
    book, _seen = books.read(g.db, g.keys, place.id)
    open_, over = (
        [each for each in book.preventions if bool(each.done_on) is is_over]
        for is_over in (False, True)
    )
    return render_template(
        "casework/oversight/prevention.html",
        place=place,
        open=[(each, form if each.id == about else DoneForm(formdata=None)) for each in open_],
        over=over,
        to_hand=[(each, FORUMS[each]) for each in FORUMS if of_forum(book, each)],
        unprinted=unprinted,
        wrong=form if about else None,
        keeps=may(g.actor, Permission.Committee.KEEP, place),
        today=today(),
        **OVERSIGHT_WORDS,
    )
