"""`/partners`: what comes, who covers which factory, which place is uncovered, whom to ask."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue

from auth.guard import guarded
from auth.models import Organization
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from auth.predicates import KEEPING
from casework.partners import calendar, covering, meetings
from casework.partners.places import uncovered
from casework.partners.sessions import names_of
from casework.words.partners import PARTNER_WORDS
from referrals.directory.areas import tree_of
from referrals.models.keeping import Area
from referrals.views.offering import areas_offered
from referrals.words.areas import area_name, country_name

bp = Blueprint("partners", __name__, url_prefix="/partners")
AHEAD = timedelta(days=92)
BEHIND = timedelta(days=14)
MOST = 5


def today() -> date:
    """The day on which it is looked at."""
    return now().date()


def own_bodies() -> list[tuple[str, str]]:
    """The organisations for which she may enter something: id and name."""
    ids = dict.fromkeys(each.organization for each in g.actor.standings_as(KEEPING))
    names = names_of(g.db, ids)
    return [(each.hex, names[each]) for each in ids]


def choices(bodies: Iterable[Organization]) -> list[tuple[str, str]]:
    """Organisations as something to choose from."""
    return [(each.id.hex, each.name) for each in bodies]


def body_of(body: UUID) -> list[tuple[str, str]]:
    """The one organisation that has entered something: it stays the one."""
    return [(each.hex, name) for each, name in names_of(g.db, [body]).items()]


def donors() -> list[tuple[str, str]]:
    """Who can pay for a session: id and name."""
    return choices(covering.donors(g.db))


def areas() -> list[tuple[str, str]]:
    """Every area of the directory, country by country."""
    return [each for pairs in areas_offered(g.db).values() for each in pairs]


def area_words(*codes: str) -> dict[str, str]:
    """Each area and the one it lies in, by its code; nothing for none."""
    tree = tree_of(g.db).values()
    return {each: area_name(tree, each) if each else "" for each in codes}


def noted(verb: str, subject: UUID, to: str) -> ResponseReturnValue:
    """What was entered stands on the trail of administration; on to a page."""
    note(g.db, g.keys, g.actor.person, verb, subject, now())
    return redirect(to, 303)


@bp.get("")
@guarded(Permission.Partners.READ)
def show() -> ResponseReturnValue:
    taken = meetings.unkept(g.db)
    record = meetings.record_of(g.db)
    names = names_of(g.db, [*(each.organization_id for each in taken), *record])
    return render_template(
        "casework/partners/partners.html",
        coming=calendar.coming(g.db, today(), today() + AHEAD)[:MOST],
        taken=taken,
        record=sorted((names.get(each, ""), *numbers) for each, numbers in record.items()),
        names=names,
        uncovered=[each for each in covering.covering(g.db, today()) if each.is_uncovered],
        today=today(),
        **PARTNER_WORDS,
    )


@bp.get("/calendar")
@guarded(Permission.Partners.READ)
def show_calendar() -> ResponseReturnValue:
    coming = calendar.coming(g.db, today() - BEHIND, today() + AHEAD)
    months: dict[date, list[calendar.Dated]] = {}
    for each in coming:
        months.setdefault(each.on.replace(day=1), []).append(each)
    return render_template(
        "casework/partners/calendar.html", months=months, today=today(), **PARTNER_WORDS
    )


@bp.get("/coverage")
@guarded(Permission.Partners.READ)
def show_coverage() -> ResponseReturnValue:
    found, points = covering.contacts(g.db), covering.entry_points(g.db)
    bodies = [*(each.body_id for each in found), *(each.body_id for each in points)]
    return render_template(
        "casework/partners/coverage.html",
        factories=covering.covering(g.db, today()),
        bare=_by_country(uncovered(g.db, today())),
        areas=area_words(*(each.area_code for each in points)),
        contacts=found,
        points=points,
        names=names_of(g.db, bodies),
        **PARTNER_WORDS,
    )


def _by_country(found: Iterable[Area]) -> dict[str, list[str]]:
    """Areas by the country they lie in, each with the area above it."""
    by_country: dict[str, list[Area]] = {}
    for each in found:
        by_country.setdefault(each.country, []).append(each)
    return {
        country_name(country): list(area_words(*(each.code for each in every)).values())
        for country, every in by_country.items()
    }
