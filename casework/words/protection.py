"""Safety, measures, the gate, the hold and the watch, in the words of a page."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType

from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.clocks.checks import After, CheckIn
from casework.clocks.hours import Care
from casework.procedures.terms import Binding
from casework.protection.gate import Act, Missing
from casework.protection.holding import Hold, Keeping
from casework.protection.measured import State
from casework.protection.safety import Assessment, Plan
from casework.protection.signs import Sign, Watched
from casework.telling.choices import REACHING, REPLIES

CARE: Mapping[str, str] = {
    Care.HIV_MEDICINE: _l("Medicine that can prevent HIV"),
    Care.EMERGENCY_CONTRACEPTION: _l("Medicine that can prevent pregnancy"),
}
WITHIN: Mapping[str, str] = {
    Care.HIV_MEDICINE: _l("within 72 hours of when it happened"),
    Care.EMERGENCY_CONTRACEPTION: _l("within 120 hours of when it happened"),
}
ACCESS: Mapping[str, str] = {
    "line": _l("At her line or floor"),
    "dormitory": _l("In the dormitory"),
    "transport": _l("On the bus or the way"),
    "phone": _l("By telephone or messages"),
    "home": _l("At home or in her street"),
}
DANGERS: Mapping[str, str] = {
    "danger": _l("In danger at this moment"),
    "threats": _l("Threats"),
    "weapons": _l("Weapons near"),
    "home": _l("Danger at home if somebody learns of it"),
    "retaliation": _l("Afraid of being punished at work"),
    "self_harm": _l("Thoughts of harming herself"),
}
PLAN: Mapping[str, str] = {
    "places": _l("Places where she is safe"),
    "ways": _l("Ways to and from work"),
    "allies": _l("People who stand by her"),
    "code_words": _l("Code words with them"),
    "papers": _l("Papers, and where they are"),
    "phone": _l("Her phone"),
    "changes": _l("Dormitory or shift"),
    "home": _l("At home"),
}
STATES: Mapping[str, str] = {
    State.PROPOSED: _l("Proposed"),
    State.GRANTED: _l("Granted"),
    State.REFUSED: _l("Refused"),
    State.ENDED: _l("Ended"),
}
FOR_HER: Mapping[str, str] = {
    State.PROPOSED: _l("Not decided yet"),
    State.GRANTED: _l("Granted"),
    State.REFUSED: _l("Not granted"),
    State.ENDED: _l("It has ended"),
}
BINDINGS: Mapping[str, str] = {
    Binding.LAW: _l("Law"),
    Binding.GUIDELINE: _l("Guideline"),
    Binding.RECOMMENDED: _l("Our own advice, no law"),
    Binding.FACTORY: _l("The factory's own rules"),
}
BEFORE: Mapping[str, str] = {
    Act.NOTICE: _l("Before the respondent is told"),
    Act.SUSPENSION: _l("Before the respondent is suspended"),
    Act.HOLD: _l("Before evidence is asked for"),
    Act.MOVE: _l("Before a measure that the respondent can notice"),
    Act.DECISION: _l("Before the respondent is told what was decided"),
    Act.SETTLEMENT: _l("Before the respondent is asked to talk"),
    Act.HEARING: _l("Before the respondent is called to be heard"),
    Act.STEPS: _l("Before the informal steps begin"),
}
MISSING: Mapping[str, str] = {
    Missing.WITHDRAWN: _l("Her word that it goes on: she has asked to withdraw it"),
    Missing.UNREAD: _l("Her messages are read first, by somebody who opens them"),
    Missing.CHILD: _l("A child protection officer agrees, since she may be under age"),
    Missing.DUTY: _l("It is known whether the state must be told of this case"),
    Missing.PLAN: _l("The safety plan was gone through with her this week"),
    Missing.KNOWS: _l("She knows the day and the hour"),
    Missing.MAY_STOP: _l("She was told that she may still stop it, and says it goes on"),
    Missing.SECOND: _l("Somebody else goes on with it: you wrote down what she said"),
}
KEEPING: Mapping[str, str] = {
    Keeping.CCTV: _l("Recordings of all cameras of the floor"),
    Keeping.ATTENDANCE: _l("The attendance list of the floor"),
    Keeping.PRODUCTION_BOARD: _l("The production board of the floor"),
}
WATCHED: Mapping[str, str] = {
    Watched.SURVIVOR: _l("The survivor"),
    Watched.WITNESS: _l("A witness"),
    Watched.COMPANION: _l("A support person or companion"),
    Watched.INTERPRETER: _l("An interpreter"),
    Watched.MEMBER: _l("A member of the committee"),
    Watched.UNION: _l("A union person"),
}
AS: Mapping[str, str] = {
    Watched.WITNESS: _l("witness"),
    Watched.COMPANION: _l("support person or companion"),
    Watched.INTERPRETER: _l("interpreter"),
    Watched.MEMBER: _l("member of the committee"),
    Watched.UNION: _l("union representative"),
}
"""Beside a name."""
SOMEBODY_ELSE: Mapping[str, str] = {
    Watched.WITNESS: _l("Somebody else: a witness"),
    Watched.COMPANION: _l("Somebody else: a support person or companion"),
    Watched.INTERPRETER: _l("Somebody else: an interpreter"),
    Watched.MEMBER: _l("Somebody else: a member of the committee"),
    Watched.UNION: _l("Somebody else: a union person"),
}
"""Who is not written down in the case."""
SIGNS: Mapping[str, str] = {
    Sign.SHIFT: _l("Another shift"),
    Sign.LINE: _l("Another line or place"),
    Sign.PIECE_RATE: _l("Another piece rate, or harder targets"),
    Sign.OVERTIME: _l("Overtime cut or forced"),
    Sign.WARNING: _l("A warning or a fine"),
    Sign.CONTRACT: _l("A worse contract"),
    Sign.NON_RENEWAL: _l("A contract not renewed"),
    Sign.DISMISSAL: _l("Dismissed, or pushed to resign"),
    Sign.BLACKLISTING: _l("Not hired elsewhere"),
    Sign.EVICTION: _l("Put out of dormitory or house"),
    Sign.PASSPORT: _l("Passport or papers kept"),
    Sign.COUNTER_SUIT: _l("A complaint or lawsuit against her"),
    Sign.RUMOURS: _l("Rumours, or being shut out"),
    Sign.OTHER: _l("Something else"),
}
SOURCES: Mapping[str, str] = {
    "payslips": _l("Her own payslips"),
    "line": _l("A whole line, out of a list that everybody of it is on"),
}
AFTER: Mapping[str, str] = {
    After.COMPLAINT: _l("after the complaint"),
    After.NOTICE: _l("after the respondent was told"),
    After.DECISION: _l("after the decision"),
}
LEAVE_CODES: Mapping[str, str] = {
    "none": _l("No leave: the place or shift changes"),
    "annual": _l("Annual leave"),
    "special": _l("Special leave, paid"),
    "duty": _l("On duty elsewhere"),
}


def check_words(check: CheckIn) -> str:
    """One check-in: which day after what."""
    return str(_("Day %(days)s %(after)s", days=check.days, after=AFTER[check.after]))


def left_words(left: timedelta) -> str:
    """How much time is left, in hours."""
    return str(
        ngettext("%(num)s hour left", "%(num)s hours left", int(left.total_seconds() // 3600))
    )


def assessment_rows(asked: Assessment) -> list[tuple[str, str]]:
    """What she said of her safety, the unasked left out."""
    rows = [(DANGERS[name], REPLIES.get(getattr(asked, name), "")) for name in DANGERS]
    rows.append((_("Where the respondent can come near her"), _joined(ACCESS, asked.access)))
    rows.append((_("Care that has its hours"), REPLIES.get(asked.care, "")))
    day = format_date(asked.event_on) if asked.event_on else ""
    hour = "" if asked.event_hour is None else f" {asked.event_hour:02}:00"
    rows.append((_("When it happened last"), f"{day}{hour}"))
    rows.append((_("How to reach her safely"), REACHING.get(asked.safe_way, asked.safe_way)))
    rows.append((_("When it is safe"), asked.safe_when))
    rows.append((_("What to say if somebody else answers"), asked.safe_words))
    return [(str(name), str(value)) for name, value in rows if value]


def plan_rows(plan: Plan) -> list[tuple[str, str]]:
    """Her plan, the empty left out."""
    return [(str(PLAN[name]), getattr(plan, name)) for name in PLAN if getattr(plan, name)]


def hold_rows(hold: Hold) -> list[tuple[str, str]]:
    """What is asked to be kept."""
    days = dict.fromkeys((format_date(hold.first_day), format_date(hold.last_day)))
    rows = [
        (_("Floor"), hold.floor),
        (_("Whole days"), " – ".join(days)),
        (_("To keep"), _joined(KEEPING, hold.keeping)),
        (_("Asked of"), hold.asked_of),
    ]
    return [(str(name), value) for name, value in rows if value]


def sign_words(signs: Iterable[str]) -> str:
    """Signs of retaliation in a line; unsaid where she named none."""
    return _joined(SIGNS, signs) or str(_("Not said what"))


def watched_words(whom: str) -> str:
    """As what somebody is watched."""
    return str(WATCHED[whom])


def watched_as(whom: str) -> str:
    """The same beside a name."""
    return str(AS[whom])


def fact_words(facts: Mapping[str, str | list[str]]) -> str:
    """What a line of the watch says: of whom, and which signs."""
    signs = facts.get("signs", [])
    whom = WATCHED.get(str(facts.get("whom", "")), "")
    return f"{whom}: {sign_words(signs)}" if isinstance(signs, list) and signs else str(whom)


def _joined(words: Mapping[str, str], chosen: Iterable[str]) -> str:
    return " · ".join(str(words.get(each, each)) for each in chosen)


PROTECTION_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "assessment_rows": assessment_rows,
        "binding_line": lambda binding: str(BINDINGS[binding]),
        "care_line": lambda care: str(CARE[Care(care)]),
        "care_within": lambda care: str(WITHIN[Care(care)]),
        "check_words": check_words,
        "gate_line": lambda missing: str(MISSING[missing]),
        "gate_title": lambda act: str(BEFORE[act]),
        "hold_rows": hold_rows,
        "left_words": left_words,
        "measure_state": lambda state: str(STATES[state]),
        "plan_rows": plan_rows,
        "protection_for_her": lambda state: str(FOR_HER[state]),
        "sign_words": sign_words,
        "watch_words": fact_words,
        "watched_as": watched_as,
        "watched_words": watched_words,
        "baseline_words": lambda source: str(SOURCES.get(source, "")),
    }
)
