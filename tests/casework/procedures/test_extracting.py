"""Translators get every sentence of a pack, and no name of a law."""

import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from casework.procedures import loading
from casework.procedures.extracting import extract
from tests.house import tree


def sentences(code: str) -> dict[str, int]:
    """What translators get of a pack, with its lines."""
    file = BytesIO(loading.text_of(code).encode())
    return {said: line for line, _, said, _ in extract(file, {}, (), {})}


@pytest.mark.parametrize("code", loading.CODES)
def test_every_sentence_has_its_line(code: str) -> None:
    rows = loading.text_of(code).splitlines()

    found = sentences(code)

    assert len(found) > 40
    assert all(said[1:9] in "\n".join(rows[line - 1 : line + 12]) for said, line in found.items())


def test_what_stands_on_pages_is_among_them_and_names_of_laws_are_not() -> None:
    pack, found = loading.the_pack("in"), sentences("in")

    shown = {each.label for each in pack.outcomes} | {each.rule for each in pack.stages}
    shown |= {each.label for each in pack.interim_measures} | {
        each.from_words for each in pack.deadlines
    }
    shown |= {*pack.warnings, pack.title}

    assert shown <= set(found)
    assert not {each.title for each in pack.sources} & set(found)
    assert "law" not in found


def test_translators_get_packs_words_and_pages_by_one_command(tmp_path: Path) -> None:
    pages = (
        "casework/procedures/bd.toml",
        "casework/words/course.py",
        "templates/casework/case/course_late.html",
    )
    for each in pages:
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tree.ROOT / each, tmp_path / each)

    line = ["-q", "extract", "-F", str(tree.ROOT / "pyproject.toml"), "-o", "found.pot", "."]
    program = [sys.executable, "-m", "babel.messages.frontend", *line]
    subprocess.run(program, cwd=tmp_path, check=True, capture_output=True)

    found = (tmp_path / "found.pot").read_text(encoding="utf-8")
    assert 'msgid "The survivor is kept safe"' in found
    assert 'msgid "Her safety was asked after"' in found
    assert 'msgid "Why is it late?"' in found
