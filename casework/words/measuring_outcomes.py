"""Measures of routes, decisions, what came of them and help, in the words of a page."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from casework.words.procedures import OUTCOMES
from referrals.words.kinds import KINDS

DECISIONS = _l("every decision; a later one on the same case replaces the earlier")
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "I11": (
            _l("Referrals to help outside, after they were offered"),
            _l("steps of referrals: accepted, declined, completed, nobody came, come to nothing"),
            _l("all these steps; completed out of accepted is the share to look at"),
            "GBVIMS+ 9",
        ),
        "I11-need": (
            _l("Referrals offered, by kind of help"),
            _l("referrals offered, by what she needed"),
            _l("every referral offered"),
            "GBVIMS+ 9",
        ),
        "route": (
            _l("Routes chosen"),
            _l("routes that survivors chose, each change counted in place of the one before"),
            _l("every complaint whose survivor has chosen"),
            _l("our own"),
        ),
        "decided": (
            _l("Decisions"),
            _l("decisions taken, by what was found"),
            DECISIONS,
            "POSH r.14(e)",
        ),
        "decided-class": (
            _l("Decisions, by the gravest thing decided"),
            _l("decisions: a sanction alone, one with a remedy, a remedy alone, or nothing found"),
            DECISIONS,
            "POSH r.14(e)",
        ),
        "decided-days": (
            _l("From received to decided"),
            _l("decisions, by the days since the complaint was received"),
            DECISIONS,
            _l("our own"),
            _l("calendar days"),
        ),
        "applied": (
            _l("Sanctions seen applied"),
            _l("sanctions that somebody went to look at and saw applied"),
            _l("those at which somebody looked; of the others nobody knows"),
            _l("our own"),
        ),
        "remedy": (
            _l("Remedies seen given"),
            _l("remedies that somebody asked after and found given"),
            _l("those after which somebody asked; of the others nobody knows"),
            "GRI 406",
        ),
        "concerns": (
            _l("Concerns told by others"),
            _l("concerns that somebody else than the person affected told"),
            _l("all of them; none is a complaint before she agrees, and then she makes one"),
            "GBVIMS+ 1",
        ),
        "reopened": (
            _l("Cases opened again"),
            _l("times a closed case was opened again"),
            _l("none: it is a number and no share"),
            _l("our own"),
        ),
    }
)
"""Title, what is counted, out of what, source, and the unit where it is not events."""
BUCKETS: Mapping[str, str] = MappingProxyType(
    {
        **{each.value: words for each, words in KINDS.items()},
        **{each.value: words for each, words in OUTCOMES.items()},
        "disciplinary-remedy": _l("Sanction, and a remedy for her"),
        "formal": _l("Formal complaint"),
        "support_only": _l("Help alone"),
        "reopened": _l("Opened again"),
        "told": _l("Told"),
    }
)
NOT_TOLD: Mapping[str, str] = MappingProxyType(
    {
        "I10": _l("Action plans: no form of ours asks for one, or for who approved it."),
        "I12-mean": _l(
            "Talks per active case: how many cases are active would tell, beside what was "
            "received, what was closed."
        ),
        "I16": _l("Committees: who sits on them is in their register and in the audit pack."),
        "I17": _l("Sessions and who came: the reach table of the partners says it."),
        "I18": _l("What workers think: nobody is asked here; a survey of its own asks."),
        "I19": _l("Cases per member: the supervisor's board says it, and nobody else is told."),
    }
)
"""What the practice list asks for and no table here can say, and where it is."""
