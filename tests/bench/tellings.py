"""A worker who tells, page by page, until the one that names who will read it."""

from typing import Any

from werkzeug.test import Client

from tests.bench.texts import story
from tests.casework.tellers import Teller
from tests.worlds import World

LAST, MOST = "readers", 60


def answers(world: World, each: int) -> dict[str, dict[str, Any]]:
    """What she types, by page; nothing on the others."""
    return {
        "workplace": {"place": world.bodies["factory"].hex},
        "safe": {"safe": "yes"},
        "wish": {"wish": "complain"},
        "whom": {"whom": "self"},
        "age": {"age": "adult"},
        "respondent": {"name": "Abdul Karim", "post": "supervisor", "line": "line 3"},
        "where": {"places": ["line"]},
        "when": {"when": "on Tuesday"},
        "kinds": {"kinds": ["touching"]},
        "words": {"words": story(each)},
        "name": {"name": "Rahima", "shared": ["committee"]},
        "union": {"union": world.bodies["union"].hex},
        "care": {"care": "told"},
        "needs": {"needs": ["health"], "officer": "yes"},
        "word": {"word": "blue door"},
    }


class NotReached(Exception):
    """The way led elsewhere. Carries the page it ended on."""


def ready_to_send(client: Client, world: World, each: int) -> Teller:
    """She has answered everything and sees who will read it. Raises NotReached."""
    teller, typed = Teller(client), answers(world, each)
    teller.open()
    for _page in range(MOST):
        if teller.page == LAST:
            return teller
        teller.press(**typed.get(teller.page, {}))
    raise NotReached(teller.page)
