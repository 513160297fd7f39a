"""What others say about a case: a witness, a colleague, a superior, taken down by a handler."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.turns import Turn, begin
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


def take(db: Session, turn: Turn, statement: Statement) -> Entry:
    """Put somebody's statement into `account`, signed by whoever took it down.

    It is never joined to what the survivor told: she does not read it, and whoever holds `told`
    alone does not. Raises as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, Compartment.ACCOUNT)
    facts: dict[str, str | list[str]] = {
        "speaker": statement.speaker,
        "speaks_as": statement.capacity.value,
        "came_by": statement.way,
        "said_when": statement.when,
        "agreed": statement.agreed.value,
    }
    said = Said(kind=Kind.OTHERS, at=turn.now, text=statement.words, facts=facts)
    entry = put(db, cover, Compartment.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:statement:take", turn.author.person, turn.now)
    return entry
