"""What somebody has typed and not sent: openable by her cookie alone, dead an hour after a page."""

import base64
import binascii
import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import delete, event, select, update
from sqlalchemy.orm import Session

from casework.case.answers import Answers
from casework.models.draft import Draft, DraftFile
from casework.telling.files import FileStore
from crypto import slots
from crypto.envelope import derive, open_, seal
from crypto.errors import PaddingBroken, SealBroken
from crypto.instance import InstanceKeys
from crypto.padding import pad, unpad

ID_BYTES = 16
SECRET_BYTES = 32
LIFE = timedelta(minutes=60)
RECEIPT_LIFE = timedelta(minutes=10)
ROOM = 16 * 1024
"""Every draft of ordinary length is stored this long, whatever is in it."""


class DraftOvertaken(Exception):
    """Another request changed the draft since it was read: nothing was written by this one."""


class DraftText(msgspec.Struct, kw_only=True):
    """Everything a draft holds. A receipt holds the number, how it is spaced, and nothing else."""

    answers: Answers = msgspec.field(default_factory=Answers)
    page: str = ""
    """The page to show."""
    seen: list[str] = []
    """Pages she has answered or passed."""
    checking: bool = False
    """She has been at the summary: from a changed answer the way leads back to it."""
    typed: dict[str, dict[str, list[str]]] = {}
    """Page → what was typed there and could not be taken as it stands."""
    kept: UUID | None = None
    """The case she keeps already and decides about now; None for something told anew."""
    has_changed_readers: bool = False
    """The people she was shown before she sent were others by then."""
    number: str = ""
    groups: tuple[int, ...] = (4, 4, 4, 4)
    """How the number is spaced where she works."""
    is_receipt: bool = False
    touched_at: datetime

    def __repr__(self) -> str:
        return "<DraftText>"


@dataclass(frozen=True)
class Ticket:
    """What the cookie carries: a name to find the draft by, and half of its key."""

    id: bytes = field(repr=False)
    secret: bytes = field(repr=False)

    @classmethod
    def draw(cls) -> "Ticket":
        """A new one."""
        return cls(secrets.token_bytes(ID_BYTES), secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def read(cls, cookie: str | None) -> "Ticket | None":
        """The ticket in a cookie's value, or None for anything else."""
        try:
            raw = base64.b64decode(cookie or "", altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        if len(raw) != ID_BYTES + SECRET_BYTES:
            return None
        return cls(raw[:ID_BYTES], raw[ID_BYTES:])

    @property
    def cookie(self) -> str:
        """The cookie's value, 64 characters."""
        return base64.urlsafe_b64encode(self.id + self.secret).decode()

    @property
    def digest(self) -> bytes:
        """SHA-256 of the name, which is all that the row has of it."""
        return hashlib.sha256(self.id).digest()


@dataclass
class OpenDraft:
    """A draft that was found and opened."""

    row: Draft
    version: int
    text: DraftText
    key: bytes = field(repr=False)


def begin(
    db: Session, keys: InstanceKeys, store: FileStore, now: datetime
) -> tuple[Ticket, OpenDraft]:
    """A new, empty draft and its ticket. Dead drafts of others are swept away meanwhile."""
    sweep(db, keys, store, now)
    ticket = Ticket.draw()
    text = DraftText(touched_at=now)
    row = Draft(id_digest=ticket.digest, slot=slots.slot(keys.slots, now), sealed=b"", version=1)
    key = _key(keys, ticket)
    row.sealed = _sealed(row, key, text)
    db.add(row)
    db.flush()
    return ticket, OpenDraft(row, row.version, text, key)


def find(db: Session, keys: InstanceKeys, ticket: Ticket | None, now: datetime) -> OpenDraft | None:
    """The living draft of a ticket; None when there is none, it is dead or was tampered with."""
    if ticket is None:
        return None
    row = db.scalar(
        select(Draft)
        .where(Draft.id_digest == ticket.digest)
        .execution_options(populate_existing=True)
    )
    if row is None:
        return None
    key = _key(keys, ticket)
    try:
        raw = unpad(open_(key, row.sealed, *_place(row)), ROOM)
        text = msgspec.msgpack.decode(raw, type=DraftText)
    except (SealBroken, PaddingBroken, msgspec.DecodeError):
        return None
    return OpenDraft(row, row.version, text, key) if _is_alive(text, now) else None


def keep(db: Session, keys: InstanceKeys, draft: OpenDraft, now: datetime) -> None:
    """Write the draft's text back and let it live from now on, its files with it.

    Raises DraftOvertaken when another request wrote it since it was read.
    """
    draft.text.touched_at = now
    slot = slots.slot(keys.slots, now)
    _replace(db, draft, slot)
    _touch_files(db, _objects(draft.text), slot)


def turn_into_receipt(db: Session, keys: InstanceKeys, draft: OpenDraft, now: datetime) -> None:
    """Replace a sent draft by its receipt, which holds the number and dies in ten minutes.

    Its files belong to the case from now on. Raises DraftOvertaken: then nothing may be sent.
    """
    names = _objects(draft.text)
    draft.text = DraftText(
        number=draft.text.number,
        groups=draft.text.groups,
        is_receipt=True,
        page="receipt",
        touched_at=now,
    )
    _replace(db, draft, slots.slot(keys.slots, now - (LIFE - RECEIPT_LIFE)))
    _forget_files(db, names)


def add_file(db: Session, keys: InstanceKeys, names: Iterable[str], now: datetime) -> None:
    """Note sealed objects that belong to a draft, so that they die with it."""
    slot = slots.slot(keys.slots, now)
    db.add_all(DraftFile(slot=slot, object_name=name) for name in names)


def drop_files(db: Session, store: FileStore, names: list[str]) -> None:
    """Remove objects of a draft: their rows now, the objects when this transaction has committed.

    An object that a crash leaves behind then is found by `casework.instance.orphans`.
    """
    _forget_files(db, names)

    def delete_objects(_db: Session) -> None:
        for name in names:
            store.delete(name)

    event.listen(db, "after_commit", delete_objects, once=True)


def end(db: Session, store: FileStore, draft: OpenDraft) -> None:
    """Remove a draft or a receipt, and the files that belong to no case."""
    drop_files(db, store, _objects(draft.text))
    db.execute(delete(Draft).where(Draft.id == draft.row.id))


def leave(
    db: Session, keys: InstanceKeys, store: FileStore, cookie: str | None, now: datetime
) -> None:
    """End whatever draft a cookie opens, if any: for `/x`."""
    draft = find(db, keys, Ticket.read(cookie), now)
    if draft is not None:
        end(db, store, draft)


def sweep(db: Session, keys: InstanceKeys, store: FileStore, now: datetime) -> int:
    """Remove dead drafts and their files; returns how many files."""
    alive = slots.live(keys.slots, now, int(LIFE.total_seconds()) // 60)
    dead = db.scalars(
        select(DraftFile.object_name)
        .where(DraftFile.slot.not_in(alive))
        .with_for_update(skip_locked=True)
    ).all()
    drop_files(db, store, list(dead))
    db.execute(delete(Draft).where(Draft.slot.not_in(alive)))
    return len(dead)


def _objects(text: DraftText) -> list[str]:
    return [name for file in text.answers.files for name in file.objects]


def _is_alive(text: DraftText, now: datetime) -> bool:
    return now - text.touched_at < (RECEIPT_LIFE if text.is_receipt else LIFE)


def _replace(db: Session, draft: OpenDraft, slot: bytes) -> None:
    changed = db.execute(
        update(Draft)
        .where(Draft.id == draft.row.id, Draft.version == draft.version)
        .values(
            slot=slot,
            version=draft.version + 1,
            sealed=_sealed(draft.row, draft.key, draft.text),
        )
        .execution_options(synchronize_session=False)
        .returning(Draft.version)
    ).scalar()
    if changed is None:
        raise DraftOvertaken
    draft.version = changed


def _touch_files(db: Session, names: list[str], slot: bytes) -> None:
    if names:
        db.execute(update(DraftFile).where(DraftFile.object_name.in_(names)).values(slot=slot))


def _forget_files(db: Session, names: list[str]) -> None:
    if names:
        db.execute(delete(DraftFile).where(DraftFile.object_name.in_(names)))


def _key(keys: InstanceKeys, ticket: Ticket) -> bytes:
    return derive(ticket.secret + keys.drafts, "casework/draft/1")


def _sealed(row: Draft, key: bytes, text: DraftText) -> bytes:
    return seal(key, pad(msgspec.msgpack.encode(text), ROOM), *_place(row))


def _place(row: Draft) -> tuple[str, bytes, str]:
    return "draft", row.id.bytes, "sealed"
