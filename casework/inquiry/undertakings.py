"""Secrecy undertakings: of everybody who comes to hear of a case beside those who deal with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.entries import put
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.inquiry.steps import require_past, step
from casework.models.entry import Kind
from casework.protection.reading import day, iso, text
from crypto.compartments import Compartment


class Standing(StrEnum):
    """As what somebody comes to hear of it."""

    INTERPRETER = "interpreter"
    COMPANION = "companion"
    MEMBER = "member"
    OTHER = "other"


class NotAsked(Exception):
    """Nobody has asked whether she is related to one of the two, or named: she signs nothing."""


@dataclass(frozen=True, kw_only=True)
class Undertaking:
    """Who signed to keep it secret, as what, when, and that no conflict stands against it."""

    who: str = field(repr=False)
    standing: Standing
    on: date
    is_free: bool
    """She was asked, and is neither related, nor above or below one of the two, nor named."""
    words: str = field(default="", repr=False)


def undertake(db: Session, turn: Turn, undertaking: Undertaking) -> None:
    """Write down that somebody signed.

    Raises NotAsked where the question after a conflict was not answered with no; TooEarly; and as
    `casework.case.turns.begin`.
    """
    cover = begin(db, turn, Compartment.ACCOUNT)
    if not undertaking.is_free:
        raise NotAsked
    require_past(db, turn, undertaking.on)
    said = step(
        Kind.UNDERTAKING,
        turn.now,
        undertaking.words,
        who=undertaking.who,
        standing=undertaking.standing.value,
        on=iso(undertaking.on),
        is_free="yes",
    )
    put(db, cover, Compartment.ACCOUNT, said, turn.author)
    act(db, turn.case, "case:undertaking:sign", turn.author.person, turn.now)


def undertakings(lines: Iterable[Line]) -> list[Undertaking]:
    """All that were signed, the oldest first."""
    found = (each for each in lines if each.kind is Kind.UNDERTAKING and each.is_verified)
    return [
        Undertaking(
            who=text(each.facts, "who"),
            standing=Standing(text(each.facts, "standing")),
            on=on,
            is_free=True,
            words=each.text,
        )
        for each in found
        if (on := day(each.facts, "on")) is not None
    ]
