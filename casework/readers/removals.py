"""Whose keys somebody asks to have taken away, and who could confirm it: read from the cover."""

from uuid import UUID

from casework.models.cover import Capacity, CoverText, Holder, Removal
from crypto.compartments import Compartment

C = Compartment

CONFIRMERS = frozenset(
    {
        Capacity.RECEIVER,
        Capacity.EXTERNAL_MEMBER,
        Capacity.PANEL,
        Capacity.SUPERVISOR,
        Capacity.CHILD_PROTECTION_OFFICER,
    }
)
"""Who may confirm: those who deal with the case, not those who only follow it."""


def removable(cover: CoverText, case: UUID, me: UUID | None) -> list[Holder]:
    """Everybody of the staff who holds keys but oneself, of whom it is not asked already."""
    asked = {each.holder for each in cover.removals if pending(cover, each.holder)}
    return [each for each in cover.holders if each.holder not in {case, me, *asked}]


def pending(cover: CoverText, person: UUID) -> Removal | None:
    """What is asked about somebody, while she and whoever asked still hold keys."""
    asked = next((each for each in cover.removals if each.holder == person), None)
    if asked is None or cover.holder(person) is None or cover.holder(asked.by) is None:
        return None
    return asked


def seen_by(cover: CoverText, me: UUID | None) -> list[Removal]:
    """What is asked and not decided, but for what is asked about oneself."""
    known = (pending(cover, each.holder) for each in cover.removals)
    return [each for each in known if each is not None and each.holder != me]


def seconds(cover: CoverText, asked: Removal) -> frozenset[UUID]:
    """Who could confirm: others who deal with the case and read the inquiry."""
    return frozenset(
        each.holder
        for each in cover.holders
        if each.holder not in (asked.by, asked.holder)
        and each.capacity in CONFIRMERS
        and C.ACCOUNT in each.compartments
        and each.until is None
    )
