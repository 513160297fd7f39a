"""A page says what was translated, and beside a draft that may harm also the English."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from casework.translating.catalogues import Translated, Translations, written
from casework.translating.sources import Said
from casework.translating.speaking import BESIDE, END, Speaking, speaking, spoken, with_languages
from casework.translating.states import State

READS = Said("Who reads this: %(who)s", ("templates/casework/telling/readers.html",))
HOURS = Said(("%(num)s hour", "%(num)s hours"), ("templates/parts/urgent.html",))
STAGE = Said("Stage", ("casework/words/cases.py",))


def _speaking(state: State) -> Speaking:
    texts: Translations = {
        READS.id: Translated(("কে পড়ে: %(who)s",), state),
        HOURS.id: Translated(("%(num)s ঘণ্টা", "%(num)s ঘণ্টা"), state),
        STAGE.id: Translated(("ধাপ",), state),
    }
    return spoken(read_po(BytesIO(written("bn", texts, [READS, HOURS, STAGE])), locale="bn"))


def test_beside_a_draft_that_nobody_may_misread_stands_the_english() -> None:
    text = _speaking(State.DRAFT).ugettext("Who reads this: %(who)s")

    assert text % {"who": "Rupa"} == f"কে পড়ে: Rupa {BESIDE}Who reads this: Rupa{END}"


@pytest.mark.parametrize(("number", "english"), [(1, "%(num)s hour"), (2, "%(num)s hours")])
def test_what_counts_stands_beside_in_its_own_form(number: int, english: str) -> None:
    text = _speaking(State.DRAFT).ungettext("%(num)s hour", "%(num)s hours", number)

    assert text == f"%(num)s ঘণ্টা {BESIDE}{english}{END}"


@pytest.mark.parametrize("state", [State.SPEAKER, State.ADVOCATE])
def test_what_a_speaker_has_read_stands_alone(state: State) -> None:
    assert _speaking(state).ugettext("Who reads this: %(who)s") == "কে পড়ে: %(who)s"


def test_any_other_draft_stands_alone() -> None:
    assert _speaking(State.DRAFT).ugettext("Stage") == "ধাপ"


def test_what_nobody_translated_is_said_in_english() -> None:
    assert _speaking(State.DRAFT).ugettext("Never seen") == "Never seen"
    assert speaking("xx").gettext("Never seen") == "Never seen"


def test_the_english_says_that_it_is_english() -> None:
    page = f'<p dir="rtl">کون {BESIDE}Who &lt;b&gt;{END}</p>'

    assert with_languages(page) == (
        '<p dir="rtl">کون <span lang="en" dir="ltr" translate="no">Who &lt;b&gt;</span></p>'
    )


@pytest.mark.parametrize(
    "page",
    [
        f"<title>a {BESIDE}b{END}</title>",
        f'<button aria-label="a {BESIDE}b{END}">c</button>',
        f"<option value=1>a {BESIDE}b{END}</option>",
        f"<textarea>a {BESIDE}b{END}</textarea>",
        "<p>No English.</p>",
        f"<td>{BESIDE}a</td><td>b{END}</td>",
    ],
)
def test_where_no_element_may_stand_none_is_put(page: str) -> None:
    assert with_languages(page) == page
