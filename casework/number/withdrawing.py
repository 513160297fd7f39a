"""Withdrawing the complaint: a request that is open for seven days and destroys nothing."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import change
from casework.case.entries import put, said_now
from casework.case.inbox import Asks, Slip, take_in, withdrawn_since
from casework.case.turns import Turn, begin_renewed
from casework.models.cover import Cover, CoverText
from casework.models.entry import Kind
from crypto.compartments import Compartment

OPEN = timedelta(days=7)
"""How long nobody acts on a withdrawal, so that one she was forced to can be taken back."""


class SuggestedBy(StrEnum):
    """Whose idea it was to withdraw. She need not say, and is asked again where nobody listens."""

    HERSELF = "herself"
    SUPERVISOR = "supervisor"
    FAMILY = "family"
    COMMITTEE = "committee"
    RESPONDENT = "respondent"
    OTHER = "other"


def withdraw(db: Session, turn: Turn, suggested: str = "") -> None:
    """Ask to withdraw. Asked again, the first request stands and nothing is written.

    `suggested`: a SuggestedBy, or nothing where she did not say.

    Raises as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, Compartment.CHANNEL)
    take_in(db, cover, turn.author, turn.now)
    if not cover.text.is_withdrawn:
        _note(db, cover, turn, Asks.WITHDRAWAL, suggested)
        change(db, cover, withdrawal_asked_at=turn.now)


def go_on(db: Session, turn: Turn) -> None:
    """Take a withdrawal back, on any day. Without one nothing is written.

    Raises as `casework.case.turns.begin_renewed`.
    """
    cover = begin_renewed(db, turn, Compartment.CHANNEL)
    take_in(db, cover, turn.author, turn.now)
    if cover.text.is_withdrawn:
        _note(db, cover, turn, Asks.GOING_ON)
        change(db, cover, withdrawal_asked_at=None)


def counts_from(cover: CoverText, slips: Iterable[Slip] = ()) -> datetime | None:
    """From when on the people who read may act on a withdrawal; None without one."""
    asked_at = withdrawn_since(cover.withdrawal_asked_at, slips)
    return asked_at + OPEN if asked_at is not None else None


def _note(db: Session, cover: Cover, turn: Turn, asks: Asks, suggested: str = "") -> None:
    said = said_now(Kind.WITHDRAWAL, turn.now, asks=asks.value, suggested=suggested)
    put(db, cover, Compartment.CHANNEL, said, turn.author)
    act(db, turn.case, f"case:withdrawal:{asks.value}", turn.author.person, turn.now)
