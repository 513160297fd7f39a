"""`/measures`: what partners see together, out of tables that an analyst published."""

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from auth.actor import Standing
from auth.again import is_proven
from auth.forms import AgainForm
from auth.guard import guarded
from auth.judging import complain
from auth.models import COMMITTEE, Organization, Role
from auth.parts import now
from auth.people_acts import note
from auth.permissions import Permission
from auth.policy import may
from casework.facts.keeping import KeyLacking
from casework.facts.keys import Analyst, current, holding, rows_of
from casework.facts.lost import is_said
from casework.facts.programmes import programmes_of
from casework.measures.quarters import Quarter, quarter_named
from casework.measures.reading import Place, QuarterRead, Reading, places_of, quarters_of
from casework.measures.statutory import NotCounted
from casework.measures.storing import (
    AlreadyPublished,
    DaysWait,
    FactsWait,
    NotNext,
    NotOver,
    next_quarter,
    publish,
)
from casework.parts import the_parts
from casework.views.measuring_keys import find_programme
from casework.views.measuring_pages import Drawn, Pages, compared, drawn, names_of_places
from casework.words.measuring import refusal
from crypto.errors import KeyMissing

bp = Blueprint("measuring", __name__, url_prefix="/measures")
ASKED = frozenset({"place", "quarter", "indicator"})
"""Everything that can be asked in the address. It holds nothing of a case."""
WHY: Mapping[type[Exception], str] = MappingProxyType(
    {
        NotNext: _l("Another quarter is due before this one. Open this page again."),
        NotOver: _l("This quarter is not over."),
        AlreadyPublished: _l("This quarter was published. It is never counted again."),
        FactsWait: _l("Facts wait to be opened. Open them first: nothing is counted from a part."),
        DaysWait: _l("Days that are over are not closed yet. Whoever runs this has to look."),
        KeyLacking: _l("You lack a key that another analyst holds. Let her hand it on first."),
        NotCounted: _l("Another programme counts this factory."),
        KeyMissing: _l("You are not certified here, or hold no such key."),
    }
)
REFUSED = tuple(WHY)


@bp.get("")
@guarded(Permission.Measures.READ)
def show() -> ResponseReturnValue:
    places = places_read()
    at = _asked_place(places)
    quarters = quarters_of(g.db, reading(), at) if at is not None else []
    read = _asked_quarter(quarters)
    pages = drawn(quarters, read, at) if at is not None and read is not None else None
    chosen = _asked_indicator(pages)
    return render_template(
        "casework/measuring/dashboard.html",
        names=names_of_places(g.db, [each.place for each in places]),
        places=places,
        at=at,
        quarters=quarters,
        read=read,
        refusal=refusal() if _is_refused(places, quarters, chosen) else "",
        pages=pages,
        chosen=chosen,
        beside=compared(quarters, chosen, at) if chosen is not None and at is not None else None,
        asked_lost=_asked_lost(),
        programmes=[(each, _uncounted(each)) for each in _programmes_to_publish()],
    )


def places_read() -> list[Place]:
    """The places whose tables she was given, as far as she has a post there today."""
    found = places_of(g.db, g.actor.person)
    return [each for each in found if any(_reaches(post, each) for post in g.actor.standings)]


def _reaches(post: Standing, at: Place) -> bool:
    """What she counts or supervises, what she sits for, what she represents; nothing beside."""
    if post.role in (Role.SUPERVISOR, Role.ANALYST):
        return post.organization == at.programme
    if at.place == at.programme:
        is_hers = post.role in COMMITTEE
        return is_hers and at.programme in programmes_of(g.db, post.organization, None)
    return post.organization == at.place and post.role in (*COMMITTEE, Role.UNION_REPRESENTATIVE)


def reading() -> Reading:
    """Whoever is signed in, with the keys that open what was sealed to her."""
    actor = g.actor
    seeds = (actor.seeds, *actor.former) if actor.seeds is not None else ()
    return Reading(actor.person, seeds, the_parts().register(g.db))


def _asked_place(places: list[Place]) -> Place | None:
    """The place she asks for; without one the first, which is the programme where she has it."""
    asked = request.args.get("place", "", str)
    if not asked:
        return places[0] if places else None
    return next((each for each in places if asked == each.place.hex), None)


def _asked_quarter(quarters: list[QuarterRead]) -> QuarterRead | None:
    asked = request.args.get("quarter", "", str)
    if not asked:
        return quarters[-1] if quarters else None
    return next((each for each in quarters if str(each.quarter) == asked), None)


def _asked_indicator(pages: Pages | None) -> Drawn | None:
    asked = request.args.get("indicator", "", str)
    tables = pages.tables if pages is not None else ()
    return next((each for each in tables if each.id == asked), None)


def _is_refused(places: list[Place], quarters: list[QuarterRead], chosen: Drawn | None) -> bool:
    """Whether something is asked that no published table answers."""
    if request.args.keys() - ASKED:
        return True
    known = {"", *(each.place.hex for each in places)}
    published = {"", *(str(each.quarter) for each in quarters)}
    place, quarter = request.args.get("place", ""), request.args.get("quarter", "")
    if request.args.get("indicator") and chosen is None:
        return True
    return place not in known or quarter not in published


def _programmes_to_publish() -> list[Organization]:
    """For an analyst: her programmes."""
    hers = [each.organization for each in g.actor.standings_as((Role.ANALYST,))]
    found = [each for id_ in hers if (each := g.db.get(Organization, id_)) is not None]
    return [each for each in found if may(g.actor, Permission.Measures.PUBLISH, each)]


def _asked_lost() -> list[Organization]:
    """For a supervisor: her programmes with a key of which an analyst says that it is lost."""
    register = the_parts().register(g.db)
    hers = [each.organization for each in g.actor.standings_as((Role.SUPERVISOR,))]
    asked = [each for each in hers if any(is_said(row, register) for row in rows_of(g.db, each))]
    return [each for id_ in asked if (each := g.db.get(Organization, id_)) is not None]


def _uncounted(programme: Organization) -> str:
    """Why nothing is counted at a programme now; nothing where what happens is counted."""
    register, on = the_parts().register(g.db), now().date()
    if current(g.db, register, programme.id, on) is not None:
        return ""
    rows = rows_of(g.db, programme.id)
    if not rows:
        return str(
            _("There is no key yet, so nothing is counted. Make one under “Keys and facts”.")
        )
    if any(holding(g.db, each, register, on).left for each in rows[:1]):
        return str(
            _(
                "Nothing is counted now: somebody who left had the key. Make a new one under “Keys "
                "and facts”. What happens before you do stays uncounted."
            )
        )
    return str(
        _(
            "Nothing is counted now: nobody who is certified here vouches for the key. Make a new "
            "one under “Keys and facts”, or let whoever has it hand it on."
        )
    )


@bp.get("/publish/<uuid:programme_id>")
@guarded(Permission.Measures.PUBLISH, find_programme)
def show_publishing(programme: Organization) -> ResponseReturnValue:
    return _publish_page(programme, AgainForm(formdata=None))


@bp.post("/publish/<uuid:programme_id>")
@guarded(Permission.Measures.PUBLISH, find_programme, asks_again=True)
def publish_it(programme: Organization) -> ResponseReturnValue:
    form = AgainForm()
    quarter = quarter_named(request.form.get("quarter", "", str))
    if not form.validate() or quarter is None:
        return _publish_page(programme, form), 422
    if not is_proven():
        complain(form.passphrase, _("This is not your passphrase, or it was tried too often."))
        return _publish_page(programme, form), 422
    why = _published(programme, quarter)
    if why:
        g.db.rollback()
        form.form_errors.append(why)
        return _publish_page(programme, form), 422
    return redirect(f"/measures?place={programme.id.hex}&quarter={quarter}", 303)


def _published(programme: Organization, quarter: Quarter) -> str:
    """Publish it; why not, in a sentence, where it cannot be."""
    try:
        people = publish(g.db, analyst_here(programme.id), quarter)
    except REFUSED as wrong:
        return why_not(wrong)
    facts = {"quarter": str(quarter), "people": str(people)}
    note(g.db, g.keys, g.actor.person, "measures:quarter:publish", programme.id, now(), **facts)
    return ""


def why_not(wrong: Exception) -> str:
    """Why nothing is counted for her, in a sentence."""
    return str(WHY[type(wrong)])


def _publish_page(programme: Organization, form: AgainForm) -> str:
    asked = _asked_next(programme, form)
    page: str = render_template(
        "casework/measuring/publish.html",
        programme=programme,
        form=form,
        quarter=asked,
        is_over=asked is not None and asked.last_day < now().date(),
    )
    return page


def _asked_next(programme: Organization, form: AgainForm) -> Quarter | None:
    try:
        return next_quarter(g.db, analyst_here(programme.id))
    except KeyLacking:
        form.form_errors[:] = dict.fromkeys([*form.form_errors, why_not(KeyLacking())])
    except KeyMissing:
        return None
    return None


def analyst_here(programme: UUID) -> Analyst:
    """Whoever is signed in, at work as an analyst. Raises KeyMissing."""
    actor, at = g.actor, now()
    if actor.seeds is None or actor.person is None:
        raise KeyMissing
    register = the_parts().register(g.db)
    return Analyst(programme, actor.person, actor.seeds, actor.former, register, at)
