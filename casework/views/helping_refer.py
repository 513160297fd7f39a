"""`/cases/<id>/help/refer/<place>`: how a place is asked, what would leave, and sending it."""

import secrets
from uuid import UUID

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from auth.guard import guarded
from auth.judging import complain
from auth.lanes import Lane
from auth.models import Organization, Person
from auth.permissions import Permission
from auth.throttle import address_digest
from casework.case.turns import ChangedMeanwhile
from casework.desk.reading import Opened
from casework.forms.referring import ChoiceForm, ForcedForm, SendForm
from casework.helping.alike import Answer
from casework.helping.barring import alike_there, fits_there, knows_whom, who_knows
from casework.helping.needs import her_needs
from casework.helping.referring import (
    CARRIED,
    AgainstHer,
    Asked,
    Choice,
    NoWay,
    packet_of,
    people_there,
    refer,
    ways_to,
)
from casework.models.case import Case
from casework.parts import the_parts
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_look,
    the_turn,
)
from casework.views.helping import needs_of, the_candidate
from casework.words.referring import WAY_HINTS, WAYS
from referrals.consent.packet import NothingLeaves, Packet, received
from referrals.matching.asking import Asking
from referrals.matching.grounding import grounded
from referrals.matching.ranking import Candidate
from referrals.models.terms import Way
from referrals.sending.link import Drawn, draw
from referrals.sending.packets import NobodyThere
from referrals.words.kinds import KINDS
from referrals.words.showing import shown

bp = Blueprint(
    "helping_refer", __name__, url_prefix="/cases/<uuid:case_id>/help/refer/<uuid:place>"
)
explain_refusals(bp)
SIGNS, LENGTH = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 6
"""Of a reference: read out by telephone, no sign is taken for another."""


@bp.get("")
@guarded(Permission.Case.REFER, find_case)
def show(case: Case, place: UUID) -> ResponseReturnValue:
    """What is asked of it, and by which way."""
    found = opened(case)
    candidate, form = the_candidate(case, found, place), ChoiceForm(formdata=None)
    _offer(form, candidate)
    _fill(form, case, found, candidate)
    return _choosing(found, candidate, form)


@bp.post("")
@guarded(Permission.Case.REFER, find_case)
def check(case: Case, place: UUID) -> ResponseReturnValue:
    """What would leave, exactly as they would read it; nothing has left yet."""
    found, form = opened(case), ChoiceForm()
    candidate = the_candidate(case, found, place)
    _offer(form, candidate)
    if not form.validate() or "back" in request.form:
        return _choosing(found, candidate, form), 422 if form.errors else 200
    return _checking(found, candidate, form, _to_tick(found, candidate, form, is_new=True))


@bp.post("/send")
@guarded(Permission.Case.REFER, find_case)
def send(case: Case, place: UUID) -> ResponseReturnValue:
    """Send what she agreed to."""
    found, form = opened(case), ChoiceForm()
    candidate = the_candidate(case, found, place)
    _offer(form, candidate)
    if not form.validate():
        return _choosing(found, candidate, form), 422
    sending = _to_tick(found, candidate, form)
    if not sending.validate():
        return _checking(found, candidate, form, sending), 422
    return _sent(case, candidate, form)


def _to_tick(
    found: Opened, candidate: Candidate, form: ChoiceForm, *, is_new: bool = False
) -> SendForm | ForcedForm:
    """What is said before it goes: that she wants it, or that two people decided it."""
    packet = _packet(found, _choice(candidate, form))
    made = ForcedForm if packet and received(packet).is_override else SendForm
    return made(formdata=None) if is_new else made()


def _sent(case: Case, candidate: Candidate, form: ChoiceForm) -> ResponseReturnValue:
    choice = _choice(candidate, form)
    drawn = _in_lane() if choice.way is Way.LINK else None
    try:
        asked = refer(g.db, the_turn(case, form.seen.data), choice, drawn)
    except ChangedMeanwhile:
        found = opened_anew(case)
        sending = _to_tick(found, candidate, form)
        return _checking(found, candidate, form, sending, is_late=True), 409
    except (NothingLeaves, NobodyThere, NoWay, AgainstHer) as refused:
        found = opened_anew(case)
        complain(form.way, _why_not(refused))
        return _choosing(found, candidate, form), 422
    if asked.linked is not None:
        return _told_once(case, candidate, asked)
    return back_to(case, f"/help/referrals/{asked.referral}")


def _in_lane() -> Drawn:
    """The slow part, with no transaction open. Raises Busy."""
    parts = the_parts()
    g.db.rollback()
    with parts.lanes.enter(Lane.SENDING, address_digest()):
        return draw(parts.config.cost)


def _told_once(case: Case, candidate: Candidate, asked: Asked) -> ResponseReturnValue:
    """Address and code, on this one page and nowhere else; it is the answer to the form."""
    back_to(case, "")
    return render_template(
        "casework/helping/linked.html",
        case=case,
        place=shown(candidate.place),
        linked=asked.linked,
        address=f"{the_parts().config.origin}/o/",
        referral=asked.referral,
    )


def _choosing(found: Opened, candidate: Candidate, form: ChoiceForm) -> str:
    form.seen.data = found.seen.text
    return str(
        render_template(
            "casework/helping/refer.html",
            case=found.case,
            opened=found,
            form=form,
            candidate=candidate,
            place=shown(candidate.place),
            alike=_alike(found, candidate),
            hints={each.value: str(WAY_HINTS[each]) for each in WAY_HINTS},
        )
    )


def _checking(
    found: Opened,
    candidate: Candidate,
    form: ChoiceForm,
    sending: SendForm | ForcedForm,
    *,
    is_late: bool = False,
) -> str:
    form.seen.data = found.seen.text
    choice = _choice(candidate, form)
    packet = _packet(found, choice)
    return str(
        render_template(
            "casework/helping/check.html",
            case=found.case,
            opened=found,
            form=form,
            sending=sending,
            choice=choice,
            place=shown(candidate.place),
            packet=packet,
            received=received(packet) if packet else None,
            people=_people(found, choice),
            fit=_fit(found, choice),
            who_know=_who_know(found),
            is_carried=choice.way in CARRIED,
            is_late=is_late,
        )
    )


def _people(found: Opened, choice: Choice) -> tuple[str, list[str]] | None:
    """Whose people get it, and who they are by name; None where it goes to nobody's account."""
    if choice.way is not Way.ACCOUNT or choice.place.account is None:
        return None
    there = people_there(g.db, the_turn(found.case), found.cover, choice)
    body = select(Organization.name).where(Organization.id == choice.place.account)
    names = select(Person.name).where(Person.id.in_(there)).order_by(Person.name)
    return g.db.scalar(body) or "", list(g.db.scalars(names))


def _fit(found: Opened, choice: Choice) -> list[str] | None:
    """Who there may be the person it is about, by name; None where she does not read who that is.

    They get nothing. By other ways than an account nobody knows beforehand who answers.
    """
    turn = the_turn(found.case)
    if choice.way is not Way.ACCOUNT or choice.place.account is None:
        return []
    if not knows_whom(g.db, found.case.id):
        return None
    fit = fits_there(g.db, turn, choice.place.account)
    return list(g.db.scalars(select(Person.name).where(Person.id.in_(fit)).order_by(Person.name)))


def _alike(found: Opened, candidate: Candidate) -> list[tuple[Person, Answer | None]]:
    """Who there is called like whoever it is about, and what was answered of each."""
    account = candidate.place.account
    known = alike_there(g.db, the_turn(found.case), account) if account else {}
    return [(g.db.get_one(Person, each), answer) for each, answer in known.items()]


def _who_know(found: Opened) -> list[str]:
    """Who of the case can say whether it is the same person, by name."""
    return sorted(found.name(each) for each in who_knows(found.cover, the_look().now.date()))


def _packet(found: Opened, choice: Choice) -> Packet | None:
    """What would leave; None where she has agreed to nothing of it, or nothing is to leave."""
    if choice.way in CARRIED:
        return None
    try:
        now = the_look().now
        return packet_of(g.db, found.cover, found.timeline.lines, choice, now)
    except NothingLeaves:
        return None


def _choice(candidate: Candidate, form: ChoiceForm) -> Choice:
    return Choice(
        place=candidate.place,
        kind=form.category,
        way=form.how,
        reference=form.reference.data or "",
        is_urgent=bool(form.is_urgent.data),
        words=form.words.data or "",
    )


def _offer(form: ChoiceForm, candidate: Candidate) -> None:
    form.kind.offer(_kinds(candidate))
    form.way.offer(_ways(candidate))


def _kinds(candidate: Candidate) -> list[tuple[str, str]]:
    kinds = candidate.kinds or candidate.place.categories
    return [(each.value, str(KINDS[each])) for each in KINDS if each in kinds]


def _ways(candidate: Candidate) -> list[tuple[str, str]]:
    return [(each.value, str(WAYS[each])) for each in ways_to(candidate.place)]


def _fill(form: ChoiceForm, case: Case, found: Opened, candidate: Candidate) -> None:
    """What stands there before anybody types: the only choice there is, and that hours count."""
    needs = needs_of(case, her_needs(found.timeline.lines).wanted)
    form.reference.data = "".join(secrets.choice(SIGNS) for _each in range(LENGTH))
    form.is_urgent.data = Asking(needs, the_look().now, grounded(g.db).ground).in_hurry
    for field, pairs in ((form.kind, _kinds(candidate)), (form.way, _ways(candidate))):
        field.data = pairs[0][0] if len(pairs) == 1 else None


def _why_not(refused: Exception) -> str:
    if isinstance(refused, NothingLeaves):
        return str(_("She has not agreed that anything is passed on to them. Ask her first."))
    if isinstance(refused, NobodyThere):
        return str(_("Nobody there has a valid account. Ask them by another way."))
    if isinstance(refused, AgainstHer):
        return str(_("It belongs to her factory or is paid by it, or it is kept out for her."))
    return str(_("They do not take anybody by this way."))
