"""Telling her of a hand-over by voice or in person, where no page of hers can."""

from enum import StrEnum
from uuid import UUID

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import change
from casework.case.turns import Turn, begin
from casework.models.cover import Intention
from casework.readers.intentions import NotRipe, note_step, the_pending
from casework.readers.ripening import needs_telling


class Way(StrEnum):
    """How she was told."""

    VOICE = "voice"
    IN_PERSON = "in_person"


def tell_her(db: Session, turn: Turn, intention: UUID, way: Way) -> Intention:
    """Write down that she was told just now, and by whom; from here on she has two days.

    Raises NotRipe where nothing pending has that id or she need not be told so, and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn)
    found = the_pending(cover.text, intention)
    if not needs_telling(cover.text, found):
        raise NotRipe
    told = msgspec.structs.replace(found, told_at=turn.now, told_by=turn.author.person)
    kept = [told if each.id == found.id else each for each in cover.text.intentions]
    change(db, cover, intentions=kept)
    note_step(db, turn, cover, told, f"told_{way.value}")
    act(db, turn.case, "case:hand_over:tell", turn.author.person, turn.now, way=way.value)
    return told
