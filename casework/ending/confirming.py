"""Her withdrawal is confirmed in private, by somebody from outside, after seven days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits, change
from casework.case.entries import put
from casework.case.inbox import Asks, Slip, take_in
from casework.case.timeline import Line
from casework.case.turns import Turn, begin
from casework.ending.outside import is_outsider, was_outsider
from casework.models.cover import CoverText
from casework.models.entry import Kind, Said
from casework.number.withdrawing import counts_from
from crypto.compartments import Compartment

C = Compartment
SPOKEN = ("in_person", "phone")
"""Of casework.telling.choices.SAYING, what two people can say to each other alone."""


class Says(StrEnum):
    """What she says of her withdrawal, asked alone."""

    WITHDRAWS = "withdraws"
    GOES_ON = "goes_on"
    UNSURE = "unsure"


ASKS = {Says.WITHDRAWS: "confirmed", Says.GOES_ON: Asks.GOING_ON.value, Says.UNSURE: "talked"}
"""The same as entries of the channel name it."""


class NoWithdrawal(Exception):
    """She has not asked to withdraw, or has taken it back."""


class NotFromOutside(Exception):
    """Somebody from outside the factory hears her, and this is not she."""


class TooSoon(Exception):
    """Her seven days are not over."""


class NotAlone(Exception):
    """They were not alone, or did not speak: that confirms nothing."""


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What she said of her withdrawal, to whom it was said."""

    says: Says
    how: str
    """One of SPOKEN."""
    when: str = field(repr=False)
    words: str = field(repr=False)
    """Her own, as near as they can be written. The receivers read them, and she does."""
    was_alone: bool
    suggested: str = ""
    """Whose idea it was, as she says now; nothing where she does not say."""


def note_talk(db: Session, turn: Turn, talk: Talk) -> None:
    """Write down what she said alone. A yes confirms; a no takes the withdrawal back at once.

    The respondent is told nothing, and the watch over retaliation runs on, whatever she says.

    Raises NoWithdrawal, NotFromOutside, TooSoon, NotAlone, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, C.CHANNEL)
    take_in(db, cover, turn.author, turn.now)
    _check(cover.text, turn, talk)
    facts: dict[str, str | list[str]] = {
        "asks": ASKS[talk.says],
        "how": talk.how,
        "when": talk.when,
        "alone": "yes" if talk.was_alone else "no",
        "suggested": talk.suggested,
    }
    said = Said(kind=Kind.WITHDRAWAL, at=turn.now, text=talk.words, facts=facts)
    put(db, cover, C.CHANNEL, said, turn.author)
    if talk.says is Says.GOES_ON:
        change(db, cover, withdrawal_asked_at=None)
    if cover.text.number is not None and cover.text.number.has_word:
        answer_waits(db, cover.text)
    act(db, turn.case, f"case:withdrawal:{ASKS[talk.says]}", turn.author.person, turn.now)


def confirmed(cover: CoverText, lines: Iterable[Line]) -> Line | None:
    """The talk that confirmed the withdrawal that stands; None without one."""
    asked_at = cover.withdrawal_asked_at
    if asked_at is None:
        return None
    every = [each for each in talks(lines) if each.at >= asked_at]
    newest = every[-1] if every else None
    is_yes = newest is not None and newest.facts.get("asks") == ASKS[Says.WITHDRAWS]
    return newest if newest and is_yes and was_outsider(cover, newest.author) else None


def talks(lines: Iterable[Line]) -> list[Line]:
    """Every talk about a withdrawal, in order. What does not verify is none."""
    return [
        each
        for each in lines
        if each.kind is Kind.WITHDRAWAL and each.is_verified and "alone" in each.facts
    ]


def request(cover: CoverText, lines: Iterable[Line]) -> Line | None:
    """Her request that stands, with whose idea it was; None without one."""
    found = [each for each in lines if each.facts.get("asks") == Asks.WITHDRAWAL.value]
    return found[-1] if found and cover.is_withdrawn else None


def may_confirm(cover: CoverText, now: datetime, slips: Iterable[Slip] = ()) -> bool:
    """Whether her seven days are over; `slips`: what waits in the inbox counts from her press."""
    from_ = counts_from(cover, slips)
    return from_ is not None and from_ <= now


def _check(cover: CoverText, turn: Turn, talk: Talk) -> None:
    if not cover.is_withdrawn:
        raise NoWithdrawal
    if not is_outsider(cover, turn.author.person):
        raise NotFromOutside
    if talk.says is not Says.WITHDRAWS:
        return
    if not may_confirm(cover, turn.now):
        raise TooSoon
    if not talk.was_alone or talk.how not in SPOKEN:
        raise NotAlone
