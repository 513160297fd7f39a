"""What she says of a service she was sent to, and what of it the directory may learn."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.turns import Turn, begin_renewed
from casework.helping.following import Referral
from casework.helping.moving import the_one
from casework.helping.referring import WRITE
from casework.helping.states import UNANSWERED, MoveNotAllowed, Mover, State
from casework.helping.written import Felt, Helped, said_of
from crypto.compartments import Compartment
from referrals.directory.answer_times import note_days
from referrals.models.terms import Known

C = Compartment


class OwnReferral(Exception):
    """Whoever sent her there does not ask her how it was: somebody else does."""


class SaidAlready(Exception):
    """She has said how it was; nobody writes over it."""


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """How it was, as she says."""

    helped: Helped
    is_respected: Known = Known.UNKNOWN
    days: int | None = None
    words: str = field(default="", repr=False)


def felt(db: Session, turn: Turn, referral: UUID, feedback: Feedback) -> None:
    """Write down what she says: she herself, or somebody else than whoever sent her there.

    The directory learns one thing of it, and not from whom: within how many days she heard from
    the place. Raises casework.helping.moving.NoReferral, OwnReferral, SaidAlready, and
    casework.helping.states.MoveNotAllowed while there is nothing to say of it yet.
    """
    cover = begin_renewed(db, turn, C.REFERRAL)
    found = the_one(db, cover, turn, referral)
    _require_sayable(turn, found)
    said = Felt(
        referral=found.id,
        helped=feedback.helped,
        is_respected=feedback.is_respected,
        days=feedback.days,
    )
    put(db, cover, C.REFERRAL, said_of(said, turn.now, feedback.words), turn.author)
    days = answered_within(found) if feedback.days is None else feedback.days
    if days is not None and found.felt is None:
        note_days(db, turn.keys, found.sent.service, days)
    act(db, turn.case, WRITE, turn.author.person, turn.now)


def answered_within(found: Referral) -> int | None:
    """How many days the place took to say yes or no; None while it has said neither."""
    theirs = (Mover.PROVIDER, Mover.MEMBER)
    said = (
        each
        for each in found.steps
        if each.by in theirs and each.state in (State.ACCEPTED, State.DECLINED)
    )
    first = next(said, None)
    if first is None:
        return None
    return ((first.answered_on or first.at.date()) - found.sent_at.date()).days


def _require_sayable(turn: Turn, found: Referral) -> None:
    if found.state in UNANSWERED:
        raise MoveNotAllowed(found.state.value, "felt", Mover.HER.value)
    if turn.author.person is None:
        return
    if turn.author.person == found.by:
        raise OwnReferral
    if found.felt is not None:
        raise SaidAlready
