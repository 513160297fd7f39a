"""Three lanes to one Argon2 run at a time: a storm of one kind never keeps another kind waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from threading import Condition

LONGEST_WAIT_SECONDS = 15
RETRY_AFTER_SECONDS = 5


class Lane(StrEnum):
    """Who stretches what she typed. No lane is ever lent to another."""

    SENDING = "sending"
    RETURNING = "returning"
    SIGNING_IN = "signing_in"


class Busy(Exception):
    """The lane runs and has its one waiter. `seconds` is when to try again."""

    def __init__(self, seconds: int = RETRY_AFTER_SECONDS) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Waiter:
    def __init__(self, who: bytes) -> None:
        self.who = who
        self.is_displaced = False


class Lanes:
    """One run at a time in this process, one waiter in each lane, the rest told at once.

    A free run goes to the lanes in turn. Within a lane addresses take turns too: a waiter whose
    address was served last gives way to somebody from another one.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._is_running = False
        self._last_lane = Lane.SIGNING_IN
        self._last_who: dict[Lane, bytes] = {}
        self._waiting: dict[Lane, _Waiter] = {}

    @contextmanager
    def enter(self, lane: Lane, who: bytes) -> Iterator[None]:
        """Hold the one run. `who` is a digest of the address.

        Enter it before the first statement of a writing session: whoever waits here must not
        hold SQLite's write lock. Raises Busy.
        """
        with self._changed:
            self._take(lane, who)
        try:
            yield
        finally:
            with self._changed:
                self._is_running = False
                self._changed.notify_all()

    def _take(self, lane: Lane, who: bytes) -> None:
        if self._is_running or self._waiting:
            self._wait(lane, who)
        self._is_running = True
        self._last_lane = lane
        self._last_who[lane] = who

    def _wait(self, lane: Lane, who: bytes) -> None:
        me = self._queue(lane, who)
        self._changed.wait_for(
            lambda: me.is_displaced or (not self._is_running and self._next() == lane),
            LONGEST_WAIT_SECONDS,
        )
        if me.is_displaced:
            raise Busy
        del self._waiting[lane]
        if self._is_running:
            raise Busy

    def _queue(self, lane: Lane, who: bytes) -> _Waiter:
        there = self._waiting.get(lane)
        if there is not None:
            if there.who == who or there.who != self._last_who.get(lane):
                raise Busy
            there.is_displaced = True
            self._changed.notify_all()
        self._waiting[lane] = _Waiter(who)
        return self._waiting[lane]

    def _next(self) -> Lane | None:
        order = list(Lane)
        start = order.index(self._last_lane) + 1
        turns = [*order[start:], *order[:start]]
        return next((lane for lane in turns if lane in self._waiting), None)
