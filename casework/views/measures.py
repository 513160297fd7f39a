"""`/cases/<id>/safety/measure`: proposing what protects her, deciding it, and the slip for it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from auth.guard import guarded
from auth.judging import complain
from auth.permissions import Permission
from casework.asking.asking import NoYes
from casework.clocks.days import day_in
from casework.desk.reading import Opened
from casework.forms.cases import CaseForm
from casework.forms.measures import AskingForm, GrantForm, ProposalForm, SlipForm, WhyToHerForm
from casework.forms.safety import ReviewForm, a_day, the_day
from casework.languages import in_force
from casework.models.case import Case
from casework.paper.letters import personnel_slip
from casework.paper.sheets import Around
from casework.paper.typesetting import Unprintable
from casework.protection import measures as m
from casework.protection.gate import GateClosed
from casework.protection.measured import Measure, consent, measures, waits_at_gate
from casework.protection.measures import NoMeasure
from casework.protection.offers import Offer, offers
from casework.protection.places import pack_of_case, zone_of
from casework.views.cases_writing import page, written
from casework.views.casing import (
    back_to,
    explain_refusals,
    find_case,
    opened,
    opened_anew,
    the_turn,
)
from casework.views.gate import gate_of
from casework.views.papering import sent
from casework.words.her_sheets import slip_of
from casework.words.procedures import spoken

bp = Blueprint("measures", __name__, url_prefix="/cases/<uuid:case_id>/safety/measure")
explain_refusals(bp)
Forms = dict[str, CaseForm]


@bp.get("")
@guarded(Permission.Case.PROTECT, find_case)
def show_offers(case: Case) -> ResponseReturnValue:
    form, about, _offered = _offering(ProposalForm(formdata=None), case)
    return page(case, "measures", form, about=about)


@bp.post("")
@guarded(Permission.Case.PROTECT, find_case)
def propose(case: Case) -> ResponseReturnValue:
    form, about, offered = _offering(ProposalForm(), case)
    return written(case, "measures", form, lambda: _propose(case, form, offered), about)


@bp.get("/<uuid:measure>")
@guarded(Permission.Case.PROTECT, find_case)
def show(case: Case, measure: UUID) -> ResponseReturnValue:
    found = opened(case)
    return page(case, "measure", CaseForm(formdata=None), found, about=_about(case, found, measure))


@bp.post("/<uuid:measure>/ask")
@guarded(Permission.Case.PROTECT, find_case)
def ask_again(case: Case, measure: UUID) -> ResponseReturnValue:
    form = AskingForm()
    return _decided(case, measure, "asking", form, lambda: m.ask_again(
        g.db, the_turn(case, form.seen.data), measure, form.asked.data or "", form.way
    ))  # fmt: skip


@bp.post("/<uuid:measure>/grant")
@guarded(Permission.Case.PROTECT, find_case)
def grant(case: Case, measure: UUID) -> ResponseReturnValue:
    form = GrantForm()
    return _decided(case, measure, "granting", form, lambda: m.grant(
        g.db, the_turn(case, form.seen.data), measure, form.words.data or "",
        the_day(form.until_on), a_day(form.review_on),
    ))  # fmt: skip


@bp.post("/<uuid:measure>/refuse")
@guarded(Permission.Case.PROTECT, find_case)
def refuse(case: Case, measure: UUID) -> ResponseReturnValue:
    form = WhyToHerForm()
    return _decided(case, measure, "refusing", form, lambda: m.refuse(
        g.db, the_turn(case, form.seen.data), measure, form.words.data or ""
    ))  # fmt: skip


@bp.post("/<uuid:measure>/review")
@guarded(Permission.Case.PROTECT, find_case)
def review(case: Case, measure: UUID) -> ResponseReturnValue:
    form = ReviewForm()
    return _decided(case, measure, "reviewing", form, lambda: m.review(
        g.db, the_turn(case, form.seen.data), measure, form.words.data or "", a_day(form.review_on)
    ))  # fmt: skip


@bp.post("/<uuid:measure>/end")
@guarded(Permission.Case.PROTECT, find_case)
def end(case: Case, measure: UUID) -> ResponseReturnValue:
    form = WhyToHerForm()
    return _decided(case, measure, "ending", form, lambda: m.end(
        g.db, the_turn(case, form.seen.data), measure, form.words.data or ""
    ))  # fmt: skip


@bp.get("/<uuid:measure>/slip")
@guarded(Permission.Case.PROTECT, find_case)
def show_slip(case: Case, measure: UUID) -> ResponseReturnValue:
    return _slip_form(case, measure, SlipForm(formdata=None))


@bp.post("/<uuid:measure>/slip")
@guarded(Permission.Case.PROTECT, find_case)
def print_slip(case: Case, measure: UUID) -> ResponseReturnValue:
    """The slip, on a page to print or as a file: the same sheet."""
    form, known = SlipForm(), _the_measure(opened(case), measure)
    if not form.validate():
        return _slip_form(case, measure, form), 422
    typed = (form.who.data or "", form.what.data or "", form.code.value)
    sheet = personnel_slip(slip_of(known, *typed))
    if not form.as_file.data:
        return render_template("casework/print/slip.html", sheet=sheet)
    try:
        return sent(sheet, Around(language=in_force()))
    except Unprintable:
        complain(form.who, _("This sheet could not be made just now. Please try again."))
        return _slip_form(case, measure, form), 503


def _slip_form(case: Case, measure: UUID, form: SlipForm) -> str:
    found = opened(case)
    known = _the_measure(found, measure)
    return render_template(
        "casework/case/slip.html", case=case, opened=found, form=form, measure=known
    )


def _decided(
    case: Case, measure: UUID, name: str, form: CaseForm, verb: Callable[[], None]
) -> ResponseReturnValue:
    about = _about(case, opened(case), measure, {name: form})
    return written(case, "measure", form, lambda: _done(case, measure, name, form, verb), about)


def _done(
    case: Case, measure: UUID, name: str, form: CaseForm, verb: Callable[[], None]
) -> ResponseReturnValue:
    try:
        verb()
    except NoMeasure:
        raise NotFound from None
    except (NoYes, GateClosed) as closed:
        complain(form["words"], _why_not(closed))
        found = opened_anew(case)
        about = _about(found.case, found, measure, {name: form})
        return page(found.case, "measure", form, found, about=about), 422
    return back_to(case, "/safety")


def _why_not(closed: Exception) -> str:
    if isinstance(closed, NoYes):
        return str(_("She has not said yes to it. Without her yes it is not granted."))
    return str(_("The gate is still closed: see above what is missing."))


def _about(
    case: Case, found: Opened, measure: UUID, typed: Mapping[str, CaseForm] | None = None
) -> dict[str, object]:
    """Raises NotFound for a measure that is none of this case."""
    known = _the_measure(found, measure)
    forms: Forms = {
        "asking": AskingForm(formdata=None),
        "granting": GrantForm(formdata=None),
        "refusing": WhyToHerForm(formdata=None),
        "reviewing": ReviewForm(formdata=None),
        "ending": WhyToHerForm(formdata=None),
    }
    waits = waits_at_gate(known, day_in(zone_of(g.db, case.id), the_turn(case).now))
    return {
        **forms,
        **(typed or {}),
        "measure": known,
        "asked": consent(found.timeline.lines, known),
        "gate": gate_of(case, found, known.act, known) if waits else None,
    }


def _the_measure(found: Opened, measure: UUID) -> Measure:
    """Raises NotFound for a measure that is none of this case."""
    known = measures(found.timeline.lines).get(measure)
    if known is None:
        raise NotFound
    return known


def _offering(
    form: ProposalForm, case: Case
) -> tuple[ProposalForm, dict[str, object], tuple[Offer, ...]]:
    """The form with what can be proposed, what its page needs, and the measures themselves."""
    pack = pack_of_case(g.db, case.id, the_turn(case).now)
    offered = offers(pack)
    form.offer.offer([(each.id, spoken(each.label)) for each in offered])
    return form, {"offers": offered, "pack": pack}, offered


def _propose(case: Case, form: ProposalForm, offered: tuple[Offer, ...]) -> ResponseReturnValue:
    chosen = next(each for each in offered if each.id == form.offer.value)
    made = m.propose(g.db, the_turn(case, form.seen.data), form.proposal(chosen))
    return back_to(case, f"/safety/measure/{made}")
