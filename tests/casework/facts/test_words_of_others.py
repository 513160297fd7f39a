"""A fact is made of other rooms' words, which it may not import: each is one that is still said."""

from dataclasses import fields
from enum import StrEnum

import pytest

from casework.asking.questions import QuestionKind, Reply
from casework.ending.closing import Why
from casework.facts import of_help, of_outcome
from casework.helping.states import ENDED, State
from casework.inquiry.carrying_out import Saw
from casework.inquiry.findings import Found
from casework.protection.safety import Assessment

COPIED = [
    ("why it was closed", of_outcome.WHY, Why),
    ("where a referral stands", of_help.STEPS, State),
    ("what she answered", of_help.REPLIES, Reply),
    ("what was seen", ("applied",), Saw),
    ("what was found", ("substantiated", "partly", "withdrawn"), Found),
    ("what she is asked", ("feedback",), QuestionKind),
]


@pytest.mark.parametrize(("_what", "words", "said"), COPIED)
def test_every_word_that_a_fact_is_made_of_is_one_that_an_entry_says(
    _what: str, words: tuple[str, ...], said: type[StrEnum]
) -> None:
    assert set(words) <= {each.value for each in said}


def test_every_end_of_a_referral_is_counted_and_that_nobody_came() -> None:
    assert {each.value for each in {*ENDED, State.NO_SHOW}} <= set(of_help.STEPS)


def test_every_danger_is_asked_when_her_safety_is_gone_through() -> None:
    assert set(of_outcome.DANGERS) <= {each.name for each in fields(Assessment)}
