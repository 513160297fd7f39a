"""Raw facts are an object that no page receives: they leave their room as suppressed tables."""

import ast
from pathlib import Path

from tests.house import tree

RAW = {"Fact", "Facts", "Made", "Count", "facts_of", "opened", "SignedFact"}
"""What holds a fact, or gives one."""
PAGES = ("views", "forms", "words", "paper", "report", "outcomes", "oversight", "desk", "partners")
"""Rooms that show something to somebody."""


def taken_by(path: Path) -> set[str]:
    """What a module imports of the rooms of facts: `module.name` each."""
    return {
        f"{node.module}.{name.name}"
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module is not None
        for name in node.names
        if f"{node.module}.{name.name}".startswith(("casework.facts", "casework.models.measuring"))
    }


def modules_of(*rooms: str) -> list[Path]:
    """Every module of some rooms of casework."""
    return [
        path for room in rooms for path in sorted((tree.ROOT / "casework" / room).rglob("*.py"))
    ]


def test_no_page_is_given_a_fact() -> None:
    given = {
        f"{tree.name(path)}: {each}"
        for path in modules_of(*PAGES)
        for each in taken_by(path)
        if each.rpartition(".")[2] in RAW or each.startswith("casework.facts.fact.")
    }

    assert given == set()


def test_no_page_takes_a_whole_module_that_holds_facts() -> None:
    whole = {
        f"{tree.name(path)}: {each}"
        for path in modules_of(*PAGES)
        for each in taken_by(path)
        if each in {"casework.facts", "casework.facts.keeping", "casework.facts.fact"}
    }

    assert whole == set()


def test_facts_are_opened_for_an_analyst_alone() -> None:
    opening = {
        tree.name(path)
        for path in sorted((tree.ROOT / "casework").rglob("*.py"))
        if any(each.endswith(".facts_of") for each in taken_by(path))
    }

    rooms = {name.split("/")[1] for name in opening}
    assert rooms <= {"measures", "demo", "commands"}


def test_the_look_would_find_one() -> None:
    assert "casework.facts.fact.Fact" in taken_by(tree.ROOT / "casework/facts/keeping.py")
