"""`/committee/…/rules`: by which pack a factory goes, its own days, and its days off."""

from collections.abc import Callable
from datetime import date

import msgspec
from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from auth.guard import guarded
from auth.models import Organization
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from casework.clocks import seeding
from casework.clocks.calendars import Calendar, NoWorkingDay
from casework.committee import rules as decisions
from casework.committee.rules import Overtaken, StillOpen, calendar_of, in_force, rules_of
from casework.forms.committee import (
    BookForm,
    HolidayForm,
    OwnRulesForm,
    PackForm,
    RestForm,
    StrikeForm,
    YearForm,
    whole,
)
from casework.models.committee import Chosen, Rules
from casework.procedures import loading
from casework.procedures.committee import Numbers
from casework.procedures.own_rules import OwnDays, OwnRules, OwnRulesRefused
from casework.procedures.terms import Period, Unit
from casework.views.committee import find_place, overtaken, today
from casework.words.committee import deadline_words
from casework.words.procedures import REFUSALS, spoken

bp = Blueprint("committee_rules", __name__, url_prefix="/committee/<uuid:factory_id>")
IN_DAYS = {"working": (Period.DAY, Unit.WORKING), "calendar": (Period.DAY, Unit.CALENDAR)}
IN_MONTHS = (Period.MONTH, Unit.CALENDAR)
ANSWERS = {"yes": True, "no": False}
FIELDS = {
    "reason": "reason",
    "majority": "majority",
    "retention": "retention",
    "must_report_adults": "adults",
    "must_report_children": "children",
    **{each: each for each in ("members", "women_share", "external", "worker_reps")},
}
"""Where a refusal of the factory's rules is shown; what is about a deadline, beside its days."""


@bp.get("/pack")
@guarded(Permission.Committee.KEEP, find_place)
def show_pack(place: Organization) -> ResponseReturnValue:
    rules, seen = rules_of(g.db, place.id)
    form = PackForm(formdata=None, seen=str(seen), pack=_code(place, rules))
    return _pack_page(place, form)


@bp.post("/pack")
@guarded(Permission.Committee.KEEP, find_place)
def choose_pack(place: Organization) -> ResponseReturnValue:
    form = PackForm()
    form.pack.offer(_packs())
    if not form.validate():
        return _pack_page(place, form), 422
    rules, _seen = rules_of(g.db, place.id)
    chosen = Chosen(
        pack=form.pack.value,
        from_on=form.from_on.form.the_day() or today(),
        reason=(form.reason.data or "").strip(),
    )
    try:
        decisions.choose_pack(g.db, place.id, form.version, chosen, rules)
    except StillOpen:
        form.pack.errors = [
            _(
                "These rules do not say whether something must be reported by law, and a "
                "survivor's safety rests on it. Enter your answer under your own rules first."
            )
        ]
        return _pack_page(place, form), 422
    except Overtaken:
        return _overtaken(place, form, lambda: _pack_page(place, form))
    return _noted(place, "committee:pack:chosen", pack=chosen.pack)


@bp.get("/own-rules")
@guarded(Permission.Committee.KEEP, find_place)
def show_own(place: Organization) -> ResponseReturnValue:
    _rules, seen = rules_of(g.db, place.id)
    return _own_page(place, OwnRulesForm(formdata=None, seen=str(seen)))


@bp.post("/own-rules")
@guarded(Permission.Committee.KEEP, find_place)
def enter_own(place: Organization) -> ResponseReturnValue:
    form = OwnRulesForm()
    form.deadline.offer(_deadlines(place))
    if not form.validate():
        return _own_page(place, form), 422
    rules, _seen = rules_of(g.db, place.id)
    own = _own(form, decisions.newest_own(rules, _first_day(form)))
    try:
        decisions.enter_own(g.db, place.id, form.version, own, rules)
    except OwnRulesRefused as refused:
        for about, why in refused.why:
            form[FIELDS.get(about, "amount")].errors = [REFUSALS[why]]
        return _own_page(place, form), 422
    except Overtaken:
        return _overtaken(place, form, lambda: _own_page(place, form))
    return _noted(place, "committee:own_rules:entered")


@bp.get("/calendar")
@guarded(Permission.Committee.SEE, find_place)
def show_calendar(place: Organization) -> ResponseReturnValue:
    return _calendar_page(place)


@bp.post("/calendar/rest")
@guarded(Permission.Committee.KEEP, find_place)
def change_rest(place: Organization) -> ResponseReturnValue:
    form, calendar = RestForm(), _calendar(place)
    resting = frozenset(at for at, day in enumerate(seeding.WEEK) if day in form.days.values)
    try:
        after = msgspec.structs.replace(calendar, rest_days=resting)
    except NoWorkingDay:
        form.days.errors = [_("On one day of the week at least somebody works.")]
        return _calendar_page(place, rest=form), 422
    return _calendar_kept(place, form, after)


@bp.post("/calendar/days")
@guarded(Permission.Committee.KEEP, find_place)
def add_day(place: Organization) -> ResponseReturnValue:
    form = HolidayForm()
    on = form.on.form.the_day() if form.validate() else None
    if on is None:
        return _calendar_page(place, holiday=form), 422
    after = seeding.declared(_calendar(place), on, (form.name.data or "").strip())
    return _calendar_kept(place, form, after)


@bp.post("/calendar/worked")
@guarded(Permission.Committee.KEEP, find_place)
def strike_day(place: Organization) -> ResponseReturnValue:
    form = StrikeForm()
    on = form.day
    if on is None:
        return _calendar_page(place), 422
    return _calendar_kept(place, form, seeding.struck(_calendar(place), on))


@bp.post("/calendar/confirmed")
@guarded(Permission.Committee.KEEP, find_place)
def confirm_year(place: Organization) -> ResponseReturnValue:
    form = YearForm()
    if form.year is None:
        return _calendar_page(place), 422
    return _calendar_kept(place, form, seeding.confirmed(_calendar(place), form.year))


def _calendar_kept(place: Organization, form: BookForm, after: Calendar) -> ResponseReturnValue:
    rules, _seen = rules_of(g.db, place.id)
    try:
        decisions.keep_calendar(g.db, place.id, form.version, after, rules)
    except Overtaken:
        return _calendar_page(place, is_overtaken=True), 409
    note(g.db, g.keys, g.actor.person, "committee:calendar:changed", place.id, now())
    return redirect(f"/committee/{place.id}/calendar", 303)


def _calendar(place: Organization) -> Calendar:
    rules, _seen = rules_of(g.db, place.id)
    return calendar_of(rules, place, in_force(place, rules, today()), today().year)


def _calendar_page(
    place: Organization,
    *,
    rest: RestForm | None = None,
    holiday: HolidayForm | None = None,
    is_overtaken: bool = False,
) -> str:
    calendar, (_rules, seen) = _calendar(place), rules_of(g.db, place.id)
    resting = [each.value for at, each in enumerate(seeding.WEEK) if at in calendar.rest_days]
    years = range(today().year, today().year + 2)
    return render_template(
        "casework/committee/calendar.html",
        place=place,
        calendar=calendar,
        years={each: [day for day in calendar.holidays if day.on.year == each] for each in years},
        rest=rest or RestForm(formdata=None, seen=str(seen), days=resting),
        holiday=holiday or HolidayForm(formdata=None, seen=str(seen)),
        seen=seen,
        is_overtaken=is_overtaken,
    )


def _pack_page(place: Organization, form: PackForm) -> str:
    form.pack.offer(_packs())
    return render_template("casework/committee/pack.html", place=place, form=form)


def _own_page(place: Organization, form: OwnRulesForm) -> str:
    form.deadline.offer(_deadlines(place))
    rules, _seen = rules_of(g.db, place.id)
    return render_template(
        "casework/committee/own_rules.html", place=place, form=form, entered=rules.own
    )


def _overtaken(place: Organization, form: BookForm, page: Callable[[], str]) -> ResponseReturnValue:
    return overtaken(form, page, rules_of(g.db, place.id)[1])


def _noted(place: Organization, verb: str, **facts: str) -> ResponseReturnValue:
    note(g.db, g.keys, g.actor.person, verb, place.id, now(), **facts)
    return redirect(f"/committee/{place.id}", 303)


def _packs() -> list[tuple[str, str]]:
    return [(code, spoken(loading.the_pack(code).title)) for code in loading.CODES]


def _code(place: Organization, rules: Rules) -> str:
    chosen = decisions.newest(rules.packs, today())
    if chosen is not None:
        return chosen.pack
    code = place.country.lower()
    return code if code in loading.CODES else loading.GENERIC


def _deadlines(place: Organization) -> list[tuple[str, str]]:
    rules, _seen = rules_of(g.db, place.id)
    pack = in_force(place, rules, today())
    known = {each.id: each for each in loading.the_pack(loading.GENERIC).deadlines}
    every = {**known, **{each.id: each for each in pack.deadlines if each.enabled}}
    return [(each.id, deadline_words(each)) for each in every.values()]


def _first_day(form: OwnRulesForm) -> date:
    return form.from_on.form.the_day() or today()


def _own(form: OwnRulesForm, before: OwnRules | None) -> OwnRules:
    """What is entered now, with everything an earlier entry said that this one leaves open."""
    old = before or OwnRules(in_force_on=today(), reason="", title="")
    days = {each.deadline: each for each in old.days}
    if form.deadline.value:
        period, unit = IN_DAYS.get(form.counted_in.value, IN_MONTHS)
        amount = whole(form.amount) or 0
        days[form.deadline.value] = OwnDays(form.deadline.value, amount, period, unit)
    adults, children = ANSWERS.get(form.adults.value), ANSWERS.get(form.children.value)
    return msgspec.structs.replace(
        old,
        in_force_on=_first_day(form),
        reason=(form.reason.data or "").strip(),
        title=(form.title.data or "").strip(),
        days=tuple(days.values()),
        age_of_majority=whole(form.majority) or old.age_of_majority,
        report_adults=old.report_adults if adults is None else adults,
        report_children=old.report_children if children is None else children,
        retention_months=whole(form.retention) or old.retention_months,
        committee=_made_up(form, old.committee),
        committee_name=(form.body.data or "").strip() or old.committee_name,
    )


def _made_up(form: OwnRulesForm, before: Numbers) -> Numbers:
    """How the committee is made up: what is left open stays as it was."""
    said = msgspec.structs.asdict(form.numbers)
    new = {name: value for name, value in said.items() if value is not None}
    return msgspec.structs.replace(before, **new)
