"""Every catalogue says all it owes, nothing that is not said any longer, and breaks no sentence."""

import pytest

from casework.translating import catalogues
from casework.translating.catalogues import Translations, translations_of
from casework.translating.checking import fault_of
from casework.translating.scope import OWED, Scope, owed
from casework.translating.sources import said

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


def test_no_sentence_is_empty_or_broken(language: str, texts: Translations) -> None:
    forms = catalogues.forms_of(language)

    broken = {each: fault_of(each, text, forms) for each, text in texts.items()}

    assert {each: fault for each, fault in broken.items() if fault} == {}
