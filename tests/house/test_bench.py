"""`make bench` measures what it says, and leaves nothing behind. How fast it is, no test asks."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.figures import Figure
from tests.house import tree

SAID = {"name", "value", "unit", "bar", "ok", "n"}


def test_every_figure_is_a_line_with_its_bar_and_nothing_is_left_behind(tmp_path: Path) -> None:
    only = ["--size=smallest", "--only=desk,trail"]

    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench", *only],
        cwd=tree.ROOT,
        env={"TMPDIR": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
    )

    assert ran.returncode == 0, ran.stderr
    first, *figures = [json.loads(line) for line in ran.stdout.splitlines()]
    assert first["machine"]["cores"] > 0
    assert first["size"]["cases"] == 3
    assert [each["name"] for each in figures if each.keys() >= SAID] == [
        "desk with 3 open cases, p95",
        "desk with 3 open cases, plaintext twin, p95",
        "desk with 3 open cases, sealed by plaintext",
        "verify a trail of 50 entries",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_missed_bar_is_said_and_no_bar_is_not_met() -> None:
    lines = [Figure("any", 2.0, "ms", 1, bar).line for bar in (1.0, 2.0, None)]

    assert [json.loads(line)["ok"] for line in lines] == [False, True, None]
