"""A promise without its test is no promise: what SECURITY.md names is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[a-z_/]+\.py)::(test_[a-z0-9_]+)`")


def names_in(path: Path) -> set[str]:
    """The names of the tests of one file."""
    tree = ast.parse(path.read_text())
    return {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}


def test_every_promise_names_tests_that_exist() -> None:
    named = NAMED.findall((ROOT / "SECURITY.md").read_text())

    missing = [f"{path}::{name}" for path, name in named if name not in names_in(ROOT / path)]

    assert len(named) > 50
    assert missing == []


def test_no_promise_is_without_a_test() -> None:
    text = (ROOT / "SECURITY.md").read_text()
    table = text.split("| promise | kept by |\n|---|---|\n")[1].split("\n\n")[0]

    bare = [row for row in table.splitlines() if not NAMED.search(row)]

    assert bare == []
