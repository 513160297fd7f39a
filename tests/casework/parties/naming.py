"""Somebody of a case written down, in tests."""

from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.answers import Named
from casework.parties.declaring import Answers, Outcome, declare
from casework.parties.people import Part, Sketch, add
from tests.casework.turning import turn
from tests.worlds import World

KARIM = Named(name="Abdul Karim", post="supervisor", line="3")
JASHIM = Named(name="Jashim Uddin", post="quality in-charge", line="12")
BINA = Named(name="Bina Rai", post="operator", line="7")
NASRIN = Named(name="Nasrin Begum", post="operator", line="7")
FREE = Answers(is_related=False, is_over=False, is_named=False)
CLOSE = Answers(is_related=True, is_over=False, is_named=False, words="He is my cousin.")


def sketch(
    named: Named = KARIM, part: Part = Part.RESPONDENT, *, is_masked: bool = False
) -> Sketch:
    """What is written down of somebody."""
    return Sketch(part=part, named=named, is_masked=is_masked)


def named(db: Session, world: World, case: UUID, what: Sketch, who: str = "chair") -> UUID:
    """Somebody writes a party down."""
    id_ = add(db, turn(db, world, who, case), what)
    db.commit()
    return id_


def answered(db: Session, world: World, case: UUID, who: str, answers: Answers = FREE) -> Outcome:
    """A member answers before the case opens."""
    became = declare(db, turn(db, world, who, case), answers)
    db.commit()
    return became
