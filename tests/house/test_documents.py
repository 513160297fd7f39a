"""The documents speak of the program as it is: every setting, every command, every address."""

import re

import pytest

from casework.cli import COMMANDS
from casework.config import EVERY
from tests.house import tree

RUNNING = (tree.ROOT / "docs" / "running.md").read_text()
SMTP = re.compile(r"CASEWORK_SMTP_")


@pytest.mark.parametrize("name", [each.name for each in EVERY])
def test_an_operator_reads_of_every_setting(name: str) -> None:
    assert name in RUNNING or SMTP.sub("_", name) in RUNNING


def test_an_operator_reads_of_no_setting_that_is_none() -> None:
    known = {each.name for each in EVERY} | {each.by_file for each in EVERY if each.secret}

    assert set(re.findall(r"CASEWORK_[A-Z_]*[A-Z]", RUNNING)) - known == set()


@pytest.mark.parametrize("command", sorted({*COMMANDS} - {"demo"}))
def test_an_operator_reads_of_every_command(command: str) -> None:
    assert f"casework {command}" in RUNNING


def test_every_decision_says_what_was_decided_and_why() -> None:
    records = sorted((tree.ROOT / "docs" / "decisions").glob("*.md"))
    silent = [
        path.name
        for path in records
        if not all(f"**{word}" in path.read_text() for word in ("Decided.", "Why."))
    ]

    assert [path.name[:4] for path in records] == [f"{at:04}" for at in range(1, len(records) + 1)]
    assert silent == []
