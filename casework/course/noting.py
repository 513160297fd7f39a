"""What somebody notes about the clocks of a case by hand: a day, more time, why it was late."""

from datetime import date

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.turns import Turn, begin
from casework.clocks.days import day_in
from casework.clocks.due import of_a_case
from casework.clocks.extending import Extended, Refused, may_extend
from casework.course.grounds import Grounds, grounds_of
from casework.course.recording import keep, note_events, the_course
from casework.models.course import CourseText
from casework.models.cover import Cover
from casework.models.entry import Entry, Kind, Said
from casework.procedures.pack import Deadline
from casework.procedures.terms import OF_THE_BODY, Event
from crypto.compartments import Compartment

EARLIEST = date(1970, 1, 1)
WITH_A_VERB = frozenset(
    {
        Event.COMPLAINT,
        Event.ACKNOWLEDGED,
        Event.SAFETY_CHECKED,
        Event.FORMAL_COMPLAINT,
        Event.NOTICE,
        Event.REPLY,
        Event.INQUIRY_BEGUN,
        Event.INQUIRY_DONE,
        Event.REPORT,
        Event.DECISION,
        Event.CARRIED_OUT,
        Event.APPEAL,
        Event.APPEAL_DECIDED,
        Event.FIRST_CHECK,
        Event.SECOND_CHECK,
    }
)
"""Events that happen by an act of their own: nobody notes them beside it."""


class NotADay(ValueError):
    """A day that has not come yet, or is too long ago to be one."""


class NotNoted(LookupError):
    """An event that is noted by no hand, or that no deadline of this case asks for."""


class NoSuchClock(LookupError):
    """The pack has no such deadline, or this case does not count it."""


class ExtensionRefused(ValueError):
    """A deadline is not made longer. `why`: everything against it."""

    def __init__(self, why: tuple[Refused, ...]) -> None:
        super().__init__(", ".join(why))
        self.why = why


def noted_by_hand(grounds: Grounds) -> list[Event]:
    """The events that a pack's deadlines ask for and that somebody notes, in the pack's order."""
    asked = [each for rule in of_a_case(grounds.pack) for each in (rule.from_event, rule.to_event)]
    return [each for each in dict.fromkeys(asked) if each not in WITH_A_VERB | OF_THE_BODY]


def happened(db: Session, turn: Turn, event: Event, on: date, words: str) -> Entry:
    """Note the day of an event; `words` say who or how, for everybody who follows the outcome.

    Who of the employer knew, and since when, is noted so too: its time bars count from it.

    Raises NotADay, NotNoted, and as casework.case.turns.begin.
    """
    cover = begin(db, turn, Compartment.OUTCOME)
    grounds = _grounds(db, cover, turn)
    if event not in noted_by_hand(grounds):
        raise NotNoted(event)
    if not EARLIEST <= on <= day_in(grounds.calendar.timezone, turn.now):
        raise NotADay
    facts: dict[str, str | list[str]] = {event.value: on.isoformat()}
    said = Said(kind=Kind.HAPPENED, at=turn.now, text=words, facts=facts)
    entry = note_events(db, cover, turn, {event: on}, said=said)
    act(db, turn.case, "case:course:note", turn.author.person, turn.now, event=event.value)
    return entry


def extend(db: Session, turn: Turn, rule_id: str, amount: int, reason: str) -> Entry:
    """Make a deadline longer, by so much of what it is counted in.

    Raises NoSuchClock, ExtensionRefused, and as casework.case.turns.begin.
    """
    cover = begin(db, turn, Compartment.OUTCOME)
    grounds, before = _grounds(db, cover, turn), the_course(db, turn.case).text
    rule = the_rule(grounds, rule_id)
    due_on = next((each.due_on for each in before.clocks if each.rule == rule_id), None)
    if due_on is None:
        raise NoSuchClock(rule_id)
    today = day_in(grounds.calendar.timezone, turn.now)
    asked = Extended(rule_id, amount, rule.period, today, reason)
    against = may_extend(rule, asked, before.extended, due_on)
    if against:
        raise ExtensionRefused(against)
    # The reason stands in the entry: a copy for lists keeps no words.
    more = (*before.extended, msgspec.structs.replace(asked, reason=""))
    after = msgspec.structs.replace(before, extended=more)
    counted = {"amount": str(amount), "period": rule.period.value, "unit": rule.unit.value}
    facts = {"extended": rule_id, "rule": rule.to_words, **counted}
    return _keep(db, cover, turn, after, grounds, reason, "case:course:extend", facts)


def explain(db: Session, turn: Turn, rule_id: str, reason: str) -> Entry:
    """Say why something was late. Its day does not move by that.

    Raises NoSuchClock, and as casework.case.turns.begin.
    """
    cover = begin(db, turn, Compartment.OUTCOME)
    grounds, before = _grounds(db, cover, turn), the_course(db, turn.case).text
    if rule_id not in {each.rule for each in before.clocks}:
        raise NoSuchClock(rule_id)
    today = day_in(grounds.calendar.timezone, turn.now)
    after = msgspec.structs.replace(before, late={**before.late, rule_id: today.isoformat()})
    facts = {"late": rule_id, "rule": the_rule(grounds, rule_id).to_words}
    return _keep(db, cover, turn, after, grounds, reason, "case:course:late", facts)


def the_rule(grounds: Grounds, rule_id: str) -> Deadline:
    """A deadline of a case by its id. Raises NoSuchClock."""
    found = (each for each in of_a_case(grounds.pack) if each.id == rule_id)
    rule = next(found, None)
    if rule is None:
        raise NoSuchClock(rule_id)
    return rule


def _grounds(db: Session, cover: Cover, turn: Turn) -> Grounds:
    return grounds_of(db, cover.text, the_course(db, turn.case).text, turn.now)


def _keep(
    db: Session,
    cover: Cover,
    turn: Turn,
    after: CourseText,
    grounds: Grounds,
    reason: str,
    verb: str,
    facts: dict[str, str],
) -> Entry:
    said = Said(kind=Kind.HAPPENED, at=turn.now, text=reason, facts={**facts})
    entry = keep(db, cover, turn, after, said, grounds)
    act(db, turn.case, verb, turn.author.person, turn.now, **facts)
    return entry
