"""Handing keys over: meant first and told to her, then sealed with the passphrase once more."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.again import is_proven
from auth.guard import guarded
from auth.judging import complain
from auth.models import Role
from auth.permissions import Permission
from auth.titles import role_title
from casework.desk.reading import HandOver, Opened
from casework.forms.cases import GiveForm, HandOverForm, PressForm, SettleForm
from casework.models.case import Case
from casework.readers import intentions
from casework.readers.intentions import NotOffered, NotRipe, SamePerson
from casework.readers.recipients import Candidate, reach
from casework.readers.settling import settle_match
from casework.readers.telling_her import Way, tell_her
from casework.views.cases_writing import page, written
from casework.views.casing import (
    done,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_look,
    the_turn,
)
from casework.words.cases import COMPARTMENTS, begun, part_list
from crypto.compartments import Compartment

bp = Blueprint("cases_giving", __name__, url_prefix="/cases/<uuid:case_id>")
explain_refusals(bp)


@bp.get("/hand-over")
@guarded(Permission.Case.HAND_OVER, find_case)
def show_hand_over(case: Case) -> ResponseReturnValue:
    found = opened(case)
    form = _offering(HandOverForm(formdata=None), case, found)
    return page(case, "hand-over", form, found)


@bp.post("/hand-over")
@guarded(Permission.Case.HAND_OVER, find_case)
def hand_over(case: Case) -> ResponseReturnValue:
    form = _offering(HandOverForm(), case, opened(case))
    return written(case, "hand-over", form, lambda: _intend(case, form))


@bp.get("/call-in")
@guarded(Permission.Case.HAND_OVER, find_case)
def show_call_in(case: Case) -> ResponseReturnValue:
    """The same page with the supervisors alone; it is sent like any other hand-over."""
    found = opened(case)
    form = _offering(HandOverForm(formdata=None), case, found, Role.SUPERVISOR)
    offered = list(form.person.choices or ())
    if len(offered) == 1:
        form.person.data = offered[0][0]
    about = {"is_call": True, "declined": found.cover.declined_supervisor}
    return page(case, "hand-over", form, found, about=about)


def hand_over_page(case: Case) -> ResponseReturnValue:
    """The page of a hand-over with what this request brings along."""
    found = opened(case)
    return page(case, "hand-over", _offering(HandOverForm(), case, found), found)


@bp.get("/hand-over/<uuid:intention>")
@guarded(Permission.Case.READ, find_case)
def show_intention(case: Case, intention: UUID) -> ResponseReturnValue:
    return _intention_page(opened(case), intention, PressForm(formdata=None))


@bp.post("/hand-over/<uuid:intention>/seal")
@guarded(Permission.Case.READ, find_case, asks_again=True)
def seal(case: Case, intention: UUID) -> ResponseReturnValue:
    turn = the_turn(case)
    return _pressed(case, intention, lambda: intentions.fulfil(g.db, turn, intention))


@bp.post("/hand-over/<uuid:intention>/second")
@guarded(Permission.Case.HAND_OVER, find_case, asks_again=True)
def second(case: Case, intention: UUID) -> ResponseReturnValue:
    turn = the_turn(case)
    return _pressed(case, intention, lambda: intentions.second(g.db, turn, intention))


@bp.post("/hand-over/<uuid:intention>/object")
@guarded(Permission.Case.OBJECT, find_case)
def object_by_voice(case: Case, intention: UUID) -> ResponseReturnValue:
    try:
        intentions.object_to(g.db, the_turn(case), intention, by_voice=True)
    except NotRipe:
        raise NotFound from None
    return done(case)


@bp.post("/hand-over/<uuid:intention>/told")
@guarded(Permission.Case.OBJECT, find_case)
def told_her(case: Case, intention: UUID) -> ResponseReturnValue:
    """She was told by voice or in person, where no page of hers could tell her."""
    way = request.form.get("way", "")
    if way not in set(Way):
        raise NotFound
    try:
        tell_her(g.db, the_turn(case), intention, Way(way))
    except NotRipe:
        raise NotFound from None
    return done(case)


@bp.get("/match/<uuid:person>")
@guarded(Permission.Case.SETTLE, find_case)
def show_match(case: Case, person: UUID) -> ResponseReturnValue:
    found = opened(case)
    form = _settling(SettleForm(formdata=None), case, found, person)
    return page(case, "match", form, found, about=_about(found, person))


@bp.post("/match/<uuid:person>")
@guarded(Permission.Case.SETTLE, find_case)
def settle(case: Case, person: UUID) -> ResponseReturnValue:
    found = opened(case)
    form = _settling(SettleForm(), case, found, person)
    about = _about(found, person)
    return written(case, "match", form, lambda: _settle(case, form, person), about)


def match_page(case: Case, person: UUID) -> ResponseReturnValue:
    """The same of a match. Raises NotFound where nobody has to look at this person now."""
    found = opened(case)
    form = _settling(SettleForm(), case, found, person)
    return page(case, "match", form, found, about=_about(found, person))


def _offering(
    form: HandOverForm, case: Case, found: Opened, role: Role | None = None
) -> HandOverForm:
    """The form with everybody to whom this reader could hand something, or those of one role."""
    look = the_look()
    open_to = reach(g.db, g.keys, look.register, case.id, found.cover, look.now.date())
    wanted = [each for each in open_to.candidates if role in (None, each.reader.role)]
    gifts = [(each, _could_give(each, found)) for each in wanted]
    others = [(each, parts) for each, parts in gifts if parts and each.person != g.actor.person]
    form.person.offer([(each.person.hex, _described(each)) for each, _given in others])
    form.could_read = {each.person.hex: _could_read(parts) for each, parts in others}
    lacking = frozenset[Compartment]().union(*(parts for _each, parts in others))
    form.parts.offer([(value, label) for value, label in _parts(found) if value in lacking])
    return form


def _settling(form: SettleForm, case: Case, found: Opened, person: UUID) -> SettleForm:
    look = the_look()
    open_to = reach(g.db, g.keys, look.register, case.id, found.cover, look.now.date())
    if person not in open_to.to_settle:
        raise NotFound
    vacant = (_could_give(each, found) for each in open_to.if_settled if each.person == person)
    given = next(vacant, frozenset())
    form.parts.offer([(value, label) for value, label in _parts(found) if value in given])
    return form


def _about(found: Opened, person: UUID) -> dict[str, object]:
    return {"person": person, "person_name": found.name(person)}


def _described(candidate: Candidate) -> str:
    reader = candidate.reader
    what = (reader.name, reader.post or role_title(reader.role), reader.organization_name)
    return ", ".join(filter(None, what))


def _could_give(candidate: Candidate, found: Opened) -> frozenset[Compartment]:
    """What somebody could still be handed by whoever has this page open."""
    return candidate.compartments & set(found.timeline.opened) - {Compartment.COVER}


def _could_read(parts: frozenset[Compartment]) -> str:
    return str(_("Could be given: %(parts)s.", parts=part_list(parts)))


def _parts(found: Opened) -> list[tuple[str, str]]:
    mine = [part for part in found.timeline.opened if part is not Compartment.COVER]
    return [(part.value, begun(str(COMPARTMENTS[part]))) for part in mine]


def _chosen(form: GiveForm) -> list[Compartment]:
    return [Compartment(each) for each in form.parts.values]


def _intend(case: Case, form: HandOverForm) -> ResponseReturnValue:
    try:
        intentions.intend(
            g.db,
            the_turn(case, form.seen.data),
            UUID(form.person.value),
            _chosen(form),
            form.words.data or "",
            for_danger=bool(form.danger.data),
        )
    except NotOffered:
        complain(form.parts, _not_offered())
        return page(case, "hand-over", form, opened_anew(case)), 422
    return done(case)


def _settle(case: Case, form: SettleForm, person: UUID) -> ResponseReturnValue:
    turn, words = the_turn(case, form.seen.data), form.words.data or ""
    try:
        settle_match(g.db, turn, person, _chosen(form), words)
    except NotOffered:
        complain(form.parts, _not_offered())
        found = opened_anew(case)
        return page(case, "match", form, found, about=_about(found, person)), 422
    return done(case)


def _not_offered() -> str:
    return str(_("This person cannot be given all of that, or holds some of it already."))


def _pressed(case: Case, intention: UUID, press: Callable[[], object]) -> ResponseReturnValue:
    form = PressForm()
    if not form.validate() or not is_proven():
        if form.passphrase.data:
            complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _intention_page(opened(case), intention, form), 422
    try:
        press()
    except (NotRipe, SamePerson):
        raise NotFound from None
    except NotOffered:
        complain(form.passphrase, _("This person is not certified any more, or holds it already."))
        return _intention_page(opened_anew(case), intention, form), 409
    return done(case)


def _intention_page(found: Opened, intention: UUID, form: PressForm) -> str:
    pending = next((each for each in found.hand_overs if each.intention.id == intention), None)
    if pending is None:
        raise NotFound
    shown: HandOver = pending
    drawn: str = render_template(
        "casework/case/intention.html", case=found.case, opened=found, pending=shown, form=form
    )
    return drawn
