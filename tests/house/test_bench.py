"""`make bench` measures what it says, and leaves nothing behind. How fast it is, no test asks."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure
from tests.house import tree

SAID = {"name", "value", "unit", "bar", "ok", "n"}


def measured(folder: Path, *only: str) -> list[dict[str, Any]]:
    """The lines of one measuring, over as little as there can be."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--size=smallest", *only],
        cwd=tree.ROOT,
        env={"TMPDIR": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_every_figure_is_a_line_with_its_bar_and_nothing_is_left_behind(tmp_path: Path) -> None:
    first, *figures = measured(tmp_path, "--only=desk,trail")

    assert first["machine"]["cores"] > 0
    assert first["size"]["cases"] == 3
    assert [each["name"] for each in figures if each.keys() >= SAID] == [
        "desk with 3 open cases, p95",
        "desk with 3 open cases, plaintext twin, p95",
        "desk with 3 open cases, sealed by plaintext",
        "board of 3 cases with clocks, p95",
        "board of 3 cases with clocks, plaintext twin, p95",
        "board of 3 cases with clocks, sealed by plaintext",
        "verify a trail of 50 entries",
    ]
    assert list(tmp_path.iterdir()) == []


def test_search_is_measured_alone_too(tmp_path: Path) -> None:
    _machine, *figures = measured(tmp_path, "--only=search")

    assert [each["name"] for each in figures] == [
        "sign-in of somebody with 9 cases, most of them new to her",
        "search 9 cases, p95",
    ]


def test_a_missed_bar_is_said_and_no_bar_is_not_met() -> None:
    lines = [Figure("any", 2.0, "ms", 1, bar).line for bar in (1.0, 2.0, None)]

    assert [json.loads(line)["ok"] for line in lines] == [False, True, None]
