"""What the numbers of a committee must hold to."""

from collections.abc import Iterator

import msgspec

from casework.procedures.committee import Committee, Numbers
from casework.procedures.lines import Path
from casework.procedures.shape import Slip


def committee(path: Path, part: msgspec.Struct) -> Iterator[Slip]:
    """Its numbers can be met at once; a quorum is no larger than the whole."""
    if not isinstance(part, Committee):
        return
    for name in ("numbers", "recommended"):
        yield from numbers((*path, name), getattr(part, name))
    whole, quorum = part.numbers.members, part.quorum.members
    if quorum is not None and quorum < 1:
        yield Slip((*path, "quorum", "members"), "A quorum is one or more.")
    if whole is not None and quorum is not None and quorum > whole:
        says = "More must sit than the committee has members."
        yield Slip((*path, "quorum", "members"), says)
    if part.own != Numbers():
        yield Slip((*path, "own"), "A factory's own numbers stand in no pack.")


def numbers(path: Path, asked: Numbers) -> Iterator[Slip]:
    """What of some numbers can be met by no committee."""
    for name in ("members", "women", "external", "worker_reps", "management", "term_months"):
        number = getattr(asked, name)
        least = 1 if name in ("members", "term_months") else 0
        if number is not None and number < least:
            yield Slip((*path, name), f"This is {least} or more; leave it out if it is not known.")
    if asked.members is not None and asked.members > 0:
        yield from _within(path, asked, asked.members)


def _within(path: Path, asked: Numbers, whole: int) -> Iterator[Slip]:
    """Parts of a committee of this size."""
    if asked.odd and whole % 2 == 0:
        yield Slip((*path, "odd"), f"The number must be odd, and {whole} is even.")
    for name in ("women", "external", "worker_reps", "management"):
        if (getattr(asked, name) or 0) > whole:
            yield Slip((*path, name), "These are more than the committee has members.")
    share = asked.women_share
    if share and asked.women is not None and asked.women < share.of(whole):
        yield Slip((*path, "women"), f"{share} of {whole} is {share.of(whole)}.")
