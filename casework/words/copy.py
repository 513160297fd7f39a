"""The text of the copy that a survivor takes along: everything she reads, in plain words."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime

from flask_babel import gettext as _

from casework.case.timeline import Line
from casework.models.entry import Kind
from casework.number.returning import Hers
from casework.words.cases import ASKED_OF_HER, fact_rows, kind_words
from casework.words.procedures import spoken
from casework.words.protection import FOR_HER


def copy_text(her: Hers, when: Callable[[datetime], str], lost: Collection[int] = ()) -> str:
    """Every entry she reads, in order: when, what, by whom, and the words. `lost`: the numbers of
    files that are not there any more.
    """
    head = _("Everything of this case that you could read, under the code %(code)s.",
             code=her.cover.code)  # fmt: skip
    note = _(
        "Your files lie beside this text, each under its number; intimate ones are not among "
        "them. Keep the passphrase away from this file."
    )
    missing = _(
        "Not beside it, because what was stored is missing or damaged: file no. %(numbers)s. The "
        "people who read your page find that in their register; a backup may hold it whole.",
        numbers=", ".join(str(each) for each in sorted(lost)),
    )
    notes = [head, note, missing] if lost else [head, note]
    return "\n\n".join([*notes, *("\n".join(_entry(each, her, when)) for each in her.lines)])


def _entry(line: Line, her: Hers, when: Callable[[datetime], str]) -> Iterator[str]:
    known = her.people.get(line.author) if line.author else None
    who = known.name if known else _("You")
    yield f"{when(line.at)} · {kind_words(line, her.cover)} · {who}"
    if line.kind is Kind.MEASURE:
        yield f"{spoken(str(line.facts['label']))}: {FOR_HER[str(line.facts['step'])]}"
    for question, answer in fact_rows(line.facts, ASKED_OF_HER):
        yield f"{question}: {answer}"
    if line.text:
        yield line.text
    for each in line.files:
        yield _("File no. %(number)s: %(name)s", number=each.number, name=each.name)
