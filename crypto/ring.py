"""What one person's keys open, and what she remembers of it."""

from collections.abc import Callable, Iterable
from uuid import UUID

import msgspec

from crypto.compartments import Compartment
from crypto.context import encode
from crypto.envelope import expand
from crypto.errors import KeyMissing
from crypto.seeds import Seeds

FIELD = encode("casework/field/1")


class Held(msgspec.Struct, frozen=True, gc=False):
    """One compartment's key of one generation."""

    compartment: Compartment
    generation: int
    key: bytes

    def __repr__(self) -> str:
        return f"<Held {self.compartment} {self.generation}>"


class KeyRing:
    """Keys by case, compartment and generation, for the length of one request.

    `holder` is the person, or for a survivor her case. It prints nothing of what it holds.
    """

    def __init__(self, holder: UUID | None = None, seeds: Seeds | None = None) -> None:
        self.holder = holder
        self.seeds = seeds
        self._keys: dict[UUID, dict[Compartment, dict[int, bytes]]] = {}
        self._field_keys: dict[tuple[UUID, Compartment, int], bytes] = {}
        self.again: Callable[[], KeyRing] | None = None
        """Loads this ring anew, set by whoever loaded it."""

    def __repr__(self) -> str:
        return f"<KeyRing of {len(self._keys)} cases>"

    def add(self, case: UUID, held: Iterable[Held]) -> None:
        """Take keys in."""
        parts = self._keys.setdefault(case, {})
        for each in held:
            parts.setdefault(each.compartment, {})[each.generation] = each.key

    def forget(self, case: UUID) -> None:
        """Drop every key of a case, and what was derived from it."""
        self._keys.pop(case, None)
        self._field_keys = {at: key for at, key in self._field_keys.items() if at[0] != case}

    def key(self, case: UUID, compartment: Compartment, generation: int) -> bytes:
        """The 32-byte compartment key. Raises KeyMissing."""
        try:
            return self._keys[case][compartment][generation]
        except KeyError:
            raise KeyMissing from None

    def field_key(self, case: UUID, compartment: Compartment, generation: int) -> bytes:
        """The child key that seals columns of that compartment. Raises KeyMissing."""
        at = (case, compartment, generation)
        if at not in self._field_keys:
            self._field_keys[at] = expand(self.key(*at), FIELD + encode(*at))
        return self._field_keys[at]

    def catch_up(self, case: UUID, generations: dict[Compartment, int]) -> None:
        """Look again for boxes, when keys of this case were renewed after the ring was loaded."""
        parts = self._keys.get(case, {})
        behind = [part for part in parts if generations.get(part) not in parts[part]]
        if behind and self.again is not None:
            self.add(case, self.again().held(case))

    def newest(self, case: UUID, compartment: Compartment) -> Held:
        """The newest generation held of a compartment. Raises KeyMissing."""
        generations = self._keys.get(case, {}).get(compartment)
        if not generations:
            raise KeyMissing
        number = max(generations)
        return Held(compartment, number, generations[number])

    def is_past(self, case: UUID, compartment: Compartment, generation: int) -> bool:
        """Whether a newer generation is here: whoever lost her keys knows this one still.

        What stands under it now was put there after everything was sealed anew.
        """
        return generation < max(self._keys.get(case, {}).get(compartment, {}), default=0)

    def in_force(self, case: UUID, compartment: Compartment, generation: int) -> bytes | None:
        """A compartment key, unless it is not here or a newer generation is: see `is_past`."""
        generations = self._keys.get(case, {}).get(compartment, {})
        key = generations.get(generation)
        return None if len(generations) > 1 and generation < max(generations) else key

    def held(self, case: UUID) -> list[Held]:
        """The newest key of each compartment held of a case; empty for a stranger."""
        return [self.newest(case, part) for part in self._keys.get(case, {})]

    def holds(self, case: UUID, compartment: Compartment) -> bool:
        """Whether any key to that compartment of that case is here."""
        return compartment in self._keys.get(case, {})

    @property
    def cases(self) -> frozenset[UUID]:
        """Every case of which a key is here."""
        return frozenset(self._keys)
