"""Where a case or a committee has several of one thing: which of them a sheet is about."""

from collections.abc import Mapping
from typing import TypeAlias, TypeVar

Thing = TypeVar("Thing")
Named: TypeAlias = list[tuple[str, str]]
"""What there is to choose from: a key, and what each is called."""


def picked(found: Mapping[str, Thing], which: str) -> Thing | None:
    """The one whose key was chosen, else the newest; None where there is none.

    `found`: by key, the newest last.
    """
    if which in found:
        return found[which]
    return list(found.values())[-1] if found else None
