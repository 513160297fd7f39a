"""On a machine that lacks something, one line says what to type; nothing is skipped in silence."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.house import tree

SH = "/bin/sh"


@pytest.fixture
def machine(tmp_path: Path) -> "Machine":
    """A machine with nothing on it but what a test puts there, whose user is not root."""
    made = Machine(tmp_path)
    made.has("id", "echo 1000")
    for tool in ("rm", "env"):
        (made.tools / tool).symlink_to(str(shutil.which(tool)))
    return made


class Machine:
    """The only folder on its path, and the folder in which somebody types."""

    def __init__(self, folder: Path) -> None:
        self.tools, self.here = folder / "tools", folder / "here"
        self.tools.mkdir()
        self.here.mkdir()

    def has(self, name: str, does: str = "exit 0") -> Path:
        """Put a program there that does this."""
        program = self.tools / name
        program.write_text(f"#!{SH}\n{does}\n")
        program.chmod(0o755)
        return program

    def types(self, script: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a script of `.ci/` as make does."""
        return subprocess.run(
            [SH, str(tree.ROOT / ".ci" / script)],
            cwd=self.here,
            env={"PATH": str(self.tools), **environ},
            capture_output=True,
            text=True,
        )


def test_without_python_one_line_says_to_install_it(machine: Machine) -> None:
    said = machine.types("make-venv")

    assert (said.returncode, said.stdout) == (1, "")
    assert len(said.stderr.splitlines()) == 1
    assert "Python 3.11 or newer" in said.stderr


def test_an_old_python_is_none(machine: Machine) -> None:
    machine.has("python3", "exit 1")

    said = machine.types("make-venv")

    assert said.returncode == 1
    assert "Python 3.11 or newer" in said.stderr


def test_a_python_that_makes_no_environment_says_which_package_is_missing(
    machine: Machine,
) -> None:
    machine.has("python3", 'test "$1" = -c')

    said = machine.types("make-venv")

    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert "sudo apt-get install -y python3-venv" in said.stderr
    assert not (machine.here / ".venv").exists()


def test_where_python_makes_no_environment_uv_does(machine: Machine) -> None:
    machine.has("python3", 'test "$1" = -c')
    made = f"/bin/mkdir -p .venv/bin; printf '#!{SH}\\n' > .venv/bin/python; /bin/chmod +x"
    machine.has("uv", f"{made} .venv/bin/python")

    said = machine.types("make-venv")

    assert (said.returncode, said.stderr) == (0, "")
    assert (machine.here / ".venv" / "bin" / "python").exists()


def test_without_a_browser_one_line_says_to_install_it(machine: Machine) -> None:
    said = machine.types("find-chromium")

    assert (said.returncode, said.stdout) == (1, "")
    assert len(said.stderr.splitlines()) == 1
    assert "sudo apt-get install -y chromium" in said.stderr


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_found_and_nothing_is_said(machine: Machine, name: str) -> None:
    machine.has(name)

    said = machine.types("find-chromium")

    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_a_browser_that_is_named_is_taken(machine: Machine) -> None:
    browser = machine.has("somewhere-else")

    named = machine.types("find-chromium", CASEWORK_CHROMIUM=str(browser))
    misnamed = machine.types("find-chromium", CASEWORK_CHROMIUM=f"{browser}{os.sep}not")

    assert (named.returncode, misnamed.returncode) == (0, 1)
