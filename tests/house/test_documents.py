"""The documents speak of the program as it is: every setting, every command, every address."""

import re
from collections.abc import Iterator

import click
import pytest

from casework.cli import main
from casework.config import EVERY
from tests.house import tree

REFERENCE = re.compile(r"(docs/\w+\.md),\s+\"([^\"]+)\"")
OWN = re.compile(r"[Ss]ection \"([^\"]+)\"")
RUNNING = (tree.ROOT / "docs" / "running.md").read_text()
SMTP = re.compile(r"CASEWORK_SMTP_")


def _commands(group: click.Group = main, before: str = "") -> Iterator[str]:
    """Every command as it is typed, those of a group by their own names."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"


def _quoted() -> Iterator[tuple[str, str, str]]:
    """Every section that something here refers to: where, the document, its heading."""
    for path in [*tree.code(), *tree.files("docs", suffix=".md"), tree.ROOT / "SECURITY.md"]:
        text = path.read_text(encoding="utf-8")
        for document, section in REFERENCE.findall(text):
            yield tree.name(path), document, " ".join(section.split())
        of_its_own = OWN.findall(text) if path.suffix == ".md" else []
        yield from ((tree.name(path), tree.name(path), section) for section in of_its_own)


QUOTED = sorted(set(_quoted()))


@pytest.mark.parametrize("name", [each.name for each in EVERY])
def test_an_operator_reads_of_every_setting(name: str) -> None:
    assert name in RUNNING or SMTP.sub("_", name) in RUNNING


def test_an_operator_reads_of_no_setting_that_is_none() -> None:
    known = {each.name for each in EVERY} | {each.by_file for each in EVERY if each.secret}

    assert set(re.findall(r"CASEWORK_[A-Z_]*[A-Z]", RUNNING)) - known == set()


@pytest.mark.parametrize("command", sorted({*_commands()} - {"demo"}))
def test_an_operator_reads_of_every_command(command: str) -> None:
    assert f"casework {command}" in RUNNING


def test_every_unit_keeps_memory_off_the_disk() -> None:
    units = re.findall(r"```ini\n(.*?)```", RUNNING, re.DOTALL)
    bare = [
        unit.splitlines()[0]
        for unit in units
        for line in ("LimitCORE=0", "MemorySwapMax=0", "UMask=0077", "PrivateTmp=yes")
        if line not in unit.splitlines()
    ]

    assert len(units) == 3
    assert bare == []


@pytest.mark.parametrize(("where", "document", "section"), QUOTED)
def test_a_section_that_is_referred_to_is_there(where: str, document: str, section: str) -> None:
    headings = re.findall(r"^#+ (.+)$", (tree.ROOT / document).read_text(), re.MULTILINE)

    assert section in headings, where


def test_a_module_refers_to_a_section_and_not_to_a_whole_document() -> None:
    whole = [
        tree.name(path)
        for path in tree.files(*tree.PACKAGES, suffix=".py")
        if re.search(r"\(docs/\w+\.md\)", path.read_text())
    ]

    assert len(QUOTED) > 15
    assert whole == []


def test_every_decision_says_what_was_decided_and_why() -> None:
    records = sorted((tree.ROOT / "docs" / "decisions").glob("*.md"))
    silent = [
        path.name
        for path in records
        if not all(f"**{word}" in path.read_text() for word in ("Decided.", "Why."))
    ]

    assert [path.name[:4] for path in records] == [f"{at:04}" for at in range(1, len(records) + 1)]
    assert silent == []
