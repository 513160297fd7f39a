"""`python -m tests.bench`: measure everything, one line of JSON a figure."""

import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from types import MappingProxyType

import click

from tests.bench import (
    cases,
    dashboards,
    directory,
    entering,
    importing,
    listing,
    matching,
    measures,
    printing,
    quarters,
    reminding,
    searching,
    serving,
    trailing,
    weight,
)
from tests.bench.bench import Bench
from tests.bench.machine import described
from tests.bench.sizes import SIZES

GROUPS: MappingProxyType[str, Callable[[Bench], None]] = MappingProxyType(
    {
        "desk": listing.measure,
        "weight": weight.measure,
        "case": cases.measure_opening,
        "rekey": cases.measure_rekey,
        "sign-in": entering.measure_signing_in,
        "send": entering.measure_sending,
        "search": searching.measure,
        "complaints": serving.measure_complaints,
        "storm": serving.measure_storm,
        "paper": printing.measure,
        "remind": reminding.measure,
        "trail": trailing.measure,
        "directory": directory.measure,
        "match": matching.measure,
        "suppression": measures.measure,
        "quarter": quarters.measure,
        "dashboard": dashboards.measure,
        "import": importing.measure,
    }
)
"""In this order: what is measured early finds only what was told, nothing of later groups."""


@click.command()
@click.option("--size", type=click.Choice(sorted(SIZES)), default="full")
@click.option("--only", default="", help="Some groups, by commas: " + ", ".join(GROUPS))
def main(size: str, only: str) -> None:
    """Measure. Ends with 1 where something could not be measured; a missed bar is no such thing."""
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(1))
    wanted = only.split(",") if only else list(GROUPS)
    folder = Path(mkdtemp(prefix="casework-bench-"))
    bench = Bench(folder, SIZES[size])
    click.echo(json.dumps(described(bench.size)))
    try:
        failed = [name for name in wanted if not _is_measured(bench, name)]
    finally:
        bench.close()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(os.EX_SOFTWARE if failed else os.EX_OK)


def _is_measured(bench: Bench, name: str) -> bool:
    bench.say(name)
    try:
        GROUPS[name](bench)
    except Exception:
        click.echo(traceback.format_exc(), err=True)
        return False
    return True


if __name__ == "__main__":
    main()
