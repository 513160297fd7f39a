"""Who acts in an inquiry: nothing of it goes out before each of them has answered."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from casework.case.timeline import Line, timeline
from casework.case.turns import Turn
from casework.models.cover import Cover, CoverText
from casework.models.entry import Kind
from casework.parties.declaring import is_due, require_declared
from casework.protection.reading import several

OF_AN_INQUIRY = frozenset(
    {Kind.NOTICE, Kind.HIS_REPLY, Kind.HEARING, Kind.FINDING, Kind.REPORT, Kind.DECISION}
)


def acting(cover: CoverText, lines: Iterable[Line]) -> tuple[UUID, ...]:
    """Whoever is named for the inquiry, wrote anything of it, or sat on a hearing; pure."""
    people: list[UUID] = [*cover.panel]
    for line in lines:
        if line.kind in OF_AN_INQUIRY and line.is_verified:
            people += [line.author] if line.author is not None else []
            people += [UUID(each) for each in several(line.facts, "people")]
    return tuple(dict.fromkeys(people))


def still_to_answer(cover: CoverText, lines: Iterable[Line]) -> tuple[UUID, ...]:
    """Those of them who have not said whether they are close to somebody of it; pure."""
    return tuple(each for each in acting(cover, lines) if is_due(cover, each))


def require_answers(db: Session, cover: Cover, turn: Turn, *also: UUID) -> None:
    """For whatever leaves the committee: whoever's turn it is, and everybody who acts in it.

    Raises casework.parties.declaring.NotDeclared with those who have not answered.
    """
    lines = timeline(db, turn.case, turn.register).lines
    mine = [turn.author.person] if turn.author.person is not None else []
    require_declared(cover.text, [*mine, *also, *acting(cover.text, lines)])
