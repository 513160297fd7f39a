"""The chains of outcomes for a list: each entry in its place under the head its cover names.

Signatures are checked where a case is opened; here the chain has to end where the cover says.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case import one_pass
from casework.case.timeline import Line
from casework.models.cover import CoverText
from casework.models.entry import EntryBody, Said
from crypto.authorship import Head, is_in_place
from crypto.compartments import Compartment

OUTCOME = Compartment.OUTCOME


def listed_outcomes(db: Session, covers: Mapping[UUID, CoverText]) -> dict[UUID, list[Line]]:
    """What stands in the outcome of some cases, by case; one whose chain is broken is left out."""
    found = {}
    for case, bodies in one_pass.chained(db, covers, OUTCOME).items():
        if _is_whole(case, bodies, covers[case].heads.get(OUTCOME, Head())):
            found[case] = [_line(each) for each in bodies]
    return found


def _is_whole(case: UUID, bodies: Iterable[EntryBody], end: Head) -> bool:
    head = Head()
    for body in bodies:
        if not is_in_place(body.signed, body.said, head):
            return False
        head = body.signed.head(case, OUTCOME)
    return head == end


def _line(body: EntryBody) -> Line:
    said = msgspec.msgpack.decode(body.said, type=Said)
    return Line(
        kind=said.kind,
        at=said.at,
        text=said.text,
        facts=said.facts,
        author=body.signed.author,
        compartment=OUTCOME,
        number=body.signed.number,
        head=b"",
        is_verified=True,
    )
