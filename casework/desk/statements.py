"""What others say about a case: a witness, a colleague, a superior, taken down by a handler."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.turns import Turn, begin
from casework.inquiry.steps import today
from casework.inquiry.undertakings import bind
from casework.models.entry import Entry, Kind, Said
from crypto.compartments import Compartment


class Speaker(StrEnum):
    """In which capacity somebody speaks."""

    WITNESS = "witness"
    COLLEAGUE = "colleague"
    SUPPORT_PERSON = "support_person"
    SUPERIOR = "superior"
    RESPONDENT = "respondent"
    OTHER = "other"


class Agreed(StrEnum):
    """Whether the speaker heard it read back."""

    READ_BACK = "read_back"
    OWN_HAND = "own_hand"
    NOT_READ_BACK = "not_read_back"


@dataclass(frozen=True)
class Statement:
    """One statement: who speaks, by which way it came, when, and the words."""

    speaker: str
    capacity: Speaker
    way: str
    when: str
    agreed: Agreed
    words: str
    beside: tuple[UUID, ...] = ()
    """Who sat beside, or interpreted, as they stand on the People page."""
    signing: tuple[UUID, ...] = ()
    """Those of them who were asked about a conflict and signed to keep it secret today."""


def take(db: Session, turn: Turn, statement: Statement) -> Entry:
    """Put somebody's statement into `account`, signed by whoever took it down.

    It is never joined to what the survivor told: she does not read it, and whoever holds `told`
    alone does not. Raises casework.inquiry.undertakings.NotSigned, NotFree; NoParty for somebody
    who stands beside nobody; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, Compartment.ACCOUNT)
    beside = bind(db, cover, turn, today(db, turn), statement.beside, statement.signing)
    facts: dict[str, str | list[str]] = {
        "speaker": statement.speaker,
        "speaks_as": statement.capacity.value,
        "came_by": statement.way,
        "said_when": statement.when,
        "agreed": statement.agreed.value,
        "beside": [each.id.hex for each in beside],
        "beside_named": ", ".join(each.called for each in beside),
    }
    said = Said(kind=Kind.OTHERS, at=turn.now, text=statement.words, facts=facts)
    entry = put(db, cover, Compartment.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:statement:take", turn.author.person, turn.now)
    return entry
