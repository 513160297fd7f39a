"""That it was not proved: put on record by the decision itself, and nothing is held against him."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from casework.case.compared import forget_names
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn
from casework.inquiry.findings import allegations, is_anything_found
from casework.inquiry.steps import step, those
from casework.models.cover import Cover
from casework.models.entry import Kind
from crypto.compartments import Compartment

NOT_PROVED = "not_proved"


def correct(db: Session, cover: Cover, turn: Turn, lines: Iterable[Line]) -> bool:
    """Put the correction where the decision follows findings none of which was substantiated.

    Within the decision's own turn. His name is compared with no other case from then on. Gives
    back whether there was one to put.
    """
    read = list(lines)
    if not allegations(read) or is_anything_found(read):
        return False
    said = step(Kind.HIS_CARE, turn.now, step=NOT_PROVED)
    put(db, cover, Compartment.ACCOUNT, said, turn.author)
    forget_names(db, cover)
    return True


def correction(lines: Iterable[Line]) -> Line | None:
    """The newest correction; None where there is none, or something was substantiated since."""
    read = list(lines)
    written = those(read, Kind.HIS_CARE, NOT_PROVED)
    return written[-1] if written and not is_anything_found(read) else None
