"""An attacker with every published table, and patience: an exact search in whole numbers."""

from collections.abc import Iterable, Mapping
from itertools import product

from casework.measures.counts import TOTAL, Cell, Masked

Atom = tuple[int, ...]
Sum = tuple[frozenset[Atom], int]
"""These unknown numbers together are so many."""


def sums_of(masked: Masked, places: tuple[int, ...], shape: tuple[int, ...]) -> list[Sum]:
    """What a table tells of the atoms: its axes are these places of an atom."""
    atoms = list(product(*(range(size) for size in shape)))
    return [
        (frozenset(each for each in atoms if matches(cell, each, places)), count)
        for cell, count in masked.shown.items()
    ]


def matches(cell: Cell, atom: Atom, places: tuple[int, ...]) -> bool:
    """Whether an atom is counted in a cell."""
    return all(level in (TOTAL, atom[place]) for level, place in zip(cell, places, strict=True))


def is_possible(sums: Iterable[Sum]) -> bool:
    """Whether any world of whole numbers, none below 0, has all these sums."""
    return _search([(set(atoms), count) for atoms, count in sums])


def _search(sums: list[tuple[set[Atom], int]]) -> bool:
    sums = _without_the_empty(sums)
    if any(count < 0 or not atoms for atoms, count in sums):
        return False
    if not sums:
        return True
    atoms, most = min(sums, key=lambda each: (len(each[0]), each[1]))
    atom = min(atoms)
    most = min(count for members, count in sums if atom in members)
    least = most if len(atoms) == 1 else 0
    return any(_search(_with(sums, atom, value)) for value in range(most, least - 1, -1))


def _without_the_empty(sums: list[tuple[set[Atom], int]]) -> list[tuple[set[Atom], int]]:
    return [each for each in sums if each[0] or each[1]]


def _with(sums: list[tuple[set[Atom], int]], atom: Atom, value: int) -> list[tuple[set[Atom], int]]:
    return [(atoms - {atom}, count - value if atom in atoms else count) for atoms, count in sums]


def table(cells: Mapping[Cell, int], places: tuple[int, ...]) -> dict[Cell, int]:
    """The atoms counted by some of their places."""
    found: dict[Cell, int] = {}
    for atom, count in cells.items():
        cell = tuple(atom[place] for place in places)
        found[cell] = found.get(cell, 0) + count
    return found
