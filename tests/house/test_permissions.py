"""Every permission is asked for somewhere, and nothing is asked that policy does not decide."""

import re

import pytest
from flask import Flask

from auth.guard import Declared
from auth.permissions import EVERY, AnyPermission, Permission
from tests.house import tree

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

ASKED = re.compile(r"\bmay\([^()]*?Permission\.(\w+)\.(\w+)")
ASKED_BY_NAME = re.compile(r"\bmay\(\"([a-z:-]+)\"")


def _routes(app: Flask) -> set[AnyPermission]:
    said: list[Declared] = [each.__dict__["declared"] for each in app.view_functions.values()]
    return {each.permission for each in said if each.permission is not None}


def _questions() -> set[str]:
    """What templates and modules ask `may`, by the permission's own name."""
    sources = [*tree.files("templates", suffix=".html"), *tree.files(*tree.PACKAGES, suffix=".py")]
    texts = [path.read_text(encoding="utf-8") for path in sources]
    said = {pair for text in texts for pair in ASKED.findall(text)}
    by_name = {name for text in texts for name in ASKED_BY_NAME.findall(text)}
    return {str(getattr(getattr(Permission, group), name)) for group, name in said} | by_name


def test_no_permission_is_decided_that_nobody_asks_for(app: Flask) -> None:
    asked = {str(each) for each in _routes(app)} | _questions()

    assert {str(each) for each in EVERY} - asked == set()


def test_nothing_is_asked_that_is_not_decided(app: Flask) -> None:
    asked = {str(each) for each in _routes(app)} | _questions()

    assert len(_questions()) > 10
    assert asked - {str(each) for each in EVERY} == set()
