"""Referrals in the words of a page: how each stands, by which way, why not, and what is next."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from flask_babel import format_date
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.helping.following import Referral, Step
from casework.helping.states import Mover, State
from casework.helping.written import Helped, TaskKind
from referrals.models.terms import Known, Way
from referrals.sending.steps import Reason
from referrals.sending.withdrawing import Standing
from referrals.words.kinds import KINDS
from referrals.words.packets import value_words

S = State
STATES: Mapping[State, str] = MappingProxyType(
    {
        S.SENT: _l("Asked"),
        S.SEEN: _l("Read there"),
        S.ACCEPTED: _l("They said yes"),
        S.DECLINED: _l("They said no"),
        S.APPOINTMENT: _l("Appointment"),
        S.DONE: _l("She was helped"),
        S.NO_SHOW: _l("They did not meet"),
        S.WITHDRAWN: _l("Taken back"),
        S.EXPIRED: _l("No answer came"),
    }
)
STATES_SAID: Mapping[State, str] = MappingProxyType(
    {
        S.SEEN: _l("They have read or heard it, and will answer"),
        S.ACCEPTED: _l("Yes, they help"),
        S.APPOINTMENT: _l("There is an appointment, or another day for it"),
        S.DONE: _l("They have helped her"),
        S.NO_SHOW: _l("They did not meet"),
        S.DECLINED: _l("No, they cannot help"),
    }
)
"""What a place says, for whoever writes it down."""
STATES_TO_HER: Mapping[State, str] = MappingProxyType(
    {
        S.SENT: _l("We asked them. They have not answered yet."),
        S.SEEN: _l("They have read it. They have not answered yet."),
        S.ACCEPTED: _l("They said yes: they help you."),
        S.DECLINED: _l("They cannot help. We look for another place with you."),
        S.APPOINTMENT: _l("There is an appointment for you."),
        S.DONE: _l("They wrote that they helped you."),
        S.NO_SHOW: _l("They wrote that you did not meet. You can still go."),
        S.WITHDRAWN: _l("Taken back. They can open nothing of it any more."),
        S.EXPIRED: _l("They did not answer in time. We look for another place with you."),
    }
)
CARRIED_TO_HER = _l("You go there yourself. We told them nothing.")
TONES: Mapping[State, str] = MappingProxyType(
    {
        S.ACCEPTED: "green",
        S.APPOINTMENT: "green",
        S.DONE: "teal",
        S.DECLINED: "red",
        S.NO_SHOW: "amber",
        S.EXPIRED: "amber",
    }
)
WAYS: Mapping[Way, str] = MappingProxyType(
    {
        Way.ACCOUNT: _l("To their account here"),
        Way.LINK: _l("By a link that opens once, and a code told by telephone"),
        Way.PHONE: _l("By telephone"),
        Way.PAPER: _l("On a slip that she carries"),
        Way.WALK_IN: _l("She goes there herself"),
    }
)
WAY_HINTS: Mapping[Way, str] = MappingProxyType(
    {
        Way.ACCOUNT: _l("Sealed to the people who work there on it. They answer here."),
        Way.LINK: _l(
            "For places without an account. It dies after seven days or five wrong codes."
        ),
        Way.PHONE: _l("You call them with a script: what she agreed to, and nothing else."),
        Way.PAPER: _l("Names nothing. What is said there, she says herself."),
        Way.WALK_IN: _l("No slip is needed. Nothing is sent."),
    }
)
REASONS: Mapping[str, str] = MappingProxyType(
    {
        Reason.FULL: _l("They are full"),
        Reason.NOT_OURS: _l("It is not what they do"),
        Reason.AREA: _l("They do not serve her area"),
        Reason.AGE: _l("They do not take people of her age"),
        Reason.LANGUAGE: _l("Nobody there speaks her language"),
        Reason.HOURS: _l("Their hours do not fit hers"),
        Reason.DOCUMENTS: _l("She cannot show the papers they ask for"),
        Reason.COST: _l("It costs more than she can pay"),
        Reason.UNSAFE: _l("She would not be safe there, or somebody there is close to it"),
        Reason.OTHER: _l("Another reason"),
    }
)
MOVERS: Mapping[Mover, str] = MappingProxyType(
    {
        Mover.PROVIDER: _l("their own answer"),
        Mover.MEMBER: _l("written down by"),
        Mover.HER: _l("by herself"),
        Mover.CLOCK: _l("its days were over"),
    }
)
TASKS: Mapping[str, str] = MappingProxyType(
    {
        TaskKind.HAND_OVER: _l("Bring her together with somebody there"),
        TaskKind.ACCOMPANY: _l("Somebody goes with her"),
        TaskKind.FOLLOW_UP: _l("Ask her how it went"),
    }
)
HELPED: Mapping[str, str] = MappingProxyType(
    {
        Helped.YES: _l("Yes"),
        Helped.PARTLY: _l("In part"),
        Helped.NO: _l("No"),
    }
)
RESPECTED: Mapping[str, str] = MappingProxyType(
    {
        Known.YES: _l("Yes"),
        Known.NO: _l("No"),
        Known.UNKNOWN: _l("I would rather not say"),
    }
)
LINKS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.WAITING: _l("Nobody has used the link yet."),
        Standing.USED: _l("The link was used: it opens nothing any more."),
        Standing.TRIED_OUT: _l("Five wrong codes ended the link"),
        Standing.GONE: _l("The link opens nothing any more: its days are over."),
    }
)
COURSE = (S.SENT, S.SEEN, S.ACCEPTED, S.APPOINTMENT, S.DONE)


def course_of(referral: Referral) -> list[tuple[str, str, str]]:
    """The way a referral takes, for the row of stages: name, how it stands, and the day.

    What ended it otherwise stands in the place of what it did not reach.
    """
    passed = {S.SENT: referral.sent_at, **_days(referral)}
    ended = referral.state not in COURSE
    steps = [each for each in COURSE if not ended or each in passed]
    found = [(each, "done" if each in passed else "", passed.get(each)) for each in steps]
    if ended:
        last = referral.last
        found.append((referral.state, "now", last.at if last else referral.lapses_on))
    elif referral.state is not S.DONE:
        found = [(each, "now" if each is referral.state else how, on) for each, how, on in found]
    return [(str(STATES[each]), how, format_date(on) if on else "") for each, how, on in found]


def next_words(referral: Referral, today: date) -> str:
    """What comes next, as a sentence for whoever looks after it."""
    late = referral.is_late(today)
    if referral.state in (S.SENT, S.SEEN):
        if referral.sent.way in (Way.PAPER, Way.WALK_IN):
            return str(_("Ask her, in the way that is safe for her, whether she went."))
        if late:
            return str(_("They should have answered by now: call them."))
        return str(_("If nobody answers, it ends on %(day)s.", day=format_date(referral.lapses_on)))
    if referral.state is S.APPOINTMENT and late:
        return str(_("The day has passed. Ask them, and ask her, whether they met."))
    if referral.state is S.ACCEPTED:
        return str(_("Agree on a day with them, and whether somebody goes with her."))
    if referral.state is S.NO_SHOW:
        return str(_("Ask her what stood in the way, and whether she wants another day."))
    if referral.leads_on:
        return str(_("Look with her for another place."))
    return ""


def step_words(step: Step, name: str) -> str:
    """Who said so, after a step."""
    if step.by is Mover.MEMBER:
        return str(_("written down by %(name)s", name=name))
    return str(MOVERS[step.by])


def _days(referral: Referral) -> dict[State, date]:
    steps = (each for each in referral.steps if each.state is not None)
    return {each.state: each.answered_on or each.at for each in steps if each.state}


def to_her(referral: Referral) -> str:
    """How it stands, in words to her."""
    is_carried = referral.sent.way in (Way.PAPER, Way.WALK_IN)
    if is_carried and referral.state is S.SENT:
        return str(CARRIED_TO_HER)
    if is_carried and referral.state is S.WITHDRAWN:
        return str(_("You do not want it any more."))
    return str(STATES_TO_HER[referral.state])


REFERRAL_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "referral_state": lambda state: str(STATES[State(state)]),
        "referral_tone": lambda state: TONES.get(State(state), "grey"),
        "referral_way": lambda way: str(WAYS[Way(way)]),
        "referral_reason": lambda reason: str(REASONS[Reason(reason)]),
        "referral_kind": lambda kind: str(KINDS[kind]),
        "referral_course": course_of,
        "referral_next": next_words,
        "referral_step": step_words,
        "referral_link": lambda how: str(LINKS[Standing(how)]),
        "referral_task": lambda kind: str(TASKS[TaskKind(kind)]),
        "referral_helped": lambda helped: str(HELPED[Helped(helped)]),
        "referral_to_her": to_her,
        "referral_answer_to_her": lambda step: str(STATES_TO_HER[State(step.value)]),
        "referral_value": value_words,
    }
)
