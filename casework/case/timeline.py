"""Reading a case from top to bottom, with every signature and chain checked on the way."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.chains import NOTHING, Link, bodies_of, links, opened_parts, the_trust
from casework.case.covers import the_cover
from casework.models.cover import CoverText
from casework.models.entry import Attachment, FileMeta, Kind, Said
from crypto.authorship import Head
from crypto.certificates import Register
from crypto.compartments import Compartment
from crypto.errors import CryptoError
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


def timeline(
    db: Session,
    case: UUID,
    register: Register,
    checked: Mapping[Compartment, Head] = NOTHING,
) -> Timeline:
    """Open and check every entry this session's ring holds keys to. Raises KeyMissing.

    `checked`: how far this reader has checked the chains before (casework.case.chains); that
    they lead there is for the caller to hold against her memory.
    """
    cover, ring = the_cover(db, case).text, the_ring(db)
    opened = opened_parts(db, case, cover)
    files, trust = _files(db, case, opened), the_trust(db, case, cover, register)
    bodies, closed = bodies_of(db, case, opened)
    lines, broken = [], list(dict.fromkeys(closed))
    for part in opened:
        chain = links(case, part, bodies[part], trust, checked.get(part))
        found, whole = _chain(chain, part, cover, files)
        lines += found
        broken += [] if whole or part in broken else [part]
    made = {part for each in cover.holders for part in each.compartments}
    return Timeline(
        lines=sorted(lines, key=lambda each: (each.at, ORDER.index(each.compartment), each.number)),
        opened=opened,
        sealed=[part for part in Compartment if part in made and not ring.holds(case, part)],
        broken=broken,
    )


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
    chain: list[Link], part: Compartment, cover: CoverText, files: dict[UUID, FileMeta]
) -> tuple[list[Line], bool]:
    lines = [_line(part, each, files) for each in chain]
    head = chain[-1].head if chain else Head()
    whole = head == cover.heads.get(part, Head()) and all(each.is_verified for each in lines)
    return lines, whole


def _are_others(said: Said, files: dict[UUID, FileMeta]) -> bool:
    """Whether a file stands in the place of the one that was signed for."""
    signed = zip(said.files, said.digests, strict=False)
    return len(said.digests) != len(said.files) or any(
        each in files and files[each].sha256 != digest for each, digest in signed
    )


def _file(file: UUID, meta: FileMeta) -> File:
    return File(
        file, meta.name, meta.media_type, meta.size, meta.number, is_intimate=meta.is_intimate
    )


def _line(part: Compartment, link: Link, files: dict[UUID, FileMeta]) -> Line:
    signed, said = link.body.signed, msgspec.msgpack.decode(link.body.said, type=Said)
    shown = [_file(each, files[each]) for each in said.files if each in files]
    return Line(
        kind=said.kind,
        at=said.at,
        text=said.text,
        facts=said.facts,
        author=signed.author,
        compartment=part,
        number=signed.number,
        head=link.head.digest,
        is_verified=link.is_verified and not _are_others(said, files),
        files=shown,
    )
