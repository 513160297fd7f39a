"""The domain has no web in it: verbs take a session, an actor and values, never a request."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

# Lazily translated words are words, wherever they stand: flask_babel is not among these.
WEB = {"flask", "flask_limiter", "flask_login", "flask_wtf", "werkzeug", "wtforms"}
# Whoever adds a module here says that it belongs to the web side of its package.
WEB_SIDE = {
    "auth.again",
    "auth.cookies",
    "auth.csrf",
    "auth.guard",
    "auth.incoming",
    "auth.judging",
    "auth.parts",
    "auth.throttle",
    "auth.visit",
    "casework.app",
    "casework.before_files",
    "casework.commands.remind",
    "casework.demo.door",
    "casework.errors",
    "casework.headers",
    "casework.languages",
    "casework.pages",
    "casework.parts",
    "casework.serving",
    "casework.telling.uploads",
}
PAGES = re.compile(r"\.(views|forms|\w+_forms?)(\.|$)")


def _module(path: Path) -> str:
    return ".".join(path.relative_to(tree.ROOT).with_suffix("").parts)


def _is_web(module: str) -> bool:
    return module in WEB_SIDE or bool(PAGES.search(module))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _domain() -> list[Path]:
    modules = tree.files("auth", "referrals", "casework", suffix=".py")
    return [path for path in modules if not _is_web(_module(path))]


def test_no_verb_knows_the_web() -> None:
    knowing = [
        f"{tree.name(path)} imports {name}"
        for path in _domain()
        for name in _imported(path)
        if name.split(".")[0] in WEB
    ]

    assert knowing == []


def test_no_verb_asks_a_view_or_a_form() -> None:
    asking = [
        f"{tree.name(path)} imports {name}"
        for path in _domain()
        for name in _imported(path)
        if PAGES.search(name)
    ]

    assert asking == []


def test_every_module_named_as_web_side_is_there() -> None:
    there = {_module(path) for path in tree.files("auth", "casework", suffix=".py")}

    assert WEB_SIDE - there == set()
