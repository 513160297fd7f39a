"""`/me/absence`: going away for a time, and handing over to whoever stands in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import absences
from auth.absences import AlreadyAway, Away, DaysUnfit, SubstituteUnfit
from auth.actor import Actor
from auth.guard import guarded, staff_here
from auth.judging import complain
from auth.models import Absence, Membership
from auth.parts import now, the_parts
from auth.people_acts import note
from auth.permissions import Permission
from auth.policy import may
from casework.case import one_pass
from casework.case.covers import OwingFirst
from casework.case.entering import remember_case
from casework.case.turns import Turn
from casework.desk.held import Row, list_cases
from casework.desk.known import Asked
from casework.desk.lending import Lent, Stay, Step, is_lent_by, lend, overview, take_back
from casework.forms.absence import NOBODY, AbsenceForm, LendForm
from casework.models.case import Case
from casework.models.cover import CoverText
from casework.readers.intentions import NotOffered
from casework.views.casing import explain_refusals, the_author, the_look
from casework.words.cases import wait_words
from crypto.errors import KeyMissing, RolledBack

bp = Blueprint("absence", __name__)
explain_refusals(bp)
CANNOT = (NotOffered, OwingFirst, KeyMissing, RolledBack)
NEEDS_HER = (Step.OWING, Step.KEPT_AWAY, Step.UNTOLD, Step.REFUSED)
DONE = (Step.ANNOUNCED, Step.GIVEN, Step.READS)


@dataclass(frozen=True)
class Mine:
    """Her cases while she is away, by what is to be done about them."""

    still_open: list[Lent] = field(default_factory=list)
    to_do: list[Lent] = field(default_factory=list)
    arranged: list[Lent] = field(default_factory=list)
    later: int = 0


def away_today() -> list[Away]:
    """For the desk: colleagues who are away today, and oneself. A template global."""
    actor = staff_here()
    if actor is None or actor.person is None:
        return []
    bodies = {each.organization for each in actor.standings}
    found = absences.known_in(g.db, bodies, now().date())
    return [each for each in found if each.row.is_current(now().date())]


bp.add_app_template_global(away_today, "away_today")


def find_in_post(_db: Session, actor: Actor) -> Actor | None:
    """Whoever asks, while she has a post to be away from."""
    return actor if actor.standings else None


@bp.get("/me/absence")
@guarded(Permission.Own.SEE, find_in_post)
def show(actor: Actor) -> ResponseReturnValue:
    row = _absence(actor)
    if row is None:
        return _form_page(_offering(AbsenceForm(formdata=None), actor))
    return _cases_page(actor, row, LendForm(formdata=None))


@bp.post("/me/absence")
@guarded(Permission.Own.CHANGE, find_in_post)
def leave(actor: Actor) -> ResponseReturnValue:
    form = _offering(AbsenceForm(), actor)
    if not form.validate():
        return _form_page(form), 422
    try:
        row = _begin(actor, form)
    except AlreadyAway:
        return redirect("/me/absence", 303)
    except DaysUnfit:
        complain(form.last.form.day, _("The last day comes after the first, and within a year."))
        return _form_page(form), 422
    except SubstituteUnfit:
        complain(form.substitute, _("This person cannot stand in for you. Choose another one."))
        return _form_page(form), 422
    note(g.db, g.keys, actor.person, "people:absence:begun", row.membership_id, now())
    return redirect("/me/absence", 303)


@bp.post("/me/absence/cases")
@guarded(Permission.Own.CHANGE, find_in_post)
def lend_cases(actor: Actor) -> ResponseReturnValue:
    row = _absence(actor)
    stay = _stay(actor, row) if row else None
    if row is None or stay is None:
        return redirect("/me/absence", 303)
    form = LendForm()
    mine = _mine(actor, stay)
    form.cases.offer(_choices(mine.still_open))
    chosen = _chosen(form, mine)
    is_whole = form.validate()
    if not chosen:
        complain(form.cases, _("Tick the cases, or press the button for all of them."))
    if not is_whole or not chosen:
        return _cases_page(actor, row, form), 422
    count = sum(_lent(actor, case, stay, form.words.data or "") for case in chosen)
    return redirect(f"/me/absence?done={count}", 303)


@bp.post("/me/absence/back")
@guarded(Permission.Own.CHANGE, find_in_post)
def come_back(actor: Actor) -> ResponseReturnValue:
    row = _absence(actor)
    if row is None or actor.person is None:
        return redirect("/me/absence", 303)
    covers = one_pass.covers(g.db, actor.ring.cases)
    for case in sorted(each for each, cover in covers.items() if is_lent_by(cover, actor.person)):
        take_back(g.db, _turn(case))
        remember_case(g.db, the_parts(), actor, case)
    note(g.db, g.keys, actor.person, "people:absence:ended", row.membership_id, now())
    absences.come_back(g.db, row)
    return redirect("/me?done=back", 303)


def _absence(actor: Actor) -> Absence | None:
    person = actor.person
    found = absences.of_person(g.db, person, now().date()) if person is not None else []
    return found[0] if found else None


def _offering(form: AbsenceForm, actor: Actor) -> AbsenceForm:
    pairs = [(each.id.hex, _described(each)) for _post, each in _substitutes(actor)]
    form.substitute.offer([*pairs, (NOBODY, _("Nobody: I hand over what I must, case by case"))])
    return form


def _substitutes(actor: Actor) -> Iterator[tuple[Membership, Membership]]:
    """Each of her posts with everybody who could stand in there."""
    register, on = the_parts().register(g.db), now().date()
    for each in actor.standings:
        post = g.db.get_one(Membership, each.membership)
        for other in absences.substitutes(g.db, register, post, on):
            yield post, other


def _described(post: Membership) -> str:
    return ", ".join(filter(None, (post.person.name, post.post, post.organization.name)))


def _begin(actor: Actor, form: AbsenceForm) -> Absence:
    """Raises as `auth.absences.leave_for`."""
    register, on = the_parts().register(g.db), now().date()
    found = {other.id.hex: (post, other) for post, other in _substitutes(actor)}
    post, other = found.get(form.substitute.value, (None, None))
    if post is None:
        post = g.db.get_one(Membership, actor.standings[0].membership)
    first, last = form.first.form.the_day(), form.last.form.the_day()
    if first is None or last is None:
        raise DaysUnfit
    return absences.leave_for(g.db, register, post, other, first, last, on)


def _stay(actor: Actor, row: Absence) -> Stay | None:
    other = g.db.get(Membership, row.substitute_id) if row.substitute_id else None
    if other is None or actor.person is None:
        return None
    return Stay(actor.person, other.person_id, row.until_on)


def _turn(case: UUID) -> Turn:
    look = the_look()
    return Turn(case, the_author(), g.keys, look.register, look.now)


def _mine(actor: Actor, stay: Stay) -> Mine:
    rows, covers = _rows(actor)
    found, later = overview(g.db, _turn(stay.absent), rows, covers, stay)
    return Mine(
        [each for each in found if each.step is Step.OPEN],
        [each for each in found if each.step in NEEDS_HER],
        [each for each in found if each.step in DONE],
        later,
    )


def _rows(actor: Actor) -> tuple[list[Row], dict[UUID, CoverText]]:
    """Her cases in which a place can be lent, with their covers."""
    rows = list_cases(g.db, the_look())
    covers = one_pass.covers(g.db, [each.case for each in rows])
    cases = g.db.scalars(select(Case).where(Case.id.in_(covers)))
    asked = (Asked.of(each, covers[each.id]) for each in cases)
    open_to = {each.id for each in asked if may(actor, Permission.Case.LEND, each)}
    return [each for each in rows if each.case in open_to], covers


def _chosen(form: LendForm, mine: Mine) -> list[UUID]:
    offered = [each.row.case.hex for each in mine.still_open]
    chosen = offered if request.form.get("press") == "all" else form.cases.values
    # Always in one order, so that two who hand over at once wait for each other in turn.
    return sorted(UUID(each) for each in chosen)


def _lent(actor: Actor, case: UUID, stay: Stay, words: str) -> bool:
    try:
        lend(g.db, _turn(case), stay, words)
    except CANNOT:
        return False
    remember_case(g.db, the_parts(), actor, case)
    return True


def _choices(found: list[Lent]) -> list[tuple[str, str]]:
    return [(each.row.case.hex, _labelled(each.row)) for each in found]


def _labelled(row: Row) -> str:
    waits = ", ".join(wait_words(wait) for wait in row.waits)
    return f"{row.code} – {waits or _('nothing waits now')}"


def _form_page(form: AbsenceForm) -> str:
    page: str = render_template("casework/away/leave.html", form=form)
    return page


def _cases_page(actor: Actor, row: Absence, form: LendForm) -> str:
    stay = _stay(actor, row)
    mine = _mine(actor, stay) if stay else Mine()
    form.cases.offer(_choices(mine.still_open))
    other = g.db.get(Membership, row.substitute_id) if row.substitute_id else None
    name = other.person.name if other else ""
    form.words.data = form.words.data or _sentence(actor.name, name, row)
    page: str = render_template(
        "casework/away/cases.html",
        form=form,
        row=row,
        substitute=name,
        is_away=row.is_current(now().date()),
        mine=mine,
        rows=[] if stay else _rows(actor)[0],
        wait_words=wait_words,
        done=request.args.get("done", type=int),
    )
    return page


def _sentence(name: str, substitute: str, row: Absence) -> str:
    days = {"first": format_date(row.from_on), "last": format_date(row.until_on)}
    words = _("%(name)s is away from %(first)s to %(last)s. %(other)s stands in meanwhile.")
    return str(words) % {"name": name, "other": substitute, **days}
