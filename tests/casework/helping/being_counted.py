"""Being asked whether she may be counted, and her answers."""

from uuid import UUID

from sqlalchemy.orm import Session

from casework.helping.consenting import note_yes, withdraw
from referrals.consent.ledger import Recipient
from referrals.consent.terms import ENDLESS, Purpose, RecipientKind
from tests.casework.helping.test_consenting import asked_her, yes
from tests.casework.turning import turn
from tests.worlds import World

STOP = Recipient(kind=RecipientKind.PROGRAMME, id=UUID(int=71), name="STOP")
ABOUT = {
    "recipient": STOP,
    "purpose": Purpose.STATISTICS,
    "fields": frozenset(),
    "until": ENDLESS,
}


def asked(db: Session, world: World, case: UUID) -> UUID:
    """She is asked whether a programme may count her."""
    return asked_her(db, world, case, **ABOUT)


def agreed(db: Session, world: World, case: UUID) -> UUID:
    """She says yes to it; gives back to what."""
    consent = asked(db, world, case)
    note_yes(db, turn(db, world, "officer", case), yes(consent))
    db.commit()
    return consent


def refused(db: Session, world: World, case: UUID, consent: UUID) -> None:
    """She says no, or takes it back, by word of mouth."""
    withdraw(db, turn(db, world, "officer", case), consent)
    db.commit()
