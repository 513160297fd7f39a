"""`/measures/reports`: exact reports, for those they were sealed to, and where they went."""

from uuid import UUID

from flask import Blueprint, Response, abort, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from auth.actor import Actor
from auth.again import is_proven
from auth.forms import AgainForm
from auth.guard import guarded
from auth.judging import complain
from auth.models import COMMITTEE, Organization, Role
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from auth.policy import may
from casework.committee.rules import pack_of
from casework.measures.laws import NAMED
from casework.measures.reported import (
    QuartersOut,
    Report,
    hand_over,
    handed_over,
    is_shared,
    make_public,
    quarters_out,
    reports_of,
)
from casework.models.reported import StatutoryReport
from casework.views.measuring import reading
from casework.views.measuring_keys import find_programme
from casework.views.statutory import printed
from casework.words.statutory import AUTHORITIES, LAWS, year_words
from casework.words.statutory_sheets import as_report, since_words

bp = Blueprint("statutory_reports", __name__, url_prefix="/measures")


def find_report(db: Session, actor: Actor, report_id: UUID) -> StatutoryReport | None:
    """A report by its id, if it was sealed to whoever asks and she has a post there today."""
    row = db.get(StatutoryReport, report_id)
    if row is None or not is_shared(db, row, actor.person):
        return None
    return row if _is_hers(row, actor) else None


def _is_hers(row: StatutoryReport, actor: Actor) -> bool:
    """Whether she sits in that factory's committee, or counts for that programme."""
    of_factory = row.factory_id in {each.organization for each in actor.standings_as(COMMITTEE)}
    analyst_at = {each.organization for each in actor.standings_as((Role.ANALYST,))}
    return of_factory or row.programme_id in analyst_at


@bp.get("/reports")
@guarded(Permission.Measures.READ)
def show() -> ResponseReturnValue:
    """Those that were sealed to whoever asks."""
    found = [
        (each.row.id, LAWS[each.law], year_words(each.period), _factory(each).name)
        for each in reports_of(g.db, reading())
        if _is_hers(each.row, g.actor)
    ]
    return render_template("casework/measuring/reports.html", reports=found)


@bp.get("/reports/<uuid:report_id>")
@guarded(Permission.Measures.READ, find_report)
def show_report(row: StatutoryReport) -> ResponseReturnValue:
    return _page(_opened(row.id), AgainForm(formdata=None))


@bp.get("/reports/<uuid:report_id>/report.pdf")
@guarded(Permission.Measures.READ, find_report)
def send_report(row: StatutoryReport) -> Response:
    """It opens for whom it was sealed to, and goes by hand to whom the law names."""
    report = _opened(row.id)
    place = _factory(report)
    pack = pack_of(g.db, place, now().date())
    return printed(as_report(report.law, report.annual, report.period, place.name, pack))


@bp.post("/statutory/<uuid:programme_id>/reports/<uuid:report_id>/handed")
@guarded(Permission.Measures.PUBLISH, find_programme)
def hand(programme: Organization, report_id: UUID) -> ResponseReturnValue:
    """It was handed to an authority that its law names."""
    report = _of(programme, report_id)
    asked = request.form.get("authority", "", str)
    to = next((each for each in NAMED[report.law] if each.value == asked), None)
    if to is None:
        abort(404)
    hand_over(g.db, report.row, to, now().date())
    _note(report, "measures:report:hand_over", to=to.value)
    return redirect(f"/measures/reports/{report_id}", 303)


@bp.post("/statutory/<uuid:programme_id>/reports/<uuid:report_id>/public")
@guarded(Permission.Measures.PUBLISH, find_programme, asks_again=True)
def publish(programme: Organization, report_id: UUID) -> ResponseReturnValue:
    """It is public. Refused where a quarter of its year is: the two would tell what is hidden."""
    report, form = _of(programme, report_id), AgainForm()
    if not form.validate():
        return _page(report, form), 422
    if not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _page(report, form), 422
    try:
        make_public(g.db, report.row, now().date())
    except QuartersOut:
        form.form_errors.append(out_words())
        return _page(report, form), 422
    _note(report, "measures:report:make_public")
    return redirect(f"/measures/reports/{report_id}", 303)


def out_words() -> str:
    """Why it cannot be marked public any more."""
    said: str = _(
        "Quarters of this year are published. The year less what they show would tell what they "
        "hide, and nothing can hide it again: keep the exact report with whom the law names."
    )
    return said


def _opened(report_id: UUID) -> Report:
    every = reports_of(g.db, reading())
    return next((each for each in every if each.row.id == report_id), None) or abort(404)


def _of(programme: Organization, report_id: UUID) -> Report:
    report = _opened(report_id)
    return report if report.row.programme_id == programme.id else abort(404)


def _factory(report: Report) -> Organization:
    found: Organization = g.db.get_one(Organization, report.row.factory_id)
    return found


def _note(report: Report, verb: str, **more: str) -> None:
    facts = {"report": str(report.row.id), "law": report.row.law, **more}
    note(g.db, g.keys, g.actor.person, verb, report.row.factory_id, now(), **facts)


def _page(report: Report, form: AgainForm) -> str:
    programme = g.db.get_one(Organization, report.row.programme_id)
    handed = handed_over(g.db, report.row)
    page: str = render_template(
        "casework/measuring/report.html",
        report=report,
        place=_factory(report),
        programme=programme,
        form=form,
        title=LAWS[report.law],
        year=year_words(report.period),
        handed=[(each, AUTHORITIES[each], handed.get(each)) for each in NAMED[report.law]],
        keeps=may(g.actor, Permission.Measures.PUBLISH, programme),
        out=quarters_out(g.db, report.row),
        out_words=out_words(),
        since=since_words(report.annual.since) if report.annual.since else "",
    )
    return page
