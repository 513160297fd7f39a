"""What stands in the entries of consent: one typed record an entry, and nowhere else."""

from datetime import date
from typing import TypeAlias, cast
from uuid import UUID

import msgspec

from casework.helping.recording import Recording
from casework.models.entry import Kind
from referrals.consent.ledger import Recipient
from referrals.consent.terms import Field, Given, Ground, Purpose, Voice
from referrals.matching.needs import AgeBand


class Asked(msgspec.Struct, frozen=True, kw_only=True, tag="asked"):
    """What she is asked to agree to, with the words that are read to her. It allows nothing yet."""

    consent: UUID
    fields: frozenset[Field]
    recipient: Recipient
    purpose: Purpose
    until: date
    words: str
    language: str
    written: dict[Field, str] = {}
    is_on_her_page: bool = False
    """Whether she is asked there; else somebody reads it to her."""

    def __repr__(self) -> str:
        return "<Asked>"


class Agreed(msgspec.Struct, frozen=True, kw_only=True, tag="agreed"):
    """That she said yes to what she was asked, and how."""

    consent: UUID
    given: Given
    voices: frozenset[Voice]
    witness: str = ""
    spoken_in: str = ""
    """The language it was said in, where that is another one than the words are written in."""
    interpreters: tuple[UUID, ...] = ()
    """Who interpreted, as they stand on the People page: who opens no inquiry reads no name."""
    is_interpreted: bool = False
    """Somebody did whom the committee has bound to secrecy, as whoever reads no name was told."""

    def __repr__(self) -> str:
        return "<Agreed>"


class Ended(msgspec.Struct, frozen=True, kw_only=True, tag="ended"):
    """That she said no, or took her yes back. Nothing of it holds any more."""

    consent: UUID


class Narrowed(msgspec.Struct, frozen=True, kw_only=True, tag="narrowed"):
    """That she took back single things of a yes. The rest of it holds."""

    consent: UUID
    fields: frozenset[Field]


class Counting(msgspec.Struct, frozen=True, kw_only=True, tag="counting"):
    """That she does not want to be counted, or does again: her own press, asked or not."""

    is_counted: bool


class Needed(msgspec.Struct, frozen=True, kw_only=True, tag="needed"):
    """Who has to agree for somebody of this age, as somebody found out and from where."""

    age: AgeBand
    voices: frozenset[Voice]
    source: str


class Forced(msgspec.Struct, frozen=True, kw_only=True, tag="forced"):
    """That somebody asks to pass something on without her yes; why is the text of the entry."""

    override: UUID
    fields: frozenset[Field]
    recipient: Recipient
    ground: Ground
    law: str
    until: date
    written: dict[Field, str] = {}

    def __repr__(self) -> str:
        return "<Forced>"


class Confirmed(msgspec.Struct, frozen=True, kw_only=True, tag="confirmed"):
    """That a second person of another post stands behind it."""

    override: UUID


class Lifted(msgspec.Struct, frozen=True, kw_only=True, tag="lifted"):
    """That nothing more goes by it."""

    override: UUID


Record: TypeAlias = (
    Asked | Agreed | Ended | Narrowed | Counting | Needed | Forced | Confirmed | Lifted
)
_RECORDING: Recording[Record] = Recording(
    Kind.CONSENT, "consent", msgspec.json.Decoder(cast("type[Record]", Record))
)
said_of, record_of, records = _RECORDING.said_of, _RECORDING.record_of, _RECORDING.records
