"""Arrows point down: each contract holds, and breaks when somebody breaks it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

PAIRS = [
    ("crypto", "auth"),
    ("crypto", "referrals"),
    ("crypto", "casework"),
    ("auth", "referrals"),
    ("auth", "casework"),
    ("referrals", "casework"),
]
WEB = ["flask", "flask_babel", "flask_login", "flask_wtf", "werkzeug", "wtforms"]


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([tool, "--no-cache"], cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages, to break."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copy(tree.ROOT / "pyproject.toml", folder)
    for package in tree.PACKAGES:
        ignored = shutil.ignore_patterns("static", "translations", "__pycache__")
        shutil.copytree(tree.ROOT / package, folder / package, ignore=ignored)
    return folder


def _broken(house: Path, package: str, statement: str) -> str:
    intruder = house / package / "intruder.py"
    intruder.write_text(f"{statement}\n")
    try:
        linted = _lint(house)
    finally:
        intruder.unlink()
    assert linted.returncode == 1
    return linted.stdout


def test_the_contracts_hold(house: Path) -> None:
    linted = _lint(house)

    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(("lower", "upper"), PAIRS)
def test_a_lower_package_that_looks_up_is_caught(house: Path, lower: str, upper: str) -> None:
    said = _broken(house, lower, f"import {upper}")

    assert f"{lower}.intruder -> {upper}" in said


@pytest.mark.parametrize(
    ("where", "statement"),
    [
        ("casework/forms", "import casework.views.front"),
        ("casework/models", "import casework.forms.asking"),
        ("casework/views", "import casework.app"),
    ],
)
def test_inside_casework_a_lower_layer_that_looks_up_is_caught(
    house: Path, where: str, statement: str
) -> None:
    said = _broken(house, where, statement)

    assert f"{where.replace('/', '.')}.intruder -> {statement.split()[1]}" in said


@pytest.mark.parametrize("web", WEB)
def test_crypto_that_learns_of_the_web_is_caught(house: Path, web: str) -> None:
    said = _broken(house, "crypto", f"import {web}")

    assert f"crypto.intruder -> {web}" in said
