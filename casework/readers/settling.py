"""A withheld match looked at by somebody outside it: a namesake is no reason to stay away."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import change
from casework.case.entries import put
from casework.case.turns import Turn, begin
from casework.models.cover import Intention
from casework.models.entry import Kind, Said
from casework.readers.intentions import NotOffered, add, offered
from casework.readers.recipients import reach
from crypto.compartments import Compartment

C = Compartment


def settle_match(
    db: Session, turn: Turn, person: UUID, compartments: Iterable[Compartment], reason: str
) -> Intention | None:
    """Say that somebody withheld is not the person named, and begin handing keys over.

    Keys go only into a place that is vacant: a member whom no match kept away would have had
    none either. Without compartments it is settled and nobody receives anything; she may be
    named to a panel later. Before any key the survivor is told, and has 48 hours to object.

    Raises NotOffered for somebody who is not kept away, for whom no place is vacant, whom the
    survivor herself named as close, or who is kept away because the person named decides on
    jobs in the factory.
    """
    parts = frozenset({C.COVER, *compartments})
    cover = begin(db, turn, C.ACCOUNT, *sorted(parts))
    open_to = reach(db, turn.keys, turn.register, turn.case, cover.text, turn.now.date())
    if person not in open_to.to_settle or person == turn.author.person:
        raise NotOffered
    rest = [each for each in cover.text.withheld if each != person]
    change(db, cover, withheld=rest)
    said = Said(kind=Kind.SETTLED_MATCH, at=turn.now, text=reason, facts={"person": person.hex})
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:match:settle", turn.author.person, turn.now)
    if parts == {C.COVER}:
        return None
    candidate = offered(db, turn, cover.text, person, parts - {C.COVER})
    return add(db, turn, cover, candidate, parts, reason)
