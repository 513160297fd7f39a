"""The eight criteria of UNGP 31, each with evidence, and what is not known is no zero."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel

from casework.measures.quarters import Quarter
from casework.measures.reading import QuarterRead
from casework.measures.tables import Row, Table
from casework.oversight.effectiveness import Effectiveness
from casework.words.ungp import CRITERIA, EVIDENCE, checklist, note_of
from tests.casework.measures.fixture import PROGRAMME
from tests.worlds import TODAY

SATISFIED = Table(
    indicator="I13",
    buckets=("yes", "no", "unknown"),
    rows=(Row(place="", n=20, counts=(15, 5, 0)),),
    minimum=5,
)
READ = QuarterRead(Quarter(2025, 4), TODAY, PROGRAMME, (SATISFIED,))


@pytest.fixture(autouse=True)
def speaking() -> Iterator[None]:
    """Words are made in some language."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


def _found(read: QuarterRead | None) -> Effectiveness:
    return Effectiveness(
        factories=4,
        complete=3,
        untrained=1,
        with_union=2,
        with_appeal=4,
        reviewed=0,
        read=read,
        public=(),
        sessions=0,
        meetings=0,
        union_meetings=0,
        commitments=0,
        kept=0,
    )


def _rows(read: QuarterRead | None) -> dict[str, str]:
    return {str(label): said for each in checklist(_found(read)) for label, said in each.rows}


def test_all_eight_have_evidence_and_say_what_cannot_be_known() -> None:
    every = checklist(_found(READ))

    assert len(every) == 8
    assert set(CRITERIA) == set(EVIDENCE)
    assert all(each.rows and each.criterion.cannot_know for each in every)


def test_evidence_is_of_the_published_quarter_and_of_the_register() -> None:
    rows = _rows(READ)

    assert rows["Satisfied, asked by somebody who did not deal with the case"] == "75% of 20"
    assert rows["Committees as their rules ask"] == "3 of 4 factories"
    assert "2025-Q4" in note_of(_found(READ))


def test_without_a_published_quarter_nothing_is_known_and_nothing_is_zero() -> None:
    rows = _rows(None)

    assert rows["Signs of retaliation written down"] == "not known"
    assert rows["Meetings of partners in the last 12 months"] == "none written down"
    assert "0" not in set(rows.values())
