"""`/cases/<id>/help`: where she was sent, what waits of it, and which place could help next."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.permissions import Permission
from casework.case.covers import the_cover
from casework.desk.reading import Opened
from casework.helping import moving
from casework.helping.following import Referral, referrals
from casework.helping.needs import Wanted, asked_of_directory, her_needs
from casework.helping.referring import forced_on
from casework.models.case import Case
from casework.parts import the_parts
from casework.views.casing import back_to, explain_refusals, find_case, opened, the_look, the_turn
from casework.words.referring import REFERRAL_WORDS
from referrals.directory.offered import Offered
from referrals.directory.reading import offered
from referrals.matching.grounding import grounded
from referrals.matching.needs import Needs
from referrals.matching.ranking import Candidate, excluded, matched
from referrals.matching.weights import Lane
from referrals.sending.answers import Waiting
from referrals.words.candidates import barred, by_lane, explained
from referrals.words.packets import PACKET_WORDS

bp = Blueprint("helping", __name__, url_prefix="/cases/<uuid:case_id>/help")
explain_refusals(bp)
bp.record_once(lambda state: state.app.jinja_env.globals.update(REFERRAL_WORDS))
bp.record_once(lambda state: state.app.jinja_env.globals.update(PACKET_WORDS))
MOST = 20
"""Places on one page: whoever wants more says more of what she needs."""


@bp.get("")
@guarded(Permission.Case.READ_NEEDS, find_case)
def show(case: Case) -> ResponseReturnValue:
    """Every referral, what waits of it, and what is to be done."""
    found = opened(case)
    every = every_referral(found)
    return render_template(
        "casework/helping/overview.html",
        case=found.case,
        opened=found,
        referrals=every,
        waiting={each.id: waiting_for(each) for each in every},
        kept=her_needs(found.timeline.lines),
        today=today(),
    )


@bp.post("/answers")
@guarded(Permission.Case.REFER, find_case)
def take_in(case: Case) -> ResponseReturnValue:
    """What places have answered becomes entries of the case."""
    moving.take_in(g.db, the_turn(case))
    return back_to(case, "/help")


@bp.get("/match")
@guarded(Permission.Case.REFER, find_case)
def show_match(case: Case) -> ResponseReturnValue:
    """The places that fit, best first and with every reason; and those that are out, and why."""
    found, look = opened(case), the_look()
    wanted = her_needs(found.timeline.lines).wanted
    needs, ground = needs_of(case, wanted), grounded(g.db).ground
    places = offered(g.db)
    fitting = matched(places, needs, look.now, ground, MOST)
    return render_template(
        "casework/helping/match.html",
        case=found.case,
        opened=found,
        needs=needs,
        lanes=by_lane(explained(each, ground, look.now) for each in fitting),
        out=[barred(each, ground) for each in excluded(places, needs, look.now, ground)],
        asked=asked_before(found),
    )


def every_referral(found: Opened) -> tuple[Referral, ...]:
    """All referrals of an opened case, as they stand today."""
    return referrals(found.timeline.lines, today())


def the_one(found: Opened, referral: UUID) -> Referral:
    """A referral of an opened case. Raises NotFound."""
    known = next((each for each in every_referral(found) if each.id == referral), None)
    if known is None:
        raise NotFound
    return known


def waiting_for(referral: Referral) -> list[Waiting]:
    """What its place has answered and nobody has written down yet."""
    return moving.waiting(g.db, the_parts().register(g.db), referral)


def needs_of(case: Case, wanted: Wanted) -> Needs:
    """What she needs, as the directory is asked: with her factory, which is out."""
    return asked_of_directory(g.db, the_cover(g.db, case.id).text, wanted)


def the_candidate(case: Case, found: Opened, place: UUID) -> Candidate:
    """A place that fits and that no limit keeps out, or one that two people decided on.

    Raises NotFound for every other.
    """
    every = _fitting(case, found)
    known = next((each for each in every if each.place.id == place), None) or _forced(found, place)
    if known is None:
        raise NotFound
    return known


def doors_of(case: Case, found: Opened, organization: UUID) -> list[Offered]:
    """Where an organisation can be asked for her: no limit keeps these places out."""
    every = (each.place for each in _fitting(case, found))
    return [each for each in every if each.organization == organization]


def _fitting(case: Case, found: Opened) -> Sequence[Candidate]:
    needs = needs_of(case, her_needs(found.timeline.lines).wanted)
    return matched(offered(g.db), needs, the_look().now, grounded(g.db).ground)


def _forced(found: Opened, place: UUID) -> Candidate | None:
    """A place to which something may go without her yes, whatever she asked for."""
    there = next((each for each in offered(g.db) if each.id == place), None)
    if there is None or not forced_on(found.cover, found.timeline.lines, there, today()):
        return None
    return Candidate(
        place=there, lane=Lane.ORDINARY, kinds=frozenset(), reasons=(), points=0, most=0
    )


def asked_before(found: Opened) -> dict[UUID, Referral]:
    """The newest referral to each place, by the place."""
    return {each.sent.place: each for each in every_referral(found)}


def today() -> date:
    """As entries count days: in UTC."""
    return the_look().now.date()
