"""Passing something on without her yes: law, reason, two people of two posts; she reads it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits
from casework.case.entries import put
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin
from casework.helping.agreed import Confirmed, Forced, Lifted, said_of
from casework.helping.moving import fall
from casework.helping.standing import overrides
from casework.models.cover import Capacity, Cover, CoverText
from crypto.compartments import Compartment
from referrals.consent.ledger import Override
from referrals.consent.terms import RecipientKind

C = Compartment
LONGEST = timedelta(days=7)
"""How long one holds: what is needed for longer is decided anew."""
PAIRED = Capacity.CHILD_PROTECTION_OFFICER
"""Two of them hold a child's case and nobody else does: there the other one is the second."""


class NotGrounded(Exception):
    """Without a law, a reason, something to pass on, and a day soon after, nothing is forced."""


class NoSuchOverride(Exception):
    """None of this id waits for a second person, or is in force."""


class SamePerson(Exception):
    """Whoever asked for it does not confirm it."""


class SamePost(Exception):
    """The second person is of another post than the first."""


def ask(db: Session, turn: Turn, forced: Forced, reason: str) -> None:
    """Ask to pass something on without her yes. Nothing leaves before somebody else confirms.

    Raises NotGrounded, and as `casework.case.turns.begin`.
    """
    today = turn.now.date()
    in_time = today <= forced.until <= today + LONGEST
    is_said = forced.law.strip() and reason.strip() and forced.recipient.name.strip()
    is_counting = forced.recipient.kind is RecipientKind.PROGRAMME
    if not (in_time and is_said and forced.fields) or is_counting:
        raise NotGrounded
    cover = begin(db, turn, C.REFERRAL)
    put(db, cover, C.REFERRAL, said_of(forced, turn.now, reason), turn.author)
    act(db, turn.case, "case:override:ask", turn.author.person, turn.now)


def confirm(db: Session, turn: Turn, override: UUID) -> None:
    """Stand behind it as the second person. She reads it on her page from now on.

    Raises NoSuchOverride, SamePerson, SamePost, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.REFERRAL)
    found = _the_open(db, turn, override)
    if found.confirmed_by is not None or turn.author.person is None:
        raise NoSuchOverride
    if found.asked_by == turn.author.person:
        raise SamePerson
    if not fits_beside(cover.text, found.asked_by, turn.author.person):
        raise SamePost
    record = said_of(Confirmed(override=override), turn.now)
    put(db, cover, C.REFERRAL, record, turn.author)
    _tell_her(db, cover)
    act(db, turn.case, "case:override:confirm", turn.author.person, turn.now)


def lift(db: Session, turn: Turn, override: UUID) -> None:
    """End it: refused by the second person, or not needed any more. What left by it comes back.

    Raises NoSuchOverride, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.REFERRAL)
    _the_open(db, turn, override)
    put(db, cover, C.REFERRAL, said_of(Lifted(override=override), turn.now), turn.author)
    fall(db, turn, cover)
    act(db, turn.case, "case:override:lift", turn.author.person, turn.now)


def fits_beside(cover: CoverText, first: UUID, second: UUID) -> bool:
    """Whether the second person is somebody else, of another post in this case.

    Nobody stands behind what somebody asked for who holds nothing of it any more: she who left,
    or was kept away meanwhile.
    """
    capacities = {each.holder: each.capacity for each in cover.holders}
    one, other = capacities.get(first), capacities.get(second)
    if first == second or one is None or other is None:
        return False
    return one is not other or other is PAIRED


def _the_open(db: Session, turn: Turn, override: UUID) -> Override:
    for each in overrides(timeline(db, turn.case, turn.register).lines):
        if each.id == override and not each.is_ended:
            return each
    raise NoSuchOverride


def _tell_her(db: Session, cover: Cover) -> None:
    if cover.text.number is not None:
        answer_waits(db, cover.text)
