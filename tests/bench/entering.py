"""What Argon2 at its real cost is part of: signing in, and the press that sends a complaint."""

from dataclasses import replace
from functools import partial

from casework.app import create_app
from casework.parts import Parts
from crypto.passphrase import Cost, decoy
from tests.bench.bench import Bench
from tests.bench.figures import in_milliseconds, milliseconds, timed
from tests.bench.house import MINE, require
from tests.bench.tellings import ready_to_send
from tests.journeys.addresses import newcomer

FEW = "stranger"
"""Somebody who holds no case yet."""


def measure_signing_in(bench: Bench) -> None:
    """One Argon2 run by itself; then the whole press, of somebody with no case and with many."""
    bench.runs("one Argon2 run", lambda: decoy(Cost()))
    house, size = bench.house, bench.size
    for who, cases, runs in ((FEW, 0, size.runs), (MINE, size.cases, size.slow_runs)):
        values = timed(partial(house.sign_in, who), runs, warm=1)
        bench.tell(in_milliseconds(f"sign-in of somebody with {cases} cases", values))


def measure_sending(bench: Bench) -> None:
    """The last press of `/w`: two Argon2 runs, a case with its keys, a box for every reader."""
    house, values = bench.house, []
    app = create_app(replace(house.config, cost=Cost()))
    for each in range(bench.size.runs + 1):
        teller = ready_to_send(newcomer(app), house.world, each)
        values.append(milliseconds(partial(teller.press, "send")))
        require(len(teller.number), 16)
    parts: Parts = app.extensions["casework"]
    parts.sessions.engine.dispose()
    bench.tell(in_milliseconds("send a complaint, and show its number", values[1:]))
