"""The program that a child process runs: one document from its standard input to its output.

It is started by its path, alone, with nothing of this house imported: whatever it can reach is
what stands here. `press.py FONTS` reads one JSON object (`source`, `values`: both text) and
writes a PDF; `press.py` without a folder of fonts only says by its exit whether it has a network.
"""

import contextlib
import ctypes
import json
import os
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Compiler

NO_NAMESPACE, NOT_SET = 3, 4
"""Exits: the kernel gave no network namespace (only said when asked); nothing could be set."""
SECONDS = 20
MEMORY = 1024 * 1024 * 1024
LARGEST = 32 * 1024 * 1024
"""Bytes of a PDF: the parent holds it whole."""
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_NO_NEW_PRIVS = 38
UNDER_NOTHING = "/dev/null"
"""The root of every path in a document. Nothing can lie below it: it is no folder at all."""


def limit() -> None:
    """Give up what a document never needs: much time, much memory, a core, any write to a file."""
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, highest = resource.getrlimit(what)
        bound = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(what, (bound, bound))


def leave_network() -> bool:
    """Move into a network namespace without any way out; False where the kernel refuses one."""
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        ways = (CLONE_NEWUSER | CLONE_NEWNET, CLONE_NEWNET)
        return any(libc.unshare(flags) == 0 for flags in ways)
    except AttributeError:  # no Linux
        return False


def typeset(source: str, values: str, fonts: Path) -> bytes:
    """The document as a PDF for screen readers (PDF/UA-1), else as a tagged PDF.

    The second where a sign stands in the text for which no font here has a shape: the standard
    refuses the whole document for it. Raises what typst raises when neither can be made.
    """
    # A compiler that has failed once cannot be asked again.
    with contextlib.suppress(RuntimeError):
        ua = _compiler(source, values, fonts)
        return _made(ua.compile(format="pdf", pdf_standards="ua-1", timestamp=0))
    return _made(_compiler(source, values, fonts).compile(format="pdf", timestamp=0))


def _compiler(source: str, values: str, fonts: Path) -> "Compiler":
    import typst  # only here: with the threads it brings the network could not be left

    return typst.Compiler(
        input=source.encode(),
        root=UNDER_NOTHING,
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(fonts)]),
        sys_inputs={"values": values},
        package_path=UNDER_NOTHING,
        package_cache_path=UNDER_NOTHING,
    )


def _made(result: object) -> bytes:
    if not isinstance(result, bytes):
        raise TypeError(type(result).__name__)
    return result


def main(arguments: list[str]) -> int:
    """Run as the module says; the result is the exit code. What went wrong is never said."""
    limit()
    is_cut_off = leave_network()
    if not arguments:
        return os.EX_OK if is_cut_off else NO_NAMESPACE
    try:
        asked = json.load(sys.stdin.buffer)
        made = typeset(asked["source"], asked["values"], Path(arguments[0]))
    except Exception:
        # Typst's own message quotes the text it stumbled over.
        return NOT_SET
    if len(made) > LARGEST:
        return NOT_SET
    sys.stdout.buffer.write(made)
    return os.EX_OK


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
