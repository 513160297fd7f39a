"""What the packages import is what an installation gets: nothing that only a developer has."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from tests.house import tree

LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==", re.MULTILINE)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: str) -> set[str]:
    """The distributions that a lock names."""
    return {
        _plain(each) for each in LOCKED.findall((tree.ROOT / "requirements" / file).read_text())
    }


def _imported() -> Iterator[str]:
    for path in tree.files(*tree.PACKAGES, "migrations", suffix=".py"):
        for node in ast.walk(tree.parsed(path)):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            yield from (name.split(".")[0] for name in names)


OPTIONAL = {"av": "casework/evidence/recordings.py"}
"""Packages of an extra, and the one module that imports each: it is loaded only when needed."""
FOREIGN = sorted(
    set(_imported()) - set(tree.PACKAGES) - set(sys.stdlib_module_names) - set(OPTIONAL)
)


@pytest.mark.parametrize("module", FOREIGN)
def test_an_imported_package_comes_with_the_installation(module: str) -> None:
    distributions = {_plain(each) for each in packages_distributions()[module]}

    assert distributions & locked("run.txt")


@pytest.mark.parametrize(("package", "module"), OPTIONAL.items())
def test_what_is_optional_is_imported_by_one_module_that_nothing_else_imports(
    package: str, module: str
) -> None:
    uses = re.compile(rf"^ *(?:import|from) {package}\b", re.MULTILINE)
    dotted = module.removesuffix(".py").replace("/", ".")
    texts = {tree.name(path): path.read_text() for path in tree.files(*tree.PACKAGES, suffix=".py")}

    assert [name for name, text in texts.items() if uses.search(text)] == [module]
    assert [name for name, text in texts.items() if f"import {dotted}" in text] == []
    assert [name for name, text in texts.items() if f"from {dotted}" in text] == []


def test_what_only_the_tests_use_is_told_apart() -> None:
    assert len(FOREIGN) > 10
    assert "pytest" in locked("dev.txt") - locked("run.txt")
