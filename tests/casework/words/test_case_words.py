"""Everything that can stand on a case's page has words."""

import re
from pathlib import Path

import pytest
from flask import Flask

from casework.case.inbox import Asks
from casework.case.verifying import Fault, Wrong
from casework.clocks.course import Verb
from casework.course.minority import AgeStep
from casework.desk.waits import Wait
from casework.ending import keeping, talks
from casework.ending.confirming import ASKS
from casework.models.cover import Capacity
from casework.models.entry import Kind
from casework.parties import linking
from casework.words import cases as words
from casework.words.acts import ACTS
from casework.words.in_templates import CASE_WORDS, epoch_words, fault_words
from casework.words.waits import WAITS
from crypto.compartments import Compartment

SOURCES = Path(words.__file__).parents[1]
ACT = re.compile(r'"(case:[a-z_]+:[a-z_]+)"')
COMPOSED = re.compile(r'f"case:([a-z_]+):\{')
STEPS = {
    "age": [each.value for each in AgeStep],
    "course": [each.value for each in Verb if each is not Verb.CHOOSE],
    "keeping": [*keeping.NEXT.values(), keeping.HER_HOLD, keeping.HER_RELEASE],
    "link": [linking.SHOWN, linking.CONTESTED],
    "number": ["changed", "stopped", "closed"],
    "settling": [talks.OPENED, talks.BARRED],
    "withdrawal": [*(each.value for each in Asks), *ASKS.values()],
}
"""Acts whose last word is only known when they are done, by what they are about."""
REPORTED = {"case:state:rolled_back"}
"""Stands on the trail of administration, which no page of a case shows."""


def test_every_act_that_is_written_has_words() -> None:
    sources = [path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py")]
    written = {verb for source in sources for verb in ACT.findall(source)} - REPORTED

    assert written <= set(ACTS)


def test_every_act_that_is_put_together_is_known_here() -> None:
    sources = [path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py")]

    assert {about for source in sources for about in COMPOSED.findall(source)} == set(STEPS)


@pytest.mark.parametrize("about", sorted(STEPS))
def test_so_has_every_act_that_is_put_together(about: str) -> None:
    assert {f"case:{about}:{step}" for step in STEPS[about]} <= set(ACTS)


def test_kinds_compartments_capacities_waits_and_faults_have_words() -> None:
    assert set(words.KINDS) == set(Kind)
    assert set(words.COMPARTMENTS) == set(Compartment)
    assert set(words.SEALED) == set(Compartment) - {Compartment.COVER}
    assert set(words.CAPACITIES) == set(Capacity)
    assert set(WAITS) == set(Wait)
    assert set(words.WRONGS) == set(Wrong)


@pytest.mark.parametrize("wrong", list(Wrong))
def test_a_fault_is_a_whole_sentence(app: Flask, wrong: Wrong) -> None:
    with app.test_request_context():
        said = fault_words(Fault(wrong, Compartment.ACCOUNT, 3))

    assert said.endswith(".")
    assert "%(" not in said


def test_a_reason_nobody_foresaw_is_said_plainly(app: Flask) -> None:
    with app.test_request_context():
        assert epoch_words("something else") == "keys were made anew"


def test_templates_are_given_what_they_call() -> None:
    assert {"entry_words", "part_list", "moment", "fault_words"} <= set(CASE_WORDS)
