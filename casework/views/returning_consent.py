"""`/r/help/consents`: what she is asked to let pass, her yes, and taking it back, by her press."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import limiter
from casework.case.bounds import NotAgreed
from casework.case.covers import OwingFirst
from casework.case.entering import remember_case
from casework.forms.consenting import LessForm
from casework.helping import consenting as verbs
from casework.helping.consenting import NoSuchConsent, VoicesMissing
from casework.helping.standing import overrides, standings
from casework.helping.written import sources_used
from casework.models.case import Case
from casework.number.returning import Hers, hers
from casework.parts import the_parts
from casework.readers.naming import known_to_her
from casework.views.coming_back import LIMIT, find_hers, turn_of
from casework.views.her_presses import after
from crypto.errors import KeyMissing, RolledBack
from referrals.consent.terms import Field, Purpose
from referrals.words.consent import each_of_hers

bp = Blueprint("returning_consent", __name__)
PAGE = "/r/help"


@bp.post("/r/help/consents/<uuid:consent>/yes")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.CONSENT, find_hers)
def agree(case: Case, consent: UUID) -> ResponseReturnValue:
    """Her press: it may be passed on."""
    verbs.say_yes(g.db, turn_of(g.actor, case), consent)
    return _back(case, "passing_on")


@bp.post("/r/help/consents/<uuid:consent>/end")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.CONSENT, find_hers)
def end(case: Case, consent: UUID) -> ResponseReturnValue:
    """Her press: it may not, or no longer."""
    verbs.withdraw(g.db, turn_of(g.actor, case), consent)
    return _back(case, "keeping_back")


@bp.get("/r/help/consents/<uuid:consent>/less")
@guarded(Permission.Survivor.CONSENT, find_hers)
def show_less(case: Case, consent: UUID) -> ResponseReturnValue:
    """Which single things of her yes she takes back."""
    return _less(case, consent, LessForm(formdata=None))


@bp.post("/r/help/consents/<uuid:consent>/less")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.CONSENT, find_hers)
def take_less(case: Case, consent: UUID) -> ResponseReturnValue:
    """Her press: these may not be passed on any more, the rest may."""
    form = LessForm()
    form.offer(each_of_hers(frozenset(Field), Purpose.SHARING))
    if not form.validate():
        return _less(case, consent, form), 422
    verbs.narrow(g.db, turn_of(g.actor, case), consent, form.taken())
    return _back(case, "keeping_back")


@bp.post("/r/help/count/off")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.CONSENT, find_hers)
def count_no_more(case: Case) -> ResponseReturnValue:
    """Her press: she does not want to be counted, asked or not."""
    verbs.count_me(g.db, turn_of(g.actor, case), is_counted=False)
    return _back(case, "uncounted")


@bp.post("/r/help/count/on")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.CONSENT, find_hers)
def count_again(case: Case) -> ResponseReturnValue:
    """Her press: she may be counted again."""
    verbs.count_me(g.db, turn_of(g.actor, case), is_counted=True)
    return _back(case, "counted")


@bp.errorhandler(KeyMissing)
@bp.errorhandler(NotAgreed)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
@bp.errorhandler(VoicesMissing)
def show_as_it_stands(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


@bp.errorhandler(NoSuchConsent)
def show_late(_wrong: Exception) -> ResponseReturnValue:
    """It was answered or ended already."""
    g.db.rollback()
    return after(PAGE, "late")


def her_consents(her: Hers, now: datetime) -> dict[str, object]:
    """What `casework/helping/hers_consents.html` needs, by the entries she reads."""
    forced = list(reversed(overrides(her.lines)))
    people = {each.asked_by for each in forced}
    people |= {each.confirmed_by for each in forced if each.confirmed_by is not None}
    return {
        "consents": list(reversed(standings(her.lines))),
        "forced": forced,
        "left_by": sources_used(her.lines),
        "forced_by": known_to_her(g.db, her.cover, people),
        "today": now.date(),
    }


def _less(case: Case, consent: UUID, form: LessForm) -> str:
    """Raises NotFound for what holds no more."""
    her = hers(g.db, case.id, the_parts().register(g.db), now())
    known = next((each for each in standings(her.lines) if each.asked.consent == consent), None)
    if known is None or not known.is_live(now().date()) or not known.fields:
        raise NotFound
    form.offer(each_of_hers(known.fields, known.asked.purpose))
    return str(render_template("casework/helping/hers_less.html", each=known, form=form))


def _back(case: Case, press: str) -> ResponseReturnValue:
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(PAGE, press)
