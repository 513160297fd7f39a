"""Reports that laws and standards ask for, on paper: exact for an authority, else as published."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from casework.measures.disclosed import NOT_ASKED as UNASKED
from casework.measures.disclosed import Figure
from casework.measures.laws import ASKS, Asked, Law, Period
from casework.measures.quarters import Quarter
from casework.measures.statutory import ACTS, NOT_ASKED, TYPE_OF, Annual
from casework.paper.blocks import Block, Heading, Note, Text
from casework.paper.sheets import Sheet, beside, table
from casework.procedures.pack import Pack
from casework.telling.choices import CONDUCT
from casework.words.committee import GENDERS
from casework.words.procedures import footing
from casework.words.statutory import (
    CANNOT_KNOW,
    FROM,
    LAWS,
    LINES,
    TYPES,
    count_words,
    figure_words,
    year_words,
)

Rows = list[list[str]]


def as_report(law: Law, made: Annual, period: Period, place: str, pack: Pack) -> Sheet:
    """The report for an authority: exact, with its law and what the system cannot know."""
    rows: Rows = []
    for each in ASKS[law]:
        rows.append([str(LINES[each]), count_words(made.counts.get(each))])
        if each is Asked.ACTION:
            rows += _actions(made.actions, pack)
    note = _(
        "Only for whom it is addressed to. These counts are exact: whoever reads them beside "
        "other numbers may know whom they are about."
    )
    since = [Note(text=since_words(made.since))] if made.since is not None else []
    return _sheet(law, period, place, note, rows, [*since, *_of_the_pack(pack, law)])


def since_words(since: date) -> str:
    """That the programme began to count within the time that is counted."""
    said: str = _(
        "Counted since %(day)s. What happened before is counted only as far as somebody wrote in "
        "its case since: a number can be too small, and a 0 is none.",
        day=format_date(since),
    )
    return said


def as_disclosed(
    law: Law,
    found: Mapping[Asked, Figure],
    sexes: Mapping[str, Figure],
    period: Period,
    place: str,
    pack: Pack,
    without: Sequence[Quarter],
) -> Sheet:
    """A report of a factory for whom no law names: what published tables show, and no more."""
    rows: Rows = []
    for each in ASKS[law]:
        if each is Asked.BY_SEX:
            rows += [[f"– {GENDERS[sex]}", figure_words(one)] for sex, one in sexes.items()]
        else:
            in_tenths = each is Asked.SHARE_OF_WOMEN
            rows.append([str(LINES[each]), figure_words(found[each], in_tenths=in_tenths)])
    more = _of_the_pack(pack, law) if law is Law.YEARLY else []
    return _sheet(law, period, place, _masked(without), rows, more)


def as_acts(
    found: Mapping[str, Figure], period: Period, place: str, without: Sequence[Quarter]
) -> Sheet:
    """What complaints of a programme name, under the types of GBVIMS and apart from contexts."""
    rows: Rows = []
    for act in ACTS[:-1]:
        rows.append([str(TYPES[act]), figure_words(UNASKED) if act in NOT_ASKED else ""])
        forms = [form for form, of in TYPE_OF.items() if of == act]
        rows += [[f"– {CONDUCT[form]}", figure_words(found[form])] for form in forms]
    return _sheet(Law.GBVIMS, period, place, _masked(without), rows, [])


def _sheet(
    law: Law, period: Period, place: str, note: str, rows: Rows, more: Sequence[Block]
) -> Sheet:
    blocks: list[Block] = [
        Text(text=f"{place}, {year_words(period)}"),
        Text(text=str(FROM[law])),
        Note(text=note),
        table([_("What"), _("How many")], rows, widths=(3, 1)),
        *more,
        Heading(text=_("What the system cannot know")),
        Text(text=str(CANNOT_KNOW[law])),
    ]
    return Sheet(id="M02", heading=str(LAWS[law]), blocks=blocks, is_coded=False)


def _actions(actions: Mapping[str, int], pack: Pack) -> Rows:
    """One line for each nature of action, in the words of the country's pack."""
    named = {each.id: each.label for each in pack.outcomes}
    every = sorted(actions.items())
    return [[f"– {named.get(each) or _('another action')}", str(count)] for each, count in every]


def _of_the_pack(pack: Pack, law: Law) -> list[Block]:
    """Who gets it, how often, and what is asked in it, as the country's rules say it here, and
    whether a lawyer has reviewed them."""
    said, draft = pack.reporting, footing(pack)
    contents = said.board_contents if law is Law.BOARD else said.contents
    pairs = [
        (_("For whom, by the rules"), said.recipient),
        (_("How often"), said.frequency),
        (_("What is asked"), "; ".join(contents)),
        (_("Rule"), " ".join(filter(None, (said.rule, said.section)))),
    ]
    found = [each for each in pairs if each[1]]
    if not found:
        return [Text(text=_("The country's rules say nothing of it."))]
    return [beside(*found), *([Note(text=draft)] if draft else [])]


def _masked(without: Sequence[Quarter]) -> str:
    said = [
        _(
            "Added up out of published tables: nothing here is finer than they are. Where a "
            "number is hidden in one quarter, the year says “at least” or nothing."
        )
    ]
    if without:
        names = ", ".join(map(str, without))
        said.append(_("Not published, or not sealed to you: %(quarters)s.", quarters=names))
    return " ".join(map(str, said))
