"""Search over ten thousand cases, by the page where somebody types the words."""

from itertools import cycle

from flask.testing import FlaskClient

from casework.serving import settle_memory
from tests.bench.bench import Bench
from tests.bench.copies import multiply
from tests.bench.figures import Figure, in_milliseconds, milliseconds, timed
from tests.bench.house import require
from tests.bench.texts import BENGALI, COMMON, KHMER, RARE, SELDOM
from tests.visitors import Visitor

BAR = 500.0
SEARCHES = (
    RARE,
    SELDOM,
    BENGALI,
    KHMER,
    f"{COMMON} Abdul Karim 7",
    "nobody-wrote-this",
)
"""A seldom word, two scripts, several words at once, nothing: by turns."""


def measure(bench: Bench) -> None:
    """Words in all that somebody holds."""
    house, size = bench.house, bench.size
    # Copied boxes are kept ones, and whoever has kept a box was here before and remembers.
    house.sign_in()
    bench.say(f"copying to {size.searched} cases")
    multiply(house, max(size.searched - size.cases, 0))
    bench.say("signing in with all of them")
    clients: list[FlaskClient] = []
    took = milliseconds(lambda: clients.append(house.sign_in()))
    name = f"sign-in of somebody with {size.searched} cases, most of them new to her"
    bench.tell(Figure(name, took, "ms", 1))
    settle_memory()
    client = clients[0]
    token = Visitor(client).token()
    words = cycle(SEARCHES)
    values = timed(lambda: _search(client, token, next(words)), size.runs, len(SEARCHES))
    slowest = SEARCHES[values.index(max(values)) % len(SEARCHES)]
    figure = in_milliseconds(f"search {size.searched} cases", values, BAR)
    figure.more["slowest"] = slowest
    bench.tell(figure, lambda: _search(client, token, slowest))


def _search(client: FlaskClient, token: str, words: str) -> None:
    answer = client.post("/cases/search", data={"csrf_token": token, "words": words})
    require(answer.status_code)
