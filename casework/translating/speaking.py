"""How a page says a translated string: the English beside a draft that nobody may misread."""

import re
from functools import cache
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import NullTranslations, Translations

from casework.translating import catalogues
from casework.translating.catalogues import CRITICAL
from casework.translating.states import State, state_of

BESIDE, END = "\u2066", "\u2069"
"""Unicode's own marks of a run that goes left to right, whatever stands around it (UAX 9)."""
_RUN = re.compile(
    rf"<(title|option|textarea|script|style)\b.*?</\1>|<[^>]*>|{BESIDE}([^<{BESIDE}{END}]*){END}",
    re.DOTALL,
)


class Speaking(Translations):
    """A language's strings; beside those of `critical`, which are English, stands the English."""

    critical: frozenset[str] = frozenset()

    def ugettext(self, message: str) -> str:
        """A string in this language, or as it is."""
        return self._said(super().ugettext(message), message)

    def ungettext(self, singular: str, plural: str, number: int) -> str:
        """The form for a number."""
        english = singular if number == 1 else plural
        return self._said(super().ungettext(singular, plural, number), english, singular)

    def _said(self, text: str, english: str, name: str = "") -> str:
        if (name or english) not in self.critical:
            return text
        return f"{text} {BESIDE}{english}{END}"


@cache
def speaking(language: str) -> NullTranslations:
    """What a language says. One without a catalogue says everything in English."""
    if not catalogues.path_of(language).is_file():
        return NullTranslations()
    return spoken(catalogues.read(language))


def spoken(catalogue: Catalog) -> Speaking:
    """The same of a catalogue that was read."""
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    found = Speaking(file)
    found.critical = frozenset(_english_beside(catalogue))
    return found


def with_languages(page: str) -> str:
    """A page in which every English run beside a draft says that it is English (WCAG 3.1.2)."""
    return _RUN.sub(_as_run, page) if BESIDE in page else page


def _as_run(found: re.Match[str]) -> str:
    english = found[2]
    if english is None:
        return found[0]
    return f'<span lang="en" dir="ltr" translate="no">{english}</span>'


def _english_beside(catalogue: Catalog) -> list[str]:
    drafts = (each for each in catalogue if each.id and state_of(each) is State.DRAFT)
    return [
        each.id if isinstance(each.id, str) else each.id[0]
        for each in drafts
        if CRITICAL in each.user_comments
    ]
