"""The roster: everybody's posts, and for the administrator what to do about them."""

from datetime import date
from uuid import UUID

import structlog
from flask import Blueprint, Response, after_this_request, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from auth import absences, inviting, joining, people
from auth.actor import Actor
from auth.guard import guarded
from auth.inviting import AddressTaken, ConfirmerUnfit, Invited
from auth.joining import Post
from auth.models import Membership, Organization, Person, Role
from auth.notifying import Letter, LetterUnsent, is_mail_address
from auth.parts import now, the_parts
from auth.people_acts import note
from auth.people_forms import InviteForm, PersonForm, PostForm
from auth.permissions import Permission
from auth.policy import may
from auth.titles import role_title
from auth.wording import country_words, kind_words, state_tone, state_words

log = structlog.get_logger()
bp = Blueprint("people", __name__)


def find_organization(db: Session, _actor: Actor, organization_id: UUID) -> Organization | None:
    """One body."""
    return db.get(Organization, organization_id)


def find_membership(db: Session, _actor: Actor, membership_id: UUID) -> Membership | None:
    """One post."""
    return db.get(Membership, membership_id)


# Globals, not values of a page: macros see globals only.
bp.add_app_template_global(kind_words, "kind_words")
bp.add_app_template_global(lambda role: role_title(Role(role)), "role_words")
bp.add_app_template_global(country_words)
bp.add_app_template_global(state_words, "state_words")
bp.add_app_template_global(state_tone, "state_tone")


@bp.get("/people")
@guarded(Permission.People.LIST)
def show_people() -> ResponseReturnValue:
    on = now().date()
    shown = people.by_organization(g.db, the_parts().register(g.db), on)
    if not may(g.actor, Permission.People.CHANGE):
        seen = people.within_reach(g.db, g.actor)
        shown = [(body, posts) for body, posts in shown if body.id in seen]
    away = absences.known_in(g.db, [body.id for body, _posts in shown], on)
    return render_template(
        "auth/people.html",
        bodies=shown,
        administers=may(g.actor, Permission.People.CHANGE),
        away={each.post.id: each for each in away},
    )


@bp.get("/people/organisations/<uuid:organization_id>/people/new")
@guarded(Permission.People.INVITE, find_organization)
def show_new_person(organization: Organization) -> ResponseReturnValue:
    form = _person_form(organization, PersonForm(formdata=None))
    return render_template("auth/person_new.html", form=form, organization=organization)


@bp.post("/people/organisations/<uuid:organization_id>/people/new")
@guarded(Permission.People.INVITE, find_organization)
def add_person(organization: Organization) -> ResponseReturnValue:
    form = _person_form(organization, PersonForm())
    if not form.validate():
        return render_template("auth/person_new.html", form=form, organization=organization), 422
    person = _known_or_new(form)
    post = _post(form, Role(form.role.data))
    membership = joining.join(g.db, person, organization, post)
    note(g.db, g.keys, g.actor.person, "people:membership:begun", membership.id, now())
    return redirect(f"/people/{membership.id}", 303)


@bp.get("/people/<uuid:membership_id>")
@guarded(Permission.People.CHANGE, find_membership)
def show_person(membership: Membership) -> ResponseReturnValue:
    return _person_page(membership)


@bp.post("/people/<uuid:membership_id>/post")
@guarded(Permission.People.CHANGE, find_membership)
def change_post(membership: Membership) -> ResponseReturnValue:
    form = PostForm()
    if not form.validate():
        return _person_page(membership, post=form), 422
    joining.change(membership, _post(form, Role(membership.role), membership))
    note(g.db, g.keys, g.actor.person, "people:membership:changed", membership.id, now())
    return redirect(f"/people/{membership.id}", 303)


@bp.post("/people/<uuid:membership_id>/invite")
@guarded(Permission.People.INVITE, find_membership)
def invite(membership: Membership) -> ResponseReturnValue:
    form = _invite_form(membership, InviteForm())
    if not form.validate():
        return _person_page(membership, invite=form), 422
    invited = _invited(membership, form)
    if invited is None:
        return _person_page(membership, invite=form), 422
    note(g.db, g.keys, g.actor.person, "people:person:invited", membership.person_id, now())
    address = invited.invitation.address
    link = f"{the_parts().settings.origin}/a/{invited.token}"
    by_mail = bool(form.by_mail.data) and is_mail_address(address)
    if by_mail:
        _send_afterwards(address, link)
    return render_template(
        "auth/invited.html",
        person=membership.person,
        link=link,
        address=address,
        by_mail=by_mail,
        confirmer=g.db.get_one(Person, invited.invitation.confirmer_id).name,
    )


@bp.post("/people/<uuid:membership_id>/leave")
@guarded(Permission.People.END, find_membership)
def end_post(membership: Membership) -> ResponseReturnValue:
    joining.leave(g.db, g.keys, membership, now().date())
    note(g.db, g.keys, g.actor.person, "people:membership:ended", membership.id, now())
    return redirect("/people", 303)


@bp.post("/people/<uuid:membership_id>/freeze")
@guarded(Permission.People.FREEZE, find_membership)
def freeze(membership: Membership) -> ResponseReturnValue:
    joining.freeze(g.db, g.keys, membership.person_id)
    note(g.db, g.keys, g.actor.person, "people:account:frozen", membership.person_id, now())
    return redirect(f"/people/{membership.id}", 303)


@bp.post("/people/<uuid:membership_id>/thaw")
@guarded(Permission.People.FREEZE, find_membership)
def thaw(membership: Membership) -> ResponseReturnValue:
    joining.thaw(g.db, membership.person_id)
    note(g.db, g.keys, g.actor.person, "people:account:thawed", membership.person_id, now())
    return redirect(f"/people/{membership.id}", 303)


def _person_page(
    membership: Membership, post: PostForm | None = None, invite: InviteForm | None = None
) -> str:
    register = the_parts().register(g.db)
    return render_template(
        "auth/person.html",
        standing=people.standing(g.db, register, membership, now().date()),
        membership=membership,
        account=joining.the_account(g.db, membership.person_id),
        post_form=post or _filled(membership),
        invite=invite or _invite_form(membership, InviteForm(formdata=None)),
    )


def _filled(membership: Membership) -> PostForm:
    said = {True: "yes", False: "no", None: "unsaid"}[membership.is_woman]
    return PostForm(
        formdata=None,
        post=membership.post,
        is_woman=said,
        is_receiver=membership.is_receiver,
        has_management_post=membership.has_management_post,
        until=_parts(membership.until_on),
    )


def _parts(day: date | None) -> dict[str, int]:
    return {"day": day.day, "month": day.month, "year": day.year} if day else {}


def _person_form(organization: Organization, form: PersonForm) -> PersonForm:
    roles = [(role.value, role_title(role)) for role in joining.roles_in(organization.kind)]
    form.role.choices = [("", _("Choose a role")), *roles]
    here = {str(each.person_id): each.person.name for each in joining.everybody(g.db)}
    named = sorted(here.items(), key=lambda each: each[1])
    form.known.choices = [("", _("No, this person is new")), *named]
    return form


def _invite_form(membership: Membership, form: InviteForm) -> InviteForm:
    found = people.confirmers(g.db, the_parts().register(g.db), membership, now().date())
    named = [
        (str(each.person_id), f"{each.person.name} · {each.organization.name}") for each in found
    ]
    form.confirmer.choices = [("", _("Choose somebody")), *named]
    return form


def _known_or_new(form: PersonForm) -> Person:
    if form.known.data:
        known: Person = g.db.get_one(Person, UUID(form.known.data))
        return known
    return joining.add_person(g.db, (form.name.data or "").strip(), form.language.data)


def _post(form: PostForm, role: Role, known: Membership | None = None) -> Post:
    return Post(
        role=role,
        post=(form.post.data or "").strip(),
        is_woman=form.woman,
        is_receiver=bool(form.is_receiver.data),
        has_management_post=bool(form.has_management_post.data),
        from_on=known.from_on if known else now().date(),
        until_on=form.until.form.the_day(),
    )


def _invited(membership: Membership, form: InviteForm) -> Invited | None:
    register, confirmer = the_parts().register(g.db), UUID(form.confirmer.data)
    try:
        return inviting.invite_with_confirmer(
            g.db, register, membership, form.address.data or "", confirmer, now()
        )
    except AddressTaken:
        form.address.errors = [_("Somebody else signs in with this name. Choose another one.")]
    except ConfirmerUnfit:
        form.confirmer.errors = [_("This person cannot confirm. Choose somebody else.")]
    return None


def _send_afterwards(address: str, link: str) -> None:
    letter = Letter(
        to=address,
        subject=the_parts().settings.cover_name,
        body=render_template("mail/invitation.txt", link=link),
    )

    # A mail server may take seconds, and this request holds the database's one writing lock.
    @after_this_request
    def send(response: Response) -> Response:
        try:
            the_parts().notifier.send(letter)
        except LetterUnsent:
            log.warning("letter unsent", what="invitation")
        return response
