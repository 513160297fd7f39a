"""Which strings a language owes, and which of them nobody may misunderstand."""

from collections.abc import Iterable
from enum import StrEnum

from casework.translating.sources import Said


class Scope(StrEnum):
    """How much of the program a language is to say, the smaller first."""

    HER = "her"
    """What a worker reads on her pages, in letters and on paper."""
    ALL = "all"
    """That, and what committee, union, referral officer and programme read."""


OWED: dict[str, Scope] = {}
"""What a language owes that owes more than what a worker reads."""

SAFETY = (
    "templates/casework/care_learns.html",
    "templates/casework/leaving.html",
    "templates/casework/helping/hers_*.html",
    "templates/casework/returning/readers.html",
    "templates/casework/telling/child.html",
    "templates/casework/telling/duties.html",
    "templates/casework/telling/readers.html",
    "templates/casework/telling/reading.html",
    "templates/casework/telling/safe.html",
    "templates/parts/leaving.html",
    "templates/parts/urgent.html",
    "casework/words/consent_lines.py",
    "casework/words/duties.py",
    "referrals/words/consent.py",
)
"""Who can read this, what is agreed to, how to leave, help that cannot wait."""

HERS = (
    *SAFETY,
    "templates/casework/habits/*.html",
    "templates/casework/landing.html",
    "templates/casework/returning/*.html",
    "templates/casework/telling/*.html",
    "templates/errors/*.html",
    "templates/layouts/base.html",
    "templates/layouts/print.html",
    "templates/layouts/worker.html",
    "templates/parts/*.html",
    "templates/referrals/asking.html",
    "templates/referrals/calling.html",
    "templates/referrals/candidates.html",
    "templates/referrals/found*.html",
    "templates/referrals/help.html",
    "templates/referrals/places.html",
    "templates/referrals/trying.html",
    "auth/titles.py",
    "casework/forms/asking.py",
    "casework/forms/choosing.py",
    "casework/forms/ending.py",
    "casework/forms/habits.py",
    "casework/forms/keeping.py",
    "casework/forms/questions.py",
    "casework/forms/returning*.py",
    "casework/forms/telling_*.py",
    "casework/forms/uncoded.py",
    "casework/paper/letters.py",
    "casework/telling/choices.py",
    "casework/views/returning*.py",
    "casework/views/wording.py",
    "casework/words/asking.py",
    "casework/words/cases.py",
    "casework/words/copy.py",
    "casework/words/ending.py",
    "casework/words/her_sheets.py",
    "casework/words/inquiry.py",
    "casework/words/procedures.py",
    "casework/words/progress.py",
    "casework/words/route.py",
    "casework/words/taken.py",
    "referrals/forms/finding.py",
    "referrals/forms/trying.py",
    "referrals/words/directory.py",
    "referrals/words/hours.py",
    "referrals/words/kinds.py",
    "referrals/words/needing.py",
    "referrals/words/recurring.py",
    "referrals/words/telling.py",
)
"""The files whose strings a worker reads."""


def owed(scope: Scope, sources: Iterable[Said]) -> list[Said]:
    """The strings that a language of this scope is to say."""
    return [each for each in sources if scope is Scope.ALL or each.is_in(HERS)]


def is_critical(said: Said) -> bool:
    """Whether somebody may be harmed where it is misunderstood.

    Until somebody who speaks the language has read it, its English stands beside it.
    """
    return said.is_in(SAFETY)
