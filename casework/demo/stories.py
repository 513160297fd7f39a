"""What is told in the demonstration: a dozen made-up cases, each in another state."""

from casework.case.answers import Age, Answers, Contact, Named, Reply, Wish
from casework.demo.alike import BUYERS_MAN, THE_SAME_MAN
from casework.demo.complaints import (
    AFTER_SAYING_NO,
    BY_PHONE,
    ON_LINE_3,
    ON_THE_BUS,
    RECUSED,
    WITH_FILES,
)
from casework.demo.concerns import FOR_A_FRIEND, SEEN_ON_THE_STAIRS
from casework.demo.decided import DECIDED
from casework.demo.doors import MANY_DOORS
from casework.demo.going import asks_after_safety, goes_on
from casework.demo.late import NOBODY_READ, NOBODY_READ_EITHER
from casework.demo.protecting import IN_THE_HOSTEL
from casework.demo.steps import Story, acknowledges, answers, hands_over, notes, writes
from casework.procedures.terms import StageId

HANDED_ON = Story(
    at="rupali",
    hours_ago=100,
    word="green thread",
    answers=Answers(
        wish=Wish.TALK,
        safe_now=Reply.UNKNOWN,
        respondent=Named(post="somebody of the office"),
        places=["floor"],
        when_text="Two weeks ago",
        kinds=["verbal", "demands"],
        words="I do not want a complaint yet. I want to talk to somebody about what he asked me in"
        " the store room, and what happens if I say something.",
        tells_programme=True,
        contact=Contact(how="in_person", when="After the shift", where="Not in the factory"),
    ),
    then=(
        acknowledges("shirin", 90),
        asks_after_safety("shirin", 89, "She is not in danger, and wants to think."),
        goes_on("shirin", 88, StageId.ROUTE, "She was told what each route means."),
        hands_over("shirin", 20, "maya", "She wants to speak with somebody who is not of the"
                   " factory. The supervisor can meet her outside."),
    ),
)  # fmt: skip
WAITING_IN_THE_INBOX = Story(
    at="vientiane",
    hours_ago=170,
    answers=Answers(
        wish=Wish.TALK,
        safe_now=Reply.YES,
        respondent=Named(post="buyer's visitor"),
        places=["floor"],
        when_text="When the buyer came",
        kinds=["touching"],
        words="A man who came with the buyer put his arm around me for a photograph and did not"
        " let go. I do not know his name.",
        tells_programme=True,
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("bounmy", 150),
        asks_after_safety("bounmy", 149.5, "He has left the country, she says."),
        answers("bounmy", 149, "Thank you. We ask the buyer who was with them that day."),
        writes(5, "He came again today. He has a grey beard and a name card with a red line."),
    ),
)
AT_HOME = Story(
    hours_ago=90,
    word="bamboo basket",
    answers=Answers(
        elsewhere="home_based",
        wish=Wish.HELP,
        safe_now=Reply.NO,
        respondent=Named(post="the man who brings the pieces"),
        places=["home"],
        when_text="Each week when he brings the work",
        kinds=["demands"],
        words="I sew at home. The man who brings the pieces wants more than the work, or he gives"
        " it to another. I have two small children here when he comes.",
        tells_programme=True,
        told_for_programme=True,
        wants_officer=True,
        needs=["talking", "legal", "money"],
        contact=Contact(how="through_somebody", where="The tea stall woman knows me"),
    ),
    then=(
        acknowledges("maya", 70),
        answers("maya", 69, "Thank you for writing. You decide what happens next. A referral"
                " officer looks for somebody near you whom you can talk to."),
    ),
)  # fmt: skip
A_CHILD = Story(
    at="mekong",
    hours_ago=50,
    word="little boat",
    answers=Answers(
        wish=Wish.HELP,
        age=Age.UNDER_18,
        safe_now=Reply.UNKNOWN,
        respondent=Named(post="older man in packing"),
        places=["floor"],
        when_text="Since I started",
        kinds=["verbal"],
        words="They wrote a wrong age for me so that I can work. An older man in packing says"
        " things to me and waits for me. I am scared to go to packing.",
        contact=Contact(how="never"),
    ),
    then=(
        acknowledges("rina", 47),
        answers("rina", 46, "Thank you for telling us. It is not your fault. Nobody of the"
                " factory can read this. Is there a grown-up you trust whom we may speak with?"),
    ),
)  # fmt: skip
KEPT = Story(
    at="rupali",
    hours_ago=240,
    word="quiet water",
    number_shown_as="kept for herself, to decide later",
    answers=Answers(
        wish=Wish.KEEP,
        safe_now=Reply.YES,
        respondent=Named(post="floor manager"),
        places=["floor"],
        when_text="12 and 19 of last month",
        kinds=["verbal"],
        words="I write it down so that I do not forget the days. I do not want anybody to read it"
        " yet.",
    ),
)
BY_MOUTH = Story(
    at="rupali",
    hours_ago=52,
    taken_by="nasrin",
    answers=Answers(
        language="",
        wish=Wish.COMPLAIN,
        safe_now=Reply.YES,
        respondent=Named(name="Milon", post="helper", line="7"),
        places=["line", "outside"],
        when_text="Since last week, after the shift",
        kinds=["verbal", "non_verbal"],
        words="She told it at the water tap: a helper of her line calls after her and waits at the"
        " gate. She does not read well, so I wrote it down and read it back to her.",
        tells_programme=True,
        contact=Contact(how="in_person", where="At the water tap", when="In the tea break"),
        name="Moyna (made up)",
        name_for_committee=True,
    ),
    then=(
        acknowledges("nasrin", 50),
        asks_after_safety("nasrin", 49.5, "She changes gates this week."),
        notes("nasrin", 49, "She asks that nobody speaks with him before she has moved to the"
              " other gate."),
    ),
)  # fmt: skip
STORIES = (
    BUYERS_MAN,
    THE_SAME_MAN,
    ON_LINE_3,
    ON_THE_BUS,
    AFTER_SAYING_NO,
    WITH_FILES,
    BY_PHONE,
    RECUSED,
    HANDED_ON,
    WAITING_IN_THE_INBOX,
    FOR_A_FRIEND,
    SEEN_ON_THE_STAIRS,
    BY_MOUTH,
    AT_HOME,
    A_CHILD,
    KEPT,
    IN_THE_HOSTEL,
    DECIDED,
    MANY_DOORS,
    NOBODY_READ,
    NOBODY_READ_EITHER,
)
