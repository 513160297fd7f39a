"""A fact is coarse, and a correction takes the place of what it corrects."""

from uuid import uuid4

import msgspec
import pytest

from casework.facts.fact import Fact, FactKind, Facts, NotAMonth

RECEIVED = Fact(id=uuid4(), programme=uuid4(), month="2026-03", kind=FactKind.RECEIVED)


def corrected(fact: Fact, kind: FactKind = FactKind.RECEIVED) -> Fact:
    return msgspec.structs.replace(fact, id=uuid4(), replaces=fact.id, kind=kind)


def test_what_was_corrected_is_not_counted_beside_its_correction() -> None:
    once, twice = corrected(RECEIVED), corrected(corrected(RECEIVED))
    last = corrected(once)

    assert list(Facts([RECEIVED, once])) == [once]
    assert list(Facts([last, once, RECEIVED])) == [last]
    assert len(Facts([RECEIVED, twice])) == 2


def test_what_was_taken_back_counts_as_nothing() -> None:
    gone = corrected(RECEIVED, FactKind.RETRACTED)

    assert len(Facts([RECEIVED, gone])) == 0


def test_a_fact_that_lies_there_twice_counts_once() -> None:
    assert Facts([RECEIVED, RECEIVED]).of(FactKind.RECEIVED) == (RECEIVED,)


def test_nothing_of_a_kind_is_nothing() -> None:
    assert Facts([RECEIVED]).of(FactKind.CLOSED) == ()


@pytest.mark.parametrize("month", ["2026-03-02", "2026-13", "2026", ""])
def test_a_fact_says_no_day(month: str) -> None:
    with pytest.raises(NotAMonth):
        Fact(id=uuid4(), programme=uuid4(), month=month, kind=FactKind.CLOSED)
