"""How a case ends, in words: withdrawing it, and what is said of that."""

from collections.abc import Mapping
from types import MappingProxyType

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from casework.ending.before import ELSEWHERE, FEEDBACK, TOLD, Way
from casework.ending.closing import CLOSED, Check, Why
from casework.ending.confirming import Says
from casework.ending.keeping import (
    HELD,
    HER_HOLD,
    HER_RELEASE,
    HOLD_ASKED,
    LIFT_ASKED,
    LIFTED,
    TRIED,
    WARNED,
)
from casework.ending.reopening import REOPENED, WISH
from casework.ending.talks import (
    ASKED,
    BARRED,
    BROKEN,
    OPENED,
    SETTLED,
    STOPPED,
    TERMS,
)
from casework.number.withdrawing import SuggestedBy
from casework.paper import ending as paper
from casework.procedures.deciding import Closed
from casework.words.course import needs_words

By = SuggestedBy
HER_IDEA: Mapping[str, str] = {
    By.HERSELF: _l("Mine"),
    By.SUPERVISOR: _l("My supervisor's, or a manager's"),
    By.FAMILY: _l("My family's"),
    By.COMMITTEE: _l("Somebody's of the committee"),
    By.RESPONDENT: _l("The person it is about"),
    By.OTHER: _l("Somebody else's"),
}
"""Whose idea it was to withdraw, asked of her."""
IDEAS: Mapping[str, str] = {
    By.HERSELF: _l("her own"),
    By.SUPERVISOR: _l("her supervisor's, or a manager's"),
    By.FAMILY: _l("her family's"),
    By.COMMITTEE: _l("somebody's of the committee"),
    By.RESPONDENT: _l("the respondent's"),
    By.OTHER: _l("somebody else's"),
}
SAYS: Mapping[str, str] = {
    Says.WITHDRAWS: _l("She withdraws it"),
    Says.GOES_ON: _l("She does not: it goes on"),
    Says.UNSURE: _l("She is not sure: it stays open"),
}
SPOKEN: Mapping[str, str] = {
    "in_person": _l("In person"),
    "phone": _l("On the telephone"),
}


TOLD_BY: Mapping[str, str] = {
    Way.PAGE: _l("On her page"),
    Way.VOICE: _l("By voice or in person"),
    Way.NOT_REACHED: _l("She could not be reached; what was tried stands below"),
}
WHYS: Mapping[str, str] = {
    Why.DECIDED: _l("It was decided, and carried out"),
    Why.STEPS_DONE: _l("The steps agreed with her were done"),
    Why.HELPED: _l("She has the help she wanted"),
    Why.OUTSIDE: _l("It goes on outside"),
    Why.SETTLED: _l("It was settled at her wish"),
    Why.WITHDRAWN: _l("She withdrew it, and confirmed that alone"),
    Why.ELSEWHERE: _l("It belongs elsewhere, and was handed over"),
    Why.NOT_REACHED: _l("She cannot be reached any more"),
}
WHYS_OF_HERS: Mapping[str, str] = {
    Why.DECIDED: _l("It was decided, and carried out."),
    Why.STEPS_DONE: _l("What was agreed with you was done."),
    Why.HELPED: _l("You have the help you wanted."),
    Why.OUTSIDE: _l("It goes on outside."),
    Why.SETTLED: _l("It was settled, as you wished."),
    Why.WITHDRAWN: _l("You withdrew it, and confirmed that alone."),
    Why.ELSEWHERE: _l("It belongs elsewhere, and was handed over."),
    Why.NOT_REACHED: _l("Nobody could reach you any more."),
}
CHECKS: Mapping[str, str] = {each: paper.CHECKS[each] for each in Check}
STEPS: Mapping[str, str] = {
    TOLD: _l("She was told that she can come back"),
    FEEDBACK: _l("She was asked how it was dealt with"),
    ELSEWHERE: _l("It belongs elsewhere"),
    CLOSED: _l("Closed"),
    WISH: _l("She wants it opened again"),
    REOPENED: _l("Opened again"),
}


KEEPING: Mapping[str, str] = {
    WARNED: _l("She was told until when it is kept"),
    HOLD_ASKED: _l("Asked to be held"),
    TRIED: _l("She could not be reached; somebody else confirms it"),
    HELD: _l("Held"),
    LIFT_ASKED: _l("Held; asked to be let go"),
    LIFTED: _l("Held no longer"),
    HER_HOLD: _l("She keeps it"),
    HER_RELEASE: _l("She keeps it no longer"),
}
NEXT_HOLD: Mapping[str, str] = {
    "": _l("Hold it against being destroyed"),
    HOLD_ASKED: _l("Confirm that it is held"),
    HELD: _l("Ask to let it go again"),
    LIFT_ASKED: _l("Confirm that it is held no longer"),
}


CLOSED_TO_HER: Mapping[str, str] = {
    Closed.NOT_ASKED: _l("She has not asked for it herself."),
    Closed.CONTACT: _l("He touched her, or nobody knows that he did not."),
    Closed.CHILD: _l("She is or may be under age."),
    Closed.SUPERIOR: _l("He stands above her, or nobody knows that he does not."),
    Closed.FORBIDDEN: _l("The law of this country does not allow it."),
    Closed.BEGUN: _l("The inquiry has begun."),
}
CLOSED_FOR_HER: Mapping[str, str] = {
    Closed.NOT_ASKED: _l("You have not asked for it."),
    Closed.CONTACT: _l("After touching or worse nothing is settled by talking."),
    Closed.CHILD: _l("Under age nothing is settled by talking."),
    Closed.SUPERIOR: _l("The person stands above you at work."),
    Closed.FORBIDDEN: _l("The law of this country does not allow it."),
    Closed.BEGUN: _l("The inquiry has begun."),
}
SETTLING: Mapping[str, str] = {
    ASKED: _l("She asks for a talk to settle it"),
    STOPPED: _l("She stops the talk"),
    OPENED: _l("The talk is opened"),
    BARRED: _l("It may not be settled"),
    TERMS: _l("What would be agreed"),
    SETTLED: _l("Settled"),
    BROKEN: _l("She says that it is not kept"),
}


def idea_words(suggested: object) -> str:
    """Whose idea a withdrawal was, as whoever reads it is told."""
    known = IDEAS.get(str(suggested))
    return str(known) if known else str(_("she did not say"))


ENDING_WORDS: Mapping[str, object] = MappingProxyType(
    {
        "closing_checks": CHECKS,
        "closing_words": STEPS,
        "hold_words": KEEPING,
        "idea_words": idea_words,
        "next_hold_words": NEXT_HOLD,
        "needs_words": needs_words,
        "says_words": SAYS,
        "settling_words": SETTLING,
        "unsettled_for_her": CLOSED_FOR_HER,
        "unsettled_words": CLOSED_TO_HER,
        "spoken_words": SPOKEN,
        "told_by_words": TOLD_BY,
        "why_words": WHYS,
        "why_for_her": WHYS_OF_HERS,
    }
)
