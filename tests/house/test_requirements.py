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


FOREIGN = sorted(set(_imported()) - set(tree.PACKAGES) - set(sys.stdlib_module_names))


@pytest.mark.parametrize("module", FOREIGN)
def test_an_imported_package_comes_with_the_installation(module: str) -> None:
    distributions = {_plain(each) for each in packages_distributions()[module]}

    assert distributions & locked("run.txt")


def test_what_only_the_tests_use_is_told_apart() -> None:
    assert len(FOREIGN) > 10
    assert "pytest" in locked("dev.txt") - locked("run.txt")
