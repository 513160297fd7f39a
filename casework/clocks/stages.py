"""The ten stages as one table: from where to where on which route, and what must be on record."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from casework.clocks.routes import Route
from casework.procedures.terms import StageId

S = StageId


class Need(StrEnum):
    """What must be on record before a step, or stands against one."""

    SAFETY_CHECKED = "safety_checked"
    CHOSEN_BY_HER = "chosen_by_her"
    """The survivor said which way she wants. Each choice is used once."""
    CONSENT = "consent"
    """Hers, to what this route does; given for this route, and taken back whenever she likes."""
    SAFETY_PLAN_FRESH = "safety_plan_fresh"
    """Her safety plan was gone through this week."""
    SHE_KNOWS_WHEN = "she_knows_when"
    """She knows the day and the hour at which he will notice."""
    SHE_MAY_STOP = "she_may_stop"
    """She was asked just before, and told that she may still stop."""
    NOTICE_READ = "notice_read"
    """A second member read the notice as he would, and he could not tell who from it."""
    NOTICE_SERVED = "notice_served"
    REPLIED = "replied"
    REPLY_TIME_OVER = "reply_time_over"
    INQUIRY_DONE = "inquiry_done"
    QUORUM_SAT = "quorum_sat"
    REPORT_WRITTEN = "report_written"
    SENT_BACK = "sent_back"
    """Whoever decides, or an appeal body, gave it back to inquire further."""
    DECISION_TOLD = "decision_told"
    """To both, in writing or read out."""
    APPEAL_LODGED = "appeal_lodged"
    APPEAL_ENDED = "appeal_ended"
    STEPS_AGREED = "steps_agreed"
    """What is done informally, agreed with her one by one."""
    SETTLING_ASKED_BY_HER = "settling_asked_by_her"
    SETTLED = "settled"
    """In writing, read to her, and signed by her in private."""
    WITHDRAWAL_CONFIRMED = "withdrawal_confirmed"
    """After seven days, by the external member who spoke with her alone."""
    BELONGS_ELSEWHERE = "belongs_elsewhere"
    """The external member agrees that it is not for this committee, and it was handed over."""
    REASONS_CHECKED = "reasons_checked"
    TOLD_SHE_CAN_RETURN = "told_she_can_return"
    FEEDBACK_ASKED = "feedback_asked"
    """By somebody who did not handle the case."""
    HER_WISH_TO_REOPEN = "her_wish_to_reopen"
    MAY_BE_CHILD = "may_be_child"
    """Stands against every act towards him, until a child-protection officer agrees."""
    CHILD_OFFICER_AGREES = "child_officer_agrees"
    SETTLEMENT_BROKEN = "settlement_broken"
    """What was agreed was not kept: she may go on as if it had not been."""
    SETTLING_BARRED = "settling_barred"
    """Contact or worse, a superior, or the pack forbids it."""


N = Need
GATE = frozenset({N.SAFETY_PLAN_FRESH, N.SHE_KNOWS_WHEN, N.SHE_MAY_STOP})
"""What is asked anew before every act that he can notice."""
CLOSING = frozenset({N.REASONS_CHECKED, N.TOLD_SHE_CAN_RETURN, N.FEEDBACK_ASKED})
CLOSED_EARLY = frozenset({N.WITHDRAWAL_CONFIRMED, N.BELONGS_ELSEWHERE})
"""One of these, to close a case that has not come to its end."""
OF_ONE_CHOICE = GATE | {
    N.CHOSEN_BY_HER,
    N.CONSENT,
    N.STEPS_AGREED,
    N.SETTLING_ASKED_BY_HER,
    N.SETTLED,
    N.NOTICE_READ,
}
"""What was given for one route and does not go over to the next."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One allowed move between two stages."""

    origin: StageId
    to: StageId
    needs: frozenset[Need] = frozenset()
    """All of them."""
    one_of: frozenset[Need] = frozenset()
    """At least one of them, where there are any."""
    barred_by: frozenset[Need] = frozenset()
    unless: frozenset[Need] = frozenset()
    """One of these lifts what bars it."""
    spends: frozenset[Need] = frozenset()
    """What is no longer on record afterwards, and must be asked again the next time."""


def _noticed(
    origin: StageId,
    to: StageId,
    needs: frozenset[Need],
    *,
    one_of: frozenset[Need] = frozenset(),
    spends: frozenset[Need] = frozenset(),
) -> Step:
    """A step that he notices: with her consent, and for a child only as its officer agrees."""
    return Step(
        origin=origin,
        to=to,
        needs=needs | {N.CONSENT},
        one_of=one_of,
        barred_by=frozenset({N.MAY_BE_CHILD}),
        unless=frozenset({N.CHILD_OFFICER_AGREES}),
        spends=spends,
    )


def _settled_from(origin: StageId) -> Step:
    """A settlement, before the inquiry and at her request only."""
    return Step(
        origin=origin,
        to=S.DECIDE,
        needs=GATE | {N.CONSENT, N.SETTLING_ASKED_BY_HER, N.SETTLED},
        barred_by=frozenset({N.SETTLING_BARRED, N.MAY_BE_CHILD}),
        spends=GATE | {N.SETTLING_ASKED_BY_HER, N.SETTLED},
    )


AT_FIRST = (
    Step(origin=S.RECEIVE, to=S.SAFETY),
    Step(origin=S.SAFETY, to=S.ROUTE, needs=frozenset({N.SAFETY_CHECKED})),
)
"""Before any route, and the same on each."""

INQUIRED = frozenset({N.INQUIRY_DONE, N.QUORUM_SAT, N.REPORT_WRITTEN, N.SENT_BACK})
APPEALED = frozenset({N.DECISION_TOLD, N.APPEAL_LODGED})
BROKEN = frozenset({N.SETTLEMENT_BROKEN})

FORMAL = (
    _noticed(S.ROUTE, S.NOTIFY, GATE | {N.NOTICE_READ}, spends=GATE),
    _noticed(S.NOTIFY, S.REPLY, frozenset({N.NOTICE_SERVED})),
    _noticed(S.REPLY, S.INQUIRY, frozenset(), one_of=frozenset({N.REPLIED, N.REPLY_TIME_OVER})),
    _noticed(S.INQUIRY, S.REPORT, frozenset({N.INQUIRY_DONE, N.QUORUM_SAT})),
    _noticed(S.REPORT, S.INQUIRY, frozenset({N.SENT_BACK}), spends=INQUIRED),
    _noticed(S.REPORT, S.DECIDE, GATE | {N.REPORT_WRITTEN}, spends=GATE),
    _settled_from(S.ROUTE),
    _settled_from(S.NOTIFY),
    _settled_from(S.REPLY),
    Step(origin=S.DECIDE, to=S.MONITOR, needs=frozenset({N.DECISION_TOLD})),
    # An appeal is either party's right: it asks for no consent of the other.
    Step(origin=S.DECIDE, to=S.APPEAL, needs=APPEALED),
    Step(origin=S.MONITOR, to=S.APPEAL, needs=APPEALED),
    _noticed(S.APPEAL, S.INQUIRY, frozenset({N.SENT_BACK}), spends=INQUIRED | APPEALED),
    Step(
        origin=S.APPEAL,
        to=S.MONITOR,
        needs=frozenset({N.APPEAL_ENDED}),
        spends=frozenset({N.APPEAL_LODGED, N.APPEAL_ENDED}),
    ),
    Step(origin=S.DECIDE, to=S.ROUTE, needs=BROKEN, spends=BROKEN | {N.DECISION_TOLD}),
    Step(origin=S.MONITOR, to=S.ROUTE, needs=BROKEN, spends=BROKEN | {N.DECISION_TOLD}),
)

INFORMAL = (_noticed(S.ROUTE, S.MONITOR, GATE | {N.STEPS_AGREED}, spends=GATE),)
OUTSIDE = (Step(origin=S.ROUTE, to=S.MONITOR, needs=frozenset({N.CONSENT})),)
SUPPORT_ONLY = (Step(origin=S.ROUTE, to=S.MONITOR),)

STEPS: Mapping[Route | None, tuple[Step, ...]] = {
    None: AT_FIRST,
    Route.FORMAL: AT_FIRST + FORMAL,
    Route.INFORMAL: AT_FIRST + INFORMAL,
    Route.OUTSIDE: AT_FIRST + OUTSIDE,
    Route.SUPPORT_ONLY: AT_FIRST + SUPPORT_ONLY,
}
"""Every step there is. What does not stand here does not happen."""

REOPENINGS: Mapping[StageId, frozenset[Need]] = {
    # She came back: whatever was agreed before is asked again, beginning with her safety.
    S.SAFETY: frozenset({N.HER_WISH_TO_REOPEN}),
    # Somebody appealed in time against a decision of a case that was closed meanwhile.
    S.APPEAL: APPEALED,
}
"""Where a closed case is opened again, and what must be on record for it."""
