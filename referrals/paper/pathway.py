"""The way to help in an area on one page: a sheet for the wall, and cards for the pocket."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import msgspec
from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from referrals.directory.offered import Offered
from referrals.models.terms import Category
from referrals.paper import urgent
from referrals.paper.printed import Printed, printed

WALL, POCKET = "wall", "pocket"
MOST: Mapping[str, int] = MappingProxyType({WALL: 2, POCKET: 1})
"""How many places of a kind have room."""
STEPS: Sequence[tuple[str, frozenset[Category]]] = (
    (_l("In danger now"), frozenset({Category.EMERGENCY})),
    (_l("Doctor, hospital"), frozenset({Category.HEALTH})),
    (_l("Somebody to talk with"), frozenset({Category.GBV, Category.PSYCHOSOCIAL})),
    (_l("A safe place to sleep"), frozenset({Category.SHELTER, Category.SAFETY})),
    (_l("Law and rights"), frozenset({Category.LEGAL, Category.LABOUR_INSPECTORATE})),
    (_l("Under 18"), frozenset({Category.CHILD_PROTECTION})),
)
"""What is needed first stands first."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of help and where to find it."""

    name: str
    places: Sequence[Printed]


class Pathway(msgspec.Struct, frozen=True, kw_only=True):
    """What `templates/print/pathway.typ` is filled with."""

    title: str
    form: str
    heading: str
    area: str
    day: str
    urgent_heading: str
    urgent: Sequence[str]
    steps: Sequence[Step]
    missing: str


def pathway(places: Sequence[Offered], area: str, on: date, form: str) -> Pathway:
    """The page over places that may be shown, best first; WALL or POCKET.

    A place stands under the first step it helps with. A step that nobody helps with says so on
    the wall: an empty line sends nobody to a wrong door.
    """
    return Pathway(
        title=_("Addresses"),
        form=form,
        heading=_("Where to find help") if form == WALL else _("Addresses"),
        area=area,
        day=format_date(on),
        urgent_heading=urgent.heading(),
        urgent=urgent.hours_that_count(quiet=form == POCKET),
        steps=list(_steps(places, form)),
        missing=_("We know of none here. Any hospital can help you further."),
    )


def _steps(places: Sequence[Offered], form: str) -> Iterable[Step]:
    named: set[object] = set()
    for name, kinds in STEPS:
        fit = [each for each in places if each.categories & kinds and each.id not in named]
        chosen = fit[: MOST[form]]
        named |= {each.id for each in chosen}
        if chosen or form == WALL:
            brief = [printed(each, brief=True) for each in chosen]
            yield Step(name=str(name), places=brief)
