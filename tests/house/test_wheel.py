"""The parcel people install: it holds everything it needs to make a database and show a page."""

import re
import subprocess
import sys
import sysconfig
import venv
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from secrets import token_hex
from zipfile import ZipFile

import pytest

from casework.procedures import loading
from casework.serving import APPLICATION
from tests.house import tree
from tests.servers import PYTHON, Server, serving


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this tree without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-build-isolation", f"--wheel-dir={folder}", str(tree.ROOT))
    return next(folder.glob("casework-*.whl"))


@pytest.fixture(scope="module")
def house(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it, and beside it only what the locks name."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=False)
    _pip("install", str(wheel), python=folder / "venv" / "bin" / "python")
    # A path file leads to the locked packages; the checkout's own is not followed from there.
    libraries = next((folder / "venv").glob("lib/python*/site-packages"))
    (libraries / "locked.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def _pip(action: str, *rest: str, python: Path = PYTHON) -> None:
    pip = [sys.executable, "-m", "pip", "--isolated", f"--python={python}"]
    line = [*pip, action, "--no-deps", "--no-index", *rest]
    subprocess.run(line, check=True, capture_output=True)


def _run(house: Path, environ: dict[str, str], *line: str) -> str:
    program = [str(house / "venv" / "bin" / line[0]), *line[1:]]
    ran = subprocess.run(program, cwd=house, env=environ, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _get(server: Server, path: str) -> str:
    with closing(HTTPConnection(server.address, timeout=10)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 200
        return answer.read().decode()


def test_the_wheel_holds_our_packages_and_nothing_else(wheel: Path) -> None:
    inside = {name.split("/")[0] for name in ZipFile(wheel).namelist()}

    assert {name for name in inside if not name.endswith(".dist-info")} == set(tree.PACKAGES)


def test_the_wheel_holds_every_procedure_pack(wheel: Path) -> None:
    packs = {Path(name).stem for name in ZipFile(wheel).namelist() if "/procedures/" in name}

    assert set(loading.CODES) <= packs


def test_what_is_installed_makes_a_database_and_serves_a_page_with_its_stylesheet(
    house: Path,
) -> None:
    environ = {
        "CASEWORK_DATABASE": f"sqlite:///{house}/casework.sqlite",
        "CASEWORK_FILES": str(house / "files"),
        "CASEWORK_INSTANCE_SECRET": token_hex(32),
    }

    where = _run(house, environ, "python", "-c", "import casework; print(casework.__file__)")
    _run(house, environ, "casework", "db", "upgrade")
    with serving(
        APPLICATION,
        environ,
        house / "log",
        ready="/",
        python=house / "venv" / "bin" / "python",
        folder=house,
    ) as server:
        page = _get(server, "/")
        stylesheet = re.findall(r'<link[^>]*href="([^"]+\.css)"', page)
        style = _get(server, stylesheet[0])

    assert where.startswith(str(house))
    assert len(style) > 1000
