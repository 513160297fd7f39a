"""The house stays small: what grows past its measure is cut, not allowed."""

import ast
import re

from tests.house import tree

LONGEST_FUNCTION = 40
LONGEST_MODULE = 300
LONGEST_TEMPLATE = 80
FEWER_SUPPRESSIONS_THAN = 10
SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore)")


def test_no_function_is_longer_than_a_screen() -> None:
    long = [
        f"{tree.name(path)}:{node.lineno} {node.name} ({length})"
        for path in tree.code()
        if "versions" not in path.parts
        for node in tree.functions(path)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]

    assert long == []


def test_no_module_holds_more_than_one_idea() -> None:
    long = [
        f"{tree.name(path)} ({length})"
        for path in tree.files(*tree.PACKAGES, suffix=".py")
        if (length := len(tree.lines(path))) > LONGEST_MODULE
    ]

    assert long == []


def test_no_template_is_longer_than_a_screen() -> None:
    long = [
        f"{tree.name(path)} ({length})"
        for path in tree.files("templates")
        if (length := len(tree.lines(path))) > LONGEST_TEMPLATE
    ]

    assert long == []


def test_exceptions_from_lint_and_types_are_few() -> None:
    suppressed = [
        f"{tree.name(path)}:{number}"
        for path in tree.code()
        for number, line in enumerate(tree.lines(path), 1)
        if SUPPRESSION.search(line)
    ]

    assert len(suppressed) < FEWER_SUPPRESSIONS_THAN, suppressed


def test_one_sentence_opens_every_module() -> None:
    silent = [
        tree.name(path)
        for path in tree.code()
        if "versions" not in path.parts and not ast.get_docstring(tree.parsed(path))
    ]

    assert silent == []


def test_a_package_opens_with_a_sentence_and_nothing_else() -> None:
    busy = [
        tree.name(path)
        for path in tree.code()
        if path.name == "__init__.py" and len(tree.parsed(path).body) != 1
    ]

    assert busy == []
