"""What the survivor does with her own case: she writes, tells more, and says what she has read."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.answers import SentFile
from casework.case.covers import show_status
from casework.case.entries import put, said_now
from casework.case.filing import take_files
from casework.case.inbox import take_in
from casework.case.turns import Turn, begin_renewed
from casework.models.cover import CLOSED
from casework.models.entry import Kind, Said
from casework.models.number import Status
from crypto.compartments import Compartment

C = Compartment


def write(db: Session, turn: Turn, text: str) -> None:
    """A message to the people who read. What waits in the inbox is taken in before it.

    Raises as `casework.case.turns.begin_renewed`, like every verb here.
    """
    cover = begin_renewed(db, turn, C.CHANNEL)
    take_in(db, cover, turn.author, turn.now)
    said = said_now(Kind.MESSAGE_FROM_SURVIVOR, turn.now, text)
    put(db, cover, C.CHANNEL, said, turn.author)
    act(db, turn.case, "case:survivor:write", None, turn.now)


def tell_more(db: Session, turn: Turn, text: str, files: Sequence[SentFile] = ()) -> None:
    """Words or files to join what she told, for everybody who reads that."""
    cover = begin_renewed(db, turn, C.TOLD)
    kind = Kind.STATEMENT if text else Kind.FILE
    taken = take_files(db, cover, files, turn.author, turn.now)
    said = Said(kind=kind, at=turn.now, text=text, files=taken)
    put(db, cover, C.TOLD, said, turn.author)
    act(db, turn.case, "case:survivor:tell", None, turn.now)


def mark_read(db: Session, turn: Turn) -> None:
    """Let the number say again that it was received, or is closed: she has read what waited.

    `turn.seen` is the version her page showed: what came after that still waits.
    Raises ChangedMeanwhile.
    """
    cover = begin_renewed(db, turn)
    is_closed = cover.text.stage == CLOSED
    show_status(db, cover.text, status=Status.CLOSED if is_closed else Status.RECEIVED)
    act(db, turn.case, "case:survivor:read", None, turn.now)
