"""How long a closed case is kept: its time, telling her before it is over, and holding it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.covers import answer_waits, show_status
from casework.case.entries import put, said_now
from casework.case.timeline import Line, timeline
from casework.case.turns import Turn, begin, begin_renewed
from casework.clocks.days import days_after
from casework.clocks.retention import WARNED_FOR, Kept, kept
from casework.course.grounds import first_grounds, grounds_of
from casework.course.recording import note_events, the_course
from casework.ending.before import Way
from casework.ending.orders import drop_order, put_order
from casework.models.course import CourseText
from casework.models.cover import Cover, CoverText
from casework.models.entry import Kind, Said
from casework.procedures.pack import Retention
from crypto.compartments import Compartment

C = Compartment
WARNED, HER_HOLD, HER_RELEASE = "warned", "her_hold", "her_release"
HOLD_ASKED, HELD, LIFT_ASKED, LIFTED = "hold_asked", "held", "lift_asked", "lifted"
TRIED = "tried"
"""Somebody wrote that she could not be reached; another confirms it before a day is set."""
SHORTEST = 12
"""Months that a closed case is kept at least, whatever a factory answers: our own number."""
HOLDS = frozenset({HOLD_ASKED, HELD, LIFT_ASKED, LIFTED})


class NotOver(Exception):
    """The case is not closed, its time is not near its end, or nobody knows how long that is."""


class IsHeld(Exception):
    """Somebody, or she herself, holds the case."""


class SamePerson(Exception):
    """Holding a case, and letting it go again, takes two."""


class NotByPage(Exception):
    """She has no page on which she would read it."""


@dataclass(frozen=True)
class Keeping:
    """How long a case is kept, and what stands against destroying it."""

    rule: Retention
    days: Kept | None
    """None where nobody knows how long: then nothing is destroyed."""
    last_on: date
    """The last day on which anything was done in it."""
    warned: Line | None
    """That she was told, for this time."""
    tried: Line | None
    """That she could not be reached, written by one and not confirmed yet."""
    hold: Line | None
    """The newest of a hold by two: asked, held, asked to be lifted; None where there is none."""
    is_held_by_her: bool

    @property
    def is_held(self) -> bool:
        """Whether it is held, by somebody of the staff or by her.

        Who asks for it holds it already: meanwhile nothing is destroyed that a court may want.
        """
        return self.hold is not None or self.is_held_by_her


def keeping(lines: Iterable[Line], rule: Retention, today: date) -> Keeping:
    """How it stands by the entries of `outcome`, under a rule."""
    every = list(lines)
    own = [each for each in every if each.kind is Kind.KEEPING and each.is_verified]
    done = [each.at.date() for each in every if each.kind is not Kind.KEEPING]
    last_on = max(done, default=today)
    warned = _newest(own, WARNED)
    if warned is not None and warned.at.date() < last_on:
        warned = None
    hold, hers = _newest(own, *HOLDS), _newest(own, HER_HOLD, HER_RELEASE)
    stands = Keeping(
        rule=rule,
        days=None,
        last_on=last_on,
        warned=warned,
        tried=_open_try(own),
        hold=hold if hold is not None and hold.facts["step"] != LIFTED else None,
        is_held_by_her=hers is not None and hers.facts["step"] == HER_HOLD,
    )
    told = warned.at.date() if warned else None
    return replace(stands, days=kept(rule, last_on, told, held=stands.is_held))


def rule_of(db: Session, cover: CoverText, course: CourseText, now: datetime) -> Retention:
    """The pack's time, as the case began; where that is unknown, what the factory says by now."""
    known = grounds_of(db, cover, course, now).pack.retention
    if known.months is not None:
        return known
    answered = first_grounds(db, cover, now).pack.retention
    if answered.months is None:
        return answered
    # One member can enter a factory's answer: it does not make an end of a running case.
    return msgspec.structs.replace(answered, months=max(SHORTEST, answered.months))


def state(db: Session, turn: Turn, cover: CoverText, course: CourseText) -> Keeping:
    """The same for a verb, with every line read anew."""
    lines = timeline(db, turn.case, turn.register).lines
    return keeping(lines, rule_of(db, cover, course, turn.now), turn.now.date())


def warn(db: Session, turn: Turn, way: Way, words: str = "") -> date | None:
    """Tell her when it is destroyed, sixty days before at least, and date it for the timer.

    Gives back the last day on which it is kept: the last of a month. None where she could not be
    reached and this is the first who says so: somebody else has to confirm it.

    Raises NotOver, IsHeld, NotByPage, and as `casework.case.turns.begin`.
    """
    cover, course = begin(db, turn, C.OUTCOME), the_course(db, turn.case).text
    found = state(db, turn, cover.text, course)
    today = turn.now.date()
    if not course.is_closed or found.days is None or today < found.days.warn_on:
        raise NotOver
    if found.is_held:
        raise IsHeld
    has_word = cover.text.number is not None and cover.text.number.has_word
    if way is Way.PAGE and cover.text.number is None:
        raise NotByPage
    if way is Way.NOT_REACHED and (found.tried is None or found.tried.author == turn.author.person):
        _try(db, cover, turn, words)
        return None
    after = month_end(max(found.days.until, days_after(today, WARNED_FOR)))
    said = said_now(Kind.KEEPING, turn.now, words, step=WARNED, way=way.value,
                    after=after.isoformat())  # fmt: skip
    note_events(db, cover, turn, said=said, tell_on="")
    if has_word:
        answer_waits(db, cover.text)
    show_status(db, cover.text, destroyed_after=after)
    act(db, turn.case, "case:keeping:warn", turn.author.person, turn.now)
    put_order(db, turn.keys, turn.case, cover.text, the_course(db, turn.case).text, after)
    return after


def hold(db: Session, turn: Turn, words: str) -> None:
    """Hold it against being destroyed, or let it go again: one asks, another confirms.

    Raises SamePerson where the same one confirms, and as `casework.case.turns.begin`.
    """
    cover, course = begin(db, turn, C.OUTCOME), the_course(db, turn.case).text
    now_held = state(db, turn, cover.text, course).hold
    before = str(now_held.facts["step"]) if now_held else ""
    is_hers = now_held is not None and now_held.author == turn.author.person
    if before in (HOLD_ASKED, LIFT_ASKED) and is_hers:
        raise SamePerson
    step = NEXT[before]
    said = said_now(Kind.KEEPING, turn.now, words, step=step)
    _note_hold(db, cover, turn, said, is_held=step != LIFTED)
    _let_go_of_the_date(db, cover, turn)
    act(db, turn.case, f"case:keeping:{step}", turn.author.person, turn.now)


NEXT = {"": HOLD_ASKED, HOLD_ASKED: HELD, HELD: LIFT_ASKED, LIFT_ASKED: LIFTED}
"""What the next press about a hold is."""


def hold_hers(db: Session, turn: Turn, *, keep: bool) -> None:
    """Her own press: it is kept until she says otherwise, or she says that it need not be.

    Raises as `casework.case.turns.begin_renewed`.
    """
    cover, course = begin_renewed(db, turn, C.OUTCOME), the_course(db, turn.case).text
    if state(db, turn, cover.text, course).is_held_by_her is keep:
        return
    step = HER_HOLD if keep else HER_RELEASE
    said = said_now(Kind.KEEPING, turn.now, step=step)
    _note_hold(db, cover, turn, said, is_held=keep)
    _let_go_of_the_date(db, cover, turn)
    act(db, turn.case, f"case:keeping:{step}", None, turn.now)


def _try(db: Session, cover: Cover, turn: Turn, words: str) -> None:
    said = said_now(Kind.KEEPING, turn.now, words, step=TRIED)
    put(db, cover, C.OUTCOME, said, turn.author)
    act(db, turn.case, "case:keeping:tried", turn.author.person, turn.now)


def _open_try(own: list[Line]) -> Line | None:
    newest = _newest(own, TRIED, WARNED)
    return newest if newest is not None and newest.facts["step"] == TRIED else None


def month_end(day: date) -> date:
    """The last day of a day's month: no row tells the day itself."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _note_hold(db: Session, cover: Cover, turn: Turn, said: Said, *, is_held: bool) -> None:
    """Put it on record, and let lists say when she is told: not while anybody holds it."""
    course = the_course(db, turn.case).text
    found = state(db, turn, cover.text, course)
    others = found.hold is not None and turn.author.person is None
    hers = found.is_held_by_her and turn.author.person is not None
    stays = is_held or others or hers
    rule = msgspec.structs.replace(found.rule, enabled=found.rule.enabled and course.is_closed)
    days = kept(rule, found.last_on)
    tell_on = days.warn_on.isoformat() if days and not stays else ""
    note_events(db, cover, turn, said=said, held="yes" if stays else "", tell_on=tell_on)


def _let_go_of_the_date(db: Session, cover: Cover, turn: Turn) -> None:
    drop_order(db, turn.case)
    show_status(db, cover.text, destroyed_after=None)


def _newest(lines: list[Line], *steps: str) -> Line | None:
    return next((each for each in reversed(lines) if each.facts["step"] in steps), None)
