"""The booklet of an area: every place that helps there, kind by kind."""

from collections.abc import Sequence
from datetime import date

import msgspec
from flask_babel import format_date
from flask_babel import gettext as _

from referrals.directory.offered import Offered
from referrals.paper import urgent
from referrals.paper.printed import Printed, printed
from referrals.words.kinds import KINDS


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of help."""

    name: str
    places: Sequence[Printed]


class Booklet(msgspec.Struct, frozen=True, kw_only=True):
    """What `templates/print/booklet.typ` is filled with."""

    title: str
    heading: str
    area: str
    day: str
    caution: str
    urgent_heading: str
    urgent: Sequence[str]
    contents: str
    chapters: Sequence[Chapter]
    pages: str


def booklet(places: Sequence[Offered], area: str, on: date) -> Booklet:
    """The booklet over places that may be shown, in the order they come; a place with several
    kinds of help stands under each.
    """
    return Booklet(
        title=_("Addresses"),
        heading=_("Addresses and telephone numbers"),
        area=area,
        day=_("As we knew it on %(day)s. Call before you go.", day=format_date(on)),
        caution=_(
            "A call stands in the list of calls of your phone. Remove it there if somebody else"
            " looks."
        ),
        urgent_heading=urgent.heading(),
        urgent=urgent.hours_that_count(),
        contents=_("What is in it"),
        chapters=[each for each in _chapters(places) if each.places],
        pages=_("Page {page} of {pages}"),
    )


def _chapters(places: Sequence[Offered]) -> list[Chapter]:
    return [
        Chapter(
            name=str(words), places=[printed(each) for each in places if kind in each.categories]
        )
        for kind, words in KINDS.items()
    ]
