"""Who hears her alone: somebody of the case who does not belong to the factory."""

from uuid import UUID

from casework.models.cover import Capacity, CoverText

EXTERNAL = (Capacity.EXTERNAL_MEMBER,)
WITHOUT_ONE = (Capacity.SUPERVISOR, Capacity.CHILD_PROTECTION_OFFICER)
"""Where no external member holds keys, as where no committee deals with it."""


def outsiders(cover: CoverText) -> set[UUID]:
    """The external member; where none reads the case, whoever else of it is no member at all."""
    external = _with(cover, EXTERNAL)
    return external or _with(cover, WITHOUT_ONE)


def is_outsider(cover: CoverText, person: UUID | None) -> bool:
    """Whether somebody is one of them."""
    return person is not None and person in outsiders(cover)


def was_outsider(cover: CoverText, person: UUID | None) -> bool:
    """The same for somebody who may have left meanwhile: what she heard alone stands."""
    left = {each.holder for each in cover.departed if each.capacity in EXTERNAL + WITHOUT_ONE}
    return person is not None and (person in left or person in _with(cover, EXTERNAL + WITHOUT_ONE))


def _with(cover: CoverText, capacities: tuple[Capacity, ...]) -> set[UUID]:
    return {each.holder for each in cover.holders if each.capacity in capacities}
