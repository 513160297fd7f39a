"""What nobody has read in time in the demonstration: a supervisor sees it on her desk."""

from casework.case.answers import Answers, Contact, Named, Reply, Wish
from casework.demo.steps import Story

NOBODY_READ = Story(
    at="vientiane",
    hours_ago=24 * 11,
    answers=Answers(
        wish=Wish.COMPLAIN,
        safe_now=Reply.UNKNOWN,
        respondent=Named(post="packing supervisor"),
        places=["line"],
        when_text="The week of the big order",
        kinds=["verbal", "demands"],
        words="He says that overtime is for those who go for a drink with him. I have gone home"
        " early for a week and my pay is short.",
        tells_programme=True,
        contact=Contact(how="never"),
    ),
)
NOBODY_READ_EITHER = Story(
    at="mekong",
    hours_ago=24 * 7,
    answers=Answers(
        wish=Wish.TALK,
        safe_now=Reply.YES,
        respondent=Named(post="guard at gate 2"),
        places=["outside"],
        when_text="At the end of the late shift",
        kinds=["non_verbal"],
        words="The guard at the gate looks through my bag longer than through others and smiles.",
        tells_programme=True,
        contact=Contact(how="never"),
    ),
)
