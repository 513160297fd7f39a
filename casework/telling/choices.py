"""What a worker is offered to choose from, and the words it is shown in."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.case.answers import FORCED, Age, Reply, Wish
from casework.clocks.routes import Route
from casework.procedures.terms import Gender

WISHES: Mapping[str, str] = {
    Wish.TALK: _l("Talk to somebody first"),
    Wish.HELP: _l("Get help, without a complaint"),
    Wish.COMPLAIN: _l("Make a complaint"),
    Wish.KEEP: _l("Keep it written down and decide later"),
}
WISH_HINTS: Mapping[str, str] = {
    Wish.TALK: _l(
        "Somebody who reads this reaches you in the way you choose. Nothing else begins."
    ),
    Wish.HELP: _l("A doctor, somebody to talk to, a safe place, legal advice or money."),
    Wish.COMPLAIN: _l("People who must act on it read it and answer you."),
    Wish.KEEP: _l("Nobody can read it but you. You can send it on another day."),
}
AGES: Mapping[str, str] = {
    Age.UNDER_18: _l("Under age"),
    Age.ADULT: _l("Of age"),
    Age.NOT_SURE: _l("I am not sure"),
}
"""As they are read later, whatever the age is in the place."""
GENDERS: Mapping[str, str] = {
    Gender.WOMAN: _l("A woman or a girl"),
    Gender.MAN: _l("A man or a boy"),
    Gender.ANOTHER: _l("Neither, or I would say it otherwise"),
}
REPLIES: Mapping[str, str] = {
    Reply.YES: _l("Yes"),
    Reply.NO: _l("No"),
    Reply.UNKNOWN: _l("I do not know"),
}
ELSEWHERE: Mapping[str, str] = {
    "closed": _l("A factory that has closed"),
    "home_based": _l("I work from home for a factory"),
    "abroad": _l("Work in another country"),
    "at_home": _l("It happened at home"),
    "not_listed": _l("Another place, not on this list"),
}
ELSEWHERE_HERS: Mapping[str, str] = {
    "closed": _l("A factory that has closed"),
    "home_based": _l("She works from home for a factory"),
    "abroad": _l("Work in another country"),
    "at_home": _l("It happened at home"),
    "not_listed": _l("Another place"),
}
"""The same places, as they are called to somebody who writes it down for her."""
PLACES: Mapping[str, str] = {
    "line": _l("At the line or machine"),
    "floor": _l("Elsewhere in the building"),
    "dormitory": _l("In the dormitory"),
    "transport": _l("On the way to work or home"),
    "phone": _l("On the phone or online"),
    "outside": _l("Outside the factory"),
    "home": _l("At home"),
}
CONDUCT: Mapping[str, str] = {
    "verbal": _l("Words, jokes or calls about body or sex"),
    "non_verbal": _l("Staring, gestures or following"),
    "digital": _l("Messages, pictures or videos"),
    "touching": _l("Touching that was not wanted"),
    FORCED: _l("Forced to have sex, or somebody tried to"),
    "demands": _l("Asked for sex or favours in return for something at work"),
    "punished": _l("Punished after saying no"),
    "other": _l("Something else"),
}
NEEDS: Mapping[str, str] = {
    "health": _l("A doctor or nurse"),
    "talking": _l("Somebody to talk to"),
    "shelter": _l("A safe place to stay"),
    "legal": _l("Legal advice"),
    "money": _l("Money, food or travel"),
    "work": _l("Another line, shift or room"),
    "children": _l("Help for my children"),
    "other": _l("Something else"),
}
REACHING: Mapping[str, str] = {
    "never": _l("Do not reach me. I come back with my number"),
    "phone": _l("Call me"),
    "message": _l("Send me a message that says nothing"),
    "in_person": _l("Speak with me in person"),
    "through_somebody": _l("Through somebody I trust"),
}
CARE: Mapping[str, str] = {
    "outcome": _l("Yes: they may see what is done about it"),
    "told": _l("Yes: and they may read what I told"),
    "no": _l("No"),
}
WAYS: Mapping[str, str] = {
    "in_person": _l("Told in person"),
    "phone": _l("Told on the phone"),
    "letter": _l("In a letter"),
    "box": _l("From a suggestion box"),
    "messenger": _l("Through a message on the phone"),
    "union": _l("Through a union"),
    "savings_group": _l("Through a savings group"),
}
ROUTES: Mapping[str, str] = {
    Route.INFORMAL: _l("Informal: a solution without an inquiry"),
    Route.FORMAL: _l("Formal: an inquiry by a panel"),
    Route.OUTSIDE: _l("Outside: an office, the police or a court"),
    Route.SUPPORT_ONLY: _l("Help only, and nothing else for the time being"),
}
ROUTE_HINTS: Mapping[str, str] = {
    Route.INFORMAL: _l(
        "The people who read it now talk with you about what would help, such as another line."
        " Nobody new of the committee reads it. Nothing is investigated, and nobody is punished."
    ),
    Route.FORMAL: _l(
        "People of the committee are named as a panel. You are told first who it is, and can say no"
        " for two days. They read what you told and what others say: not your messages, not what"
        " help you need, and your name only if the committee knows it from you. The person it is"
        " about is told of the complaint and answers."
    ),
    Route.OUTSIDE: _l(
        "You go to the labour office, the police or a court. Nobody new of the committee reads it."
        " The people who read it now help you find the way."
    ),
    Route.SUPPORT_ONLY: _l(
        "A doctor, somebody to talk to, a safe place, advice. Nobody new of the committee reads it,"
        " and nobody asks the person it is about."
    ),
}
SAYING: Mapping[str, str] = {
    "in_person": _l("She said it to me in person"),
    "phone": _l("She said it on the telephone"),
    "message": _l("She wrote it in a message or letter"),
    "through_somebody": _l("Somebody she trusts told me, as she asked"),
}


def ages(age: int) -> Mapping[str, str]:
    """The same to choose from, with the age from which somebody is an adult in the place."""
    return {
        Age.UNDER_18: _("Under %(age)s", age=age),
        Age.ADULT: _("%(age)s or over", age=age),
        Age.NOT_SURE: str(AGES[Age.NOT_SURE]),
    }
