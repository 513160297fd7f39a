"""Whether she may be counted: her latest answer to the question that is asked apart; pure."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from casework.case.timeline import Line
from casework.helping.standing import Standing, standings
from referrals.consent.terms import Purpose


def is_counted(
    lines: Iterable[Line], on: date | None = None, programme: UUID | None = None
) -> bool | None:
    """What she last said to being counted, by the entries of a case that verify.

    `on`: a day; a yes that has run out by then is none. `programme`: one that counts; without it
    whatever she last said to any of them. True for a yes; False where she said no, or took a yes
    back, whichever other one is left; None where she has not answered: nobody takes that for a yes.
    """
    answered = [
        (at, standing)
        for standing in standings(lines)
        for at in [_answered_at(standing)]
        if at is not None and _is_of(standing, programme)
    ]
    if not answered:
        return None
    # Of two answers of one moment the later entry is the newer: `max` would keep the first.
    _at, last = sorted(answered, key=lambda pair: pair[0])[-1]
    if last.ended_at is not None:
        return False
    return None if on is not None and on > last.asked.until else True


def _answered_at(standing: Standing) -> datetime | None:
    return standing.ended_at or standing.agreed_at


def _is_of(standing: Standing, programme: UUID | None) -> bool:
    asked = standing.asked
    is_asked = asked.purpose is Purpose.STATISTICS
    return is_asked and programme in {None, asked.recipient.id}
