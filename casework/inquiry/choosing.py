"""What can follow from a report: the pack's own outcomes, and what puts it right for her."""

from enum import StrEnum

import msgspec

from casework.procedures.deciding import decisions
from casework.procedures.pack import Pack
from casework.procedures.terms import OutcomeKind


class Remedy(StrEnum):
    """What puts it right for her, in every country, as far as she wants it."""

    PAY = "remedy:pay"
    TRANSFER_BACK = "remedy:transfer_back"
    APOLOGY = "remedy:apology"
    REINSTATEMENT = "remedy:reinstatement"
    LEAVE_RESTORED = "remedy:leave_restored"


NOTHING = "nothing_follows"
"""What can always be decided: that nothing follows, because nothing was proved."""


class Choice(msgspec.Struct, frozen=True):
    """One thing that can be recommended or decided."""

    id: str
    label: str
    """The pack's own words, or nothing for a remedy of ours (casework.words.inquiry)."""
    kind: OutcomeKind

    @property
    def is_carried_out(self) -> bool:
        """Whether anything is to be done: where nothing was found there is not."""
        return self.kind is not OutcomeKind.NO_FINDING


def choices(pack: Pack) -> tuple[Choice, ...]:
    """What there is to choose from. No sanction on whoever complained is among it."""
    of_pack = (Choice(each.id, each.label, each.kind) for each in decisions(pack))
    ours = (Choice(each.value, "", OutcomeKind.REMEDY) for each in Remedy)
    every = (*of_pack, *ours)
    if any(each.kind is OutcomeKind.NO_FINDING for each in every):
        return every
    return (*every, Choice(NOTHING, "", OutcomeKind.NO_FINDING))


def the_choices(pack: Pack, ids: tuple[str, ...]) -> tuple[Choice, ...]:
    """Those with these ids, in the pack's order. Raises KeyError for any other id."""
    known = {each.id: each for each in choices(pack)}
    for each in ids:
        known[each]
    return tuple(each for each in known.values() if each.id in ids)
