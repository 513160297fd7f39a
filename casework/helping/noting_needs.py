"""Writing down what she needs of a place that helps."""

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import timeline
from casework.case.turns import Turn, begin
from casework.helping.moving import fall
from casework.helping.needs import FACT, Wanted, ticked
from casework.models.entry import Kind, Said
from crypto.compartments import Compartment

C = Compartment


def keep(db: Session, turn: Turn, wanted: Wanted) -> None:
    """Write down what she needs. What she ticked when she told stays beside it.

    Who has to agree depends on her age: where that is another now, what left by a yes that is
    none any more comes back, and so does what lies at a place that is kept out now.

    Raises as `casework.case.turns.begin`; NotAgreed for a concern.
    """
    cover = begin(db, turn, C.REFERRAL)
    before = ticked(timeline(db, turn.case, turn.register).lines)
    fact = msgspec.json.encode(wanted).decode()
    said = Said(kind=Kind.NEEDS, at=turn.now, facts={**before, FACT: fact})
    put(db, cover, C.REFERRAL, said, turn.author)
    fall(db, turn, cover)
    act(db, turn.case, "case:needs:keep", turn.author.person, turn.now)
