"""Answering whether somebody of a place is whoever it is about; a yes takes back what she has."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin
from casework.helping.alike import Compared, Same, mark_of, said_of
from casework.helping.barring import alike_there
from casework.helping.following import referrals
from casework.helping.moving import withdraw
from casework.helping.referring import WRITE
from casework.readers.kept_away import described
from crypto.compartments import Compartment
from referrals.sending import packets


class NobodyAlike(LookupError):
    """Nobody of that place is to be told apart from whoever it is about, as far as she reads."""


def tell_apart(
    db: Session, turn: Turn, body: UUID, person: UUID, same: Same, words: str = ""
) -> None:
    """Write down whether it is the same person: by whom and when, and no name.

    After any answer but a no, what lies there for that person is taken back. It can be answered
    again: the newest counts.

    Raises NobodyAlike, also for whoever does not read whom it is about and for herself; and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, Compartment.REFERRAL)
    if person not in alike_there(db, turn, body) or person == turn.author.person:
        raise NobodyAlike
    mark = mark_of(turn, described(db, turn.case), person)
    said = said_of(Compared(body=body, mark=mark, same=same), turn.now, words)
    put(db, cover, Compartment.REFERRAL, said, turn.author)
    act(db, turn.case, WRITE, turn.author.person, turn.now)
    if same is not Same.NO:
        _take_back(db, replace(turn, seen=None), person)


def _take_back(db: Session, turn: Turn, person: UUID) -> None:
    lines = timeline(db, turn.case, turn.register).lines
    for each in referrals(lines, turn.now.date()):
        given = each.sent.given
        if given is None or not each.is_open:
            continue
        if packets.is_held_by(db, turn.keys, given, [person]):
            withdraw(db, turn, each.id)
