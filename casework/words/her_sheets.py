"""Sheets about herself as the entries of her case fill them: her yes, her plan, her way out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from flask_babel import format_date
from flask_babel import gettext as _

from casework.asking.questions import Answer, Asked, QuestionKind, questions
from casework.case.timeline import Line
from casework.course.promised import her_days
from casework.desk.reading import Opened
from casework.ending.before import TOLD
from casework.ending.closing import CLOSED, newest
from casework.ending.keeping import WARNED
from casework.models.cover import Capacity
from casework.models.entry import Kind
from casework.paper import ending, first_talk, letters
from casework.paper.sheets import Sheet
from casework.protection.measured import Measure, State, measures
from casework.protection.safety import Plan, safety
from casework.telling.choices import SAYING
from casework.words.asking import question_of_case, reply_words
from casework.words.cases import CAPACITIES, part_list
from casework.words.ending import TOLD_BY, WHYS
from casework.words.procedures import spoken
from casework.words.protection import ACCESS, LEAVE_CODES
from casework.words.several import Named, picked

Q = QuestionKind
AGREEING = frozenset(
    {Q.MEASURE, Q.MAY_STOP, Q.NAMED_BY_OTHERS, Q.VERIFICATION_NOTE, Q.APOLOGY, Q.CONCILIATION,
     Q.STEPS}
)  # fmt: skip
"""Questions whose yes lets something be done or passed on."""
HERSELF = (Capacity.SURVIVOR, Capacity.REPORTER)


def consent(opened: Opened, _which: str = "") -> Sheet:
    """Who reads what of it, and what she said yes or no to since."""
    asked = [each for each in _questions(opened) if each.question.kind in AGREEING]
    heard = [each.answer for each in asked if each.answer and not each.answer.is_hers]
    return first_talk.consent(
        first_talk.Consent(
            passings=[*_reading(opened), *map(_passing, asked)],
            by_voice="\n".join(dict.fromkeys(map(_how_heard, heard))),
        )
    )


def safety_plan(opened: Opened, _which: str = "") -> Sheet:
    """Her plan as it stands, and what she said of danger."""
    known = safety(opened.timeline.lines)
    asked, plan = known.assessment, known.plan or Plan()
    return first_talk.safety_plan(
        first_talk.SafetyPlan(
            danger=asked.words if asked else "",
            near=" · ".join(str(ACCESS.get(each, each)) for each in asked.access) if asked else "",
            places=plan.places,
            ways=plan.ways,
            allies=plan.allies,
            words=plan.code_words,
            papers=plan.papers,
            phone=plan.phone,
            changes=plan.changes,
            home=plan.home,
            review_on=_day(known.review_on),
        )
    )


def measure_slip(opened: Opened, which: str = "") -> Sheet:
    """The slip of a measure with its days. For whom and what is typed for it, and never kept."""
    measure = picked(_granted(opened), which)
    return letters.personnel_slip(slip_of(measure) if measure else None)


def slip_of(
    measure: Measure, who: str = "", what: str = "", code: str = ""
) -> letters.PersonnelSlip:
    """What personnel arranges of a measure, on paper and on the screen: never why."""
    return letters.PersonnelSlip(
        for_whom=who,
        what=what,
        from_on=_day(measure.from_on),
        until_on=_day(measure.until_on) or _("Until further notice"),
        pay=str(LEAVE_CODES.get(code, "")),
    )


def closing(opened: Opened, _which: str = "") -> Sheet:
    """Why it was closed, and what of the list held."""
    lines = opened.timeline.lines
    closed, told = newest(lines, CLOSED), newest(lines, TOLD)
    if closed is None:
        return ending.closure()
    return ending.closure(
        ending.Closure(
            on=format_date(closed.at),
            why=f"{WHYS.get(_fact(closed, 'why'), '')}\n{closed.text}".strip(),
            done=list(closed.facts.get("checks", ())),
            unmet=_fact(closed, "unmet"),
            told=_told(told) if told else "",
            checks_until=_asked_until(opened),
            kept_until=_kept_until(lines),
        )
    )


def feedback(opened: Opened, which: str = "") -> Sheet:
    """What she answered who was asked how it was dealt with."""
    asked = picked(_feedback(opened), which)
    if asked is None:
        return ending.feedback()
    said = _reply(asked) if asked.answer else ""
    return ending.feedback(
        ending.Feedback(
            answers=[(asked.question.text, said)],
            asked_by=opened.name(asked.by) if asked.by else "",
            on=format_date(asked.at),
        )
    )


OF_HERSELF: Mapping[str, Callable[[Opened, str], Sheet]] = MappingProxyType(
    {
        "S03": consent,
        "S04": safety_plan,
        "S12": measure_slip,
        "S13": closing,
        "S14": feedback,
    }
)


def _choices_of_measures(opened: Opened) -> Named:
    granted = _granted(opened).items()
    return [(key, f"{spoken(each.label)}, {_day(each.from_on)}") for key, each in granted]


def _choices_of_feedback(opened: Opened) -> Named:
    return [(key, format_date(each.at)) for key, each in _feedback(opened).items()]


WHICH: Mapping[str, Callable[[Opened], Named]] = MappingProxyType(
    {"S12": _choices_of_measures, "S14": _choices_of_feedback}
)
"""What each of these sheets can be about, where there are several."""


def _reading(opened: Opened) -> Iterator[first_talk.Passing]:
    """Who reads what, by capacity: people stand on no sheet that she carries home."""
    rows = {
        (part_list(each.compartments, opened.cover), str(CAPACITIES[each.capacity]), each.until)
        for each in opened.cover.holders
        if each.capacity not in HERSELF
    }
    for what, whom, until in sorted(rows, key=lambda row: (row[1], row[0], str(row[2]))):
        yield first_talk.Passing(
            what=what,
            to=whom,
            purpose=_("To deal with it"),
            until=_day(until),
            answer=_("Reads it"),
        )


def _passing(asked: Asked) -> first_talk.Passing:
    return first_talk.Passing(
        what=asked.question.text,
        to="",
        purpose=question_of_case(asked.question.kind),
        until="",
        answer=_reply(asked),
    )


def _reply(asked: Asked) -> str:
    if asked.answer is None:
        return ""
    said = reply_words(asked.question.kind, asked.answer.reply)
    return "\n".join(filter(None, (said, asked.answer.words)))


def _how_heard(answer: Answer) -> str:
    return ", ".join(filter(None, (str(SAYING.get(answer.how, answer.how)), answer.when)))


def _told(line: Line) -> str:
    how = TOLD_BY.get(_fact(line, "way"), "")
    return f"{format_date(line.at)}. {how}"


def _asked_until(opened: Opened) -> str:
    """The last day on which she is asked how it is at work, where her course can be read."""
    if opened.course is None:
        return ""
    return _day(max(her_days(opened.course, opened.cover.received_at.date()), default=None))


def _kept_until(lines: list[Line]) -> str:
    told = [each for each in lines if each.kind is Kind.KEEPING and _fact(each, "step") == WARNED]
    return _day(date.fromisoformat(_fact(told[-1], "after"))) if told else ""


def _granted(opened: Opened) -> dict[str, Measure]:
    every = measures(opened.timeline.lines)
    return {id_.hex: each for id_, each in every.items() if each.state is State.GRANTED}


def _feedback(opened: Opened) -> dict[str, Asked]:
    return {each.id.hex: each for each in _questions(opened) if each.question.kind is Q.FEEDBACK}


def _questions(opened: Opened) -> list[Asked]:
    return list(questions(opened.timeline.lines).values())


def _fact(line: Line, name: str) -> str:
    value = line.facts.get(name, "")
    return value if isinstance(value, str) else ""


def _day(day: date | None) -> str:
    return str(format_date(day)) if day else ""
