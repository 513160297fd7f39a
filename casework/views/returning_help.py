"""`/r/help`: where she was sent, what they answered, taking it back, and how it was for her."""

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
from casework.forms.referring import FeltForm
from casework.helping import feeling, moving
from casework.helping.following import Referral, referrals
from casework.helping.moving import NoReferral
from casework.helping.states import UNANSWERED, MoveNotAllowed, Mover, State, may_move
from casework.models.case import Case
from casework.number.returning import Hers, hers, the_place
from casework.parts import the_parts
from casework.views.coming_back import LIMIT, find_hers, turn_of
from casework.views.her_presses import after, just_pressed
from casework.views.returning_consent import PAGE, her_consents
from casework.views.wording import when_in
from casework.words.referring import REFERRAL_WORDS
from crypto.errors import KeyMissing, RolledBack
from referrals.words.consent import hers_words

bp = Blueprint("returning_help", __name__)
bp.record_once(lambda state: state.app.jinja_env.globals.update(REFERRAL_WORDS))


@bp.get(PAGE)
@guarded(Permission.Survivor.CONSENT, find_hers)
def show(case: Case) -> ResponseReturnValue:
    """Where she was sent, and what she agreed to."""
    her, place = _hers(case), the_place(g.db, case.id)
    if place is None:
        raise LookupError(case.id)
    return render_template(
        "casework/helping/hers.html",
        her=her,
        referrals=_hers_of(her),
        answered=lambda each: moving.waiting(g.db, the_parts().register(g.db), each),
        knows=hers_words,
        can_withdraw=_can_withdraw,
        can_say=lambda each: each.felt is None and each.state not in UNANSWERED,
        when=when_in(place.zone),
        done=just_pressed(),
        **her_consents(her, now()),
    )


@bp.post("/r/help/referrals/<uuid:referral>/back")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.CONSENT, find_hers)
def withdraw(case: Case, referral: UUID) -> ResponseReturnValue:
    """Her press: she does not want it, or no longer."""
    moving.withdraw(g.db, turn_of(g.actor, case), referral)
    return _back(case, "taken_back")


@bp.get("/r/help/referrals/<uuid:referral>/felt")
@guarded(Permission.Survivor.CONSENT, find_hers)
def show_felt(case: Case, referral: UUID) -> ResponseReturnValue:
    """How it was: four questions, of which she may leave three."""
    return _asking(_the_one(case, referral), FeltForm(formdata=None))


@bp.post("/r/help/referrals/<uuid:referral>/felt")
@limiter.limit(LIMIT)
@guarded(Permission.Survivor.CONSENT, find_hers)
def say_felt(case: Case, referral: UUID) -> ResponseReturnValue:
    """What she says of it."""
    form = FeltForm()
    if not form.validate():
        return _asking(_the_one(case, referral), form), 422
    feeling.felt(g.db, turn_of(g.actor, case), referral, form.feedback())
    return _back(case, "felt")


@bp.errorhandler(KeyMissing)
@bp.errorhandler(NotAgreed)
@bp.errorhandler(OwingFirst)
@bp.errorhandler(RolledBack)
def show_as_it_stands(_wrong: Exception) -> ResponseReturnValue:
    """What was asked for does not fit her case as it stands: show it as it stands."""
    g.db.rollback()
    return redirect("/r", 303)


@bp.errorhandler(MoveNotAllowed)
@bp.errorhandler(NoReferral)
def show_late(_wrong: Exception) -> ResponseReturnValue:
    """It has ended meanwhile, or stands elsewhere: her page says how."""
    g.db.rollback()
    return after(PAGE, "late")


def _can_withdraw(each: Referral) -> bool:
    """Also what waited too long, while it may lie there still."""
    return each.has_lapsed or may_move(each.state, State.WITHDRAWN, Mover.HER)


def _hers(case: Case) -> Hers:
    return hers(g.db, case.id, the_parts().register(g.db), now())


def _hers_of(her: Hers) -> list[Referral]:
    """The newest first."""
    return list(reversed(referrals(her.lines, now().date())))


def _the_one(case: Case, referral: UUID) -> Referral:
    """Raises NotFound."""
    known = next((each for each in _hers_of(_hers(case)) if each.id == referral), None)
    if known is None or known.state in UNANSWERED:
        raise NotFound
    return known


def _asking(known: Referral, form: FeltForm) -> str:
    return str(render_template("casework/helping/hers_felt.html", it=known, form=form))


def _back(case: Case, press: str) -> ResponseReturnValue:
    remember_case(g.db, the_parts(), g.actor, case.id)
    return after(PAGE, press)
