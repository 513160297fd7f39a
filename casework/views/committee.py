"""`/committee`: who sits on it, how it stands against its rules, who is trained in what."""

from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import msgspec
from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from auth.actor import Actor
from auth.guard import guarded
from auth.models import Organization, OrganizationKind
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from auth.policy import may
from casework.committee import book as books
from casework.committee import register as registers
from casework.committee.register import Seat
from casework.committee.rules import Overtaken, in_force, is_chosen, rules_of
from casework.forms.committee import BookForm, DetailsForm, GuestForm, ModulesForm
from casework.models.committee import Details, Guest, Register, Trained
from casework.procedures.composition import Finding, Post, State, composition, in_short
from casework.procedures.covering import banner, open_questions
from casework.procedures.terms import Gender
from casework.words.committee import COMMITTEE_WORDS, first_modules
from casework.words.procedures import COUNTED

bp = Blueprint("committee", __name__, url_prefix="/committee")


def find_place(db: Session, _actor: Actor, factory_id: UUID) -> Organization | None:
    """A factory by its id."""
    return db.get(Organization, factory_id)


@bp.get("")
@guarded(Permission.Committee.LIST)
def choose() -> ResponseReturnValue:
    """The factories whose committees she may look at."""
    hers = places_to_see()
    if len(hers) == 1:
        return redirect(f"/committee/{hers[0].id}", 303)
    return render_template("casework/committee/committees.html", places=hers)


@bp.get("/<uuid:factory_id>")
@guarded(Permission.Committee.SEE, find_place)
def show(place: Organization) -> ResponseReturnValue:
    rules, _version = rules_of(g.db, place.id)
    book, _seen = registers.read(g.db, g.keys, place.id)
    weeks, _written = books.read(g.db, g.keys, place.id)
    pack, sitting = in_force(place, rules, today()), _seats(place, book)
    found = composition(pack.committee, [each.member for each in sitting])
    return render_template(
        "casework/committee/committee.html",
        place=place,
        pack=pack,
        rules=rules,
        is_chosen=is_chosen(rules, today()),
        banner=banner(pack),
        questions=open_questions(pack),
        seats=sitting,
        book=weeks,
        findings=[each for each in found if asks_something(each)],
        short=in_short(found),
        modules=modules_of(book),
        today=today(),
        **COMMITTEE_WORDS,
    )


@bp.get("/<uuid:factory_id>/seats/<uuid:seat_id>")
@guarded(Permission.Committee.KEEP, find_place)
def show_seat(place: Organization, seat_id: UUID) -> ResponseReturnValue:
    book, seen = registers.read(g.db, g.keys, place.id)
    seat = _seat(place, book, seat_id)
    form = DetailsForm(
        formdata=None,
        seen=str(seen),
        gender=seat.details.gender.value,
        posts=[each.value for each in seat.details.posts],
    )
    return _seat_page(place, book, seat, form)


@bp.post("/<uuid:factory_id>/seats/<uuid:seat_id>")
@guarded(Permission.Committee.KEEP, find_place)
def change_seat(place: Organization, seat_id: UUID) -> ResponseReturnValue:
    book, _seen = registers.read(g.db, g.keys, place.id)
    seat, form = _seat(place, book, seat_id), DetailsForm()
    form.module.offer([(each, each) for each in modules_of(book)])
    if not form.validate():
        return _seat_page(place, book, seat, form), 422
    after = registers.with_details(book, seat.id, _details(seat, form))
    return _kept(place, form, after, lambda: _seat_page(place, book, seat, form))


@bp.get("/<uuid:factory_id>/guests/new")
@guarded(Permission.Committee.KEEP, find_place)
def show_guest(place: Organization) -> ResponseReturnValue:
    _book, seen = registers.read(g.db, g.keys, place.id)
    form = GuestForm(formdata=None, seen=str(seen))
    return render_template("casework/committee/guest.html", place=place, form=form)


@bp.post("/<uuid:factory_id>/guests/new")
@guarded(Permission.Committee.KEEP, find_place)
def add_guest(place: Organization) -> ResponseReturnValue:
    form = GuestForm()

    def page() -> str:
        return render_template("casework/committee/guest.html", place=place, form=form)

    if not form.validate():
        return page(), 422
    book, _seen = registers.read(g.db, g.keys, place.id)
    return _kept(place, form, registers.with_guest(book, _guest(form)), page)


@bp.post("/<uuid:factory_id>/guests/<uuid:seat_id>/end")
@guarded(Permission.Committee.KEEP, find_place)
def end_guest(place: Organization, seat_id: UUID) -> ResponseReturnValue:
    book, seen = registers.read(g.db, g.keys, place.id)
    if seat_id not in {each.id for each in book.guests}:
        raise NotFound
    after = registers.without_guest(book, seat_id, today())
    registers.write(g.db, g.keys, place.id, seen, after)
    return _noted(place)


@bp.get("/<uuid:factory_id>/training")
@guarded(Permission.Committee.KEEP, find_place)
def show_modules(place: Organization) -> ResponseReturnValue:
    book, seen = registers.read(g.db, g.keys, place.id)
    form = ModulesForm(formdata=None, seen=str(seen), modules="\n".join(modules_of(book)))
    return render_template("casework/committee/training.html", place=place, form=form)


@bp.post("/<uuid:factory_id>/training")
@guarded(Permission.Committee.KEEP, find_place)
def change_modules(place: Organization) -> ResponseReturnValue:
    form = ModulesForm()

    def page() -> str:
        return render_template("casework/committee/training.html", place=place, form=form)

    if not form.validate():
        return page(), 422
    book, _seen = registers.read(g.db, g.keys, place.id)
    lines = [each.strip() for each in (form.modules.data or "").splitlines()]
    after = msgspec.structs.replace(book, modules=tuple(dict.fromkeys(filter(None, lines))))
    return _kept(place, form, after, page)


def places_to_see(
    permission: Permission.Committee = Permission.Committee.SEE,
) -> list[Organization]:
    """The factories of whose committees she may do something, by name."""
    every = g.db.scalars(
        select(Organization)
        .where(Organization.kind == OrganizationKind.FACTORY)
        .order_by(Organization.name)
    )
    return [each for each in every if may(g.actor, permission, each)]


def today() -> date:
    """The day on which it is looked at."""
    return now().date()


def modules_of(book: Register) -> tuple[str, ...]:
    """What members are trained in: the list as they made it, or the one to begin with."""
    return first_modules() if book.modules is None else book.modules


def asks_something(finding: Finding) -> bool:
    """Whether a rule asks anything at all: none of somebody is no demand."""
    return finding.asked not in COUNTED or finding.needs > 0 or finding.state is State.NO_RULE


def overtaken(form: BookForm, page: Callable[[], str], version: int) -> ResponseReturnValue:
    """Somebody was faster: the page again, with everything that was typed."""
    form.seen.data = str(version)
    form.seen.errors = [_("Somebody has changed it since. Look at it, and save again.")]
    return page(), 409


def _kept(
    place: Organization, form: BookForm, after: Register, page: Callable[[], str]
) -> ResponseReturnValue:
    try:
        registers.write(g.db, g.keys, place.id, form.version, after)
    except Overtaken:
        return overtaken(form, page, registers.read(g.db, g.keys, place.id)[1])
    return _noted(place)


def _noted(place: Organization) -> ResponseReturnValue:
    note(g.db, g.keys, g.actor.person, "committee:register:changed", place.id, now())
    return redirect(f"/committee/{place.id}", 303)


def _seats(place: Organization, book: Register) -> list[Seat]:
    term = in_force(place, rules_of(g.db, place.id)[0], today()).committee.term_months
    return registers.seats(g.db, book, place.id, today(), term)


def _seat(place: Organization, book: Register, seat_id: UUID) -> Seat:
    found = next((each for each in _seats(place, book) if each.id == seat_id), None)
    if found is None:
        raise NotFound
    return found


def _seat_page(place: Organization, book: Register, seat: Seat, form: DetailsForm) -> str:
    form.module.offer([(each, each) for each in modules_of(book)])
    return render_template(
        "casework/committee/seat.html",
        place=place,
        seat=seat,
        form=form,
        untrained=seat.untrained_in(modules_of(book)),
    )


def _details(seat: Seat, form: DetailsForm) -> Details:
    training = list(seat.details.training)
    on = form.on.form.the_day()
    if form.module.value:
        training.append(Trained(form.module.value, on or today()))
    return Details(
        gender=Gender(form.gender.value or Gender.UNSAID),
        posts=frozenset(Post(each) for each in form.posts.values),
        training=tuple(training),
    )


def _guest(form: GuestForm) -> Guest:
    return Guest(
        id=uuid4(),
        name=(form.name.data or "").strip(),
        from_on=form.from_on.form.the_day() or today(),
        until_on=form.until_on.form.the_day(),
        details=Details(
            gender=Gender(form.gender.value or Gender.UNSAID),
            posts=frozenset(Post(each) for each in form.posts.values),
        ),
    )
