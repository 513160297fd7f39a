"""The files of translated strings: read, written, and brought up to what the source says."""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from casework import places
from casework.translating.scope import is_critical
from casework.translating.sources import Said
from casework.translating.states import State, comments_of, state_of

WIDTH = 100
CRITICAL = "safety"
"""The translator comment of a string that nobody may misunderstand."""
# Without a day, a name or a program: two who write the same strings write the same file.
HEAD = r"""
msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plurals}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

""".lstrip()
Id = str | tuple[str, str]


class Translated(NamedTuple):
    """One string in another language: one text, or one for each plural form; and who read it."""

    texts: tuple[str, ...]
    state: State = State.DRAFT


Translations = Mapping[Id, Translated]


def path_of(language: str) -> Path:
    """Where a language's catalogue lies."""
    return places.translations() / f"{language}.po"


def forms_of(language: str) -> int:
    """In how many forms a language says what counts. Raises UnknownLocaleError for none we know."""
    return Catalog(locale=language).num_plurals


def languages() -> list[str]:
    """The codes of every language that has a catalogue."""
    return sorted(path.stem for path in places.translations().glob("*.po"))


def read(language: str) -> Catalog:
    """A language's catalogue as it stands. Raises FileNotFoundError where it has none."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def translations_of(catalogue: Catalog) -> dict[Id, Translated]:
    """What it says, by the English; a string without a text is not in it."""
    return {_id(each): _translated(each) for each in _messages(catalogue) if _texts(each)}


def written(language: str, translations: Translations, sources: Iterable[Said]) -> bytes:
    """A catalogue of what is translated of these sources, in their order, ready to be kept.

    What the source no longer says is left out: a sentence that changed is another sentence.
    """
    catalogue = Catalog(locale=language)
    for each in sources:
        if each.id in translations:
            text = translations[each.id]
            string = text.texts[0] if isinstance(each.id, str) else text.texts
            catalogue.add(each.id, string, user_comments=_comments(each, text.state))
    file = BytesIO()
    write_po(file, catalogue, width=WIDTH, omit_header=True)
    head = HEAD.format(language=language, plurals=catalogue.plural_forms)
    return head.encode() + file.getvalue()


def _comments(said: Said, state: State) -> list[str]:
    return [*comments_of(state), *([CRITICAL] if is_critical(said) else [])]


def _messages(catalogue: Catalog) -> Iterator[Message]:
    return (each for each in catalogue if each.id)


def _id(message: Message) -> Id:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _texts(message: Message) -> tuple[str, ...]:
    found = message.string or ""
    strings = (found,) if isinstance(found, str) else tuple(found)
    return strings if all(strings) else ()


def _translated(message: Message) -> Translated:
    return Translated(_texts(message), state_of(message))
