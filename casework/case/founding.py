"""Making a case: its keys, its first epoch, its cover, and a box for everybody who may read."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.authors import Author
from casework.case.codes import draw_code
from casework.case.granting import grant, with_grant
from casework.models.case import Case
from casework.models.cover import (
    NOTHING_CHOSEN,
    Capacity,
    Chosen,
    Cover,
    CoverText,
    Holder,
    NumberState,
    TrailKey,
)
from crypto.compartments import Compartment
from crypto.envelope import derive
from crypto.epochs import (
    Epoch,
    EpochRecord,
    Generation,
    commit,
    inbox_keys,
    new_key,
    sign_epoch,
)
from crypto.instance import InstanceKeys
from crypto.ring import Held
from crypto.sealing import remember_lock, the_ring
from crypto.seeds import PublicKeys, Seeds


@dataclass(frozen=True)
class Recipient:
    """Somebody who receives keys with the case: whose keys, in which capacity, to what."""

    holder: UUID
    capacity: Capacity
    keys: PublicKeys = field(repr=False)
    compartments: frozenset[Compartment]


@dataclass(frozen=True)
class Founding:
    """What a new case begins with."""

    case: UUID
    factory: UUID | None
    programme: UUID | None
    recipients: tuple[Recipient, ...]
    survivor: Seeds | None = field(repr=False)
    survivor_parts: frozenset[Compartment]
    capacity: Capacity
    number: NumberState | None
    now: datetime
    author: Author | None = None
    """Who took it down for somebody else and signs it; None where it was sent at `/w`."""
    code: str = ""
    """One that was drawn for it already; empty where it is drawn here."""
    withheld: tuple[UUID, ...] = ()
    declined_supervisor: bool = False
    chosen: Chosen = NOTHING_CHOSEN
    is_kept: bool = False
    is_concern: bool = False
    for_children: bool = False
    destroy_after: date | None = None
    is_named: bool = False
    """She said whom it is about: everybody who deals with it is asked before it opens."""


def found(db: Session, keys: InstanceKeys, founding: Founding) -> Author:
    """Make the case in this transaction and give its keys to the session's ring.

    Signed by whoever took it down, else by the survivor's own key, or by a one-time key where
    she has none; gives back that author, so that the entries of the same visit are signed
    alike. A compartment that nobody would hold is not made.
    """
    author = founding.author or Author(None, founding.survivor or Seeds.generate())
    held = [new_key(part, 1) for part in _made(founding)]
    _add_case(db, founding)
    open_generations(db, founding.case, held)
    record = _first_record(founding, held, author)
    db.add(Epoch(case_id=founding.case, number=1, record=record))
    holders = _grant_all(db, keys, founding, held, author)
    text = _cover_text(db, keys, founding, held, holders)
    db.add(Cover(case_id=founding.case, text=text))
    db.flush()
    return author


def open_generations(db: Session, case: UUID, held: Iterable[Held]) -> None:
    """Put new generations in force: rows, the session's ring, and what it seals under."""
    held = list(held)
    for each in held:
        db.add(Generation(case_id=case, compartment=each.compartment, number=each.generation))
    db.flush()
    the_ring(db).add(case, held)
    known = db.info.get("locked", {}).get(case, {})
    remember_lock(db, case, {**known, **{each.compartment: each.generation for each in held}})


def trail_key(case: UUID, cover: Held) -> bytes:
    """The trail key of one generation of the cover."""
    return derive(cover.key, "casework/trail-key/1", case, cover.generation)


def _made(founding: Founding) -> list[Compartment]:
    wanted = {Compartment.COVER}.union(*(each.compartments for each in founding.recipients))
    if founding.survivor is not None:
        wanted |= founding.survivor_parts
    return [part for part in Compartment if part in wanted]


def _add_case(db: Session, founding: Founding) -> None:
    db.add(
        Case(
            id=founding.case,
            factory_id=founding.factory,
            programme_id=founding.programme,
            destroy_after=founding.destroy_after,
        )
    )
    db.flush()


def _first_record(founding: Founding, held: list[Held], author: Author) -> EpochRecord:
    channel = next((each for each in held if each.compartment is Compartment.CHANNEL), None)
    record = EpochRecord(
        case=founding.case,
        number=1,
        keys=tuple(commit(founding.case, each) for each in held),
        inbox=inbox_keys(founding.case, channel).kem_public if channel else b"",
        survivor=founding.survivor.public if founding.survivor else None,
        previous=b"",
        day=founding.now.date(),
        reason="intake",
        author=author.person,
        author_key=author.seeds.public.verify,
        salt=secrets.token_bytes(32),
    )
    return sign_epoch(record, author.seeds, None)


def _grant_all(
    db: Session, keys: InstanceKeys, founding: Founding, held: list[Held], author: Author
) -> list[Holder]:
    holders: list[Holder] = []
    for each in _everybody(founding):
        parts = [one for one in held if one.compartment in each.compartments]
        row = grant(
            db,
            keys,
            case=founding.case,
            epoch=1,
            held=parts,
            holder=each.holder,
            to=each.keys,
            author=author,
            day=founding.now.date(),
        )
        named = [one.compartment for one in parts]
        holders = with_grant(holders, each.holder, each.capacity, named, row, each.keys)
    return holders


def _everybody(founding: Founding) -> list[Recipient]:
    if founding.survivor is None:
        return list(founding.recipients)
    parts = founding.survivor_parts | {Compartment.COVER}
    her = Recipient(founding.case, founding.capacity, founding.survivor.public, parts)
    return [her, *founding.recipients]


def _cover_text(
    db: Session, keys: InstanceKeys, founding: Founding, held: list[Held], holders: list[Holder]
) -> CoverText:
    cover = next(each for each in held if each.compartment is Compartment.COVER)
    return CoverText(
        code=founding.code or draw_code(db, keys),
        received_at=founding.now,
        home=founding.factory or founding.programme,
        is_kept=founding.is_kept,
        is_concern=founding.is_concern,
        is_for_child_protection=founding.for_children,
        holders=holders,
        withheld=list(founding.withheld),
        declined_supervisor=founding.declined_supervisor,
        chosen=founding.chosen,
        named=int(founding.is_named),
        survivor=founding.survivor.public if founding.survivor else None,
        number=founding.number,
        heads={},
        trail_keys=[TrailKey(0, trail_key(founding.case, cover))],
    )
