"""Writing an entry: signed inside its seal, chained, folded for search, counted on the cover."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.case.bounds import require_room
from casework.case.covers import change
from casework.case.search_words import WORDLESS, text_of, with_words
from casework.facts.counting import count_entry, is_uncounted, leave_at_once
from casework.facts.sealing import Hand
from casework.models.cover import Cover, CoverText
from casework.models.entry import Attachment, Entry, EntryBody, Kind, Said, SearchText
from crypto.authorship import Head, sign_entry
from crypto.compartments import Compartment

ADDED = frozenset({Kind.STATEMENT, Kind.FILE, Kind.OBJECTION, Kind.ROUTE, Kind.WITHDRAWAL})


def put(db: Session, cover: Cover, compartment: Compartment, said: Said, author: Author) -> Entry:
    """Write an entry into a case whose cover is taken (`casework.case.turns.begin`).

    Gives back its row, not yet committed. Raises KeyMissing where the session's ring lacks the
    compartment; NotAgreed and ConcernClosed for what a concern has no room for.
    """
    require_room(cover.text, compartment, said)
    said = msgspec.structs.replace(said, digests=_digests(db, said.files))
    raw = msgspec.msgpack.encode(said)
    signed = sign_entry(
        raw,
        cover.text.heads.get(compartment, Head()),
        author.seeds,
        case=cover.case_id,
        compartment=compartment,
        author=author.person,
        day=said.at.date(),
    )
    entry = Entry(
        case_id=cover.case_id, compartment=compartment, body=EntryBody(said=raw, signed=signed)
    )
    db.add(entry)
    heads = {**cover.text.heads, compartment: signed.head(cover.case_id, compartment)}
    change(
        db,
        cover,
        heads=heads,
        asked_at=_asked_at(cover.text, said, author),
        is_uncounted=is_uncounted(db, cover, said),
    )
    _fold_in(db, cover, compartment, said)
    db.flush()
    count_entry(db, cover, compartment, said, Hand(author.person, author.seeds))
    return entry


def uncount_at_factory(db: Session, cover: Cover, author: Author, at: datetime) -> None:
    """After a change of who is kept away from a case: where that is somebody of its committee,
    what was counted at the factory leaves it now, as far as this session can say.
    """
    leave_at_once(db, cover, Hand(author.person, author.seeds), at)


def said_now(kind: str, at: datetime, text: str = "", **facts: str) -> Said:
    """A Said of plain facts."""
    return msgspec.convert({"kind": kind, "at": at, "text": text, "facts": facts}, Said)


def _digests(db: Session, files: Iterable[UUID]) -> tuple[bytes, ...]:
    return tuple(db.get_one(Attachment, each).meta.sha256 for each in files)


def _asked_at(cover: CoverText, said: Said, author: Author) -> datetime | None:
    """Since when she waits for an answer, once this is said.

    What she adds after somebody has confirmed receipt waits like a message; before that the
    whole complaint does.
    """
    if said.kind is Kind.MESSAGE_TO_SURVIVOR:
        return None
    added = author.person is None and cover.acknowledged_at is not None and said.kind in ADDED
    if added or said.kind is Kind.MESSAGE_FROM_SURVIVOR:
        return cover.asked_at or said.at
    return cover.asked_at


def _fold_in(db: Session, cover: Cover, compartment: Compartment, said: Said) -> None:
    if said.kind in WORDLESS:
        return
    case = cover.case_id
    row = db.scalar(
        select(SearchText).where(SearchText.case_id == case, SearchText.compartment == compartment)
    )
    if row is None:
        # Also without any words: a missing row would tell that she left a page empty.
        row = SearchText(case_id=case, compartment=compartment)
        row.folded = with_words("", cover.text.code)
        db.add(row)
    row.folded = with_words(row.folded, text_of(said))
