"""The process that decodes what strangers made: it holds nothing, and can open and keep nothing.

Started by `casework.evidence.copying` with an empty environment and no descriptors but its two
pipes. Whoever breaks a decoder finds one file there, which she brought herself.
"""

import ctypes
import importlib
import resource
import sys
from typing import Protocol, cast

import msgspec

from casework.evidence.copies import Copy, Failed, Made, NotCopied, Order, Reason
from casework.evidence.kinds import FAMILIES, Family

MEMORY = 1536 * 1024 * 1024
SECONDS = 20
DESCRIPTORS = 3
"""Those it was given; the next one to be opened would be the fourth."""
NO_NEW_PRIVILEGES = 38
DUMPABLE = 4
"""Numbers of prctl(2)."""
TOOLS = {
    Family.PICTURE: "casework.evidence.pictures",
    Family.DOCUMENT: "casework.evidence.documents",
    Family.RECORDING: "casework.evidence.recordings",
}


DRAWS = "casework.evidence.pages"


class Tool(Protocol):
    """What every module named here offers."""

    def copied(self, content: bytes, media_type: str, /) -> Copy:
        """The copy. Raises NotCopied, and whatever its decoder raises."""


def main() -> None:
    """Read one order, answer it, end."""
    order = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(msgspec.msgpack.encode(_answered(order)))


def _answered(order: Order) -> Made | Failed:
    try:
        name = DRAWS if order.is_drawn else TOOLS[FAMILIES[order.media_type]]
        tool = cast("Tool", importlib.import_module(name))
    except ModuleNotFoundError:
        return Failed(Reason.NO_TOOLS)
    _wall_in()
    try:
        return Made(tool.copied(order.content, order.media_type))
    except NotCopied as known:
        return Failed(known.reason)
    except MemoryError:
        return Failed(Reason.TOO_LARGE)
    except Exception:  # a decoder that meets a damaged file promises no set of errors
        return Failed(Reason.BROKEN)


def _wall_in() -> None:
    """From here on no file, no socket, no new right, and so much memory and time.

    The program itself is loaded by now. Whoever started this reads its answer with care all the
    same: the kernel holds these walls, and not every kernel holds them all.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, DESCRIPTORS)
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CPU, SECONDS)
    if sys.platform == "linux":
        kernel = ctypes.CDLL(None)
        kernel.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        kernel.prctl(DUMPABLE, 0, 0, 0, 0)


def _limit(what: int, amount: int) -> None:
    """Lower a limit for good; one that was lower already stays."""
    _soft, hard = resource.getrlimit(what)
    lowest = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(what, (lowest, lowest))


if __name__ == "__main__":
    main()
