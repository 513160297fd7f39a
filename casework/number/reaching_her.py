"""How it is safe to reach her, changed by herself: a further entry, of which the newest counts."""

from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import Contact
from casework.case.covers import show_status
from casework.case.entries import put
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin_renewed
from casework.models.cover import Capacity, CoverText
from casework.models.entry import Kind, Said
from crypto.compartments import Compartment
from crypto.errors import KeyMissing

C = Compartment
PREFIX = "contact_"
Facts = Mapping[str, str | list[str]]


def change_reaching(db: Session, turn: Turn, contact: Contact) -> None:
    """Say anew how she can be reached; her name stays as it was. The older entry stays too.

    Raises KeyMissing where nothing of who she is was kept, and as
    `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, C.IDENTITY)
    before = newest_identity(timeline(db, turn.case, turn.register).lines)
    if before is None:
        raise KeyMissing
    new = {f"{PREFIX}{name}": value for name, value in msgspec.structs.asdict(contact).items()}
    said = Said(kind=Kind.IDENTITY, at=turn.now, facts={**before.facts, **new})
    put(db, cover, C.IDENTITY, said, turn.author)
    is_reached = contact.how != Contact().how and is_shared(cover.text)
    show_status(db, cover.text, is_reached=is_reached)
    act(db, turn.case, "case:survivor:reach", None, turn.now)


def newest_identity(lines: Iterable[Line]) -> Line | None:
    """Who she is and how to reach her as it was said last."""
    said = [each for each in lines if each.kind is Kind.IDENTITY]
    return max(said, key=lambda each: each.number, default=None)


def contact_of(facts: Facts) -> Contact:
    """How to reach her, out of the facts of such an entry."""
    known = {name: facts.get(f"{PREFIX}{name}", "") for name in Contact.__struct_fields__}
    said = {name: value for name, value in known.items() if isinstance(value, str) and value}
    return Contact(**said)


def is_shared(cover: CoverText) -> bool:
    """Whether anybody but her opens who she is and how to reach her."""
    return any(each.capacity is not Capacity.SURVIVOR for each in cover.holders_of(C.IDENTITY))
