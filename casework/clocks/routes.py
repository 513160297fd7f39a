"""The four ways a survivor can choose, and which of the ten stages belong to one way only."""

from collections.abc import Mapping
from enum import StrEnum

from casework.procedures.terms import StageId


class Route(StrEnum):
    """What she wants done. Hers to choose, and to change."""

    INFORMAL = "informal"
    """That somebody sees to it without an inquiry."""
    FORMAL = "formal"
    """That the committee inquires and the employer decides."""
    OUTSIDE = "outside"
    """That it is taken to an inspectorate, an ombudsperson, a court or the police."""
    SUPPORT_ONLY = "support_only"
    """Help for her, and nothing that he would notice."""


INQUIRING = frozenset({StageId.NOTIFY, StageId.REPLY, StageId.INQUIRY, StageId.REPORT})
"""Stages of the formal route alone: in each something happens that the respondent notices."""

RESTING: Mapping[Route, frozenset[StageId]] = {
    Route.INFORMAL: INQUIRING,
    Route.FORMAL: frozenset(),
    Route.OUTSIDE: INQUIRING | {StageId.DECIDE},
    Route.SUPPORT_ONLY: INQUIRING | {StageId.DECIDE},
}
"""Stages whose deadlines wait while she goes another way. Without an inquiry the employer still
owes whoever chose the informal way that something is done."""
