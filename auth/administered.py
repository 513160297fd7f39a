"""What was done with people, posts and keys, as its page and its command show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import trail
from auth.administration import administration_keys
from auth.models import CertificateRow, Membership, Organization, Person
from auth.trail import Entry, State
from auth.trail_rows import ActorKind
from crypto.instance import InstanceKeys

AT_ONCE = 200


@dataclass(frozen=True)
class Line:
    """One act, with names in place of ids, or what is wrong with its row.

    Without the exact time and the facts: with them an administrator could tell when something
    happened in a case, and in which.
    """

    number: int
    state: State
    day: date | None
    verb: str | None = None
    kind: ActorKind | None = None
    who: str = ""
    """The person who did it; empty for a command or a timer."""
    named: str = ""
    """Whom or what it was done with, where that has a name here."""

    @property
    def about(self) -> str:
        """The name, or else what kind of thing it was done with."""
        return self.named or (self.verb or "::").split(":")[1]


def count(db: Session, keys: InstanceKeys) -> int:
    """How many acts there are, the missing ones included."""
    return trail.next_number(db, administration_keys(db, keys))


def between(db: Session, keys: InstanceKeys, low: int, high: int) -> list[Line]:
    """The acts from running number `low` up to, not with, `high`; newest first."""
    walked = trail.walk(db, administration_keys(db, keys), low, high)
    return _lines(db, sorted(walked, key=lambda each: each.number, reverse=True))


def since(db: Session, keys: InstanceKeys, first: date) -> list[Line]:
    """Everything done on that day (UTC) and after it, newest first.

    A row that is missing bears no day: it is shown where the rows around it are.
    """
    found: list[Line] = []
    high = count(db, keys)
    while high > 0:
        low = max(high - AT_ONCE, 0)
        lines = between(db, keys, low, high)
        found += [each for each in lines if each.day is None or each.day >= first]
        if any(each.day is not None and each.day < first for each in lines):
            break
        high = low
    return found


def _lines(db: Session, entries: Sequence[Entry]) -> list[Line]:
    acts = [each.act for each in entries if each.act is not None]
    names = _names(db, {each for act in acts for each in (act.actor, act.subject) if each})
    return [_line(each, names) for each in entries]


def _line(entry: Entry, names: dict[UUID, str]) -> Line:
    act = entry.act
    if act is None:
        return Line(entry.number, entry.state, entry.day)
    return Line(
        number=entry.number,
        state=entry.state,
        day=act.day,
        verb=act.verb,
        kind=act.actor_kind,
        who=names.get(act.actor, "") if act.actor else "",
        named=names.get(act.subject, "") if act.subject else "",
    )


def _names(db: Session, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of those ids that are a person's, a post's, a certificate's or a body's."""
    wanted = list(ids)
    posts = select(Membership.id, Person.name).join(Person, Person.id == Membership.person_id)
    papers = select(CertificateRow.id, Person.name).join(
        Person, Person.id == CertificateRow.person_id
    )
    return {
        each: name
        for found in (
            select(Person.id, Person.name).where(Person.id.in_(wanted)),
            posts.where(Membership.id.in_(wanted)),
            papers.where(CertificateRow.id.in_(wanted)),
            select(Organization.id, Organization.name).where(Organization.id.in_(wanted)),
        )
        for each, name in db.execute(found)
    }
