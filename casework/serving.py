"""How gunicorn serves Casework: `gunicorn -c python:casework.serving`.

No control socket, nothing loaded before the fork, no file in the clear, and a log that repeats
nothing anybody sent. Everything here can be overridden on gunicorn's command line but the hooks.
"""

import gc
import os
import sys
import tempfile
from typing import Final

from flask import Flask
from gunicorn.errors import AppImportError
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker

from casework.app import create_app
from casework.config import read
from casework.demo import door
from casework.variables import ConfigInvalid

NOWHERE: Final = "/nonexistent/casework"
MALFORMED: Final = "Invalid request"
OBJECTS: Final = 500_000
"""Made since it was last here, before the collector comes in the middle of a page."""
RUBBISH: Final = 5_000
"""Left over by a page, before the collector comes after it."""
APPLICATION: Final = "casework.serving:application()"


class QuietLogger(Logger):
    """Gunicorn's log without the text of exceptions, which may hold what was being stored."""

    def exception(self, msg: str, *_arguments: object, **_options: object) -> None:
        """Log the kind of the exception in hand, and neither its words nor the address asked."""
        kind = sys.exc_info()[0]
        self.error_log.error("%s", kind.__name__ if kind else "exception")

    def warning(self, msg: str, *arguments: object, **_options: object) -> None:
        """Log a warning; of a malformed request only that there was one."""
        if msg.startswith(MALFORMED):
            self.error_log.warning("malformed request")
        else:
            self.error_log.warning(msg, *arguments)


def application() -> Flask:
    """The application over the environment's configuration; gunicorn calls it in each worker.

    Raises AppImportError, which gunicorn prints and stops at, when a variable is unfit.
    """
    try:
        return create_app(read())
    except ConfigInvalid as wrong:
        raise AppImportError(str(wrong)) from None


def forbid_temporary_files() -> None:
    """Let anything that would spool to a temporary file fail instead (docs/running.md, "4. Serve").

    For processes that serve, and only there: a command line tool may need its temporary files.
    """
    tempfile.tempdir = NOWHERE


def settle_memory() -> None:
    """Let Python's collector pass over the program itself, and interrupt no page.

    A list of a thousand cases makes so many objects that it would look through all of it, and
    a hundred times through those of the list, of which none is rubbish before the page is sent.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS)


def collect_left() -> None:
    """Collect what a page left, if it left much: nobody waits for it, and nothing that was
    opened lies about until the collector happens to come.
    """
    if gc.get_count()[0] > RUBBISH:
        gc.collect(1)


def post_worker_init(worker: Worker) -> None:
    """Gunicorn's hook in each worker, once the application is loaded.

    Raises DemoExposed, at which gunicorn stops, where a demonstration could be reached from
    another machine.
    """
    forbid_temporary_files()
    settle_memory()
    door.refuse_elsewhere(worker.wsgi, [each.getsockname() for each in worker.sockets])


def post_request(_worker: Worker, _request: object, _environ: object, _response: object) -> None:
    """Gunicorn's hook when an answer has gone out."""
    collect_left()


def command(host: str, port: int) -> list[str]:
    """The command that serves on this address, to be run in place of this process."""
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "--config=python:casework.serving",
        f"--bind={_bound(host)}:{port}",
        APPLICATION,
    ]


def _bound(host: str) -> str:
    return f"[{host}]" if ":" in host else host


# Gunicorn's settings, by its names.
worker_class = "gthread"
# Argon2 runs once at a time in each worker, and no two runs should share a core.
workers = min(2, os.cpu_count() or 1)
threads = 4
preload_app = False
control_socket_disable = True
logger_class = "casework.serving.QuietLogger"
accesslog = None
umask = 0o077
