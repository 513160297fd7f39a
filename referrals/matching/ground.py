"""Areas as matching sees them: which lies in which, and which lies next to which."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

import msgspec


class Distance(StrEnum):
    """How far a door is from her, as coarse as it is known."""

    HERE = "here"
    NEXT = "next"
    """In an area next to hers, or somewhere in the larger area that hers belongs to."""
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class Ground(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The tree of areas of one or more countries. A country is its own two-letter code."""

    parents: Mapping[str, str] = {}
    """Code to the code above it; what stands right below a country has the country's code."""
    neighbours: Mapping[str, frozenset[str]] = {}
    names: Mapping[str, str] = {}

    def path(self, code: str) -> tuple[str, ...]:
        """The area itself and everything it lies in, smallest first; empty for no code."""
        return self._paths.get(code) or self._walked(code)

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        return {code: self._walked(code) for code in self.parents}

    def _walked(self, code: str) -> tuple[str, ...]:
        steps: list[str] = []
        while code and code not in steps:
            steps.append(code)
            code = self.parents.get(code, "" if len(code) == 2 else code[:2])
        return tuple(steps)

    def covers(self, codes: frozenset[str], area: str) -> bool:
        """Whether one of these areas holds this one, or lies in it."""
        return not codes.isdisjoint(self.path(area)) or any(area in self.path(c) for c in codes)

    def distance(self, door: str, area: str) -> Distance:
        """How far a door in one area is from somebody in another."""
        way = self.path(door)
        if len(way) < 2:
            return Distance.UNKNOWN
        if area in way:
            return Distance.HERE
        if door in self.path(area) or not self.around(area).isdisjoint(way):
            return Distance.NEXT
        return Distance.ELSEWHERE

    def around(self, area: str) -> frozenset[str]:
        """What lies next to it or to what it lies in; where nobody said, all in the area above."""
        near = frozenset().union(*(self.neighbours.get(each, ()) for each in self.path(area)[:-1]))
        parent = self.parents.get(area, "")
        if self.neighbours.get(area) or len(parent) <= 2:
            return near
        return near | self._children.get(parent, frozenset())

    @cached_property
    def _children(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for code, parent in self.parents.items():
            found.setdefault(parent, set()).add(code)
        return {parent: frozenset(codes) for parent, codes in found.items()}


NOWHERE = Ground()
