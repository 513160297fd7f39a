"""Three lanes to one run at a time: who waits, who is told at once, and whose turn it is."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from flask import Flask

from auth.lanes import Busy, Lane, Lanes
from casework.parts import Parts
from tests.visitors import Visitor

ONE, TWO, THREE = b"1", b"2", b"3"


class Runs:
    """Runs that begin when they may and end when the test says so."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.lanes = Lanes()
        self.order: list[str] = []
        self._pool = pool
        self._ends: list[Event] = []

    def begin(self, name: str, lane: Lane, who: bytes) -> tuple[Future[None], Event, Event]:
        """Ask for a run in the background: (its future, it has begun, it may end)."""
        begun, end = Event(), Event()
        self._ends.append(end)

        def run() -> None:
            with self.lanes.enter(lane, who):
                self.order.append(name)
                begun.set()
                end.wait(5)

        return self._pool.submit(run), begun, end

    def wait_in(self, lane: Lane, who: bytes = ONE, name: str = "waiting") -> Future[None]:
        """Ask for a run that has to wait, and come back once it waits."""
        future, _begun, end = self.begin(name, lane, who)
        end.set()
        with self.lanes._changed:
            self.lanes._changed.wait_for(lambda: self._is_waiting(lane, who), 0.01)
        while not (self._is_waiting(lane, who) or future.done()):
            pass
        return future

    def _is_waiting(self, lane: Lane, who: bytes) -> bool:
        there = self.lanes._waiting.get(lane)
        return there is not None and there.who == who

    def let_all_end(self) -> None:
        """Nothing has to wait any more."""
        for end in self._ends:
            end.set()


@pytest.fixture
def runs() -> Iterator[Runs]:
    """Runs of one process."""
    with ThreadPoolExecutor(8) as pool:
        made = Runs(pool)
        yield made
        made.let_all_end()


def test_a_second_run_waits_for_the_first(runs: Runs) -> None:
    _future, begun, end = runs.begin("first", Lane.SIGNING_IN, ONE)
    begun.wait(5)
    second = runs.wait_in(Lane.SIGNING_IN, TWO, "second")

    assert runs.order == ["first"]
    end.set()
    second.result(5)
    assert runs.order == ["first", "second"]


def test_whoever_finds_run_and_waiter_is_told_at_once(runs: Runs) -> None:
    _future, begun, _end = runs.begin("first", Lane.SIGNING_IN, ONE)
    begun.wait(5)
    runs.wait_in(Lane.SIGNING_IN, TWO)

    with pytest.raises(Busy), runs.lanes.enter(Lane.SIGNING_IN, THREE):
        pass


def test_a_storm_of_sign_ins_leaves_the_sending_lane_free(runs: Runs) -> None:
    _future, begun, end = runs.begin("sign-in", Lane.SIGNING_IN, ONE)
    begun.wait(5)
    another = runs.wait_in(Lane.SIGNING_IN, TWO, "another sign-in")
    sending = runs.wait_in(Lane.SENDING, THREE, "sending")

    end.set()
    sending.result(5)
    another.result(5)

    assert runs.order == ["sign-in", "sending", "another sign-in"]


def test_an_address_that_was_just_served_gives_way_to_another(runs: Runs) -> None:
    _future, begun, end = runs.begin("first of one", Lane.RETURNING, ONE)
    begun.wait(5)
    greedy = runs.wait_in(Lane.RETURNING, ONE)
    patient = runs.wait_in(Lane.RETURNING, TWO, "first of two")

    with pytest.raises(Busy):
        greedy.result(5)
    end.set()
    patient.result(5)
    assert runs.order == ["first of one", "first of two"]


def test_a_run_that_fails_leaves_the_lane_free() -> None:
    lanes = Lanes()

    with pytest.raises(ZeroDivisionError), lanes.enter(Lane.SENDING, ONE):
        raise ZeroDivisionError

    with lanes.enter(Lane.SENDING, ONE):
        pass


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_busy_door_keeps_her_name_and_never_her_passphrase(
    visitor: Visitor, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_lane: Lane, _who: bytes) -> None:
        raise Busy

    monkeypatch.setattr(parts.lanes, "enter", full)
    fields = {"address": "chair@example.org", "passphrase": "orchid lantern", "code": "123456"}

    answer = visitor.post("/sign-in", **fields)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "chair@example.org" in answer.text
    assert "orchid lantern" not in answer.text


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_page_that_only_shows_something_is_opened_again_and_nothing_is_sent(app: Flask) -> None:
    with app.test_request_context("/r/ended"):
        answer = app.make_response(app.handle_user_exception(Busy()))

    assert answer.status_code == 503
    shown = answer.get_data(as_text=True)
    assert '<a class="govuk-link" href="/r/ended">' in shown
    assert "What you typed" not in shown
