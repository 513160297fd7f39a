"""Measures in the words of a page: what each counts, out of what, from where, how it is read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.measures.counts import OUTSIDE
from casework.measures.grouping import COUNTRY
from casework.measures.indicator import UNKNOWN, Direction, Figure, Indicator
from casework.measures.indicators import BY_ID
from casework.procedures.terms import StageId
from casework.telling.choices import CONDUCT
from casework.words import measuring_outcomes
from casework.words.committee import GENDERS
from casework.words.procedures import STAGES
from referrals.words.areas import country_name

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Said:
    """What stands beside a number."""

    title: str
    counts: str
    """The numerator."""
    out_of: str
    """The denominator."""
    source: str
    unit: str = _l("events")


FORMS_OUT_OF = _l("every complaint received; one may name several forms")
_OWN = {
    "I1": Said(
        _l("Complaints received"),
        _l("complaints received, by the way they came in"),
        _l("all of them"),
        "GBVIMS+ 1; POSH r.14(a)",
    ),
    "I2-sex": Said(
        _l("Whom it happened to"),
        _l("complaints received, by what the person says of herself or himself"),
        _l("every complaint received"),
        "ILO R206 para 22; GRI 406",
    ),
    "I3": Said(
        _l("From what happened to telling it"),
        _l("complaints received, by the days since it happened last"),
        _l("every complaint received"),
        "GBVIMS+ 3",
        _l("calendar days"),
    ),
    "I4": Said(
        _l("First answer within a day"),
        _l("complaints that somebody acknowledged on the same day or the next"),
        _l("complaints acknowledged of which the days are known; a weekend counts against it"),
        _l("our own"),
    ),
    "I6": Said(
        _l("From received to closed"),
        _l("cases closed, by the days they took"),
        _l("every case closed"),
        "GBVIMS+ 11",
        _l("calendar days"),
    ),
    "I7": Said(
        _l("Open for more than 90 days"),
        _l("complaints open for more than 90 days when the quarter ended"),
        _l("none: it is a number and no share; counted from the end of the month of receipt"),
        "POSH r.14(c); Companies (Accounts) Rules 2025",
    ),
    "I8": Said(
        _l("How cases came out"),
        _l("cases closed, by how they came out"),
        _l("every case closed"),
        "BRSR",
    ),
    "I9": Said(
        _l("Safety plans made where needed"),
        _l("plans made"),
        _l("cases in which a plan was found to be needed"),
        "GBVIMS+ 5",
    ),
    "I12": Said(
        _l("Follow-up talks"),
        _l("times somebody asked her how it is since the complaint"),
        _l("none: it is a number and no share"),
        "GBVIMS+ 10",
    ),
    "I13": Said(
        _l("Satisfied with how it was dealt with"),
        _l("survivors who said yes"),
        _l("those who answered yes or no to somebody who had not dealt with the case"),
        "GBVIMS+ 13",
    ),
    "I14": Said(
        _l("Retaliation reported"),
        _l("signs of retaliation written down, by whether within 90 days of the complaint"),
        _l("none: it is a number and no share"),
        "ILO C190 art. 10(b)(iv)",
    ),
    "I15": Said(
        _l("Consent refused"),
        _l("times a survivor was asked to let something be passed on and said no"),
        _l("none: it is a number and no share"),
        _l("our own"),
    ),
    "not-counted": Said(
        _l("Not counted, at the survivor's wish"),
        _l("cases whose survivor does not want to be in any statistics"),
        _l("none: these cases are in no other number"),
        _l("our own"),
    ),
}


def _of_forms() -> Iterator[tuple[str, Said]]:
    for form, words in CONDUCT.items():
        counts = _l("complaints that name this form")
        yield (
            f"I2-{form.replace('_', '-')}",
            Said(words, counts, FORMS_OUT_OF, "ILO R206 para 22"),
        )


def _of_stages() -> Iterator[tuple[str, Said]]:
    out_of = _l("stages ended whose deadline is known")
    for stage in StageId:
        counts = _l("stages that ended within their deadline")
        yield (
            f"I5-{stage.value}",
            Said(STAGES[stage], counts, out_of, _l("the country's rules")),
        )


_OUTCOMES = {each: Said(*said) for each, said in measuring_outcomes.WORDS.items()}
SAID: Mapping[str, Said] = MappingProxyType(
    {**_OWN, **_OUTCOMES, **dict(_of_forms()), **dict(_of_stages())}
)
BUCKETS: Mapping[str, str] = MappingProxyType(
    {
        **measuring_outcomes.BUCKETS,
        **GENDERS,
        UNKNOWN: _l("Not known"),
        "yes": _l("Yes"),
        "no": _l("No"),
        "not-named": _l("Not named, or not known"),
        "online": _l("Written on our pages"),
        "in_person": _l("Told in person"),
        "phone": _l("By telephone"),
        "letter": _l("By letter"),
        "box": _l("In the box"),
        "messenger": _l("By messenger"),
        "union": _l("Through the union"),
        "savings_group": _l("Through a savings group"),
        "resource_centre": _l("Through a resource centre"),
        "0-3": _l("0 to 3 days"),
        "4-5": _l("4 or 5 days"),
        "6-14": _l("6 to 14 days"),
        "15-30": _l("15 to 30 days"),
        "31-90": _l("31 to 90 days"),
        "91-": _l("More than 90 days"),
        "0-30": _l("Up to 30 days"),
        "91-180": _l("91 to 180 days"),
        "181-": _l("More than 180 days"),
        "over-90": _l("More than 90 days"),
        "substantiated": _l("Substantiated"),
        "partly": _l("Partly substantiated"),
        "not_enough_evidence": _l("Not enough evidence"),
        "settled": _l("Settled"),
        "informal": _l("Seen to without an inquiry"),
        "withdrawn": _l("Withdrawn"),
        "helped": _l("Helped, nothing to decide"),
        "outside": _l("Taken elsewhere"),
        "other": _l("Otherwise"),
        "offered": _l("Offered"),
        "accepted": _l("Accepted"),
        "declined": _l("Declined"),
        "completed": _l("Completed"),
        "no_show": _l("Nobody came"),
        "ended": _l("Came to nothing"),
        "asked": _l("Asked"),
        "refused": _l("Refused"),
        "applied": _l("Seen applied"),
    }
)
FUNNEL: Mapping[str, str] = MappingProxyType(
    {
        "I1": _l("Told"),
        "I4": _l("Acknowledged"),
        "decided": _l("Decided"),
        "applied": _l("Seen applied"),
    }
)
DIRECTIONS: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.TRUST: _l("A rise early on can be a sign of trust, and not of failure."),
        Direction.BETTER: _l("More is better."),
        Direction.WORSE: _l("More is worse."),
        Direction.NEITHER: _l("More is neither better nor worse."),
    }
)


def said_of(indicator: Indicator) -> Said:
    """What stands beside the numbers of an indicator."""
    return SAID[indicator.id]


def title_of(id_: str) -> str:
    """Its number in the practice list, and what it is."""
    said = SAID.get(id_)
    if said is None:
        return id_
    number = id_.partition("-")[0]
    return f"{number} {said.title}" if number.startswith("I") else str(said.title)


def funnel_words(id_: str) -> str:
    """A step on the way of a complaint."""
    return str(FUNNEL[id_])


def bucket_words(bucket: str) -> str:
    """A bucket's name."""
    return str(BUCKETS.get(bucket, bucket))


def definition(id_: str) -> list[tuple[str, str]]:
    """Everything that is defined of an indicator, as labels with their words."""
    indicator, said = BY_ID[id_], SAID[id_]
    return [
        (_("Counts"), str(said.counts)),
        (_("Out of"), str(said.out_of)),
        (_("Time"), _("what happened in the quarter") if not indicator.is_stock else _at_the_end()),
        (_("Unit"), str(said.unit)),
        (_("Not known"), _("a group of its own: never a no, never the fastest, never 0")),
        (_("How to read it"), str(DIRECTIONS[indicator.direction])),
        (_("From"), str(said.source)),
    ]


def _at_the_end() -> str:
    return str(_("as it stood when the quarter ended"))


def place_words(place: str) -> str:
    """Whose numbers a row has: all, a country, a group that an analyst named, or one's own."""
    if not place:
        return str(_("All"))
    if place == "?":
        return str(_("In no group"))
    if ID.fullmatch(place):
        return str(_("Here"))
    return country_name(place) if len(place) == COUNTRY else place


def is_share(id_: str) -> bool:
    """Whether a share is made of it."""
    return BY_ID[id_].figure is Figure.SHARE


def suppression_note(minimum: int) -> str:
    """What "hidden" means. Outside, it may be 0 too."""
    said = _(
        "Hidden is a number below %(minimum)s, or one from which such a number could be "
        "recomputed.",
        minimum=minimum,
    )
    if minimum == OUTSIDE.minimum:
        return f"{said} {_('It may be 0.')}"
    return f"{said} {_('Where there is nothing, a 0 stands.')}"


def refusal() -> str:
    """Why a question that was not published is not answered."""
    said = _(
        "This is not answered. Two answers of which one holds a few complaints more than the "
        "other are together an answer about those few. So every quarter is counted once, in the "
        "tables below, and every question is answered out of them."
    )
    return str(said)
