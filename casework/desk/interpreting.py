"""Her yes, where somebody interpreted what was read to her: bound to secrecy first."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.turns import Turn, begin
from casework.helping import consenting
from casework.helping.agreed import Agreed
from casework.inquiry.steps import today
from casework.inquiry.undertakings import bind
from crypto.compartments import Compartment


def note_yes(db: Session, turn: Turn, agreed: Agreed, signing: Collection[UUID] = ()) -> None:
    """Write down that she agreed, after who interpreted has signed: before, or today by this.

    `signing`: those who were asked about a conflict and signed today.

    Raises casework.inquiry.undertakings.NotSigned, NotFree, and casework.parties.people.NoParty;
    and as `casework.helping.consenting.note_yes`.
    """
    if agreed.interpreters:
        cover = begin(db, turn, Compartment.ACCOUNT)
        bind(db, cover, turn, today(db, turn), agreed.interpreters, signing)
        turn = replace(turn, seen=None)
    consenting.note_yes(db, turn, agreed)
