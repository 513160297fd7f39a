"""Having a copy made by a process that holds nothing, and taking it back with care."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Thread, Timer

import msgspec

from casework.evidence.copies import COPY_LIMIT, Copy, Failed, Made, NotCopied, Order, Reason
from casework.evidence.kinds import DOCUMENTS, FAMILIES

COMMAND = [sys.executable, "-I", "-B", "-m", "casework.evidence.apart"]
SECONDS = 25
"""By the clock; the process itself stops after 20 of work."""
PATIENCE = 8
"""How long somebody waits for the copy that another is having made."""
ANSWER_LIMIT = COPY_LIMIT + 4096

_one_at_a_time = BoundedSemaphore(1)


def copied(content: bytes, media_type: str, *, is_drawn: bool = False) -> Copy:
    """A copy of a file of this type that holds what it shows and nothing else.

    `is_drawn`: of a document, its pages as one picture. Takes up to some seconds, and some hundred
    megabytes in a process of its own; one at a time is made. No octet of it reaches a disk.
    Raises NotCopied with the reason.
    """
    if media_type not in FAMILIES or (is_drawn and media_type not in DOCUMENTS):
        raise NotCopied(Reason.BROKEN)
    with _turn():
        answer = _asked(msgspec.msgpack.encode(Order(content, media_type, is_drawn)))
    match _understood(answer):
        case Made(copy) if copy.media_type in FAMILIES:
            return copy
        case Failed(reason):
            raise NotCopied(reason)
        case _:
            raise NotCopied(Reason.BROKEN)


@contextmanager
def _turn() -> Iterator[None]:
    """Memory for one. Raises NotCopied where it was somebody else's for too long."""
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise NotCopied(Reason.BUSY)
    try:
        yield
    finally:
        _one_at_a_time.release()


def _asked(order: bytes) -> bytes:
    """The whole answer, or nothing where none came in time. Ends the process in any case."""
    with subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={},
    ) as process:
        clock = Timer(SECONDS, process.kill)
        handing_in = Thread(target=_hand_in, args=(process, order))
        clock.start()
        handing_in.start()
        try:
            return _read(process)
        finally:
            clock.cancel()
            process.kill()
            handing_in.join()


def _hand_in(process: subprocess.Popen[bytes], order: bytes) -> None:
    if process.stdin is None:
        return
    try:
        with process.stdin as pipe:
            pipe.write(order)
    except OSError:  # it ended before it had read all; what it answered says why
        return


def _read(process: subprocess.Popen[bytes]) -> bytes:
    if process.stdout is None:
        return b""
    return process.stdout.read(ANSWER_LIMIT)


def _understood(answer: bytes) -> Made | Failed:
    """An answer by its form. One that was cut off, or none at all, says that it grew too large."""
    try:
        return msgspec.msgpack.decode(answer, type=Made | Failed)
    except msgspec.MsgspecError:
        return Failed(Reason.TOO_LARGE)
