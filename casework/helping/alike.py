"""Somebody of a place is called like whomever it is about: is it the same person?

Until somebody who reads whom it is about has said no, nothing that is sent there reaches her. The
answer stands with the referrals and names nobody: officers read there who do not know whom it is
about, and whoever reads that may not know which place is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

import msgspec

from casework.case.timeline import Line
from casework.case.turns import Turn
from casework.helping.recording import Recording
from casework.models.entry import Kind
from casework.readers.kept_away import Described
from crypto.context import encode
from crypto.envelope import derive


class Same(StrEnum):
    """Whether it is the same person."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Compared(msgspec.Struct, frozen=True, kw_only=True, tag="compared"):
    """What was answered of one person of a place with accounts."""

    body: UUID
    """The organisation."""
    mark: bytes
    """Stands for the person and what was known then of whom it is about (`mark_of`)."""
    same: Same

    def __repr__(self) -> str:
        return "<Compared>"


_RECORDING: Recording[Compared] = Recording(
    Kind.REFERRAL, "compared", msgspec.json.Decoder(Compared)
)
said_of, record_of = _RECORDING.said_of, _RECORDING.record_of


@dataclass(frozen=True)
class Answer:
    """What was answered last of somebody: by whom and when."""

    same: Same
    by: UUID | None
    at: datetime
    words: str = field(default="", repr=False)


def mark_of(turn: Turn, said: Described, person: UUID) -> bytes:
    """What stands for a person in this case, for as long as the same is known of whom it is about.

    Nobody finds the person by it without the instance secret, and a description that changes, or
    that somebody else reads less of, asks anew.
    """
    parties = sorted(msgspec.msgpack.encode(each.named) for each in said.later)
    known = sha256(encode(msgspec.msgpack.encode(said.named), *parties)).digest()
    return derive(turn.keys.match, "casework/alike/1", turn.case, person, known)


def answers(lines: Iterable[Line], body: UUID) -> dict[bytes, Answer]:
    """What was answered of the people of one place, by their marks; the newest counts. Pure."""
    found = ((line, record) for line, record in _RECORDING.records(lines) if record.body == body)
    return {
        record.mark: Answer(record.same, line.author, line.at, line.text) for line, record in found
    }
