"""Verifying a trail of a million entries, which needs nobody's key."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from secrets import token_bytes
from uuid import UUID

from sqlalchemy import insert

from auth.models import TrailEntry
from auth.trail_days import close
from auth.trail_rows import ROOM, RowKeys
from auth.trail_verdict import Verdict, verify
from casework import db as database
from crypto.checkpoints import LogSigner
from crypto.envelope import OVERHEAD
from tests.auth.trails import act
from tests.bench.bench import Bench
from tests.bench.figures import Figure, milliseconds
from tests.bench.house import House, build

BAR = 60.0
BEGAN, DAYS = date(2026, 1, 1), 90
SPREAD = 37
"""Rows beside each other are of different days, as rows under drawn ids are."""
AT_ONCE = 5_000
ACTS = 1_000
"""So many acts are really sealed; of the others the bytes are drawn, at the same lengths."""


class NotSound(Exception):
    """The trail that was just written does not verify. Carries its leaves, and its first faults."""


def measure(bench: Bench) -> None:
    """The whole of `casework trail verify`: every leaf, every head, every entry."""
    house, signer = build(bench.folder / "trail"), LogSigner("bench.example/trail", token_bytes(32))
    bench.say(f"writing {bench.size.trail} entries of the trail")
    _write(house, bench.size.trail)
    with house.filling() as db:
        close(db, signer, BEGAN + timedelta(days=DAYS))
    seconds = milliseconds(lambda: _verify(house, signer, bench.size.trail)) / 1000
    figure = Figure(f"verify a trail of {bench.size.trail} entries", seconds, "s", 1, BAR)
    bench.tell(figure, lambda: _verify(house, signer, bench.size.trail))


def _write(house: House, count: int) -> None:
    rows = _rows(count)
    with house.filling() as db:
        while batch := list(islice(rows, AT_ONCE)):
            db.connection().execute(insert(TrailEntry), batch)


def _rows(count: int) -> Iterator[dict[str, object]]:
    """Rows by rising ids, which a table keeps in that order anyhow.

    Who verifies has no key: to her a seal is bytes, and drawn ones take her as long.
    """
    keys, step = RowKeys(token_bytes(32)), 2**127 // count
    for number in range(count):
        ident, day = UUID(int=number * step), BEGAN + timedelta(days=number * SPREAD % DAYS)
        yield keys.row(ident, number, act(day)) if number < ACTS else _drawn(ident, day)


def _drawn(ident: UUID, day: date) -> dict[str, object]:
    drawn = token_bytes(32 + 32 + OVERHEAD + ROOM)
    return {
        "id": ident,
        "tag": drawn[:32],
        "day": day,
        "commitment": drawn[32:64],
        "sealed": drawn[64:],
    }


def _verify(house: House, signer: LogSigner, count: int) -> Verdict:
    engine = database.engine_for(house.config.database)
    with database.sessions(engine)(writing=False) as db:
        verdict = verify(db, [signer.verifier])
    engine.dispose()
    if not verdict.is_sound or verdict.leaves != count:
        raise NotSound(verdict.leaves, verdict.faults[:3])
    return verdict
