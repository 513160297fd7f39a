"""Her yes, read to her by somebody who interprets: bound to secrecy first, and named to few."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from casework.desk.interpreting import note_yes
from casework.helping import consenting
from casework.helping.needs import Wanted
from casework.helping.noting_needs import keep
from casework.helping.standing import standings
from casework.inquiry.undertakings import NotSigned, undertakings
from casework.parties.people import Part
from referrals.matching.needs import AgeBand, Needs
from tests.casework.helping.test_consenting import question, yes
from tests.casework.parties.naming import BINA, named, sketch
from tests.casework.protection.protecting import lines_of
from tests.casework.turning import turn
from tests.worlds import World


def test_a_yes_stands_once_whoever_interpreted_it_has_signed(db: Session, world: World) -> None:
    case: UUID = world.told(db, world.complaint(needs_for_committee=True))
    who = named(db, world, case, sketch(BINA, Part.INTERPRETER))
    grown = Wanted(needs=Needs(age=AgeBand.FROM_25))
    keep(db, turn(db, world, "chair", case), grown)
    asked = question()
    consenting.ask(db, turn(db, world, "chair", case), asked)
    db.commit()
    said = yes(asked.consent, interpreters=(who,))
    with pytest.raises(NotSigned):
        note_yes(db, turn(db, world, "chair", case), said)
    db.rollback()

    note_yes(db, turn(db, world, "chair", case), said, signing=(who,))
    db.commit()

    lines = lines_of(db, world, case)
    (standing,), (promise,) = standings(lines), undertakings(lines)
    assert standing.agreed is not None
    assert standing.agreed.interpreters == (promise.party,) == (who,)
