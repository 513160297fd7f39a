"""How far a provider has come with a referral, in its own words: closed lists, and what follows."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Step(StrEnum):
    """One answer of a provider. What the case makes of it is the case's."""

    SEEN = "seen"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    APPOINTMENT = "appointment"
    DONE = "done"
    NO_SHOW = "no_show"


class Reason(StrEnum):
    """Why a provider cannot help."""

    FULL = "full"
    NOT_OURS = "not_ours"
    """Another kind of help than they give."""
    AREA = "area"
    AGE = "age"
    LANGUAGE = "language"
    HOURS = "hours"
    DOCUMENTS = "documents"
    COST = "cost"
    UNSAFE = "unsafe"
    """They could not keep her safe, or know somebody of it."""
    OTHER = "other"


FOLLOWING: Mapping[Step | None, frozenset[Step]] = MappingProxyType(
    {
        None: frozenset({Step.SEEN}),
        Step.SEEN: frozenset({Step.ACCEPTED, Step.DECLINED}),
        Step.ACCEPTED: frozenset({Step.APPOINTMENT, Step.DONE, Step.NO_SHOW, Step.DECLINED}),
        Step.APPOINTMENT: frozenset({Step.APPOINTMENT, Step.DONE, Step.NO_SHOW, Step.DECLINED}),
        Step.NO_SHOW: frozenset({Step.APPOINTMENT, Step.DONE}),
        Step.DECLINED: frozenset(),
        Step.DONE: frozenset(),
    }
)
"""What a provider may say next. After a meeting that did not happen another may be agreed."""
LAST = frozenset({Step.DECLINED, Step.DONE})


def may_follow(before: Step | None, after: Step) -> bool:
    """Whether one answer may come after another; None is before the first."""
    return after in FOLLOWING[before]
