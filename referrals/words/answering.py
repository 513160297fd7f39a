"""What a provider reads and presses when somebody is sent to it, in plain words."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import lazy_gettext as _l

from referrals.sending.steps import FOLLOWING, Reason, Step

WAITS = _l("Waits to be opened")
STANDINGS: Mapping[Step, str] = MappingProxyType(
    {
        Step.SEEN: _l("Opened, not answered yet"),
        Step.ACCEPTED: _l("You said yes"),
        Step.DECLINED: _l("You said no"),
        Step.APPOINTMENT: _l("An appointment is made"),
        Step.DONE: _l("Done"),
        Step.NO_SHOW: _l("You did not meet"),
    }
)
TONES: Mapping[Step, str] = MappingProxyType(
    {
        Step.SEEN: "amber",
        Step.ACCEPTED: "green",
        Step.APPOINTMENT: "green",
        Step.DONE: "teal",
        Step.NO_SHOW: "amber",
    }
)
WAITING_TONE = "red"
PRESSES: Mapping[Step, str] = MappingProxyType(
    {
        Step.ACCEPTED: _l("Yes, we can help"),
        Step.APPOINTMENT: _l("Say when and where"),
        Step.DONE: _l("It is done"),
        Step.NO_SHOW: _l("We did not meet"),
        Step.DECLINED: _l("No, we cannot help"),
    }
)
"""What stands on the way to each answer; a no comes last, also after a yes."""
ABOUT: Mapping[Step, str] = MappingProxyType(
    {
        Step.ACCEPTED: _l("Whoever asked you tells the person to come."),
        Step.DECLINED: _l("Then another place is looked for, at once. Say why if you can."),
        Step.APPOINTMENT: _l("The person is told the day and the hour, in a safe way."),
        Step.DONE: _l(
            "That you helped. Write nothing that you would not say with the person in the room."
        ),
        Step.NO_SHOW: _l("The person is asked what came between, and about another day."),
    }
)
NOTES: Mapping[Step, str] = MappingProxyType(
    {
        Step.ACCEPTED: _l("What to know or bring"),
        Step.DECLINED: _l("What would help to find another place"),
        Step.APPOINTMENT: _l("What to know or bring"),
        Step.DONE: _l("A note back to whoever asked you"),
        Step.NO_SHOW: _l("What you know of it"),
    }
)
REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        Reason.FULL: _l("We have no place or no time"),
        Reason.NOT_OURS: _l("We do not give this help"),
        Reason.AREA: _l("It is too far away, or not our area"),
        Reason.AGE: _l("We do not help people of this age"),
        Reason.LANGUAGE: _l("We do not speak the language"),
        Reason.HOURS: _l("We are not open at a time that is possible"),
        Reason.DOCUMENTS: _l("A paper is missing that we have to see"),
        Reason.COST: _l("It would cost too much"),
        Reason.UNSAFE: _l("It would not be safe with us, or we know somebody of it"),
        Reason.OTHER: _l("Another reason"),
    }
)


def next_presses(step: Step | None) -> list[tuple[Step, str]]:
    """What may be answered next, in the order in which it is offered."""
    return [(each, words) for each, words in PRESSES.items() if each in FOLLOWING[step]]
