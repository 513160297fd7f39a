"""Reading a case from top to bottom, with every signature and chain checked on the way."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.covers import the_cover
from casework.case.keeping import check_epochs, epochs, survivor_keys
from casework.models.cover import CoverText
from casework.models.entry import Attachment, Entry, EntryBody, FileMeta, Kind, Said
from crypto.authorship import Head, check_entry
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.errors import CryptoError, RolledBack, SignatureInvalid
from crypto.sealing import the_ring

C = Compartment
ORDER = (C.OUTCOME, C.TOLD, C.IDENTITY, C.REFERRAL, C.ACCOUNT, C.CHANNEL, C.COVER)
"""Of what was written in the same moment: that it arrived, then her own words."""


@dataclass(frozen=True)
class File:
    """A file as the timeline shows it."""

    id: UUID
    name: str
    media_type: str
    size: int
    number: int = 0
    is_intimate: bool = False


@dataclass(frozen=True)
class Line:
    """One entry, opened and checked."""

    kind: Kind
    at: datetime
    text: str = field(repr=False)
    facts: dict[str, str | list[str]] = field(repr=False)
    author: UUID | None
    compartment: Compartment
    number: int
    head: bytes = field(repr=False)
    is_verified: bool
    files: list[File] = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class Timeline:
    """Everything this ring opens of a case, in the order it was said."""

    lines: list[Line]
    opened: list[Compartment]
    sealed: list[Compartment]
    """Compartments that exist and are sealed to this reader."""
    broken: list[Compartment]
    """Chains that do not end where the cover says, or hold an entry that does not verify."""


@dataclass(frozen=True)
class Trust:
    """Whose signatures count: everybody ever certified, and the survivor by the signed epochs."""

    register: Register = field(repr=False)
    survivor_keys: frozenset[bytes] = field(repr=False)


def timeline(db: Session, case: UUID, register: Register) -> Timeline:
    """Open and check every entry this session's ring holds keys to. Raises KeyMissing."""
    cover = the_cover(db, case).text
    ring = the_ring(db)
    made = {part for each in cover.holders for part in each.compartments}
    opened = [part for part in Compartment if part in made and ring.holds(case, part)]
    files = _files(db, case, opened)
    trust = Trust(register, _hers(db, case, cover, register))
    bodies, closed = bodies_of(db, case, opened)
    lines, broken = [], list(dict.fromkeys(closed))
    for part in opened:
        found, whole = _chain(case, part, bodies[part], cover, trust, files)
        lines += found
        broken += [] if whole or part in broken else [part]
    return Timeline(
        lines=sorted(lines, key=lambda each: (each.at, ORDER.index(each.compartment), each.number)),
        opened=opened,
        sealed=[part for part in Compartment if part in made and part not in opened],
        broken=broken,
    )


def bodies_of(
    db: Session, case: UUID, opened: Iterable[Compartment]
) -> tuple[dict[Compartment, list[EntryBody]], list[Compartment]]:
    """The entries of some compartments by number, and where each that does not open stands.

    One under a key that was replaced counts as closed: a leaver put it there.
    """
    parts = list(opened)
    rows = db.scalars(select(Entry).where(Entry.case_id == case, Entry.compartment.in_(parts)))
    bodies: dict[Compartment, list[EntryBody]] = {part: [] for part in parts}
    ring, closed = the_ring(db), []
    for row in rows:
        part = Compartment(row.compartment)
        try:
            if ring.is_past(case, part, row.generation):
                raise RolledBack
            bodies[part].append(row.body)
        except CryptoError:
            closed.append(part)
    by_number = {
        part: sorted(each, key=lambda body: body.signed.number) for part, each in bodies.items()
    }
    return by_number, closed


def is_author(body: EntryBody, trust: Trust) -> bool:
    """Whether the key that signed an entry was ever its author's, or the survivor's."""
    signed = body.signed
    if signed.author is not None:
        return trust.register.ever_signed_with(signed.author, signed.author_key)
    return signed.author_key in trust.survivor_keys


def _hers(db: Session, case: UUID, cover: CoverText, register: Register) -> frozenset[bytes]:
    try:
        return survivor_keys(check_epochs(epochs(db, case), cover, register))
    except CryptoError:
        # Nobody can say which keys are hers: no entry of hers counts as verified then.
        return frozenset()


def _files(db: Session, case: UUID, opened: list[Compartment]) -> dict[UUID, FileMeta]:
    rows = db.scalars(
        select(Attachment).where(Attachment.case_id == case, Attachment.compartment.in_(opened))
    )
    ring, found = the_ring(db), {}
    for row in rows:
        if ring.is_past(case, Compartment(row.compartment), row.generation):
            continue
        with suppress(CryptoError):
            found[row.id] = row.meta
    return found


def _chain(
    case: UUID,
    part: Compartment,
    bodies: list[EntryBody],
    cover: CoverText,
    trust: Trust,
    files: dict[UUID, FileMeta],
) -> tuple[list[Line], bool]:
    head, lines = Head(), []
    for body in bodies:
        verified = _verified(case, part, body, head, trust)
        head = body.signed.head(case, part)
        lines.append(_line(part, body, head, files, verified=verified))
    whole = head == cover.heads.get(part, Head()) and all(each.is_verified for each in lines)
    return lines, whole


def _file(file: UUID, meta: FileMeta) -> File:
    return File(
        file, meta.name, meta.media_type, meta.size, meta.number, is_intimate=meta.is_intimate
    )


def _verified(
    case: UUID,
    part: Compartment,
    body: EntryBody,
    after: Head,
    trust: Trust,
) -> bool:
    try:
        check_entry(body.signed, body.said, after, case=case, compartment=part)
    except SignatureInvalid:
        return False
    return is_author(body, trust)


def _line(
    part: Compartment,
    body: EntryBody,
    head: Head,
    files: dict[UUID, FileMeta],
    *,
    verified: bool,
) -> Line:
    said = msgspec.msgpack.decode(body.said, type=Said)
    shown = [_file(each, files[each]) for each in said.files if each in files]
    return Line(
        kind=said.kind,
        at=said.at,
        text=said.text,
        facts=said.facts,
        author=body.signed.author,
        compartment=part,
        number=body.signed.number,
        head=head.digest,
        is_verified=verified,
        files=shown,
    )
