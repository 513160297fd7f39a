"""What CARE's comparing of names leaves waiting in a list of cases."""

from uuid import UUID

from sqlalchemy.orm import Session

from casework.comparing.hits import with_hits
from casework.comparing.keys import compared_places
from casework.comparing.sending import gone_of
from casework.desk.waits import Wait
from casework.models.cover import CoverText


class Compared:
    """Asked for once for all the cases of a list; three queries, and none where nobody agreed."""

    def __init__(self, db: Session, covers: dict[UUID, CoverText]) -> None:
        self._hit = with_hits(db, covers)
        self._gone = gone_of(db, covers)
        is_to_send = bool(self._gone) or any(cover.name_waits for cover in covers.values())
        self._places = compared_places(db) if is_to_send else frozenset()

    def waits(self, case: UUID, place: UUID | None, cover: CoverText) -> list[Wait]:
        """What of a case waits for whoever may see its people."""
        found = [Wait.NAMED_AGAIN] if case in self._hit else []
        if (cover.name_waits or case in self._gone) and place in self._places:
            found.append(Wait.NAME)
        return found
