"""Letting a clock stand still for a reason that the law of the pack cites, and run again."""

import msgspec
from sqlalchemy.orm import Session

from casework.case.acts import act
from casework.case.turns import Turn, begin
from casework.clocks.days import day_in
from casework.clocks.extending import Paused, may_pause
from casework.course.grounds import Grounds, grounds_of
from casework.course.noting import ExtensionRefused, NoSuchClock, the_rule
from casework.course.recording import keep, the_course
from casework.models.course import CourseText
from casework.models.cover import Cover
from casework.models.entry import Entry, Kind, Said
from crypto.compartments import Compartment


def pause(db: Session, turn: Turn, rule_id: str, when: str, words: str) -> Entry:
    """Let a deadline stand still from today on. `when`: a reason that the pack cites, in its words.

    Raises NoSuchClock for one that counts nothing, or stands still already; ExtensionRefused where
    no source allows it; and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, Compartment.OUTCOME)
    before = the_course(db, turn.case).text
    grounds = grounds_of(db, cover.text, before, turn.now)
    rule = the_rule(grounds, rule_id)
    due_on = next((each.due_on for each in before.clocks if each.rule == rule_id), None)
    if due_on is None:
        raise NoSuchClock(rule_id)
    asked = Paused(rule_id, when, day_in(grounds.calendar.timezone, turn.now))
    against = may_pause(rule, asked, due_on)
    if against:
        raise ExtensionRefused(against)
    section = next(each.section for each in rule.pauses if each.when == when)
    facts = {"paused": rule_id, "rule": rule.to_words, "cited": f"{when} ({section})"}
    return _keep(db, cover, turn, (*before.paused, asked), grounds, words, facts)


def resume(db: Session, turn: Turn, rule_id: str, words: str) -> Entry:
    """Let it run again: today counts, and its day moves by the days on which it stood still.

    Raises NoSuchClock where it does not stand still, and as `casework.case.turns.begin`.
    """
    cover = begin(db, turn, Compartment.OUTCOME)
    before = the_course(db, turn.case).text
    grounds = grounds_of(db, cover.text, before, turn.now)
    if not stands_still(before, rule_id):
        raise NoSuchClock(rule_id)
    today = day_in(grounds.calendar.timezone, turn.now)
    after = tuple(
        msgspec.structs.replace(each, until=today)
        if each.rule == rule_id and each.until is None
        else each
        for each in before.paused
    )
    facts = {"resumed": rule_id, "rule": the_rule(grounds, rule_id).to_words}
    return _keep(db, cover, turn, after, grounds, words, facts)


def stands_still(course: CourseText, rule_id: str) -> bool:
    """Whether a deadline stands still, and nobody has let it run again."""
    return any(each.rule == rule_id and each.until is None for each in course.paused)


def _keep(
    db: Session,
    cover: Cover,
    turn: Turn,
    paused: tuple[Paused, ...],
    grounds: Grounds,
    words: str,
    facts: dict[str, str],
) -> Entry:
    after = msgspec.structs.replace(the_course(db, turn.case).text, paused=paused)
    said = Said(kind=Kind.HAPPENED, at=turn.now, text=words, facts={**facts})
    entry = keep(db, cover, turn, after, said, grounds)
    verb = "case:course:pause" if "paused" in facts else "case:course:go_on"
    act(db, turn.case, verb, turn.author.person, turn.now, rule=facts["rule"])
    return entry
