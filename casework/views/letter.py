"""`/cases/new/letter`: a letter that several women wrote, saved as a case and number for each."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from msgspec import structs
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from auth.guard import guarded
from auth.lanes import Busy, Lane
from auth.parts import now
from auth.permissions import Permission
from auth.throttle import address_digest, limiter
from casework.case.answers import Reply
from casework.case.entering import remember_case
from casework.desk.held import Look
from casework.forms.letter import HowManyForm, Letter, prefix, read
from casework.forms.taking_down_check import close_form, replies
from casework.models.case import Case
from casework.models.instance import Instance
from casework.number import returning_number
from casework.number.returning_number import Prepared
from casework.parts import the_parts
from casework.taking_down import carried
from casework.taking_down.carried import Begun
from casework.taking_down.complaint import TakenDown, Weighed, is_certified, weigh
from casework.taking_down.duplicates import alike
from casework.taking_down.group_letter import MOST, Signer, log_letter
from casework.taking_down.taking_places import Place
from casework.views.letter_pages import (
    ACTION,
    check_page,
    heard,
    hers,
    how_many_page,
    letter_page,
    saved_page,
)
from casework.views.taking_down import LIMIT, the_desk
from casework.views.taking_down_pages import (
    Desk,
    Kept,
    called,
    close_page,
    typed,
    uncertified_page,
    with_status,
)
from crypto.errors import KeyMissing, SealBroken

bp = Blueprint("letter", __name__, url_prefix=ACTION)


@bp.get("")
@guarded(Permission.Case.LOG)
def show() -> ResponseReturnValue:
    """How many wrote."""
    desk = the_desk(request.args.get("at"), ACTION)
    if not is_certified(desk.register, desk.author, now().date()):
        return uncertified_page([])
    return how_many_page(desk, HowManyForm(formdata=None), [])


@bp.post("")
@limiter.limit(LIMIT)
@guarded(Permission.Case.LOG)
def press() -> ResponseReturnValue:
    """One press on any of its pages; nothing typed is lost on any way through."""
    desk, how = the_desk(request.form.get("place"), ACTION), HowManyForm()
    if not is_certified(desk.register, desk.author, now().date()):
        return uncertified_page(typed()), 409
    place, women = desk.place, how.number
    if place is None or women is None:
        return how_many_page(desk, how, typed(), is_wrong=True), 422
    women = min(women + ("more" in request.form), MOST)
    letter = _letter(desk, place, women)
    if any(g.db.get(Case, each.begun.case) is not None for each in letter.blocks):
        return saved_page(desk, hers(desk, letter), is_repeated=True)
    if _is_first() or {"back", "more"} & set(request.form):
        return letter_page(desk, letter)
    if not letter.validate():
        return letter_page(desk, letter), 422
    return _looked_at(desk, place, letter)


@bp.post("/slips")
@guarded(Permission.Case.LOG)
def show_slips() -> ResponseReturnValue:
    """The numbers on paper, a page each, and nothing that says what they are for."""
    desk, how = the_desk(request.form.get("place"), ACTION), HowManyForm()
    if desk.place is None or how.number is None:
        return redirect(ACTION, 303)
    letter = _letter(desk, desk.place, how.number)
    if any(g.db.get(Case, each.begun.case) is None for each in letter.blocks):
        return redirect(ACTION, 303)
    return render_template("casework/letter/slips.html", women=hers(desk, letter))


def _is_first() -> bool:
    return f"{prefix(0)}begun" not in request.form


def _letter(desk: Desk, place: Place, women: int) -> Letter:
    begun = [_begun(desk, position) for position in range(women)]
    values = None if _is_first() else request.form
    return read(values, begun, place, desk.offered(place), desk.today)


def _begun(desk: Desk, position: int) -> Begun:
    """The case and number drawn for one of them; new ones for a form of somebody else."""
    text = request.form.get(f"{prefix(position)}begun", "")
    try:
        return carried.begun(text, desk.author.seeds)
    except SealBroken:
        return carried.begin(desk.author.seeds)


def _looked_at(desk: Desk, place: Place, letter: Letter) -> ResponseReturnValue:
    """Whom it may be about, then who reads which; with a press on "save" they are saved."""
    taken = [each.taken(place) for each in letter.blocks]
    weighed = _weigh(desk, taken)
    people = [(each.membership.hex, called(each)) for each in weighed[0].asked]
    asked = close_form(people)()
    is_asked = bool(people) and "asked" not in request.form
    if "asked" in request.form and asked.validate():
        taken = [_close(each, replies(asked)) for each in taken]
        weighed = _weigh(desk, taken)
    unread = [at for at, each in enumerate(weighed) if _is_unread(each)]
    if unread:
        return letter_page(desk, letter, unread=unread), 422
    if is_asked or asked.errors:
        return close_page(desk, asked, typed())
    return _saved_or_shown(desk, letter, taken, weighed)


def _saved_or_shown(
    desk: Desk, letter: Letter, taken: list[TakenDown], weighed: list[Weighed]
) -> ResponseReturnValue:
    close = [(f"close_{digits}", reply) for digits, reply in taken[0].answers.close.items()]
    keep: Kept = [*_without(typed(), "close_"), *close, ("asked", "1")]
    similar = alike(g.db, Look(g.actor, g.keys, desk.register, now()), taken[0])
    shown = (desk, letter, taken, weighed, keep, similar)
    if "save" not in request.form:
        return check_page(*shown)
    if request.form.get("heard") != heard(weighed):
        return check_page(*shown, has_changed=True), 409
    try:
        numbers = [_in_lane(each.begun.number) for each in letter.blocks]
    except Busy as busy:
        return with_status(check_page(*shown, busy=busy.seconds), 503, busy.seconds)
    if request.form.get("heard") != heard(_weigh(desk, taken)):
        return check_page(*shown, has_changed=True), 409
    wrote = zip(taken, numbers, letter.blocks, strict=True)
    signers = [Signer(each, number, block.agrees) for each, number, block in wrote]
    return _save(desk, letter, signers) or (check_page(*shown, has_changed=True), 409)


def _save(desk: Desk, letter: Letter, signers: Sequence[Signer]) -> ResponseReturnValue | None:
    """None where nothing was saved: a number that opens nothing is handed to nobody."""
    women = hers(desk, letter)
    _ = g.actor.ring
    try:
        made = log_letter(g.db, g.keys, signers, desk.author, desk.register, now())
    except IntegrityError:
        # The same form, sent twice at once: the other one was faster.
        g.db.rollback()
        is_there = all(g.db.get(Case, each.begun.case) for each in letter.blocks)
        return saved_page(desk, women, is_repeated=True) if is_there else None
    for logged in made:
        if logged.is_open:
            remember_case(g.db, the_parts(), g.actor, logged.case)
    opened = [
        replace(each, code=logged.code, case=logged.case if logged.is_open else None)
        for each, logged in zip(women, made, strict=True)
    ]
    return saved_page(desk, opened)


def _weigh(desk: Desk, taken: Sequence[TakenDown]) -> list[Weighed]:
    person, today = desk.author.person, now().date()
    if person is None:
        raise KeyMissing
    return [weigh(g.db, g.keys, each, person, desk.register, today) for each in taken]


def _is_unread(weighed: Weighed) -> bool:
    return weighed.audience.is_too_small or weighed.audience.is_kept


def _close(taken: TakenDown, said: dict[str, Reply]) -> TakenDown:
    answers = structs.replace(taken.answers, close=said)
    return structs.replace(taken, answers=answers)


def _in_lane(digits: str) -> Prepared:
    """The slow part, with no transaction open; each number waits its turn. Raises Busy."""
    parts = the_parts()
    salt = g.db.scalars(select(Instance.number_salt)).one()
    g.db.rollback()
    with parts.lanes.enter(Lane.SENDING, address_digest()):
        return returning_number.prepare(digits, "", salt, parts.keys, parts.config.cost)


def _without(kept: Kept, begins: str) -> Kept:
    return [(name, value) for name, value in kept if not name.startswith(begins)]
