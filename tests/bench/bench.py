"""One measuring: what its groups share, and the lines it prints."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from casework.serving import settle_memory
from tests.bench.figures import Figure, in_milliseconds, timed
from tests.bench.house import House, build
from tests.bench.profiling import profiled
from tests.bench.sizes import Size


@dataclass
class Bench:
    """A folder to throw away, and the size of everything."""

    folder: Path
    size: Size

    @cached_property
    def house(self) -> House:
        """The instance in which one member of the committee holds `size.cases` cases."""
        self.say(f"telling {self.size.cases} complaints")
        house = build(self.folder / "house")
        house.tell(self.size.cases)
        # As a worker does that serves: it has told nobody's complaint, and walks through none.
        settle_memory()
        return house

    def runs(
        self, name: str, run: Callable[[], object], bar: float | None = None, times: int = 0
    ) -> None:
        """Measure something by its p95 in milliseconds, and tell it."""
        values = timed(run, times or self.size.runs)
        self.tell(in_milliseconds(name, values, bar), run)

    def tell(self, figure: Figure, run: Callable[[], object] | None = None) -> None:
        """Print a figure. Of one that misses its bar, say on stderr where the time goes."""
        click.echo(figure.line)
        sys.stdout.flush()
        if figure.is_missed and run is not None:
            self.explain(f"{figure.name}: missed. One run, with all it calls:", profiled(run))

    def explain(self, what: str, lines: Sequence[str]) -> None:
        """Some lines for people, beside those for programs."""
        click.echo("\n".join([what, *lines]), err=True)

    def say(self, what: str) -> None:
        """What is being done, for who waits."""
        click.echo(f"… {what}", err=True)

    def close(self) -> None:
        """Let go of everything; the folder is removed by whoever made it."""
        if "house" in self.__dict__:
            self.house.close()
