"""What may be written into a concern: what was told, answers to who told it, one offer of help."""

from casework.models.cover import RECEIVED, CoverText
from casework.models.entry import Kind, Said
from crypto.compartments import Compartment

C = Compartment
ANYWHERE = frozenset(
    {
        Kind.RECUSAL,
        Kind.REMOVAL,
        Kind.STEPPED_OUT,
        Kind.HAND_OVER,
        Kind.OBJECTION,
        Kind.RENEWAL,
    }
)
IN_A_CONCERN = {
    C.TOLD: frozenset({Kind.TAKEN_DOWN, Kind.INTAKE, Kind.STATEMENT, Kind.FILE}),
    C.IDENTITY: frozenset({Kind.IDENTITY}),
    C.REFERRAL: frozenset({Kind.NEEDS}),
    C.ACCOUNT: frozenset({Kind.MATCHES, Kind.SETTLED_MATCH}),
    C.OUTCOME: frozenset(
        {Kind.STAGE, Kind.ACKNOWLEDGED, Kind.OFFER, Kind.OFFER_REPLY, Kind.CONCERN_CLOSED}
    ),
    C.CHANNEL: frozenset(
        {
            Kind.MESSAGE_TO_SURVIVOR,
            Kind.MESSAGE_FROM_SURVIVOR,
            Kind.ADDED_LATER,
            Kind.WITHDRAWAL,
            Kind.NUMBER,
        }
    ),
}
"""Everything that is not named here is refused: the survivor has agreed to nothing of it."""
ONLY_IN = {Kind.CONSENT: C.REFERRAL, Kind.REFERRAL: C.REFERRAL}
"""What stands in one compartment alone, whoever writes it: with what she needs."""
AFTER_CLOSING = frozenset({Kind.RECUSAL, Kind.REMOVAL, Kind.STEPPED_OUT, Kind.RENEWAL, Kind.NUMBER})
"""Keys and a number can always end."""


class NotAgreed(Exception):
    """It is a concern, and this is for a case only: the survivor has not agreed to it."""


class Misplaced(Exception):
    """This stands in another compartment: here people would read it whom she did not choose."""


class ConcernClosed(Exception):
    """It is a concern that was closed: it is read, and nothing more is done with it."""


def require_room(cover: CoverText, part: Compartment, said: Said) -> None:
    """Whether an entry may stand here.

    Raises Misplaced in the wrong compartment; NotAgreed or ConcernClosed for a concern.
    """
    if ONLY_IN.get(said.kind, part) is not part:
        raise Misplaced
    if cover.is_closed_concern and not _is_kept_up(said):
        raise ConcernClosed
    if cover.is_concern and not _has_room(part, said):
        raise NotAgreed


def _is_kept_up(said: Said) -> bool:
    """Whether it only keeps readable, or ends, what there is: that goes on after the closing."""
    # What was in the inbox is taken in also later: new keys would close it for good.
    is_late = said.facts.get("way") == "inbox"
    # Who read it before and has other keys now is nobody new.
    is_again = said.kind is Kind.HAND_OVER and said.facts.get("step") == "again"
    return said.kind in AFTER_CLOSING or is_late or is_again


def _has_room(part: Compartment, said: Said) -> bool:
    if said.kind is Kind.STAGE:
        return said.facts.get("stage") == RECEIVED
    return said.kind in ANYWHERE or said.kind in IN_A_CONCERN.get(part, ())
