"""Before it is saved: cases like it that she can open, side by side with what she typed."""

from uuid import UUID

from flask import g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from auth.parts import now
from auth.permissions import Permission
from auth.policy import may
from casework.case.covers import OwingFirst, the_cover
from casework.case.entering import remember_case
from casework.case.turns import Turn
from casework.desk.held import Look
from casework.desk.reading import names_of, note_opening
from casework.models.case import Case
from casework.parts import the_parts
from casework.taking_down import told_again
from casework.taking_down.complaint import TakenDown, Weighed
from casework.taking_down.duplicates import Possible, alike
from casework.views.taking_down_pages import ACTION, Desk, Kept
from casework.words.in_templates import part_words
from crypto.compartments import Compartment

ANOTHER, SAME = "not_alike", "add_to"
"""The two presses: the cases it is not, which come along; and the case it is."""


def beside(
    desk: Desk, taken: TakenDown, weighed: Weighed, keep: Kept
) -> ResponseReturnValue | None:
    """Ask whether it is the same matter; None where nothing is like it, or she has said no.

    A press on "the same" adds what was typed to that case, if it is one of those offered. Not
    asked of whoever it may be about, nor where a survivor agrees to a concern.
    """
    if weighed.is_conflicted or desk.action != ACTION:
        return None
    said_no = request.form.get(ANOTHER, "").split()
    look = Look(g.actor, g.keys, desk.register, now())
    found = [each for each in alike(g.db, look, taken) if each.case.hex not in said_no]
    chosen = next((each for each in found if each.case.hex == request.form.get(SAME)), None)
    if chosen is not None and _may_add(chosen):
        return _added(desk, taken, keep, found, chosen)
    return _page(desk, taken, keep, found) if found else None


def _added(
    desk: Desk, taken: TakenDown, keep: Kept, found: list[Possible], chosen: Possible
) -> ResponseReturnValue:
    turn = Turn(chosen.case, desk.author, g.keys, desk.register, now())
    try:
        told_again.add(g.db, turn, taken)
    except OwingFirst:
        g.db.rollback()
        return _page(desk, taken, keep, found, owing=chosen), 409
    remember_case(g.db, the_parts(), g.actor, chosen.case)
    return redirect(f"/cases/{chosen.case}", 303)


def _page(desk: Desk, taken: TakenDown, keep: Kept, found: list[Possible], **facts: object) -> str:
    """What was told in each stands on it, so that its trail says who was shown it."""
    look = Look(g.actor, g.keys, desk.register, now())
    for each in found:
        note_opening(g.db, None, look, each.case)
    said_no = [*request.form.get(ANOTHER, "").split(), *(each.case.hex for each in found)]
    shown: str = render_template(
        "casework/taking_down/alike.html",
        desk=desk,
        taken=taken,
        keep=[(name, value) for name, value in keep if name != ANOTHER],
        cases=[
            (each, _may_add(each), _readers(each.case), _left_out(each, taken)) for each in found
        ],
        said_no=" ".join(dict.fromkeys(said_no)),
        **facts,
    )
    return shown


def _may_add(possible: Possible) -> bool:
    return may(g.actor, Permission.Case.NOTE, g.db.get(Case, possible.case)) and g.actor.ring.holds(
        possible.case, Compartment.ACCOUNT
    )


def _readers(case: UUID) -> list[str]:
    """Who reads what is added there, by name."""
    cover = the_cover(g.db, case).text
    people = [each.holder for each in cover.holders_of(Compartment.ACCOUNT)]
    return sorted(names_of(g.db, people).values())


def _left_out(possible: Possible, taken: TakenDown) -> list[str]:
    """What of it has no place there that she can write to."""
    parts = told_again.left_out(g.actor.ring, the_cover(g.db, possible.case), taken.answers)
    return [part_words(each) for each in parts]
