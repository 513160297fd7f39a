"""Whom sessions reached, as a file for a donor: what is small is hidden, as outside always."""

import csv
from collections.abc import Iterator
from io import StringIO

from flask_babel import format_date
from flask_babel import gettext as _

from casework.measures.counts import OUTSIDE, TOTAL, Cell, Counts, Masked
from casework.measures.suppression import suppress
from casework.models.partnership import Category, Sex
from casework.partners.reach import Line, Reach
from casework.words.partners import CATEGORIES, PLACE_KINDS, SEXES

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def reach_file(found: Reach, asked: str) -> str:
    """One line a place, category and sex, with every sum; no cell can be read as a formula.

    `asked`: of which sessions it is, in words.
    """
    written = StringIO()
    to = csv.writer(written)
    to.writerow([_note(found)])
    to.writerow([_("Sessions"), plain(asked)])
    to.writerow([_("Where"), _("Place"), _("Who"), _("Sex"), _("People")])
    for where, place, who, sex, people in _lines(found):
        to.writerow([*map(plain, (where, place, who, sex)), people])
    return "\ufeff" + written.getvalue()


def masked(found: Reach) -> Masked:
    """The table as it may go outside; by place, category and sex."""
    places, sexes, kinds = _places(found), list(Sex), list(Category)
    cells: dict[Cell, int] = {
        (places.index((line.kind, line.place)), kinds.index(line.category), sexes.index(sex)): count
        for line in found.lines
        for sex, count in line.people.items()
    }
    return suppress(Counts((len(places), len(kinds), len(sexes)), cells), OUTSIDE)


def plain(cell: str) -> str:
    """A cell that no program of tables takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell


def _note(found: Reach) -> str:
    said: str = _(
        "People reached from %(first)s to %(last)s. Whoever came twice is counted twice. A number "
        "below %(least)s is hidden, others are rounded down to %(round)s; sessions not counted "
        "yet: %(uncounted)s.",
        first=format_date(found.since),
        last=format_date(found.until),
        least=OUTSIDE.minimum,
        round=OUTSIDE.rounds_to,
        uncounted=found.uncounted,
    )
    return said


def _lines(found: Reach) -> Iterator[tuple[str, str, str, str, str]]:
    every, table = str(_("All")), masked(found)
    places = [(str(PLACE_KINDS[kind]), place) for kind, place in _places(found)]
    for cell in Counts(table.shape, {}).lattice():
        at, who, sex = cell
        where = places[at] if at != TOTAL else (every, every)
        category = str(CATEGORIES[list(Category)[who]]) if who != TOTAL else every
        called = str(SEXES[list(Sex)[sex]]) if sex != TOTAL else every
        people = table.of(cell)
        yield (*where, category, called, str(_("hidden")) if people is None else str(people))


def _places(found: Reach) -> list[tuple[str, str]]:
    return list(dict.fromkeys(_place(each) for each in found.lines))


def _place(line: Line) -> tuple[str, str]:
    return line.kind, line.place
