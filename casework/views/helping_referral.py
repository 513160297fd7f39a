"""`/cases/<id>/help/referrals/<id>`: one referral, what became of it, what is done beside it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

import msgspec
from flask import Blueprint, Response, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from auth.policy import may
from casework.desk.reading import Opened
from casework.forms import referring as forms
from casework.helping import feeling, moving, naming, tasks
from casework.helping.following import Referral
from casework.helping.states import (
    ACCEPTED,
    UNANSWERED,
    MoveNotAllowed,
    Mover,
    State,
    moves_of,
    way_there,
)
from casework.helping.talking import Talk, talks
from casework.languages import in_force, own_name
from casework.languages import offered as known_languages
from casework.models.case import Case
from casework.paper.typesetting import Unprintable, render
from casework.parts import the_parts
from casework.views.acting import Doing, do, show_form, the_doing
from casework.views.casing import explain_refusals, find_case, opened, the_look
from casework.views.helping import the_one, today, waiting_for
from casework.views.helping_beside import follows, which, which_and_more, which_task
from casework.words.referring import STATES_SAID
from referrals.consent.packet import received
from referrals.directory.offered import Offered
from referrals.directory.reading import offered
from referrals.models.terms import Way
from referrals.paper.slip import slip
from referrals.sending.withdrawing import Standing, standing
from referrals.words.showing import shown

bp = Blueprint("helping_referral", __name__, url_prefix="/cases/<uuid:case_id>/help/referrals")
explain_refusals(bp)
R = Permission.Case.REFER
ABOUT = "casework/helping/about.html"


def _heard(form: forms.HeardForm, found: Opened, about: UUID) -> Mapping[str, object]:
    known = the_one(found, about)
    said = sayable(known)
    form.state.offer([(each.value, str(STATES_SAID[each])) for each in said])
    if State.DECLINED not in said:
        del form.reason
    return {"it": known}


def sayable(known: Referral) -> list[State]:
    """What a place can say of it next, also where an acceptance goes without saying."""
    said = []
    for each in STATES_SAID:
        try:
            way_there(known.state, each, Mover.MEMBER)
        except MoveNotAllowed:
            continue
        said.append(each)
    return said


DOINGS: Mapping[str, Doing] = MappingProxyType(
    {
        "heard": Doing(
            title=_l("What they say"),
            say=_l("What you heard from them, or what she told you of it."),
            form=forms.HeardForm,
            do=lambda turn, form, about: moving.note(g.db, turn, about, form.heard()),
            offer=_heard,
            beside=ABOUT,
            permission=R,
            is_about=True,
        ),
        "back": Doing(
            title=_l("Take it back"),
            say=_l(
                "As she said. What lies there can be opened by nobody from then on; what was read "
                "or heard already, they know. If you told them by telephone, call them."
            ),
            form=forms.BackForm,
            do=lambda turn, form, about: moving.withdraw(g.db, turn, about, form.words.data or ""),
            button=_l("Take it back"),
            offer=which,
            beside=ABOUT,
            permission=R,
            is_about=True,
        ),
        "name": Doing(
            title=_l("Her name follows"),
            say=_l("They have said that they help. What she agreed to for then goes to them now."),
            form=forms.NameForm,
            do=lambda turn, _form, about: naming.send_name(g.db, turn, about),
            button=_l("Let it follow"),
            offer=which_and_more,
            beside="casework/helping/follows.html",
            permission=R,
            is_about=True,
        ),
        "task": Doing(
            title=_l("Something to be done"),
            say=_l("You are told on its day that something waits."),
            form=forms.TaskForm,
            do=lambda turn, form, about: tasks.plan(g.db, turn, about, form.plan()),
            offer=which,
            beside=ABOUT,
            permission=R,
            is_about=True,
        ),
        "felt": Doing(
            title=_l("How it was for her"),
            say=_l(
                "Ask her in the way that is safe for her. Whoever sent her there does not ask: "
                "to somebody else it is easier to say no."
            ),
            form=forms.FeltForm,
            do=lambda turn, form, about: feeling.felt(g.db, turn, about, form.feedback()),
            offer=which,
            beside=ABOUT,
            permission=R,
            is_about=True,
        ),
    }
)
FINISHING = MappingProxyType(
    {
        "task": Doing(
            title=_l("What became of it"),
            form=forms.TaskDoneForm,
            do=lambda turn, form, about: tasks.finish(
                g.db, turn, about, form.words.data or "", is_done=form.is_done
            ),
            offer=which_task,
            beside=ABOUT,
            permission=R,
            is_about=True,
        )
    }
)


@bp.get("/<uuid:referral>")
@guarded(Permission.Case.READ_NEEDS, find_case)
def show(case: Case, referral: UUID) -> ResponseReturnValue:
    """One referral, from the asking to its end."""
    return _page(case, referral, forms.SlipForm(formdata=None))


@bp.post("/<uuid:referral>/slip")
@guarded(Permission.Case.REFER, find_case)
def print_slip(case: Case, referral: UUID) -> ResponseReturnValue:
    """The slip that she carries, as a file with a name that says nothing."""
    form = forms.SlipForm()
    found = opened(case)
    known = the_one(found, referral)
    place = next((each for each in offered(g.db) if each.id == known.sent.place), None)
    form.language.offer(languages())
    if place is None or not _can(found, known)["slip"]:
        raise NotFound
    if not form.validate():
        return _page(case, referral, form), 422
    return _set(case, referral, place, form)


@bp.get("/<uuid:referral>/<act>")
@guarded(Permission.Case.REFER, find_case)
def show_act(case: Case, referral: UUID, act: str) -> ResponseReturnValue:
    known = the_one(opened(case), referral)
    doing = the_doing(case, DOINGS, act, known.id)
    return show_form(case, doing, known.id, _back(referral))


@bp.post("/<uuid:referral>/<act>")
@guarded(Permission.Case.REFER, find_case)
def do_act(case: Case, referral: UUID, act: str) -> ResponseReturnValue:
    known = the_one(opened(case), referral)
    doing = the_doing(case, DOINGS, act, known.id)
    return do(case, doing, known.id, _back(referral))


@bp.get("/<uuid:referral>/tasks/<uuid:task>")
@guarded(Permission.Case.REFER, find_case)
def show_task(case: Case, referral: UUID, task: UUID) -> ResponseReturnValue:
    _require_task(the_one(opened(case), referral), task)
    return show_form(case, FINISHING["task"], task, _back(referral))


@bp.post("/<uuid:referral>/tasks/<uuid:task>")
@guarded(Permission.Case.REFER, find_case)
def finish_task(case: Case, referral: UUID, task: UUID) -> ResponseReturnValue:
    _require_task(the_one(opened(case), referral), task)
    return do(case, FINISHING["task"], task, _back(referral))


def _set(case: Case, referral: UUID, place: Offered, form: forms.SlipForm) -> ResponseReturnValue:
    language = form.language.value or in_force()
    with force_locale(language):
        made = slip(place, f"{the_parts().config.origin}/", is_named=bool(form.is_named.data))
    try:
        file = render("slip", msgspec.to_builtins(made), language)
    except Unprintable:
        complain(form.language, _("This sheet could not be made just now. Please try again."))
        return _page(case, referral, form), 503
    response = Response(file, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="note.pdf"'
    return response


def languages() -> list[tuple[str, str]]:
    """Every language a slip can be in."""
    return [(code, own_name(code)) for code in known_languages()]


def _require_task(known: Referral, task: UUID) -> None:
    """Raises NotFound for a task of another referral, or one that was seen to."""
    if not any(each.id == task and each.finished_at is None for each in known.tasks):
        raise NotFound


def _back(referral: UUID) -> str:
    return f"/help/referrals/{referral}"


def _page(case: Case, referral: UUID, form: forms.SlipForm) -> str:
    found = opened(case)
    known = the_one(found, referral)
    place = next((each for each in offered(g.db) if each.id == known.sent.place), None)
    form.language.offer(languages())
    form.language.data = form.language.data or in_force()
    return str(
        render_template(
            "casework/helping/referral.html",
            case=found.case,
            opened=found,
            it=known,
            place=shown(place) if place else None,
            waiting=waiting_for(known),
            link=_link(known),
            today=today(),
            can=_can(found, known),
            talks=_talks(found, known),
            received=received,
            form=form,
        )
    )


def _talks(found: Opened, known: Referral) -> Sequence[Talk]:
    """With whom somebody may speak about her for it, and what she lets them say; for who refers."""
    if not (known.is_open and may(g.actor, R, found.case)):
        return ()
    return talks(g.db, found.cover, found.timeline.lines, known, the_look().now)


def _link(known: Referral) -> Standing | None:
    """How the one-time link of a referral lies there; None for other ways, and once it is over."""
    given = known.sent.given
    if given is None or not given.is_link or not known.is_open:
        return None
    return standing(g.db, g.keys, given, the_look().now)


def _can_say(known: Referral) -> bool:
    """Whether there is anything to say: they answered, or she went there herself."""
    is_answered = feeling.answered_within(known) is not None
    went = known.sent.way in (Way.PAPER, Way.WALK_IN) and known.state not in UNANSWERED
    return known.felt is None and (is_answered or went)


def _can(found: Opened, known: Referral) -> dict[str, bool]:
    """What can be done with it as it stands."""
    is_told = known.sent.way not in (Way.PAPER, Way.WALK_IN)
    may_follow = known.state in ACCEPTED and is_told and known.named is None
    return {
        "heard": bool(sayable(known)),
        "back": known.has_lapsed or State.WITHDRAWN in moves_of(known.state, Mover.MEMBER),
        "name": may_follow and follows(found, known) is not None,
        "task": known.is_open or known.state is State.DONE,
        "felt": _can_say(known),
        "slip": known.is_open and not is_told,
    }
