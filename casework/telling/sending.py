"""The last press of `/w`: what Argon2 needs ahead, then draft into receipt and case in one go."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.case.answers import Answers
from casework.models.instance import Instance
from casework.number.returning_number import Prepared, prepare
from casework.readers.audience import Audience
from casework.telling import drafts
from casework.telling.drafts import OpenDraft
from casework.telling.intake import Sending, send
from crypto.context import encode
from crypto.instance import InstanceKeys
from crypto.passphrase import Cost


@dataclass(frozen=True)
class Ready:
    """A draft as it was when its number was stretched; another one needs stretching anew."""

    version: int
    number: str = field(repr=False)
    word: str = field(repr=False)
    salt: bytes = field(repr=False)


def ready(db: Session, draft: OpenDraft) -> Ready:
    """What the slow part needs of a draft."""
    salt = db.scalars(select(Instance.number_salt)).one()
    text = draft.text
    return Ready(draft.version, text.number, text.answers.second_word, salt)


def stretched(ready: Ready, keys: InstanceKeys, cost: Cost) -> Prepared:
    """The slow part: one Argon2 run for the number, one more where there is a word."""
    return prepare(ready.number, ready.word, ready.salt, keys, cost)


def send_draft(
    db: Session,
    keys: InstanceKeys,
    draft: OpenDraft,
    audience: Audience,
    prepared: Prepared,
    now: datetime,
) -> UUID:
    """Turn a draft into a receipt and a case, in this transaction; gives back the case's id.

    The draft goes first: of two who send the same one only one gets past it. Raises
    DraftOvertaken for the other, and WordNeeded or NobodyReads as `casework.telling.intake.send`.
    """
    answers: Answers = draft.text.answers
    drafts.turn_into_receipt(db, keys, draft, now)
    return send(db, keys, Sending(answers, audience, prepared, now))


def fingerprint(audience: Audience) -> str:
    """The same text for the same people with the same compartments, 64 characters.

    The last page carries it, so that nobody receives a key whom she was not shown.
    """
    parts = [
        encode(each.reader.person, each.capacity, *each.compartments)
        for each in audience.recipients
    ]
    return hashlib.sha256(encode(*sorted(parts), int(audience.is_kept))).hexdigest()
