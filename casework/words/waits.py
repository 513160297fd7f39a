"""What of a case waits for somebody, in the words of a list."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from casework.desk.waits import Wait

WAITS: Mapping[str, str] = {
    Wait.WENT_BACK: _l("Shown older than you saw it"),
    Wait.OWING: _l("New keys to be made"),
    Wait.DECLARATION: _l("Say whether a conflict stands against it"),
    Wait.SECOND: _l("Danger: your confirmation"),
    Wait.REMOVAL: _l("A removal: your confirmation"),
    Wait.ACKNOWLEDGE: _l("New: confirm receipt"),
    Wait.INBOX: _l("A text in the inbox"),
    Wait.ANSWER: _l("She waits for an answer"),
    Wait.CARE: _l("Care that has its hours"),
    Wait.SIGNAL: _l("A sign of retaliation"),
    Wait.BESIDE: _l("She asks you to stand beside her"),
    Wait.UNION: _l("The union asks something"),
    Wait.HELP_ANSWERED: _l("A place has answered"),
    Wait.HELP_LATE: _l("Help outside is overdue"),
    Wait.HEARD: _l("She answered a question"),
    Wait.QUORUM: _l("Too few sat on a hearing"),
    Wait.REVIEW: _l("She asks for a review"),
    Wait.TELL_HER: _l("Time to tell her: its days end"),
    Wait.WITHDRAWAL: _l("She asks to withdraw"),
    Wait.NAMED_AGAIN: _l("Perhaps the same person in another case"),
    Wait.NAME: _l("Her yes: send the name to CARE"),
    Wait.PANEL: _l("Formal route: name the panel"),
    Wait.HAND_OVER: _l("Keys ready to hand over"),
    Wait.OFFER: _l("Offer help once, or close it"),
    Wait.REPLY: _l("What became of the offer?"),
}
