"""What of a case waits because of what stands in its outcome: a sign, or the union."""

from collections.abc import Mapping
from types import MappingProxyType

from auth.permissions import Permission
from casework.case.one_pass import ListedCourse
from casework.course.promised import BESIDE, POINTS
from casework.desk.waits import Wait
from casework.protection.signs import waits

P = Permission.Case
ASKED_BY_OUTCOME: Mapping[Wait, Permission.Case] = MappingProxyType(
    {Wait.SIGNAL: P.READ_WATCH, Wait.BESIDE: P.STAND_BY, Wait.UNION: P.ANSWER_UNION}
)
"""For whom each of them waits."""
ASKED, ACCEPTED = "asked", "accepted"
"""Two states of casework.outcomes.beside, as a course keeps them."""


def outcome_waits(course: ListedCourse | None) -> tuple[Wait, ...]:
    """What waits, the most urgent first, as far as the facts of a course say; pure."""
    if course is None:
        return ()
    beside = course.facts.get(BESIDE)
    found = (
        (Wait.SIGNAL, waits(course)),
        (Wait.BESIDE, beside == ASKED),
        (Wait.UNION, beside == ACCEPTED or bool(course.facts.get(POINTS))),
    )
    return tuple([wait for wait, is_so in found if is_so])
