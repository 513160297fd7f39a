"""What one person's keys open, and what she remembers of it."""

from collections.abc import Callable, Iterable
from typing import TypeAlias
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


Several: TypeAlias = tuple[Held, ...]
ByDigits: TypeAlias = dict[str, tuple[UUID, Several]]


class KeyRing:
    """Keys by case, compartment and generation, for the length of one request.

    `holder` is the person, or for a survivor her case. It prints nothing of what it holds.
    """

    def __init__(self, holder: UUID | None = None, seeds: Seeds | None = None) -> None:
        self.holder = holder
        self.seeds = seeds
        self._held: dict[UUID, Several] = {}
        self._by_digits: ByDigits | None = None
        self._field_keys: dict[tuple[UUID, Compartment, int], bytes] = {}
        self.again: Callable[[], KeyRing] | None = None
        """Loads this ring anew, set by whoever loaded it."""

    def __repr__(self) -> str:
        return f"<KeyRing of {len(self._held)} cases>"

    def add(self, case: UUID, held: Iterable[Held]) -> None:
        """Take keys in."""
        more = tuple(held)
        before = self._held.setdefault(case, more)
        if before is not more:
            self._held[case] = before + more
        self._by_digits = None

    def forget(self, case: UUID) -> None:
        """Drop every key of a case, and what was derived from it."""
        self._held.pop(case, None)
        self._by_digits = None
        self._field_keys = {at: key for at, key in self._field_keys.items() if at[0] != case}

    def key(self, case: UUID, compartment: Compartment, generation: int) -> bytes:
        """The 32-byte compartment key. Raises KeyMissing."""
        for each in self._held.get(case, ()):
            if each.compartment is compartment and each.generation == generation:
                return each.key
        raise KeyMissing

    def field_key(self, case: UUID, compartment: Compartment, generation: int) -> bytes:
        """The child key that seals columns of that compartment. Raises KeyMissing."""
        at = (case, compartment, generation)
        if at not in self._field_keys:
            self._field_keys[at] = expand(self.key(*at), FIELD + encode(*at))
        return self._field_keys[at]

    def catch_up(self, case: UUID, generations: dict[Compartment, int]) -> None:
        """Look again for boxes, when keys of this case were renewed after the ring was loaded."""
        held = self._held.get(case, ())
        known = {(each.compartment, each.generation) for each in held}
        behind = {part for part, _number in known if (part, generations.get(part)) not in known}
        if behind and self.again is not None:
            self.add(case, self.again().held(case))

    def newest(self, case: UUID, compartment: Compartment) -> Held:
        """The newest generation held of a compartment. Raises KeyMissing."""
        found = [each for each in self._held.get(case, ()) if each.compartment is compartment]
        if not found:
            raise KeyMissing
        return max(found, key=lambda each: each.generation)

    def is_past(self, case: UUID, compartment: Compartment, generation: int) -> bool:
        """Whether a newer generation is here: whoever lost her keys knows this one still.

        What stands under it now was put there after everything was sealed anew.
        """
        return any(
            each.compartment is compartment and each.generation > generation
            for each in self._held.get(case, ())
        )

    def held(self, case: UUID) -> list[Held]:
        """The newest key of each compartment held of a case; empty for a stranger."""
        parts = dict.fromkeys(each.compartment for each in self._held.get(case, ()))
        return [self.newest(case, part) for part in parts]

    def holds(self, case: UUID, compartment: Compartment) -> bool:
        """Whether any key to that compartment of that case is here."""
        return compartment in [each.compartment for each in self._held.get(case, ())]

    def parts(self, case: UUID) -> str:
        """Of which compartments a key is here, in a word that is the same for the same ones."""
        return " ".join([each.compartment for each in self._held.get(case, ())])

    @property
    def cases(self) -> frozenset[UUID]:
        """Every case of which a key is here."""
        return frozenset(self._held)

    def by_digits(self) -> ByDigits:
        """Every case and its keys, by the hexadecimal digits of its id: rows come with these."""
        if self._by_digits is None:
            self._by_digits = {case.hex: (case, held) for case, held in self._held.items()}
        return self._by_digits


def in_force(held: Several, compartment: Compartment, generation: int) -> bytes | None:
    """A key out of those of one case, unless a newer one is there: see `KeyRing.is_past`."""
    key = None
    for each in held:
        if each.compartment is compartment:
            if each.generation == generation:
                key = key or each.key
            elif each.generation > generation:
                return None
    return key
