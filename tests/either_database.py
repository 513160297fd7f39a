"""Which tests run on PostgreSQL too: those that can find out something about it.

Pages store through verbs, and a verb has its own tests: of each module of pages the first test runs
on both databases, and the journeys of tests/journeys walk through all rooms on both and open every
page there is. Of a test with
variations PostgreSQL gets the first: the others say other things to the same statements. What is
marked `both_databases`, what names its databases itself, and what lies in one of the folders below
runs on both as a whole. `--both-databases` leaves nothing out.
"""

from pathlib import Path

import pytest

PAGES = "views"
WHOLE = {
    "crypto", "journeys", "migrations", "instance", "noticing",
    "test_db.py", "test_cli.py", "test_concurrency.py", "test_at_once.py",
}  # fmt: skip
OPTION = "--both-databases"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Leave nothing out."""
    parser.addoption(OPTION, action="store_true", help="run every test of rows on both databases")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the runs on PostgreSQL that repeat what SQLite has told."""
    if config.getoption(OPTION):
        return
    seen: set[str] = set()
    repeated = [each for each in items if _is_repeated(each, seen)]
    config.hook.pytest_deselected(items=repeated)
    left_out = set(repeated)
    items[:] = [each for each in items if each not in left_out]


def _is_repeated(item: pytest.Item, seen: set[str]) -> bool:
    if not _is_on_postgres(item) or _says_so_itself(item):
        return False
    parts = set(Path(item.nodeid.split("::")[0]).parts)
    if parts & WHOLE:
        return False
    known = item.nodeid.split("::" if PAGES in parts else "[")[0]
    if known in seen:
        return True
    seen.add(known)
    return False


def _is_on_postgres(item: pytest.Item) -> bool:
    variation = getattr(item, "callspec", None)
    return variation is not None and variation.params.get("backend") == "postgres"


def _says_so_itself(item: pytest.Item) -> bool:
    named = [mark.args[0] for mark in item.iter_markers("parametrize")]
    return "backend" in named or item.get_closest_marker("both_databases") is not None
