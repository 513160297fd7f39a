"""The words of the house: none that accuse, none that hide what a thing does, none unfinished."""

import re
from pathlib import Path

import pytest

from tests.house import tree

VAGUE_MODULES = {"utils", "helpers", "common", "core", "services", "service", "manager"}
VAGUE_FUNCTION = re.compile(r"(handle|process|manage)_")
# Each with a letter in brackets, so that this line does not find itself.
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|X[X]X|place[h]older|for [n]ow)\b")
# "Accused" and "victim" judge before anybody has; the house says respondent and survivor.
JUDGING = re.compile(r"\b(perpetrator|culprit|victim|accuser|accused)s?\b", re.IGNORECASE)
# What a pack says in its own words, printed as it stands and not in the reader's language.
UNSPOKEN = re.compile(
    r"\{\{[^}]*(?<![\w.])(?<!spoken\()(?:(?:\w+\.)+"
    r"(?:to_words|from_words|time_limit|warning|condition|(?:rule|notice)\.note|notice\.rule"
    r"|pack\.title|appeal\.body|facts\[\"label\"\])|measure\.label)"
)
SOMEBODYS_MACHINE = re.compile(r"(?<![\w.*-])/(?:root|home|work|Users)/\w")


def _found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{tree.name(path)}:{number} {line.strip()[:80]}"
        for path in paths
        for number, line in enumerate(tree.lines(path), 1)
        if pattern.search(line)
    ]


def test_no_module_is_named_after_nothing() -> None:
    vague = [tree.name(path) for path in tree.code() if path.stem in VAGUE_MODULES]

    assert vague == []


def test_functions_are_verbs_of_the_domain() -> None:
    vague = [
        f"{tree.name(path)}:{node.lineno} {node.name}"
        for path in tree.code()
        for node in tree.functions(path)
        if VAGUE_FUNCTION.match(node.name)
    ]

    assert vague == []


def test_nothing_is_left_for_later() -> None:
    assert _found(UNFINISHED, tree.code()) == []


def test_nobody_is_judged_by_our_words() -> None:
    ours = [*tree.files(*tree.PACKAGES, suffix=".py"), *tree.files("templates")]

    assert _found(JUDGING, ours) == []


def test_no_page_prints_the_words_of_a_pack_past_the_translators() -> None:
    assert _found(UNSPOKEN, list(tree.files("templates", suffix=".html"))) == []


def test_no_file_knows_whose_machine_it_was_written_on() -> None:
    assert _found(SOMEBODYS_MACHINE, [*tree.files()]) == []


@pytest.mark.parametrize("lock", ["run", "dev", "build"])
def test_a_lock_names_hashes_and_no_address(lock: str) -> None:
    text = (tree.ROOT / "requirements" / f"{lock}.txt").read_text()
    pinned = re.findall(r"^[\w.-]+(?:\[[\w,]+\])?==", text, re.MULTILINE)
    unhashed = re.findall(r"^[^#\s][^\n]*[^\\\n]$", text, re.MULTILINE)

    assert pinned
    assert unhashed == []
    assert "://" not in text
    assert "index" not in text.replace("--no-emit-index-url", "")
