"""What is written into a catalogue comes back, as long as the source says it."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from casework.translating.catalogues import Translated, Translations, translations_of, written
from casework.translating.sources import Said
from casework.translating.states import State

LEAVE = Said("Leave", ("templates/parts/leaving.html",))
DAYS = Said(("%(num)s day", "%(num)s days"), ("casework/words/cases.py",))
SOURCES = [DAYS, LEAVE]


def _again(translations: Translations, language: str = "bn") -> Translations:
    file = BytesIO(written(language, translations, SOURCES))
    return translations_of(read_po(file, locale=language))


@pytest.mark.parametrize("state", list(State))
def test_a_string_keeps_its_text_and_who_read_it(state: State) -> None:
    texts: Translations = {
        "Leave": Translated(("বেরিয়ে যান",), state),
        DAYS.id: Translated(("%(num)s দিন", "%(num)s দিন"), state),
    }

    assert _again(texts) == texts


def test_a_language_of_one_form_has_one() -> None:
    texts: Translations = {DAYS.id: Translated(("%(num)s ថ្ងៃ",))}

    assert _again(texts, "km") == texts


def test_what_the_source_says_no_longer_goes() -> None:
    texts: Translations = {"Gone": Translated(("x",)), "Leave": Translated(("y",))}

    assert _again(texts).keys() == {"Leave"}


def test_the_same_strings_make_the_same_file() -> None:
    texts: Translations = {"Leave": Translated(("y",))}

    file = written("ur", texts, SOURCES)

    assert file == written("ur", texts, SOURCES)
    assert b"Date" not in file
    assert b"Babel" not in file
