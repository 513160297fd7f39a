"""Reports that laws and standards ask for, in words: which law, to whom, what we cannot know."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.measures.statutory import ASKS, Annual, Asked, Law
from casework.paper.blocks import Block, Note, Text
from casework.paper.sheets import Sheet, table

LAWS: Mapping[str, str] = MappingProxyType(
    {
        Law.POSH: _l("Annual report of the committee (India)"),
        Law.BOARD: _l("Board's report from July 2025 on (India)"),
        Law.BANGLADESH: _l("Yearly report to the Government (Bangladesh)"),
        Law.BETTER_WORK: _l("Factory summary, in the manner of Better Work"),
        Law.GRI: _l("GRI 406"),
        Law.BRSR: _l("BRSR, principle 5 (India)"),
        Law.GBVIMS: _l("Incident types by act (GBVIMS)"),
    }
)
FROM: Mapping[Law, str] = MappingProxyType(
    {
        Law.POSH: _l(
            "POSH Act 2013, section 21; Rules 2013, rule 14. To the employer and the District "
            "Officer, for the calendar year."
        ),
        Law.BOARD: _l(
            "Companies (Accounts) Second Amendment Rules 2025. To the board, for its report."
        ),
        Law.BANGLADESH: _l(
            "High Court directives in BNWLA v. Bangladesh, 14 May 2009. To the Government. "
            "Whether an ordinance of 2026 has taken their place is not known here."
        ),
        Law.BETTER_WORK: _l(
            "No law: what factory programmes look at. To the factory and the programme."
        ),
        Law.GRI: _l("GRI 406-1: incidents of discrimination and corrective actions taken."),
        Law.BRSR: _l("SEBI, Business Responsibility and Sustainability Reporting, principle 5."),
        Law.GBVIMS: _l(
            "GBVIMS User Guide, chapter 3: by the act and not by its context, the gravest of "
            "several. Committee reports are no self-reports to a service: never add them to "
            "GBVIMS totals."
        ),
    }
)
CANNOT_KNOW: Mapping[Law, str] = MappingProxyType(
    {
        Law.POSH: _l(
            "The system does not know what was reported past it, workshops nobody entered, and "
            "cases whose survivor does not want to be counted."
        ),
        Law.BOARD: _l("The system knows no headcount: enter it, or the line stays open."),
        Law.BANGLADESH: _l(
            "The system does not know complaints outside it, nor cases whose survivor does not "
            "want to be counted."
        ),
        Law.BETTER_WORK: _l("The system does not know what assessors found on the spot."),
        Law.GRI: _l(
            "GRI counts discrimination of every kind. These are complaints of sexual harassment "
            "alone."
        ),
        Law.BRSR: _l(
            "Complaints per 1,000 women need a headcount. Fines and court cases are not known."
        ),
        Law.GBVIMS: _l(
            "Our form says one thing for rape and attempted rape: both stand under sexual assault. "
            "Quid pro quo and a hostile environment are contexts, and no types."
        ),
    }
)
LINES: Mapping[Asked, str] = MappingProxyType(
    {
        Asked.RECEIVED: _l("Complaints received"),
        Asked.DISPOSED: _l("Complaints disposed of"),
        Asked.PENDING: _l("Complaints pending for more than 90 days"),
        Asked.UPHELD: _l("Complaints upheld"),
        Asked.ACTION: _l("Actions seen carried out"),
        Asked.WORKSHOPS: _l("Workshops and awareness programmes"),
        Asked.WOMEN: _l("Women employed"),
        Asked.MEN: _l("Men employed"),
        Asked.TRANSGENDER: _l("Transgender people employed"),
        Asked.SHARE_OF_WOMEN: _l("Complaints per 1,000 women"),
        Asked.REVIEWED: _l("Incidents reviewed by the organisation"),
        Asked.REMEDY: _l("Remedies seen carried out"),
        Asked.NO_LONGER: _l("Incidents no longer subject to action"),
        Asked.KEPT: _l("Deadlines kept, in per cent of those known"),
        Asked.RETALIATION: _l("Signs of retaliation written down"),
    }
)
TYPES: Mapping[str, str] = MappingProxyType(
    {
        "rape": _l("Rape"),
        "sexual_assault": _l("Sexual assault"),
        "physical_assault": _l("Physical assault"),
        "denial": _l("Denial of resources, opportunities or services"),
        "psychological": _l("Psychological or emotional abuse"),
        "not_known": _l("Not known"),
    }
)


def as_report(law: Law, made: Annual, place: str) -> Sheet:
    """The report on paper, with its law, whom it is for, and what the system cannot know."""
    blocks: list[Block] = [
        Text(text=f"{place}, {made.year}"),
        Text(text=str(FROM[law])),
        Note(
            text=_(
                "Only for whom it is addressed to. These counts are exact: whoever reads them "
                "beside other numbers may know whom they are about."
            )
        ),
        table([_("What"), _("How many")], _lines(law, made), widths=(3, 1)),
        Text(text=str(CANNOT_KNOW[law])),
    ]
    return Sheet(id="M02", heading=str(LAWS[law]), blocks=blocks, is_coded=False)


def _lines(law: Law, made: Annual) -> list[list[str]]:
    if Asked.TYPES in ASKS[law]:
        return [[str(words), str(made.types.get(name, 0))] for name, words in TYPES.items()]
    return [[str(LINES[each]), _said(made.counts.get(each))] for each in ASKS[law]]


def _said(count: int | None) -> str:
    return str(_("not known")) if count is None else str(count)
