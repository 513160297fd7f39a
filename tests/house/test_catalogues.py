"""Every catalogue says all it owes, nothing that is not said any longer, and breaks no sentence."""

import re

import pytest

from casework.translating import catalogues
from casework.translating.catalogues import Translated, Translations, translations_of
from casework.translating.scope import OWED, Scope, owed
from casework.translating.sources import said

PLACE = re.compile(r"%\(\w+\)[sd]|%%")
LANGUAGES = catalogues.languages()


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def texts(language: str) -> Translations:
    return translations_of(catalogues.read(language))


def test_it_says_all_that_it_owes(language: str, texts: Translations) -> None:
    wanted = owed(OWED.get(language, Scope.HER), said())

    lacking = [each.id for each in wanted if each.id not in texts]

    assert lacking == []


def test_it_is_as_its_command_would_write_it(language: str, texts: Translations) -> None:
    assert catalogues.written(language, texts, said()) == catalogues.path_of(language).read_bytes()


def test_no_placeholder_is_broken(texts: Translations) -> None:
    broken = [english for english, text in texts.items() if not _fits(english, text)]

    assert broken == []


def test_nothing_in_it_can_be_taken_for_a_tag(texts: Translations) -> None:
    marked = [text for each in texts.values() for text in each.texts if "<" in text]

    assert marked == []


def _fits(english: str | tuple[str, str], text: Translated) -> bool:
    """Whether each text fills in what the English does; a form that counts may leave that out."""
    names = set(PLACE.findall(english if isinstance(english, str) else english[1]))
    spare = set() if isinstance(english, str) else {"%(num)s", "%(num)d"}
    return all(names - spare <= set(PLACE.findall(each)) <= names for each in text.texts)
