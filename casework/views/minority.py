"""`/cases/<id>/age`: that she may be under age, whom to ask then, and what an officer decides."""

from flask import Blueprint, g
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.models import Organization
from auth.permissions import Permission
from casework.course import minority, of_age
from casework.course.minority import OFFICER, NotAsked
from casework.desk.reading import Opened
from casework.forms.cases import CaseForm
from casework.forms.minority import DecideAgeForm, LiftAgeForm, MarkAgeForm
from casework.models.case import Case
from casework.procedures.covering import of_age_at
from casework.readers.recipients import reach
from casework.views.calling import the_helplines
from casework.views.cases_writing import page, written
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_look,
    the_turn,
)
from casework.views.inquiry_pack import pack_of
from referrals.directory.showable import countries_served

bp = Blueprint("minority", __name__, url_prefix="/cases/<uuid:case_id>/age")
explain_refusals(bp)


@bp.get("")
@guarded(Permission.Case.MOVE, find_case)
def show(case: Case) -> ResponseReturnValue:
    found = opened(case)
    return page(case, "age", CaseForm(formdata=None), found, about=_about(case, found))


@bp.post("")
@guarded(Permission.Case.MOVE, find_case)
def mark(case: Case) -> ResponseReturnValue:
    form = MarkAgeForm()
    about = _about(case, opened(case), marking=form)
    return written(case, "age", form, lambda: _mark(case, form), about)


@bp.post("/lift")
@guarded(Permission.Case.MOVE, find_case)
def lift(case: Case) -> ResponseReturnValue:
    """Where no officer can decide it: two people say that she is of age."""
    form = LiftAgeForm()
    about = _about(case, opened(case), lifting=form)
    return written(case, "age", form, lambda: _lift(case, form), about)


@bp.post("/decide")
@guarded(Permission.Case.RULE_AGE, find_case)
def decide(case: Case) -> ResponseReturnValue:
    form = DecideAgeForm()
    about = _about(case, opened(case), deciding=form)
    return written(case, "age", form, lambda: _decide(case, form), about)


def _mark(case: Case, form: MarkAgeForm) -> ResponseReturnValue:
    try:
        minority.mark(g.db, the_turn(case, form.seen.data), form.words.data or "")
    except NotAsked:
        return _overtaken(case, form, marking=form)
    return back_to(case, "/age")


def _lift(case: Case, form: LiftAgeForm) -> ResponseReturnValue:
    try:
        of_age.lift(g.db, the_turn(case, form.seen.data), form.words.data or "")
    except NotAsked:
        return _overtaken(case, form, lifting=form)
    return back_to(case, "/age")


def _decide(case: Case, form: DecideAgeForm) -> ResponseReturnValue:
    turn = the_turn(case, form.seen.data)
    try:
        minority.decide(g.db, turn, form.decided, form.words.data or "")
    except NotAsked:
        return _overtaken(case, form, deciding=form)
    return back_to(case, "/age")


def _overtaken(case: Case, form: CaseForm, **forms: CaseForm) -> ResponseReturnValue:
    """It does not stand so any more: the page as it is now, with every typed word."""
    found = opened_anew(case)
    case = found.case
    return page(case, "age", form, found, about=_about(case, found, **forms), is_late=True), 409


def _about(case: Case, found: Opened, **forms: CaseForm) -> dict[str, object]:
    """How it stands, and whom of those trained for children there is to ask."""
    pack, waits = pack_of(found), None
    if found.course is not None:
        waits = minority.waits(found.cover, found.course)
    holding = [each for each in found.cover.holders if each.capacity in OFFICER]
    return {
        "waits": waits,
        "age": of_age_at(pack),
        "is_known": pack.majority.age is not None,
        "officers": [found.name(each.holder) for each in holding],
        "could": [] if waits is None or holding else _could_be_asked(case, found),
        "child_lines": the_helplines().for_children(_countries(found)),
        "marking": forms.get("marking") or MarkAgeForm(formdata=None),
        "deciding": forms.get("deciding") or DecideAgeForm(formdata=None),
        "lifting": forms.get("lifting") or LiftAgeForm(formdata=None),
        "without_officer": not of_age.has_officer(g.db, the_turn(case), found.cover),
    }


def _could_be_asked(case: Case, found: Opened) -> list[str]:
    """Names of officers whom keys of this case can be handed to."""
    look = the_look()
    there = reach(g.db, g.keys, look.register, case.id, found.cover, look.now.date())
    return [each.reader.name for each in there.candidates if each.capacity in OFFICER]


def _countries(found: Opened) -> list[str]:
    place = g.db.get(Organization, found.cover.home) if found.cover.home else None
    return [place.country] if place else list(countries_served(g.db))
