"""The course of a case in words: what a step needs, how a clock stands, why a move is refused."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.timeline import Line
from casework.clocks.course import Against, Reason
from casework.clocks.due import Clock
from casework.clocks.extending import Refused
from casework.clocks.stages import Need, Step
from casework.clocks.standing import State
from casework.course.moving import Because
from casework.course.recording import DAYS
from casework.models.entry import Kind
from casework.procedures.covering import Banner, banner, is_law
from casework.procedures.pack import Deadline, Pack
from casework.procedures.terms import DeadlineKind, Event, Period, Unit
from casework.words import procedures as words
from casework.words.duties import age_words, noted_duties

NEEDS: Mapping[Need, str] = {
    Need.SAFETY_CHECKED: _l("Her safety was asked after"),
    Need.CHOSEN_BY_HER: _l("She chose this route herself"),
    Need.CONSENT: _l("She agreed to what this route does"),
    Need.SAFETY_PLAN_FRESH: _l("Her safety plan was gone through this week"),
    Need.SHE_KNOWS_WHEN: _l("She knows the day and the hour at which he will notice"),
    Need.SHE_MAY_STOP: _l("She was asked just before, and told that she may still stop"),
    Need.NOTICE_READ: _l("A second member read the notice, and he could not tell who from it"),
    Need.NOTICE_SERVED: _l("The respondent has the notice"),
    Need.REPLIED: _l("He replied"),
    Need.REPLY_TIME_OVER: _l("The time for his reply is over"),
    Need.INQUIRY_DONE: _l("The inquiry is finished"),
    Need.QUORUM_SAT: _l("Enough members sat, as the rules ask"),
    Need.REPORT_WRITTEN: _l("The report is written"),
    Need.SENT_BACK: _l("It was sent back to inquire further"),
    Need.DECISION_TOLD: _l("Both were told the decision"),
    Need.APPEAL_LODGED: _l("An appeal was made"),
    Need.APPEAL_ENDED: _l("The appeal was decided"),
    Need.STEPS_AGREED: _l("The informal steps were agreed with her, one by one"),
    Need.SETTLING_ASKED_BY_HER: _l("She asked for a settlement herself"),
    Need.SETTLED: _l("What was agreed is written, was read to her, and she signed it in private"),
    Need.WITHDRAWAL_CONFIRMED: _l("Her withdrawal was confirmed in private, after seven days"),
    Need.BELONGS_ELSEWHERE: _l("It was handed over to those it belongs to"),
    Need.REASONS_CHECKED: _l("The list of reasons was gone through"),
    Need.TOLD_SHE_CAN_RETURN: _l("She was told that she can come back"),
    Need.FEEDBACK_ASKED: _l("Somebody who did not handle it asked her how it was"),
    Need.HER_WISH_TO_REOPEN: _l("She wants it opened again"),
    Need.MAY_BE_CHILD: _l("She may be under age"),
    Need.CHILD_OFFICER_AGREES: _l("A child protection officer agrees"),
    Need.SETTLEMENT_BROKEN: _l("What was agreed was not kept"),
    Need.SETTLING_BARRED: _l("It is nothing that may be settled"),
}
AGAINST: Mapping[Against, str] = {
    Against.NO_WHO: _l("Somebody must stand for it."),
    Against.NO_WHY: _l("Write why, in a sentence."),
    Against.CLOSED: _l("The case is closed."),
    Against.NOT_CLOSED: _l("The case is not closed."),
    Against.NO_SUCH_STEP: _l("The case stands elsewhere by now: no step leads there."),
    Against.DECIDED: _l("It was decided: a decision is appealed against."),
    Against.SAME_ROUTE: _l("This is the route she has chosen already."),
}
STATES: Mapping[State, str] = {
    State.WAITING: _l("Not begun"),
    State.RUNNING: _l("In time"),
    State.DUE_SOON: _l("Soon"),
    State.DUE_TODAY: _l("Today"),
    State.PASSED: _l("Over"),
    State.TOO_EARLY: _l("Too early"),
    State.ALLOWED: _l("Possible now"),
    State.DONE: _l("Done"),
    State.DONE_TOO_EARLY: _l("Done too early"),
    State.PAUSED: _l("Stands still"),
    State.RESTING: _l("Rests"),
    State.UNKNOWN: _l("No number known"),
    State.OFF: _l("Not in force"),
}
TONES: Mapping[State, str] = {
    State.LATE: "red",
    State.DONE_LATE: "red",
    State.DONE_TOO_EARLY: "red",
    State.DUE_SOON: "amber",
    State.DUE_TODAY: "amber",
    State.RUNNING: "teal",
    State.ALLOWED: "teal",
    State.DONE: "green",
}
BECAUSE: Mapping[str, str] = {
    Because.LETTER_READ: _l("The letter may go to the respondent."),
    Because.LETTER_SERVED: _l("The respondent has the letter."),
    Because.REPLIED: _l("He has replied, or his time is over."),
    Because.INQUIRY_DONE: _l("The inquiry is finished."),
    Because.REPORT_SENT_BACK: _l("The report went back to inquire further."),
    Because.REPORTED: _l("The report is with whoever decides."),
    Because.CARRIED_OUT: _l("Nothing of what was decided is left to carry out."),
    Because.REVIEW_ASKED: _l("A review was asked for."),
    Because.REVIEW_ENDED: _l("The review has ended."),
    Because.SETTLED: _l("She agreed to a settlement."),
}
"""Why what was done elsewhere moved a case."""
REFUSED: Mapping[Refused, str] = {
    Refused.NO_REASON: _l("Write why, in a sentence."),
    Refused.NOTHING: _l("Type a number of one or more."),
    Refused.NOT_CITED: _l("No source lets this deadline be longer."),
    Refused.TOO_LONG: _l("The source allows less than this, with what was added before."),
    Refused.ANOTHER_PERIOD: _l("The source counts it otherwise."),
    Refused.TOO_LATE: _l("The day has passed. Say why it was late instead."),
}


def needs_words(need: Need) -> str:
    """What must be on record, in words."""
    return str(NEEDS[need])


def leads_words(step: Step) -> str:
    """Where a step leads."""
    if Need.SETTLED in step.needs:
        return str(_("A settlement, if she asks for one herself"))
    return str(words.STAGES[step.to])


def against_words(reason: Reason) -> str:
    """One thing that stands against a move."""
    either = str(_(" or ")).join(str(NEEDS[each]) for each in reason.needs)
    if reason.against is Against.NEEDS:
        return str(_("Not on record yet: %(what)s.", what=either))
    if reason.against is Against.BARRED:
        return str(_("This stands in the way: %(what)s.", what=either))
    return str(AGAINST[reason.against])


def clock_words(clock: Clock) -> str:
    """How a clock stands, in one or two words."""
    days = clock.late_by
    if clock.state is State.LATE:
        late: str = ngettext("Late by one day", "Late by %(num)s days", days)
        return late
    if clock.state is State.DONE_LATE:
        done: str = ngettext("Done one day late", "Done %(num)s days late", days)
        return done
    return str(STATES[clock.state])


def tone_of(clock: Clock) -> str:
    """The colour of the same."""
    return TONES.get(clock.state, "grey")


def day_sentence(clock: Clock) -> str:
    """When it is due, and from when that was counted."""
    if clock.days is None:
        return _counts_from(clock)
    until, since = (format_date(each) for each in (clock.days.due_on, clock.days.started_on))
    what = {
        DeadlineKind.DUE: _("Due %(day)s", day=until),
        DeadlineKind.WINDOW: _("Possible until %(day)s", day=until),
        DeadlineKind.BAR: _("No longer possible after %(day)s", day=until),
        DeadlineKind.NOT_BEFORE: _("Not before %(day)s", day=until),
    }[clock.rule.kind]
    since_words = _("%(time)s from %(day)s", time=amount_words(clock.rule), day=since)
    presumed = _("counted from the complaint, since nobody noted when the employer knew")
    return f"{what} · {since_words}" + (f" · {presumed}" if clock.days.presumed else "")


def safe_sentence(clock: Clock) -> str:
    """The earlier reading of a day on which somebody may still act; empty where it is the same."""
    days = clock.days
    if days is None or days.safe_on == days.due_on or days.kind is DeadlineKind.NOT_BEFORE:
        return ""
    return str(_("Safe under every reading until %(day)s.", day=format_date(days.safe_on)))


def amount_words(rule: Deadline) -> str:
    """So much time, and which days count."""
    if rule.amount is None:
        return str(_("no number is known"))
    return time_words(rule.amount, rule.period, rule.unit)


def time_words(num: int, period: Period, unit: Unit) -> str:
    """So many days, weeks, months or years."""
    if period is Period.WEEK:
        said: str = ngettext("one week", "%(num)s weeks", num)
    elif period is Period.MONTH:
        said = ngettext("one month", "%(num)s months", num)
    elif period is Period.YEAR:
        said = ngettext("one year", "%(num)s years", num)
    elif unit is Unit.WORKING:
        said = ngettext("one working day", "%(num)s working days", num)
    else:
        said = ngettext("one day", "%(num)s days", num)
    return said


def source_words(pack: Pack, rule: Deadline) -> str:
    """Where a rule stands, to be read beside its day."""
    source = pack.the_source(rule)
    return ", ".join(filter(None, (source.title, rule.section)))


def unit_words(rule: Deadline) -> str:
    """In what a deadline is counted, as a hint."""
    counted = {
        Period.WEEK: _("In weeks."),
        Period.MONTH: _("In months."),
        Period.YEAR: _("In years."),
    }
    days = _("In working days.") if rule.unit is Unit.WORKING else _("In days.")
    return str(counted.get(rule.period, days))


def event_words(event: Event) -> str:
    """What happened, in words."""
    return str(words.EVENTS[event])


def banner_words(banner: Banner) -> str:
    """Whether counsel has reviewed a pack."""
    return str(words.reviewed(banner))


def happened_words(line: Line) -> list[str]:
    """What an entry of the course says, one sentence a fact."""
    said = [
        f"{words.EVENTS[each]}: {format_date(_day(line, each))}"
        for each in Event
        if each.value in line.facts
    ]
    needs = line.facts.get("needs", [])
    without = line.facts.get("without", [])
    said += [needs_words(Need(each)) for each in needs if each in set(Need)]
    said += [
        str(_("No longer: %(what)s", what=needs_words(Need(each))))
        for each in without
        if each in set(Need)
    ]
    because = str(line.facts.get("because", ""))
    said += [str(BECAUSE[because])] if because in BECAUSE else []
    said += [_("The days on which somebody is asked again were set anew.")] * (DAYS in line.facts)
    said += [age_words(line)] if line.kind is Kind.AGE else []
    return said + noted_duties(line) + _about_a_rule(line)


def _about_a_rule(line: Line) -> list[str]:
    rule = words.spoken(str(line.facts.get("rule", "")))
    if "extended" in line.facts:
        return [str(_("Made longer by %(amount)s: %(what)s", amount=_longer_by(line), what=rule))]
    if "paused" in line.facts:
        cited = str(line.facts["cited"])
        return [str(_("Stands still: %(what)s. %(cited)s", what=rule, cited=cited))]
    if "resumed" in line.facts:
        return [str(_("Runs again: %(what)s", what=rule))]
    return [str(_("Why it was late: %(what)s", what=rule))] if "late" in line.facts else []


def _longer_by(line: Line) -> str:
    amount, period, unit = (str(line.facts[each]) for each in ("amount", "period", "unit"))
    return time_words(int(amount), Period(period), Unit(unit))


def _day(line: Line, event: Event) -> date:
    return date.fromisoformat(str(line.facts[event.value]))


def _counts_from(clock: Clock) -> str:
    rule = clock.rule
    if rule.amount is None:
        return str(_("No number of days is known."))
    event = words.spoken(rule.from_words)
    counted: str = _("%(time)s from: %(event)s", time=amount_words(rule), event=event)
    return counted


COURSE_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "against_words": against_words,
        "amount_words": amount_words,
        "banner_words": banner_words,
        "course_event_words": event_words,
        "pack_banner": banner,
        "day_sentence": day_sentence,
        "happened_words": happened_words,
        "is_law": is_law,
        "safe_sentence": safe_sentence,
        "source_words": source_words,
        "stages_say": words.STAGES_SAY,
        "clock_words": clock_words,
        "unit_words": unit_words,
        "leads_words": leads_words,
        "how_far_it_binds": words.shown_as,
        "tone_of": tone_of,
        "owner_words": words.OWNERS,
        "course_stage_words": words.STAGES,
    }
)
