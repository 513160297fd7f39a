"""A committee and its factory's rules in the words of a page."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from auth.titles import role_title
from casework.committee.register import Seat
from casework.procedures import loading
from casework.procedures.composition import Post
from casework.procedures.covering import Question
from casework.procedures.pack import Deadline
from casework.procedures.terms import Binding, Gender, Share, Weekday
from casework.words.procedures import (
    BINDINGS,
    EVENTS,
    QUESTIONS,
    body_name,
    found,
    reviewed,
    spoken,
)

GENDERS: Mapping[str, str] = {
    Gender.WOMAN: _l("A woman"),
    Gender.MAN: _l("A man"),
    Gender.ANOTHER: _l("Neither"),
    Gender.UNSAID: _l("Has not said"),
}
POSTS: Mapping[str, str] = {
    Post.WORKER_REP: _l("For the workers"),
    Post.UNION_REP: _l("Named by the union"),
    Post.MANAGEMENT: _l("For the management"),
    Post.EXTERNAL: _l("From outside the factory"),
    Post.CHAIR: _l("As chair"),
}
YES_NO: Mapping[str, str] = {"yes": _l("Yes"), "no": _l("No")}
SHARES: Mapping[str, str] = {
    Share.THIRD: _l("A third"),
    Share.HALF: _l("Half"),
    Share.MAJORITY: _l("More than half"),
}
COUNTED_IN: Mapping[str, str] = {
    "working": _l("working days"),
    "calendar": _l("calendar days"),
    "month": _l("months"),
}
WEEKDAYS: Mapping[str, str] = {
    Weekday.MON: _l("Monday"),
    Weekday.TUE: _l("Tuesday"),
    Weekday.WED: _l("Wednesday"),
    Weekday.THU: _l("Thursday"),
    Weekday.FRI: _l("Friday"),
    Weekday.SAT: _l("Saturday"),
    Weekday.SUN: _l("Sunday"),
}


def seat_lines(seat: Seat, modules: Sequence[str]) -> list[str]:
    """What stands under a member's name in a list."""
    role = [str(role_title(seat.role))] if seat.role else [str(_("Without an account"))]
    posts = [str(POSTS[each]) for each in POSTS if each in seat.details.posts]
    missing = len(seat.untrained_in(modules))
    trained = ngettext("%(num)d training to go", "%(num)d trainings to go", missing)
    told = [str(GENDERS[seat.details.gender])] if seat.details.gender is not Gender.UNSAID else []
    lines = [" · ".join([*role, *posts, *told]), str(trained) if missing else str(_("Trained"))]
    return [seat.work, *lines] if seat.work else lines


def question_words(question: Question) -> str:
    """Something that a pack leaves open."""
    said = str(QUESTIONS[question.open])
    if question.deadline is None:
        return said
    return f"{said} {deadline_words(question.deadline)}"


def pack_title(code: str) -> str:
    """A pack by its name."""
    return spoken(loading.the_pack(code).title)


def binding_words(binding: Binding) -> str:
    """How far something binds."""
    return str(BINDINGS[binding])


def deadline_words(rule: Deadline) -> str:
    """A deadline by what it counts from and to."""
    step = {"step": EVENTS[rule.to_event], "begin": EVENTS[rule.from_event]}
    said: str = _("%(step)s, counted from: %(begin)s", **step)
    return said


def first_modules() -> tuple[str, ...]:
    """What a committee's training usually covers: a list to begin with, for each to make its own.

    It is ours. The module titles of CARE's STOP package are not published where we could read
    them, so whoever uses that package writes its titles here.
    """
    return (
        _("What sexual harassment is, and what the law says"),
        _("Meeting a survivor: safety, her choices, confidentiality"),
        _("Receiving a complaint and writing it down"),
        _("Inquiry: hearing both sides fairly"),
        _("Findings, decisions and what makes them hold"),
        _("Retaliation: seeing it and stopping it"),
        _("Help outside: who, how, and with which consent"),
        _("Our own care: what listening does to us"),
    )


COMMITTEE_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "body_words": body_name,
        "seat_lines": seat_lines,
        "finding_words": found,
        "binding_words": binding_words,
        "question_words": question_words,
        "pack_title": pack_title,
        "reviewed": reviewed,
        "spoken": spoken,
    }
)
"""What the templates of a committee call."""
