"""A tester that knows nothing but the description of the API finds nothing that it does not say."""

from collections.abc import Iterable, Iterator

import pytest
import schemathesis
from flask import Flask
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine.events import EngineEvent, FatalError, NonFatalError, ScenarioFinished

from tests.referrals.hsds.filled import Filled

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
EXAMPLES = 10
"""Of each address, beside those at every edge of every parameter."""
SEED = 20260305


@pytest.mark.slow
def test_a_tester_finds_nothing_in_the_api(filled: Filled, app: Flask) -> None:
    config = SchemathesisConfig.from_dict(
        {"seed": SEED, "generation": {"max-examples": EXAMPLES, "database": "none"}}
    )
    schema = schemathesis.openapi.from_wsgi("/hsds/openapi.json", app, config=config)

    events = list(engine.from_schema(schema).execute())

    assert list(found(events)) == []
    assert tried(events) > 500


def found(events: Iterable[EngineEvent]) -> Iterator[str]:
    """What the tester says against the API, and where it could not go on."""
    for event in events:
        match event:
            case ScenarioFinished():
                for checks in event.recorder.checks.values():
                    for failed in filter(None, (each.failure_info for each in checks)):
                        yield f"{event.recorder.label}: {failed.failure.title} {failed.code_sample}"
            case NonFatalError():
                yield f"{event.label}: {event.value}"
            case FatalError():
                yield str(event.exception)


def tried(events: Iterable[EngineEvent]) -> int:
    """How many requests it sent."""
    return sum(len(each.recorder.cases) for each in events if isinstance(each, ScenarioFinished))
