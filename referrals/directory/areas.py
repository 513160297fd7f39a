"""The tree of areas: what lies in what, what lies beside it, and which clock runs there."""

from collections.abc import Iterator, Mapping
from typing import Protocol


class Place(Protocol):
    """What the tree asks of an area."""

    @property
    def parent_code(self) -> str: ...
    @property
    def time_zone(self) -> str: ...


def upwards(tree: Mapping[str, Place], code: str) -> Iterator[str]:
    """The area itself and everything it lies in, the country last. A ring in it ends the walk."""
    seen: set[str] = set()
    while code and code not in seen:
        seen.add(code)
        yield code
        area = tree.get(code)
        code = area.parent_code if area is not None else ""


def time_zone_of(tree: Mapping[str, Place], code: str) -> str:
    """The nearest time zone upwards; UTC where nobody set any."""
    for each in upwards(tree, code):
        area = tree.get(each)
        if area is not None and area.time_zone:
            return area.time_zone
    return "UTC"
