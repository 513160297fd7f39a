"""How a referral stands: every state, who may move it where, and when somebody is too late.

Pure: days in, days out. The provider's page and the case both ask this table.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from referrals.models.terms import Way
from referrals.sending.given import UNANSWERED as WAITS_THERE


class State(StrEnum):
    """Where one referral stands."""

    SENT = "sent"
    SEEN = "seen"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    APPOINTMENT = "appointment"
    DONE = "done"
    NO_SHOW = "no_show"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Mover(StrEnum):
    """Who moves it."""

    PROVIDER = "provider"
    MEMBER = "member"
    """Somebody of the case, by hand: what she heard by telephone, or read on a slip."""
    HER = "her"
    CLOCK = "clock"


class MoveNotAllowed(Exception):
    """A referral does not go from where it stands to there, or not by that hand."""


S, M = State, Mover
THEIRS = frozenset({M.PROVIDER, M.MEMBER})
"""What the provider says itself, or somebody of the case heard from it."""
OURS = frozenset({M.HER, M.MEMBER})
CLOCK = frozenset({M.CLOCK})
ANSWERED = {S.ACCEPTED: THEIRS, S.DECLINED: THEIRS, S.WITHDRAWN: OURS}
COMING = {S.APPOINTMENT: THEIRS, S.DONE: THEIRS, S.NO_SHOW: THEIRS, S.WITHDRAWN: OURS}
MOVES: Mapping[State, Mapping[State, frozenset[Mover]]] = MappingProxyType(
    {
        S.SENT: {S.SEEN: THEIRS, S.EXPIRED: CLOCK, **ANSWERED},
        S.SEEN: {S.EXPIRED: CLOCK, **ANSWERED},
        # Also a service that has said yes can find that it cannot help.
        S.ACCEPTED: {**COMING, S.DECLINED: THEIRS},
        # Another day, another hour: an appointment follows an appointment.
        S.APPOINTMENT: {**COMING, S.DECLINED: THEIRS},
        # Whoever did not come may still come.
        S.NO_SHOW: {S.APPOINTMENT: THEIRS, S.DONE: THEIRS, S.WITHDRAWN: OURS},
        S.DECLINED: {},
        S.DONE: {},
        S.WITHDRAWN: {},
        S.EXPIRED: {},
    }
)
"""From where, to where, by whom. What does not stand here does not happen."""
FIRST = S.SENT
ENDED = frozenset(state for state, moves in MOVES.items() if not moves)
UNANSWERED = frozenset({S.SENT, S.SEEN})
ACCEPTED = frozenset({S.ACCEPTED, S.APPOINTMENT, S.NO_SHOW})
"""They have said yes, and it goes on."""
NEXT_CHOICE = frozenset({S.DECLINED, S.EXPIRED, S.WITHDRAWN, S.NO_SHOW})
"""After these somebody else may be the right one."""

LATE: Mapping[State, int] = MappingProxyType(
    {S.SENT: 3, S.SEEN: 3, S.ACCEPTED: 7, S.APPOINTMENT: 1, S.NO_SHOW: 2}
)
"""Days after which a state is overdue; of an appointment, days after the day it was for."""
LATE_URGENT: Mapping[State, int] = MappingProxyType(
    {S.SENT: 0, S.SEEN: 1, S.ACCEPTED: 1, S.APPOINTMENT: 1, S.NO_SHOW: 1}
)
"""The same where help has its hours, or she is in danger: the same day, before they are over."""
HOURS_LAST = 3
"""Days on which it is said again that an urgent one has no answer: 72 hours, counted in days."""
HIGHER = 2
"""Days after the first telling when the next person hears of it; where it is urgent, the next."""
LAPSES: Mapping[Way, int] = MappingProxyType(
    {
        Way.ACCOUNT: WAITS_THERE.days,
        Way.LINK: 7,
        Way.PHONE: 14,
        Way.PAPER: 30,
        Way.WALK_IN: 30,
    }
)
"""Days after which a referral that nobody answered is over. A link is dead after seven."""


def may_move(before: State, after: State, by: Mover) -> bool:
    """Whether the table has this move, by this hand."""
    return by in MOVES[before].get(after, frozenset())


def require_move(before: State, after: State, by: Mover) -> None:
    """Raises MoveNotAllowed for everything that the table does not have."""
    if not may_move(before, after, by):
        raise MoveNotAllowed(before.value, after.value, by.value)


def moves_of(before: State, by: Mover) -> tuple[State, ...]:
    """Where this hand may move it, in the order of the states."""
    return tuple(each for each in State if may_move(before, each, by))


def way_there(before: State, after: State, by: Mover) -> tuple[State, ...]:
    """The moves that lead there: an appointment or help given says that it was accepted.

    Raises MoveNotAllowed where not even an acceptance leads there.
    """
    if may_move(before, after, by):
        return (after,)
    require_move(before, S.ACCEPTED, by)
    require_move(S.ACCEPTED, after, by)
    return (S.ACCEPTED, after)


def lapses_on(sent_on: date, way: Way) -> date:
    """The first day on which a referral that nobody answered is over."""
    return sent_on + timedelta(days=LAPSES[way])


def standing(state: State, sent_on: date, way: Way, today: date) -> State:
    """Where it stands today: what nobody answered in time has expired, whoever writes it down."""
    is_over = state in UNANSWERED and today >= lapses_on(sent_on, way)
    return S.EXPIRED if is_over else state


def late_on(
    state: State, moved_on: date, *, is_urgent: bool, appointment: date | None = None
) -> date | None:
    """The day from which it is overdue; None where nothing more is expected."""
    days = (LATE_URGENT if is_urgent else LATE).get(state)
    if days is None:
        return None
    since = appointment or moved_on if state is S.APPOINTMENT else moved_on
    return since + timedelta(days=days)


def told_on(late: date, *, is_urgent: bool) -> tuple[date, date]:
    """The days on which somebody is told: whoever sees to it, and who stands behind her."""
    return late, late + timedelta(days=1 if is_urgent else HIGHER)


def told_again_on(state: State, late: date, *, is_urgent: bool) -> tuple[date, ...]:
    """The days after the first on which all of them are told again: while help has its hours and
    nobody has answered."""
    if not is_urgent or state not in UNANSWERED:
        return ()
    return tuple(late + timedelta(days=each) for each in range(1, HOURS_LAST + 1))
