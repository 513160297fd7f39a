"""A withheld match looked at by somebody outside it: a namesake is no reason to stay away."""

from collections.abc import Iterable
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.models import Membership
from casework.acts import act
from casework.answers import Reply
from casework.covers import change
from casework.entries import put
from casework.intentions import NotOffered, add, offered
from casework.models.case import Case
from casework.models.cover import Intention
from casework.models.entry import Entry, Kind, Said
from casework.turns import Turn, begin
from crypto.compartments import Compartment

C = Compartment


def settle_match(
    db: Session, turn: Turn, person: UUID, compartments: Iterable[Compartment], reason: str
) -> Intention:
    """Say that somebody withheld is not the person named, and begin handing keys over.

    The survivor is told like before any later grant, and has 48 hours to object.

    Raises NotOffered for somebody who is not withheld, whom the survivor herself named as
    close, or who was withheld because the person named decides on jobs in the factory.
    """
    parts = frozenset({C.COVER, *compartments})
    cover = begin(db, turn, C.ACCOUNT, *sorted(parts))
    is_withheld = person in cover.text.withheld and person != turn.author.person
    if not is_withheld or person in never_settled(db, turn.case):
        raise NotOffered
    rest = [each for each in cover.text.withheld if each != person]
    change(db, cover, withheld=rest)
    said = Said(kind=Kind.SETTLED_MATCH, at=turn.now, text=reason, facts={"person": person.hex})
    put(db, cover, C.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:match:settle", turn.author.person, turn.now)
    candidate = offered(db, turn, cover.text, person, parts - {C.COVER})
    return add(db, turn, cover, candidate, parts, reason)


def never_settled(db: Session, case: UUID) -> frozenset[UUID]:
    """Those who stay away whatever a reader thinks: the survivor's own yes decides.

    Reads `account`. Raises KeyMissing.
    """
    told = [each.facts for each in _matches(db, case)]
    close = {UUID(each) for facts in told for each in facts.get("said_close", [])}
    found = set(db.scalars(select(Membership.person_id).where(Membership.id.in_(close))))
    if any(facts.get("decides_on_jobs") == Reply.YES for facts in told):
        found |= _of_the_factory(db, case)
    return frozenset(found)


def _matches(db: Session, case: UUID) -> list[Said]:
    rows = db.scalars(select(Entry).where(Entry.case_id == case, Entry.compartment == C.ACCOUNT))
    said = [msgspec.msgpack.decode(row.body.said, type=Said) for row in rows]
    return [each for each in said if each.kind is Kind.MATCHES]


def _of_the_factory(db: Session, case: UUID) -> set[UUID]:
    at_the_factory = select(Membership.person_id).join(
        Case, Case.factory_id == Membership.organization_id
    )
    return set(db.scalars(at_the_factory.where(Case.id == case)))
