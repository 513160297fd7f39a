"""Who interpreted when it was told: on the People page, bound to secrecy, asked on set days."""

from datetime import date

from sqlalchemy.orm import Session

from casework.case.answers import Named
from casework.case.timeline import timeline
from casework.case.turns import Turn
from casework.inquiry.steps import today
from casework.inquiry.undertakings import (
    Undertaking,
    can_sit_beside,
    require_free,
    undertake_within,
)
from casework.models.cover import Cover
from casework.parties.people import Part, Sketch, write_down
from crypto.compartments import Compartment
from crypto.sealing import the_ring


def write_interpreter(db: Session, cover: Cover, turn: Turn, name: str, on: date | None) -> None:
    """Write an interpreter down where the case is taken already, with the undertaking she signed.

    No name is nobody. Of a concern, and where nobody opens an inquiry, the name stands beside how
    it came, and nowhere else.

    Raises casework.inquiry.undertakings.NotFree for somebody who fits the respondent.
    """
    is_kept = the_ring(db).holds(turn.case, Compartment.ACCOUNT) and not cover.text.is_concern
    if not name or not is_kept:
        return
    require_free(name, timeline(db, turn.case, turn.register).lines)
    sketch = Sketch(part=Part.INTERPRETER, named=Named(name=name))
    id_ = write_down(db, cover, turn, sketch)
    lines = timeline(db, turn.case, turn.register).lines
    (party,) = [each for each in can_sit_beside(lines) if each.id == id_]
    promise = Undertaking(on=on or today(db, turn), is_free=True, party=id_)
    undertake_within(db, cover, turn, promise, lines, party)
