"""Reports that laws and standards ask for, in words: which law, to whom, what we cannot know."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.measures.disclosed import Figure, Known
from casework.measures.laws import NAMED, Asked, Authority, Law, Period

LAWS: Mapping[str, str] = MappingProxyType(
    {
        Law.POSH: _l("Annual report of the committee (India)"),
        Law.BOARD: _l("Board's report from July 2025 on (India)"),
        Law.BANGLADESH: _l("Yearly report to the Government (Bangladesh)"),
        Law.YEARLY: _l("Yearly report of a factory"),
        Law.BETTER_WORK: _l("Factory summary, in the manner of Better Work"),
        Law.GRI: _l("GRI 406"),
        Law.BRSR: _l("BRSR, principle 5 (India)"),
        Law.GBVIMS: _l("Incidents by act (GBVIMS), of the whole programme"),
    }
)
FROM: Mapping[Law, str] = MappingProxyType(
    {
        Law.POSH: _l(
            "POSH Act 2013, section 21; Rules 2013, rule 14. To the employer and the District "
            "Officer, for the calendar year."
        ),
        Law.BOARD: _l(
            "Companies (Accounts) Second Amendment Rules 2025. To the board, for its report on "
            "the financial year."
        ),
        Law.BANGLADESH: _l(
            "High Court directives in BNWLA v. Bangladesh, 14 May 2009. To the Government. "
            "Whether an ordinance of 2026 has taken their place is not known here."
        ),
        Law.YEARLY: _l(
            "No law that we know of names an authority that is given exact counts here. ILO "
            "R206, paragraph 22, asks for statistics by form and sex."
        ),
        Law.BETTER_WORK: _l(
            "No law: what factory programmes look at. To the factory and the programme."
        ),
        Law.GRI: _l("GRI 406-1: incidents of discrimination and corrective actions taken."),
        Law.BRSR: _l(
            "SEBI, Business Responsibility and Sustainability Reporting, principle 5, for the "
            "financial year."
        ),
        Law.GBVIMS: _l(
            "GBVIMS User Guide, chapter 3: by the act and not by its context. Committee reports "
            "are no self-reports to a service: never add them to GBVIMS totals. A complaint that "
            "names several acts stands in several lines, so the lines are never added."
        ),
    }
)
CANNOT_KNOW: Mapping[Law, str] = MappingProxyType(
    {
        Law.POSH: _l(
            "The system does not know what was reported past it, workshops nobody entered, and "
            "cases whose survivor does not want to be counted. A case that is kept from somebody "
            "of the committee is counted at no factory, and is not in it; one that a quarter "
            "was published with before is."
        ),
        Law.BOARD: _l(
            "The system knows no headcount: enter it, or the line stays open. Cases whose "
            "survivor does not want to be counted, or that were kept from somebody of the "
            "committee before their quarter was published, are not in it."
        ),
        Law.BANGLADESH: _l(
            "The system does not know complaints outside it, nor cases whose survivor does not "
            "want to be counted. A case that is kept from somebody of the committee is counted "
            "at no factory, and is not in it; one that a quarter was published with before is."
        ),
        Law.YEARLY: _l(
            "The system does not know what was reported past it, nor cases whose survivor does "
            "not want to be counted."
        ),
        Law.BETTER_WORK: _l("The system does not know what assessors found on the spot."),
        Law.GRI: _l(
            "GRI counts discrimination of every kind. These are complaints of sexual harassment "
            "alone. Of plans that are being carried out nothing is written down."
        ),
        Law.BRSR: _l(
            "No published table counts all that is open at the year's end, but what is open for "
            "more than 90 days. The year before stands in last year's report. Fines and court "
            "cases are not known."
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
        Asked.OPEN: _l("Complaints pending at the end of the year"),
        Asked.UPHELD: _l("Complaints upheld"),
        Asked.ACTION: _l("Actions seen carried out"),
        Asked.WORKSHOPS: _l("Workshops and awareness programmes"),
        Asked.WOMEN: _l("Women employed"),
        Asked.MEN: _l("Men employed"),
        Asked.TRANSGENDER: _l("Transgender people employed"),
        Asked.SHARE_OF_WOMEN: _l("Complaints, in per cent of the women employed"),
        Asked.REVIEWED: _l("Incidents reviewed by the organisation"),
        Asked.PLANNED: _l("Remediation plans being carried out"),
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
    }
)
AUTHORITIES: Mapping[str, str] = MappingProxyType(
    {
        Authority.EMPLOYER: _l("the employer"),
        Authority.DISTRICT_OFFICER: _l("the District Officer"),
        Authority.BOARD: _l("the board"),
        Authority.GOVERNMENT: _l("the Government"),
    }
)


def year_words(period: Period) -> str:
    """The year of a report."""
    if not period.is_financial:
        return str(period.year)
    said: str = _(
        "April %(year)s to March %(next)s", year=str(period.year), next=str(period.year + 1)
    )
    return said


def figure_words(figure: Figure, *, in_tenths: bool = False) -> str:
    """A line of a report without exact counts. What is hidden is never a 0, nor is what nobody
    asks."""
    number = str(figure.count)
    if in_tenths:
        number = f"{figure.count // 10}.{figure.count % 10} %"
    return {
        Known.WHOLE: number,
        Known.AT_LEAST: str(_("at least %(number)s", number=number)),
        Known.HIDDEN: str(_("not shown")),
        Known.UNPUBLISHED: str(_("not published")),
        Known.NOT_ASKED: str(_("not asked")),
        Known.NOT_KNOWN: str(_("not known")),
    }[figure.known]


def count_words(count: int | None) -> str:
    """An exact count; what nobody entered is not known."""
    return str(_("not known")) if count is None else str(count)


def is_exact(law: Law) -> bool:
    """Whether a law names an authority for it, and so exact counts."""
    return law in NAMED
