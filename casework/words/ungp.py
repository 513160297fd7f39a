"""UNGP 31 in words: eight criteria of a grievance mechanism, evidence we have, what we lack."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.languages import offered, own_name
from casework.measures.reading import QuarterRead
from casework.measures.shown import share
from casework.measures.tables import Row, Table
from casework.oversight.effectiveness import Effectiveness
from casework.paper.blocks import Block, Heading, Note, Text
from casework.paper.sheets import Sheet, table
from casework.words.measuring import suppression_note, title_of
from casework.words.measuring_sheets import hidden

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Criterion:
    """One of the eight: what it asks in our words, and what no system can answer."""

    title: str
    asks: str
    cannot_know: str


@dataclass(frozen=True)
class Checked:
    """A criterion with what there is to show for it."""

    criterion: Criterion
    rows: Rows


CRITERIA: Mapping[str, Criterion] = {
    "legitimate": Criterion(
        _l("Legitimate"),
        _l("Those for whom it is meant trust it, and it answers for being fair."),
        _l("Whether workers trust it. A survey of workers says that, and none is held here."),
    ),
    "accessible": Criterion(
        _l("Accessible"),
        _l("Everybody for whom it is meant knows of it, and is helped where it is hard to reach."),
        _l("Who did not complain because she did not know, could not, or dared not."),
    ),
    "predictable": Criterion(
        _l("Predictable"),
        _l("There is a known procedure with a time for each stage, and somebody watches it."),
        _l("Whether workers know the times. Stages whose rules set none are not counted."),
    ),
    "equitable": Criterion(
        _l("Equitable"),
        _l("Both sides get information, advice and expertise that make it fair."),
        _l("How good the advice was, and help that nobody wrote down."),
    ),
    "transparent": Criterion(
        _l("Transparent"),
        _l("Parties learn how it goes on, and the public learns enough to trust it."),
        _l("Whether anybody outside read what is published."),
    ),
    "rights_compatible": Criterion(
        _l("Rights-compatible"),
        _l("Outcomes and remedies agree with human rights that are recognised everywhere."),
        _l("Whether a remedy was enough for her: she alone can say."),
    ),
    "learning": Criterion(
        _l("A source of continuous learning"),
        _l("What is learnt makes it better and prevents the next harm."),
        _l("Whether what was changed in a factory prevented anything."),
    ),
    "dialogue": Criterion(
        _l("Based on engagement and dialogue"),
        _l("Those for whom it is meant are asked how it should work, and talk settles things."),
        _l("What was agreed outside the partners' meetings."),
    ),
}


def checklist(found: Effectiveness) -> list[Checked]:
    """All eight, with their evidence. A line without evidence says so."""
    return [Checked(each, EVIDENCE[name](found)) for name, each in CRITERIA.items()]


def as_checklist(found: Effectiveness, programme: str, on: str) -> Sheet:
    """The same on paper."""
    blocks: list[Block] = [
        Text(text=f"{programme}, {on}"),
        Text(text=from_words()),
        Note(text=note_of(found)),
    ]
    for each in checklist(found):
        blocks += [
            Heading(text=str(each.criterion.title)),
            Text(text=str(each.criterion.asks)),
            table([_("Evidence"), _("What there is")], each.rows, widths=(2, 1)),
            Text(text=f"{_('What the system cannot know:')} {each.criterion.cannot_know}"),
        ]
    return Sheet(id="M03", heading=title_words(), blocks=blocks, is_coded=False)


def title_words() -> str:
    """What the checklist is called."""
    return str(_("UNGP 31: is the mechanism effective?"))


def from_words() -> str:
    """Its standard."""
    return str(
        _(
            "United Nations Guiding Principles on Business and Human Rights, principle 31, in our "
            "own words. It is a list of evidence and no mark: nobody is graded by it."
        )
    )


def note_of(found: Effectiveness) -> str:
    """Which quarter its numbers are of, and what a dash means in them."""
    if found.read is None:
        return str(_("No quarter is published for you: measures are missing here, and no 0."))
    minimum = max((each.minimum for each in found.read.tables), default=0)
    of = _("Measures are of %(quarter)s, as published.", quarter=str(found.read.quarter))
    return f"{of} {suppression_note(minimum)}"


def _legitimate(found: Effectiveness) -> Rows:
    return [
        (_("Committees as their rules ask"), _of(found.complete, found)),
        (_("Satisfied, asked by somebody who did not deal with the case"), _part(found, "I13")),
        (_("Rules read by a lawyer of the country"), _of(found.reviewed, found)),
    ]


def _accessible(found: Effectiveness) -> Rows:
    names = ", ".join(own_name(each) for each in offered())
    return [
        (_("Languages of the pages"), names),
        (_("Ways in which complaints came in"), _ways(found)),
        (_("STOP sessions at these factories in the last 12 months"), _count(found.sessions)),
    ]


def _predictable(found: Effectiveness) -> Rows:
    every = _tables(found, "I5-")
    kept = [
        (_("Clock kept: %(stage)s", stage=title_of(one.indicator)), _share(one, row))
        for one, row in every
    ]
    return [(_("First answer within a day"), _part(found, "I4")), *kept]


def _equitable(found: Effectiveness) -> Rows:
    return [
        (_("Steps of referrals to help outside"), _n(found, "I11")),
        (_("Committees of which a member lacks training"), _of(found.untrained, found)),
        (_("An appeal is open by the rules"), _of(found.with_appeal, found)),
    ]


def _transparent(found: Effectiveness) -> Rows:
    names = ", ".join(map(str, found.public))
    return [
        (_("Quarters published for everybody"), names or _("none")),
        (_("Follow-up talks with survivors"), _n(found, "I12")),
    ]


def _rights_compatible(found: Effectiveness) -> Rows:
    return [
        (_("Sanctions seen applied"), _n(found, "applied")),
        (_("Signs of retaliation written down"), _n(found, "I14")),
        (_("Consent refused, and honoured"), _n(found, "I15")),
        (_("Safety plans made where needed"), _part(found, "I9")),
    ]


def _learning(found: Effectiveness) -> Rows:
    said = _("%(kept)s of %(all)s", kept=found.kept, all=found.commitments)
    return [
        (_("Commitments of partners, kept so far"), said if found.commitments else _("none")),
        (_("How cases came out"), _n(found, "I8")),
    ]


def _dialogue(found: Effectiveness) -> Rows:
    return [
        (_("Factories with a union"), _of(found.with_union, found)),
        (_("Meetings of partners in the last 12 months"), _count(found.meetings)),
        (_("Of them, with a union keeping the notes"), _count(found.union_meetings)),
    ]


EVIDENCE: Mapping[str, Callable[[Effectiveness], Rows]] = {
    "legitimate": _legitimate,
    "accessible": _accessible,
    "predictable": _predictable,
    "equitable": _equitable,
    "transparent": _transparent,
    "rights_compatible": _rights_compatible,
    "learning": _learning,
    "dialogue": _dialogue,
}


def _of(count: int, found: Effectiveness) -> str:
    return str(_("%(count)s of %(all)s factories", count=count, all=found.factories))


def _count(count: int) -> str:
    """What the calendar holds: where it holds nothing, nothing was written down."""
    return str(count) if count else str(_("none written down"))


def _tables(found: Effectiveness, begins: str) -> Iterable[tuple[Table, Row]]:
    for one in found.read.tables if found.read is not None else ():
        row = one.row("")
        if one.indicator.startswith(begins) and row is not None and row.n != 0:
            yield one, row


def _row(read: QuarterRead | None, indicator: str) -> tuple[Table, Row] | None:
    one = read.table(indicator) if read is not None else None
    row = one.row("") if one is not None else None
    return (one, row) if one is not None and row is not None else None


def _n(found: Effectiveness, indicator: str) -> str:
    seen = _row(found.read, indicator)
    if seen is None:
        return str(_("not known"))
    return hidden() if seen[1].n is None else str(seen[1].n)


def _part(found: Effectiveness, indicator: str) -> str:
    seen = _row(found.read, indicator)
    return str(_("not known")) if seen is None else _share(*seen)


def _share(one: Table, row: Row) -> str:
    part = share(one, row)
    if part is None:
        return hidden() if row.n != 0 else str(_("no data"))
    return str(_("%(percent)s%% of %(n)s", percent=part.percent, n=part.out_of))


def _ways(found: Effectiveness) -> str:
    """How many ways of coming in were used so often that they are shown."""
    seen = _row(found.read, "I1")
    if seen is None:
        return str(_("not known"))
    used = sum(bool(each) for each in seen[1].counts)
    return str(_("%(count)s that are shown", count=used))
