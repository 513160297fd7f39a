"""Measures that can be proposed: those of the pack, and our own wherever it lacks one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from casework.procedures import loading
from casework.procedures.pack import InterimMeasure, Pack
from casework.procedures.terms import Binding


class Unnoticed(StrEnum):
    """Measures that nobody but she and whoever arranges them can notice, by their word."""

    TRANSPORT = "transport"
    ASSIST = "assist"
    CARE = "care"
    REMOVE = "remove"
    SECURITY = "security"
    PROTECT = "protect"


@dataclass(frozen=True)
class Offer:
    """One measure as it can be proposed."""

    id: str
    label: str
    binding: Binding
    source: str
    section: str
    moves_her: bool
    """Changes her place, shift or time: never without her yes on record. Unknown counts as it."""
    wants_consent: bool
    """Her yes comes first: whatever moves her, and whatever the source or we say needs it."""
    he_notices: bool
    """Opens the gate first. Only what is known to stay unnoticed does not."""


def offers(pack: Pack) -> tuple[Offer, ...]:
    """What can be proposed under a pack, its own first; those of the generic pack after them."""
    own = [_offer(pack, each) for each in pack.interim_measures if each.enabled]
    known = {word_of(each.id) for each in own}
    return (*own, *(each for each in _generic() if word_of(each.id) not in known))


def word_of(measure: str) -> str:
    """What a measure is by its word, whichever pack it stands in."""
    return measure.removeprefix("our_")


def _generic() -> Iterator[Offer]:
    pack = loading.the_pack(loading.GENERIC)
    return (_offer(pack, each) for each in pack.interim_measures if each.enabled)


def _offer(pack: Pack, measure: InterimMeasure) -> Offer:
    moves_her = measure.moves_her is not False
    return Offer(
        id=measure.id,
        label=measure.label,
        binding=measure.binding,
        source=pack.the_source(measure).title,
        section=measure.section,
        moves_her=moves_her,
        wants_consent=moves_her or measure.survivor_consent_required,
        he_notices=word_of(measure.id) not in set(Unnoticed),
    )
