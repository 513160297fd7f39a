"""Where the time goes in one run: what of ours takes long with all it calls, and what by itself."""

import cProfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).parents[2]
OURS = tuple(str(ROOT / each) for each in ("casework", "auth", "crypto", "referrals"))
SHOWN = 9


@dataclass(frozen=True)
class Called:
    """A function, how often it was called, and its seconds: with all it called, and without."""

    file: str
    name: str
    times: int
    in_all: float
    alone: float

    def line(self, seconds: float) -> str:
        """Milliseconds, how often, and where."""
        path = Path(self.file)
        short = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
        return f"{seconds * 1000:9.1f} ms {self.times:>9} {short} {self.name}"


def profiled(run: Callable[[], object]) -> list[str]:
    """What of ours took longest with all it called; then what took longest by itself, ours or not.

    A line for each; a profiled run takes longer than one that is measured.
    """
    profile = cProfile.Profile()
    profile.runcall(run)
    found = [
        _called(each.code, each.callcount, each.totaltime, each.inlinetime)
        for each in profile.getstats()
    ]
    ours = [each for each in found if each.file.startswith(OURS)]
    longest = sorted(ours, key=lambda each: each.in_all, reverse=True)[:SHOWN]
    alone = sorted(found, key=lambda each: each.alone, reverse=True)[:SHOWN]
    return [
        *(each.line(each.in_all) for each in longest),
        "by itself, whoever wrote it:",
        *(each.line(each.alone) for each in alone),
    ]


def _called(code: CodeType | str, times: int, in_all: float, alone: float) -> Called:
    if isinstance(code, str):
        return Called("", code, times, in_all, alone)
    return Called(code.co_filename, code.co_qualname, times, in_all, alone)
