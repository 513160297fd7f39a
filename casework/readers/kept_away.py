"""Whom the description in a case fits today: also who came to her post after it was told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth import match_data
from auth.models import Membership, OrganizationKind
from casework.case.answers import Named, Reply
from casework.case.chains import bodies_of
from casework.case.roster import Reader
from casework.case.timeline import Line, Timeline
from casework.models.entry import Kind, Said
from casework.readers.conflict import candidates
from crypto.compartments import Compartment
from crypto.instance import InstanceKeys
from crypto.sealing import the_ring

READ = (Compartment.TOLD, Compartment.ACCOUNT)
PARTY_FIELDS = {
    "name": "party_name",
    "nickname": "party_nickname",
    "employee_number": "party_number",
    "post": "party_post",
    "line": "party_line",
}
"""Facts by which an entry describes a party of the case (casework.parties)."""
STAY_AWAY = ("respondent", "witness")
"""The parties to whom nobody who deals with the case is to be close."""
FIELDS = {
    "name": "respondent_name",
    "nickname": "respondent_nickname",
    "employee_number": "respondent_number",
    "post": "respondent_post",
    "line": "respondent_line",
}


@dataclass(frozen=True)
class Later:
    """Somebody whom the committee wrote down, and who was found since not to be that person."""

    named: Named
    settled: frozenset[UUID]


@dataclass(frozen=True)
class Described:
    """What a case says about who should stay away, as far as this ring opens it."""

    named: Named
    said_close: frozenset[UUID]
    """Memberships of whom the survivor named herself."""
    said_no: frozenset[UUID]
    """Memberships of whom she said that they are somebody else."""
    decides_on_jobs: bool
    settled: frozenset[UUID]
    """People of whom a reader has said so since, with a reason."""
    later: tuple[Later, ...] = ()
    """Respondents and witnesses as the committee wrote them down."""


def described(db: Session, case: UUID) -> Described:
    """Read the description. What is sealed to this reader counts as not said."""
    return _described(list(_said(db, case)))


def described_by(read: Timeline) -> Described:
    """The same out of a case that is open already."""
    lines = [each for each in read.lines if each.compartment in READ]
    lines.sort(key=lambda each: (READ.index(each.compartment), each.number))
    return _described(lines)


def _described(said: Sequence[Said | Line]) -> Described:
    told = _facts(said, Kind.INTAKE)
    matches = _facts(said, Kind.MATCHES)
    settled = [each.facts["person"] for each in said if each.kind is Kind.SETTLED_MATCH]
    return Described(
        named=named_in(told),
        said_close=_ids(matches.get("said_close")),
        said_no=_ids(matches.get("said_no")),
        decides_on_jobs=matches.get("decides_on_jobs") == Reply.YES,
        settled=_ids([each for each in settled if isinstance(each, str)]),
        later=tuple(_later(said)),
    )


def named_in(
    told: dict[str, str | list[str]], fields: Mapping[str, str] = MappingProxyType(FIELDS)
) -> Named:
    """Whom somebody described, from the facts of what she answered."""
    return Named(**{field: _text(told, name) for field, name in fields.items()})


def _later(said: Sequence[Said | Line]) -> Iterator[Later]:
    """Each party as it stands last; a match settled before that was about somebody else."""
    newest: dict[str, int] = {}
    for at, each in enumerate(said):
        if each.kind is Kind.PARTY:
            newest[_text(each.facts, "about")] = at
    for at in newest.values():
        facts = said[at].facts
        if facts.get("step") != "left" and facts.get("part") in STAY_AWAY:
            after = [each for each in said[at:] if each.kind is Kind.SETTLED_MATCH]
            settled = _ids([_text(each.facts, "person") for each in after])
            yield Later(named_in(facts, PARTY_FIELDS), settled)


def fitting(
    db: Session, keys: InstanceKeys, said: Described, readers: Iterable[Reader]
) -> frozenset[UUID]:
    """Those of a roster whom the description fits, and whom nobody has settled."""
    readers = list(readers)
    data = match_data.of_everybody(db, [each.person for each in readers], keys.match)
    cleared = said.settled | {each.person for each in readers if each.membership in said.said_no}
    fit = {each.person for each in candidates(said.named, readers, data)} - cleared
    for later in said.later:
        named = {each.person for each in candidates(later.named, readers, data)}
        fit |= named - later.settled
    return frozenset(fit) | never(db, said, readers)


def never(db: Session, said: Described, readers: Iterable[Reader]) -> frozenset[UUID]:
    """Those who stay away whatever a reader thinks: the survivor's own yes decides.

    Everybody of the factory, where the person named hires, fires or pays people there.
    """
    named = db.scalars(select(Membership.person_id).where(Membership.id.in_(said.said_close)))
    of_factory = {each.person for each in readers if each.kind is OrganizationKind.FACTORY}
    return frozenset({*named, *(of_factory if said.decides_on_jobs else ())})


def _said(db: Session, case: UUID) -> Iterator[Said]:
    ring = the_ring(db)
    bodies, _closed = bodies_of(db, case, [part for part in READ if ring.holds(case, part)])
    every = (body for part in READ for body in bodies.get(part, ()))
    return (msgspec.msgpack.decode(body.said, type=Said) for body in every)


def _facts(said: Iterable[Said | Line], kind: Kind) -> dict[str, str | list[str]]:
    return next((each.facts for each in said if each.kind is kind), {})


def _text(facts: dict[str, str | list[str]], name: str) -> str:
    value = facts.get(name, "")
    return value if isinstance(value, str) else " ".join(value)


def _ids(digits: str | list[str] | None) -> frozenset[UUID]:
    return frozenset(UUID(each) for each in digits or [])
