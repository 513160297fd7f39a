"""Whoever writes a pack types `casework procedures check` and reads what to mend."""

from pathlib import Path

from click.testing import CliRunner, Result

from casework.cli import main
from casework.procedures import loading


def typed(*words: str) -> Result:
    """What comes of a command."""
    return CliRunner().invoke(main, ["procedures", *words])


def test_the_packs_that_come_along_can_be_used() -> None:
    said = typed("check")

    assert said.exit_code == 0
    assert said.output.count("can be used; not reviewed by counsel") == len(loading.CODES)


def test_faults_are_explained_with_file_and_line_and_the_command_fails(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(loading.text_of("bd").replace("amount = 30", "amount = 0"), encoding="utf-8")
    rows = file.read_text(encoding="utf-8").splitlines()

    said = typed("check", str(file))

    assert said.exit_code == 1
    assert f"{file}:{rows.index('amount = 0') + 1}: deadlines.1.amount: A number" in said.output
    assert said.output.splitlines()[-1].endswith("to mend.")


def test_a_good_and_a_bad_file_are_both_spoken_of(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(loading.text_of("np"), encoding="utf-8")
    bad.write_text("schema = ", encoding="utf-8")

    said = typed("check", str(bad), str(good))

    assert said.exit_code == 1
    assert f"{bad}:1: This is no TOML" in said.output
    assert f"{good}: can be used" in said.output


def test_a_file_that_is_no_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "picture.toml"
    file.write_bytes(b"\xff\xfe\x00")

    said = typed("check", str(file))

    assert said.exit_code == 1
    assert "cannot be read as text" in said.output


def test_the_list_says_what_is_law_and_what_is_only_our_advice() -> None:
    said = typed("list")

    assert said.exit_code == 0
    assert (
        "3 law, 4 our advice, 1 switched off; other rules: 4 switched off; not reviewed"
        in said.output
    )
    assert "deadlines: 0 law, 10 our advice" in said.output
