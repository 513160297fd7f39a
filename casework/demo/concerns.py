"""What somebody else told in the demonstration: a concern that is open, and one that is closed."""

from casework.case.answers import Answers, Contact, Named, Reply, Wish
from casework.demo.steps import Step, Story, acknowledges, answers
from casework.taking_down.concerns import Offer, Reason, Way, close_concern, offer_help


def offers_help(who: str, hours_ago: float, offer: Offer) -> Step:
    """She offers help, once."""
    return Step(who, hours_ago, lambda _world, db, turn: offer_help(db, turn, offer))


def closes(who: str, hours_ago: float, reason: Reason, text: str) -> Step:
    """She closes a concern."""
    return Step(who, hours_ago, lambda _world, db, turn: close_concern(db, turn, reason, text))


FOR_A_FRIEND = Story(
    at="vientiane",
    hours_ago=60,
    word="rice bowl",
    number_shown_as="told for a friend; open",
    answers=Answers(
        wish=Wish.TALK,
        for_somebody_else=True,
        safe_now=Reply.UNKNOWN,
        respondent=Named(post="mechanic, hall A"),
        places=["floor"],
        when_text="This month",
        kinds=["non_verbal", "verbal"],
        words="My friend in hall A cries in the break and says the mechanic does not leave her"
        " alone. She is afraid to tell. I do not want to decide for her.",
        contact=Contact(how="never"),
    ),
    then=(acknowledges("khamla", 40),),
)
SEEN_ON_THE_STAIRS = Story(
    at="rupali",
    hours_ago=260,
    word="paper kite",
    number_shown_as="told for a colleague; closed",
    answers=Answers(
        wish=Wish.TALK,
        for_somebody_else=True,
        safe_now=Reply.UNKNOWN,
        respondent=Named(post="store keeper"),
        places=["floor"],
        when_text="Two Thursdays in a row",
        kinds=["touching"],
        words="On the stairs to the store he held a girl of line 5 by the arm and laughed. She"
        " pulled away when she saw me. I do not know whether she wants anything done.",
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("shirin", 240),
        answers("shirin", 239, "Thank you for not looking away. We look into it."),
        offers_help("nasrin", 200, Offer("Nasrin Begum, alone", Way.OUTSIDE,
                    "On the road to the bus, after the Sunday shift", "Somebody who cares about you"
                    " thought that you may want to talk. You need not answer.")),
        closes("nasrin", 150, Reason.DECLINED, "She said so kindly, and she knows where"
               " to find me."),
    ),
)  # fmt: skip
