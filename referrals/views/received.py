"""`/received`: what was sent to the people of a place that helps, and what they answer."""

from contextlib import suppress
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.guard import guarded
from auth.models import Organization, Person
from auth.parts import now, the_parts
from auth.permissions import Permission
from auth.policy import may
from referrals.consent.packet import Received, read
from referrals.consent.terms import Field
from referrals.sending import receiving
from referrals.sending.answers import OutOfTurn, Signer
from referrals.sending.given import Said
from referrals.sending.receiving import Letter, Reader
from referrals.sending.steps import LAST, Step
from referrals.views.saying import answered_page, step_form
from referrals.words.answering import STANDINGS, TONES, WAITING_TONE, WAITS, next_presses
from referrals.words.packets import PACKET_WORDS

bp = Blueprint("received", __name__)


def find_letter(db: Session, actor: Actor, letter_id: UUID) -> Letter | None:
    """What lies there for her under this address; None for what is not hers."""
    reader = _reader(actor)
    if reader is None:
        return None
    register = the_parts().register(db)
    return receiving.find(db, the_parts().keys, register, reader, letter_id, now().date())


def find_opened(db: Session, actor: Actor, letter_id: UUID) -> Letter | None:
    """The same, once somebody there has opened it."""
    letter = find_letter(db, actor, letter_id)
    return letter if letter is not None and letter.step is not None else None


@bp.get("/received")
@guarded(Permission.Received.LIST)
def show_all() -> ResponseReturnValue:
    reader, register = _reader(g.actor), the_parts().register(g.db)
    today = now().date()
    letters = receiving.received(g.db, g.keys, register, reader, today) if reader else []
    mine = [each for each in letters if may(g.actor, Permission.Received.READ, each)]
    rows = [
        (each, _sender(each), _standing(each), _is_urgent(each), _reference(each)) for each in mine
    ]
    return render_template(
        "referrals/received/list.html",
        waiting=[row for row in rows if row[0].step not in LAST],
        over=[row for row in rows if row[0].step in LAST],
    )


@bp.get("/received/<uuid:letter_id>")
@guarded(Permission.Received.READ, find_letter)
def show(letter: Letter) -> ResponseReturnValue:
    template = "opened" if letter.step is not None else "closed"
    return _page(letter, template)


@bp.get("/received/<uuid:letter_id>/paper")
@guarded(Permission.Received.READ, find_opened)
def show_paper(letter: Letter) -> ResponseReturnValue:
    return _page(letter, "paper")


@bp.post("/received/<uuid:letter_id>/open")
@guarded(Permission.Received.ANSWER, find_letter)
def open_it(letter: Letter) -> ResponseReturnValue:
    # A colleague may have opened it this very moment: then it is open.
    with suppress(OutOfTurn):
        _answer(letter, Said(step=Step.SEEN))
    return redirect(f"/received/{letter.id}", 303)


@bp.get("/received/<uuid:letter_id>/<step>")
@guarded(Permission.Received.ANSWER, find_opened)
def ask(letter: Letter, step: str) -> ResponseReturnValue:
    form = step_form(letter.step, step)
    return answered_page(form, f"/received/{letter.id}")


@bp.post("/received/<uuid:letter_id>/<step>")
@guarded(Permission.Received.ANSWER, find_opened)
def answer(letter: Letter, step: str) -> ResponseReturnValue:
    back = f"/received/{letter.id}"
    form = step_form(letter.step, step)
    if not form.validate():
        return answered_page(form, back), 422
    try:
        _answer(letter, form.said())
    except OutOfTurn:
        return answered_page(form, back, is_late=True), 409
    return redirect(f"{back}?answered=1", 303)


def _answer(letter: Letter, said: Said) -> None:
    actor: Actor = g.actor
    if actor.person is None or actor.seeds is None:
        raise OutOfTurn(said.step.value)
    signer = Signer(actor.person, actor.seeds)
    receiving.answer(g.db, letter, said, signer, now().date())


def _page(letter: Letter, template: str) -> ResponseReturnValue:
    packet = read(letter.contents.content)
    return render_template(
        f"referrals/received/{template}.html",
        letter=letter,
        packet=packet if _is_readable(letter, packet) else None,
        sender=_sender(letter),
        standing=_standing(letter),
        presses=next_presses(letter.step),
        answers=[(each, STANDINGS[each.said.step], _name(each.by)) for each in letter.progress],
        is_urgent=_is_urgent(letter),
        is_answered="answered" in request.args,
        **PACKET_WORDS,
    )


def _is_readable(letter: Letter, packet: Received) -> bool:
    """Not after its day, and not by those who have said no or are done with it."""
    return packet.until >= now().date() and letter.step not in LAST


def _reader(actor: Actor) -> Reader | None:
    if actor.person is None or actor.seeds is None:
        return None
    return Reader(actor.person, (actor.seeds, *actor.former))


def _standing(letter: Letter) -> tuple[object, str]:
    if letter.step is None:
        return WAITS, WAITING_TONE
    return STANDINGS[letter.step], TONES.get(letter.step, "grey")


def _is_urgent(letter: Letter) -> bool:
    packet: Received = read(letter.contents.content)
    return any(each.field is Field.URGENCY for each in packet.fields)


def _reference(letter: Letter) -> str:
    """The code of this referral alone: it tells two apart before they are opened."""
    packet = read(letter.contents.content)
    named = (each.values for each in packet.fields if each.field is Field.REFERENCE)
    return ", ".join(next(named, ()))


def _sender(letter: Letter) -> str:
    found = select(Organization.name).where(Organization.id == letter.contents.sender)
    return g.db.scalar(found) or ""


def _name(person: UUID | None) -> str:
    return g.db.scalar(select(Person.name).where(Person.id == person)) or "" if person else ""
