"""`/partners/meetings`: what partners said and decided, and what each took on and kept."""

from dataclasses import dataclass, replace
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.permissions import Permission
from auth.predicates import KEEPING
from casework.forms.partners import CommitmentForm, KeptForm, MeetingForm
from casework.forms.safety import a_day, show_day, the_day
from casework.models.partnership import Commitment, PartnerMeeting
from casework.partners import covering, meetings
from casework.partners.sessions import names_of
from casework.views.partners import body_of, choices, noted, own_bodies, today

bp = Blueprint("partners_meetings", __name__, url_prefix="/partners/meetings")


def find_meeting(db: Session, _actor: Actor, meeting_id: UUID) -> PartnerMeeting | None:
    """A meeting by its id."""
    return db.get(PartnerMeeting, meeting_id)


@dataclass(frozen=True)
class Taken:
    """What was taken on, with its meeting."""

    commitment: Commitment
    meeting: PartnerMeeting
    body_id: UUID
    """For which organisation it is written down what became of it."""


def find_taken(db: Session, actor: Actor, meeting_id: UUID, commitment_id: UUID) -> Taken | None:
    """What was taken on in this very meeting, for whoever took it on and whoever keeps notes."""
    found, meeting = db.get(Commitment, commitment_id), db.get(PartnerMeeting, meeting_id)
    if found is None or meeting is None or found.meeting_id != meeting.id:
        return None
    return _taken(found, meeting, actor)


def find_to_strike(
    db: Session, actor: Actor, meeting_id: UUID, commitment_id: UUID
) -> Taken | None:
    """The same where it was not kept yet, for the body alone whose meeting it was."""
    found = find_taken(db, actor, meeting_id, commitment_id)
    if found is None or found.commitment.kept_on is not None:
        return None
    return replace(found, body_id=found.meeting.body_id)


def _taken(commitment: Commitment, meeting: PartnerMeeting, actor: Actor) -> Taken:
    hers = {each.organization for each in actor.standings_as(KEEPING)}
    took, keeps = commitment.organization_id, meeting.body_id
    return Taken(commitment, meeting, keeps if keeps in hers else took)


@bp.get("")
@guarded(Permission.Partners.READ)
def show_all() -> ResponseReturnValue:
    found = meetings.meetings(g.db)
    return render_template(
        "casework/partners/meetings.html",
        meetings=found,
        names=names_of(g.db, (each.body_id for each in found)),
    )


@bp.get("/new")
@guarded(Permission.Partners.KEEP)
def show_new() -> ResponseReturnValue:
    form = MeetingForm(formdata=None)
    form.offer_bodies(own_bodies())
    return _form_page(form)


@bp.post("/new")
@guarded(Permission.Partners.KEEP)
def hold() -> ResponseReturnValue:
    form = MeetingForm()
    form.offer_bodies(own_bodies())
    if not form.validate():
        return _form_page(form), 422
    meeting = PartnerMeeting()
    _write(meeting, form)
    meetings.hold(g.db, UUID(form.body.value), meeting)
    return noted("partners:meeting:entered", meeting.id, f"/partners/meetings/{meeting.id}")


@bp.get("/<uuid:meeting_id>")
@guarded(Permission.Partners.READ, find_meeting)
def show(meeting: PartnerMeeting) -> ResponseReturnValue:
    return _page(meeting, CommitmentForm(formdata=None))


@bp.get("/<uuid:meeting_id>/change")
@guarded(Permission.Partners.CHANGE, find_meeting)
def show_change(meeting: PartnerMeeting) -> ResponseReturnValue:
    form = MeetingForm(formdata=None, obj=meeting, body=meeting.body_id.hex)
    form.offer_bodies(body_of(meeting.body_id))
    show_day(form.on, meeting.held_on)
    return _form_page(form, meeting)


@bp.post("/<uuid:meeting_id>/change")
@guarded(Permission.Partners.CHANGE, find_meeting)
def change(meeting: PartnerMeeting) -> ResponseReturnValue:
    form = MeetingForm()
    form.offer_bodies(body_of(meeting.body_id))
    if not form.validate():
        return _form_page(form, meeting), 422
    _write(meeting, form)
    return noted("partners:meeting:changed", meeting.id, f"/partners/meetings/{meeting.id}")


@bp.post("/<uuid:meeting_id>")
@guarded(Permission.Partners.CHANGE, find_meeting)
def take_on(meeting: PartnerMeeting) -> ResponseReturnValue:
    form = CommitmentForm()
    form.who.offer(choices(covering.partners(g.db)))
    if not form.validate():
        return _page(meeting, form), 422
    who, what = UUID(form.who.value), form.what.data or ""
    taken = meetings.take_on(g.db, meeting, who, what, a_day(form.by))
    return noted("partners:commitment:entered", taken.id, f"/partners/meetings/{meeting.id}")


@bp.post("/<uuid:meeting_id>/kept/<uuid:commitment_id>")
@guarded(Permission.Partners.CHANGE, find_taken)
def keep(taken: Taken) -> ResponseReturnValue:
    form, kept = KeptForm(), taken.commitment
    if not form.validate():
        return _page(taken.meeting, CommitmentForm(formdata=None), form, kept), 422
    meetings.keep(g.db, kept, the_day(form.on) or today(), taken.body_id)
    return noted("partners:commitment:kept", kept.id, f"/partners/meetings/{taken.meeting.id}")


@bp.post("/<uuid:meeting_id>/strike/<uuid:commitment_id>")
@guarded(Permission.Partners.CHANGE, find_to_strike)
def strike(taken: Taken) -> ResponseReturnValue:
    meetings.strike(g.db, taken.commitment)
    to = f"/partners/meetings/{taken.meeting.id}"
    return noted("partners:commitment:struck", taken.commitment.id, to)


def _form_page(form: MeetingForm, meeting: PartnerMeeting | None = None) -> str:
    back = f"/partners/meetings/{meeting.id}" if meeting else "/partners/meetings"
    return render_template("casework/partners/meeting_form.html", form=form, to=back)


def _write(meeting: PartnerMeeting, form: MeetingForm) -> None:
    meeting.held_on = a_day(form.on)
    meeting.place = form.place.data or ""
    meeting.present = form.present.data or ""
    meeting.notes = form.notes.data or ""
    meeting.decisions = form.decisions.data or ""


def _page(
    meeting: PartnerMeeting,
    form: CommitmentForm,
    wrong: KeptForm | None = None,
    about: Commitment | None = None,
) -> str:
    form.who.offer(choices(covering.partners(g.db)))
    taken = meetings.taken_on(g.db, meeting.id)
    ids = [meeting.body_id, *(each.organization_id for each in taken)]
    ids += [each.kept_by_id for each in taken if each.kept_by_id is not None]
    every = [
        (_taken(each, meeting, g.actor), wrong if each is about else _kept_form()) for each in taken
    ]
    return render_template(
        "casework/partners/meeting.html",
        meeting=meeting,
        taken=every,
        form=form,
        names=names_of(g.db, ids),
        wrong=wrong,
        today=today(),
    )


def _kept_form() -> KeptForm:
    return KeptForm(formdata=None)
